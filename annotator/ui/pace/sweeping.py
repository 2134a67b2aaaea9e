"""When Python looks for garbage: not while a document is read, not in a large one that is open, and
in all that is old only while nobody waits.

Hundreds of thousands of annotations are live as long as their document is open. To look through
all of them now and then takes a third of the time of reading them, and makes some key press wait.
The lines that were laid out, and the program itself, are enough to take two paints' time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

from annotator.ui.pace.trimming import Trimmer

MANY = 5_000
"""Annotations of a document that is left alone; smaller ones are looked through in no time."""

_EVERY_MS = 1000
_WORTH = 3
"""So many looks through what is young make one through what is old worth its time."""
_MOST = 100
"""After so many of them Python looks through what is old whoever waits: memory has an end."""
_is_held = False
"""Whether `hold` leaves things alone: there is one collector in a process."""


class Sweeper(QObject):
    """Looks through what is old once nothing was made or shown for a second, then tidies up.

    Python by itself does so in the midst of whatever makes the last straw, which is a key press.
    """

    def __init__(self, parent: QObject, standing: Callable[[], object]) -> None:
        """Wait to be woken; `standing` tells what is shown, and is equal while that is the same."""
        super().__init__(parent)
        self._standing = standing
        self._before: tuple[object, object] | None = None
        self._trimmer = Trimmer()
        self._timer = QTimer(self)
        self._timer.setObjectName("sweeper")
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _MOST)

    def wake(self) -> None:
        """Look now and then whether there is time, for something was done."""
        if not self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        counts, standing = gc.get_count(), self._standing()
        before, self._before = self._before, (counts, standing)
        if before is None or before[1] != standing:
            return
        if counts[2] >= _WORTH:
            if before[0] != counts:
                return
            gc.collect()
        self._trimmer.trim()
        self._before = None
        self._timer.stop()


@contextmanager
def unswept() -> Iterator[None]:
    """Do not look for garbage meanwhile; `hold` belongs at the end of what is done meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def hold(annotations: int) -> None:
    """Leave all that is there alone, if it is much; else look through what was left alone before.

    What is let go is freed all the same, but for what holds itself: that is freed when another
    document has been opened.
    """
    global _is_held
    if annotations >= MANY:
        gc.freeze()
        _is_held = True
    elif _is_held:
        gc.unfreeze()
        _is_held = False


def keep(annotations: int) -> None:
    """Leave alone what was made since of a document that is open, as the rest of it, if it is much.

    (How much is left alone is not asked for: all of it would be counted.)
    """
    if annotations >= MANY:
        gc.freeze()
