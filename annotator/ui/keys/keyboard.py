"""The keyboard of the text: it knows the mode and hands each key to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.ui.keymap import Keymap
from annotator.ui.keys.borders import BordersMode
from annotator.ui.keys.choosing import ListMode
from annotator.ui.keys.frame import FrameMode
from annotator.ui.keys.jump import JumpMode
from annotator.ui.keys.modes import BORDERS, CONTEXTS, FRAME, JUMP, LIST, TEXT, Mode
from annotator.ui.keys.opener import Opener
from annotator.ui.keys.questions import Question
from annotator.ui.keys.sticky import Sticky
from annotator.ui.keys.tagger import Tagger
from annotator.ui.keys.text import TextMode
from annotator.ui.session import Session
from annotator.ui.text.view import TextView


class TextKeys(QObject):
    """An event filter of the text view; it knows the mode and changes it.

    `run` does an action of the table by its id and says whether there is anything to do.
    """

    mode_changed = Signal(str)
    question_changed = Signal()
    features_wanted = Signal()
    spoken = Signal(str)

    def __init__(
        self, view: TextView, session: Session, keymap: Keymap, run: Callable[[str], bool]
    ) -> None:
        """Listen to a view."""
        super().__init__(view)
        self._view, self._session = view, session
        self._keymap, self._run = keymap, run
        self.mode = TEXT
        self.tagger = Tagger(self, view, session)
        self.opener = Opener(self, view, session)
        self.sticky = Sticky(self, view, session)
        self.frame = FrameMode(self, view, session)
        self.borders = BordersMode(self, view, session)
        self.jump = JumpMode(self, view, session)
        self.list = ListMode(self, view, session)
        self._modes: dict[str, Mode] = {
            TEXT: TextMode(self, view, session),
            FRAME: self.frame,
            BORDERS: self.borders,
            JUMP: self.jump,
            LIST: self.list,
        }
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.caret_moved.connect(self._on_caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something in the mode of now, else in the text."""
        kind = event.type()
        if watched is not self._view:
            if kind == QEvent.Type.MouseButtonRelease:
                self.sticky.release_later()
            return False
        if self._session.document is None or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event)
        if kind == QEvent.Type.KeyRelease:
            self.sticky.released(event)
            return False
        return kind == QEvent.Type.KeyPress and self._press(event)

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Let a key that the mode takes come as a press, whatever the window has it for."""
        action = self._keymap.action_for(event, CONTEXTS.get(self.mode, ""))
        if action or self._modes[self.mode].wants(event):
            event.accept()
            return True
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if self.mode == TEXT:
            self.sticky.before(event)
        if self._act(event, self.mode):
            return True
        if self.mode == FRAME and self._keymap.action_for(event, "T"):
            # The text's own keys work through an open frame, and close it.
            self.set_mode(TEXT)
            return self._act(event, TEXT)
        return False

    def _act(self, event: QKeyEvent, mode: str) -> bool:
        action = self._keymap.action_for(event, CONTEXTS.get(mode, ""))
        if action and self._run(action):
            return True
        done = self._modes[mode].key(event)
        # What closed the mode without taking the key leaves it to the text.
        return done or (self.mode != mode and self._act(event, self.mode))

    def _on_caret(self, _offset: int) -> None:
        self.tagger.forget()

    # Modes

    def set_mode(self, mode: str) -> None:
        """Leave the mode of now for another."""
        if mode != self.mode:
            before, self.mode = self.mode, mode
            self._modes[before].leave()
            self.mode_changed.emit(mode)
            self.question_changed.emit()

    def close_modes(self) -> None:
        """Back to the text, whatever is open; nothing that was done is lost."""
        self.set_mode(TEXT)

    def select(self, annotation_id: str | None) -> None:
        """Make an annotation current and show it so."""
        self.tagger.forget()
        self._session.set_current(annotation_id)
        self._view.select_mark(annotation_id)

    # What actions ask for

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

    def question(self) -> Question | None:
        """Return the question that digits answer now."""
        return self.frame.question()

    def answer(self, number: int) -> None:
        """Give the question the value with that number, from 1; 0 leaves it for the next."""
        self.frame.answer(number)
