"""The rows of one line in their lanes, made when the line is first looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from annotator.ui.text import lanes
from annotator.ui.text.marks import FILL, Flags, Mark
from annotator.ui.text.rows import Row
from annotator.ui.text.taken import Taken

UNNAMED = Flags.AGREES | Flags.ECHOES
"""What is so has neither a name over the line nor a fill in which others lie deeper."""
_Placed = tuple[Taken, int, int]
"""What a mark takes of a line, its lane and its drop."""


class Arranged:
    """The rows of a line, longest first, of which the number and the marks are known before.

    While an edge of the window is dragged the lines of whole blocks get their lanes, on which their
    heights depend; most of them are wrapped anew before anybody sees them.
    """

    __slots__ = ("_drops", "_lanes", "_rows", "_taken")

    def __init__(
        self, taken: Sequence[Taken], lanes: Sequence[int] = (), drops: Sequence[int] = ()
    ) -> None:
        """Take what marks take of a line, the shortest first, with the lane and the drop of each.

        (Apart, not as tuples: what is made for each is looked through as garbage now and then.)
        """
        self._taken, self._lanes, self._drops = taken, lanes, drops
        self._rows: list[Row] | None = None

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._taken)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, longest first."""
        return iter(self._made())

    def __reversed__(self) -> Iterator[Row]:
        """Yield the rows, shortest first."""
        return reversed(self._made())

    def __getitem__(self, place: int) -> Row:
        """One row; 0 is the longest."""
        return self._made()[place]

    def __eq__(self, other: object) -> bool:
        """Say whether other rows are the same."""
        return isinstance(other, Arranged) and self._made() == other._made()

    @property
    def is_plain(self) -> bool:
        """Say whether each mark takes one stretch of the line that runs from left to right."""
        return all(taken[5] is None for taken in self._taken)

    def marks(self) -> Iterator[Mark]:
        """Yield the marks that have a row, without making any."""
        return (taken[0] for taken in self._taken)

    def _made(self) -> list[Row]:
        if self._rows is None:
            self._rows = _rows(zip(self._taken, self._lanes, self._drops, strict=True))
        return self._rows


NO_ROWS = Arranged(())


def _rows(placed: Iterable[_Placed]) -> list[Row]:
    """Return the rows, longest first, each with how deep it lies in fills.

    Of equally long ones the order stays: what begins first, then by key.
    """
    ordered = sorted(placed, key=_shortness)
    filled = [_has_fill(taken[0]) for taken, _, _ in ordered]
    fills = [taken[1:3] for taken, _, _ in compress(ordered, filled)]
    depths = iter(lanes.depths(fills))
    found: list[Row] = []
    # Called itself it takes half as long, and on a full screen there are a thousand.
    new = tuple.__new__
    for ((mark, left, right, begin_x, end_x, row), lane, drop), is_filled in zip(
        ordered, filled, strict=True
    ):
        depth = next(depths) if is_filled else 0
        if row is None:
            box = [(left, right)]
            ends = begin_x, end_x, False, left, right
            row = new(Row, (mark, box, (), *ends, lane, drop, depth, ()))
        else:
            row = row.placed(lane, drop, depth)
        found.append(row)
    return found


def _has_fill(mark: Mark) -> bool:
    return mark.drawing == FILL and not mark.flags & UNNAMED


def _shortness(placed: _Placed) -> int:
    spans = placed[0][0].spans
    return spans[0][0] - spans[-1][1]
