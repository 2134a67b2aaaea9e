"""The sign of a layer: its letter on its fill, with its lane below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.look.look import Look
from annotator.ui.text.strips import draw_pattern

WIDTH, HEIGHT = 22, 23
_FILL = 17


def paint_swatch(
    painter: QPainter, look: Look, slot: int, letter: str, left: float, top: float
) -> None:
    """Draw the sign of a slot of the table; it is WIDTH wide and HEIGHT high."""
    colours = look.layer(slot)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.fill or look.tokens.raised))
    fill = QRectF(left, top, WIDTH, _FILL)
    painter.drawRoundedRect(fill, 3, 3)
    painter.setPen(QColor(colours.ink))
    painter.setFont(look.interface_font(11, 700))
    painter.drawText(fill, int(Qt.AlignmentFlag.AlignCenter), letter)
    lane = QRectF(left, top + _FILL, WIDTH, HEIGHT - _FILL)
    painter.save()
    painter.setClipRect(lane)
    draw_pattern(painter, look.pattern(slot), QColor(colours.ink), lane, 1.0)
    painter.restore()


class Swatch(QWidget):
    """The sign as a widget."""

    def __init__(self, look: Look, slot: int, letter: str) -> None:
        """Draw for a slot of the table."""
        super().__init__()
        self._look, self._slot, self._letter = look, slot, letter
        self.setFixedSize(QSize(WIDTH, HEIGHT))

    def show_slot(self, look: Look, slot: int, letter: str) -> None:
        """Draw for another slot."""
        if (look, slot, letter) != (self._look, self._slot, self._letter):
            self._look, self._slot, self._letter = look, slot, letter
            self.update()

    def set_look(self, look: Look) -> None:
        """Take other colours."""
        self.show_slot(look, self._slot, self._letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, self._look, self._slot, self._letter, 0, 0)
