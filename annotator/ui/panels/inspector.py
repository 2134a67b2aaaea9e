"""The inspector: what the current annotation is, and fields that change it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.model.change import ChangeSet
from annotator.ui.look.look import Look
from annotator.ui.pace.later import Later
from annotator.ui.panels.comments import CommentList
from annotator.ui.panels.layer_text import GuidelineText
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.session import Session

if TYPE_CHECKING:
    from annotator.ui.panels.annotation_parts import AnnotationParts
    from annotator.ui.panels.choice import ChoiceField
    from annotator.ui.panels.features import FeatureForm

_BELOW = 12
"""Room in pixels that is seen below the field of a comment."""


class Inspector(QScrollArea):
    """The panel of the current annotation; what it shows of one is made with the first.

    `left` is emitted by Esc, `done` after the last feature.
    """

    left = Signal()
    done = Signal()
    focus_changed = Signal()
    went_to = Signal(str)

    def __init__(self, look: Look, session: Session, later: Later) -> None:
        """Show nothing yet; `later` does what follows after the paint."""
        super().__init__()
        self._look, self._session, self._later = look, session, later
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(260)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = wrapped(session.word("nothing_selected"), "secondary")
        self.comments = CommentList(session)
        self._guideline = GuidelineText(session)
        self._build()
        session.current_changed.connect(self._on_current)
        session.comments_changed.connect(self.show_current)
        session.changed.connect(self._on_changed)
        session.document_opened.connect(lambda _document: self.show_current())
        session.document_closed.connect(self.show_current)
        self.show_current()

    def _build(self) -> None:
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._nothing)
        column.addWidget(self.comments)
        column.addWidget(self._guideline)
        column.addStretch(1)
        self.setWidget(inside)
        self.comments.left.connect(self.left)
        self.comments.focused.connect(self._on_comment)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @cached_property
    def parts(self) -> AnnotationParts:
        """What is shown of an annotation."""
        from annotator.ui.panels.annotation_parts import AnnotationParts

        parts = AnnotationParts(self._look, self._session)
        self._column.insertWidget(1, parts)
        parts.left.connect(self.left)
        parts.done.connect(self.done)
        parts.focus_changed.connect(self.focus_changed)
        parts.went_to.connect(self.went_to)
        return parts

    def make_ready(self) -> None:
        """Make what is shown of an annotation before there is one to be shown."""
        if not self._has_parts():
            self.parts.hide()

    def _has_parts(self) -> bool:
        return "parts" in vars(self)

    @property
    def features(self) -> FeatureForm:
        """The fields of the current annotation."""
        return self.parts.features

    def take_keys(self) -> None:
        """Name keys that were changed."""
        keys = self._session.keys
        self._nothing.setText(self._session.word("nothing_selected"))
        self._guideline.hint.setText(keys["help.this"])
        self.comments.hint.setText(keys["annotate.comment"])
        if self._has_parts():
            self.parts.take_keys(keys["features.open"], keys["entity.letter"])
        self.comments.take_keys()
        self.show_current()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        if self._has_parts():
            self.parts.set_look(look)
        self.show_current()

    def _on_current(self, _key: str) -> None:
        """Show it once the text is painted: a key waits only for what its hand is on."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.show_current()
        else:
            self._later.want(self.show_current)

    def settle(self) -> None:
        """Show what is current, if that still waits."""
        self._later.settle(self.show_current)

    def show_current(self) -> None:
        """Show the current annotation as it is now, or what is on the document without one."""
        self._later.drop(self.show_current)
        annotation = self._session.current_annotation()
        layer = self._session.scheme.layer(annotation.layer) if annotation is not None else None
        self._nothing.setVisible(annotation is None)
        self._guideline.setVisible(layer is not None)
        if annotation is not None:
            self.parts.show_annotation(annotation, layer)
            self.parts.show()
        elif self._has_parts():
            self.parts.hide()
        if layer is not None:
            self._guideline.show_layer(layer)
        self.comments.show_annotation(annotation)

    def open_features(self, *, at_first: bool = False, at: str = "") -> bool:
        """Give the focus to the feature that most wants an answer, to the first, or to that `at`.

        Say whether there is one.
        """
        self.settle()
        is_shown = self._has_parts() and self.features.isVisibleTo(self)
        return is_shown and self.features.open(at_first=at_first, at=at)

    def has_fields_focus(self) -> bool:
        """Say whether one of the features is being answered."""
        return self._has_parts() and self.features.has_focus()

    def field(self, feature_id: str) -> ChoiceField | None:
        """Return the field of a feature."""
        self.settle()
        return self.features.field(feature_id)

    def write_comment(
        self, send: Callable[[str], bool], *, about: str = "", what: str = "", said: str = ""
    ) -> None:
        """Open a field for a comment; see `CommentList.write`."""
        self.settle()
        self.comments.write(send, about=about, what=what, said=said)
        self._keep_in_view()

    def _on_range(self) -> None:
        """Follow the field that is written in, which has its place only after it got the focus."""
        if self.comments.is_writing():
            self._later.want(self._keep_in_view)

    def _keep_in_view(self) -> None:
        field, inside = self.comments.field, self.widget()
        if field is not None and inside is not None and field.hasFocus():
            # Of a widget with the focus Qt would show the caret only.
            middle = field.mapTo(inside, field.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, field.height() // 2 + _BELOW)

    def _on_comment(self, card: QWidget | None) -> None:
        """Show all of the comment that has got the focus."""
        if card is not None:
            self.ensureWidgetVisible(card)
        self.focus_changed.emit()

    def _on_changed(self, changes: ChangeSet) -> None:
        """Follow what is said of entities, which belongs to no document."""
        nouns = (c.after or c.before for c in changes.changes if c.table == "comment")
        if any(noun is not None and noun.document is None for noun in nouns):
            self.show_current()
