"""Paints visible blocks: fills, found places, selection, words, lanes and labels, by colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QStaticText,
    QTransform,
)

from annotator.ui.look import Look
from annotator.ui.text import lanes
from annotator.ui.text.blocks import DIMMED
from annotator.ui.text.dress import Line, Row
from annotator.ui.text.labels import BUBBLE, LETTER, RING, VALUE, Label, place
from annotator.ui.text.layout import Visible
from annotator.ui.text.marks import FILL, Flags, Mark
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.scene import Scene
from annotator.ui.text.strips import Strips

_SUGGESTED_LANE = 0.8
_DEEPEST = 2
_LOWER = 1.5
_WIDER = 2.0


class Painter:
    """Paints with one look at one zoom; keeps what it has drawn before and needs again."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        """`ratio` is device pixels for a pixel."""
        self.look, self.metrics, self.ratio = look, metrics, ratio
        self.tokens = look.tokens
        self._strips = Strips(look, metrics.unit, metrics.lane, ratio)
        self._texts: dict[tuple[str, str], QStaticText] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._colours: dict[str, QColor] = {}

    # small things

    def colour(self, name: str) -> QColor:
        """Return a colour for its `#RRGGBB`."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(name)
        return found

    def width(self, kind: str, text: str) -> float:
        """Return the width in pixels of a letter or a value over the text."""
        key = (kind, text)
        found = self._widths.get(key)
        if found is None:
            face = self.metrics.letter if kind == LETTER else self.metrics.value
            found = self._widths[key] = face.metrics.horizontalAdvance(text)
        return found

    def _static(self, kind: str, text: str) -> QStaticText:
        key = (kind, text)
        found = self._texts.get(key)
        if found is None:
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            face = self.metrics.letter if kind == LETTER else self.metrics.value
            found.prepare(QTransform(), face.font)
            self._texts[key] = found
        return found

    def fill_rect(self, line: Line, top: float, left: float, right: float, depth: int) -> QRectF:
        """Return the box behind words: from 4 over cap height to 5 under the baseline."""
        px = self.metrics.px
        cap = self.metrics.text.cap
        lower = min(depth, _DEEPEST) * px(_LOWER)
        y = top + line.baseline - cap - px(4) + lower
        bottom = top + line.baseline + px(5) - lower
        wider = px(_WIDER)
        return QRectF(left - wider, y, right - left + 2 * wider, bottom - y)

    def labels_of(self, line: Line, scene: Scene) -> list[Label]:
        """Return the labels of a line as they are drawn now."""
        if not line.rows or scene.frame is not None:
            return []
        forced = ""
        for row in line.rows:
            mark = row.mark
            is_meant = mark.key in (scene.current, scene.hovered) and row.begin_x is not None
            if is_meant and mark.value and mark.drawing == FILL:
                forced = mark.key
        if forced:
            return self._placed(line, scene.names_shown, forced)
        found = line.labels.get(scene.names_shown)
        if found is None:
            found = line.labels[scene.names_shown] = self._placed(line, scene.names_shown, "")
        return found

    def _placed(self, line: Line, names_shown: bool, forced: str) -> list[Label]:
        begins = line.begins()
        if not names_shown:
            begins = [
                b if b.mark.key == forced else b._replace(mark=_nameless(b.mark)) for b in begins
            ]
        return place(begins, self.width, self.metrics.unit, forced)

    # the whole

    def paint(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        clip: QRectF,
    ) -> None:
        """Paint the lines that meet `clip`; `origin` is where x 0, y 0 of the document is."""
        lines = list(_lines(visible, origin, clip))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fills(painter, lines, scene, origin.x())
        self._hits(painter, visible, scene, origin, clip)
        self._selection(painter, visible, scene, origin, clip)
        self._words(painter, visible, origin, clip)
        self._lanes(painter, lines, scene, origin.x())
        self._labels(painter, lines, scene, origin.x())
        self._outlines(painter, lines, scene, origin.x())

    def _fills(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        paths: dict[tuple[int, str], QPainterPath] = {}
        radius = self.metrics.px(3)
        for line, top in lines:
            for row in line.rows:
                colour, depth = self._fill_of(row, scene)
                if not colour:
                    continue
                path = paths.get((depth, colour))
                if path is None:
                    path = paths[depth, colour] = QPainterPath()
                    path.setFillRule(Qt.FillRule.WindingFill)
                for left, right in row.boxes:
                    box = self.fill_rect(line, top, x + left, x + right, row.depth)
                    path.addRoundedRect(box, radius, radius)
        for depth, colour in sorted(paths):
            painter.fillPath(paths[depth, colour], self.colour(colour))

    def _fill_of(self, row: Row, scene: Scene) -> tuple[str, int]:
        """Return the colour behind a row, "" for none, and in which order it is painted."""
        mark = row.mark
        layer = self.look.layer(mark.slot)
        if scene.is_strong(mark):
            return layer.strong, row.depth if mark.drawing == FILL else -1
        if mark.drawing != FILL or Flags.SUGGESTED in mark.flags or scene.is_dim(mark):
            return "", 0
        return layer.fill, row.depth

    def _hits(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        clip: QRectF,
    ) -> None:
        for number, (begin, end) in enumerate(scene.hits):
            is_current = number == scene.current_hit
            colour = self.tokens.find2 if is_current else self.tokens.find
            for box in self.span_boxes(visible, begin, end, origin, clip):
                painter.setPen(
                    QPen(self.colour(self.tokens.ink), self.metrics.px(1.5))
                    if is_current
                    else Qt.PenStyle.NoPen
                )
                painter.setBrush(self.colour(colour))
                painter.drawRoundedRect(box, self.metrics.px(2), self.metrics.px(2))

    def _selection(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        clip: QRectF,
    ) -> None:
        begin, end = scene.selection
        if begin < end:
            colour = self.colour(self.tokens.select)
            for box in self.span_boxes(visible, begin, end, origin, clip, is_selection=True):
                painter.fillRect(box, colour)

    def span_boxes(
        self,
        visible: Sequence[Visible],
        begin: int,
        end: int,
        origin: QPointF,
        clip: QRectF,
        *,
        is_selection: bool = False,
    ) -> list[QRectF]:
        """Return the boxes of `[begin, end)` on the lines that meet `clip`."""
        boxes: list[QRectF] = []
        space = self.metrics.px(5)
        for block in visible:
            shape = block.shape
            if shape is None or end <= shape.begin or begin > shape.end:
                continue
            top = block.top + origin.y()
            numbers = shape.lines_between(max(begin, shape.begin), end)
            for number in numbers:
                line = block.dress.lines[number]
                if top + line.top > clip.bottom() or top + line.top + line.height < clip.top():
                    continue
                found = shape.boxes(number, begin, end)
                for left, right in found:
                    box = self.fill_rect(line, top, left, right, 0)
                    wider = self.metrics.px(_WIDER)
                    box.adjust(origin.x() + wider, 0, origin.x() - wider, 0)
                    boxes.append(box)
                goes_on = end > shape.line_end(number) and begin <= shape.line_end(number)
                if is_selection and goes_on and not shape.is_rtl:
                    edge = found[-1][1] if found else shape.x_of(max(begin, shape.begin), number)
                    box = self.fill_rect(line, top, edge, edge + space, 0)
                    wider = self.metrics.px(_WIDER)
                    box.adjust(origin.x() + wider, 0, origin.x() - wider, 0)
                    boxes.append(box)
        return boxes

    def _words(
        self, painter: QPainter, visible: Iterable[Visible], origin: QPointF, clip: QRectF
    ) -> None:
        ink, muted = self.colour(self.tokens.ink), self.colour(self.tokens.muted)
        for block in visible:
            if block.shape is not None:
                painter.setPen(muted if block.block.kind == DIMMED else ink)
                place_at = QPointF(origin.x(), origin.y() + block.top)
                block.shape.layout.draw(painter, place_at, [], clip)

    def _lanes(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        ticks: dict[tuple[str, float], list[QLineF]] = {}
        metrics, strips = self.metrics, self._strips
        up, down = metrics.px(3), metrics.px(1.6)
        for line, top in lines:
            base = top + line.baseline + line.descent + metrics.under
            for row in line.rows:
                if row.lane >= lanes.MOST:
                    continue
                mark = row.mark
                opacity = self._lane_opacity(mark, scene)
                y = base + row.lane * metrics.lane
                for left, right in row.boxes:
                    strips.draw(painter, mark.slot, x + left, x + right, y, opacity=opacity)
                for left, right in row.gaps:
                    strips.draw(
                        painter, mark.slot, x + left, x + right, y, opacity=opacity, is_gap=True
                    )
                if row.begin_x is None and row.end_x is None:
                    continue
                middle = y + metrics.lane / 2
                found = ticks.setdefault((self.look.layer(mark.slot).ink, opacity), [])
                inward = -0.7 if row.is_rtl else 0.7
                if row.begin_x is not None:
                    at = x + row.begin_x + inward
                    found.append(QLineF(at, middle - up, at, middle + down))
                if row.end_x is not None:
                    at = x + row.end_x - inward
                    found.append(QLineF(at, middle - up, at, middle + down))
            if line.more:
                self._more(painter, line, base, x)
        for (ink, opacity), found in ticks.items():
            colour = QColor(ink)
            colour.setAlphaF(opacity)
            pen = QPen(colour, metrics.px(1.4))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(found)

    def _lane_opacity(self, mark: Mark, scene: Scene) -> float:
        if scene.is_dim(mark):
            return self.look.dimmed
        return _SUGGESTED_LANE if Flags.SUGGESTED in mark.flags else 1.0

    def _more(self, painter: QPainter, line: Line, base: float, x: float) -> None:
        left = min(row.left for row in line.rows if row.lane >= lanes.MOST)
        painter.setFont(self.metrics.value.font)
        painter.setPen(self.colour(self.tokens.muted))
        y = base + lanes.MOST * self.metrics.lane + self.metrics.value.ascent - 1
        painter.drawText(QPointF(x + left, y), f"+{line.more}")

    def _labels(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        metrics = self.metrics
        values: dict[str, list[tuple[QPointF, QStaticText]]] = {}
        letters: dict[str, list[tuple[QPointF, QStaticText]]] = {}
        for line, top in lines:
            baseline = top + line.baseline - metrics.text.cap - metrics.px(6)
            for label in self.labels_of(line, scene):
                for sign in label.signs:
                    ink = self.look.layer(sign.mark.slot).ink
                    at = x + sign.x
                    if sign.kind == RING:
                        self._ring(painter, ink, at, baseline)
                    elif sign.kind == BUBBLE:
                        self._bubble(painter, ink, at, baseline)
                    elif sign.kind == VALUE:
                        y = baseline - metrics.value.metrics.ascent()
                        static = self._static(VALUE, sign.text)
                        values.setdefault(ink, []).append((QPointF(at, y), static))
                    else:
                        y = baseline - metrics.letter.metrics.ascent()
                        static = self._static(LETTER, sign.text)
                        letters.setdefault(ink, []).append((QPointF(at, y), static))
        for found, face in ((letters, metrics.letter), (values, metrics.value)):
            painter.setFont(face.font)
            for ink, texts in found.items():
                painter.setPen(self.colour(ink))
                for at, static in texts:
                    painter.drawStaticText(at, static)

    def _ring(self, painter: QPainter, ink: str, x: float, baseline: float) -> None:
        px = self.metrics.px
        painter.setPen(QPen(self.colour(ink), px(1.4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x + px(3), baseline - px(3.2)), px(2.4), px(2.4))

    def _bubble(self, painter: QPainter, ink: str, x: float, baseline: float) -> None:
        px = self.metrics.px
        path = QPainterPath()
        path.addRoundedRect(QRectF(x, baseline - px(6.6), px(8), px(5.4)), px(1.8), px(1.8))
        path.moveTo(x + px(1.5), baseline - px(2))
        path.lineTo(x + px(1.5), baseline + px(0.8))
        path.lineTo(x + px(4.5), baseline - px(1.8))
        path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(path, self.colour(ink))

    def _outlines(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        px = self.metrics.px
        radius = px(3)
        for line, top in lines:
            for row in line.rows:
                key, flags = row.mark.key, row.mark.flags
                is_hub = scene.frame is not None and scene.frame.key == key
                is_outlined = key in scene.selected or (key == scene.current and not is_hub)
                is_dashed = (
                    Flags.SUGGESTED in flags or Flags.DISAGREES in flags
                ) and not scene.is_dim(row.mark)
                is_flashed = key == scene.flashed
                if not (is_outlined or is_dashed or is_flashed):
                    continue
                ink = self.colour(self.look.layer(row.mark.slot).ink)
                for left, right in row.boxes:
                    box = self.fill_rect(line, top, x + left, x + right, row.depth)
                    if Flags.DISAGREES in flags:
                        _hatch(painter, box, ink, px(5))
                    pen = QPen(ink, px(1.5 if is_outlined else 1.2))
                    if is_flashed:
                        pen = QPen(self.colour(self.tokens.focus), px(2))
                    elif is_dashed and not is_outlined:
                        pen.setDashPattern([2.6, 2.2])
                    painter.setPen(pen)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(box, radius, radius)
                if key == scene.current and not is_hub:
                    self._handles(painter, line, top, row, x, ink)

    def _handles(
        self, painter: QPainter, line: Line, top: float, row: Row, x: float, ink: QColor
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for at in self.handles_of(line, top, row, x):
            if at is not None:
                painter.drawEllipse(at, self.metrics.px(4), self.metrics.px(4))

    def handles_of(
        self, line: Line, top: float, row: Row, x: float
    ) -> tuple[QPointF | None, QPointF | None]:
        """Return the centres of the begin and the end handle, None where there is none."""
        box = self.fill_rect(line, top, 0, 0, row.depth)
        wider = self.metrics.px(_WIDER) * (-1 if row.is_rtl else 1)
        begin = end = None
        if row.begin_x is not None:
            begin = QPointF(x + row.begin_x - wider, box.top())
        if row.end_x is not None:
            end = QPointF(x + row.end_x + wider, box.bottom())
        return begin, end


def _nameless(mark: Mark) -> Mark:
    return Mark(mark.key, mark.spans, mark.slot, mark.drawing, mark.letter, "", "", mark.flags)


def _lines(
    visible: Iterable[Visible], origin: QPointF, clip: QRectF
) -> Iterable[tuple[Line, float]]:
    """Yield the lines that meet `clip`, each with the y of its block's top."""
    for block in visible:
        top = block.top + origin.y()
        for line in block.dress.lines:
            if top + line.top + line.height >= clip.top() and top + line.top <= clip.bottom():
                yield line, top


def _hatch(painter: QPainter, box: QRectF, ink: QColor, pitch: float) -> None:
    colour = QColor(ink)
    colour.setAlphaF(0.3)
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(QBrush(colour), 1.2))
    lines: list[QLineF] = []
    x = box.left() - box.height()
    while x < box.right():
        lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += pitch
    painter.drawLines(lines)
    painter.restore()
