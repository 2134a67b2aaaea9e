"""Places that a query finds in a document, put together and compared by where they lie."""

from __future__ import annotations

from bisect import bisect_left

from annotator.model.query import INSIDE_IT

Place = tuple[int, int, str | None]
"""Begin, end, id of an annotation or None."""


def merged(found: list[Place]) -> list[Place]:
    """Return places in order, each once."""
    return sorted(set(found), key=lambda place: (place[0], place[1], place[2] or ""))


class Surroundings:
    """The stretches within which something is inside some places, or near them."""

    def __init__(
        self, places: list[Place], text_length: int, begins: list[int], words: int
    ) -> None:
        """`begins` are those of the words of the text; at most `words` lie between, 0: inside."""
        stretches = sorted(
            (b, e) if words == INSIDE_IT else _widened(b, e, text_length, begins, words)
            for b, e, _ in places
        )
        self._begins = [begin for begin, _ in stretches]
        self._reach: list[int] = []
        reach = -1
        for _, end in stretches:
            reach = max(reach, end)
            self._reach.append(reach)

    def hold(self, place: Place) -> bool:
        """Say whether a place lies in one of the stretches."""
        begin, end, _ = place
        at = bisect_left(self._begins, begin + 1) - 1
        return at >= 0 and end <= self._reach[at]


def _widened(begin: int, end: int, length: int, begins: list[int], count: int) -> tuple[int, int]:
    """Return a stretch and `count` words on both sides of it."""
    first = max(0, bisect_left(begins, begin) - count)
    last = bisect_left(begins, end) + count
    low = begins[first] if first < len(begins) else begin
    high = begins[last] if last < len(begins) else length
    return min(low, begin), max(high, end)
