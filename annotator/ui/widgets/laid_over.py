"""A list that lies over its window: where it stands, which keys it has, where the focus goes.

It is part of the window and no dialog: until a window of its own has the keyboard, Qt drops what is
typed, and whoever knows what to type does not wait.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from shiboken6.Shiboken import isValid

_TOP, _AROUND = 80, 16


class LaidOver(QObject):
    """Keeps a frame over its window while somebody types in its field."""

    def __init__(
        self,
        frame: QFrame,
        field: QLineEdit,
        size: tuple[int, int],
        *,
        adrift: Callable[[], object],
    ) -> None:
        """Serve `frame`, of at most `size`; `adrift` is called if what had the focus is gone."""
        super().__init__(frame)
        self._frame, self._field, self._size, self._adrift = frame, field, size, adrift
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
            width, height = (min(n, m - _AROUND) for n, m in zip(self._size, room, strict=True))
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
            self._frame.close()
        return super().eventFilter(watched, event)

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
