"""What all dialogs share: plain text, a row of buttons, progress with cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotatorError
from annotator.model.sentences import sentence_of
from annotator.model.wording import sentence
from annotator.ui.dialog_words import word
from annotator.ui.tasks import Task


class Dialog(QDialog):
    """A dialog in the window's language; Esc cancels what runs, then closes."""

    def __init__(self, parent: QWidget, title: str, language: str) -> None:
        """Build the frame of the dialog; `body` is where its parts go."""
        super().__init__(parent)
        self.language = language
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.word(title))
        self.resize(760, 560)
        self.body = QVBoxLayout()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.buttons = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 12)
        outer.setSpacing(10)
        outer.addLayout(self.body, 1)
        outer.addWidget(self.bar)
        outer.addWidget(self.said)
        outer.addLayout(self.buttons)
        self.buttons.addStretch(1)
        self.task: Task | None = None

    def word(self, code: str, **data: object) -> str:
        """Return a text in the language of the dialog."""
        return word(code, self.language, **data)

    def label(self, code: str, buddy: QWidget | None = None) -> QLabel:
        """Return a small heading, of a field if one is given."""
        made = QLabel(self.word(code))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("role", "head")
        if buddy is not None:
            made.setBuddy(buddy)
            buddy.setAccessibleName(self.word(code))
        return made

    def button(self, code: str, run: Callable[[], Any], *, is_primary: bool = False) -> QPushButton:
        """Add a button at the bottom."""
        made = QPushButton(self.word(code))
        made.setProperty("primary", is_primary)
        made.setDefault(is_primary)
        made.setAutoDefault(is_primary)
        made.clicked.connect(lambda _=False: run())
        self.buttons.addWidget(made)
        return made

    def say(self, text: str, role: str = "") -> None:
        """Say something over the buttons."""
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(text)
        self.said.setMinimumHeight(max(0, self.said.heightForWidth(max(200, self.width() - 32))))

    def run(self, task: Task, done: Callable[[Any], None]) -> None:
        """Run long work; what it says is shown, Esc cancels it."""
        self.task = task
        self.bar.setRange(0, 0)
        self.bar.show()
        task.progressed.connect(self._on_progress)
        task.done.connect(lambda result: self._end(done, result))
        task.failed.connect(self._on_failed)
        task.start()

    def _on_progress(self, what: str, done: int, total: int) -> None:
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        shown = {"done": done, "total": "…" if total < 0 else total}
        self.say(sentence_of(what, shown, self.language))

    def _end(self, done: Callable[[Any], None], result: Any) -> None:
        self.task = None
        self.bar.hide()
        done(result)

    def _on_failed(self, error: BaseException) -> None:
        self.task = None
        self.bar.hide()
        if isinstance(error, AnnotatorError):
            self.say(sentence(error, self.language), "bad")
            self.on_failed()
            return
        raise error

    def on_failed(self) -> None:
        """Be ready to try again."""

    def reject(self) -> None:
        """Cancel what runs; else close."""
        if self.task is not None:
            self.task.cancel()
        else:
            super().reject()

    def end_task(self) -> None:
        """Stop what runs and wait for it; what it wrote is taken back."""
        task, self.task = self.task, None
        if task is not None:
            task.end()
            self.bar.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what runs, once it was told to stop."""
        self.end_task()
        super().closeEvent(event)
