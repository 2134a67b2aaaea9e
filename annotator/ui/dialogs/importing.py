"""Brings files in: what each is, how it reads, what becomes of it, what is left out and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.operations.importing.choices import ImportChoices
from annotator.operations.importing.importing import ImportReport, files_in, import_files
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.import_files import Entry, FilesModel
from annotator.ui.dialogs.import_preview import ImportPreview
from annotator.ui.dialogs.import_report import report_sentence
from annotator.ui.dialogs.looking import Looking
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session
from annotator.ui.widgets.rows import dress_rows
from annotator.ui.words.local_form import number_in

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ImportDialog(Dialog):
    """The dialog of Ctrl+Shift+I."""

    def __init__(self, window: Desk, session: Session, paths: list[Path]) -> None:
        """Build with files that were dropped, or none."""
        super().__init__(window, "import")
        self._window, self._session = window, session
        self.files = FilesModel(self.language)
        self.looking = Looking(session.scheme, self.language)
        self.list = QListView()
        self.list.setModel(self.files)
        self.list.setUniformItemSizes(True)
        dress_rows(self.list)
        self.preview = ImportPreview(self, window.look, session.scheme)
        self.text, self.decoding = self.preview.text, self.preview.decoding
        self.layers, self.names = self.preview.layers, self.preview.names
        self.tongue = self.preview.tongue
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.cancel = self.button("cancel", self.reject)
        self.again = self.button("import.undo", self._undo)
        self.again.hide()
        self.go = self.button("import.add", self.start, is_primary=True)
        self.add(paths)
        (self.list if paths else self.go).setFocus()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.label("import.files", self.list))
        column.addWidget(self.list, 1)
        self.adding = QWidget()
        row = QHBoxLayout(self.adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.plain_button("import.more", self._browse))
        row.addWidget(self.plain_button("import.add_folder", self._browse_folder))
        row.addStretch(1)
        column.addWidget(self.adding)
        self.list.setToolTip(self.word("import.files_hint"))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        for half, share in ((left, 2), (self.preview, 3)):
            halves.addWidget(half)
            halves.setStretchFactor(halves.count() - 1, share)
        halves.setSizes([300, 460])
        self.body.addWidget(halves)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.decoding.chosen.connect(self._on_decoding)
        self.looking.seen.connect(self._on_seen)
        self.looking.progressed.connect(self._on_looking)
        self.looking.ended.connect(self._say_state)
        leave_out = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        leave_out.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave_out.activated.connect(self._leave_out)

    # Adding files and looking at them

    def _browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.word("import.title"), "", self.word("import.filter")
        )
        self.take_focus()
        self.add([Path(name) for name in names])

    def _browse_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.word("import.title"))
        if folder:
            self.add([Path(folder)])

    def add(self, paths: list[Path]) -> None:
        """Add files, and for a folder the files in it; they are looked at meanwhile."""
        new = self.files.add(files_in(paths))
        self._look_at(new)
        if new and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.files.index(0))
        self._say_state()

    def _look_at(self, entries: list[Entry]) -> None:
        if entries:
            self.looking.start(self.files.waiting())

    def _on_looking(self, done: int, total: int) -> None:
        if self.task is None and self.looking.is_running and total > 1:
            shown = (number_in(n, self.language) for n in (done, total))
            said = dict(zip(("done", "total"), shown, strict=True))
            self.say(self.word("import.looking", **said), "secondary")

    def _on_seen(self, seen: list[Entry]) -> None:
        self.files.tell(seen)
        self.layers.show_layers(self.files.foreign_layers())
        current = self.current()
        if any(entry is current for entry in seen):
            self._show_current()
        self.preview.show_parts()
        self._say_state()

    # What is shown

    def current(self) -> Entry | None:
        """Return the file that is selected."""
        row = self.list.currentIndex().row()
        return self.files.entries[row] if 0 <= row < len(self.files.entries) else None

    def _show_current(self) -> None:
        self.preview.show_file(self.current())

    def _say_state(self) -> None:
        good, total = len(self.files.good()), len(self.files.entries)
        self.go.setEnabled(bool(good) or not total)
        if not total:
            self.go.setText(self.word("import.add"))
            self.say(self.word("import.none"), "secondary")
            return
        documents = self.files.documents()
        if documents is not None:
            self.go.setText(self.counted("import.go_documents", documents))
        else:
            self.go.setText(self.counted("import.go", good))
        if not self.looking.is_running and self.task is None:
            left_out = self.counted("import.left_out", total - good) + " " if total > good else ""
            self.say(left_out + self.word("import.one_step"), "secondary")

    # What is chosen

    def _on_decoding(self, name: str) -> None:
        entry = self.current()
        if entry is None:
            return
        is_for_all = self.decoding.for_all.isChecked()
        changed = self.files.decode(entry, name, with_alike=is_for_all)
        self._look_at(changed)
        self._show_current()

    def _leave_out(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.files.entries) and self.task is None and not self.preview.is_done:
            self.looking.end()
            self.files.drop(row)
            self._look_at(self.files.waiting())
            self._say_state()

    def choices(self) -> ImportChoices:
        """Return all that was decided."""
        return self.preview.choices(self.files.good())

    # The work

    def start(self) -> None:
        """Import; without files, ask for some."""
        if not self.files.entries:
            self._browse()
            return
        self.looking.end()
        self.go.setEnabled(False)
        work = partial(
            import_files,
            self._session.store,
            [entry.path for entry in self.files.good()],
            annotator=self._session.annotator,
            language=self.tongue.chosen(),
            choices=self.choices(),
        )
        if not self.run_beside(Task(work, writes=self._session.store), self._on_imported):
            self.go.setEnabled(True)

    def _on_imported(self, report: ImportReport) -> None:
        left_out = sum(1 for entry in self.files.entries if entry.problem)
        reasons = {refused.file: refused.reasons[self.language] for refused in report.refused}
        self.files.show_outcome(reasons)
        said = report_sentence(report, self.language, left_out=left_out)
        self.say(said, "warn" if report.refused or left_out else "good")
        links = [(self._window.word("show"), self.come_back)]
        if report.documents or report.annotations:
            links.insert(0, (self._window.word("undo"), self._undo))
        self._window.say(" ".join(said.split("\n")), links)
        self.again.setVisible(bool(report.documents or report.annotations))
        for widget in (self.go, self.adding):
            widget.hide()
        self.preview.end()
        self.cancel.setText(self.word("close"))
        self.cancel.setFocus()
        if self.files.entries:
            self.list.setCurrentIndex(self.files.index(0))
        self._show_current()
        rows = self._session.documents(limit=1)
        if rows and self._session.document is None:
            self._session.open_document(rows[0].id)

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

    def _undo(self) -> None:
        self.close()
        self._window.act.steps.undo()

    def end_task(self) -> None:
        """Stop looking at files as well."""
        self.looking.end()
        super().end_task()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and self.task is None and not self.preview.is_done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
