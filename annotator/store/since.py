"""One state of the corpus that something was gathered of, and what was changed since."""

from __future__ import annotations

from typing import Any

from annotator.store.counters import commits


class Since:
    """Knows which documents are not as they were, by the digests of all."""

    def __init__(self, connection: Any) -> None:
        """Note how it is now, on a snapshot."""
        self.commits = commits(connection)
        self._digests = frozenset(connection.execute("SELECT * FROM digest").fetchall())

    @property
    def count(self) -> int:
        """How many documents there were."""
        return len(self._digests)

    def changed(self, connection: Any) -> frozenset[int]:
        """Return the documents that are not as they were."""
        if commits(connection) == self.commits:
            return frozenset()
        now = frozenset(connection.execute("SELECT * FROM digest").fetchall())
        return frozenset(number for number, _, _ in now ^ self._digests)

    def is_older_than(self, connection: Any) -> bool:
        """Say whether a snapshot is of this state or of a later one."""
        return self.commits <= commits(connection)
