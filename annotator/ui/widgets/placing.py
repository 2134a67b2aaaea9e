"""Where a window stands: as it was left, and never beyond the screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget


def place_as_left(window: QWidget, geometry: QByteArray) -> None:
    """Give a window the place and size that it was left in, as far as the screen has room."""
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
        keep_on_screen(window)


def keep_on_screen(window: QWidget) -> None:
    """Make a window no larger than its screen and bring it there, with its frame.

    Not every desktop does so by itself, and a screen may have become smaller, or its scale larger.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    room = window.screen().availableGeometry()
    frame = window.frameGeometry().size() - window.size()
    # At twice the scale many a screen is smaller than what a window wants at least.
    window.setMinimumSize(window.minimumSize().boundedTo(room.size() - frame))
    window.resize(window.size().boundedTo(room.size() - frame))
    outside = window.frameGeometry()
    left = max(room.left(), min(outside.left(), room.right() + 1 - outside.width()))
    top = max(room.top(), min(outside.top(), room.bottom() + 1 - outside.height()))
    if (left, top) != (outside.left(), outside.top()):
        window.move(left, top)
