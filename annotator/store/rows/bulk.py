"""What makes a bulk edit quick, most of all the first import, and is undone when it ends.

An empty corpus has nothing that a write-ahead log would protect from being overwritten: pages are
written once, where they belong, and the rollback journal stays small. A crash leaves the empty
corpus. Indexes are made over all rows at once, and the search index merges its parts later.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import BULK_INDEXES

_HELD, _HELD_BY_DEFAULT = 8 << 20, 1 << 20
"""Bytes of words that the search index holds before it writes a part."""
_SELDOM = (20_000, 20, 50)
"""When Python looks for garbage: rows that are held back are none, however many there are."""
_SOON = 5e-5
"""Seconds after which a thread gives up Python's lock: SQLite asks for it after each row, and would
wait for the usual 5 ms wherever the other thread is busy."""
_SORTED = 2048
"""KiB of an index that are sorted in memory: SQLite takes as many as it has for pages."""
_MERGED_BY_DEFAULT = 4
"""Parts of the search index that are merged when there are so many; 0 is never."""


class BulkSettings:
    """The settings of one bulk edit; some only where the corpus is empty."""

    def __init__(self, connection: Any, *, leaves_nothing: bool = False) -> None:
        """Leave the write-ahead log, if the corpus is empty and nobody else reads it.

        `leaves_nothing` says that it will be empty: then there is nothing to be indexed either.
        """
        self._connection = connection
        self.was_empty = is_empty(connection)
        self._is_on = self.was_empty or leaves_nothing
        self._usual = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if self.was_empty:
            self._journal("delete")
        if self._is_on:
            # Looked at for all rows at once in the end, which is three times as fast.
            connection.execute("PRAGMA foreign_keys = 0")
        self._collecting = gc.get_threshold()
        gc.set_threshold(*_SELDOM)
        self._switching = sys.getswitchinterval()
        sys.setswitchinterval(_SOON)

    def begin(self) -> None:
        """Within the transaction: leave out indexes, let the search index hold more."""
        if self._is_on:
            for name in BULK_INDEXES:
                self._connection.execute(f"DROP INDEX {name}")
            self._set("automerge", 0)
            self._set("hashsize", _HELD)

    def finish(self) -> None:
        """Within the transaction: make the indexes, and see that what is pointed to is there."""
        if self._is_on:
            self._set("automerge", _MERGED_BY_DEFAULT)
            self._set("hashsize", _HELD_BY_DEFAULT)
            kept = self._connection.execute("PRAGMA cache_size").fetchone()[0]
            self._connection.execute(f"PRAGMA cache_size = {-_SORTED}")
            for statement in BULK_INDEXES.values():
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA cache_size = {kept}")
            loose = self._connection.execute("PRAGMA foreign_key_check").fetchone()
            if loose is not None:
                raise sqlite3.IntegrityError(f"{loose[0]} points to {loose[2]}, which is not there")

    def close(self) -> None:
        """After the transaction, however it ended: go back to how edits are made."""
        gc.set_threshold(*self._collecting)
        sys.setswitchinterval(self._switching)
        if self._is_on:
            self._connection.execute("PRAGMA foreign_keys = 1")
        if self.was_empty:
            self._journal(self._usual)

    def _journal(self, mode: str) -> None:
        # If somebody reads just now it stays. Either journal is safe, the other one only slower.
        with suppress(sqlite3.OperationalError):
            found = self._connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
            # EXTRA syncs the folder too when a journal is gone: that is what commits without a log.
            self._connection.execute(f"PRAGMA synchronous = {2 if found == 'wal' else 3}")

    def _set(self, name: str, value: int) -> None:
        self._connection.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (name, value))


def is_empty(connection: Any) -> bool:
    """Say whether a corpus has no document."""
    return connection.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None
