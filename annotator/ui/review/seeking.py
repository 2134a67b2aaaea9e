"""Looking for the next open place without keeping a key waiting, however far away it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.operations.adjudication.adjudicated import Case

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

Search = Generator[int, None, Case | None]
"""Looks at one document at a time and says how many are left; returns what it has found."""
AT_ONCE, SLICE = 0.015, 0.008
"""Seconds of work that a key press waits for, and after which the window looks for keys again."""
_TOLD_AFTER = 0.4


class Seeking(QObject):
    """Goes on with a search in slices: at once, then between the keys.

    What takes a while is shown as other long work is. `ended` is told when a search that did not
    end at once has ended or was stopped.
    """

    ended = Signal()

    def __init__(self, window: Desk) -> None:
        """Look for nothing yet."""
        super().__init__(window)
        self._window = window
        self._search: Search | None = None
        self._done: Callable[[Case | None], object] | None = None
        self._begun, self._total = 0.0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_on(self) -> bool:
        """Say whether somebody waits for what is being looked for."""
        return self._done is not None

    def seek(self, search: Search, done: Callable[[Case | None], object]) -> bool:
        """Hand what is found to `done`; say whether that happened at once."""
        self._begin(search, done)
        if self._run(AT_ONCE):
            return True
        self._timer.start()
        return False

    def look_ahead(self, search: Search) -> None:
        """Look for what will be wanted next, while nobody waits; who looks remembers it."""
        self._begin(search, None)
        self._timer.start()

    def stop(self) -> bool:
        """Look no further; say whether somebody waited for it."""
        was_on = self.is_on
        self._timer.stop()
        self._search = self._done = None
        if was_on:
            self._end()
        return was_on

    def _begin(self, search: Search, done: Callable[[Case | None], object] | None) -> None:
        self.stop()
        self._search, self._done = search, done
        self._begun, self._total = time.monotonic(), 0

    def _go_on(self) -> None:
        done = self._done
        if self._run(SLICE) and done is not None:
            self._end()

    def _end(self) -> None:
        window = self._window
        if window.session is not None:
            window.head.show_progress(None)
        window.status_line.show_progress("")
        self.ended.emit()

    def _tell(self, left: int) -> None:
        """Say how far the search is."""
        window, total = self._window, self._total
        window.head.show_progress((total - left) / total if total else -1.0)
        window.status_line.show_progress(window.word("review.seeking", count=left))

    def _run(self, seconds: float) -> bool:
        """Look for so long, in time of the processor; say whether the search has ended."""
        search, done = self._search, self._done
        if search is None:
            self._timer.stop()
            return True
        until, left = time.thread_time() + seconds, 0
        while time.thread_time() < until:
            try:
                left = next(search)
            except StopIteration as end:
                self._timer.stop()
                self._search = self._done = None
                if done is not None:
                    done(end.value)
                return True
            self._total = max(self._total, left)
        if done is not None and time.monotonic() - self._begun > _TOLD_AFTER:
            self._tell(left)
        return False
