"""Draws the labels over a line: letters, states and values, batched by colour."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QStaticText

from annotator.ui.text.dress import Line
from annotator.ui.text.kit import Kit
from annotator.ui.text.labels import BUBBLE, LETTER, MORE, RING, VALUE, Label, Placed, place
from annotator.ui.text.marks import MARGIN, Mark
from annotator.ui.text.scene import Scene


class LabelPainter:
    """Places and draws labels with one kit."""

    def __init__(self, kit: Kit) -> None:
        """Draw with `kit`."""
        self.kit = kit
        self._rings: dict[str, QPixmap] = {}

    def labels_of(self, line: Line, scene: Scene) -> list[Label]:
        """Return the labels of a line as they are drawn now."""
        if not line.rows or scene.frame is not None:
            return []
        forced, meant = "", (scene.current, scene.hovered)
        for row in line.rows if any(meant) else ():
            mark = row.mark
            is_meant = mark.key in meant and row.begin_x is not None
            if is_meant and mark.value and mark.drawing != MARGIN:
                forced = mark.key
        if forced:
            return self._placed(line, scene.names_shown, forced).labels
        found = line.labels.get(scene.names_shown)
        if found is None:
            found = line.labels[scene.names_shown] = self._placed(line, scene.names_shown, "")
        return found.labels

    def _placed(self, line: Line, names_shown: bool, forced: str) -> Placed:
        begins = line.begins()
        if not names_shown:
            begins = [
                b if b.mark.key == forced else b._replace(mark=_nameless(b.mark)) for b in begins
            ]
        metrics = self.kit.metrics
        # What is at the right of the text is free as far as its edge.
        room = line.width + metrics.edge
        return place(begins, self.kit.width, metrics.unit, forced, room, self.kit.elided)

    # the whole

    def paint(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        """Draw the labels of lines, each given with the y of its block's top."""
        metrics = self.kit.metrics
        static, layer, under = self.kit.static, self.kit.look.layer, metrics.under_labels
        muted = self.kit.tokens.muted
        values: dict[str, list[tuple[QPointF, QStaticText]]] = {}
        letters: dict[str, list[tuple[QPointF, QStaticText]]] = {}
        value_up, letter_up = metrics.value.metrics.ascent(), metrics.letter.metrics.ascent()
        for line, top in lines:
            baseline = top + line.baseline - under(line.ascent) - line.lift
            value_y, letter_y = baseline - value_up, baseline - letter_up
            for label in self.labels_of(line, scene):
                for left, kind, text, mark in label.signs:
                    ink = muted if kind == MORE else layer(mark.slot).ink
                    at = x + left
                    if kind == RING:
                        self._ring(painter, ink, at, baseline)
                    elif kind == BUBBLE:
                        self._bubble(painter, ink, at, baseline)
                    elif kind in (VALUE, MORE):
                        prepared, rise = static(VALUE, text)
                        values.setdefault(ink, []).append((QPointF(at, value_y - rise), prepared))
                    else:
                        prepared, rise = static(LETTER, text)
                        letters.setdefault(ink, []).append((QPointF(at, letter_y - rise), prepared))
        for found, face in ((letters, metrics.letter), (values, metrics.value)):
            painter.setFont(face.font)
            for ink, texts in found.items():
                painter.setPen(self.kit.colour(ink))
                for at, static in texts:
                    painter.drawStaticText(at, static)

    def _ring(self, painter: QPainter, ink: str, x: float, baseline: float) -> None:
        """Draw a ring as a picture of one: on a full screen there are hundreds."""
        px, ratio = self.kit.metrics.px, self.kit.ratio
        found = self._rings.get(ink)
        if found is None:
            size = ceil(px(7) * ratio)
            found = QPixmap(size, size)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setPen(QPen(self.kit.colour(ink), px(1.4)))
            inner.drawEllipse(QPointF(px(3.5), px(3.5)), px(2.4), px(2.4))
            inner.end()
            self._rings[ink] = found
        # On whole pixels of the device, so that every ring is as crisp as the next.
        left = round((x - px(0.5)) * ratio) / ratio
        top = round((baseline - px(6.7)) * ratio) / ratio
        painter.drawPixmap(QPointF(left, top), found)

    def _bubble(self, painter: QPainter, ink: str, x: float, baseline: float) -> None:
        px = self.kit.metrics.px
        path = QPainterPath()
        path.addRoundedRect(QRectF(x, baseline - px(6.6), px(8), px(5.4)), px(1.8), px(1.8))
        path.moveTo(x + px(1.5), baseline - px(2))
        path.lineTo(x + px(1.5), baseline + px(0.8))
        path.lineTo(x + px(4.5), baseline - px(1.8))
        path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(path, self.kit.colour(ink))


def _nameless(mark: Mark) -> Mark:
    return Mark(mark.key, mark.spans, mark.slot, mark.drawing, mark.letter, "", "", mark.flags)
