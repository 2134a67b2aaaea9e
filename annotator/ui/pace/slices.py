"""One long work that goes on while nobody waits, a few milliseconds at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from annotator.ui.pace.sweeping import keep, unswept

_SLICE = 0.003
# Typing on is answered first.
_BETWEEN_MS = 2


class Slices(QObject):
    """Goes on with the last work it was given; what it needs to be done at once is `finish`."""

    def __init__(self, parent: QObject) -> None:
        """Do nothing yet; `parent` owns the timer."""
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._size = 0
        self._done: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("slices")
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._on_idle)

    def go_on(self, work: Iterator[object], size: int, done: Callable[[], object]) -> None:
        """Do `work`, one small step with each item, in place of what was done; then call `done`.

        `size` is how many annotations it is about.
        """
        self._work, self._size, self._done = work, size, done
        self._timer.start()

    def is_busy(self) -> bool:
        """Say whether there is something left to do."""
        return self._work is not None

    def finish(self) -> None:
        """Do the rest at once."""
        while self._work is not None:
            self._step()

    def hand_over(self) -> Iterator[object]:
        """Return the rest of the work for somebody else to do, and do nothing more of it."""
        work = self._work
        self.stop()
        return iter(()) if work is None else work

    def stop(self) -> None:
        """Do nothing more: what the work is about is gone."""
        self._work = self._done = None
        self._timer.stop()

    def _on_idle(self) -> None:
        deadline = perf_counter() + _SLICE
        with unswept():
            while self._work is not None and perf_counter() < deadline:
                self._step()
            keep(self._size)

    def _step(self) -> None:
        if self._work is not None and next(self._work, self) is self:
            done = self._done
            self.stop()
            if done is not None:
                done()
