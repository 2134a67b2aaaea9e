"""Rows of many documents, some hundred at a time; the annotations of the next come meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from annotator.model.meanwhile import meanwhile
from annotator.store.files.library import IS_SHAREABLE, sqlite3
from annotator.store.reading.grouped import GROUPED
from annotator.store.rows.tables import BY_NAME, COLUMNS

RELATIONS = (
    f"SELECT r.id, {', '.join('r.' + c for c in BY_NAME['relation'].columns)}, s.key, t.key "
    "FROM relation r JOIN annotation s ON s.id = r.from_annotation "
    "LEFT JOIN annotation t ON t.id = r.to_annotation"
)
"""Selects relations with the ids of both ends last."""

_MOST_DOCUMENTS, _MOST_CHARACTERS = 200, 1 << 20
"""What one portion holds at most, so that memory stays flat; a longer text is one by itself."""
_LENGTH = COLUMNS["document"].index("length") + 1
_ORDERS = {
    "segment": "position",
    "comment": "key",
    "token": "id",
    "assignment": "annotator",
    "revision": "number",
    "decision": "key",
}
_CHOSEN = "document IN (SELECT value FROM json_each(?))"

Raw = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Some documents with the rows of all that belongs to them, by number of the document."""

    documents: Sequence[Raw]
    groups: Mapping[int, bytes]
    """Annotations, as `annotations_of_group` reads them."""
    rows: Mapping[str, Mapping[int, list[Raw]]]
    """By table."""

    def of(self, table: str, number: int) -> list[Raw]:
        """Return the rows of one document in one table."""
        return self.rows[table].get(number, [])


def portions(
    connection: Any,
    documents: Iterator[Raw],
    *,
    most: int = _MOST_DOCUMENTS,
    is_apart: bool | None = None,
) -> Iterator[Portion]:
    """Yield the documents whose rows are given, with what belongs to them.

    A third of the time of an export went by while SQLite gathered annotations. It does so without
    Python's lock and in one statement for a whole portion, so another thread waits for it while
    this one is busy with the portion before. `is_apart` says whether to do so; by default that is
    where the connection only reads. `most` documents are in a portion.
    """
    if is_apart is None:
        is_apart = _only_reads(connection)

    def gather(found: _Found) -> bytes:
        return connection.execute(GROUPED, (found.numbers,)).fetchone()[0]

    for found, groups in meanwhile(_found(connection, documents, most), gather, is_apart=is_apart):
        yield Portion(
            documents=found.documents,
            rows=found.rows,
            groups=dict(map(_group_of, groups.split(b"\n"))),
        )


class _Found(NamedTuple):
    """Documents, their numbers as a JSON array, and all rows of theirs but annotations."""

    documents: list[Raw]
    numbers: str
    rows: Mapping[str, Mapping[int, list[Raw]]]


def _found(connection: Any, documents: Iterator[Raw], most: int) -> Iterator[_Found]:
    while portion := _next_of(documents, most):
        numbers = orjson.dumps([row[0] for row in portion]).decode()
        rows = {table: _rows_of(connection, table, numbers) for table in ("relation", *_ORDERS)}
        yield _Found(portion, numbers, rows)


def _rows_of(connection: Any, table: str, numbers: str) -> dict[int, list[Raw]]:
    if table == "relation":
        sql = f"{RELATIONS} WHERE r.{_CHOSEN} ORDER BY r.document, r.key"
    else:
        sql = f"{BY_NAME[table].select} WHERE {_CHOSEN} ORDER BY document, {_ORDERS[table]}"
    by_document = itemgetter(COLUMNS[table].index("document") + 1)
    groups = groupby(connection.execute(sql, (numbers,)), key=by_document)
    return {number: list(rows) for number, rows in groups}


def _next_of(documents: Iterator[Raw], most: int) -> list[Raw]:
    found: list[Raw] = []
    size = 0
    for row in documents:
        found.append(row)
        size += row[_LENGTH]
        if len(found) >= most or size >= _MOST_CHARACTERS:
            break
    return found


def _group_of(line: bytes) -> tuple[int, bytes]:
    number, _, group = line.partition(b" ")
    return int(number), group


def _only_reads(connection: Any) -> bool:
    """Say whether no statement of another thread can change what this connection sees."""
    if not IS_SHAREABLE or not isinstance(connection, sqlite3.Connection):
        return False
    return bool(connection.execute("PRAGMA query_only").fetchone()[0])
