"""Rows as the gate writes them: inserting, replacing, deleting, with checksums and digests."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import orjson

from annotator.model.identity import text_hash
from annotator.store.files.library import sqlite3
from annotator.store.rows.ahead import Ahead
from annotator.store.rows.brought import Brought
from annotator.store.rows.inserting import Raw, insert_batch, insert_rows
from annotator.store.rows.table import Batch, Row, checksum_of
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN
from annotator.text.composing import nfc
from annotator.text.normal import fold


def update_sql(table: str) -> str:
    """Return the statement that writes all columns of a row, its number last."""
    names = ", ".join(f"{name} = ?" for name in (*COLUMNS[table], "checksum"))
    return f"UPDATE {table} SET {names} WHERE id = ?"


def select_sql(table: str) -> str:
    """Return the statement that reads whole rows."""
    return f"SELECT {', '.join(('id', *COLUMNS[table], 'checksum'))} FROM {table}"


_CHECKSUM = itemgetter(-1)
_MOST_COUNTED = 1000
"""Of so many documents changes are counted by number; of those before them as bare numbers."""


class Rows:
    """Writes rows of one connection and keeps digests and the search index in step."""

    def __init__(self, connection: Any) -> None:
        """Take the writing connection, inside a transaction."""
        self._connection = connection
        self._next: dict[str, int] = {}
        self._digests: dict[int, list[int]] = {}
        self._counted = array("q")
        self._gone: set[int] = set()
        self._is_index_kept = True
        self.brought: Brought | None = None
        """Is told which annotations come, if somebody wants to know."""

    def leave_nothing(self) -> None:
        """Empty the search index: all documents go, and need not be taken out one by one."""
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        self._is_index_kept = False

    def next_number(self, table: str, count: int = 1) -> int:
        """Reserve `count` row numbers of a table and return the first; none is used twice."""
        if table not in self._next:
            found = self._connection.execute(
                "SELECT last FROM sequence WHERE noun = ?", (table,)
            ).fetchone()
            self._next[table] = (found[0] if found else 0) + 1
        first = self._next[table]
        self._next[table] = first + count
        return first

    def claim(self, table: str, number: int) -> None:
        """Take a row number that was given out elsewhere: it is not given out here again."""
        self._next[table] = max(self.next_number(table, 0), number + 1)

    def get(self, table: str, number: int) -> Raw | None:
        """Return a whole row, or None."""
        sql = f"{select_sql(table)} WHERE id = ?"
        return self._connection.execute(sql, (number,)).fetchone()

    def in_range(self, table: str, first: int, last: int) -> list[Raw]:
        """Return whole rows by number, first and last included."""
        sql = f"{select_sql(table)} WHERE id BETWEEN ? AND ? ORDER BY id"
        return self._connection.execute(sql, (first, last)).fetchall()

    def insert(self, table: str, rows: Sequence[Raw]) -> None:
        """Insert whole rows."""
        if not rows:
            return
        self._count(table, rows, 1)
        if self.brought is not None and table == "document":
            self.brought.note_documents(rows)
        else:
            self._forget(table)
        if isinstance(self._connection, Ahead):
            self._connection.insert(table, rows)
        else:
            insert_rows(self._connection, table, rows)
            if table == "document":
                self.index(rows)
        if table == "entity":
            self._put_aliases(rows)

    def insert_batches(self, table: str, batches: Iterable[Batch], document: int) -> None:
        """Insert rows of one document that are without their empty columns."""
        for batch in batches:
            self._add(document, len(batch.rows), sum(map(_CHECKSUM, batch.rows)))
            if self.brought is not None and table == "annotation":
                self.brought.note(batch, document)
            if isinstance(self._connection, Ahead):
                self._connection.insert_batch(table, batch)
            else:
                insert_batch(self._connection, table, batch)

    def replace(self, table: str, before: Raw, after: Raw) -> None:
        """Write a row over the one of its number."""
        if table == "document" and (before[3], before[12]) != (after[3], after[12]):
            self.unindex([before])
        self._forget(table)
        self._connection.execute(update_sql(table), (*after[1:], after[0]))
        self._count(table, [before], -1)
        self._count(table, [after], 1)
        if table == "document" and (before[3], before[12]) != (after[3], after[12]):
            self.index([after])
        elif table == "entity":
            self._drop_aliases([before])
            self._put_aliases([after])

    def delete(self, table: str, rows: Sequence[Raw]) -> None:
        """Delete whole rows, which are given as they are."""
        if not rows:
            return
        if table == "document" and self._is_index_kept:
            self.unindex(rows)
        self._forget(table)
        first, last = rows[0][0], rows[-1][0]
        if last - first + 1 == len(rows):
            sql = f"DELETE FROM {table} WHERE id BETWEEN ? AND ?"
            self._connection.execute(sql, (first, last))
        else:
            numbers = [(row[0],) for row in rows]
            self._connection.executemany(f"DELETE FROM {table} WHERE id = ?", numbers)
        self._count(table, rows, -1)
        if table == "entity":
            self._drop_aliases(rows)

    def _forget(self, table: str) -> None:
        """What is changed, or comes or goes by itself, is not as it was noted."""
        if self.brought is not None and table in ("annotation", "document"):
            self.brought.forget()

    def _count(self, table: str, rows: Sequence[Raw], sign: int) -> None:
        if table == "document":
            column = 0
        else:
            column = DOCUMENT_COLUMN[table] + 1 if table in DOCUMENT_COLUMN else None
        groups = [(0, rows)] if column is None else groupby(rows, key=itemgetter(column))
        for document, group in groups:
            sums = list(map(_CHECKSUM, group))
            self._add(document or 0, sign * len(sums), sign * sum(sums))
        if table == "document" and sign < 0:
            self._gone.update(row[0] for row in rows)

    def _add(self, document: int, count: int, total: int) -> None:
        found = self._digests.get(document)
        if found is None:
            if len(self._digests) == _MOST_COUNTED:
                self._counted.extend(chain.from_iterable(self._sums()))
                self._digests.clear()
            found = self._digests[document] = [0, 0]
        found[0] += count
        found[1] += total

    def flush(self) -> None:
        """Write what was counted to the file: digests, and the last row numbers given out."""
        self._connection.executemany(
            "INSERT INTO sequence (noun, last) VALUES (?, ?) "
            "ON CONFLICT (noun) DO UPDATE SET last = excluded.last",
            [(table, following - 1) for table, following in self._next.items()],
        )
        self._connection.executemany(
            "INSERT INTO digest (document, rows, total) VALUES (?, ?, ?) "
            "ON CONFLICT (document) DO UPDATE SET rows = rows + excluded.rows, "
            "total = total + excluded.total",
            chain(zip(*[iter(self._counted)] * 3, strict=True), self._sums()),
        )
        self._connection.executemany(
            "DELETE FROM digest WHERE document = ? AND rows = 0 AND document <> 0",
            [(number,) for number in self._gone],
        )
        self._connection.executemany(
            "DELETE FROM tally WHERE document = ? AND document NOT IN (SELECT id FROM document)",
            [(number,) for number in self._gone],
        )
        self._digests.clear()
        self._counted = array("q")
        self._gone.clear()

    def _sums(self) -> Iterator[tuple[int, int, int]]:
        """Yield number, count of rows and sum of their checksums of the documents counted now."""
        return ((key, count, total) for key, (count, total) in self._digests.items())

    def index(self, rows: Iterable[Raw]) -> None:
        """Put documents into the full-text index, in NFC."""
        entries = [(row[0], nfc(row[3]), nfc(row[12])) for row in rows]
        self._connection.executemany(
            "INSERT INTO search (rowid, name, text) VALUES (?, ?, ?)", entries
        )

    def unindex(self, rows: Iterable[Raw]) -> None:
        """Take documents out of the full-text index; they must be as they were put in."""
        entries = [(row[0], nfc(row[3]), nfc(row[12])) for row in rows]
        self._connection.executemany(
            "INSERT INTO search (search, rowid, name, text) VALUES ('delete', ?, ?, ?)", entries
        )

    def _put_aliases(self, rows: Iterable[Raw]) -> None:
        entries = list(alias_rows(rows))
        self._connection.executemany("INSERT INTO alias (entity, folded) VALUES (?, ?)", entries)

    def _drop_aliases(self, rows: Iterable[Raw]) -> None:
        numbers = [(row[0],) for row in rows]
        self._connection.executemany("DELETE FROM alias WHERE entity = ?", numbers)


def whole(number: int, row: Row) -> Raw:
    """Return a row with its number and checksum."""
    return (number, *row, checksum_of(row))


def is_intact(raw: Raw) -> bool:
    """Say whether a row's checksum is that of its values."""
    try:
        return checksum_of(raw[1:-1]) == raw[-1]
    except TypeError:
        # What is no text any more has no checksum either.
        return False


def is_text_intact(raw: Raw, places: tuple[int, int]) -> bool:
    """Say whether a text has the hash that was noted; `places` are theirs in the whole row."""
    text, noted = places
    try:
        return text_hash(raw[text]) == raw[noted]
    except (UnicodeEncodeError, AttributeError):
        # What is no text any more has no hash either.
        return False


def lenient_rows(connection: Any, table: str) -> Iterator[Raw]:
    """Yield all whole rows of a table by number, also those with bytes that are no text.

    Such bytes are lone surrogates, as Python has them in names of files.
    """
    last = -(1 << 62)
    try:
        for raw in connection.execute(f"{select_sql(table)} ORDER BY id"):
            yield raw
            last = raw[0]
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        usual = connection.text_factory
        connection.text_factory = as_text
        try:
            rows = connection.execute(f"{select_sql(table)} WHERE id > ? ORDER BY id", (last,))
            yield from rows.fetchall()
        finally:
            connection.text_factory = usual


def storable(raw: Raw) -> Raw:
    """Return a row without the bytes that `lenient_rows` lets through: U+FFFD stands for them."""
    return tuple(
        value.encode(errors="surrogateescape").decode(errors="replace")
        if isinstance(value, str)
        else value
        for value in raw
    )


def as_text(data: bytes) -> str:
    """Return bytes as text, those that are none as lone surrogates."""
    return data.decode(errors="surrogateescape")


def alias_rows(rows: Iterable[Raw]) -> Iterator[tuple[int, str]]:
    """Yield what finds entities by their names: the number of each, and a folded name."""
    for row in rows:
        for alias in orjson.loads(row[5]).get("aliases", ()):
            yield row[0], fold(alias["text"])
