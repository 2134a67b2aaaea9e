"""When small pages of memory are joined to large ones: beside a large document that was opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from annotator.model.progress import Progress
from annotator.ui.pace.beside import Beside

_AFTER_MS = 300
"""How long after a document was read it begins: the first paint comes before."""
_REST_SECONDS = 0.1
"""Shorter than others stand back for a key: Python goes on meanwhile, and until all is joined each
key takes longer, also that of somebody who types without a pause."""


class LargePages(QObject):
    """Joins what is in use, and again what has come since."""

    def __init__(self, window: QWidget) -> None:
        """Serve a window; nothing is done yet."""
        super().__init__(window)
        self._beside = Beside(window, rest=_REST_SECONDS)
        self._beside.done.connect(self._on_done)
        self._is_wanted = False
        self._timer = QTimer(self)
        self._timer.setObjectName("large_pages")
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._begin)

    def want(self) -> None:
        """Join soon what a large document has brought."""
        self._timer.start()

    def is_busy(self) -> bool:
        """Say whether something is being joined, or will be."""
        return self._timer.isActive() or self._beside.is_running()

    def end(self) -> None:
        """Stop, and wait until it has: the corpus is being closed."""
        self._timer.stop()
        self._is_wanted = False
        self._beside.end()

    def _begin(self) -> None:
        if self._beside.is_running():
            # What came since lies elsewhere in memory than what was looked at already.
            self._is_wanted = True
        else:
            self._beside.begin(_join)

    def _on_done(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self._timer.start()


def _join(progress: Progress) -> None:
    # Imported here, on the thread: nobody needs it for a first paint.
    from annotator.ui.pace.joining import join_pages

    join_pages(lambda looked: progress("memory", looked, None))
