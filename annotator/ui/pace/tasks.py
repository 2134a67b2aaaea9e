"""Long work on a thread of its own: the window stays alive, progress and cancel are one call."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from traceback import clear_frames
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from annotator.model.errors import Cancelled
from annotator.model.progress import Progress
from annotator.store.store import Store

_LEAST = 0.05
_kept = set["Task"]()
"""Those whose end Qt has not told yet. What nobody else holds may be found to be garbage on the
thread of another, and was then called by Qt when half of it was gone."""
_SOON = 5e-4
"""Seconds after which a thread gives up Python's lock to another that waits for it. A key asks
SQLite some thirty times, and may wait after each time; with the usual 5 ms a tag took three times
as long."""


class Task(QObject):
    """One piece of work; `function` takes a Progress by the name `progress`."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        writes: Store | None = None,
        can_cancel: bool = True,
    ) -> None:
        """`writes` is the store that the work writes to; the thread takes it over meanwhile.

        `can_cancel` says that the work looks whether it shall stop.
        """
        super().__init__()
        self.can_cancel = can_cancel
        self._function, self._writes = function, writes
        self.is_writing = writes is not None
        self._stop = threading.Event()
        self._told = 0.0
        self._is_told = False
        self._thread = _Thread(self._run)
        self._thread.finished.connect(self._on_finished)
        self._result: Any = None
        self._error: BaseException | None = None

    def start(self) -> None:
        """Begin."""
        if sys.getswitchinterval() > _SOON:
            sys.setswitchinterval(_SOON)
        _kept.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop; nothing is changed then."""
        self._stop.set()

    def is_running(self) -> bool:
        """Say whether the work is still going on."""
        return self._thread.isRunning()

    def end(self) -> None:
        """Ask the work to stop, wait until it has, and tell nobody how it ended."""
        self.cancel()
        self._thread.wait()
        self._is_told = True
        self._let_go()
        self._give_back()

    def _run(self) -> None:
        if self._writes is not None:
            self._writes.take_over()
        try:
            self._result = self._function(progress=self._progress())
        except BaseException as error:  # told in the window's thread
            _empty_frames(error)
            self._error = error

    def _progress(self) -> Progress:
        def watch(what: str, done: int, total: int | None) -> None:
            if self._stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - self._told >= _LEAST:
                self._told = now
                self.progressed.emit(what, done, -1 if total is None else total)

        return watch

    def _give_back(self) -> None:
        if self._writes is not None:
            writes, self._writes = self._writes, None
            writes.take_over()
            writes.tell_kept()

    # Known to Qt by its name: found by looking, it was once not found while garbage was collected.
    @Slot()
    def _on_finished(self) -> None:
        _kept.discard(self)
        self._give_back()
        if self._is_told:
            return
        self._is_told = True
        result, error = self._let_go()
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)

    def _let_go(self) -> tuple[Any, BaseException | None]:
        """Return how the work ended and hold nothing of it: who listens may hold the task on."""
        ended = self._result, self._error
        self._result = self._error = None
        self._function = _nothing
        return ended


def _nothing(*, progress: Progress) -> None:
    """Stand for work that was done."""


def _empty_frames(error: BaseException) -> None:
    """Let an error hold nothing of what the work had in its hands: who tells it may hold it on."""
    seen = set[int]()
    left = [error]
    while left:
        one = left.pop()
        seen.add(id(one))
        clear_frames(one.__traceback__)
        because = (one.__cause__, one.__context__)
        left += [other for other in because if other is not None and id(other) not in seen]


class _Thread(QThread):
    """A thread that runs one function."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._work = run

    def run(self) -> None:
        self._work()
