"""One piece of long work at a time: what is asked for last takes the place of what runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.ui.pace.tasks import Task


class LatestTask(QObject):
    """Runs the work that counts; nobody is told how work ends that something else replaced."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        """Run nothing yet."""
        super().__init__()
        self._task: Task | None = None
        self._dropped: list[Task] = []

    def is_running(self) -> bool:
        """Say whether the work that counts goes on."""
        return self._task is not None

    def start(self, work: Callable[..., Any]) -> None:
        """Do work, which takes a Progress by the name `progress`; what ran is stopped."""
        self.cancel()
        task = self._task = Task(work)
        task.progressed.connect(self._on_progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.start()

    def cancel(self) -> None:
        """Stop what runs."""
        self._dropped = [task for task in self._dropped if task.is_running()]
        if self._task is not None:
            self._task.cancel()
            self._dropped.append(self._task)
            self._task = None

    def end(self) -> None:
        """Stop everything and wait for it: the corpus is being closed."""
        self.cancel()
        for task in self._dropped:
            task.end()

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self.sender() is self._task:
            self.progressed.emit(what, done, total)

    def _on_done(self, result: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self.done.emit(result)

    def _on_failed(self, error: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self.failed.emit(error)
