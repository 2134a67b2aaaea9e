"""Places that were visited: what was left by a leap can be gone back to."""

from __future__ import annotations

from typing import NamedTuple

_LEAP = 1_000
"""How far the caret goes at once before that counts as leaving, in code points."""
_MOST = 200


class Place(NamedTuple):
    """A document and an offset in it."""

    document: str
    offset: int


class Visited:
    """Follows the caret; a leap farther than a screen, or to another document, leaves a place."""

    def __init__(self) -> None:
        """Begin anywhere."""
        self._here: Place | None = None
        self._before: list[Place] = []
        self._after: list[Place] = []
        self._going: Place | None = None

    def move(self, place: Place) -> None:
        """Note where the caret is now."""
        here, self._here = self._here, place
        if self._going is not None:
            # A document that is opened has its caret at the begin first.
            if place.document == self._going.document:
                self._going = None if place == self._going else self._going
                return
            self._going = None
        if here is not None and _is_leap(here, place):
            self._before.append(here)
            del self._before[:-_MOST]
            self._after.clear()

    def back(self) -> Place | None:
        """Return the place that was left last, None if there is none; it is where one is now."""
        return self._turn(self._before, self._after)

    def forward(self) -> Place | None:
        """Return the place from which one went back last, None if there is none."""
        return self._turn(self._after, self._before)

    def _turn(self, out: list[Place], into: list[Place]) -> Place | None:
        if not out or self._here is None:
            return None
        into.append(self._here)
        self._going = out.pop()
        return self._going


def _is_leap(one: Place, other: Place) -> bool:
    return one.document != other.document or abs(one.offset - other.offset) > _LEAP
