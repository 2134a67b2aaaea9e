"""What follows after the paint: a key press waits only for what its hand is on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Later(QObject):
    """Does what can wait once the text is painted, each work once however often it was wanted.

    Who needs what a work brings about asks for it with `settle`, which does it at once.
    """

    def __init__(self, parent: QObject) -> None:
        """Want nothing yet; `parent` owns the timer."""
        super().__init__(parent)
        self._works: dict[Callable[[], object], None] = {}
        # A timer of no time comes after the events that are waiting, a repaint among them.
        self._timer = QTimer(self)
        self._timer.setObjectName("later")
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle_all)

    def want(self, work: Callable[[], object]) -> None:
        """Do a work soon, at the place in the row where it was first wanted."""
        self._works.setdefault(work)
        if not self._timer.isActive():
            self._timer.start()

    def settle(self, work: Callable[[], object]) -> None:
        """Do a work now if it waits."""
        if work in self._works:
            del self._works[work]
            work()

    def settle_all(self) -> None:
        """Do everything that waits now, and what that wants in turn."""
        while self._works:
            self.settle(next(iter(self._works)))
        self._timer.stop()

    def drop(self, work: Callable[[], object]) -> None:
        """Do not do a work that waits: it was done already."""
        self._works.pop(work, None)

    def forget(self) -> None:
        """Do nothing of what waits: what it is about is gone."""
        self._works.clear()
        self._timer.stop()
