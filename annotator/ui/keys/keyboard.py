"""The keyboard of the text: it knows the mode and hands each key to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.ui.action_table.action import WINDOW
from annotator.ui.keys.modes import BORDERS, CONTEXTS, FRAME, JUMP, LIST, TEXT, Mode
from annotator.ui.keys.sticky import Sticky
from annotator.ui.pace.later import Later
from annotator.ui.settings.keymap import Keymap
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.borders import BordersMode
    from annotator.ui.keys.choosing import ListMode
    from annotator.ui.keys.frame import FrameMode
    from annotator.ui.keys.jump import JumpMode
    from annotator.ui.keys.opener import Opener
    from annotator.ui.keys.questions import Question
    from annotator.ui.keys.review import ReviewMode
    from annotator.ui.keys.tagger import Tagger
    from annotator.ui.keys.text import TextMode

_PASSING = (JUMP, LIST)
"""Modes that any key ends that is not theirs."""
_OF_A_PLACE = (JUMP, LIST, BORDERS)
"""Modes that a click elsewhere in the text ends."""


class TextKeys(QObject):
    """An event filter of the text view; it knows the mode and changes it.

    A mode is made, and its module imported, when it is first entered or asked.
    `run` does an action of the table by its id and says whether there is anything to do.
    """

    mode_changed = Signal(str)
    question_changed = Signal()
    features_wanted = Signal()
    spoken = Signal(str)
    review_left = Signal()

    def __init__(
        self,
        view: TextView,
        session: Session,
        keymap: Keymap,
        run: Callable[[str], bool],
        later: Later,
    ) -> None:
        """Listen to a view; `later` does what follows after the paint."""
        super().__init__(view)
        self._view, self._session, self._later = view, session, later
        self._keymap, self._run = keymap, run
        self.mode = self._ground = TEXT
        self._is_frame_left = False
        self.sticky = Sticky(self, view, session)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.caret_moved.connect(self._on_caret)
        session.document_opened.connect(self._on_document)
        session.document_closed.connect(self.close_modes)
        session.changed.connect(self._on_changed)

    # Modes and what they share, each made when it is first wanted

    @cached_property
    def text(self) -> TextMode:
        """The keys of the text itself."""
        from annotator.ui.keys.text import TextMode

        return TextMode(self, self._view, self._session)

    @property
    def tagger(self) -> Tagger:
        """What tags."""
        return self._tagger

    @cached_property
    def _tagger(self) -> Tagger:
        from annotator.ui.keys.tagger import Tagger

        return Tagger(self, self._view, self._session, self._later)

    def make_ready(self) -> None:
        """Make what tags before the first tag, which would wait for it."""
        self._tagger.make_ready()

    @property
    def opener(self) -> Opener:
        """What answers Enter."""
        return self._opener

    @cached_property
    def _opener(self) -> Opener:
        from annotator.ui.keys.opener import Opener

        return Opener(self, self._view, self._session)

    @cached_property
    def frame(self) -> FrameMode:
        """The keys of an open frame."""
        from annotator.ui.keys.frame import FrameMode

        return FrameMode(self, self._view, self._session)

    @cached_property
    def borders(self) -> BordersMode:
        """The keys that move borders."""
        from annotator.ui.keys.borders import BordersMode

        return BordersMode(self, self._view, self._session)

    @cached_property
    def jump(self) -> JumpMode:
        """The keys of a jump."""
        from annotator.ui.keys.jump import JumpMode

        return JumpMode(self, self._view, self._session)

    @cached_property
    def review(self) -> ReviewMode:
        """The keys while differences are decided."""
        from annotator.ui.keys.review import ReviewMode

        return ReviewMode(self.review_left.emit)

    @cached_property
    def corrections(self) -> ReviewMode:
        """The keys while corrections are answered."""
        from annotator.ui.keys.review import ReviewMode

        return ReviewMode(self.review_left.emit)

    @property
    def list(self) -> ListMode:
        """The keys of the list at the caret."""
        return self._list

    @cached_property
    def _list(self) -> ListMode:
        from annotator.ui.keys.choosing import ListMode

        return ListMode(self, self._view, self._session)

    def _mode(self, mode: str) -> Mode:
        """Return what understands the keys of a mode; modes are called as they are here."""
        return getattr(self, mode)

    def _forget(self) -> None:
        """Forget what is true only until the caret moves, where anything was tagged."""
        if "_tagger" in vars(self):
            self.tagger.forget()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something in the mode of now, else in the text."""
        kind = event.type()
        if watched is not self._view:
            if kind == QEvent.Type.MouseButtonRelease:
                self.sticky.release_later()
                QTimer.singleShot(0, self, self._leave_frame_left)
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
        if action or self._mode(self.mode).wants(event):
            event.accept()
            return True
        if self.mode in _PASSING and self._keymap.action_for(event, WINDOW):
            self.set_mode(TEXT)
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
        if action:
            # What nobody does are movements, which the view makes: their keys are no letters.
            return self._run(action)
        done = self._mode(mode).key(event)
        # What closed the mode without taking the key leaves it to the text.
        return done or (self.mode != mode and self._act(event, self.mode))

    def _on_caret(self, _offset: int) -> None:
        self._forget()
        if self.mode == FRAME:
            self._is_frame_left = True
        elif self.mode in _OF_A_PLACE:
            self.set_mode(TEXT)

    def _leave_frame_left(self) -> None:
        """Leave a frame once the mouse has put the caret elsewhere and is let go.

        Not sooner: without its bar the text may stand elsewhere under a mouse that is held.
        """
        if self.mode == FRAME and self._is_frame_left:
            self.set_mode(TEXT)

    def _on_document(self, _document: str) -> None:
        """Leave what was about the document before: its offsets mean nothing in this one."""
        self.close_modes()

    def _on_changed(self, _changes: object) -> None:
        """Leave what is not there any more, or stands elsewhere now: an undo may have done it."""
        there = {LIST: "list", BORDERS: "borders"}.get(self.mode)
        if there is not None and not getattr(self, there).is_there():
            self.set_mode(TEXT)

    # Modes

    def set_mode(self, mode: str) -> None:
        """Leave the mode of now for another; of the text for whatever stands in its place."""
        if mode == TEXT:
            mode = self._ground
        if mode != self.mode:
            self._is_frame_left = False
            before, self.mode = self.mode, mode
            self._mode(before).leave()
            self.mode_changed.emit(mode)
            self.question_changed.emit()

    def set_ground(self, mode: str) -> None:
        """Let another mode stand in the place of that of the text, or the text again."""
        is_on_it = self.mode == self._ground
        self._ground = mode
        if is_on_it or mode == TEXT:
            self.set_mode(mode)

    def close_modes(self) -> None:
        """Back to the text, whatever is open; nothing that was done is lost."""
        self.set_mode(TEXT)

    def select(self, annotation_id: str | None) -> None:
        """Make an annotation current and show it so."""
        self._forget()
        self._session.set_current(annotation_id)
        self._view.select_mark(annotation_id)

    def is_fresh(self, annotation_id: str) -> bool:
        """Say whether an annotation was just tagged, and the caret has not moved since."""
        return "_tagger" in vars(self) and self.tagger.fresh == annotation_id

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

    def enter_borders(self, keep: Callable[[list[tuple[int, int]]], object] | None = None) -> None:
        """Let the arrows move the ends of the current annotation; see `BordersMode.enter`."""
        self.borders.enter(keep)

    def enter_frame(self) -> None:
        """Show the ends of the current hub, and letters at those that can be linked."""
        self.frame.enter()

    def show_frame(self) -> None:
        """Draw the open frame as it is now."""
        if self.mode == FRAME:
            self.frame.show()

    def question(self) -> Question | None:
        """Return the question that digits answer now."""
        return self.frame.question() if self.mode == FRAME else None

    def answer(self, number: int) -> None:
        """Give the question the value with that number, from 1; 0 leaves it for the next."""
        self.frame.answer(number)

    # What modes tell

    def tell_mode(self) -> None:
        """Tell that what the mode is about has changed, as the layer that sticks."""
        self.mode_changed.emit(self.mode)

    def tell_question(self) -> None:
        """Tell that digits answer something else."""
        self.question_changed.emit()

    def want_features(self) -> None:
        """Ask for the fields of the current annotation."""
        self.features_wanted.emit()

    def speak(self, said: str) -> None:
        """Say a sentence to whoever cannot see."""
        self.spoken.emit(said)
