"""Removes every trace of a document from the file: history, search index and free pages too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import orjson

from annotator.model.errors import StoreError
from annotator.store.files.library import sqlite3
from annotator.store.history.history import DROPPED, INSERTED, reseal
from annotator.store.history.images import packed, unpacked
from annotator.store.history.replaying import PAST
from annotator.store.rows.inserting import Raw
from annotator.store.rows.rows import is_intact
from annotator.store.rows.table import checksum_of
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN
from annotator.store.writing.purged import Gone, Words, unnamed

PURGED = "documents.purged"
"""The kind of a step that did nothing but what is gone for good."""
_GROUPS = ("document_set", "round")
"""What names documents and what belongs to them by their ids, anywhere in its body."""
Numbers = dict[str, list[int]]


def secure(connection: Any) -> None:
    """Let SQLite overwrite what it deletes from now on."""
    connection.execute("PRAGMA secure_delete = 1").fetchall()


def shrink(connection: Any) -> None:
    """Write the file anew without anything that is not in use, and empty its journal.

    StoreError if that is not possible just now; what was deleted is overwritten all the same, only
    the search index may still have single words of it.
    """
    try:
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:
        raise StoreError("purge_unfinished", reason=str(error)) from error


def keys_of(connection: Any, gone: Gone) -> set[str]:
    """Return the ids of a document that is still there, and of all that ever belonged to it."""
    keys = {row[1] for noun, row in _rows_in_history(connection, gone) if _has_key(noun)}
    for noun, column in DOCUMENT_COLUMN.items():
        if _has_key(noun):
            sql = f"SELECT key FROM {noun} WHERE {COLUMNS[noun][column]} = ?"
            keys.update(key for (key,) in connection.execute(sql, (gone.document,)))
    found = connection.execute("SELECT key FROM document WHERE id = ?", (gone.document,))
    return {*keys, *gone.entities, *(key for (key,) in found)}


def _has_key(noun: str) -> bool:
    # The id of a segment is one within its document only.
    return COLUMNS[noun][0] == "key" and noun != "segment"


def purge_history(connection: Any, gone: Gone, step: int) -> int:
    """Take a document that is deleted out of all steps; return how many had to do with it.

    `step` is the one that deletes it, which cannot be taken back either.
    """
    # All of it was just deleted, so all of it is in some image.
    all_rows = list(_rows_in_history(connection, gone))
    words, numbers = Words(all_rows), _numbers_of(all_rows)
    touched = set(_steps_with(connection, numbers)) - {step}
    for change, noun, image in _images(connection):
        rows = unpacked(image)
        if noun == PAST:
            kept = [row for row in rows if not words.has_piece(orjson.loads(row[1]).get("data"))]
        else:
            kept = [_unnamed(noun, r, words.keys) for r in rows if not gone.has(noun, r)]
        if kept != rows:
            _keep_image(connection, change, kept)
    for number in sorted(touched):
        _empty_ranges(connection, number, numbers)
        _forget_words(connection, number)
    _forget_pieces(connection, words)
    connection.execute("UPDATE step SET state = ? WHERE number = ?", (DROPPED, step))
    return len(touched)


def _unnamed(noun: str, row: Raw, keys: Collection[str]) -> Raw:
    """Return the row of a group of documents as it would be if it had never had this one."""
    if noun not in _GROUPS or not is_intact(row):
        return row
    body: dict[str, Any] = orjson.loads(row[-2])
    kept = {k: v if k == "names" else unnamed(v, keys) for k, v in body.items()}
    if kept == body:
        return row
    values = (*row[1:-2], orjson.dumps(kept).decode())
    return (row[0], *values, checksum_of(values))


def _images(connection: Any) -> list[tuple[int, str, bytes]]:
    sql = "SELECT id, noun, image FROM change WHERE image IS NOT NULL ORDER BY id"
    return connection.execute(sql).fetchall()


def _rows_in_history(connection: Any, gone: Gone) -> Iterator[tuple[str, Raw]]:
    """Yield every row that ever belonged to what goes, if it was changed or deleted once."""
    for _, noun, image in _images(connection):
        if noun != PAST:
            yield from ((noun, row) for row in unpacked(image) if gone.has(noun, row))


def _numbers_of(rows: Iterable[tuple[str, Raw]]) -> Numbers:
    """Return the row numbers of rows, sorted, by table."""
    found: dict[str, set[int]] = {noun: set() for noun in COLUMNS}
    for noun, row in rows:
        found[noun].add(row[0])
    return {noun: sorted(numbers) for noun, numbers in found.items()}


def _has_any(numbers: list[int], first: int, last: int) -> bool:
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] <= last


def _steps_with(connection: Any, numbers: Numbers) -> Iterator[int]:
    for step, noun, first, last in connection.execute("SELECT step, noun, first, last FROM change"):
        if _has_any(numbers.get(noun, []), first, last):
            yield step


def _keep_image(connection: Any, change: int, rows: list[Raw]) -> None:
    if rows:
        sql = "UPDATE change SET image = ? WHERE id = ?"
        connection.execute(sql, (packed(rows), change))
    else:
        connection.execute("DELETE FROM change WHERE id = ?", (change,))


def _empty_ranges(connection: Any, step: int, numbers: Numbers) -> None:
    """Remove what a step says of rows that it inserted, where none of them is left."""
    found = connection.execute(
        "SELECT id, noun, first, last FROM change WHERE step = ? AND action = ? AND image IS NULL",
        (step, INSERTED),
    ).fetchall()
    for change, noun, first, last in found:
        sql = f"SELECT 1 FROM {noun} WHERE id BETWEEN ? AND ? LIMIT 1"
        if (
            _has_any(numbers.get(noun, []), first, last)
            and not connection.execute(sql, (first, last)).fetchone()
        ):
            connection.execute("DELETE FROM change WHERE id = ?", (change,))


def _forget_words(connection: Any, step: int) -> None:
    """Leave of what a step says only numbers; one that has no changes left says that it had."""
    (data,) = connection.execute("SELECT data FROM step WHERE number = ?", (step,)).fetchone()
    left = connection.execute("SELECT 1 FROM change WHERE step = ? LIMIT 1", (step,)).fetchone()
    if left is None:
        connection.execute(
            "UPDATE step SET kind = ?, state = ? WHERE number = ?", (PURGED, DROPPED, step)
        )
    kept = {k: v for k, v in orjson.loads(data).items() if isinstance(v, int)}
    reseal(connection, step, kept)


def _forget_pieces(connection: Any, words: Words) -> None:
    """Take pieces of what stood in it out of all other steps, those of other corpora too."""
    for number, data in connection.execute("SELECT number, data FROM step").fetchall():
        said: dict[str, Any] = orjson.loads(data)
        kept = {k: v for k, v in said.items() if not words.has_piece(v)}
        if len(kept) < len(said):
            reseal(connection, number, kept)
    for number, body in connection.execute("SELECT id, body FROM past").fetchall():
        said: dict[str, Any] = orjson.loads(body)
        facts: dict[str, Any] = said.get("data") or {}
        kept = {k: v for k, v in facts.items() if not words.has_piece(v)}
        if len(kept) < len(facts):
            body = orjson.dumps({**said, "data": kept}).decode()
            connection.execute("UPDATE past SET body = ? WHERE id = ?", (body, number))
