"""The places where readers differ, in the order of the text; each is made when it is asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.ui.text.marks import Difference


class Differences:
    """Any number of places; `begins` are their offsets, from the first to the last."""

    __slots__ = ("_make", "begins")

    def __init__(self, begins: Sequence[int], make: Callable[[int], Difference]) -> None:
        """Know where each is; `make` makes the one at an index."""
        self.begins, self._make = begins, make

    @classmethod
    def of(cls, places: Iterable[Difference]) -> Differences:
        """Return places that are there already."""
        found = sorted(places, key=lambda place: (place.begin, place.number))
        return cls([place.begin for place in found], found.__getitem__)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.begins)

    def __getitem__(self, at: int) -> Difference:
        """Return the one at an index, from 0; a negative one counts from the end."""
        return self._make(range(len(self.begins))[at])

    def __iter__(self) -> Iterator[Difference]:
        """Yield all of them."""
        return map(self._make, range(len(self.begins)))

    def between(self, begin: int, end: int) -> Iterator[Difference]:
        """Yield those that begin from `begin` to `end`, both included."""
        first, last = bisect_left(self.begins, begin), bisect_right(self.begins, end)
        return map(self._make, range(first, last))


NO_DIFFERENCES = Differences.of(())
