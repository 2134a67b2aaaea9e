"""A check of the whole corpus: what is damaged, wrong or incomplete, each opening its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from annotator.model.errors import StoreError
from annotator.model.problem import Problem
from annotator.model.progress import Progress
from annotator.model.sentences import sentence_of
from annotator.model.wording import problem_sentence
from annotator.operations.checking.check import CheckReport, check
from annotator.store.store import Store
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.pace.tasks import Task
from annotator.ui.panels.documents_model import shown_name
from annotator.ui.widgets.rows import Shown, row_item, row_list

if TYPE_CHECKING:
    from annotator.ui.desk import Desk
    from annotator.ui.sitting.session import Session

_PLACE = int(Qt.ItemDataRole.UserRole)
_MOST = 5000
"""Rows that are listed; whoever has more mends these first."""


class CheckDialog(Dialog):
    """Checks as it opens; Enter or a double click on a finding goes to it."""

    def __init__(self, window: Desk, session: Session) -> None:
        """Build for a sitting, and begin."""
        super().__init__(window, "check")
        self._window, self._session = window, session
        self.list = row_list(self)
        self.list.setAccessibleName(self.word("check.found"))
        self.list.itemActivated.connect(self._go)
        self.body.addWidget(self.list, 1)
        self.mend = self.button("check.repair", self.repair)
        self.mend.setEnabled(False)
        self.button("check.again", self.check)
        self.button("close", self.reject)
        self.list.setFocus()
        self.check()

    def check(self) -> None:
        """Look through the corpus; edits wait meanwhile."""
        self.list.clear()
        store, who = self._session.store, self._session.annotator
        writes = None if store.is_read_only else store
        if self.task is None:
            self.run(Task(lambda progress: _look(store, who, progress), writes=writes), self._show)

    def repair(self) -> None:
        """Set right what proves how it was, each kind in a step; then list what is left."""
        from annotator.operations.rescue.repair import repair_corpus

        session = self._session
        store, who = session.store, session.annotator

        def work(progress: Progress) -> _Found:
            report = repair_corpus(store, annotator=who, progress=progress)
            mended = tuple((r.kind, r.count) for r in report.repairs)
            return _Found(report=report.left, names=_names(store), mended=mended)

        if self.task is None:
            self.mend.setEnabled(False)
            self.list.clear()
            self.run(Task(work, writes=store), self._show)

    def _show(self, found: _Found) -> None:
        report, names = found.report, found.names
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
        mended = [
            sentence_of(f"step.{kind}", {"count": count}, self.language)
            for kind, count in found.mended or ()
        ]
        if found.mended is not None and not mended:
            mended = [self.word("check.none_repaired")]
        is_mendable = bool(report.damage or report.errors) and found.mended is None
        self.mend.setEnabled(is_mendable and not self._session.store.is_read_only)
        said = ". ".join([*mended, self._said(report, total)])
        self.say(said, "bad" if report.damage else "")

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
        said = problem_sentence(
            problem, self._session.scheme, self.language, self._session.entity_label
        )
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a check found, what the documents are called, and what was repaired before it.

    `mended` has kinds of steps with their counts; None where nothing was to be repaired.
    """

    report: CheckReport
    names: dict[str, str]
    mended: tuple[tuple[str, int], ...] | None = None


def _look(store: Store, viewer: str, progress: Progress) -> _Found:
    return _Found(report=check(store, progress, viewer=viewer), names=_names(store))


def _names(store: Store) -> dict[str, str]:
    try:
        with store.reader() as reader:
            return {row.id: shown_name(row) for row in reader.documents()}
    except StoreError:
        # What is damaged is told by the report; its findings stand there without names then.
        return {}
