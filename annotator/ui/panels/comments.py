"""The comments on the current annotation or on the document in threads, and the field for one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit

from annotator.model.annotation import Annotation, items_of
from annotator.model.presentation import end_role
from annotator.model.review import (
    COMMENT_KINDS,
    ON_ENTITY,
    ON_RELATION,
    OPEN,
    RESOLVED,
    Comment,
)
from annotator.operations.comments import comments
from annotator.operations.comments.talk import in_threads
from annotator.ui.action_table.action import VALUES
from annotator.ui.panels.comment_card import CommentCard
from annotator.ui.panels.kept_cards import KeptCards
from annotator.ui.panels.section import Section, shortened, wrapped
from annotator.ui.sitting.drafts import COMMENT, Place
from annotator.ui.sitting.session import Session

_CHANGED = "="
"""What stands behind the id of a comment whose words are changed, in the place of their draft."""
_STEPS = {"comment.next": 1, "comment.previous": -1}


class CommentList(Section):
    """One card for each comment; a draft is kept until it is sent, for each annotation.

    `reply_wanted` and `edit_wanted` are told with the comment that is meant, `focused` with the
    card that has got the focus, or None.
    """

    left = Signal()
    focused = Signal(object)
    reply_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        """Build it empty."""
        super().__init__(session.word("comments"), session.keys["annotate.comment"])
        self._session = session
        self._shown: tuple[str | None, list[Comment], str] | None = None
        self._cards: list[CommentCard] = []
        self._rows: list[QHBoxLayout] = []
        self._kept = KeptCards(session, self._on_made)
        self._draft: CommentField | None = None
        self._none: QLabel | None = None
        self._place = Place(COMMENT, "")

    def take_keys(self) -> None:
        """Build anew when shown next: keys were changed."""
        self._shown = None

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show the comments on an annotation and what belongs to it, else those on the document."""
        session, key = self._session, annotation.id if annotation is not None else None
        self.setVisible(session.document is not None)
        found = self._found(annotation)
        place = Place(COMMENT, session.document or "", key or "")
        # What a card offers depends on who works.
        shown = (key, found, session.annotator)
        if self._shown == shown and self._place == place:
            return
        is_bare = self._shown is not None and not (found or self._shown[1] or self._draft)
        focused = next((c.comment.id for c in self._cards if c.hasFocus()), None)
        is_anew = self._shown is None
        self._shown, self._place = shown, place
        if is_bare:
            # Nothing is said of this one either.
            return
        self._draft = self._none = None
        self._put_away()
        if is_anew:
            self._kept.clear()
        if not found:
            self._none = wrapped(session.word("no_comments"), "secondary")
            self.body.addWidget(self._none)
        for comment, depth in in_threads(found):
            self._add(comment, depth)
        self._kept.limit(self._cards)
        if focused is not None:
            self._focus_again(focused)

    def _found(self, annotation: Annotation | None) -> list[Comment]:
        """Return what was said of an annotation, its relations and its entities."""
        session = self._session
        if annotation is None:
            return [c for c in session.comments.values() if c.target is None]
        targets = {annotation.id, *(r.id for r in session.relations_from(annotation.id))}
        found = [c for c in session.comments.values() if c.target in targets]
        named = {str(x) for value in annotation.features.values() for x in items_of(value)}
        if not named.isdisjoint(session.entities):
            found += [c for c in session.store.read().comments(None) if c.target in named]
        return found

    def _put_away(self) -> None:
        """Take everything out of sight; the cards are kept."""
        for card, row in zip(self._cards, self._rows, strict=True):
            card.hide()
            row.removeWidget(card)
        self._cards, self._rows = [], []
        self.empty()

    def _add(self, comment: Comment, depth: int) -> None:
        card = self._kept.card(comment, depth, "" if depth else self._about(comment))
        row = QHBoxLayout()
        row.addSpacing(card.indent)
        row.addWidget(card)
        self.body.addLayout(row)
        # Who goes on by Tab or hears them finds them as they stand, whenever they were made.
        card.raise_()
        if self._cards:
            self.setTabOrder(self._cards[-1], card)
        card.show()
        self._cards.append(card)
        self._rows.append(row)

    def _on_made(self, card: CommentCard) -> None:
        card.done.connect(lambda action: self._do(action, card))
        card.left.connect(self.left)
        card.focused.connect(lambda has_it: self.focused.emit(card if has_it else None))

    def _about(self, comment: Comment) -> str:
        """Return what a comment is about, where that is not what is shown."""
        session, word = self._session, self._session.word
        if comment.anchor == ON_ENTITY:
            return word("comment.about", what=session.entity_label(comment.target or ""))
        if comment.anchor == ON_RELATION:
            relation = session.store.read().relation(comment.target or "")
            if relation is not None:
                name = shortened(session.end_said(relation.to_id), 60)
                role = end_role(session.scheme, relation, session.language)
                return word("comment.about", what=f"{role}: {name}")
        return word("quoted", text=shortened(comment.quote, 60)) if comment.quote else ""

    def _focus_again(self, comment_id: str) -> None:
        known = {card.comment.id: card for card in self._cards}
        card = known.get(comment_id) or next(iter(self._cards), None)
        if card is None:
            self.left.emit()
        else:
            card.show()
            card.setFocus()

    def focus_first(self) -> bool:
        """Give the focus to the first comment; say whether there is one."""
        if not self._cards:
            return False
        self._cards[0].show()
        self._cards[0].setFocus()
        return True

    def has_focus(self) -> bool:
        """Say whether one of the comments has the focus."""
        return any(card.hasFocus() for card in self._cards)

    def is_writing(self) -> bool:
        """Say whether a comment is being written."""
        return self._draft is not None and self._draft.hasFocus()

    def _do(self, action: str, card: CommentCard) -> None:
        """Do what a key in a card, or a button of it, is for."""
        session, comment = self._session, card.comment
        if action == "comment.reply":
            self.reply_wanted.emit(comment)
        elif action == "comment.edit":
            self.edit_wanted.emit(comment)
        elif action == "comment.resolve":
            wanted = RESOLVED if comment.state == OPEN else OPEN
            session.work(comments.set_comment_state, comment.id, wanted)
        elif action == "comment.kind":
            at = COMMENT_KINDS.index(comment.kind) + 1
            wanted = COMMENT_KINDS[at % len(COMMENT_KINDS)]
            session.work(comments.set_comment_kind, comment.id, wanted)
        elif action == "comment.remove":
            session.work(comments.remove_comment, comment.id)
        elif action in _STEPS:
            at = self._cards.index(card) + _STEPS[action]
            if 0 <= at < len(self._cards):
                # A layout shows its widgets later, and the next key may come before that.
                self._cards[at].show()
                self._cards[at].setFocus()

    @property
    def field(self) -> CommentField | None:
        """The field of a comment that is written now, None if there is none."""
        return self._draft

    def write(
        self, send: Callable[[str], bool], *, about: str = "", what: str = "", said: str = ""
    ) -> CommentField:
        """Open a field for a comment and return it; Ctrl+Enter sends, Esc keeps the draft.

        `send` says whether the comment was taken; if not, it stays as it was typed. `about` is
        the id of what is commented or answered, where that is not what is shown, `what` says it.
        `said` are the words that stand there already, of a comment that is changed.
        """
        place = self._place._replace(feature=f"{about}{_CHANGED}" if said else about)
        if self._draft is not None:
            if self._draft.place == place:
                self._draft.setFocus()
                return self._draft
            self._draft.hide()
            self._draft.deleteLater()
        self._draft = field = CommentField(self._session, place, what)
        drafts = self._session.drafts
        field.setPlainText(drafts.get(place) or said)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.textChanged.connect(lambda: drafts.put(place, field.toPlainText()))
        field.sent.connect(lambda text: self._send(place, text, send))
        field.left.connect(self.left)
        self.body.insertWidget(self._place_of(about), field)
        if self._none is not None:
            # Nobody needs to be told how to begin what they are doing.
            self._none.hide()
        # A layout shows its widgets later, and the focus may be wanted before that.
        field.show()
        field.setFocus()
        return field

    def _place_of(self, about: str) -> int:
        """Return where the field stands: under the comment that is answered, else at the end."""
        cards = (n for n, card in enumerate(self._cards) if card.comment.id == about)
        return next(cards, self.body.count() - 1) + 1

    def _send(self, place: Place, text: str, send: Callable[[str], bool]) -> None:
        if send(text):
            if self._draft is not None:
                self._draft.clear()
            self._session.drafts.drop(place)
            self.left.emit()


_SEND = "comment.send"


class CommentField(QPlainTextEdit):
    """A comment being written."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, session: Session, place: Place, what: str) -> None:
        """Begin one that is kept as a draft of a place; `what` says what it is about."""
        super().__init__()
        self._session, self.place = session, place
        hint = session.word("comment_hint")
        self.setPlaceholderText(f"{what}\n{hint}" if what else hint)
        self.setFixedHeight(84)
        self.setTabChangesFocus(True)
        self.setAccessibleName(f"{what}. {hint}" if what else hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, leave, or write."""
        if self._session.keys.meaning(event, VALUES) == _SEND:
            if self.toPlainText().strip():
                self.sent.emit(self.toPlainText().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
