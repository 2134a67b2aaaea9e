"""The bar in which a correction is answered: what was, what was decided and why, the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.text.names import visible
from annotator.ui.look import Look
from annotator.ui.panels.section import wrapped
from annotator.ui.review.cards import GAP, SIDE, Answer, Card, Reason, Verdict
from annotator.ui.review.case_said import Version
from annotator.ui.rows import Elided, drop_item, key_cap, plain
from annotator.ui.session import Session
from annotator.ui.tips import tip


class Shown(NamedTuple):
    """What the bar shows of a correction; `typed` is the reason of an appeal, sent or not."""

    title: str
    about: str
    counts: str
    versions: Sequence[Version]
    reason: str
    guideline: str
    answers: Sequence[Answer]
    typed: str
    reason_cap: str


class CorrectionBar(QWidget):
    """Shows one correction; what is chosen is told as the id of an action."""

    chosen = Signal(str)
    reason_written = Signal(str)
    sent = Signal()
    left = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        """Build it hidden."""
        super().__init__()
        self._look = look
        self._shown: Shown | None = None
        self.setObjectName("review_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(session.word("corrections.bar"))
        self.title, self.counts = plain(role="title"), plain(role="secondary")
        self.about = Elided(role="secondary")
        self.reason, self.guideline = wrapped(""), wrapped("", "secondary")
        self.field = Reason()
        self.field.setAccessibleName(session.word("corrections.why"))
        self.field.setPlaceholderText(session.word("corrections.why_hint"))
        self.field.textEdited.connect(self.reason_written)
        self.field.sent.connect(self.sent)
        self.field.left.connect(self.left)
        self._cards, self._answers = QHBoxLayout(), QHBoxLayout()
        self._cards.setSpacing(GAP)
        self._answers.setSpacing(8)
        head, last = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.counts)
        last.setSpacing(8)
        last.addLayout(self._answers)
        last.addSpacing(GAP)
        self.tab = key_cap("")
        last.addWidget(self.tab)
        last.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addWidget(self.reason)
        column.addWidget(self.guideline)
        column.addLayout(last)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        if self._shown is not None:
            self.show_correction(self._shown)

    def show_correction(self, shown: Shown) -> None:
        """Show a correction to be answered."""
        self._empty()
        self._shown = shown
        self.title.setText(visible(shown.title))
        self.about.setText(visible(shown.about))
        self.counts.setText(visible(shown.counts))
        for version in shown.versions:
            self._cards.addWidget(Card(self._look, "", version), 1)
        for answer in shown.answers:
            button = Verdict(answer)
            button.clicked.connect(lambda _=False, action=answer.action: self.chosen.emit(action))
            self._answers.addWidget(button)
        self.reason.setText(visible(shown.reason))
        self.guideline.setText(visible(shown.guideline))
        self.guideline.setToolTip(tip(shown.guideline))
        if self.field.text() != shown.typed:
            self.field.setText(shown.typed)
        self.tab.setText(shown.reason_cap)
        self._show_rest(True)
        self.guideline.setVisible(bool(shown.guideline))
        self.show()

    def show_nothing(self, said: str) -> None:
        """Say that there is no correction here."""
        self._empty()
        self.title.setText(said)
        self.about.setText("")
        self.counts.setText("")
        self._show_rest(False)
        self.show()

    def _show_rest(self, is_shown: bool) -> None:
        for widget in (self.reason, self.guideline, self.tab, self.field):
            widget.setVisible(is_shown)

    def _empty(self) -> None:
        self._shown = None
        for layout in (self._cards, self._answers):
            while layout.count():
                drop_item(layout.takeAt(0))

    def write_reason(self) -> None:
        """Give the focus to the field of the reason."""
        if self.field.isVisible():
            self.field.setFocus()
            self.field.selectAll()
