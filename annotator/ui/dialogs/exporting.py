"""Writes the corpus out: format, selection, what is lost before, the proof after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.format import Format
from annotator.formats.registry import INLINE, all_formats
from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.review import ADJUDICATED
from annotator.model.wording import abilities_said, sentence
from annotator.operations.exporting.exporting import (
    ExportReport,
    export,
)
from annotator.operations.keeping.whole_file import missing_folder
from annotator.text.names import file_name_of, visible
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.dialogs.export_documents import DocumentsBox
from annotator.ui.dialogs.export_report import proof_sentence, report_text
from annotator.ui.dialogs.loss_count import LossCount
from annotator.ui.dialogs.losses import LossTree
from annotator.ui.dialogs.ticks import Ticks
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ExportDialog(Dialog):
    """The dialog of Ctrl+Shift+E."""

    def __init__(self, window: Desk, session: Session) -> None:
        """Build for the open corpus."""
        super().__init__(window, "export")
        self._window, self._session = window, session
        self._known: list[Format] = [f for f in all_formats() if f.writes]
        self.formats = QComboBox()
        for known in self._known:
            self.formats.addItem(text_in(known.title, self.language, known.name), known.name)
        self.carries = self.secondary()
        self.documents = DocumentsBox(session)
        self._people = session.annotators()
        people = [(a.id, text_in(a.names, self.language, a.id)) for a in self._people]
        layers = [(x.id, text_in(x.names, self.language, x.id)) for x in session.scheme.layers]
        self.annotators, self.layers = Ticks(people), Ticks(layers)
        self.adjudicated = QCheckBox(self.word("export.adjudicated"))
        self.inline = self._inline(people)
        self.inline_head = self.label("export.inline", self.inline)
        self.pseudonyms = QCheckBox(self.word("export.pseudonyms"))
        self.losses = LossTree(window.look, self.language)
        self.counting = LossCount(self.losses, window, session)
        self.target = QLineEdit()
        self.replaces = self.secondary()
        self._report: ExportReport | None = None
        self._build()
        self._connect()
        self.button("close", self.reject)
        self.folder = self.button("export.open_folder", self._open_folder)
        self.save = self.button("export.save_report", self._save_report)
        self.folder.hide()
        self.save.hide()
        self.go = self.button("export.go", self.start, is_primary=True)
        self._show_format()
        self.formats.setFocus()

    def _inline(self, people: list[tuple[str, str]]) -> QComboBox:
        """Return whose annotations may stand in the text: the one chosen last time."""
        box = QComboBox()
        box.addItem(self.word("export.inline_default"), None)
        for key, name in people:
            box.addItem(visible(name), key)
        kept = self._settings.text(self._inline_key())
        box.setCurrentIndex(max(0, box.findData(kept)) if kept else 0)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _inline_key(self) -> str:
        return self._settings.of_corpus("export_inline", self._session.corpus)

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        for code, fields in (
            ("export.format", (self.formats, self.carries)),
            ("export.documents", (self.documents,)),
            ("export.annotators", (self.annotators, self.adjudicated)),
            ("export.layers", (self.layers,)),
        ):
            column.addWidget(self.label(code, fields[0]))
            for field in fields:
                column.addWidget(field)
        column.addStretch(1)
        self.formats.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.adjudicated.setVisible(any(a.kind == ADJUDICATED for a in self._people))
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.label("export.losses", self.losses))
        column.addWidget(self.losses, 1)
        column.addWidget(self.inline_head)
        column.addWidget(self.inline)
        column.addWidget(self.pseudonyms)
        column.addWidget(self.label("export.target", self.target))
        row = QHBoxLayout()
        row.addWidget(self.target, 1)
        browse = self.plain_button("export.choose", self._browse)
        browse.setAccessibleName(self.word("export.browse"))
        browse.setToolTip(self.word("export.browse"))
        row.addWidget(browse)
        column.addLayout(row)
        column.addWidget(self.replaces)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(right)
        for half, part in enumerate((2, 3)):
            halves.setStretchFactor(half, part)
        halves.setSizes([300, 430])
        self.body.addWidget(halves)

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(self._show_format)
        self.documents.currentIndexChanged.connect(self._on_selection)
        self.annotators.changed.connect(self._on_selection)
        self.layers.changed.connect(self._on_selection)
        self.adjudicated.toggled.connect(self._on_adjudicated)
        self.target.textChanged.connect(self._say_target)
        self.losses.document_chosen.connect(self._open_document)

    # What is chosen

    def chosen(self) -> Format:
        """Return the format."""
        return self._known[self.formats.currentIndex()]

    def selection(self) -> dict[str, Any]:
        """Return what is exported, as the operations want it."""
        return {
            "annotators": self.annotators.selection(),
            "layers": self.layers.selection(),
            "documents": self.documents.chosen(),
            "viewer": self._session.annotator,
        }

    def _on_adjudicated(self, is_on: bool) -> None:
        if is_on:
            self.annotators.tick(a.id for a in self._people if a.kind == ADJUDICATED)
        else:
            self.annotators.tick_all()

    def _show_format(self) -> None:
        carried = abilities_said(self.chosen().carries, self.language)
        self.carries.setText(self.word("export.carries", what=carried))
        for part in (self.inline_head, self.inline):
            part.setVisible(self.chosen().name in INLINE and len(self._people) > 1)
        typed = Path(self.target.text()) if self.target.text() else self._session.corpus
        name = typed.stem if self.target.text() else file_name_of(typed.stem)
        self.target.setText(str(typed.with_name(name + self.chosen().suffixes[0])))
        self._on_selection()

    def _on_selection(self) -> None:
        is_any = bool(self.annotators.ticked()) and bool(self.layers.ticked())
        is_any = is_any or not self._people
        self.counting.end()
        self.go.setText(self.counted("export.go", self.documents.number()))
        self.go.setEnabled(is_any)
        if is_any:
            self.counting.begin(self.chosen().name, self.selection())
        else:
            self.counting.refuse()

    def _open_document(self, document: str) -> None:
        self.close()
        self._session.open_document(document)

    # The file

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.word("export.title"),
            self.target.text(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.target.setText(name)

    def _say_target(self) -> None:
        target, said = self._target(), ""
        if target is not None and target.is_file():
            said = self.word("export.replaces")
        elif target is not None and (folder := missing_folder(target)) is not None:
            said = self.word("export.makes_folder", name=visible(str(folder)))
        self.replaces.setText(said)

    def _target(self) -> Path | None:
        typed = self.target.text().strip()
        return Path(typed).expanduser() if typed else None

    # The work

    def start(self) -> None:
        """Export what is selected and prove it."""
        target = self._target()
        if self.task is not None or target is None:
            self.target.setFocus()
            return
        self.counting.end()
        inline = self.inline.currentData() if self.chosen().name in INLINE else None
        if self.chosen().name in INLINE:
            self._settings.set_text(self._inline_key(), inline or "")
        work = partial(
            export,
            self._session.store,
            target,
            self.chosen().name,
            inline=inline,
            with_pseudonyms=self.pseudonyms.isChecked(),
            **self.selection(),
        )
        self.go.setEnabled(False)
        if not self.run_beside(Task(work), self._on_exported):
            self.go.setEnabled(True)

    def _on_exported(self, report: ExportReport) -> None:
        self.go.setEnabled(True)
        self._report = report
        self.counting.show_losses(report.losses, self.chosen().name, self.selection())
        self._say_target()
        said = proof_sentence(report, self.language)
        self.say(said, "good")
        self.folder.show()
        self.save.show()
        self._window.say(said, [(self._window.word("show"), self.come_back)])

    def _open_folder(self) -> None:
        if self._report is not None:
            folder = self._report.files[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _save_report(self) -> None:
        report = self._report
        if report is None:
            return
        file = report.files[0]
        target = file.with_name(f"{file.stem}-{self.word('export.report_name')}.txt")
        text = report_text(report, self.formats.currentText(), self.language)
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            failed = AnnotatorError("cannot_write", path=target.name, reason=reason)
            self.say(sentence(failed, self.language), "bad")
            return
        said = self.word("export.report_saved", name=target.name)
        self.say(f"{proof_sentence(report, self.language)}\n{said}", "good")

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

    def end_task(self) -> None:
        """Stop counting as well."""
        self.counting.end()
        self.losses.end()
        super().end_task()
