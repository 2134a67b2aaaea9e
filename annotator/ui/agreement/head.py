"""The head of the page of agreement: who was measured, how much, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from annotator.model.sentences import sentence_of
from annotator.operations.agreement.measuring import Report
from annotator.text.names import visible
from annotator.ui.sitting.readings import letters_of
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import Elided, plain
from annotator.ui.words.local_form import number_in

_HEIGHT, _LINE = 54, 3
_SHOWN_AFTER_MS = 400
"""Work shorter than this is not worth a line that comes and goes."""


class AgreementHead(QWidget):
    """Title and annotators at the left; at the right what goes on, and how much was measured."""

    def __init__(self, session: Session) -> None:
        """Build it without figures."""
        super().__init__()
        self._session = session
        self.setObjectName("head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.title, self.who = Elided(session.word("agreement"), "title"), Elided(role="secondary")
        self.state, self.much = plain(role="secondary"), plain(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 7, 24, 6)
        row.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((left, (self.title, self.who)), (right, (self.state, self.much))):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
        for label in (self.state, self.much):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SHOWN_AFTER_MS)
        self._later.timeout.connect(self.progress.show)

    def begin(self) -> None:
        """Say that something is being measured."""
        self.state.setText(self._session.word("agreement.running"))
        self.progress.setRange(0, 0)
        self._later.start()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Say how far it is; a total below 0 is not known."""
        language = self._session.language
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)
        whole = "…" if total < 0 else number_in(total, language)
        shown = {"done": number_in(done, language), "total": whole}
        self.state.setText(sentence_of(what, shown, language))

    def end(self) -> None:
        """Say no more how far it is."""
        self._later.stop()
        self.progress.hide()
        self.state.clear()

    def show_report(self, report: Report, people: tuple[str, ...]) -> None:
        """Say who was measured, by the letters of `people`, on how many documents."""
        word, name = self._session.word, self._session.annotator_name
        letters = zip(letters_of(people), people, strict=True)
        parts = [", ".join(f"{letter} {name(who)}" for letter, who in letters)]
        parts.append(word("agreement.of_documents", count=report.documents))
        self.who.setText(visible(", ".join(part for part in parts if part)))
        lengths = [x.figure.n for x in report.lines if x.figure.unit == "character"]
        said = number_in(max(lengths, default=0), self._session.language)
        self.much.setText(word("agreement.characters", count=said) if report.documents else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line of the progress at the lower edge."""
        super().resizeEvent(event)
        self.progress.setGeometry(0, self.height() - _LINE, self.width(), _LINE)
