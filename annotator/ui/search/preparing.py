"""Gathers what searches ask for while nobody works, or at once for whoever searches."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from annotator.model.progress import Progress
from annotator.store.store import Store
from annotator.ui.pace.hands import Hands
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.session import Session

AFTER_MS = 1_500
"""How long nobody must have done anything, after a corpus was opened, before it begins."""
ASIDE_SECONDS = 2.0
"""For so long it stands back at most for the first page of a search."""
_LOOK_SECONDS = 0.01
"""How often it looks whether the page is there."""


class Preparing(QObject):
    """Works on a thread of its own; what goes wrong is told by the search that meets it."""

    def __init__(self, session: Session, window: QWidget, parent: QObject) -> None:
        """Serve a sitting in a window; nothing is done yet, or any more once `parent` is gone."""
        super().__init__(parent)
        self._session, self._hands = session, Hands(window)
        self._hands.moved.connect(self._on_moved)
        self._task: Task | None = None
        self._over = threading.Event()
        self._aside = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._begin)

    def wait(self) -> None:
        """Begin once nobody did anything for a while."""
        self._hands.watch()
        self._timer.start()

    def hurry(self) -> None:
        """Begin at once and go on whoever works: somebody is about to search."""
        self._hands.hurry()
        self._begin()

    def stand_back(self) -> None:
        """Do nothing for a moment: somebody waits for the first page of a search."""
        self._aside = time.monotonic() + ASIDE_SECONDS

    def go_on(self) -> None:
        """Do no longer stand back."""
        self._aside = 0.0

    def is_running(self) -> bool:
        """Say whether it is going on."""
        return self._task is not None and self._task.is_running()

    def end(self) -> None:
        """Stop, and wait until it has: the corpus is being closed."""
        self._timer.stop()
        self._over.set()
        if self._task is not None:
            self._task.cancel()
            # Nobody works here any more, so it looks at once whether it shall go on.
            self._hands.hurry()
            self._task.end()
        self._let_go()

    def _begin(self) -> None:
        self._timer.stop()
        if self.is_running() or self._over.is_set():
            return
        store = self._session.store
        self._task = Task(lambda progress: _prepare(store, self._aside_for_searches(progress)))
        self._task.done.connect(self._let_go)
        self._task.failed.connect(self._let_go)
        self._hands.watch()
        self._task.start()

    def _aside_for_searches(self, progress: Progress) -> Progress:
        """Return a progress that waits for a search, and while somebody works."""
        gentle = self._hands.gentle(progress)

        def watch(what: str, done: int, total: int | None) -> None:
            gentle(what, done, total)
            while time.monotonic() < self._aside and not self._over.wait(_LOOK_SECONDS):
                progress(what, done, total)

        return watch

    def _let_go(self, _result: object = None) -> None:
        self._hands.let_go()

    def _on_moved(self) -> None:
        if self._timer.isActive():
            self._timer.start()


def _prepare(store: Store, progress: Progress) -> None:
    # Imported here, on the thread: it takes some 50 ms, for which a key would wait.
    from annotator.operations.search.searching import prepare

    prepare(store, progress)
