"""The inspector: what the current annotation is, and fields that change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.look import Look
from annotator.ui.panels.annotation_head import AnnotationHead
from annotator.ui.panels.choice import ChoiceField
from annotator.ui.panels.comments import CommentList
from annotator.ui.panels.ends import EndList
from annotator.ui.panels.entity_cards import EntityCards
from annotator.ui.panels.features import FeatureForm
from annotator.ui.panels.layer_text import GuidelineText
from annotator.ui.panels.section import Section, wrapped
from annotator.ui.session import Session


class Inspector(QScrollArea):
    """The panel of the current annotation; its parts stay and show what has changed.

    `left` is emitted by Esc, `done` after the last feature.
    """

    left = Signal()
    done = Signal()
    focus_changed = Signal()
    went_to = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(260)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = wrapped(session.word("nothing_selected"), "secondary")
        self._head = AnnotationHead(look, session)
        self.features = FeatureForm(session)
        self._cards = EntityCards(session)
        self._ends = EndList(look, session)
        self.comments = CommentList(session)
        self._guideline = GuidelineText(session)
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_current)
        session.current_changed.connect(self._on_current)
        session.comments_changed.connect(self.show_current)
        session.document_opened.connect(lambda _document: self.show_current())
        session.document_closed.connect(self.show_current)
        self.show_current()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._nothing)
        for part in (*self._of_annotation(), self.comments, self._guideline):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        for part in (self.features, self._ends, self.comments):
            part.left.connect(self.left)
        self.features.done.connect(self.done)
        self.features.focus_changed.connect(self.focus_changed)
        self._ends.went_to.connect(self.went_to)

    def _of_annotation(self) -> tuple[Section, ...]:
        return self._head, self.features, self._cards, self._ends

    def take_keys(self) -> None:
        """Name keys that were changed."""
        keys = self._session.keys
        self._nothing.setText(self._session.word("nothing_selected"))
        for part, action_id in (
            (self.features, "features.open"),
            (self._cards, "entity.letter"),
            (self.comments, "annotate.comment"),
            (self._guideline, "help.this"),
        ):
            part.hint.setText(keys[action_id])
        self._ends.take_keys()
        self.comments.take_keys()
        self.show_current()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._head.set_look(look)
        self._ends.set_look(look)
        self.show_current()

    def _on_current(self, _key: str) -> None:
        """Show it once the text is painted: a key waits only for what its hand is on."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.show_current()
        else:
            self._later.start()

    def settle(self) -> None:
        """Show what is current, if that still waits."""
        if self._later.isActive():
            self.show_current()

    def show_current(self) -> None:
        """Show the current annotation as it is now, or what is on the document without one."""
        self._later.stop()
        annotation = self._session.current_annotation()
        layer = self._session.scheme.layer(annotation.layer) if annotation is not None else None
        self._nothing.setVisible(annotation is None)
        self._head.setVisible(annotation is not None)
        self.features.setVisible(layer is not None)
        self._guideline.setVisible(layer is not None)
        if annotation is not None:
            self._head.show_annotation(annotation)
            self._cards.show_annotation(annotation)
            self._ends.show_annotation(annotation)
        else:
            self._cards.hide()
            self._ends.hide()
        if annotation is not None and layer is not None:
            self.features.show_annotation(annotation, layer)
            self._guideline.show_layer(layer)
        self.comments.show_annotation(annotation)

    def open_features(self) -> bool:
        """Give the focus to the feature that most wants an answer; say whether there is one."""
        self.settle()
        return self.features.isVisibleTo(self) and self.features.open()

    def has_fields_focus(self) -> bool:
        """Say whether one of the features is being answered."""
        return self.features.has_focus()

    def field(self, feature_id: str) -> ChoiceField | None:
        """Return the field of a feature."""
        self.settle()
        return self.features.field(feature_id)

    def write_comment(self, send: Callable[[str], bool]) -> None:
        """Open a field for a new comment."""
        self.settle()
        self.ensureWidgetVisible(self.comments.write(send))
