"""The page of agreement: its head, what is chosen, the figures, and what is said of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.model.errors import Cancelled
from annotator.model.progress import Progress
from annotator.model.review import in_row_order
from annotator.operations.agreement.measuring import Report, measure_agreement
from annotator.text.directions import visible_sentence
from annotator.ui.agreement.cells import Cell
from annotator.ui.agreement.choices import Choices
from annotator.ui.agreement.figures import Figures
from annotator.ui.agreement.head import AgreementHead
from annotator.ui.look.look import Look
from annotator.ui.pace.latest import LatestTask
from annotator.ui.panels.section import wrapped
from annotator.ui.sitting.session import Session


class AgreementPage(QWidget):
    """Measures when it is shown, and shows what was measured.

    `opened` tells the places that are wanted at the right, `told` that another figure is told,
    `left` that one goes back to the text.
    """

    opened = Signal(object)
    told = Signal()
    left = Signal()
    said = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        """Build it without figures."""
        super().__init__()
        self._look, self._session = look, session
        self.measuring = LatestTask()
        self.report: Report | None = None
        self.people: tuple[str, ...] = ()
        self._is_stale = True
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        word = self._session.word
        self.setObjectName("agreement")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(word("agreement"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head, self.choices = AgreementHead(self._session), Choices(self._session)
        self.again = QPushButton(word("agreement.again"))
        self.line = wrapped("", "secondary")
        self.figures = Figures(self._look, self._session)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 8, 22, 10)
        foot.setSpacing(12)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.choices)
        column.addWidget(self.figures, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.measuring.done.connect(self._on_measured)
        self.measuring.failed.connect(self._on_failed)
        self.measuring.progressed.connect(self.head.show_progress)
        self.choices.changed.connect(self.measure)
        self.choices.mean_changed.connect(self._show_figures)
        self.again.clicked.connect(self.measure)
        self.figures.told.connect(self._on_told)
        self.figures.opened.connect(self.opened)
        self.figures.said.connect(self.said)
        self._session.changed.connect(self._on_changed)

    # Measuring

    def show_now(self) -> None:
        """Measure, if what is shown is not of now."""
        if self._is_stale:
            self.choices.fill_documents()
            self.measure()

    def measure(self) -> None:
        """Measure what is chosen, beside the window; what ran is stopped."""
        self._is_stale = False
        self.again.hide()
        self.head.begin()
        store, choice = self._session.store, self.choices.choice()

        def work(progress: Progress) -> Report:
            return measure_agreement(store, choice, progress)

        self.measuring.start(work)

    def cancel(self) -> bool:
        """Stop measuring; say whether anything was being measured."""
        if not self.measuring.is_running():
            return False
        self.measuring.cancel()
        self._on_failed(Cancelled())
        return True

    def end(self) -> None:
        """Stop what runs: the corpus is being closed."""
        self.head.end()
        self.measuring.end()

    def _on_failed(self, error: BaseException) -> None:
        self.head.end()
        self._ask_again()
        if isinstance(error, Cancelled):
            self.head.state.setText(self._session.word("agreement.stopped"))
        else:
            self._session.tell(error)

    def _on_changed(self, _changes: object) -> None:
        self._is_stale = True
        if self.report is not None and not self.measuring.is_running():
            self.head.state.setText(self._session.word("agreement.changed"))
            self._ask_again()

    def _ask_again(self) -> None:
        self._is_stale = True
        self.again.show()

    def _on_measured(self, report: Report) -> None:
        self.head.end()
        self.report = report
        session = self._session
        self.people = in_row_order(report.annotators, session.annotators(), session.annotator)
        self.head.show_report(report, self.people)
        self._show_figures()

    def _show_figures(self) -> None:
        if self.report is None:
            return
        had_focus = self.window().focusWidget() is self or self.figures.has_focus()
        mean = self.choices.mean_chosen()
        self.figures.show_report(self.report, self.people, mean=mean)
        self.line.clear()
        if had_focus and self.isVisible():
            self.figures.focus_first()

    # Walking

    def _on_told(self, cell: Cell) -> None:
        self.line.setText(visible_sentence(cell.told))
        self.told.emit()

    def focusInEvent(self, event: object) -> None:
        """Give the focus to the first table, where there is one."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.figures.focus_first()
        self.told.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop what runs, then go back to the text."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.cancel():
            self.left.emit()

    def current(self) -> Cell | None:
        """Return the figure that has the focus, None if none has."""
        return self.figures.current()

    def close_places(self) -> None:
        """Draw no figure as the one whose places are shown."""
        self.figures.close_places()

    def set_look(self, look: Look) -> None:
        """Take other colours and fonts."""
        self._look = look
        self.figures.set_look(look)
