"""Measures agreement beside the window; a new choice takes the place of what runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.model.progress import Progress
from annotator.operations.agreement.measuring import Choice, Report, measure_agreement
from annotator.ui.pace.latest import LatestTask
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
        self._task = LatestTask()
        self._task.progressed.connect(self.progressed)
        self._task.done.connect(self.measured)
        self._task.failed.connect(self.failed)

    def is_running(self) -> bool:
        """Say whether something is being measured."""
        return self._task.is_running()

    def measure(self, choice: Choice) -> None:
        """Measure anew; what ran is stopped."""
        store = self._session.store

        def work(progress: Progress) -> Report:
            return measure_agreement(store, choice, progress)

        self._task.start(work)

    def cancel(self) -> None:
        """Stop what runs; nobody is told how it ends."""
        self._task.cancel()

    def end(self) -> None:
        """Stop everything and wait for it: the corpus is being closed."""
        self._task.end()
