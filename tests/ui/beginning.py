"""Beginning to decide between annotators in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.keys.modes import REVIEW
from annotator.ui.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def begin(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Begin by the key, from the text."""
    window.surface.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL | SHIFT)
    assert window.text_keys.mode == REVIEW
    return window
