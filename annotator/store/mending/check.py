"""What can be wrong with the file itself, found row by row."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson

from annotator.model.problem import Problem
from annotator.model.scheme import ERROR
from annotator.store.files.counters import is_named_soundly
from annotator.store.files.library import sqlite3
from annotator.store.history.history import is_sealed
from annotator.store.history.images import unpacked
from annotator.store.history.replaying import PAST
from annotator.store.mending.index_check import index_differs
from annotator.store.opening.opening import GARBLED
from annotator.store.reading.queries import Reader
from annotator.store.rows.rows import alias_rows, is_intact, is_text_intact, lenient_rows
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN

TEXTS = {"document": (12, 4), "revision": (3, 4)}
"""Where the rows of a table have a text and its hash, the number of the row being 0."""


def damage(connection: Any, reader: Reader) -> Iterator[Problem]:
    """Yield faults of the file: structure, references, checksums, digests, text hashes."""
    for look in (_structure, _references, _rows, _counters, _history, index_problems):
        try:
            yield from look(connection)
        except (sqlite3.DatabaseError, *GARBLED) as error:
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
    for raw in lenient_rows(connection, table):
        document = (raw[column] or 0) if belongs else 0
        found = sums.setdefault(document, [0, 0])
        found[0] += 1
        found[1] += raw[-1] if isinstance(raw[-1], int) else 0
        if table == "document":
            names[raw[0]] = raw[1]
        if table in TEXTS and not is_text_intact(raw, TEXTS[table]):
            yield _problem("text", names.get(document, ""))
        if not is_intact(raw):
            yield _problem("checksum", names.get(document, ""), table=table, row=raw[0])


def _counters(connection: Any) -> Iterator[Problem]:
    """Row numbers are never given out twice; a counter that is too low would do so."""
    if not is_named_soundly(connection):
        yield _problem("setting", "")
    for table, last in too_low(connection):
        yield _problem("counter", "", table=table, row=last)


def too_low(connection: Any) -> list[tuple[str, int]]:
    """Return the tables that have rows beyond the last number given out, with their last row."""
    given = dict(connection.execute("SELECT noun, last FROM sequence").fetchall())
    found: list[tuple[str, int]] = []
    for table in COLUMNS:
        last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        if last > given.get(table, 0):
            found.append((table, last))
    return found


def _history(connection: Any) -> Iterator[Problem]:
    """What steps keep of before must prove, or taking them back would bring in damage."""
    # A repair keeps the damaged rows that it set right.
    sql = (
        "SELECT c.step, c.noun, c.image FROM change c JOIN step s ON s.number = c.step "
        "WHERE c.image IS NOT NULL AND s.kind NOT LIKE 'repair.%'"
    )
    wrong = {step for step, noun, image in connection.execute(sql) if not _proves(noun, image)}
    steps = connection.execute("SELECT number, data, count FROM step").fetchall()
    for number, data, count in steps:
        try:
            is_whole = is_sealed(connection, number, data, count)
        except (orjson.JSONDecodeError, AttributeError):
            is_whole = False
        if not is_whole:
            wrong.add(number)
    for number in sorted(wrong):
        yield _problem("history", "", row=number)


def _proves(noun: str, image: bytes) -> bool:
    try:
        rows = unpacked(image)
        return noun == PAST or (noun in COLUMNS and all(map(is_intact, rows)))
    except (ValueError, TypeError, KeyError, IndexError, zlib.error):
        # What cannot be unpacked is damaged, however.
        return False


def is_right(table: str, raw: tuple[Any, ...]) -> bool:
    """Say whether a whole row has the checksum, and its text the hash, that were noted."""
    return is_intact(raw) and (table not in TEXTS or is_text_intact(raw, TEXTS[table]))


def sums_of(connection: Any) -> dict[int, tuple[int, int]]:
    """Return for each document how many rows it has and the sum of their checksums."""
    found: dict[int, list[int]] = {}
    for table in COLUMNS:
        of = "id" if table == "document" else "coalesce(document, 0)"
        of = of if table == "document" or table in DOCUMENT_COLUMN else "0"
        sql = f"SELECT {of}, count(*), sum(checksum) FROM {table} GROUP BY 1"
        for document, count, total in connection.execute(sql):
            sums = found.setdefault(document, [0, 0])
            sums[0] += count
            sums[1] += total
    return {document: (count, total) for document, (count, total) in found.items()}


def _index_of(connection: Any) -> Iterator[Problem]:
    query = "SELECT count(*) FROM document"
    documents = connection.execute(query).fetchone()[0]
    try:
        indexed = connection.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
        differs = documents != indexed or index_differs(connection)
    except sqlite3.DatabaseError as error:
        yield _problem("search", "", detail=str(error))
        return
    if differs:
        yield _problem("search", "", detail=f"{indexed}/{documents}")


def _aliases_of(connection: Any) -> Iterator[Problem]:
    """Names of entities are kept a second time, folded, to be found."""
    kept: Counter[tuple[int, str]] = Counter(connection.execute("SELECT entity, folded FROM alias"))
    made = Counter(alias_rows(lenient_rows(connection, "entity")))
    if kept != made:
        yield _problem("aliases", "", detail=f"{kept.total()}/{made.total()}")


def index_problems(connection: Any) -> Iterator[Problem]:
    """Yield what is wrong with what is only there to find things."""
    yield from _index_of(connection)
    yield from _aliases_of(connection)


def _problem(what: str, document: str, **data: Any) -> Problem:
    return Problem(severity=ERROR, code=f"damage.{what}", document=document, data=data)
