"""One comment of a thread: who said it and when, what it is about, its state, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from annotator.model.language import text_in
from annotator.model.review import COMMENT, OPEN, Comment, may_take_away
from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.ui.action_table.action import TALK
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain
from annotator.ui.widgets.tips import set_tip, tip
from annotator.ui.words.local_form import date_in

INDENT, _DEEPEST = 16, 3
"""Pixels by which an answer stands in, and how many times at most."""
_DAY, _HEAD = 10, 26


class CommentCard(QFrame):
    """Shows a comment; what is pressed or clicked is told as the id of an action."""

    done = Signal(str)
    left = Signal()
    focused = Signal(bool)

    def __init__(self, session: Session, comment: Comment, depth: int, about: str) -> None:
        """Show a comment as an answer of a depth (0: no answer), with what it is about."""
        super().__init__()
        self._session, self.comment = session, comment
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.indent = INDENT * min(depth, _DEEPEST)
        text = text_in(comment.texts, session.language)
        name, day, state = session.annotator_name(comment.annotator), self._day(), self._state()
        told = (name, day, state, about, text)
        self.setAccessibleName(", ".join(visible(plain_sentence(part)) for part in told if part))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 6, 10, 6)
        self._head, self._day_said = QHBoxLayout(), plain(day, "secondary")
        self._buttons: list[QPushButton] = []
        self._head.setSpacing(4)
        who = Elided(visible(name), "secondary")
        who.setMinimumHeight(_HEAD)
        self._head.addWidget(who, 1)
        self._head.addWidget(self._day_said)
        rows.addLayout(self._head)
        for line in (state, about):
            if line:
                rows.addWidget(wrapped(visible_sentence(line), "secondary"))
        rows.addWidget(wrapped(visible(text)))

    def _day(self) -> str:
        made = self.comment.made
        return date_in(made[:_DAY], self._session.language) if made else ""

    def _state(self) -> str:
        """Return kind and state in words, as far as they are not what most comments have."""
        word, comment = self._session.word, self.comment
        kind = "" if comment.kind == COMMENT else word(f"comment.{comment.kind}")
        state = "" if comment.state == OPEN else word("comment.resolved")
        return ", ".join(part for part in (kind, state) if part)

    def _show_buttons(self) -> None:
        """Show what can be done with the mouse, while it or the focus is here, else the day.

        Buttons are made when they are first wanted: a document may have many comments.
        """
        is_here = self.hasFocus() or self.underMouse()
        if is_here and not self._buttons:
            self._make_buttons()
        for button in self._buttons:
            button.setVisible(is_here)
        self._day_said.setVisible(not is_here)

    def _make_buttons(self) -> None:
        word, keys = self._session.word, self._session.keys
        session, comment = self._session, self.comment
        state = word("resolve" if comment.state == OPEN else "reopen")
        offered = [("comment.reply", word("comment.reply")), ("comment.resolve", state)]
        if may_take_away(comment, session.annotator, session.annotators()):
            offered.append(("comment.remove", "×"))
        for action, name in offered:
            button = QPushButton(name)
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            said = word("delete") if action == "comment.remove" else name
            button.setAccessibleName(said)
            set_tip(button, tip(f"{said} {keys.first(action)}".strip()))
            button.clicked.connect(lambda _=False, action=action: self.done.emit(action))
            self._head.addWidget(button)
            self._buttons.append(button)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is to be seen while nobody is here: it may be a card that was kept."""
        super().showEvent(event)
        self._show_buttons()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the buttons."""
        super().enterEvent(event)
        self._show_buttons()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the day again."""
        super().leaveEvent(event)
        self._show_buttons()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of it: who has the focus is to be seen whole."""
        super().focusInEvent(event)
        self._show_buttons()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of it."""
        super().focusOutEvent(event)
        self._show_buttons()
        self.focused.emit(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change the words, as the key does."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.done.emit("comment.edit")
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key is for in a list of comments; Esc goes back to the text."""
        action = self._session.keys.meaning(event, TALK)
        if action:
            self.done.emit(action)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
