"""What stood on the lines of a block at the width before: lines that come out alike keep it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextLine

from annotator.ui.text.dress import Dress, Line
from annotator.ui.text.shape import Shape


class Former:
    """The lines of a block as they were dressed for another width, with the same marks.

    While an edge of the window is dragged, half of the lines begin and end where they did.
    """

    __slots__ = ("_lines",)

    def __init__(self, shape: Shape, dress: Dress) -> None:
        """Note what stands on the lines of `shape` before these are wrapped anew.

        What runs to the left stands from the right edge on, which is elsewhere then; and where
        what takes no room is drawn, and how wide a tab is, depends on other lines.
        """
        self._lines: dict[tuple[int, int], tuple[float, Line]] = {}
        if not (shape.has_rtl or shape.has_tabs):
            for (begin, end, row), line in zip(_borders(shape), dress.lines, strict=True):
                if line.rows and line.rows.is_plain:
                    self._lines[begin, end] = row.naturalTextWidth(), line

    def again(self, shape: Shape) -> dict[int, Line]:
        """Return the lines that are there again, by their numbers of now."""
        lines = self._lines
        found: dict[int, Line] = {}
        if lines:
            for number, (begin, end, row) in enumerate(_borders(shape)):
                before = lines.get((begin, end))
                if before is not None and before[0] == row.naturalTextWidth():
                    found[number] = before[1]
        return found


def _borders(shape: Shape) -> Iterator[tuple[int, int, QTextLine]]:
    """Yield where each line begins and where the next one does (-1: none), in UTF-16."""
    starts = shape.starts
    return zip(starts, [*starts[1:], -1], shape.lines, strict=True)
