"""The frame of a hub: letters link its ends, digits answer its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.model.scheme import Feature
from annotator.operations import annotate, relate
from annotator.ui.keys.letters import HINTS, hint_letter
from annotator.ui.keys.modes import CARET, FRAME, TEXT, typed_of
from annotator.ui.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.keyboard import TextKeys


class FrameMode:
    """The keys that work while a frame is open."""

    def __init__(self, keys: TextKeys, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self.hints: dict[str, str] = {}

    def enter(self) -> None:
        """Show the ends of the current hub, and letters at those that can be linked."""
        hub = self._session.current_annotation()
        if hub is None or hub.layer not in self._session.maker.hubs:
            return
        self.hints = {}
        begin = hub.spans[0].begin if hub.spans else 0
        others = [
            a
            for a in self._session.shown()
            if a.id != hub.id and a.spans and relate.link_options(self._session.scheme, hub, a)
        ]
        others.sort(key=lambda a: (a.spans[0].begin < begin, a.spans[0].begin))
        for annotation, letter in zip(others, HINTS, strict=False):
            self.hints[annotation.id] = letter
        self._keys.set_mode(FRAME)
        self.show()

    def show(self) -> None:
        """Draw the frame as it is now."""
        hub = self._session.current
        if self._keys.mode != FRAME or hub is None:
            return
        relations = self._session.relations_from(hub)
        self._view.set_frame(self._session.maker.frame(hub, relations, hints=self.hints))
        self._keys.question_changed.emit()

    def leave(self) -> None:
        """Take the frame off the screen."""
        self._view.set_frame(None)

    def question(self) -> Feature | None:
        """Return the first core feature of the hub that is empty: the question of the bar."""
        hub = self._session.current_annotation()
        layer = self._session.scheme.layer(hub.layer) if hub else None
        if self._keys.mode != FRAME or hub is None or layer is None:
            return None
        empty = [f for f in layer.features if f.id not in hub.features and f.required]
        return next((f for f in empty if f.core), None)

    def key(self, event: QKeyEvent) -> bool:
        """Take letters, digits and Esc; a key of the caret leaves the frame and moves it."""
        key, typed = event.key(), typed_of(event)
        if key == Qt.Key.Key_Escape:
            hub = self._session.current_annotation()
            self._keys.set_mode(TEXT)
            if hub is not None and hub.spans:
                self._view.set_caret(hub.spans[-1].end)
            return True
        if key in CARET:
            self._keys.set_mode(TEXT)
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if typed.isdigit():
            self.answer(int(typed))
            return True
        if typed.isalpha():
            self._link_letter(hint_letter(typed))
            return True
        return False

    def answer(self, number: int) -> None:
        """Give the question the value with that number, from 1."""
        feature, hub = self.question(), self._session.current
        if feature is None or hub is None:
            return
        tags = [t for t in self._session.scheme.tags_of(feature) if not t.group]
        if 1 <= number <= len(tags):
            value = tags[number - 1].id
            self._session.work(annotate.set_feature, hub, feature.id, value)
            self.show()

    def _link_letter(self, letter: str) -> None:
        hub = self._session.current_annotation()
        other_id = next((k for k, x in self.hints.items() if x == letter), None)
        other = self._session.annotation(other_id)
        if hub is None or other is None:
            return
        linked = [r for r in self._session.relations_from(hub.id) if r.to_id == other.id]
        if linked:
            self._session.work(relate.unlink, linked[0].id)
        else:
            self._link(hub, other)
        self.show()

    def _link(self, start: Annotation, end: Annotation) -> None:
        options = relate.link_options(self._session.scheme, start, end)
        if not options:
            self._session.refused.emit(self._session.word("link_none"))
            return
        self._session.work(relate.link, start.id, options[0], end.id)
