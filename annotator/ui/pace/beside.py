"""Work that goes on beside a window, on a thread, and stands back while somebody works in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.progress import Progress
from annotator.ui.pace.hands import Hands
from annotator.ui.pace.tasks import Task


class Beside(QObject):
    """One piece of work at a time; `done` is emitted at the end of one that was not stopped."""

    done = Signal()

    def __init__(self, window: QWidget, *, rest: float | None = None) -> None:
        """Stand back for who works in a window, as `Hands` has it; nothing is done yet."""
        super().__init__(window)
        self._window, self._rest = window, rest
        self._hands: Hands | None = None
        self._task: Task | None = None

    def begin(self, work: Callable[[Progress], object]) -> None:
        """Do work; it stands back, or is stopped, where it tells how far it is."""
        self._hands = hands = Hands(self._window, rest=self._rest)
        hands.watch()
        self._task = Task(lambda progress: work(hands.gentle(progress)))
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    def is_running(self) -> bool:
        """Say whether work goes on."""
        return self._task is not None

    def end(self) -> None:
        """Stop, and wait until it has: the corpus is being closed."""
        if self._task is not None and self._hands is not None:
            self._task.cancel()
            # It may be standing back, and should look at once whether it shall go on.
            self._hands.hurry()
            self._task.end()
        self._let_go()

    def _on_done(self, _result: object) -> None:
        self._let_go()
        self.done.emit()

    def _on_failed(self, error: BaseException) -> None:
        # Nobody asked for it, so nobody waits for an answer: it is a fault of the program.
        self._let_go()
        raise error

    def _let_go(self) -> None:
        if self._hands is not None:
            self._hands.let_go()
        self._hands = self._task = None
