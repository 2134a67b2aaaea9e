"""Draws the lanes: each layer's pattern once into a long strip, then copies of it."""

from __future__ import annotations

from math import pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from annotator.ui.look.look import Look

_LENGTH = 480
GAP_PATTERN = "gap"


class Strips:
    """The strokes of lanes for one look and zoom; `height` is that of a lane."""

    def __init__(self, look: Look, unit: float, height: int, ratio: float) -> None:
        """Nothing is drawn before it is asked for. `ratio` is device pixels for a pixel."""
        self._look = look
        self._unit = unit
        self._height = height
        self._ratio = ratio
        self._strips: dict[tuple[int, float, bool], QPixmap] = {}
        self._longest = _LENGTH * unit

    def draw(
        self,
        painter: QPainter,
        slot: int,
        left: float,
        right: float,
        top: float,
        opacity: float = 1.0,
        *,
        is_gap: bool = False,
    ) -> None:
        """Draw the stroke of a layer from `left` to `right` in the lane that begins at `top`."""
        # Whole pixels of the device: part of a pixel is rounded otherwise where it is clipped.
        ratio, height = self._ratio, self._height
        strip = self._strips.get((slot, opacity, is_gap)) or self._strip(slot, opacity, is_gap)
        if ratio == 1.0:
            begin, until = round(left + 0.5), round(right - 0.5)
            if until - begin <= self._longest and top == int(top):
                # In whole numbers PySide makes no rectangles.
                if begin < until:
                    painter.drawPixmap(begin, int(top), strip, 0, 0, until - begin, height)
                return
        x, end = round((left + 0.5) * ratio) / ratio, round((right - 0.5) * ratio) / ratio
        while x < end:
            width = end - x if end - x < self._longest else self._longest
            source = QRectF(0, 0, width * ratio, height * ratio)
            painter.drawPixmap(QRectF(x, top, width, height), strip, source)
            x += width

    def _strip(self, slot: int, opacity: float, is_gap: bool) -> QPixmap:
        key = (slot, opacity, is_gap)
        found = self._strips.get(key)
        if found is None:
            pattern = GAP_PATTERN if is_gap else self._look.pattern(slot)
            colour = QColor(self._look.layer(slot).ink)
            colour.setAlphaF(opacity)
            width = round((_LENGTH + 24) * self._unit)
            found = QPixmap(round(width * self._ratio), round(self._height * self._ratio))
            found.setDevicePixelRatio(self._ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_pattern(painter, pattern, colour, QRectF(0, 0, width, self._height), self._unit)
            painter.end()
            self._strips[key] = found
        return found


def draw_pattern(
    painter: QPainter, pattern: str, colour: QColor, area: QRectF, unit: float
) -> None:
    """Draw a lane's pattern along the middle of `area`; also used for swatches."""
    y = area.center().y()
    if pattern in _THICKNESS:
        thickness = max(1.0, _THICKNESS[pattern] * unit)
        painter.fillRect(_crisp(area, y, thickness), colour)
    elif pattern == "double":
        for offset in (-1.2, 1.2):
            painter.fillRect(_crisp(area, y + offset * unit, max(1.0, unit)), colour)
    elif pattern == "wave":
        _wave(painter, colour, area, unit)
    elif pattern in ("ticks", "beads"):
        _decorated(painter, pattern, colour, area, unit)
    else:
        _dashes(painter, pattern, colour, area, unit)


_THICKNESS = {"solid": 2.0, "thick": 3.2}
# Stroke and the lengths of dashes and gaps, in pixels of the design.
_DASHES = {
    "long_dash": (2.0, (9.0, 3.0)),
    "short_dash": (2.0, (4.0, 3.0)),
    "dash_dot": (2.0, (6.0, 2.6, 1.4, 2.6)),
}
_DOTS = {"dots": (2.5, 4.0), GAP_PATTERN: (1.2, 5.0)}


def _crisp(area: QRectF, y: float, thickness: float) -> QRectF:
    top = y - thickness / 2
    if thickness >= 1.5:
        top = round(top)
        thickness = max(1.0, round(thickness, 1))
    return QRectF(area.left(), top, area.width(), thickness)


def _dashes(painter: QPainter, pattern: str, colour: QColor, area: QRectF, unit: float) -> None:
    y = area.center().y()
    if pattern in _DOTS:
        size, pitch = _DOTS[pattern]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = size * unit / 2
        x = area.left() + radius
        while x < area.right():
            painter.drawEllipse(QPointF(x, y), radius, radius)
            x += pitch * unit
        return
    thickness, lengths = _DASHES[pattern]
    x, number = area.left(), 0
    while x < area.right():
        length = lengths[number % len(lengths)] * unit
        if number % 2 == 0:
            bar = QRectF(x, area.top(), length, area.height())
            painter.fillRect(_crisp(bar, y, max(1.0, thickness * unit)), colour)
        x += length
        number += 1


def _wave(painter: QPainter, colour: QColor, area: QRectF, unit: float) -> None:
    path = QPainterPath()
    step, x = 0.5, area.left()
    y = area.center().y()
    path.moveTo(x, y)
    while x < area.right():
        x += step
        path.lineTo(x, y - 1.3 * unit * sin(2 * pi * (x - area.left()) / (8 * unit)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.3 * unit))
    painter.drawPath(path)


def _decorated(painter: QPainter, pattern: str, colour: QColor, area: QRectF, unit: float) -> None:
    y = area.center().y()
    painter.fillRect(_crisp(area, y, max(1.0, 1.2 * unit)), colour)
    pitch = (4 if pattern == "ticks" else 8) * unit
    x = area.left() + pitch / 2
    if pattern == "ticks":
        painter.setPen(QPen(colour, max(1.0, unit)))
        lines: list[QLineF] = []
        while x < area.right():
            lines.append(QLineF(x, y - 2 * unit, x, y + 2 * unit))
            x += pitch
        painter.drawLines(lines)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    while x < area.right():
        painter.drawEllipse(QPointF(x, y), 1.8 * unit, 1.8 * unit)
        x += pitch
