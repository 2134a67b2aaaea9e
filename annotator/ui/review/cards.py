"""The pieces of bars of a review: a version on a card, an answer with its key, a field for why."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from annotator.text.directions import plain_sentence, visible_sentence
from annotator.text.names import visible
from annotator.ui.look.look import Look
from annotator.ui.review.case_said import Version
from annotator.ui.review.version_text import VersionText
from annotator.ui.widgets.rows import Elided, key_cap, plain


class Answer(NamedTuple):
    """One answer: the action that gives it, its key, its name, and whether it was given.

    `short` is what it is called where there is little room.
    """

    action: str
    cap: str
    name: str
    is_made: bool = False
    short: str = ""


class Verdict(QPushButton):
    """A button that shows its key."""

    def __init__(self, answer: Answer) -> None:
        """Show an answer."""
        super().__init__()
        self.setProperty("role", "verdict")
        self.setProperty("is_made", "true" if answer.is_made else "false")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(plain_sentence(answer.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 10, 5)
        row.setSpacing(8)
        self._answer, self._name = answer, plain(visible(answer.name))
        self._width = 0
        for label in (key_cap(answer.cap), self._name):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)

    def is_for(self, answer: Answer) -> bool:
        """Say whether it shows an answer, be that given or not."""
        return self._answer._replace(is_made=answer.is_made) == answer

    def set_made(self, is_made: bool) -> None:
        """Show whether the answer was given."""
        if self._answer.is_made is not is_made:
            self._answer = self._answer._replace(is_made=is_made)
            self.setProperty("is_made", "true" if is_made else "false")
            style = self.style()
            style.unpolish(self)
            style.polish(self)

    def set_short(self, is_short: bool) -> None:
        """Take the short name, or the whole one."""
        answer = self._answer
        said = visible(answer.short if is_short and answer.short else answer.name)
        if said != self._name.text():
            self._name.setText(said)
            self.updateGeometry()

    def width_of_all(self) -> int:
        """Return how wide it is with the whole name, in pixels."""
        if not self._width:
            self.set_short(False)
            self._width = self.sizeHint().width()
        return self._width

    def sizeHint(self) -> QSize:
        """Return the room that key and name take."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


class Card(QFrame):
    """One version; a click takes it."""

    clicked = Signal()

    def __init__(self, look: Look, cap: str, version: Version) -> None:
        """Show a version with the key that takes it, none if no key does."""
        super().__init__()
        self.setObjectName("version")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = "".join(text for text, _ in version.pieces)
        told = [version.name, words, version.values, *version.differing]
        self.setAccessibleName(", ".join(part for part in told if part))
        head = QHBoxLayout()
        head.setSpacing(9)
        if cap:
            head.addWidget(key_cap(cap))
        name = Elided(visible(version.name), "title")
        head.addWidget(name, 3)
        values = Elided(visible(version.values), "secondary")
        values.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(values, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(VersionText(look, version.pieces, version.slot))
        for text in version.differing:
            line = Elided(visible_sentence(text))
            font = line.font()
            font.setBold(True)
            line.setFont(font)
            column.addWidget(line)
        column.addStretch(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


class Reason(QLineEdit):
    """Where a reason is written; Enter and Esc go back to the text, Enter as `sent` first."""

    left = Signal()
    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back, or write."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sent.emit()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
