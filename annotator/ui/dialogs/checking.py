"""A check of the whole corpus: what is damaged, wrong or incomplete, each opening its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from annotator.model.errors import StoreError
from annotator.model.problem import Problem
from annotator.model.progress import Progress
from annotator.model.sentences import sentence_of
from annotator.model.wording import problem_sentence
from annotator.operations.check import CheckReport, check
from annotator.store.store import Store
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.rows import Shown, row_item, row_list
from annotator.ui.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow
    from annotator.ui.session import Session

_PLACE = int(Qt.ItemDataRole.UserRole)
_MOST = 5000
"""Rows that are listed; whoever has more mends these first."""


class CheckDialog(Dialog):
    """Checks as it opens; Enter or a double click on a finding goes to it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Build for a sitting, and begin."""
        super().__init__(window, "check")
        self._window, self._session = window, session
        self.list = row_list(self)
        self.list.setAccessibleName(self.word("check.found"))
        self.list.itemActivated.connect(self._go)
        self.body.addWidget(self.list, 1)
        self.button("check.again", self.check)
        self.button("close", self.reject)
        self.list.setFocus()
        self.check()

    def check(self) -> None:
        """Look through the corpus; edits wait meanwhile."""
        self.list.clear()
        store = self._session.store
        writes = None if store.is_read_only else store
        if self.task is None:
            self.run(Task(lambda progress: _look(store, progress), writes=writes), self._show)

    def _show(self, found: tuple[CheckReport, dict[str, str]]) -> None:
        report, names = found
        kinds = (
            ("damage", report.damage),
            ("error", report.errors),
            ("incomplete", report.incomplete),
            ("hint", report.hints),
        )
        for kind, problems in kinds:
            for problem in problems[: max(0, _MOST - self.list.count())]:
                self.list.addItem(self._item(kind, problem, names.get(problem.document, "")))
        total = sum(len(problems) for _, problems in kinds)
        self.say(self._said(report, total), "bad" if report.damage else "")

    def _said(self, report: CheckReport, total: int) -> str:
        if not total:
            return self.word("check.nothing")
        parts = [
            sentence_of(
                "told.check",
                {
                    "errors": len(report.errors),
                    "incomplete": len(report.incomplete),
                    "hints": len(report.hints),
                },
                self.language,
            )
        ]
        if report.damage:
            parts.append(self.word("check.damaged"))
        if total > self.list.count():
            parts.append(self.counted("check.more", total - self.list.count()))
        return " ".join(parts)

    def _item(self, kind: str, problem: Problem, document: str) -> QListWidgetItem:
        said = problem_sentence(problem, self._session.scheme, self.language)
        row = Shown(said, aside=self.word(f"check.{kind}"), below=document, is_bad=kind == "damage")
        item = row_item(row)
        item.setData(_PLACE, (problem.document, problem.annotation or ""))
        return item

    def _go(self, item: QListWidgetItem) -> None:
        """Open the document of a finding, and its annotation."""
        document, annotation = item.data(_PLACE)
        session, window = self._session, self._window
        if not document or not session.store.read().has_document(document):
            return
        self.accept()
        window.open_document(document)
        found = session.store.read().annotation(annotation) if annotation else None
        if found is None:
            return
        if found.annotator == session.annotator:
            window.act.going.go_to_annotation(found.id)
            return
        if found.spans:
            window.surface.set_caret(found.spans[0].begin)
        window.say(window.word("work_of", names=session.annotator_name(found.annotator)))


def _look(store: Store, progress: Progress) -> tuple[CheckReport, dict[str, str]]:
    """Check a corpus, and return what its documents are called, too."""
    report = check(store, progress)
    try:
        with store.reader() as reader:
            names = {row.id: row.name for row in reader.documents()}
    except StoreError:
        # What is damaged is told by the report; its findings stand there without names then.
        names = {}
    return report, names
