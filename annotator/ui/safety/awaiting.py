"""Work that must end before anything else: the window lives, and nothing else can be begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
)

from annotator.model.sentences import sentence_of
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_SHOWN_AFTER_MS = 400
_WIDTH = 420


class Awaiting(QDialog):
    """Says how far work is; Esc and Cancel ask it to stop."""

    def __init__(self, window: Desk, task: Task, title: str) -> None:
        """Say what is waited for."""
        super().__init__(window)
        self._task, self._language = task, window.language
        self.setObjectName("awaiting")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDTH)
        self.said, self.bar = QLabel(title), QProgressBar()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        buttons = QDialogButtonBox()
        self.stop = buttons.addButton(window.word("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        for part in (self.said, self.bar, buttons):
            column.addWidget(part)
        task.progressed.connect(self._on_progress)

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self.stop.setEnabled(False)
        self._task.cancel()

    def _on_progress(self, what: str, done: int, total: int) -> None:
        self.said.setText(sentence_of(what, {"done": done, "total": total}, self._language))
        if total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(1000 * done // total)


def wait_for(window: Desk, task: Task, title: str) -> BaseException | None:
    """Do work and return once it has ended, with the error by which it did; the window lives.

    After 0.4 s a dialog says how far it is.
    """
    loop, failures = QEventLoop(), list[BaseException]()
    shown, timer = Awaiting(window, task, title), QTimer()
    timer.setSingleShot(True)
    timer.setInterval(_SHOWN_AFTER_MS)
    timer.timeout.connect(shown.show)
    task.done.connect(loop.quit)
    task.failed.connect(failures.append)
    task.failed.connect(loop.quit)
    timer.start()
    task.start()
    loop.exec()
    timer.stop()
    shown.hide()
    shown.deleteLater()
    return failures[0] if failures else None
