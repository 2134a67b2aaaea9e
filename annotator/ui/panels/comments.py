"""The comments on the current annotation or on the document, and the field for a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from annotator.model.annotation import Annotation
from annotator.model.language import text_in
from annotator.model.review import OPEN, RESOLVED, Comment
from annotator.operations import comments
from annotator.ui.actions.action import VALUES
from annotator.ui.drafts import COMMENT, Place
from annotator.ui.panels.section import Section, shortened, wrapped
from annotator.ui.rows import Elided
from annotator.ui.session import Session


class CommentList(Section):
    """One card for each comment; a draft is kept until it is sent, for each annotation."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("comments"), session.keys["annotate.comment"])
        self._session = session
        self._shown: tuple[str | None, list[Comment]] | None = None
        self._draft: _CommentField | None = None
        self._place = Place(COMMENT, "")

    def take_keys(self) -> None:
        """Build anew when shown next: keys were changed."""
        self._shown = None

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show the comments on an annotation, without one those on the document."""
        session, key = self._session, annotation.id if annotation is not None else None
        self.setVisible(session.document is not None)
        found = [c for c in session.comments.values() if c.target == key]
        place = Place(COMMENT, session.document or "", key or "")
        if self._shown == (key, found) and self._place == place:
            return
        self._shown, self._place = (key, found), place
        self._draft = None
        self.empty()
        if not found:
            self.body.addWidget(wrapped(session.word("no_comments"), "secondary"))
        for comment in found:
            self.body.addWidget(self._card(comment))

    def _card(self, comment: Comment) -> QFrame:
        session = self._session
        card = QFrame()
        card.setProperty("role", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(10, 6, 10, 6)
        if comment.quote:
            rows.addWidget(
                wrapped(session.word("quoted", text=shortened(comment.quote, 60)), "secondary")
            )
        rows.addWidget(wrapped(text_in(comment.texts, session.language)))
        buttons = QHBoxLayout()
        is_open = comment.state == OPEN
        state = QPushButton(session.word("resolve" if is_open else "reopen"))
        wanted = RESOLVED if is_open else OPEN
        state.clicked.connect(lambda: session.work(comments.set_comment_state, comment.id, wanted))
        remove = QPushButton(session.word("delete"))
        remove.clicked.connect(lambda: session.work(comments.remove_comment, comment.id))
        buttons.setSpacing(4)
        buttons.addWidget(Elided(session.annotator_name(comment.annotator), "secondary"), 1)
        for button in (state, remove):
            button.setProperty("role", "small")
            buttons.addWidget(button)
        rows.addLayout(buttons)
        return card

    def write(self, send: Callable[[str], bool]) -> _CommentField:
        """Open a field for a new comment and return it; Ctrl+Enter sends, Esc keeps the draft.

        `send` says whether the comment was taken; if not, it stays as it was typed.
        """
        if self._draft is not None:
            self._draft.setFocus()
            return self._draft
        self._draft = field = _CommentField(self._session)
        place, drafts = self._place, self._session.drafts
        field.setPlainText(drafts.get(place))
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.textChanged.connect(lambda: drafts.put(place, field.toPlainText()))
        field.sent.connect(lambda text: self._send(place, text, send))
        field.left.connect(self.left)
        self.body.addWidget(field)
        # A layout shows its widgets later, and the focus may be wanted before that.
        field.show()
        field.setFocus()
        return field

    def _send(self, place: Place, text: str, send: Callable[[str], bool]) -> None:
        if send(text):
            if self._draft is not None:
                self._draft.clear()
            self._session.drafts.drop(place)
            self.left.emit()


_SEND = "comment.send"


class _CommentField(QPlainTextEdit):
    """A comment being written."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        hint = session.word("comment_hint")
        self.setPlaceholderText(hint)
        self.setFixedHeight(84)
        self.setTabChangesFocus(True)
        self.setAccessibleName(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._session.keys.meaning(event, VALUES) == _SEND:
            if self.toPlainText().strip():
                self.sent.emit(self.toPlainText().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
