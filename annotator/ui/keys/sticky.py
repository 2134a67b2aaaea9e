"""Sticky mode: every selection is tagged on one layer as soon as it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from annotator.model.scheme import DOCUMENT, SEGMENT, SENTENCE
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard

_WORD = "word"
_GRAINS = {SENTENCE: "sentence", SEGMENT: "paragraph", DOCUMENT: "paragraph"}
"""By what a drag selects while a layer of an anchoring sticks; else it goes by word."""


class Sticky(QObject):
    """Knows the layer that sticks; the caret carries its letter.

    A selection is made when Shift is let go or the mouse is, when a jump has ended, or, after
    it was widened by Space, with the next other key.
    """

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Tag in a view."""
        super().__init__(view)
        self._keys, self._view, self._session = keys, view, session
        self.layer: str | None = None
        self._is_widened = False

    def begin(self, layer_id: str) -> None:
        """Let a layer stick; the same one again ends it. What is selected is tagged at once."""
        if self.layer == layer_id:
            self.end()
            return
        self.layer = layer_id
        session = self._session
        letter = session.letters().get(layer_id, "")
        self._view.set_caret_letter(letter, session.maker.slots.get(layer_id, 0))
        layer = session.scheme.layer(layer_id)
        self._view.set_drag_grain(_GRAINS.get(layer.anchoring if layer else "", _WORD))
        session.said.emit(session.word("sticky_on", layer=session.layer_name(layer_id)))
        self._keys.tell_mode()
        self.release()

    def end(self) -> None:
        """Let go of the layer."""
        if self.layer is not None:
            self.layer = None
            self._view.set_caret_letter("")
            self._view.set_drag_grain(_WORD)
            self._session.said.emit(self._session.word("sticky_off"))
            self._keys.tell_mode()

    def before(self, event: QKeyEvent) -> None:
        """Tag what Space has widened, before the next other key is done."""
        if self.layer is None:
            return
        if event.key() == Qt.Key.Key_Space:
            self._is_widened = True
        elif self._is_widened and event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Escape):
            self.release()

    def released(self, event: QKeyEvent) -> None:
        """Tag once Shift is let go."""
        if event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat() and not self._is_widened:
            self.release()

    def release_later(self) -> None:
        """Tag once the mouse is let go and the view has its selection."""
        if self.layer is not None:
            QTimer.singleShot(0, self, self.release)

    def release(self) -> None:
        """Tag what is selected now, if anything is."""
        self._is_widened = False
        begin, end = self._view.selection()
        if self.layer is not None and begin < end:
            self._keys.tagger.tag(self.layer, opens=False)
