"""The modes in which typed keys are understood, and what a mode must be able to do."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

TEXT, BORDERS, FRAME, JUMP = "text", "borders", "frame", "jump"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CARET = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
"""Keys that move the caret, with any modifiers."""


class Mode(Protocol):
    """Understands the keys of one mode."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key; say whether it meant something."""
        ...

    def leave(self) -> None:
        """Take away what the mode shows; the mode that follows is set by whoever calls."""
        ...


def modifiers_of(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Return the modifiers of a key but for the one that tells the keypad."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def typed_of(event: QKeyEvent) -> str:
    """Return the printable character that was typed, or ""."""
    typed = event.text()
    return typed if typed.strip() and typed.isprintable() else ""
