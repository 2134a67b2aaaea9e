"""A connection that holds new rows back a little, so that many are written at once.

While the search index takes in documents on a thread of its own, the thread that imports prepares
the next portion and does not touch the connection. Whoever reads or writes otherwise gets
everything first: what was held back is written before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.rows.indexing import Indexing
from annotator.store.rows.inserting import Raw, insert_batch, insert_rows
from annotator.store.rows.table import Batch

_MOST_ROWS, _MOST_CHARACTERS = 8000, 1 << 21
"""What is held back at most: rows, and characters of the documents among them."""
_ORDER = ("document", "segment", "annotation", "relation", "token")
_LENGTH = 11


class Ahead:
    """The writing connection of one edit."""

    def __init__(self, connection: Any) -> None:
        """Take the writing connection, inside a transaction."""
        self._connection = connection
        self._held: dict[str, list[Raw]] = {}
        self._batches: dict[str, dict[tuple[int, ...], list[Raw]]] = {}
        self._count = 0
        self._size = 0
        self._index = Indexing(connection)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Execute a statement when all before it are written."""
        self.settle()
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Any:
        """Execute a statement for each row when all before it are written."""
        self.settle()
        return self._connection.executemany(sql, rows)

    @property
    def text_factory(self) -> Any:
        """What makes text of bytes."""
        return self._connection.text_factory

    @text_factory.setter
    def text_factory(self, factory: Any) -> None:
        self._connection.text_factory = factory

    def insert(self, table: str, rows: Sequence[Raw]) -> None:
        """Insert whole rows some time before anything else is done; documents are indexed."""
        if table not in _ORDER:
            insert_rows(self, table, rows)
            return
        self._held.setdefault(table, []).extend(rows)
        if table == "document":
            self._size += sum(row[_LENGTH] for row in rows)
        self._has_more(len(rows))

    def insert_batch(self, table: str, batch: Batch) -> None:
        """Insert rows that are without empty columns, as `insert` does."""
        self._batches.setdefault(table, {}).setdefault(batch.empty, []).extend(batch.rows)
        self._has_more(len(batch.rows))

    def _has_more(self, count: int) -> None:
        self._count += count
        if self._count >= _MOST_ROWS or self._size >= _MOST_CHARACTERS:
            self._write()
            if self._index.is_due:
                self._index.start()

    def settle(self) -> None:
        """Write everything and wait until it is written."""
        if self._count:
            self._write()
        if not self._index.is_empty:
            self._index.start()
            self._index.wait()

    def drop(self) -> None:
        """Forget what was held back: it will be rolled back anyway."""
        self._held.clear()
        self._batches.clear()
        self._count = self._size = 0
        self._index.forget()
        # The rollback that follows takes this statement back as well.
        with suppress(sqlite3.Error):
            self._index.wait()

    def _write(self) -> None:
        self._index.wait()
        self._index.add(self._held.get("document", ()))
        for table in _ORDER:
            rows = self._held.pop(table, None)
            if rows:
                insert_rows(self._connection, table, rows)
            for empty, short in self._batches.pop(table, {}).items():
                insert_batch(self._connection, table, Batch(empty, short))
        self._count = self._size = 0

    def close(self) -> None:
        """End the thread; nothing is written any more."""
        self.drop()
        self._index.close()
