"""Whether the sitting before ended as it should, and whether it had come far."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QLockFile

AT_START, LATER = "start", "later"


class Sitting:
    """This run of the program; `crashed` says how one before it ended, "" if all is well.

    Each run holds a lock that the system knows by its process. One that nobody holds any more
    and that is still there was left by a crash; `AT_START` if that was within the first seconds.
    """

    def __init__(self, folder: Path) -> None:
        """Look for what was left behind, and begin."""
        self.crashed = ""
        self._lock: QLockFile | None = None
        self._begun = folder / f"{os.getpid()}.begun"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for left in sorted(folder.glob("*.lock")):
                self._look_at(left)
            lock = QLockFile(str(folder / f"{os.getpid()}.lock"))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                self._lock = lock
                self._begun.touch()
        except OSError:
            # Then nothing is known of the sitting before, as after the first installation.
            return

    def _look_at(self, left: Path) -> None:
        lock = QLockFile(str(left))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return
        begun = left.with_suffix(".begun")
        if begun.exists():
            self.crashed = AT_START
        self.crashed = self.crashed or LATER
        begun.unlink(missing_ok=True)
        lock.unlock()

    def has_come_far(self) -> None:
        """Note that the start is over: what ends it now is no fault of starting."""
        try:
            self._begun.unlink(missing_ok=True)
        except OSError:
            # It only makes the next start ask more carefully.
            return

    def end(self) -> None:
        """Note that this run ended as it should."""
        self.has_come_far()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
