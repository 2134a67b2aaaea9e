"""One block of text in lines: the only place where code points meet Qt's UTF-16 positions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.text.graphemes import borders, is_boundary, next_grapheme, previous_grapheme
from annotator.text.offsets import Utf16Map
from annotator.ui.text.blocks import shown
from annotator.ui.text.metrics import Typeface
from annotator.ui.text.places import Cell, Places, cells_of
from annotator.ui.text.stacks import make_room

AUTO, LTR, RTL = "auto", "ltr", "rtl"
_SOFT_HYPHEN = "\u00ad"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def base_is_rtl(text: str, direction: str) -> bool:
    """Say whether a paragraph runs from right to left: by its first strong character if auto.

    What is isolated, as a name in a sentence may be, does not count (rule P2 of UAX 9).
    """
    if direction != AUTO:
        return direction == RTL
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif kind in ("L", "R", "AL") and not depth:
            return kind != "L"
    return False


class Shape:
    """A block laid out in lines of one width; vertical places are given to it later.

    Offsets are code points of the document, `begin` to `end` of the block.
    """

    __slots__ = (
        "_face",
        "_far",
        "_map",
        "_places",
        "_text",
        "ascents",
        "begin",
        "descents",
        "end",
        "ends",
        "has_rtl",
        "has_tabs",
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
        self._text, self._face = text, face
        self._map = None
        if not text.isascii():
            found = Utf16Map(text)
            self._map = None if found.is_identity else found
        # A paragraph that was said to run so has runs even where all words run to the right.
        self.has_rtl = direction == RTL or (
            not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))
        )
        self.is_rtl = self.has_rtl and base_is_rtl(text, direction)
        self.has_tabs = "\t" in text
        self.layout = QTextLayout(shown(text), face.font)
        self.layout.setTextOption(self._option(face))
        self.layout.setCacheEnabled(True)
        self._far = face.reaches.far_in(text)
        self.wrap(width)

    def wrap(self, width: float) -> None:
        """Break the lines anew for another width in pixels; what letters look like is kept."""
        self.width = width
        self.lines, self.starts = list[QTextLine](), list[int]()
        # Positions after the last character of each line that is no space, once asked for.
        self.ends: list[int | None] = []
        self._places: dict[int, Places] = {}
        self.ascents, self.descents = list[int](), list[int]()
        self._break_lines(self._face)

    def _option(self, face: Typeface) -> QTextOption:
        option = QTextOption()
        wrap = QTextOption.WrapMode
        # A line of blanks is one line, tabs too.
        is_blank = self._text.isspace()
        option.setWrapMode(wrap.ManualWrap if is_blank else wrap.WrapAtWordBoundaryOrAnywhere)
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
        parts = map(self._part, range(len(self.lines)))
        make_room(parts, self._far, self.ascents, self.descents)
        if _SOFT_HYPHEN in self._text:
            # One at the end of a line takes room only once the line was asked for its signs.
            for line in self.lines:
                line.glyphRuns()
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

    def _part(self, line: int) -> str:
        begin, end = self.line_begin(line), self.line_end(line)
        return self._text[begin - self.begin : end - self.begin]

    def visible_end(self, line: int) -> int:
        """Return the position (UTF-16) after the last character that is no space."""
        end = self.ends[line]
        if end is None:
            end = self.to_utf16(self.line_begin(line) + len(self._part(line).rstrip()))
            self.ends[line] = end
        return end

    def x_of(self, offset: int, line: int) -> float:
        """Return the x of a caret at `offset` on a line."""
        position = self.to_utf16(offset)
        if self.has_rtl:
            return self.places(line).settle().x_of(position)
        return self._x_in(self.lines[line], position)

    def _x_in(self, row: QTextLine, position: int) -> float:
        """Return the x of a caret where all runs to the right.

        What is one sign to Qt may be several characters to us: each has as much room of it.
        """
        if self.layout.isValidCursorPosition(position):
            return _x_in(row, position)
        layout, first = self.layout, row.textStart()
        # Its line may begin within it.
        begin, end = max(first, _before(layout, position)), layout.nextCursorPosition(position)
        stops = [begin, *self._stops_between(begin, end)]
        if position not in stops:
            return _x_in(row, position)
        left, right = row.x() if begin == first else _x_in(row, begin), _x_in(row, end)
        return left + (right - left) * stops.index(position) / len(stops)

    def _stops_between(self, begin: int, end: int) -> list[int]:
        """Return the positions between characters within what is one to Qt."""
        low, high = self.to_offset(begin), self.to_offset(end)
        # Flags pair up from another one on: either end may lie within a character.
        first, last = self.character_round(low)[0], self.character_round(max(low, high - 1))[1]
        inside = self._text[first - self.begin : last - self.begin]
        offsets = (first + border for border in borders(inside))
        return [self.to_utf16(offset) for offset in offsets if low < offset < high]

    def beside(self, offset: int, *, forward: bool) -> int | None:
        """Return the next or the last offset in the order in which the lines are seen.

        None at the begin and the end of the block. Only where something may run to the left.
        """
        position, line = self.to_utf16(offset), self.line_of(offset)
        while 0 <= line < len(self.lines):
            order = self.places(line).settle().order
            at = order.index(position) + (1 if forward else -1) if position in order else -1
            if 0 <= at < len(order):
                return self.to_offset(order[at])
            line += 1 if forward else -1
        return None

    def offset_at(self, x: float, line: int) -> int:
        """Return the offset between characters that is nearest to `x` on a line."""
        if not self.has_rtl:
            return self.to_offset(self._nearest_caret(x, line))
        return self.to_offset(self.places(line).settle().position_at(x))

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
        inner = self._stops_between(found, after) if after - found > 1 else ()
        nearest = min((found, *inner, after), key=lambda stop: abs(self._x_in(row, stop) - x))
        if nearest != found:
            return nearest
        # Of carets in one place the first is meant.
        there = _x_in(row, found)
        while found > begin and self._x_in(row, max(begin, _before(layout, found))) == there:
            found = max(begin, _before(layout, found))
        return found

    def places(self, line: int) -> Places:
        """Return where the characters and the caret places of a line are, found when first asked.

        Only where something may run from right to left.
        """
        found = self._places.get(line)
        if found is None:
            row, (positions, tabs) = self.lines[line], self._borders_of(line)
            cells = cells_of(row, positions, tabs, is_rtl=self.is_rtl)
            area = row.naturalTextRect()
            empty = area.right() if self.is_rtl else area.left()
            found = Places(positions, cells, empty, is_rtl=self.is_rtl)
            self._places[line] = found
        return found

    def _borders_of(self, line: int) -> tuple[list[int], list[int]]:
        """Return the positions between the characters of a line, and those of its tabs."""
        begin = self.line_begin(line) - self.begin
        offsets = [begin + border for border in borders(self._part(line))]
        tabs = [at for at in offsets[:-1] if self._text[at] == "\t"]
        if self._map is None:
            return offsets, tabs
        position_of = self._map.to_utf16
        return [position_of(at) for at in offsets], [position_of(at) for at in tabs]

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
        cells = self.places(line).cells
        return _merged(
            (cell.left, cell.right)
            for cell in cells
            if cell.position < high and low < cell.following
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
        cell = self._cell_of(offset, line)
        if cell is not None:
            return cell.right if cell.is_rtl != is_end else cell.left
        return self.x_of(offset + 1 if is_end else offset, line)

    def is_rtl_at(self, offset: int) -> bool:
        """Say whether the character at `offset` runs from right to left; as the block if unseen."""
        cell = self._cell_of(offset, self.line_of(offset))
        return self.is_rtl if cell is None else cell.is_rtl

    def _cell_of(self, offset: int, line: int) -> Cell | None:
        if not self.has_rtl:
            return None
        return self.places(line).cell_of(self.to_utf16(offset))

    def place_line(self, line: int, baseline: float) -> None:
        """Give a line its baseline, counted from the top of the block."""
        row = self.lines[line]
        row.setPosition(QPointF(0, baseline - row.ascent()))


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
