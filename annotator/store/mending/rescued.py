"""What a rescue must know of rows: how they were, what they point to, which scheme they make."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from operator import itemgetter
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.store.files.library import sqlite3
from annotator.store.mending.cells import Judge
from annotator.store.mending.check import is_right
from annotator.store.mending.numbering import Rows, numbering
from annotator.store.mending.salvage import Salvage
from annotator.store.mending.turned_bits import turned_back
from annotator.store.rows.annotations import annotation_of
from annotator.store.rows.inserting import Raw, insert_rows
from annotator.store.rows.schema import TABLES
from annotator.store.rows.schemes import read_scheme
from annotator.store.rows.tables import BY_NAME, COLUMNS, DOCUMENT_COLUMN, SCHEME_TABLES

KINDS = tuple(BY_NAME)
"""The tables with nouns, those that others point to first."""
_POINTERS = {
    "document": ("document", False),
    "from_document": ("document", False),
    "to_document": ("document", False),
    "from_annotation": ("annotation", False),
    "to_annotation": ("annotation", False),
    "annotator": ("annotator", True),
}
"""Columns that point to a row of a table, by its number or by its id."""
POINTED_TO = frozenset(table for table, by_id in _POINTERS.values() if not by_id)
"""The tables to whose rows others point by number."""


def rows_as_they_were(found: Salvage, table: str) -> Iterator[tuple[Raw, bool]]:
    """Yield the rows of a table, each once, and whether the indexes know it as one of the corpus.

    A turned bit is turned back, in the number of a row too. One whose number nothing proves has one
    that nobody had: what points to it is not found, but nothing points to it that is not its own.
    """
    read, lost = _all_rows(found, table)
    settled = numbering(found.connection, table, read, proved_by(table))
    fresh = count(max(found.last(table), settled.most) + 1)
    for place, raw in enumerate(read()):
        if place in settled.repeated:
            continue
        raw = mended(table, raw)
        is_known = place not in settled.unknown
        if is_known and place in settled.numbers:
            number = settled.numbers[place]
            raw = (next(fresh) if number is None else number, *raw[1:])
        yield raw, is_known
    found.unreadable[table] = max(0, found.unreadable[table] - lost)


def _all_rows(found: Salvage, table: str) -> tuple[Rows, int]:
    """Return what reads the rows of a table, and how many of them are those of damaged cells."""
    if found.is_complete:
        return lambda: found.rows(table), 0
    there = {(raw[0], raw[-1]) for raw in map(proved_by(table), found.rows(table)) if raw}
    lost: list[Raw] = []
    false: set[int] = set()
    for number, raw in found.cells(table, proved_by(table), lambda raw: _right(table, raw)):
        if (raw[0], raw[-1]) not in there:
            there.add((raw[0], raw[-1]))
            lost.append(raw)
            false.add(number)
    lost.sort(key=itemgetter(0))

    def read() -> Iterator[Raw]:
        left = list(reversed(lost))
        for raw in found.rows(table):
            while left and left[-1][0] < raw[0]:
                yield left.pop()
            if raw[0] not in false or proved_by(table)(raw):
                yield raw
        yield from reversed(left)

    return read, len(lost)


def _right(table: str, raw: Raw) -> Raw | None:
    return raw if is_right(table, raw) else None


def proved_by(table: str) -> Judge:
    """Return what gives a row of a table as it was, None if it does not prove."""
    return lambda raw: _right(table, mended(table, raw))


def mended(kind: str, raw: Raw) -> Raw:
    """Return a row with its one turned bit turned back, or as it is."""
    if is_right(kind, raw):
        return raw
    found = turned_back(raw)
    return found if found is not None and is_right(kind, found) else raw


def parents_of(kind: str, raw: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Return what a whole row points to, named as rows name themselves: table and number or id."""
    found: list[tuple[str, Any]] = []
    for column, value in zip(COLUMNS[kind], raw[1:], strict=False):
        if column in _POINTERS and value is not None:
            table, by_id = _POINTERS[column]
            found.append((f"{table}.key" if by_id else table, value))
    return found


def document_number(kind: str, raw: tuple[Any, ...]) -> int:
    """Return the number of the document that a whole row belongs to, 0 if to none."""
    if kind == "document":
        return raw[0]
    if kind not in DOCUMENT_COLUMN:
        return 0
    found = raw[DOCUMENT_COLUMN[kind] + 1]
    return found if isinstance(found, int) else 0


def named_values(kind: str, raw: tuple[Any, ...]) -> dict[str, Any]:
    """Return the values of a whole row by column, such as JSON can hold."""
    names = ("id", *COLUMNS[kind], "checksum")
    return {name: _plain(value) for name, value in zip(names, raw, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return value.encode(errors="surrogateescape").decode(errors="backslashreplace")
    return value


def annotation_of_row(raw: tuple[Any, ...]) -> Annotation:
    """Return the annotation of a whole row that proves."""
    return annotation_of(raw[:-1], "")


def scheme_of_rows(found: Salvage) -> Scheme | None:
    """Return the scheme of a damaged corpus if every row of it can be read and proves."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in TABLES:
            if not statement.startswith("CREATE VIRTUAL"):
                made.execute(statement)
        for table in ("scheme", *SCHEME_TABLES):
            # Nothing points to a part of the scheme by its number.
            rows = [
                (number, *raw[1:])
                for number, (raw, _) in enumerate(rows_as_they_were(found, table), start=1)
            ]
            if found.unreadable[table] or not all(is_right(table, raw) for raw in rows):
                return None
            if rows:
                insert_rows(made, table, rows)
        return read_scheme(made)
    except (sqlite3.Error, TypeError, ValueError):
        # Rows that contradict each other, or no scheme at all: it is lost.
        return None
    finally:
        made.close()
