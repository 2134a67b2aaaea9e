"""One block of text in lines: the only place where code points meet Qt's UTF-16 positions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from math import ceil
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from annotator.text.offsets import Utf16Map
from annotator.ui.text.blocks import shown
from annotator.ui.text.metrics import Typeface

AUTO, LTR, RTL = "auto", "ltr", "rtl"
_SAME = 0.05
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Cell(NamedTuple):
    """One character of a line of mixed directions: its x and its position (UTF-16)."""

    left: float
    right: float
    position: int
    following: int
    is_rtl: bool


def base_is_rtl(text: str, direction: str) -> bool:
    """Say whether a paragraph runs from right to left: by its first strong character if auto."""
    if direction != AUTO:
        return direction == RTL
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


class Shape:
    """A block laid out in lines of one width; vertical places are given to it later.

    Offsets are code points of the document, `begin` to `end` of the block.
    """

    __slots__ = (
        "_cells",
        "_map",
        "_text",
        "ascents",
        "begin",
        "descents",
        "end",
        "ends",
        "has_rtl",
        "is_rtl",
        "layout",
        "lines",
        "starts",
        "width",
    )

    def __init__(
        self, text: str, begin: int, width: float, face: Typeface, direction: str = AUTO
    ) -> None:
        """Lay out `text`, which begins at offset `begin` of the document."""
        self.begin, self.end = begin, begin + len(text)
        self.width = width
        self._text = text
        self._map = None
        if not text.isascii():
            found = Utf16Map(text)
            self._map = None if found.is_identity else found
        self.has_rtl = not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))
        self.is_rtl = direction == RTL or (self.has_rtl and base_is_rtl(text, direction))
        self.layout = QTextLayout(shown(text), face.font)
        self.layout.setTextOption(self._option(face))
        self.layout.setCacheEnabled(True)
        self.lines: list[QTextLine] = []
        self.starts: list[int] = []
        # Positions after the last character of each line that is no space, once asked for.
        self.ends: list[int | None] = []
        self._cells: dict[int, list[Cell]] = {}
        self.ascents: list[int] = []
        self.descents: list[int] = []
        self._break_lines(face)

    def _option(self, face: Typeface) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(4 * face.metrics.horizontalAdvance("0"))
        side = Qt.LayoutDirection.RightToLeft if self.is_rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(side)
        if self.is_rtl:
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        return option

    def _break_lines(self, face: Typeface) -> None:
        layout, width = self.layout, self.width
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            self.lines.append(line)
            self.starts.append(self._whole(line.textStart()))
            self.ascents.append(max(face.ascent, ceil(line.ascent())))
            self.descents.append(max(face.descent, ceil(line.descent())))
        layout.endLayout()
        self.ends = [None] * len(self.lines)

    @property
    def is_plain(self) -> bool:
        """Say whether positions in the layout's text are offsets in the block."""
        return self._map is None

    def _whole(self, position: int) -> int:
        """Return a position, or the end of the cluster that Qt cut there to wrap the line.

        (A space with a mark or a joiner is one to us; the mark alone begins Qt's next line.)
        """
        inside = self.to_offset(position) - self.begin
        if inside == 0 or is_boundary(self._text, inside):
            return position
        return self.to_utf16(self.begin + next_grapheme(self._text, inside))

    def character_round(self, offset: int) -> tuple[int, int]:
        """Return the span of the joined character that holds the code point at an offset."""
        inside = min(max(offset, self.begin), self.end) - self.begin
        end = next_grapheme(self._text, inside)
        begin = previous_grapheme(self._text, end) if end > inside else inside
        return self.begin + begin, self.begin + end

    def to_utf16(self, offset: int) -> int:
        """Return the position in the layout's text of an offset of the document."""
        inside = min(max(offset, self.begin), self.end) - self.begin
        return self._map.to_utf16(inside) if self._map else inside

    def to_offset(self, position: int) -> int:
        """Return the offset of a position in the layout's text."""
        return self.begin + (self._map.to_code_point(position) if self._map else position)

    def line_of(self, offset: int, *, is_upstream: bool = False) -> int:
        """Return the line on which a caret at `offset` stands.

        Where a line wraps, one offset is the end of a line and the begin of the next:
        `is_upstream` asks for the former.
        """
        position = self.to_utf16(offset)
        line = max(0, bisect_right(self.starts, position) - 1)
        if is_upstream and line and self.starts[line] == position:
            return line - 1
        return line

    def line_begin(self, line: int) -> int:
        """Return the offset of the first character of a line."""
        return self.to_offset(self.starts[line])

    def line_end(self, line: int) -> int:
        """Return the offset after the last character of a line, its trailing spaces included."""
        return self.line_begin(line + 1) if line + 1 < len(self.starts) else self.end

    def visible_end(self, line: int) -> int:
        """Return the position (UTF-16) after the last character that is no space."""
        end = self.ends[line]
        if end is None:
            begin, last = self.line_begin(line), self.line_end(line)
            part = self._text[begin - self.begin : last - self.begin]
            end = self.to_utf16(begin + len(part.rstrip()))
            self.ends[line] = end
        return end

    def x_of(self, offset: int, line: int) -> float:
        """Return the x of a caret at `offset` on a line."""
        return _x_in(self.lines[line], self.to_utf16(offset))

    def offset_at(self, x: float, line: int) -> int:
        """Return the offset between characters that is nearest to `x` on a line."""
        if not self.has_rtl:
            return self.to_offset(self._nearest_caret(x, line))
        cells = self.cells(line)
        if not cells:
            return self.line_begin(line)
        beside = [cell for cell in cells if cell.left - 0.01 <= x <= cell.right + 0.01]
        if not beside:
            beside = [cells[0] if x < cells[0].left else cells[-1]]
        # Where two runs meet, the caret belongs to the direction of the paragraph.
        cell = next((cell for cell in beside if cell.is_rtl == self.is_rtl), beside[0])
        is_left = x < (cell.left + cell.right) / 2
        return self.to_offset(cell.position if is_left != cell.is_rtl else cell.following)

    def _nearest_caret(self, x: float, line: int) -> int:
        """Return the position whose caret is nearest to `x`, by caret places alone.

        (`xToCursor` misses what is behind a tab, and within letters joined after a soft hyphen.)
        """
        row, layout = self.lines[line], self.layout
        begin = low = row.textStart()
        end = high = begin + row.textLength()
        # Nothing runs to the left here, so a caret further on never stands before.
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _x_in(row, middle) <= x else (low, middle - 1)
        at = low if low == begin or layout.isValidCursorPosition(low) else _before(layout, low)
        found = max(begin, at)
        after = min(end, layout.nextCursorPosition(found))
        if abs(_x_in(row, after) - x) < abs(_x_in(row, found) - x):
            return after
        # Of carets in one place the first is meant.
        there = _x_in(row, found)
        while found > begin and _x_in(row, max(begin, _before(layout, found))) == there:
            found = max(begin, _before(layout, found))
        return found

    def cells(self, line: int) -> list[Cell]:
        """Return the characters of a line from left to right, as they are seen."""
        found = self._cells.get(line)
        if found is None:
            found = self._cells[line] = self._find_cells(line)
        return found

    def _find_cells(self, line: int) -> list[Cell]:
        """Find them from caret places alone.

        Each lies between two neighbouring caret places. Where runs of different direction meet,
        Qt gives the place of one of them only, so what is sure is taken first, and the others
        get what is left beside them. (`xToCursor` by character misses by one in Arabic.)
        """
        row, start = self.lines[line], self.starts[line]
        end = start + row.textLength()
        positions = [start]
        while positions[-1] < end:
            positions.append(min(end, self.layout.nextCursorPosition(positions[-1])))
        xs = [_x_in(row, position) for position in positions]
        area = row.naturalTextRect()
        edges = _distinct([*xs, area.left(), area.right()])
        found: dict[int, Cell] = {}
        unsure: list[tuple[Cell, float, float]] = []
        for number, position in enumerate(positions[:-1]):
            one, two = xs[number], xs[number + 1]
            is_rtl = self._runs_left(position)
            cell = Cell(min(one, two), max(one, two), position, positions[number + 1], is_rtl)
            low, high = _nearest(edges, cell.left), _nearest(edges, cell.right)
            if high == low + 1 and (two < one) == is_rtl and low not in found:
                found[low] = cell
            elif high != low or is_rtl != self.is_rtl:
                unsure.append((cell, one, two))
        for cell, one, two in unsure:
            begin, after = _nearest(edges, one), _nearest(edges, two)
            beside = (begin - 1, after) if cell.is_rtl else (begin, after - 1)
            for low in (*beside, min(begin, after)):
                if 0 <= low < len(edges) - 1 and low not in found:
                    found[low] = cell._replace(left=edges[low], right=edges[low + 1])
                    break
        return [found[low] for low in sorted(found)]

    def _runs_left(self, position: int) -> bool:
        """Say whether the character at a position runs from right to left."""
        inside = self.to_offset(position) - self.begin
        kind = unicodedata.bidirectional(self._text[inside : inside + 1] or " ")
        if kind in ("L", "EN", "AN"):
            return False
        return kind in ("R", "AL") or self._is_inside_rtl(inside)

    def _is_inside_rtl(self, inside: int) -> bool:
        """Say it of a sign without direction: by its neighbours, else by the paragraph."""
        before = next((d for d in map(_strong, reversed(self._text[:inside][-40:])) if d), "")
        after = next((d for d in map(_strong, self._text[inside + 1 :][:40]) if d), "")
        if before and before == after:
            return before == "R"
        return self.is_rtl

    def lines_between(self, begin: int, end: int) -> range:
        """Return the lines that hold a character of `[begin, end)`, cut to the block."""
        first = self.line_of(max(begin, self.begin))
        last = max(0, bisect_right(self.starts, max(self.to_utf16(end) - 1, 0)) - 1)
        return range(first, max(first, last) + 1)

    def boxes(self, line: int, begin: int, end: int) -> list[tuple[float, float]]:
        """Return the stretches of x that the characters `[begin, end)` take on a line.

        One stretch in text of one direction, several where directions mix; spaces at which the
        line wraps take no room, so there may be none.
        """
        if not self.has_rtl:
            found = self.stretch(line, self.to_utf16(begin), self.to_utf16(end))
            return [] if found is None else [found]
        low = max(self.to_utf16(begin), self.starts[line])
        high = min(self.to_utf16(end), self.visible_end(line))
        if low >= high:
            return []
        return _merged(
            (cell.left, cell.right) for cell in self.cells(line) if low <= cell.position < high
        )

    def stretch(self, line: int, low: int, high: int) -> tuple[float, float] | None:
        """Return the first and the last x of the positions `[low, high)` on a line, None if none.

        Only where nothing runs from right to left.
        """
        low, high = max(low, self.starts[line]), min(high, self.visible_end(line))
        if low >= high:
            return None
        row = self.lines[line]
        return _x_in(row, low), _x_in(row, high)

    def edge_of(self, offset: int, line: int, *, is_end: bool) -> float:
        """Return the x at which the character at `offset` begins or ends, in its direction."""
        position = self.to_utf16(offset)
        for cell in self.cells(line) if self.has_rtl else ():
            if cell.position <= position < max(cell.following, cell.position + 1):
                return cell.right if cell.is_rtl != is_end else cell.left
        return self.x_of(offset + 1 if is_end else offset, line)

    def is_rtl_at(self, offset: int) -> bool:
        """Say whether the character at `offset` runs from right to left."""
        return self.has_rtl and self._runs_left(self.to_utf16(offset))

    def place_line(self, line: int, baseline: float) -> None:
        """Give a line its baseline, counted from the top of the block."""
        row = self.lines[line]
        row.setPosition(QPointF(0, baseline - row.ascent()))


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _nearest(edges: list[float], value: float) -> int:
    """Return which of the distinct edges a value is."""
    return max(0, bisect_right(edges, value + _SAME) - 1)


def _strong(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else ""


def _merged(parts: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in parts:
        if merged and left <= merged[-1][1] + 0.6:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _before(layout: QTextLayout, position: int) -> int:
    return layout.previousCursorPosition(position)


def _x_in(row: QTextLine, position: int) -> float:
    # PySide returns the x and the position it belongs to; its stubs say "object".
    found: Any = row.cursorToX(position)
    return float(found[0])
