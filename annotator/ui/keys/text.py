"""Typed keys over the text itself: layers, entities, and the way back by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.actions.action import twin
from annotator.ui.keys.modes import modifiers_of, typed_of
from annotator.ui.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.keyboard import TextKeys


class TextMode:
    """The keys that work while nothing is open."""

    def __init__(self, keys: TextKeys, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session

    def key(self, event: QKeyEvent) -> bool:
        """Take Esc and typed characters: actions, layers, entities."""
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        typed = typed_of(event)
        if modifiers_of(event) & ~Qt.KeyboardModifier.ShiftModifier or not typed:
            return False
        if typed in self._keys.plain:
            self._keys.plain[typed]()
            return True
        layer = self._session.layer_keys().get(typed)
        if layer is not None:
            self._keys.tag(layer)
            return True
        entity = self._keys.tagger.entity_of(twin(typed))
        if entity is not None:
            self._keys.tag_entity(entity)
        return entity is not None

    def leave(self) -> None:
        """Nothing is shown."""

    def _escape(self) -> bool:
        begin, end = self._view.selection()
        if begin != end:
            self._view.set_caret(end)
        elif self._session.current is not None:
            self._keys.select(None)
        return True
