"""Which hits are ticked: some of them, or all but some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.model.query import Hit


class Ticks:
    """Some ticked hits, or a rule: all of them but these. A rule costs the same for any number."""

    def __init__(self) -> None:
        """Nothing is ticked."""
        self.is_all = False
        self._named: dict[Hit, None] = {}

    def has(self, hit: Hit) -> bool:
        """Say whether a hit is ticked."""
        return (hit in self._named) is not self.is_all

    def count(self, total: int) -> int:
        """Return how many of `total` hits are ticked."""
        return total - len(self._named) if self.is_all else len(self._named)

    def among(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the ticked ones of all hits, in their order."""
        if not self.is_all and len(self._named) < 2:
            return list(self._named)
        return [hit for hit in hits if self.has(hit)]

    def turn(self, hit: Hit) -> None:
        """Tick a hit that is not ticked, clear one that is."""
        if hit in self._named:
            del self._named[hit]
        else:
            self._named[hit] = None

    def set_some(self, hits: Iterable[Hit]) -> None:
        """Tick these and no others."""
        self.is_all, self._named = False, dict.fromkeys(hits)

    def set_all(self) -> None:
        """Tick all, those too that are still to be found."""
        self.is_all, self._named = True, {}

    def keep(self, stays: Callable[[Hit], bool]) -> None:
        """Forget the hits that do not stay; a rule is one for those that do."""
        self._named = {hit: None for hit in self._named if stays(hit)}
