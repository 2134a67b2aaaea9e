"""The bar in which a difference is decided: the versions, the answers with their keys, why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.text.directions import visible_sentence
from annotator.ui.look.look import Look
from annotator.ui.panels.section import wrapped
from annotator.ui.review.bar_parts import SIDE, Parts, dress_bar
from annotator.ui.review.cards import Answer, Reason
from annotator.ui.review.case_said import Version
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import key_cap, plain
from annotator.ui.widgets.tips import set_tip, tip


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
        self._session = session
        self._shown: Shown | None = None
        self._parts = parts = Parts(look, self.chosen.emit)
        self.title, self.about, self.counts = parts.title, parts.about, parts.counts
        self.guideline = plain(role="secondary")
        self.appeals = wrapped("")
        self.appeals.hide()
        self.reason = Reason()
        self.reason.setAccessibleName(session.word("review.reason"))
        self.reason.setPlaceholderText(session.word("review.reason_hint"))
        self.reason.textEdited.connect(self.reason_written)
        self.reason.left.connect(self.left)
        last, why = QHBoxLayout(), QHBoxLayout()
        last.addLayout(parts.answers)
        last.addStretch(1)
        why.setSpacing(8)
        self.tab, self.label = key_cap(""), plain(session.word("review.reason"), "secondary")
        for widget in (self.tab, self.label, self.guideline):
            why.addWidget(widget)
        why.addWidget(self.reason, 1)
        column = dress_bar(self, session.word("review.bar"), 10)
        column.addLayout(parts.head)
        column.addWidget(self.appeals)
        column.addLayout(parts.cards)
        column.addLayout(last)
        column.addLayout(why)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._parts.look = look
        if self._shown is not None:
            self.show_case(self._shown)

    def show_case(self, shown: Shown) -> None:
        """Show a place to be decided."""
        self._shown = shown
        self._parts.show(shown, [f"review.take_{n + 1}" for n in range(len(shown.versions))])
        self.appeals.setText(visible_sentence(shown.appeals))
        self.appeals.setVisible(bool(shown.appeals))
        if self.reason.text() != shown.reason:
            self.reason.setText(shown.reason)
        self.guideline.setText(visible_sentence(shown.guideline))
        set_tip(self.guideline, tip(shown.guideline))
        self.guideline.setVisible(bool(shown.guideline))
        self.tab.setText(shown.reason_cap)
        self._show_reason(True)
        self.show()
        self._fit()

    def show_nothing(self, said: str) -> None:
        """Say that there is no place to be decided."""
        self._shown = None
        self._parts.show_nothing(said)
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
        self._parts.fit_answers(self.width() - 2 * SIDE)

    def write_reason(self) -> None:
        """Give the focus to the field of the reason."""
        if self.reason.isVisible():
            self.reason.setFocus()
            self.reason.selectAll()
