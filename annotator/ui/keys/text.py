"""Typed keys over the text itself: layers and entities by letter, and the way back by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.action_table.action import TWINS, twin
from annotator.ui.keys.modes import typed_of
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard


_DIGITS = frozenset("123456789")


class TextMode:
    """The keys that work while nothing is open and no action has them."""

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session

    def key(self, event: QKeyEvent) -> bool:
        """Take Esc, and characters that are keys of layers or letters of entities."""
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        typed = typed_of(event)
        # The digits of layers are actions and come here only where they were given other keys.
        is_sign = bool(typed) and typed not in _DIGITS
        layer = self._session.layer_keys().get(typed) if is_sign else None
        if layer is not None:
            self._keys.tag(layer)
            return True
        entity = self._keys.tagger.entity_of(typed) if typed else None
        if entity is not None:
            self._keys.tag_entity(entity)
        elif len(typed) == 1 and twin(typed) in TWINS.values():
            self._session.said.emit(self._session.word("letter_of_nobody", letter=typed))
        return entity is not None

    def wants(self, event: QKeyEvent) -> bool:
        """Leave shortcuts of the window what they are."""
        return False

    def leave(self) -> None:
        """Nothing is shown."""

    def _escape(self) -> bool:
        begin, end = self._view.selection()
        if begin != end:
            self._view.set_caret(end)
        elif self._session.current is not None:
            self._keys.select(None)
        else:
            self._keys.sticky.end()
        return True
