"""A package that was written: how large, its hash and place, and the file to be dragged away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QStringListModel, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.package import Package
from annotator.model.progress import Progress
from annotator.text.names import visible
from annotator.ui.widgets.rows import Elided
from annotator.ui.widgets.tips import set_tip, tip
from annotator.ui.words.dialogs import word
from annotator.ui.words.local_form import size_in


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A package as a file: where, how many bytes, their sha256, and what it says of itself."""

    path: Path
    size: int
    sha256: str
    package: Package


def file_of(path: Path, package: Package) -> File:
    """Return what is to be told of a package that was written."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path=path, size=path.stat().st_size, sha256=sha256, package=package)


def written_sentence(file: File, language: str) -> str:
    """Return what is said at the end."""
    counts, size = file.package.counts, size_in(file.size, language)
    documents, annotations = counts["documents"], counts["annotations"]
    return word("package.done", language, documents=documents, annotations=annotations, size=size)


def writing(target: Path, work: Callable[..., Package]) -> Callable[[Progress], File]:
    """Return the work of a task: write a package to `target`, and say what was written."""

    def write(progress: Progress) -> File:
        return file_of(target, work(progress=progress))

    return write


class FileHandle(QPushButton):
    """A file that is dragged away with the mouse, or copied with Enter; `copied` tells that."""

    copied = Signal()

    def __init__(self, language: str) -> None:
        """Build it without a file."""
        super().__init__()
        self._path: Path | None = None
        self._pressed: QPoint | None = None
        self.setAutoDefault(True)
        set_tip(self, tip(word("written.drag_tip", language)))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.clicked.connect(self.copy)

    def show_file(self, path: Path) -> None:
        """Be the handle of a file."""
        self._path = path
        shown = self.fontMetrics().elidedText(visible(path.name), Qt.TextElideMode.ElideMiddle, 480)
        self.setText(shown.replace("&", "&&"))

    def mime(self) -> QMimeData:
        """Return the file as a drag or the clipboard carries it."""
        # One that Qt made: the clipboard outlives Python, and one of ours would end with a crash.
        kept = QStringListModel([""])
        data = kept.mimeData([kept.index(0, 0)])
        data.clear()
        if self._path is not None:
            data.setUrls([QUrl.fromLocalFile(str(self._path))])
        return data

    def copy(self) -> None:
        """Put the file on the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.mime())
        self.copied.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the file be dragged away once the mouse has moved far enough."""
        begin = self._pressed
        is_far = begin is not None and (
            (event.position().toPoint() - begin).manhattanLength()
            >= QApplication.startDragDistance()
        )
        if not is_far or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)


class Written(QWidget):
    """What is told of a file that was written; `said` tells what was done with it."""

    said = Signal(str)

    def __init__(self, language: str) -> None:
        """Build it without a file."""
        super().__init__()
        self._language = language
        self._file: File | None = None
        self.handle = FileHandle(language)
        self.bytes = Elided()
        self.place, self.hash = QLineEdit(), QLineEdit()
        for field in (self.place, self.hash):
            field.setReadOnly(True)
        self.folder = QPushButton(word("written.open_folder", language))
        self.folder.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head("written.file", self.handle))
        column.addWidget(self.handle)
        hint = QLabel(word("written.drag_tip", language))
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setProperty("role", "secondary")
        column.addWidget(hint)
        column.addSpacing(8)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._head("written.size"), 0, 0)
        grid.addWidget(self.bytes, 0, 1)
        for row, (code, field) in enumerate(
            (("written.place", self.place), ("written.hash", self.hash)), start=1
        ):
            grid.addWidget(self._head(code, field), row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.handle)
        self.handle.copied.connect(lambda: self.said.emit(word("written.copied", language)))
        self.folder.clicked.connect(self._open_folder)

    def _head(self, code: str, buddy: QWidget | None = None) -> QLabel:
        made = QLabel(word(code, self._language))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("role", "head")
        if buddy is not None:
            made.setBuddy(buddy)
            buddy.setAccessibleName(made.text().replace("&", ""))
        return made

    def stand_for(self, asked: QWidget, file: File, *, go: QPushButton, cancel: QPushButton) -> str:
        """Tell of a file where a dialog had asked; return what is said of it."""
        asked.hide()
        go.hide()
        cancel.setText(word("close", self._language))
        self.show_file(file)
        self.show()
        self.setFocus()
        return written_sentence(file, self._language)

    def show_file(self, file: File) -> None:
        """Tell of a file."""
        self._file = file
        self.handle.show_file(file.path)
        name = word("written.file", self._language).replace("&", "")
        self.handle.setAccessibleName(f"{name}: {file.path.name}")
        self.bytes.setText(size_in(file.size, self._language))
        self.place.setText(visible(str(file.path)))
        self.hash.setText(file.sha256)
        for field in (self.place, self.hash):
            field.setCursorPosition(0)

    def _open_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.path.parent)))
