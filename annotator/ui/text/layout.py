"""The whole document in lines: heights, what is visible, and places to offsets and back.

Blocks are laid out when first seen; the heights of the others are estimates until then.
Places are in pixels of the document: y from the top of its first block, x from the left edge
of the text column. Nothing is painted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QRectF

from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from annotator.ui.text.blocks import BLANK, DIMMED, HEADER, Block, Blocks
from annotator.ui.text.dress import Dress, Line, dress
from annotator.ui.text.estimates import Estimates
from annotator.ui.text.heights import Heights
from annotator.ui.text.marks import Mark, MarkIndex, SegmentView
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.redress import redress
from annotator.ui.text.rows import is_clickable
from annotator.ui.text.shape import AUTO, LTR, RTL, Shape, base_is_rtl
from annotator.ui.text.shelf import Shelf
from annotator.ui.text.taken import Stretch, stretches_of


class Visible(NamedTuple):
    """A laid out block and the y of its top."""

    number: int
    block: Block
    shape: Shape | None
    dress: Dress
    top: float


class Place(NamedTuple):
    """A line of the document: its block, its number there, and the y of the block's top."""

    number: int
    line: int
    top: float


class DocumentLayout:
    """A text in blocks of lines with the annotations dressed on them."""

    def __init__(
        self,
        text: str,
        segments: Sequence[SegmentView],
        metrics: Metrics,
        width: int,
        *,
        direction: str = AUTO,
    ) -> None:
        """Cut the text; lay out nothing yet. `width` is that of the text column in pixels.

        `version` is another number whenever something may stand elsewhere than before, `marked`
        whenever the marks are others.
        """
        self.text = text
        self.direction = direction
        self.blocks = Blocks(text, segments)
        self.folded = {number for number in range(len(self.blocks.groups))}
        self._estimates = Estimates(text, self.blocks)
        self.index = MarkIndex()
        self.readers = 0
        self.version = self.marked = 0
        self._shelf = Shelf()
        self.metrics = metrics
        self.measure(metrics, width)

    # sizes

    def measure(self, metrics: Metrics, width: int) -> None:
        """Take new sizes: no line stays as it is, and every height is estimated again.

        What letters look like is kept for another width.
        """
        self._shelf.put_by(is_to_serve=metrics is self.metrics)
        self.metrics, self.width = metrics, width
        self.version += 1
        heights = self._estimates.heights(metrics, width, self.folded)
        self.heights = Heights(heights)
        self.measured = bytearray(len(heights))
        self.unmeasured_from = 0

    def let_go(self) -> bool:
        """Free some of the layouts that serve no more; say if any are left."""
        return self._shelf.let_go()

    def _gap(self, number: int) -> int:
        block = self.blocks.blocks[number]
        if not block.is_last or self.blocks.is_before_blank(number):
            return 0
        return self.metrics.teaser_gap if block.kind == DIMMED else self.metrics.gap

    # marks

    def set_marks(self, index: MarkIndex, readers: int = 0) -> None:
        """Show the marks of `index` from now on, each of `readers` in a row of their own."""
        self.index, self.readers = index, readers
        self.version += 1
        self.marked += 1
        self._shelf.undress()
        self.measured = bytearray(len(self.blocks))
        self.unmeasured_from = 0

    def touch(self, mark: Mark) -> None:
        """Dress the lines of a mark that came, went or changed again when they are next seen."""
        self.version += 1
        self.marked += 1
        first, last = self.blocks.at(mark.begin), self.blocks.at(max(mark.begin, mark.end - 1))
        touched = range(first, last + 1)
        self._shelf.touch(mark, touched)
        self.measured[first : last + 1] = bytes(len(touched))
        self.unmeasured_from = min(self.unmeasured_from, first)

    # blocks

    def is_hidden(self, number: int) -> bool:
        """Say whether a block lies in a folded group (its header does not)."""
        block = self.blocks[number]
        return block.group in self.folded and block.kind != HEADER

    def set_folded(self, group: int, is_folded: bool) -> None:
        """Fold or open a group of dimmed blocks."""
        if is_folded:
            self.folded.add(group)
        else:
            self.folded.discard(group)
        self.version += 1
        found = self.blocks.groups[group]
        for number in range(found.first, found.last):
            self._shelf.undress_one(number)
            self.heights.set(number, 0)
            if not is_folded:
                self.laid_out(number)

    def is_rtl(self, offset: int) -> bool:
        """Say whether the block at an offset is read from right to left."""
        return self.shape(self.blocks.at(offset)).is_rtl

    def shape(self, number: int) -> Shape:
        """Return a block laid out in lines; a few hundred are kept."""
        found = self._shelf.shapes.get(number)
        if found is None:
            found = self._shelf.wrapped(number, self.width) or self._shaped(number)
            self._shelf.put(number, found)
        return found

    def _shaped(self, number: int) -> Shape:
        block = self.blocks[number]
        face = self.metrics.teaser if block.kind == DIMMED else self.metrics.text
        text = self.text[block.begin : block.end]
        return Shape(text, block.begin, self.width, face, self._direction_of(number))

    def _direction_of(self, number: int) -> str:
        """Return how a block is read: a piece of a long paragraph as this begins."""
        first = number
        while first and not self.blocks[first - 1].is_last:
            first -= 1
        if first == number or self.direction != AUTO:
            return self.direction
        begin, end, *_ = self.blocks[first]
        return RTL if base_is_rtl(self.text[begin:end], AUTO) else LTR

    def laid_out(self, number: int) -> Dress:
        """Return a block dressed with its marks; its height is exact from then on."""
        found = self._shelf.dresses.get(number)
        if found is None:
            found = self._shelf.dresses[number] = self._dress(number)
            self.version += 1
            self.heights.set(number, found.height)
            self.measured[number] = 1
        return found

    def measure_block(self, number: int) -> None:
        """Make the height of a block exact without keeping its layout."""
        is_known = number in self._shelf.shapes
        if self.is_hidden(number):
            self.measured[number] = 1
            return
        self.laid_out(number)
        if not is_known:
            self._shelf.forget(number)

    def _dress(self, number: int) -> Dress:
        block = self.blocks[number]
        if block.kind == HEADER:
            return Dress([], self.metrics.header_height)
        if self.is_hidden(number):
            return Dress([], 0)
        after = self.blocks[number + 1].begin if number + 1 < len(self.blocks) else len(self.text)
        stale, shape = self._shelf.take_stale(number), self._shelf.shapes.get(number)
        if stale is not None and block.kind != BLANK and shape is not None:
            now = ((key, self.index.get(key)) for key in stale.keys)
            changed = {
                key: mark
                for key, mark in now
                if mark is not None and (mark.begin < after or mark.begin <= block.end)
            }
            return redress(
                shape,
                block.kind,
                stale,
                changed,
                self.metrics,
                readers=self.readers,
            )
        shape, stretches = self.shape(number), self._shelf.stretches.get(number)
        if stretches is None:
            stretches = self._stretches(number, shape, after)
        return dress(
            shape,
            block.kind,
            stretches,
            self.metrics,
            gap=self._gap(number),
            readers=self.readers,
            kept=self._shelf.kept(number, shape),
        )

    def _stretches(self, number: int, shape: Shape, after: int) -> list[Stretch]:
        """Return what stands on a block, and keep it for other widths."""
        # With the break after it: an annotation of a break alone is seen at the end of its line.
        marks = self.index.marks_in(shape.begin, max(after, shape.begin + 1))
        if self.blocks[number].kind == BLANK:
            marks = [m for m in marks if shape.begin <= m.begin <= max(shape.end, m.end - 1)]
        found = stretches_of(shape, marks)
        self._shelf.put_stretches(number, found)
        return found

    def is_laid_out(self, number: int) -> bool:
        """Say whether a block is laid out and dressed right now."""
        return number in self._shelf.dresses

    def visible(self, top: float, height: float) -> Iterator[Visible]:
        """Yield the blocks between two heights, laid out, without the hidden ones."""
        number = self.heights.at(top)
        y = self.heights.top(number)
        while number < len(self.blocks) and y < top + height:
            found = self.laid_out(number)
            if found.height:
                block = self.blocks[number]
                shape = None if block.kind == HEADER else self._shelf.shapes[number]
                yield Visible(number, block, shape, found, y)
            y += found.height
            number += 1

    # places

    def line_at(self, offset: int, *, is_upstream: bool = False) -> Place:
        """Return the line on which a caret at `offset` stands, laid out if need be."""
        number = self.blocks.at(offset)
        found = self.laid_out(number)
        line = 0
        if found.lines:
            line = self.shape(number).line_of(offset, is_upstream=is_upstream)
        return Place(number, line, self.heights.top(number))

    def line(self, place: Place) -> Line | None:
        """Return the dressed line of a place, None for a hidden one."""
        lines = self.laid_out(place.number).lines
        return lines[place.line] if lines else None

    def rect_of(self, offset: int, *, is_upstream: bool = False) -> QRectF:
        """Return where a caret at `offset` stands, from ascent to descent, 0 wide."""
        place = self.line_at(offset, is_upstream=is_upstream)
        line = self.line(place)
        if line is None:
            return QRectF(0, place.top, 0, 0)
        x = self.shape(place.number).x_of(offset, place.line)
        y = place.top + line.baseline - line.ascent
        return QRectF(x, y, 0, line.ascent + line.descent)

    def boxes_of(self, begin: int, end: int) -> list[QRectF]:
        """Return the boxes of the characters `[begin, end)`, line by line.

        Blocks between are laid out; ask for what is visible only.
        """
        found: list[QRectF] = []
        for number in range(self.blocks.at(begin), self.blocks.at(max(begin, end - 1)) + 1):
            if self.is_hidden(number) or self.blocks[number].kind == HEADER:
                continue
            lines = self.laid_out(number).lines
            shape, top = self.shape(number), self.heights.top(number)
            if begin >= shape.end and shape.end > shape.begin:
                continue
            for n in shape.lines_between(begin, end):
                line = lines[n]
                y = top + line.baseline - line.ascent
                for left, right in shape.boxes(n, begin, end):
                    found.append(QRectF(left, y, right - left, line.ascent + line.descent))
        return found

    def place_at(self, y: float) -> Place:
        """Return the line at a height: the nearest one in gaps and outside."""
        number = self.heights.at(y)
        found = self.laid_out(number)
        # Laying out may have changed the height, and so which block is meant.
        again = self.heights.at(y)
        if again != number:
            number = again
            found = self.laid_out(number)
        number = self._with_lines(number)
        found = self.laid_out(number)
        top = self.heights.top(number)
        for n, line in enumerate(found.lines):
            if y < top + line.top + line.height:
                return Place(number, n, top)
        return Place(number, max(0, len(found.lines) - 1), top)

    def _with_lines(self, number: int) -> int:
        """Return the nearest block with text that is shown: this one, one before, one after."""
        order = chain(range(number, -1, -1), range(number + 1, len(self.blocks)))
        for found in order:
            if self.blocks[found].kind != HEADER and not self.is_hidden(found):
                return found
        return number

    def header_at(self, y: float) -> int | None:
        """Return the group whose header is at a height, or None."""
        block = self.blocks[self.heights.at(y)]
        return block.group if block.kind == HEADER else None

    def offset_on(self, place: Place, x: float) -> int:
        """Return the offset between characters nearest to `x` on a line."""
        if not self.laid_out(place.number).lines:
            return self.blocks[place.number].begin
        shape = self.shape(place.number)
        found = shape.offset_at(x, place.line)
        if is_boundary(self.text, found):
            return found
        before, after = previous_grapheme(self.text, found), next_grapheme(self.text, found)
        is_nearer = abs(shape.x_of(after, place.line) - x) < abs(shape.x_of(before, place.line) - x)
        is_above = before < shape.line_begin(place.line)
        return after if (is_nearer or is_above) and after <= shape.end else before

    def position_at(self, x: float, y: float) -> int:
        """Return the offset between characters nearest to a place."""
        return self.offset_on(self.place_at(y), x)

    def row_at(self, x: float, y: float, slack: float = 0.0) -> list[Mark]:
        """Return the marks at a place, what a click there means first.

        On a lane its own annotation comes first, over the words the smallest.
        """
        place = self.place_at(y)
        line = self.line(place)
        if line is None or not line.rows:
            return []
        inside = y - place.top
        words = line.baseline + line.descent + self.metrics.under
        found = [
            row
            for row in reversed(line.rows)
            if is_clickable(row)
            and any(left - slack <= x < right + slack for left, right in row.boxes)
        ]
        if inside >= words:
            drop = inside - words
            found.sort(key=lambda row: not row.drop <= drop < row.drop + self.metrics.lane)
        elif inside < line.baseline - line.ascent - self.metrics.px(2):
            return []
        return [row.mark for row in found]
