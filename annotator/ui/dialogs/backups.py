"""The backups of a corpus: when each was made, what it holds and lacks, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QPlainTextEdit

from annotator.model.sentences import sentence_of
from annotator.model.wording import backup_reason_said, step_sentence
from annotator.operations.keeping.safety import Backup, Comparison, compare, list_backups
from annotator.text.directions import visible_sentence
from annotator.text.names import visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.pace.tasks import Task
from annotator.ui.widgets.rows import Shown, row_item, row_list
from annotator.ui.words.local_form import moment_in, size_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_SHOWN_STEPS = 20


class BackupsDialog(Dialog):
    """A list at the top, what the chosen one holds below; it is verified before it is offered."""

    def __init__(self, window: Desk, corpus: Path) -> None:
        """Build for a corpus, open or not."""
        super().__init__(window, "backups")
        self._window, self._corpus = window, corpus
        self._backups = list_backups(corpus)
        self.list = row_list(self)
        self.list.setAccessibleName(self.word("backups.title"))
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName(self.word("backups.title"))
        head = self.secondary(visible_sentence(self.word("backups.of", name=corpus.name)))
        for widget in (head, self.list, self.told):
            self.body.addWidget(widget, 0 if widget is head else 1)
        self.body.addWidget(self.secondary(self.word("backups.renamed")))
        self.button("close", self.reject)
        self.go = self.button("backups.restore", self._restore, is_primary=True)
        self.go.setEnabled(False)
        for backup in self._backups:
            self.list.addItem(self._item(backup))
        self.list.currentRowChanged.connect(self._look)
        if self._backups:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.told.setPlainText(self.word("backups.none"))

    def _item(self, backup: Backup) -> QListWidgetItem:
        reason = visible(backup_reason_said(backup.reason, self.language))
        when = moment_in(backup.made, self.language)
        item = row_item(Shown(when, aside=size_in(backup.size, self.language), below=reason))
        item.setData(Qt.ItemDataRole.StatusTipRole, str(backup.path))
        return item

    def _look(self, row: int) -> None:
        """Verify the chosen one, and say what would change with it."""
        self.end_task()
        self.go.setEnabled(False)
        self.told.clear()
        if row < 0:
            return
        corpus, path = self._corpus, self._backups[row].path
        self.run(Task(lambda progress: compare(corpus, path, progress)), self._show)

    def _show(self, found: Comparison) -> None:
        self.say("")
        self.go.setEnabled(True)
        lines = [sentence_of("backup_holds", found.counts, self.language), ""]
        if found.now is None:
            lines.append(self.word("backups.unreadable"))
        elif not found.missing:
            lines.append(self.word("backups.same"))
        else:
            lines.append(self.counted("backups.gone", found.missing))
            lines += [
                f"  {moment_in(step.made, self.language)}  "
                f"{visible_sentence(step_sentence(step, self.language))}"
                for step in found.steps[:_SHOWN_STEPS]
            ]
        self.told.setPlainText("\n".join(lines))

    def _restore(self) -> None:
        backup = self._backups[self.list.currentRow()]
        window, corpus = self._window, self._corpus
        self.accept()
        window.act.keeping.restore(corpus, backup.path)
