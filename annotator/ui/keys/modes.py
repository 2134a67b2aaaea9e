"""The modes in which typed keys are understood, and what a mode must be able to do."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

TEXT, BORDERS, FRAME, JUMP, LIST = "text", "borders", "frame", "jump", "list"
REVIEW, CORRECTIONS = "review", "corrections"
CONTEXTS = {TEXT: "T", FRAME: "F", BORDERS: "B", REVIEW: "R", CORRECTIONS: "C"}
"""The letter by which the table of actions knows a mode; others take what they are told."""


class Mode(Protocol):
    """Understands the keys of one mode."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key that no action of the mode has; say whether it meant something."""
        ...

    def wants(self, event: QKeyEvent) -> bool:
        """Say whether the mode takes a key before shortcuts of the window do."""
        ...

    def leave(self) -> None:
        """Take away what the mode shows; the mode that follows is set by whoever calls."""
        ...


def is_plain(event: QKeyEvent) -> bool:
    """Say whether nothing is held but Shift, as while a character is typed."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    return held in (
        Qt.KeyboardModifier.NoModifier,
        # AltGr is Ctrl and Alt on some platforms.
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )


def typed_of(event: QKeyEvent) -> str:
    """Return the printable character that was typed, or ""."""
    typed = event.text()
    is_sign = is_plain(event) and len(typed) >= 1 and typed.strip() and typed.isprintable()
    return typed if is_sign else ""
