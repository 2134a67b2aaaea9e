"""What can be wrong with the file itself, found row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.model.problem import Problem
from annotator.model.scheme import ERROR
from annotator.store.library import sqlite3
from annotator.store.queries import Reader
from annotator.store.rows import is_intact, is_text_intact, select_sql
from annotator.store.tables import COLUMNS, DOCUMENT_COLUMN


def damage(connection: Any, reader: Reader) -> Iterator[Problem]:
    """Yield faults of the file: structure, references, checksums, digests, text hashes."""
    for look in (_structure, _references, _rows, _index_of):
        try:
            yield from look(connection)
        except (sqlite3.DatabaseError, TypeError, ValueError, KeyError) as error:
            yield _problem("structure", "", detail=str(error))


def _structure(connection: Any) -> Iterator[Problem]:
    for (said,) in connection.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield _problem("structure", "", detail=said)


def _references(connection: Any) -> Iterator[Problem]:
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield _problem("reference", "", table=table, row=number, detail=parent)


def _rows(connection: Any) -> Iterator[Problem]:
    sums: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    for table in COLUMNS:
        yield from _rows_of(connection, table, sums, names)
    kept = {d: [n, t] for d, n, t in connection.execute("SELECT * FROM digest") if n or t}
    for document in sorted(kept.keys() | sums.keys()):
        if kept.get(document, [0, 0]) != sums.get(document, [0, 0]):
            yield _problem("digest", names.get(document, ""), row=document)


def _rows_of(
    connection: Any, table: str, sums: dict[int, list[int]], names: dict[int, str]
) -> Iterator[Problem]:
    column = 0 if table == "document" else DOCUMENT_COLUMN.get(table, -1) + 1
    belongs = table == "document" or table in DOCUMENT_COLUMN
    for raw in connection.execute(select_sql(table)):
        document = (raw[column] or 0) if belongs else 0
        found = sums.setdefault(document, [0, 0])
        found[0] += 1
        found[1] += raw[-1]
        if table == "document":
            names[raw[0]] = raw[1]
            if not is_text_intact(raw):
                yield _problem("text", raw[1])
        if not is_intact(raw):
            yield _problem("checksum", names.get(document, ""), table=table, row=raw[0])


def _index_of(connection: Any) -> Iterator[Problem]:
    query = "SELECT count(*) FROM document"
    documents = connection.execute(query).fetchone()[0]
    indexed = connection.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    if documents != indexed:
        yield _problem("search", "", detail=f"{indexed}/{documents}")


def _problem(what: str, document: str, **data: Any) -> Problem:
    return Problem(severity=ERROR, code=f"damage.{what}", document=document, data=data)
