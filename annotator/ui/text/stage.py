"""Paints the whole viewport: margin, blocks, headers of folds, frame, hints and caret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.ui.text import frame as frames
from annotator.ui.text import margin as margins
from annotator.ui.text.blocks import HEADER
from annotator.ui.text.dress import Line
from annotator.ui.text.frame import FrameGeometry
from annotator.ui.text.layout import DocumentLayout, Visible
from annotator.ui.text.margin import Name, Stripe
from annotator.ui.text.marks import Frame, Mark
from annotator.ui.text.metrics import Column
from annotator.ui.text.painter import Painter
from annotator.ui.text.scene import Scene

_QUOTE = 28


@dataclass(slots=True)
class CaretSign:
    """The caret as drawn: where in the document, whether it is seen, its letter in sticky mode."""

    rect: QRectF = field(default_factory=QRectF)
    is_shown: bool = False
    letter: str = ""
    slot: int = 0


class Stage:
    """Paints one document in one column; remembers where names and pills are, for the mouse."""

    def __init__(self, layout: DocumentLayout, painter: Painter, column: Column) -> None:
        """Paint `layout` with `painter`, the text at `column`."""
        self.layout, self.painter, self.column = layout, painter, column
        self.margin_shown = True
        self.names: list[tuple[QRectF, str]] = []
        self.stripes: list[tuple[QRectF, str]] = []
        self.frame = FrameGeometry()

    def paint(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        top: float,
        area: QRectF,
        clip: QRectF,
        caret: CaretSign,
    ) -> None:
        """Paint what of the viewport meets `clip`; `top` is the document's height at its edge."""
        origin = QPointF(self.column.left, -top)
        painter.fillRect(clip, self.painter.colour(self.painter.tokens.paper))
        self.painter.paint(painter, visible, scene, origin, clip)
        for block in visible:
            if block.block.kind == HEADER:
                self._header(painter, block, origin)
        tracks = self._margin(painter, visible, scene, origin, area)
        self._all_frames(painter, visible, scene, origin, area)
        self._frame(painter, visible, scene, origin, area, tracks)
        self._hints(painter, scene, origin, area)
        if caret.is_shown:
            self._caret(painter, caret, origin)

    # folds

    def _header(self, painter: QPainter, block: Visible, origin: QPointF) -> None:
        metrics, tokens = self.painter.metrics, self.painter.tokens
        px = metrics.px
        group = self.layout.blocks.groups[block.block.group]
        is_folded = block.block.group in self.layout.folded
        middle = origin.y() + block.top + px(13)
        text = header_text(group.title, group.paragraphs)
        left = origin.x() + px(30)
        painter.setFont(metrics.header.font)
        width = metrics.header.metrics.horizontalAdvance(text)
        painter.setPen(QPen(QColor(tokens.line), 1))
        end = left + px(14) + width
        painter.drawLine(QLineF(origin.x(), middle, left - px(6), middle))
        painter.drawLine(QLineF(end + px(8), middle, origin.x() + self.column.width, middle))
        arrow = QPainterPath()
        arrow.moveTo(left, middle - px(4))
        if is_folded:
            arrow.lineTo(left + px(6), middle)
            arrow.lineTo(left, middle + px(4))
        else:
            arrow.moveTo(left - px(1), middle - px(3))
            arrow.lineTo(left + px(7), middle - px(3))
            arrow.lineTo(left + px(3), middle + px(3))
        arrow.closeSubpath()
        painter.fillPath(arrow, QColor(tokens.muted))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QPointF(left + px(14), middle + metrics.header.cap / 2), text)

    # margin

    def _lines_of(self, mark: Mark) -> int:
        """Return on how many lines a mark stands: exactly where it is laid out."""
        layout = self.layout
        per_line = self.column.width / max(1.0, self.painter.metrics.px(8.9))
        if mark.length < per_line:
            return 1
        first, last = layout.blocks.at(mark.begin), layout.blocks.at(max(mark.begin, mark.end - 1))
        if first == last and layout.is_laid_out(first):
            return len(layout.shape(first).lines_between(mark.begin, mark.end))
        return int(mark.length / per_line) + 1 + (last - first) // 2

    def _margin(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        area: QRectF,
    ) -> dict[str, int]:
        self.names, self.stripes = [], []
        if not visible or not self.margin_shown:
            return {}
        begin, end = visible[0].block.begin, visible[-1].block.end + 1
        marks = margins.marks_of_margin(self.layout.index, begin, end, self._lines_of)
        tracks = margins.tracks(marks)
        places = _line_places(visible, origin)
        stripes: list[Stripe] = []
        for mark in marks:
            stripe = self._stripe(mark, tracks[mark.key], places, begin, end, area)
            if stripe is not None and self.track_x(stripe.track) > 0:
                stripes.append(stripe)
                self._paint_stripe(painter, stripe, scene)
        deepest = max((stripe.track for stripe in stripes), default=0)
        for name in margins.names(stripes, self.painter.metrics.unit, area.top()):
            if name.y > area.bottom():
                break
            self._paint_name(painter, name, deepest, scene)
        return tracks

    def _stripe(
        self,
        mark: Mark,
        track: int,
        places: dict[str, tuple[float, float]],
        begin: int,
        end: int,
        area: QRectF,
    ) -> Stripe | None:
        seen = places.get(mark.key)
        above, below = area.top() - 60, area.bottom() + 60
        if seen is None:
            if mark.begin >= begin or mark.end <= end:
                return None
            return Stripe(mark, track, above, below)
        top = seen[0] if mark.begin >= begin else above
        bottom = seen[1] if mark.end <= end else below
        return Stripe(mark, track, top, bottom)

    def track_x(self, track: int) -> float:
        """Return the x of the middle of a stripe's track."""
        px = self.painter.metrics.px
        return self.column.left - px(margins.FIRST_TRACK) - track * px(margins.BETWEEN_TRACKS)

    def _paint_stripe(self, painter: QPainter, stripe: Stripe, scene: Scene) -> None:
        px = self.painter.metrics.px
        mark = stripe.mark
        ink = QColor(self.painter.look.layer(mark.slot).ink)
        is_selected = mark.key == scene.current or (
            scene.frame is not None and scene.frame.key == mark.key
        )
        if scene.is_dim(mark):
            ink.setAlphaF(self.painter.look.dimmed)
        x = self.track_x(stripe.track)
        height = stripe.bottom - stripe.top
        if is_selected:
            painter.fillRect(QRectF(x - px(2), stripe.top, px(4), height), ink)
        else:
            thin = max(1.0, px(1.2))
            painter.fillRect(QRectF(x - px(2), stripe.top, thin, height), ink)
            painter.fillRect(QRectF(x + px(2) - thin, stripe.top, thin, height), ink)
        self.stripes.append((QRectF(x - px(4), stripe.top, px(8), height), mark.key))

    def _paint_name(self, painter: QPainter, name: Name, deepest: int, scene: Scene) -> None:
        metrics = self.painter.metrics
        px, mark = metrics.px, name.mark
        right = self.track_x(deepest) - px(12)
        width = min(right - px(4), float(self.column.margin))
        if width < px(24):
            return
        ink = QColor(self.painter.look.layer(mark.slot).ink)
        muted = QColor(self.painter.tokens.muted)
        if scene.is_dim(mark):
            ink.setAlphaF(0.6)
            muted.setAlphaF(0.75)
        y = name.y
        for text, face, colour in (
            (mark.value or mark.letter, metrics.margin_bold, ink),
            (mark.detail, metrics.margin, muted),
        ):
            if text:
                shown = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.setFont(face.font)
                painter.setPen(colour)
                at = QRectF(right - width, y, width, px(14))
                aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(at, aligned, shown)
            y += px(13.5)
        self.names.append((QRectF(right - width, name.y, width, y - name.y), mark.key))

    # frame

    def _frame(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        area: QRectF,
        tracks: dict[str, int],
    ) -> None:
        self.frame = FrameGeometry()
        hub = self.layout.index.get(scene.frame.key) if scene.frame else None
        if scene.frame is None or hub is None or not visible:
            return
        metrics = self.painter.metrics
        inner = QRectF(area)
        found = FrameGeometry()
        for _ in range(2):
            found = self._frame_in(visible, scene, scene.frame, origin, inner, area)
            found.hub_y = self._hub_y(hub, visible, origin)
            strip = metrics.px(frames.STUB_STRIP)
            above = any(stub.is_above for stub in found.stubs)
            below = any(not stub.is_above for stub in found.stubs)
            # What lies under the signs at the edges counts as off the screen too.
            inner = area.adjusted(0, strip if above else 0, 0, -strip if below else 0)
        stripe_x = self.track_x(tracks[hub.key]) if hub.key in tracks else None
        ink = self.painter.look.layer(hub.slot).ink
        frames.paint(
            painter, found, scene.frame, ink, self.painter.look, metrics, area, stripe_x=stripe_x
        )
        self.frame = found

    def _frame_in(
        self,
        visible: Sequence[Visible],
        scene: Scene,
        frame: Frame,
        origin: QPointF,
        inner: QRectF,
        area: QRectF,
    ) -> FrameGeometry:
        """Place pills on the lines that are wholly in `inner`, signs for all other ends."""
        metrics = self.painter.metrics
        slack = metrics.px(2)
        lines = [
            (line, top)
            for line, top in _visible_lines(visible, origin)
            if top + line.top >= inner.top() - slack
            and top + line.baseline + line.descent <= inner.bottom()
        ]
        found = frames.geometry(scene.ends, lines, metrics, self.column.left)
        span = (visible[0].block.begin, visible[-1].block.end)
        if lines:
            span = self._span_of(lines, visible, origin)
        frames.place_stubs(found, frame, self.layout.index, span, self.quote_of, metrics, area)
        return found

    def _span_of(
        self, lines: list[tuple[Line, float]], visible: Sequence[Visible], origin: QPointF
    ) -> tuple[int, int]:
        """Return from which to which offset whole lines are seen."""
        first = lines[0][1] + lines[0][0].top - origin.y()
        last = lines[-1][1] + lines[-1][0].top - origin.y()
        low, high = self.layout.place_at(first), self.layout.place_at(last)
        return (
            self.layout.shape(low.number).line_begin(low.line),
            self.layout.shape(high.number).line_end(high.line),
        )

    def _hub_y(self, hub: Mark, visible: Sequence[Visible], origin: QPointF) -> float | None:
        for line, top in _visible_lines(visible, origin):
            if top + line.baseline < 0:
                continue
            for row in line.rows:
                if row.mark.key == hub.key:
                    return top + line.baseline - self.painter.metrics.text.cap / 2
        return None

    def quote_of(self, mark: Mark) -> str:
        """Return the begin of an annotation's words, for a sign of one line."""
        begin, end = mark.spans[0]
        text = self.layout.text[begin : min(end, begin + _QUOTE)]
        text = " ".join(text.split())
        return text + " …" if end - begin > _QUOTE or len(mark.spans) > 1 else text

    def _all_frames(
        self,
        painter: QPainter,
        visible: Sequence[Visible],
        scene: Scene,
        origin: QPointF,
        area: QRectF,
    ) -> None:
        if not scene.others or scene.frame is not None:
            return
        metrics = self.painter.metrics
        lines = list(_visible_lines(visible, origin))
        for number, one in enumerate(scene.others):
            hub = self.layout.index.get(one.key)
            if hub is None:
                continue
            ends = {end.key: [end] for end in one.ends if end.role}
            found = frames.geometry(ends, lines, metrics, self.column.left)
            found.hub_y = self._hub_y(hub, visible, origin)
            found.bus_x = frames.bus_of(number % 4, self.column.left, metrics)
            if not found.pills:
                continue
            colour = QColor(self.painter.look.layer(hub.slot).ink)
            colour.setAlphaF(0.55)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, metrics.px(1.1)))
            painter.drawPath(frames.arcs(found, metrics))

    # hints and caret

    def _hints(self, painter: QPainter, scene: Scene, origin: QPointF, area: QRectF) -> None:
        metrics = self.painter.metrics
        for offset, text in scene.hints.items():
            rect = self.layout.rect_of(offset).translated(origin)
            if not area.intersects(rect.adjusted(0, 0, 1, 0)):
                continue
            width = metrics.cap.metrics.horizontalAdvance(text) + metrics.px(6)
            left, top = rect.x() - metrics.px(2), rect.top() - metrics.px(6)
            box = QRectF(left, top, width, metrics.px(13))
            frames.paint_hint(painter, box, text, self.painter.look, metrics)

    def _caret(self, painter: QPainter, caret: CaretSign, origin: QPointF) -> None:
        metrics = self.painter.metrics
        rect = caret.rect.translated(origin)
        painter.fillRect(rect, QColor(self.painter.tokens.ink))
        if caret.letter:
            layer = self.painter.look.layer(caret.slot)
            width = metrics.letter.metrics.horizontalAdvance(caret.letter) + metrics.px(6)
            # In the band over the words, so that none of them is covered.
            box = QRectF(rect.left(), rect.top() - metrics.px(11), width, metrics.px(12))
            path = QPainterPath()
            path.addRoundedRect(box, metrics.px(2), metrics.px(2))
            painter.fillPath(path, QColor(layer.ink))
            painter.setFont(metrics.letter.font)
            painter.setPen(QColor(self.painter.tokens.paper))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, caret.letter)


def header_text(title: str, paragraphs: int) -> str:
    """Return the line that stands for a folded group."""
    if paragraphs == 1:
        words = QCoreApplication.translate("TextView", "1 paragraph, not annotated")
    else:
        words = QCoreApplication.translate("TextView", "{count} paragraphs, not annotated")
    words = words.replace("{count}", str(paragraphs))
    return f"{title}, {words}" if title else words


def _visible_lines(visible: Sequence[Visible], origin: QPointF) -> list[tuple[Line, float]]:
    return [(line, block.top + origin.y()) for block in visible for line in block.dress.lines]


def _line_places(visible: Sequence[Visible], origin: QPointF) -> dict[str, tuple[float, float]]:
    """Return for each annotation the y of its first and its last visible line of words."""
    found: dict[str, tuple[float, float]] = {}
    for line, top in _visible_lines(visible, origin):
        begin = top + line.baseline - line.ascent + 3
        end = top + line.baseline + line.descent + 3
        for row in line.rows:
            seen = found.get(row.mark.key)
            found[row.mark.key] = (seen[0] if seen else begin, end)
    return found
