"""When somebody last worked in a window: what goes on beside it stands back for a moment."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget
from shiboken6.Shiboken import isValid

from annotator.model.progress import Progress

REST_SECONDS = 0.3
"""For so long after a key or a click others stand back: Python runs one thread at a time."""
_LOOK_SECONDS = 0.075
"""How often what stands back looks whether it shall stop."""
_HANDS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick),
        *(QEvent.Type.Wheel, QEvent.Type.InputMethod),
    }
)


class Hands(QObject):
    """Watches keys and clicks; `moved` is emitted at each of them."""

    moved = Signal()

    def __init__(self, window: QWidget, *, rest: float | None = None) -> None:
        """Watch a window, once it is told to; others stand back for `rest` seconds."""
        super().__init__()
        self._window = window
        self._rest = REST_SECONDS if rest is None else rest
        self._watched: QWindow | None = None
        self._till = 0.0
        self._is_hurried = threading.Event()

    def watch(self) -> None:
        """Watch what the system gives to the window: all keys and clicks, and little besides.

        To watch the application costs more than a tenth of each paint: every event of every part
        comes to Python then.
        """
        window = self._window.windowHandle()
        if self._watched is None and window is not None:
            self._watched = window
            window.installEventFilter(self)

    def let_go(self) -> None:
        """Watch no more."""
        watched, self._watched = self._watched, None
        # Qt may have made the window anew meanwhile.
        if watched is not None and isValid(watched):
            watched.removeEventFilter(self)

    def hurry(self) -> None:
        """Let nothing stand back any more, from now on."""
        self._is_hurried.set()

    def gentle(self, progress: Progress) -> Progress:
        """Return a progress that waits, on a thread, while somebody works."""

        def watch(what: str, done: int, total: int | None) -> None:
            progress(what, done, total)
            while (left := self._till - time.monotonic()) > 0:
                if self._is_hurried.wait(min(left, _LOOK_SECONDS)):
                    break
                progress(what, done, total)

        return watch

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody works; nothing is taken."""
        if event.type() in _HANDS:
            self._till = time.monotonic() + self._rest
            self.moved.emit()
        return super().eventFilter(watched, event)
