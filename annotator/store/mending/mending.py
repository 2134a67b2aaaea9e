"""Repairs of rows: whatever is mended is proved by its checksum, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from annotator.model.errors import StoreError
from annotator.store.files.library import sqlite3
from annotator.store.mending.check import is_right, sums_of
from annotator.store.mending.turned_bits import turned_back
from annotator.store.opening.backup import is_whole
from annotator.store.opening.opening import connect
from annotator.store.rows.rows import Raw, lenient_rows, select_sql
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN
from annotator.store.writing.edit import Edit

_MOST_BACKUPS = 5
_PARENTS_FIRST = ("document", "annotator", "annotation")
Place = tuple[str, int]
"""A table and the number of a row of it."""


def mend_rows(edit: Edit, backups: Sequence[Path]) -> list[Place]:
    """Set right the rows whose checksum fails where a turned bit or a backup proves how."""
    mended: list[Place] = []
    connection = edit.reader.connection
    noted = _digests(connection)
    with _opened(backups) as others:
        for table in COLUMNS:
            wrong = [raw for raw in lenient_rows(connection, table) if not is_right(table, raw)]
            for raw in wrong:
                found = _original(table, raw, others)
                if found is not None:
                    edit.put_row(table, raw, found)
                    mended.append((table, raw[0]))
    if mended:
        _keep_digests(edit, noted)
    return mended


def bring_back_rows(edit: Edit, backups: Sequence[Path]) -> list[Place]:
    """Bring back rows that vanished, where a backup has exactly what a digest misses."""
    back: list[Place] = []
    connection = edit.reader.connection
    noted = _digests(connection)
    with _opened(backups) as others:
        sums = sums_of(connection)
        for document, (count, total) in noted.items():
            found = sums.get(document, (0, 0))
            if count <= found[0]:
                continue
            for other in others:
                rows = list(_absent(connection, other, document))
                if (len(rows), sum(r[-1] for _, r in rows)) == (count - found[0], total - found[1]):
                    for table, raw in rows:
                        edit.put_row(table, None, raw)
                        back.append((table, raw[0]))
                    break
    if back:
        _keep_digests(edit, noted)
    return back


def recount_digests(edit: Edit) -> list[int]:
    """Write anew the digests that are wrong while every row of their document proves right.

    Either the number of rows or their sum must still agree; else rows are missing, which no
    recount may hide. Returns the numbers of the documents.
    """
    connection = edit.reader.connection
    wrong = {
        raw[DOCUMENT_COLUMN[table] + 1] if table in DOCUMENT_COLUMN else raw[0]
        for table in COLUMNS
        for raw in lenient_rows(connection, table)
        if not is_right(table, raw)
    }
    sums, noted = sums_of(connection), _digests(connection)
    found: list[int] = []
    for document, (count, total) in sums.items():
        kept = noted.get(document, (0, 0))
        if kept != (count, total) and document not in wrong and _agree(kept, (count, total)):
            _write_digest(connection, document, count, total)
            found.append(document)
    return found


def _agree(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] == other[0] or one[1] == other[1]


def loose_rows(connection: Any) -> list[tuple[str, int, str]]:
    """Return the rows that point to what is not there: table, number, table pointed to."""
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    return sorted({(table, number, parent) for table, number, parent, _ in found})


def put_aside(edit: Edit, table: str, number: int) -> bool:
    """Take a row out into the history; False if it is gone already."""
    raw = edit.rows.get(table, number)
    if raw is None:
        return False
    edit.put_row(table, raw, None)
    return True


def annotator_named(edit: Edit, table: str, number: int) -> str | None:
    """Return the annotator that a row names, None if it names none."""
    raw = edit.rows.get(table, number)
    if raw is None or "annotator" not in COLUMNS[table]:
        return None
    return raw[1 + COLUMNS[table].index("annotator")]


def _original(table: str, raw: Raw, others: Sequence[Any]) -> Raw | None:
    found = turned_back(raw)
    if found is not None and is_right(table, found):
        return found
    for other in others:
        row = other.execute(f"{select_sql(table)} WHERE id = ?", (raw[0],)).fetchone()
        if row is None or not is_right(table, row):
            continue
        # Either the checksum says that it is this very row, or nothing but the checksum differs.
        if row[-1] == raw[-1] or row[:-1] == raw[:-1]:
            return row
    return None


def _absent(connection: Any, other: Any, document: int) -> Iterator[tuple[str, Raw]]:
    """Yield intact rows of a document that a backup has and the corpus has not."""
    for table in sorted(COLUMNS, key=lambda name: (name not in _PARENTS_FIRST, name == "relation")):
        if table == "document":
            where = "id = ?"
        elif table in DOCUMENT_COLUMN:
            where = "coalesce(document, 0) = ?"
        elif document == 0:
            where = "0 = ?"
        else:
            continue
        here = {
            n for (n,) in connection.execute(f"SELECT id FROM {table} WHERE {where}", (document,))
        }
        for raw in other.execute(f"{select_sql(table)} WHERE {where} ORDER BY id", (document,)):
            if raw[0] not in here and is_right(table, raw):
                yield table, raw


def _opened(backups: Sequence[Path]) -> _Others:
    return _Others([path for path in backups if is_whole(path)][:_MOST_BACKUPS])


class _Others:
    """Backups, open for reading while the block lasts; those that cannot be read are left out."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._stack = ExitStack()

    def __enter__(self) -> list[Any]:
        found: list[Any] = []
        for path in self._paths:
            with suppress(sqlite3.Error, StoreError):
                # A backup that cannot be read proves nothing; the next one may.
                connection = connect(path, read_only=True)
                self._stack.callback(connection.close)
                connection.execute("SELECT count(*) FROM document").fetchone()
                found.append(connection)
        return found

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _digests(connection: Any) -> dict[int, tuple[int, int]]:
    return {d: (n, t) for d, n, t in connection.execute("SELECT * FROM digest")}


def _keep_digests(edit: Edit, noted: dict[int, tuple[int, int]]) -> None:
    """Let the digests say again what they said: they were what proved the rows."""
    edit.rows.flush()
    for document, (count, total) in noted.items():
        _write_digest(edit.reader.connection, document, count, total)


def _write_digest(connection: Any, document: int, count: int, total: int) -> None:
    connection.execute(
        "INSERT INTO digest (document, rows, total) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (document) DO UPDATE SET rows = ?2, total = ?3 "
        "WHERE rows <> ?2 OR total <> ?3",
        (document, count, total),
    )
