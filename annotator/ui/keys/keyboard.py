"""The keyboard of the text: it knows the mode and hands each key to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.model.scheme import Feature
from annotator.ui.keys.borders import BordersMode
from annotator.ui.keys.frame import FrameMode
from annotator.ui.keys.modes import BORDERS, FRAME, TEXT, Mode
from annotator.ui.keys.tagger import Tagger
from annotator.ui.keys.text import TextMode
from annotator.ui.session import Session
from annotator.ui.text.view import TextView


class TextKeys(QObject):
    """An event filter of the text view; it knows the mode and changes it.

    `plain` holds what single typed characters do besides layers and entities.
    """

    mode_changed = Signal(str)
    question_changed = Signal()

    def __init__(self, view: TextView, session: Session) -> None:
        """Listen to a view."""
        super().__init__(view)
        self._view, self._session = view, session
        self.mode = TEXT
        self.plain: dict[str, Callable[[], Any]] = {}
        self.tagger = Tagger(self, view, session)
        self.frame = FrameMode(self, view, session)
        self.borders = BordersMode(self, view, session)
        self._modes: dict[str, Mode] = {
            TEXT: TextMode(self, view, session),
            FRAME: self.frame,
            BORDERS: self.borders,
        }
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something in the mode of now, else in the text."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._session.document is None:
            return False
        mode = self.mode
        if self._modes[mode].key(event):
            return True
        return mode != TEXT and self.mode == TEXT and self._modes[TEXT].key(event)

    def set_mode(self, mode: str) -> None:
        """Leave the mode of now for another."""
        if mode != self.mode:
            before, self.mode = self.mode, mode
            self._modes[before].leave()
            self.mode_changed.emit(mode)
            self.question_changed.emit()

    def select(self, annotation_id: str | None) -> None:
        """Make an annotation current and show it so."""
        self.tagger.fresh = None
        self._session.set_current(annotation_id)
        self._view.select_mark(annotation_id)

    def tag(self, layer_id: str, features: dict[str, Any] | None = None) -> Annotation | None:
        """Tag the selection or the word under the caret; the caret goes to the end of it."""
        return self.tagger.tag(layer_id, features)

    def repeat(self) -> None:
        """Tag with the last layer and values again."""
        self.tagger.repeat()

    def tag_entity(self, entity: Entity) -> None:
        """Tag with an entity's own layer; right after a tag it is added to that one."""
        self.tagger.tag_entity(entity)

    def enter_borders(self) -> None:
        """Let the arrows move the ends of the current annotation."""
        self.borders.enter()

    def enter_frame(self) -> None:
        """Show the ends of the current hub, and letters at those that can be linked."""
        self.frame.enter()

    def show_frame(self) -> None:
        """Draw the open frame as it is now."""
        self.frame.show()

    def leave_frame(self) -> None:
        """Back to the text."""
        self.set_mode(TEXT)

    def question(self) -> Feature | None:
        """Return the question that digits answer now."""
        return self.frame.question()

    def answer(self, number: int) -> None:
        """Give the question the value with that number, from 1."""
        self.frame.answer(number)
