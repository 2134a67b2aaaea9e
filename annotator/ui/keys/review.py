"""The keys of the text while differences are decided or corrections answered.

What they do is in the table of actions.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.keys.modes import typed_of

_TAKEN = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
)


class ReviewMode:
    """Lets the caret move and nothing be tagged; Esc asks to leave."""

    def __init__(self, left: Callable[[], object]) -> None:
        """Call `left` where somebody wants to leave."""
        self._left = left

    def key(self, event: QKeyEvent) -> bool:
        """Take what would be typed; keys of the caret are left to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self._left()
            return True
        return event.key() in _TAKEN or bool(typed_of(event))

    def wants(self, event: QKeyEvent) -> bool:
        """Take such keys before shortcuts of the window do."""
        return event.key() in _TAKEN or bool(typed_of(event))

    def leave(self) -> None:
        """Show nothing of its own."""
