"""When the write-ahead log is written into the corpus file: while nobody waits, if it is much."""

from __future__ import annotations

from dataclasses import dataclass

PAGES = 4_000
"""So many pages in the log make an edit write them back, however long it takes; an edit writes
about twenty. SQLite by itself would begin at a quarter of them."""
_MUCH = 10
"""Edits that are worth writing back."""


@dataclass(slots=True)
class Log:
    """Counts the edits that are in the log alone."""

    commits: int = 0
    _before: int = 0

    def is_due(self) -> bool:
        """Say whether there is much in it and nothing came since this was asked last."""
        is_quiet, self._before = self.commits == self._before, self.commits
        if not is_quiet or self.commits < _MUCH:
            return False
        self.commits = self._before = 0
        return True
