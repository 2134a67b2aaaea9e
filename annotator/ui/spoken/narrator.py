"""Tells a screen reader what opens, and what the caret of the text enters and leaves."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible

from annotator.model.annotation import Annotation
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.annotations import (
    annotations_said,
    document_said,
    passed_said,
    selection_said,
)
from annotator.ui.text.accessibility import announce
from annotator.ui.text.view import TextView


class Narrator(QObject):
    """Speaks for one text of one sitting; does nothing where nobody listens."""

    def __init__(self, view: TextView, session: Session) -> None:
        """Listen to the caret and to the sitting."""
        super().__init__(view)
        self._view, self._session = view, session
        self._here: dict[str, Annotation] = {}
        self._is_quiet = False
        self._selected = view.selection()
        view.set_describer(self.description_at)
        view.caret_moved.connect(self._on_caret)
        view.selection_changed.connect(self._on_selection)
        session.changed.connect(self._on_changed)

    def description_at(self, offset: int) -> str:
        """Return the annotations over the character at an offset in words, outer ones first."""
        return annotations_said(self._session, self._at(offset).values())

    def tell_document(self, _document_id: str) -> None:
        """Say which document is open now, and what there is on it."""
        self._here = {}
        self._selected = self._view.selection()
        session = self._session
        if QAccessible.isActive() and session.document is not None:
            document = session.store.read().document(session.document)
            announce(self._view, document_said(session, document))

    def _at(self, offset: int) -> dict[str, Annotation]:
        marks = self._view.marks_at(offset)
        found = (self._session.annotation(mark.key) for mark in marks)
        return {a.id: a for a in found if a is not None and a.spans}

    def _on_changed(self, _changes: object) -> None:
        """Let the sentence of an edit be heard: the caret moves with it."""
        self._is_quiet = True
        QTimer.singleShot(0, self, self._on_settled)

    def _on_settled(self) -> None:
        self._is_quiet = False

    def _on_caret(self, offset: int) -> None:
        if not QAccessible.isActive():
            return
        before, self._here = self._here, self._at(offset)
        if self._is_quiet:
            return
        left = [a for key, a in before.items() if key not in self._here]
        entered = [a for key, a in self._here.items() if key not in before]
        if left or entered:
            announce(self._view, passed_said(self._session, left, entered))

    def _on_selection(self, begin: int, end: int) -> None:
        """Say what came to the selection or left it; all of it where it is another one.

        Where a selection ends Qt's binding cannot answer, so no screen reader says it by itself.
        """
        before, self._selected = self._selected, (begin, end)
        if QAccessible.isActive() and not self._is_quiet:
            text = self._view.text()
            announce(self._view, selection_said(self._session, text, before, (begin, end)))
