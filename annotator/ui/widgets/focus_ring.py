"""The ring round a part of the window that has the focus and shows it in no other way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.look.look import Look

_WIDE = 2
_BY_KEYS = frozenset(
    (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )
)
_ENDS = frozenset((QEvent.Type.FocusOut, QEvent.Type.Hide))


class FocusRing(QWidget):
    """Lies over a widget and takes nothing; it shows when the keyboard brought the focus there.

    Where there is a caret, that takes over with the next key.
    """

    def __init__(self, around: QWidget, look: Callable[[], Look], *, has_caret: bool) -> None:
        """Wait for the focus of `around`."""
        super().__init__(around)
        self._around, self._look, self._has_caret = around, look, has_caret
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show and hide with what happens to the widget; let everything pass."""
        kind = event.type()
        if isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusIn:
            self._show(event.reason() in _BY_KEYS)
        elif kind in _ENDS or (self._has_caret and kind == QEvent.Type.KeyPress):
            self.hide()
        elif kind == QEvent.Type.Resize:
            self.setGeometry(self._around.rect())
        return False

    def _show(self, is_shown: bool) -> None:
        self.setGeometry(self._around.rect())
        self.setVisible(is_shown)
        if is_shown:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter, colour = QPainter(self), QColor(self._look().tokens.focus)
        wide, high = self.width(), self.height()
        painter.fillRect(0, 0, wide, _WIDE, colour)
        painter.fillRect(0, high - _WIDE, wide, _WIDE, colour)
        painter.fillRect(0, 0, _WIDE, high, colour)
        painter.fillRect(wide - _WIDE, 0, _WIDE, high, colour)
        painter.end()
