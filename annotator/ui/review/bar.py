"""The bar in which a difference is decided: the versions, the answers with their keys, why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.text.directions import visible_sentence
from annotator.ui.look import Look
from annotator.ui.panels.section import wrapped
from annotator.ui.review.cards import GAP, SIDE, Answer, Card, Reason, Verdict, fit_answers
from annotator.ui.review.case_said import Version
from annotator.ui.rows import Elided, drop_item, key_cap, plain
from annotator.ui.session import Session
from annotator.ui.tips import tip


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
    appeals: str = ""


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
        self.appeals = wrapped("")
        self.appeals.hide()
        self.reason = Reason()
        self.reason.setAccessibleName(session.word("review.reason"))
        self.reason.setPlaceholderText(session.word("review.reason_hint"))
        self.reason.textEdited.connect(self.reason_written)
        self.reason.left.connect(self.left)
        self._cards, self._answers = QHBoxLayout(), QHBoxLayout()
        self._cards.setSpacing(GAP)
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
        column.setContentsMargins(SIDE, 12, SIDE, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.appeals)
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
        self.title.setText(visible_sentence(shown.title))
        self.about.setText(visible_sentence(shown.about))
        self.counts.setText(visible_sentence(shown.counts))
        self.appeals.setText(visible_sentence(shown.appeals))
        self.appeals.setVisible(bool(shown.appeals))
        caps = {answer.action: answer.cap for answer in shown.answers}
        for number, version in enumerate(shown.versions, 1):
            action = f"review.take_{number}"
            card = Card(self._look, caps.get(action, ""), version)
            card.clicked.connect(lambda action=action: self.chosen.emit(action))
            self._cards.addWidget(card, 1)
        for answer in shown.answers:
            button = Verdict(answer)
            button.clicked.connect(lambda _=False, action=answer.action: self.chosen.emit(action))
            self._answers.addWidget(button)
        if self.reason.text() != shown.reason:
            self.reason.setText(shown.reason)
        self.guideline.setText(visible_sentence(shown.guideline))
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
        self.appeals.hide()
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
        fit_answers(self._answers, self.width() - 2 * SIDE)

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
