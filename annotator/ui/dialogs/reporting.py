"""The dialog that writes a report for the methods section."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLineEdit

from annotator.model.errors import AnnotatorError
from annotator.model.progress import Progress
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.operations.report.report import ReportChoice, make_report
from annotator.operations.report.writing import SUFFIXES, refuse_suffix, write_report
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.pace.tasks import Task
from annotator.ui.paper.report import paper_of

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReportDialog(Dialog):
    """Where to, and whether anybody is named; what is measured is measured beside the window."""

    def __init__(self, window: Desk) -> None:
        """Offer a file beside the corpus."""
        super().__init__(window, "report", size=(640, 360))
        self._window, self._session = window, window.sitting
        path = self._session.corpus
        self.target = QLineEdit(str(path.with_name(f"{path.stem}-{self.word('report.name')}.html")))
        self.pseudonyms = QCheckBox(self.word("report.pseudonyms"))
        browse = self.plain_button("report.browse", self._browse)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.label("report.target", self.target), 0, 0)
        grid.addWidget(self.target, 0, 1)
        grid.addWidget(browse, 0, 2)
        grid.addWidget(self.secondary(self.word("report.kinds")), 1, 1, 1, 2)
        grid.addWidget(self.pseudonyms, 2, 1, 1, 2)
        self.body.addWidget(self.secondary(self.word("report.what")))
        self.body.addSpacing(8)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.button("cancel", self.reject)
        self.go = self.button("report.go", self.write, is_primary=True)
        self.target.setFocus()

    def _browse(self) -> None:
        kinds = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in SUFFIXES)
        title = self.word("report.title")
        name, _ = QFileDialog.getSaveFileName(self, title, self.target.text(), kinds)
        self.take_focus()
        if name:
            self.target.setText(name)

    def write(self) -> None:
        """Measure, then write; what forbids it is said."""
        target = Path(self.target.text().strip()).expanduser()
        try:
            refuse_suffix(target)
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "warn")
            return
        store = self._session.store
        choice = ReportChoice(with_pseudonyms=self.pseudonyms.isChecked())
        self.go.setEnabled(False)

        def work(progress: Progress) -> dict[str, Any]:
            return make_report(store, choice, progress)

        self.run(Task(work), lambda report: self._keep(report, target))

    def _keep(self, report: dict[str, Any], target: Path) -> None:
        self.go.setEnabled(True)
        try:
            write_report(report, target, self.language, paper=paper_of)
        except AnnotatorError as error:
            self.say(sentence(error, self.language), "bad")
            return
        self.close()
        self._window.say(sentence_of("told.report", {"path": str(target)}, self.language))

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)
