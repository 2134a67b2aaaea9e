"""Paints visible blocks: fills, found places, selection, words, lanes and labels, by colour."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from annotator.ui.look.look import Look
from annotator.ui.text.blocks import DIMMED
from annotator.ui.text.dress import Dress, Line
from annotator.ui.text.glimpse import Glimpse
from annotator.ui.text.kit import DEEPEST, WIDER, Kit
from annotator.ui.text.label_painter import LabelPainter
from annotator.ui.text.lane_painter import LanePainter
from annotator.ui.text.marks import FILL, Flags
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.outlines import OutlinePainter
from annotator.ui.text.rows import Row
from annotator.ui.text.scene import Scene
from annotator.ui.text.shape import Shape

BESIDE = 18
"""Pixels of the design before the column that belong to its lines: the letters of readers."""
_NO_FILL = Flags.SUGGESTED | Flags.AGREES | Flags.ECHOES | Flags.DISAGREES


class Painter:
    """Paints with one look at one zoom; keeps what it has drawn before and needs again."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        """`ratio` is device pixels for a pixel."""
        self.kit = Kit(look, metrics, ratio)
        self.labels = LabelPainter(self.kit)
        self.lanes = LanePainter(self.kit)
        self.outlines = OutlinePainter(self.kit)

    def fits(self, look: Look, metrics: Metrics, ratio: float) -> bool:
        """Say whether it paints with this look, these sizes and this ratio."""
        kit = self.kit
        return kit.look is look and kit.metrics is metrics and kit.ratio == ratio

    def paint(self, painter: QPainter, now: Glimpse) -> None:
        """Paint the lines of text in view, with all that stands on them."""
        lines, scene, x = now.painted_lines(), now.scene, now.column.left
        if now.clip.right() <= x - self.kit.metrics.px(BESIDE):
            # Of the margin alone; only labels that run to the left may reach so far.
            lines = [found for found in lines if any(row.is_rtl for row in found[0].rows)]
            if not lines:
                return
        self._fills(painter, lines, scene, x)
        self._hits(painter, now)
        self._selection(painter, now)
        self._current_hit(painter, now)
        self.outlines.paint_hatches(painter, lines, x)
        self.outlines.paint(painter, lines, scene, x)
        self._words(painter, now)
        self.lanes.paint(painter, lines, scene, x)
        self.labels.paint(painter, lines, scene, x)
        self.outlines.paint_handles(painter, lines, scene, x)

    def _fills(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        boxes: dict[tuple[int, str], list[QRectF]] = {}
        radius = self.kit.metrics.px(3)
        fill_of, fill_bands, layer = self._fill_of, self.kit.fill_bands, self.kit.look.layer
        wider, deepest = self.kit.metrics.px(WIDER), DEEPEST
        meant, drawn, unfilled = scene.meant, FILL, _NO_FILL
        for line, top in lines:
            bands = fill_bands(line, top)
            for row in line.rows:
                mark = row.mark
                if meant is None or mark.key in meant:
                    colour, depth = fill_of(row, scene)
                    if not colour:
                        continue
                elif mark.drawing != drawn or mark.flags & unfilled:
                    continue
                else:
                    colour, depth = layer(mark.slot).fill, row.depth
                found = boxes.get((depth, colour))
                if found is None:
                    found = boxes[depth, colour] = []
                y, height = bands[row.depth if row.depth < deepest else deepest]
                for left, right in row.boxes:
                    begin, end = x + left, x + right
                    found.append(QRectF(begin - wider, y, end - begin + 2 * wider, height))
        # One by one: of a path of a hundred boxes each row of pixels is sorted.
        painter.setPen(Qt.PenStyle.NoPen)
        draw = painter.drawRoundedRect
        for key in sorted(boxes):
            painter.setBrush(self.kit.colour(key[1]))
            for box in boxes[key]:
                draw(box, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fill_of(self, row: Row, scene: Scene) -> tuple[str, int]:
        """Return the colour behind a row, "" for none, and in which order it is painted."""
        mark = row.mark
        layer = self.kit.look.layer(mark.slot)
        if scene.is_strong(mark):
            return layer.strong, row.depth if mark.drawing == FILL else -1
        if mark.drawing != FILL or mark.flags & _NO_FILL or scene.is_dim(mark):
            return "", 0
        return layer.fill, row.depth

    def _hits(self, painter: QPainter, now: Glimpse) -> None:
        if not now.scene.hits or not now.visible:
            return
        begin, end = now.visible[0].block.begin, now.visible[-1].block.end
        px = self.kit.metrics.px
        painter.setPen(Qt.PenStyle.NoPen)
        for number, span in now.scene.hits_in(begin, end):
            is_current = number == now.scene.current_hit
            painter.setBrush(self.kit.colour(self._behind_hit(is_current=is_current)))
            for box in self.span_boxes(now, *span):
                painter.drawRoundedRect(box, px(2), px(2))

    def _behind_hit(self, *, is_current: bool) -> str:
        return self.kit.tokens.find2 if is_current else self.kit.tokens.find

    def _current_hit(self, painter: QPainter, now: Glimpse) -> None:
        """Draw the outline of the current hit over what is selected.

        Going to a hit selects it, so just that selection would hide what says that it is current.
        """
        span, px = now.scene.current_span, self.kit.metrics.px
        if span is None or not now.visible:
            return
        colour = self.kit.colour(self._behind_hit(is_current=True))
        is_selected = span == now.scene.selection
        painter.setBrush(colour if is_selected else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.kit.colour(self.kit.tokens.ink), px(1.5)))
        for box in self.span_boxes(now, *span):
            painter.drawRoundedRect(box, px(2), px(2))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _selection(self, painter: QPainter, now: Glimpse) -> None:
        begin, end = now.scene.selection
        if begin < end:
            colour = self.kit.colour(self.kit.tokens.select)
            for box in self.span_boxes(now, begin, end, is_selection=True):
                painter.fillRect(box, colour)

    def span_boxes(
        self, now: Glimpse, begin: int, end: int, *, is_selection: bool = False
    ) -> list[QRectF]:
        """Return the boxes of `[begin, end)` on the lines that are painted."""
        clip, x = now.clip, now.column.left
        boxes: list[QRectF] = []
        space = self.kit.metrics.px(5)
        for block in now.visible:
            shape = block.shape
            if shape is None or end <= shape.begin or begin > shape.end:
                continue
            top = block.top - now.top
            numbers = shape.lines_between(max(begin, shape.begin), end)
            for number in numbers:
                line = block.dress.lines[number]
                if top + line.top > clip.bottom() or top + line.top + line.height < clip.top():
                    continue
                found = shape.boxes(number, begin, end)
                boxes += [self._box_in(line, top, x + left, x + right) for left, right in found]
                goes_on = end > shape.line_end(number) and begin <= shape.line_end(number)
                if is_selection and goes_on and not shape.is_rtl:
                    edge = found[-1][1] if found else shape.x_of(max(begin, shape.begin), number)
                    boxes.append(self._box_in(line, top, x + edge, x + edge + space))
        return boxes

    def _box_in(self, line: Line, top: float, left: float, right: float) -> QRectF:
        """Return a box behind words that is no wider than they are, nor higher than their line.

        An empty line is low; the next one is painted and moved without it.
        """
        wider = self.kit.metrics.px(WIDER)
        box = self.kit.fill_rect(line, top, left + wider, right - wider, 0)
        box.setTop(max(box.top(), top + line.top))
        box.setBottom(min(box.bottom(), top + line.top + line.height))
        return box

    def _words(self, painter: QPainter, now: Glimpse) -> None:
        ink, muted = self.kit.colour(self.kit.tokens.ink), self.kit.colour(self.kit.tokens.muted)
        for block in now.visible:
            if block.shape is not None:
                is_dimmed = block.block.kind == DIMMED
                painter.setPen(muted if is_dimmed else ink)
                at = QPointF(now.column.left, block.top - now.top)
                parts = block.block.muted
                lit = self._lit(block.shape, block.dress, now.scene) if is_dimmed or parts else []
                other = (ink, lit) if is_dimmed else (muted, _rest_of(parts, lit))
                formats = _coloured(block.shape, *other)
                block.shape.layout.draw(painter, at, formats, now.clip)

    def _lit(self, shape: Shape, dress: Dress, scene: Scene) -> list[tuple[int, int]]:
        """Return what of a dimmed block has a colour behind it on which muted words are not read.

        That is what is selected or found, and the strong fills.
        """
        found = [span for _, span in scene.hits_in(shape.begin, shape.end)] if scene.hits else []
        marks = {row.mark for line in dress.lines for row in line.rows}
        found += [span for mark in marks if scene.is_strong(mark) for span in mark.spans]
        return [*found, scene.selection]


def _rest_of(
    spans: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return what is left of stretches without those that are taken."""
    rest = list(spans)
    for low, high in taken:
        if low < high:
            parts = [((b, min(e, low)), (max(b, high), e)) for b, e in rest]
            rest = [part for both in parts for part in both if part[0] < part[1]]
    return rest


def _coloured(
    shape: Shape, colour: QColor, spans: Iterable[tuple[int, int]]
) -> list[QTextLayout.FormatRange]:
    """Return how stretches of a block are drawn in another colour than the rest."""
    found: list[QTextLayout.FormatRange] = []
    written = QTextCharFormat()
    written.setForeground(colour)
    for begin, end in spans:
        low, high = shape.to_utf16(begin), shape.to_utf16(end)
        if low < high:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = low, high - low, written
            found.append(one)
    return found
