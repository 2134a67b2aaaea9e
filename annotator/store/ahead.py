"""A connection that holds new rows back a little, so that many are written at once.

While the search index takes in the documents of one portion on a thread of its own, in one
statement, the thread that imports prepares the next portion and does not touch the connection.
Whoever reads or writes otherwise gets everything first: what was held back is written before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import orjson

from annotator.store.inserting import Raw, insert_rows
from annotator.store.library import IS_SHAREABLE, sqlite3
from annotator.text.composing import nfc

_PORTION = 10_000
"""Rows that are held back at most."""
_ORDER = ("document", "segment", "annotation", "relation", "token")
_FEW = 50
"""Documents that are not worth a thread."""
_NAME, _TEXT = 3, 12


class Ahead:
    """The writing connection of one edit."""

    def __init__(self, connection: Any) -> None:
        """Take the writing connection, inside a transaction."""
        self._connection = connection
        self._held: dict[str, list[Raw]] = {}
        self._count = 0
        self._search: Any = None
        self._pool: Any = None

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Execute a statement when all before it are written."""
        if self._count or self._search is not None:
            self.settle()
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Any:
        """Execute a statement for each row when all before it are written."""
        if self._count or self._search is not None:
            self.settle()
        return self._connection.executemany(sql, rows)

    def insert(self, table: str, rows: Sequence[Raw]) -> None:
        """Insert whole rows some time before anything else is done; documents are indexed."""
        if table not in _ORDER:
            insert_rows(self, table, rows)
            return
        self._held.setdefault(table, []).extend(rows)
        self._count += len(rows)
        if self._count >= _PORTION:
            self._write()

    def settle(self) -> None:
        """Write everything and wait until it is written."""
        self._write()
        self._wait()

    def drop(self) -> None:
        """Forget what was held back: it will be rolled back anyway."""
        self._held.clear()
        self._count = 0
        # The rollback that follows takes this statement back as well.
        with suppress(sqlite3.Error):
            self._wait()

    def _write(self) -> None:
        self._wait()
        documents = self._held.get("document", [])
        for table in _ORDER:
            rows = self._held.pop(table, None)
            if rows:
                insert_rows(self._connection, table, rows)
        self._count = 0
        if documents:
            self._index(documents)

    def _index(self, documents: list[Raw]) -> None:
        """Put documents into the search index, in NFC, by statements that are one step each."""
        differing: list[tuple[int, str, str]] = []
        for row in documents:
            name, text = nfc(row[_NAME]), nfc(row[_TEXT])
            if name != row[_NAME] or text is not row[_TEXT]:
                differing.append((row[0], name, text))
        others = ", ".join(str(number) for number, _, _ in differing)
        work = (
            (
                "INSERT INTO search (rowid, name, text) SELECT id, name, text FROM document "
                f"WHERE id BETWEEN ? AND ? AND id NOT IN ({others})",
                (documents[0][0], documents[-1][0]),
            ),
            (
                "INSERT INTO search (rowid, name, text) "
                "SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
                (orjson.dumps(differing).decode(),),
            ),
        )
        if len(documents) < _FEW or not IS_SHAREABLE:
            _execute_all(self._connection, work)
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="search-index")
        self._search = self._pool.submit(_execute_all, self._connection, work)

    def _wait(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            search.result()

    def close(self) -> None:
        """End the thread; nothing is written any more."""
        self.drop()
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


def _execute_all(connection: Any, work: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
    for sql, values in work:
        connection.execute(sql, values)
