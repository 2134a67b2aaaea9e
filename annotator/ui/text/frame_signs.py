"""Paints a placed frame: its arcs, pills, hints and the signs of ends that are not seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.ui.look.look import Look
from annotator.ui.text.frame import STUB_STRIP, FrameGeometry, Stub, arcs
from annotator.ui.text.label_room import is_plain
from annotator.ui.text.marks import Frame
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.stacks import reach_of

_HIGHER = 2.0
"""So many pixels of the design a sign may be higher for letters that need it; else these are drawn
smaller, so that words below stay free.
"""


def paint(
    painter: QPainter,
    found: FrameGeometry,
    frame: Frame,
    hub_ink: str,
    look: Look,
    metrics: Metrics,
    area: QRectF,
    *,
    stripe_x: float | None = None,
) -> None:
    """Paint arcs, pills, hints and stubs of the open frame."""
    px, tokens = metrics.px, look.tokens
    _paint_edges(painter, found, QColor(tokens.paper), QColor(tokens.line), metrics, area)
    line = QColor(tokens.ink)
    line.setAlphaF(0.75)
    painter.setPen(QPen(line, px(1.1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arcs(found, metrics, area))
    if found.hub_y is not None and (found.pills or found.stubs):
        if stripe_x is not None:
            painter.drawLine(QPointF(stripe_x, found.hub_y), QPointF(found.bus_x, found.hub_y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ink))
        painter.drawEllipse(QPointF(found.bus_x, found.hub_y), px(2.8), px(2.8))
    ink, paper = QColor(hub_ink), QColor(tokens.paper)
    for pill in found.pills:
        rect = box_of(pill.rect, pill.text, metrics)
        _box(painter, rect, ink, px(3))
        _centred(painter, rect, pill.text, metrics.pill.font, paper)
        if pill.end.key == frame.current:
            _ring(painter, pill.rect, QColor(tokens.focus), metrics)
    for hint in found.hints:
        _box(painter, hint.rect, QColor(tokens.button), px(3))
        _centred(painter, hint.rect, hint.text, metrics.cap.font, QColor(tokens.button_text))
    for stub in found.stubs:
        _paint_stub(painter, stub, ink, look, metrics)
        if stub.end.key and stub.end.key == frame.current:
            _ring(painter, stub.rect, QColor(tokens.focus), metrics)


def paint_hint(painter: QPainter, rect: QRectF, text: str, look: Look, metrics: Metrics) -> None:
    """Paint one hint over a word: a key cap with its letters."""
    _box(painter, rect, QColor(look.tokens.button), metrics.px(3))
    _centred(painter, rect, text, metrics.cap.font, QColor(look.tokens.button_text))


def _paint_edges(
    painter: QPainter,
    found: FrameGeometry,
    paper: QColor,
    line: QColor,
    metrics: Metrics,
    area: QRectF,
) -> None:
    height = metrics.px(STUB_STRIP)
    for is_above in {stub.is_above for stub in found.stubs if stub.line_top is None}:
        y = area.top() if is_above else area.bottom() - height
        left = found.bus_x - metrics.px(2)
        painter.fillRect(QRectF(left, y, area.right() - left, height), paper)
        edge = y + height if is_above else y
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(left, edge), QPointF(area.right(), edge))


def _paint_stub(painter: QPainter, stub: Stub, ink: QColor, look: Look, metrics: Metrics) -> None:
    px = metrics.px
    painter.setPen(QPen(ink, px(1.2)))
    painter.setBrush(QColor(look.tokens.raised))
    painter.drawRoundedRect(stub.rect, px(4), px(4))
    painter.setFont(metrics.pill.font)
    painter.setPen(ink)
    left = stub.rect.adjusted(px(7), 0, 0, 0)
    painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, stub.role)
    if stub.quote:
        width = metrics.pill.metrics.horizontalAdvance(stub.role)
        painter.setFont(metrics.quote.font)
        painter.setPen(QColor(look.tokens.ink))
        painter.drawText(
            left.adjusted(width + px(6), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, stub.quote
        )


def _box(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.fillPath(path, colour)


def box_of(rect: QRectF, role: str, metrics: Metrics) -> QRectF:
    """Return the box of a sign: a bit higher than the place of all if its letters need that."""
    if is_plain(role):
        return rect
    lacking = sum(reach_of(role, metrics.pill.font)) + 1 - rect.height()
    return rect.adjusted(0, 0, 0, min(max(0.0, lacking), metrics.px(_HIGHER)))


def _centred(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.setPen(colour)
    if is_plain(text):
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return
    # By its ink: other fonts that help out have other heights, and Qt cuts what is out of the box.
    over, under = reach_of(text, font)
    if over + under > rect.height():
        font = QFont(font)
        font.setPixelSize(max(1, int(font.pixelSize() * rect.height() / (over + under))))
        over, under = reach_of(text, font)
    painter.setFont(font)
    middle, width = rect.center(), QFontMetricsF(font).horizontalAdvance(text)
    painter.drawText(QPointF(middle.x() - width / 2, middle.y() + (over - under) / 2), text)


def _ring(painter: QPainter, rect: QRectF, colour: QColor, metrics: Metrics) -> None:
    px = metrics.px
    painter.setPen(QPen(colour, px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-px(2), -px(2), px(2), px(2)), px(4), px(4))
