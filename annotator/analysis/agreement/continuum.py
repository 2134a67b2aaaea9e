"""Units that annotators cut out of the same text, with a value each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple


class Unit(NamedTuple):
    """A stretch of a text, in characters counted from 0, its end excluded, and its value."""

    begin: int
    end: int
    value: Any = ""

    @property
    def length(self) -> int:
        """How many characters it has; 0 for a point."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuum:
    """A text of `length` characters with the units of each annotator who took part in it.

    An annotator who looked and found nothing has an empty row; one who is not done yet has none.
    Rows stand in the order of the text.
    """

    length: int
    rows: tuple[tuple[Unit, ...], ...]

    @property
    def count(self) -> int:
        """How many units there are."""
        return sum(map(len, self.rows))


def continuum_of(length: int, rows: Iterable[Iterable[Unit]]) -> Continuum:
    """Sort the units of each annotator, and let the text be as long as its last unit at least."""
    ordered = tuple(tuple(sorted(row, key=_order)) for row in rows)
    last = max((unit.end for row in ordered for unit in row), default=0)
    return Continuum(length=max(length, last), rows=ordered)


def _order(unit: Unit) -> tuple[int, int, str]:
    return unit.begin, unit.end, str(unit.value)


def is_stacked(row: Sequence[Unit]) -> bool:
    """Say whether some units of one annotator lie over each other; points do not."""
    long = [unit for unit in row if unit.end > unit.begin]
    furthest = 0
    for before, after in pairwise(long):
        furthest = max(furthest, before.end)
        if after.begin < furthest:
            return True
    return False


class Squeezed:
    """Maps places of a text to places in what remains of it without some stretches."""

    def __init__(self, length: int, closed: Iterable[tuple[int, int]]) -> None:
        """Take out the `closed` stretches (begin, end) of a text of `length` characters."""
        self._closed: list[tuple[int, int]] = []
        for begin, end in sorted(closed):
            if self._closed and begin <= self._closed[-1][1]:
                self._closed[-1] = self._closed[-1][0], max(self._closed[-1][1], end)
            else:
                self._closed.append((begin, end))
        self.length = self.place(length)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing was taken out."""
        return not self._closed

    def holds(self, offset: int) -> bool:
        """Say whether an offset lies within what was taken out."""
        return any(begin < offset < end for begin, end in self._closed)

    def place(self, offset: int) -> int:
        """Return where an offset comes to lie."""
        shift = 0
        for begin, end in self._closed:
            if begin >= offset:
                break
            shift += min(end, offset) - begin
        return offset - shift
