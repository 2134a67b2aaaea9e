"""The bar in which a correction is answered: what was, what was decided and why, the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.text.directions import visible_sentence
from annotator.ui.look.look import Look
from annotator.ui.panels.section import wrapped
from annotator.ui.review.bar_parts import GAP, Parts, dress_bar
from annotator.ui.review.cards import Answer, Reason
from annotator.ui.review.case_said import Version
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import key_cap
from annotator.ui.widgets.tips import set_tip, tip


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
        self._shown: Shown | None = None
        self._parts = parts = Parts(look, self.chosen.emit)
        self.title, self.about, self.counts = parts.title, parts.about, parts.counts
        self.reason, self.guideline = wrapped(""), wrapped("", "secondary")
        self.field = Reason()
        self.field.setAccessibleName(session.word("corrections.why"))
        self.field.setPlaceholderText(session.word("corrections.why_hint"))
        self.field.textEdited.connect(self.reason_written)
        self.field.sent.connect(self.sent)
        self.field.left.connect(self.left)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addLayout(parts.answers)
        last.addSpacing(GAP)
        self.tab = key_cap("")
        last.addWidget(self.tab)
        last.addWidget(self.field, 1)
        column = dress_bar(self, session.word("corrections.bar"), 8)
        column.addLayout(parts.head)
        column.addLayout(parts.cards)
        column.addWidget(self.reason)
        column.addWidget(self.guideline)
        column.addLayout(last)

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._parts.look = look
        if self._shown is not None:
            self.show_correction(self._shown)

    def show_correction(self, shown: Shown) -> None:
        """Show a correction to be answered."""
        self._shown = shown
        self._parts.show(shown)
        self.reason.setText(visible_sentence(shown.reason))
        self.guideline.setText(visible_sentence(shown.guideline))
        set_tip(self.guideline, tip(shown.guideline))
        if self.field.text() != shown.typed:
            self.field.setText(shown.typed)
        self.tab.setText(shown.reason_cap)
        self._show_rest(True)
        self.guideline.setVisible(bool(shown.guideline))
        self.show()

    def show_nothing(self, said: str) -> None:
        """Say that there is no correction here."""
        self._shown = None
        self._parts.show_nothing(said)
        self._show_rest(False)
        self.show()

    def _show_rest(self, is_shown: bool) -> None:
        for widget in (self.reason, self.guideline, self.tab, self.field):
            widget.setVisible(is_shown)

    def write_reason(self) -> None:
        """Give the focus to the field of the reason."""
        if self.field.isVisible():
            self.field.setFocus()
            self.field.selectAll()
