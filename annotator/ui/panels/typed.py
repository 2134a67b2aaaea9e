"""What a key press types, where it is typed elsewhere than it was pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def typed_by(event: QKeyEvent) -> str:
    """Return the visible character that a key press types, "" where it is no typing."""
    character = event.text()
    is_visible = character.isprintable() and character.strip() != ""
    return character if is_visible and not event.modifiers() & _COMMANDING else ""
