"""Draws what stands around words: outlines, handles, and the hatch of what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.text.dress import Line
from annotator.ui.text.kit import WIDER, Kit
from annotator.ui.text.marks import Flags
from annotator.ui.text.rows import Row
from annotator.ui.text.scene import Scene

_HATCHED = 0.3
_HANDLE = 4.0
"""Pixels of the design: how large half of a handle is. That of the begin ends where words and their
label begin, whose first letter it would cover.
"""


class OutlinePainter:
    """Draws outlines with one kit."""

    def __init__(self, kit: Kit) -> None:
        """Draw with `kit`."""
        self.kit = kit

    def paint_hatches(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], x: float
    ) -> None:
        """Hatch the characters that readers have otherwise; the words come over it.

        Where annotations of several differ it is hatched once, for the shortest of them: words over
        two hatches could not be read.
        """
        for line, top in lines:
            hatched = [
                (right - left, left, right, row.mark.slot)
                for row in line.rows
                for left, right in row.hatched
            ]
            for left, right, slot in _apart(sorted(hatched)):
                ink = self.kit.faded(self.kit.look.layer(slot).ink, _HATCHED)
                box = self.kit.fill_rect(line, top, x + left, x + right, 0)
                _hatch(painter, box, ink, self.kit.metrics.px(5))

    def paint(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        """Draw the outlines on lines, each given with the y of its block's top; the words come over
        them: marks of Thai or Vietnamese reach as far.
        """
        meant = {scene.current, scene.flashed, *scene.selected}
        for line, top in lines:
            for row in line.rows:
                mark = row.mark
                if mark.key in meant or row.hatched or mark.flags & Flags.SUGGESTED:
                    self._row(painter, line, top, row, scene, x)

    def paint_handles(
        self, painter: QPainter, lines: Iterable[tuple[Line, float]], scene: Scene, x: float
    ) -> None:
        """Draw the handles of the current annotation, over all else."""
        key = scene.current
        if not key or (scene.frame is not None and scene.frame.key == key):
            return
        for line, top in lines:
            for row in line.rows:
                if row.mark.key == key:
                    ink = self.kit.colour(self.kit.look.layer(row.mark.slot).ink)
                    self._handles(painter, line, top, row, x, ink)

    def _row(
        self, painter: QPainter, line: Line, top: float, row: Row, scene: Scene, x: float
    ) -> None:
        px, key = self.kit.metrics.px, row.mark.key
        ink = self.kit.colour(self.kit.look.layer(row.mark.slot).ink)
        is_hub = scene.frame is not None and scene.frame.key == key
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.hatched:
            self._boxes(painter, line, top, row, row.hatched, x, _dashed(ink, px(1.2)))
        if key == scene.flashed:
            focus = self.kit.colour(self.kit.tokens.focus)
            self._boxes(painter, line, top, row, row.boxes, x, QPen(focus, px(2)))
        elif key in scene.selected or (key == scene.current and not is_hub):
            self._boxes(painter, line, top, row, row.boxes, x, QPen(ink, px(1.5)))
        elif row.mark.flags & Flags.SUGGESTED and not scene.is_dim(row.mark):
            self._boxes(painter, line, top, row, row.boxes, x, _dashed(ink, px(1.2)))

    def _boxes(
        self,
        painter: QPainter,
        line: Line,
        top: float,
        row: Row,
        boxes: Iterable[tuple[float, float]],
        x: float,
        pen: QPen,
    ) -> None:
        painter.setPen(pen)
        radius = self.kit.metrics.px(3)
        for left, right in boxes:
            box = self.kit.fill_rect(line, top, x + left, x + right, row.depth)
            painter.drawRoundedRect(box, radius, radius)

    def _handles(
        self, painter: QPainter, line: Line, top: float, row: Row, x: float, ink: QColor
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for at in self.handles_of(line, top, row, x):
            if at is not None:
                painter.drawEllipse(at, self.kit.metrics.px(_HANDLE), self.kit.metrics.px(_HANDLE))

    def handles_of(
        self, line: Line, top: float, row: Row, x: float
    ) -> tuple[QPointF | None, QPointF | None]:
        """Return the centres of the begin and the end handle, None where there is none."""
        box = self.kit.fill_rect(line, top, 0, 0, row.depth)
        side = -1 if row.is_rtl else 1
        begin = end = None
        if row.begin_x is not None:
            begin = QPointF(x + row.begin_x - side * self.kit.metrics.px(_HANDLE), box.top())
        if row.end_x is not None:
            end = QPointF(x + row.end_x + side * self.kit.metrics.px(WIDER), box.bottom())
        return begin, end


def _apart(
    hatched: Iterable[tuple[float, float, float, int]],
) -> Iterator[tuple[float, float, int]]:
    """Yield begin, end and slot of stretches that share nothing; what comes first keeps its own."""
    taken: list[tuple[float, float]] = []
    for _, left, right, slot in hatched:
        free = [(left, right)]
        for low, high in taken:
            free = [
                part
                for begin, end in free
                for part in ((begin, min(end, low)), (max(begin, high), end))
                if part[0] < part[1]
            ]
        taken += free
        for begin, end in free:
            yield begin, end, slot


def _dashed(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setDashPattern([2.6, 2.2])
    return pen


def _hatch(painter: QPainter, box: QRectF, ink: QColor, pitch: float) -> None:
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, 1.2))
    lines: list[QLineF] = []
    x = box.left() - box.height()
    while x < box.right():
        lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += pitch
    painter.drawLines(lines)
    painter.restore()
