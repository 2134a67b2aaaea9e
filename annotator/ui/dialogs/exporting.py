"""Writes the corpus out: format, selection, what is lost before, the proof after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from annotator.formats.registry import all_formats
from annotator.model.bundle import LossReport
from annotator.model.language import text_in
from annotator.model.sentences import sentence_of
from annotator.operations.exchange import ExportReport, export, preview_losses
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.session import Session
from annotator.ui.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_KEY = int(Qt.ItemDataRole.UserRole)


class ExportDialog(Dialog):
    """The dialog of Ctrl+Shift+E."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Build for the open corpus."""
        super().__init__(window, "export.title", session.language)
        self._session = session
        self.formats = QComboBox()
        self._known = [f for f in all_formats() if f.writes]
        for known in self._known:
            self.formats.addItem(text_in(known.title, self.language, known.name), known.name)
        self.carries = QLabel()
        self.carries.setWordWrap(True)
        self.carries.setProperty("role", "secondary")
        people = [(a.id, text_in(a.names, self.language, a.id)) for a in session.annotators()]
        layers = [(x.id, text_in(x.names, self.language, x.id)) for x in session.scheme.layers]
        self.annotators, self.layers = _checks(people), _checks(layers)
        self.only = QCheckBox(self.word("export.only_document"))
        self.losses = QPlainTextEdit()
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.target = QLineEdit()
        self._build()
        self.formats.currentIndexChanged.connect(self._show_format)
        self.button("close", self.reject)
        self.go = self.button("export.go", self.start, is_primary=True)
        self._show_format()
        self.formats.setFocus()

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for code, field in (
            ("export.format", self.formats),
            ("export.annotators", self.annotators),
            ("export.layers", self.layers),
        ):
            left.addWidget(self.label(code, field))
            left.addWidget(field)
            if field is self.formats:
                left.addWidget(self.carries)
        left.addWidget(self.only)
        right.addWidget(self.label("export.losses", self.losses))
        right.addWidget(self.losses, 1)
        right.addWidget(self.label("export.target", self.target))
        row = QHBoxLayout()
        row.addWidget(self.target, 1)
        browse = QPushButton("…")
        browse.setAccessibleName(self.word("export.target"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        right.addLayout(row)
        columns = QHBoxLayout()
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        self.body.addLayout(columns)

    def _show_format(self) -> None:
        chosen = self._known[self.formats.currentIndex()]
        carried = ", ".join(sorted(a.value.replace("_", " ") for a in chosen.carries))
        self.carries.setText(self.word("export.carries", what=carried))
        path = self._session.store.path
        self.target.setText(str(path.with_suffix(chosen.suffixes[0])))
        self.losses.setPlainText(self.word("export.counting"))
        self.end_task()
        work = partial(preview_losses, self._session.store, chosen.name)
        self.run(Task(work), self._show_losses)

    def _show_losses(self, losses: LossReport) -> None:
        self.say("")
        counts = losses.by_kind()
        if not counts:
            self.losses.setPlainText(self.word("export.no_losses"))
            return
        rows = [
            f"{count:>6}  {sentence_of(f'loss.{kind}', {}, self.language)}"
            for kind, count in counts.items()
        ]
        self.losses.setPlainText("\n".join(rows))

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.word("export.title"), self.target.text())
        if name:
            self.target.setText(name)

    def start(self) -> None:
        """Export what is selected and prove it."""
        self.end_task()
        document = self._session.document
        only = [document] if self.only.isChecked() and document else None
        work = partial(
            export,
            self._session.store,
            Path(self.target.text()),
            self._known[self.formats.currentIndex()].name,
            annotators=_checked(self.annotators),
            layers=_checked(self.layers),
            documents=only,
        )
        self.go.setEnabled(False)
        self.run(Task(work), self._on_exported)

    def _on_exported(self, report: ExportReport) -> None:
        self.go.setEnabled(True)
        self._show_losses(report.losses)
        proof = report.proof
        said = self.word(
            "export.done",
            documents=proof.documents,
            annotations=proof.annotations,
            relations=proof.relations,
        )
        self.say(f"{report.files[0]}\n{said}", "good")

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)


def _checks(rows: list[tuple[str, str]]) -> QListWidget:
    listed = QListWidget()
    listed.setMaximumHeight(120)
    for key, text in rows:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        listed.addItem(item)
    return listed


def _checked(listed: QListWidget) -> list[str] | None:
    items = [listed.item(n) for n in range(listed.count())]
    found: list[Any] = [x.data(_KEY) for x in items if x.checkState() == Qt.CheckState.Checked]
    return found or None
