"""The backups that are made beside the work: when a corpus was opened, then every half hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.model.wording import sentence
from annotator.ui.pace.tasks import Task

if TYPE_CHECKING:
    from annotator.store.opening.backup import Reason
    from annotator.store.store import Store
    from annotator.ui.desk import Desk

EVERY_MS = 30 * 60 * 1000


class RegularBackups(QObject):
    """Says nothing unless one fails; nothing is copied where nothing changed since the last."""

    def __init__(self, window: Desk, *, every_ms: int = EVERY_MS) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._store: Store | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(every_ms)
        self.timer.timeout.connect(self._on_time)

    def begin(self, store: Store) -> None:
        """Make the first one, if the corpus can be written to, and go on."""
        if not store.is_read_only:
            self._store = store
            self._make("open")
            self.timer.start()

    def _on_time(self) -> None:
        if self._task is None or not self._task.is_running():
            self._make("regular")

    def _make(self, reason: Reason) -> None:
        store = self._store
        if store is None or store.fault() is not None:
            return
        self._task = Task(lambda progress: store.backup_apart(reason, progress))
        self._task.failed.connect(self._on_failed)
        self._task.start()

    def end(self) -> None:
        """Stop it and wait until it has stopped."""
        self.timer.stop()
        task, self._task, self._store = self._task, None, None
        if task is not None:
            task.end()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, AnnotatorError) and not isinstance(error, Cancelled):
            self._window.say(sentence(error, self._window.language))
