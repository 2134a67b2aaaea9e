"""Gathers what searches ask for while nobody works, or at once for whoever searches."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget
from shiboken6.Shiboken import isValid

from annotator.model.progress import Progress
from annotator.store.store import Store
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session

AFTER_MS = 1_500
"""How long nobody must have done anything, after a corpus was opened, before it begins."""
_REST_SECONDS = 0.3
"""For so long after a key or a click it stands back: Python runs one thread at a time."""
_HANDS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick),
        *(QEvent.Type.Wheel, QEvent.Type.InputMethod),
    }
)


class Preparing(QObject):
    """Works on a thread of its own; what goes wrong is told by the search that meets it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve a sitting in a window; nothing is done yet."""
        super().__init__()
        self._session, self._window = session, window
        self._watched: QWindow | None = None
        self._task: Task | None = None
        self._till = 0.0
        self._is_over = False
        self._is_hurried = threading.Event()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._begin)

    def wait(self) -> None:
        """Begin once nobody did anything for a while."""
        self._watch_hands()
        self._timer.start()

    def hurry(self) -> None:
        """Begin at once and go on whoever works: somebody is about to search."""
        self._is_hurried.set()
        self._begin()

    def is_running(self) -> bool:
        """Say whether it is going on."""
        return self._task is not None and self._task.is_running()

    def end(self) -> None:
        """Stop, and wait until it has: the corpus is being closed."""
        self._timer.stop()
        self._is_over = True
        if self._task is not None:
            self._task.cancel()
            # Nobody works here any more, so it looks at once whether it shall go on.
            self._is_hurried.set()
            self._task.end()
        self._let_go()

    def _begin(self) -> None:
        self._timer.stop()
        if self.is_running() or self._is_over:
            return
        store = self._session.store
        self._task = Task(lambda progress: _prepare(store, self._gentle(progress)))
        self._task.done.connect(self._let_go)
        self._task.failed.connect(self._let_go)
        self._watch_hands()
        self._task.start()

    def _gentle(self, progress: Progress) -> Progress:
        """Return a progress that waits while somebody works."""

        def watch(what: str, done: int, total: int | None) -> None:
            progress(what, done, total)
            while time.monotonic() < self._till and not self._is_hurried.wait(_REST_SECONDS / 4):
                progress(what, done, total)

        return watch

    def _watch_hands(self) -> None:
        """Watch what the system gives to the window: all keys and clicks, and little besides.

        To watch the application costs more than a tenth of each paint: every event of every part
        comes to Python then.
        """
        window = self._window.windowHandle()
        if self._watched is None and window is not None:
            self._watched = window
            window.installEventFilter(self)

    def _let_go(self, _result: object = None) -> None:
        watched, self._watched = self._watched, None
        # Qt may have made the window anew meanwhile.
        if watched is not None and isValid(watched):
            watched.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody works; nothing is taken."""
        if event.type() in _HANDS:
            self._till = time.monotonic() + _REST_SECONDS
            if self._timer.isActive():
                self._timer.start()
        return super().eventFilter(watched, event)


def _prepare(store: Store, progress: Progress) -> None:
    # Imported here, on the thread: it takes some 50 ms, for which a key would wait.
    from annotator.operations.search.searching import prepare

    prepare(store, progress)
