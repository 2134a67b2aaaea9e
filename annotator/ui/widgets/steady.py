"""Room of its own for a widget whose contents change with every key."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Steady(QWidget):
    """Gives all of its room to one widget of a fixed height.

    It has no layout on purpose: a layout tells all those around it, up to the window's, whenever a
    text in it changes, and then all of them are laid out and much is painted again for nothing.
    """

    def __init__(self, held: QWidget) -> None:
        """Hold a widget, whose height is fixed."""
        super().__init__()
        self._held = held
        held.setParent(self)
        self.setFixedHeight(held.minimumHeight())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return what the widget would like."""
        return self._held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the widget needs."""
        return self._held.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hand the room on."""
        super().resizeEvent(event)
        self._held.setGeometry(self.rect())
