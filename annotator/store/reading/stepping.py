"""What one step changed in a document, read of the history: for steps that list no changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from annotator.model.change import Change
from annotator.store.history.images import unpacked
from annotator.store.reading.streams import RELATIONS
from annotator.store.rows.annotations import annotation_of, relation_of
from annotator.store.rows.asking import rows_of, value_of
from annotator.store.rows.table import Ids, Row
from annotator.store.rows.tables import BY_NAME, DOCUMENT_COLUMN

_LISTED = ("annotation", "relation", "comment", "assignment")
_WHOLE = ("comment", "assignment")
"""Of these it is told what was before."""
_ELSEWHERE = frozenset(("decision", "annotator"))
"""What changes nothing of what is known of a document beside its decisions."""

_Rows = dict[int, Row]
"""Rows by their numbers."""


def changes_in(
    connection: Any, ids: Ids, step: int, document_id: str, most: int
) -> list[Change] | None:
    """Return what a step that was just done, undone or done again changed in a document.

    None if that is more than `most` rows, or anything but work on it. Of annotations and relations
    what was before is left out.
    """
    sql = "SELECT noun, sum(last - first + 1) FROM change WHERE step = ? GROUP BY noun"
    counts: dict[str, int] = dict(rows_of(connection, sql, (step,)))
    if not counts or not set(counts) <= {*_LISTED, *_ELSEWHERE}:
        return None
    if sum(counts.values()) > most:
        return None
    number = value_of(connection, "SELECT id FROM document WHERE key = ?", (document_id,))
    found: list[Change] = []
    for table in _LISTED:
        if table in counts:
            found += _changes(connection, ids, step, table, (document_id, number))
    return found


def _changes(
    connection: Any, ids: Ids, step: int, table: str, document: tuple[str, int]
) -> Iterator[Change]:
    """Yield the changes of one table in a document of an id and a number."""
    key, number = document
    sql = "SELECT first, last, image FROM change WHERE step = ? AND noun = ? ORDER BY id"
    noted = rows_of(connection, sql, (step, table))
    numbers = [x for first, last, _ in noted for x in range(first, last + 1)]
    after = _now(connection, table, numbers, number)
    # What an assignment was before says whether anything follows from it at all.
    wanted = (n for n in noted if n[0] not in after or table == "assignment")
    before = _kept((image for _, _, image in wanted), table, number)
    for row_number in dict.fromkeys((*before, *after)):
        old, new = before.get(row_number), after.get(row_number)
        was = BY_NAME[table].of_row(old[:-1], ids) if old and table in _WHOLE else None
        made = None if new is None else _noun(ids, table, new, key)
        yield Change(table=table, id=str((new or old or ("", ""))[1]), before=was, after=made)


def _noun(ids: Ids, table: str, row: Row, document_id: str) -> Any:
    if table == "annotation":
        return annotation_of(row, document_id)
    if table == "relation":
        return relation_of(row, document_id, row[-2], row[-1])
    return BY_NAME[table].of_row(row, ids)


def _kept(images: Iterable[bytes | None], table: str, document: int) -> _Rows:
    """Return the rows of a document that the history keeps in images, as they were or may be."""
    at = DOCUMENT_COLUMN[table] + 1
    rows = (row for image in images if image is not None for row in unpacked(image))
    return {row[0]: row for row in rows if row[at] == document}


def _now(connection: Any, table: str, numbers: list[int], document: int) -> _Rows:
    select, name = (RELATIONS, "r") if table == "relation" else (BY_NAME[table].select, table)
    sql = (
        f"{select} WHERE {name}.id IN (SELECT value FROM json_each(?)) AND {name}.document = ? "
        f"ORDER BY {name}.id"
    )
    values = (orjson.dumps(numbers).decode(), document)
    return {row[0]: row for row in rows_of(connection, sql, values)}
