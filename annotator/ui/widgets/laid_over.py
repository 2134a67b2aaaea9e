"""What lies over its window: where it stands, which keys it has, where the focus goes.

It is part of the window and no dialog: until a window of its own has the keyboard, Qt drops what is
typed, and whoever knows what to type does not wait.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from shiboken6.Shiboken import isValid

from annotator.ui.widgets.menu_here import open_menu_of

_TOP, _AROUND = 80, 16
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Keys(Protocol):
    """Knows which key opens a menu."""

    def asks_menu(self, event: QKeyEvent) -> bool:
        """Say whether a press asks for the menu of what has the focus."""
        ...


class LaidOver(QObject):
    """Keeps a frame over its window while somebody types in its field."""

    def __init__(
        self,
        frame: QFrame,
        field: QLineEdit,
        size: tuple[int, int],
        keys: Keys,
        *,
        adrift: Callable[[], object],
        keeps_typed: bool = False,
    ) -> None:
        """Serve `frame`, of at most `size` unless it needs more; keys are those of now.

        `adrift` is called if what had the focus is gone. Where what is typed cannot be had again
        (`keeps_typed`), a click beside the frame closes it only while nothing is.
        """
        super().__init__(frame)
        self._frame, self._field, self._size, self._adrift = frame, field, size, adrift
        self._keys, self._keeps_typed = keys, keeps_typed
        self._before: QWidget | None = None
        frame.hide()
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame.setProperty("role", "palette")
        field.installEventFilter(self)
        frame.window().installEventFilter(self)

    def open(self, *ends: SignalInstance) -> None:
        """Show it in the middle of the window, and take what is typed until one of `ends`."""
        window = self._frame.window()
        for other in window.findChildren(LaidOver):
            if other._frame.isVisible():
                # A menu may open this one over it; the focus goes back to where that one had it.
                other._frame.close()
        self._before = window.focusWidget()
        for end in ends:
            end.connect(self._frame.close)
        self._place()
        self._frame.show()
        self._frame.raise_()
        self._field.setFocus()

    def _place(self) -> None:
        around = self._frame.parentWidget()
        if around is not None:
            room = around.size().toTuple()
            needed = self._frame.minimumSizeHint().toTuple()
            width, height = (
                min(max(n, least), m - _AROUND)
                for n, least, m in zip(self._size, needed, room, strict=True)
            )
            top = max(_AROUND // 2, min(_TOP, around.height() - height - _AROUND // 2))
            self._frame.setGeometry((around.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys from the window; leave when something else is worked with."""
        kind = event.type()
        if watched is not self._field:
            if kind == QEvent.Type.Resize:
                self._place()
        elif kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif isinstance(event, QFocusEvent) and event.lostFocus() and not _comes_back(event):
            is_click = event.reason() == Qt.FocusReason.MouseFocusReason
            if is_click and self._keeps_typed and self._field.text().strip():
                # What was clicked has yet to take the focus.
                QTimer.singleShot(0, self._field, self._field.setFocus)
            else:
                self._frame.close()
        return super().eventFilter(watched, event)

    def press(
        self,
        event: QKeyEvent,
        *,
        take: Callable[[], object],
        walk: Callable[[int], object] | None = None,
    ) -> None:
        """Do what a key means in what lies over a window; none is for what is below.

        Enter takes, Esc leaves, arrows walk by 1 or -1, the key of menus opens that of the field.
        """
        key = event.key()
        if key in _STEPS and walk is not None:
            walk(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            take()
        elif key == Qt.Key.Key_Escape:
            self._frame.close()
        elif self._keys.asks_menu(event):
            open_menu_of(self._field)

    def close(self) -> None:
        """Close the frame."""
        self._frame.close()

    def leave(self) -> None:
        """Give the focus back to what had it, unless it went elsewhere: the frame is closed."""
        had_focus, before = self._field.hasFocus(), self._before
        self._field.removeEventFilter(self)
        if not had_focus:
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._adrift()


def _comes_back(event: QFocusEvent) -> bool:
    """Say whether the focus is lost to a menu or another window, from which it comes back."""
    reason = Qt.FocusReason
    return event.reason() in (reason.ActiveWindowFocusReason, reason.PopupFocusReason)
