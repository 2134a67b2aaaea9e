"""Measures agreement beside the window; a new choice takes the place of what runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.model.progress import Progress
from annotator.operations.agreement.measuring import Choice, Report, measure_agreement
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session


class Measuring(QObject):
    """One measurement at a time: `measured` tells the report, `failed` why there is none."""

    measured = Signal(object)
    failed = Signal(object)
    progressed = Signal(str, int, int)

    def __init__(self, session: Session) -> None:
        """Measure the corpus of a sitting."""
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._dropped: list[Task] = []

    def is_running(self) -> bool:
        """Say whether something is being measured."""
        return self._task is not None

    def measure(self, choice: Choice) -> None:
        """Measure anew; what ran is stopped."""
        self.cancel()
        store = self._session.store

        def work(progress: Progress) -> Report:
            return measure_agreement(store, choice, progress)

        task = self._task = Task(work)
        task.progressed.connect(self._on_progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.start()

    def cancel(self) -> None:
        """Stop what runs; nobody is told how it ends."""
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

    def _on_done(self, report: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self.measured.emit(report)

    def _on_failed(self, error: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self.failed.emit(error)
