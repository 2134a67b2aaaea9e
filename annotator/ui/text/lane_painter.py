"""Draws the lanes under a line: strokes, ticks at the ends, and the rows of several readers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui.text import lanes
from annotator.ui.text.dress import Line, Row, Rung
from annotator.ui.text.kit import Kit
from annotator.ui.text.labels import VALUE
from annotator.ui.text.marks import NOTHING, Flags, Mark
from annotator.ui.text.scene import Scene

_SUGGESTED_LANE = 0.8
_UP, _DOWN, _THICK = 3.0, 1.6, 1.4
_LETTERS_AT = 16.0
_Ticks = dict[tuple[str, float], list[QLineF]]


class LanePainter:
    """Draws lanes with one kit."""

    def __init__(self, kit: Kit) -> None:
        """Draw with `kit`."""
        self.kit = kit

    def paint(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        """Draw the lanes of lines, each given with the y of its block's top."""
        ticks: _Ticks = {}
        metrics = self.kit.metrics
        for line, top in lines:
            base = top + line.baseline + line.descent + metrics.under
            self._nothings(painter, line, base, x)
            for row in line.rows:
                if row.mark.drawing != NOTHING and row.lane < lanes.MOST:
                    self._stroke(painter, row, base + row.drop, scene, x, ticks)
            for rung in line.rungs:
                if rung.more:
                    self._more(painter, rung, base, x)
                if rung.reader:
                    self._letter(painter, scene.letter_of(rung.reader), rung, base, x)
        for (ink, opacity), found in ticks.items():
            pen = QPen(self.kit.faded(ink, opacity), metrics.px(_THICK))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(found)

    def _stroke(
        self, painter: QPainter, row: Row, y: float, scene: Scene, x: float, ticks: _Ticks
    ) -> None:
        """Draw the stroke of a row, and note the ticks at its true ends."""
        metrics, strips, slot = self.kit.metrics, self.kit.strips, row.mark.slot
        opacity = self._opacity(row.mark, scene)
        for left, right in row.boxes:
            strips.draw(painter, slot, x + left, x + right, y, opacity=opacity)
        for left, right in row.gaps:
            strips.draw(painter, slot, x + left, x + right, y, opacity=opacity, is_gap=True)
        if row.begin_x is None and row.end_x is None:
            return
        middle = y + metrics.lane / 2
        up, down = middle - metrics.px(_UP), middle + metrics.px(_DOWN)
        found = ticks.setdefault((self.kit.look.layer(slot).ink, opacity), [])
        inward = metrics.px(_THICK) / 2 * (-1 if row.is_rtl else 1)
        if row.begin_x is not None:
            found.append(QLineF(x + row.begin_x + inward, up, x + row.begin_x + inward, down))
        if row.end_x is not None:
            found.append(QLineF(x + row.end_x - inward, up, x + row.end_x - inward, down))

    def _opacity(self, mark: Mark, scene: Scene) -> float:
        if scene.is_dim(mark):
            return self.kit.look.dimmed
        return _SUGGESTED_LANE if mark.flags & Flags.SUGGESTED else 1.0

    def _more(self, painter: QPainter, rung: Rung, base: float, x: float) -> None:
        metrics = self.kit.metrics
        painter.setFont(metrics.value.font)
        painter.setPen(self.kit.colour(self.kit.tokens.muted))
        baseline = base + rung.drop + lanes.MOST * metrics.lane + metrics.value.ascent - 1
        top = baseline - metrics.value.metrics.ascent()
        static = self.kit.static(VALUE, f"+{rung.more}")
        painter.drawStaticText(QPointF(x + rung.more_x, top), static)

    def _nothings(self, painter: QPainter, line: Line, base: float, x: float) -> None:
        """Say in words that a reader has nothing where others have something; at a place once."""
        metrics = self.kit.metrics
        rows = [row for row in line.rows if row.mark.drawing == NOTHING and row.begin_x is not None]
        said: list[tuple[int, float, float]] = []
        for row in sorted(rows, key=lambda row: row.drop):
            begin, reader = row.begin_x or 0.0, row.mark.reader
            end = begin + QFontMetricsF(metrics.value.font).horizontalAdvance(row.mark.value)
            if any(who == reader and left < end and begin < right for who, left, right in said):
                continue
            said.append((reader, begin, end))
            painter.setFont(metrics.value.font)
            painter.setPen(self.kit.colour(self.kit.tokens.muted))
            y = base + row.drop + metrics.px(4) + metrics.value.cap / 2
            painter.drawText(QPointF(x + begin, y), row.mark.value)

    def _letter(self, painter: QPainter, letter: str, rung: Rung, base: float, x: float) -> None:
        metrics = self.kit.metrics
        size = metrics.px(_LETTERS_AT)
        painter.setFont(metrics.letter.font)
        painter.setPen(self.kit.colour(self.kit.tokens.ink))
        middle = base + rung.drop + metrics.lane / 2
        box = QRectF(x - size, middle - size / 2, size - metrics.px(6), size)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, letter)
