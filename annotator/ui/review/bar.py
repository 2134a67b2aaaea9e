"""The bar in which a difference is decided: the versions, the answers with their keys, why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.text.names import visible
from annotator.ui.look import Look
from annotator.ui.review.case_said import Version
from annotator.ui.review.version_text import VersionText
from annotator.ui.rows import Elided, drop_item, key_cap, plain
from annotator.ui.session import Session
from annotator.ui.tips import tip

_SIDE, _GAP = 20, 12


class Answer(NamedTuple):
    """One answer: the action that gives it, its key, its name, and whether it was given.

    `short` is what it is called where there is little room.
    """

    action: str
    cap: str
    name: str
    is_made: bool = False
    short: str = ""


class Shown(NamedTuple):
    """What the bar shows of a place."""

    title: str
    about: str
    counts: str
    versions: Sequence[Version]
    answers: Sequence[Answer]
    reason: str
    guideline: str
    reason_cap: str


class _Verdict(QPushButton):
    """A button that shows its key."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.setProperty("role", "verdict")
        self.setProperty("is_made", "true" if answer.is_made else "false")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(answer.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 10, 5)
        row.setSpacing(8)
        self._answer, self._name = answer, plain(visible(answer.name))
        for label in (key_cap(answer.cap), self._name):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)

    def set_short(self, is_short: bool) -> None:
        """Take the short name, or the whole one."""
        answer = self._answer
        self._name.setText(visible(answer.short if is_short and answer.short else answer.name))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that key and name take."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()


class _Card(QFrame):
    """One version; a click takes it."""

    clicked = Signal()

    def __init__(self, look: Look, cap: str, version: Version) -> None:
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
            line = Elided(visible(text))
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


class _Reason(QLineEdit):
    """Where the reason is written; Enter and Esc go back to the text."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back, or write."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReviewBar(QWidget):
    """Shows one place; what is chosen is told as the id of an action."""

    chosen = Signal(str)
    reason_written = Signal(str)
    left = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        """Build it hidden."""
        super().__init__()
        self._look, self._session = look, session
        self._shown: Shown | None = None
        self.setObjectName("review_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(session.word("review.bar"))
        self.title, self.counts = plain(role="title"), plain(role="secondary")
        self.about = Elided(role="secondary")
        self.guideline = plain(role="secondary")
        self.reason = _Reason()
        self.reason.setAccessibleName(session.word("review.reason"))
        self.reason.setPlaceholderText(session.word("review.reason_hint"))
        self.reason.textEdited.connect(self.reason_written)
        self.reason.left.connect(self.left)
        self._cards, self._answers = QHBoxLayout(), QHBoxLayout()
        self._cards.setSpacing(_GAP)
        self._answers.setSpacing(8)
        head, last, why = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.counts)
        last.addLayout(self._answers)
        last.addStretch(1)
        why.setSpacing(8)
        self.tab, self.label = key_cap(""), plain(session.word("review.reason"), "secondary")
        for widget in (self.tab, self.label, self.guideline):
            why.addWidget(widget)
        why.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addLayout(last)
        column.addLayout(why)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        if self._shown is not None:
            self.show_case(self._shown)

    def show_case(self, shown: Shown) -> None:
        """Show a place to be decided."""
        self._empty()
        self._shown = shown
        self.title.setText(visible(shown.title))
        self.about.setText(visible(shown.about))
        self.counts.setText(visible(shown.counts))
        caps = {answer.action: answer.cap for answer in shown.answers}
        for number, version in enumerate(shown.versions, 1):
            action = f"review.take_{number}"
            card = _Card(self._look, caps.get(action, ""), version)
            card.clicked.connect(lambda action=action: self.chosen.emit(action))
            self._cards.addWidget(card, 1)
        for answer in shown.answers:
            button = _Verdict(answer)
            button.clicked.connect(lambda _=False, action=answer.action: self.chosen.emit(action))
            self._answers.addWidget(button)
        if self.reason.text() != shown.reason:
            self.reason.setText(shown.reason)
        self.guideline.setText(visible(shown.guideline))
        self.guideline.setToolTip(tip(shown.guideline))
        self.guideline.setVisible(bool(shown.guideline))
        self.tab.setText(shown.reason_cap)
        self._show_reason(True)
        self.show()
        self._fit()

    def show_nothing(self, said: str) -> None:
        """Say that there is no place to be decided."""
        self._empty()
        self.title.setText(said)
        self.about.setText("")
        self.counts.setText("")
        self.guideline.hide()
        self._show_reason(False)
        self.show()

    def _show_reason(self, is_shown: bool) -> None:
        for widget in (self.tab, self.label, self.reason):
            widget.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the answers as shortly as they must be."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        items = (self._answers.itemAt(n) for n in range(self._answers.count()))
        buttons = [w for item in items if item and isinstance(w := item.widget(), _Verdict)]
        for button in buttons:
            button.set_short(False)
        room = self.width() - 2 * _SIDE - self._answers.spacing() * len(buttons)
        is_short = sum(button.sizeHint().width() for button in buttons) > room
        for button in buttons:
            button.set_short(is_short)

    def _empty(self) -> None:
        self._shown = None
        for layout in (self._cards, self._answers):
            while layout.count():
                drop_item(layout.takeAt(0))

    def write_reason(self) -> None:
        """Give the focus to the field of the reason."""
        if self.reason.isVisible():
            self.reason.setFocus()
            self.reason.selectAll()
