"""What keys mean while the mouse drags: Esc gives the drag up, no other one acts on its object."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class DragKeys(QObject):
    """Stands before all that takes the keys of one widget, from the begin of a drag to its end."""

    def __init__(self, widget: QWidget, give_up: Callable[[], None]) -> None:
        """Take nothing until a drag begins."""
        super().__init__(widget)
        self._widget, self._give_up = widget, give_up

    def begin(self) -> None:
        """Take the keys."""
        # What is installed last is asked first.
        self._widget.installEventFilter(self)

    def end(self) -> None:
        """Leave the keys to the others again."""
        self._widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key but those that are held with others."""
        if not isinstance(event, QKeyEvent) or event.key() in _HELD:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        return True
