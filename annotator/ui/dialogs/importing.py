"""Brings files in: what each is, how its text reads, what was refused and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from annotator.model.errors import AnnotatorError
from annotator.model.language import text_in
from annotator.model.wording import sentence
from annotator.operations.documents import ImportReport, import_files
from annotator.operations.preview import FilePreview, preview
from annotator.ui.dialogs.dialog import Dialog
from annotator.ui.rows import Shown, row_item, row_list
from annotator.ui.session import Session
from annotator.ui.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_PATH = int(Qt.ItemDataRole.UserRole)


class ImportDialog(Dialog):
    """The dialog of Ctrl+Shift+I."""

    def __init__(self, window: MainWindow, session: Session, paths: list[Path]) -> None:
        """Build with files that were dropped, or none."""
        super().__init__(window, "import.title", session.language)
        self._window, self._session = window, session
        self._paths: list[Path] = []
        self._previews: dict[Path, FilePreview | str] = {}
        self.files = row_list()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(window.look.text_font(14))
        self.text.setTabChangesFocus(True)
        self.tongue = QLineEdit(session.language)
        self.decoding = QComboBox()
        self.decoding.addItem(self.word("import.detected"), None)
        self._build()
        self.files.currentItemChanged.connect(self._show_current)
        self.decoding.currentIndexChanged.connect(self._show_current)
        self.button("cancel", self.reject)
        self.again = self.button("import.undo", self._undo)
        self.again.hide()
        self.go = self.button("import.add", self.start, is_primary=True)
        self.add(paths)

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        add = QPushButton(self.word("import.add"))
        add.setAutoDefault(False)
        add.clicked.connect(self._browse)
        left.addWidget(self.label("import.files", self.files))
        left.addWidget(self.files, 1)
        left.addWidget(add)
        right.addWidget(self.label("import.preview", self.text))
        right.addWidget(self.text, 1)
        right.addWidget(self.label("import.decoding", self.decoding))
        right.addWidget(self.decoding)
        right.addWidget(self.label("import.language", self.tongue))
        right.addWidget(self.tongue)
        row = QHBoxLayout()
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.body.addLayout(row)

    def _browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.word("import.title"), "", self.word("import.filter")
        )
        self.add([Path(name) for name in names])

    def add(self, paths: list[Path]) -> None:
        """Add files; folders give the files in them."""
        for path in paths:
            inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            for file in inside:
                if file not in self._paths:
                    self._paths.append(file)
                    self._add_row(file)
        count = sum(1 for p in self._paths if isinstance(self._previews.get(p), FilePreview))
        self.go.setText(self.word("import.go", count=count) if count else self.word("import.add"))
        if not count:
            self.say(self.word("import.none"), "secondary")
        else:
            self.say("")
            self.files.setCurrentRow(0)

    def _add_row(self, path: Path) -> None:
        try:
            found: FilePreview | str = preview(path)
        except (AnnotatorError, OSError) as error:
            is_ours = isinstance(error, AnnotatorError)
            found = sentence(error, self.language) if is_ours else str(error)  # type: ignore[arg-type]
        self._previews[path] = found
        if isinstance(found, str):
            item = row_item(Shown(f"✕ {path.name}", below=found))
        else:
            kind = text_in(found.title, self.language, found.format)
            below = ", ".join(x for x in (kind, found.encoding) if x)
            item = row_item(Shown(path.name, aside=_size(found.size), below=below))
        item.setData(_PATH, str(path))
        self.files.addItem(item)

    def _show_current(self) -> None:
        item = self.files.currentItem()
        if item is None:
            return
        path = Path(item.data(_PATH))
        found = self._previews.get(path)
        if isinstance(found, str) or found is None:
            self.text.setPlainText(found or "")
            return
        if self.sender() is not self.decoding:
            self.decoding.blockSignals(True)
            self.decoding.clear()
            self.decoding.addItem(self.word("import.detected"), None)
            for name, line in found.candidates:
                self.decoding.addItem(f"{name}: {line}", name)
            self.decoding.blockSignals(False)
        chosen = self.decoding.currentData()
        if chosen:
            found = preview(path, decoding=str(chosen))
        roles = self._session.scheme
        can_be_text = bool(found.candidates or found.encoding)
        self.decoding.setEnabled(can_be_text)
        self.tongue.setEnabled(can_be_text)
        lines: list[str] = []
        for role, text in found.segments:
            known = roles.role(role)
            name = text_in(known.names if known else None, self.language, role)
            lines.append(self.word("segments", role=name, text=text))
        shown = "\n\n".join(lines) if lines else found.opening
        if found.annotations is not None:
            head = self.word("import.first", name=found.name, annotations=found.annotations)
            shown = f"{head}\n\n{shown}"
        self.text.setPlainText(shown)

    def start(self) -> None:
        """Import; without files, ask for some."""
        if not self._paths:
            self._browse()
            return
        self.go.setEnabled(False)
        work = partial(
            import_files,
            self._session.store,
            list(self._paths),
            annotator=self._session.annotator,
            language=self.tongue.text().strip() or None,
            decoding=self.decoding.currentData(),
        )
        self.run(Task(work, writes=self._session.store), self._on_imported)

    def _on_imported(self, report: ImportReport) -> None:
        said = self.word(
            "import.done",
            documents=report.documents,
            annotations=report.annotations,
            refused=len(report.refused),
        )
        for refusal in report.refused[:5]:
            said += "\n" + refusal.sentences[self.language]
        self.say(said, "bad" if report.refused else "good")
        self.again.setVisible(bool(report.documents or report.annotations))
        self.go.hide()
        self._paths.clear()
        rows = self._session.documents()
        if rows and self._session.document is None:
            self._session.open_document(rows[0].id)
        self._window.refresh_documents()

    def on_failed(self) -> None:
        """Be ready to try again."""
        self.go.setEnabled(True)

    def _undo(self) -> None:
        self._session.undo()
        self.close()


def _size(size: int) -> str:
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
