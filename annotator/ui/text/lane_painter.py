"""Draws the lanes under a line: strokes, ticks at the ends, and the rows of several readers."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.ui.text import lanes
from annotator.ui.text.dress import Line, Rung
from annotator.ui.text.kit import Kit
from annotator.ui.text.labels import VALUE
from annotator.ui.text.marks import NOTHING, Flags, Mark
from annotator.ui.text.rows import Row
from annotator.ui.text.scene import Scene

_SUGGESTED_LANE = 0.8
_FADED = Flags.SUGGESTED | Flags.AGREES
_UP, _DOWN, _THICK = 3.0, 1.6, 1.4
_LETTERS_AT = 16.0
_Ticks = dict[tuple[str, float], list[QLineF]]
_TicksOfSlot = dict[tuple[int, float], list[QLineF]]


class LanePainter:
    """Draws lanes with one kit."""

    def __init__(self, kit: Kit) -> None:
        """Draw with `kit`."""
        self.kit = kit
        px, middle = kit.metrics.px, kit.metrics.lane / 2
        # Where ticks stand from the top of a lane, and half of how thick they are.
        self._up, self._down, self._half = middle - px(_UP), middle + px(_DOWN), px(_THICK) / 2

    def paint(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        """Draw the lanes of lines, each given with the y of its block's top."""
        ticks, by_slot = _Ticks(), _TicksOfSlot()
        metrics = self.kit.metrics
        stroke, nothing, most = self._stroke, NOTHING, lanes.MOST
        meant, opacity_of = scene.meant, self._opacity
        for line, top in lines:
            base = top + line.baseline + line.descent + metrics.under
            has_nothing = False
            for row in line.rows:
                mark = row.mark
                if mark.drawing == nothing:
                    has_nothing = True
                elif row.lane < most:
                    is_usual = meant is not None and not mark.flags & _FADED
                    opacity = 1.0 if is_usual else opacity_of(mark, scene)
                    found = by_slot.get((mark.slot, opacity))
                    if found is None:
                        key = (self.kit.look.layer(mark.slot).ink, opacity)
                        found = by_slot[mark.slot, opacity] = ticks.setdefault(key, [])
                    stroke(painter, row, base + row.drop, opacity, x, found)
            if has_nothing:
                self._nothings(painter, line, base, x)
            for rung in line.rungs:
                if rung.more:
                    self._more(painter, rung, base, x)
                if rung.reader:
                    self._letter(painter, scene.letter_of(rung.reader), rung, base, x)
        # In one order whichever lines are painted: ticks of neighbours that run both ways may meet.
        for (ink, opacity), found in sorted(ticks.items(), key=itemgetter(0)):
            if not found:
                continue
            pen = QPen(self.kit.faded(ink, opacity), metrics.px(_THICK))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(found)

    def _stroke(
        self, painter: QPainter, row: Row, y: float, opacity: float, x: float, ticks: list[QLineF]
    ) -> None:
        """Draw the stroke of a row, and note the ticks at its true ends."""
        mark, boxes, gaps, begin, end, is_rtl, *_ = row
        draw, slot = self.kit.strips.draw, mark.slot
        for left, right in boxes:
            draw(painter, slot, x + left, x + right, y, opacity)
        for left, right in gaps:
            draw(painter, slot, x + left, x + right, y, opacity, is_gap=True)
        up, down, half = y + self._up, y + self._down, self._half
        if begin is not None:
            at = begin + (x - half if is_rtl else x + half)
            ticks.append(QLineF(at, up, at, down))
        if end is not None:
            at = end + (x + half if is_rtl else x - half)
            ticks.append(QLineF(at, up, at, down))

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
        static, rise = self.kit.static(VALUE, f"+{rung.more}")
        painter.drawStaticText(QPointF(x + rung.more_x, top - rise), static)

    def _nothings(self, painter: QPainter, line: Line, base: float, x: float) -> None:
        """Say in words that a reader has nothing where others have something; at a place once."""
        metrics = self.kit.metrics
        rows = [row for row in line.rows if row.mark.drawing == NOTHING and row.begin_x is not None]
        said: list[tuple[int, float, float]] = []
        for row in sorted(rows, key=lambda row: row.drop):
            if row.lane + 2 > lanes.MOST:
                # It is counted with those that have no lane.
                continue
            begin, reader = row.begin_x or 0.0, row.mark.reader
            end = begin + QFontMetricsF(metrics.value.font).horizontalAdvance(row.mark.value)
            if any(who == reader and left < end and begin < right for who, left, right in said):
                continue
            said.append((reader, begin, end))
            painter.setFont(metrics.value.font)
            painter.setPen(self.kit.colour(self.kit.tokens.muted))
            y = base + row.drop + metrics.px(3.5) + metrics.value.cap / 2
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
