"""Whether an open corpus is still the file under its name, and which files are open here."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

Identity = tuple[int, int]

_open: Counter[Identity] = Counter()
# One for the whole process, because what it guards against is: closing any other handle on a file
# drops all locks that SQLite holds on it in this process, and with them committed work
# (sqlite.org/howtocorrupt.html, section 2.2).


def is_open_here(path: Path) -> bool:
    """Say whether this process has the corpus open; such a file must not be opened otherwise."""
    identity = _identity(path)
    return identity is not None and _open[identity] > 0


class Presence:
    """A corpus file that this process has open."""

    def __init__(self, path: Path) -> None:
        """Remember which file is under `path` now."""
        self._path = path
        self._identity = _identity(path)
        if self._identity is not None:
            _open[self._identity] += 1

    def fault(self) -> str | None:
        """Return "corpus_gone" or "corpus_replaced" if the name no longer leads to the file.

        What is written then would be seen by nobody: SQLite goes on writing into a deleted file.
        """
        now = _identity(self._path)
        if now == self._identity:
            return None
        return "corpus_gone" if now is None else "corpus_replaced"

    def end(self) -> None:
        """Forget the file: it is closed."""
        if self._identity is not None:
            _open[self._identity] -= 1
            self._identity = None


def _identity(path: Path) -> Identity | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
