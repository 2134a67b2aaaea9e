"""Removes every trace of a document from the file: history, search index and free pages too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Any, cast

import orjson

from annotator.model.errors import StoreError
from annotator.store.history import DROPPED, INSERTED, reseal
from annotator.store.images import packed, unpacked
from annotator.store.inserting import Raw
from annotator.store.library import sqlite3
from annotator.store.replaying import PAST
from annotator.store.rows import is_intact
from annotator.store.table import checksum_of
from annotator.store.tables import COLUMNS, DOCUMENT_COLUMN

PURGED = "documents.purged"
"""The kind of a step that did nothing but what is gone for good."""
_SHORTEST = 8
"""Characters from which on a string of a step is taken for a piece of the text that it is in."""
_GROUPS = {"document_set": ("documents",), "round": ("documents", "pilot")}
"""What names documents by their ids, and where in its body."""
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


def texts_of(connection: Any, document: int) -> list[str]:
    """Return the texts and the name of a document, those of older revisions too."""
    found = connection.execute(
        "SELECT text FROM revision WHERE document = ?1 UNION ALL "
        "SELECT text FROM document WHERE id = ?1 UNION ALL SELECT name FROM document WHERE id = ?1",
        (document,),
    )
    return [text for (text,) in found]


def purge_history(
    connection: Any, document: int, key: str, texts: Collection[str], step: int
) -> int:
    """Take a document that is deleted out of all steps; return how many had to do with it.

    `key` is its id, `step` the one that deletes it, which cannot be taken back either.
    """
    texts = [*texts, key]
    numbers = _numbers_in_history(connection, document)
    touched = set(_steps_with(connection, numbers)) - {step}
    for change, noun, image in _images(connection):
        rows = unpacked(image)
        if noun == PAST:
            kept = [row for row in rows if not _is_piece(orjson.loads(row[1]).get("data"), texts)]
        else:
            kept = [_unnamed(noun, r, key) for r in rows if not _belongs(noun, r, document)]
        if kept != rows:
            _keep_image(connection, change, kept)
    for number in sorted(touched):
        _empty_ranges(connection, number, numbers)
        _forget_words(connection, number)
    _forget_pieces(connection, texts)
    connection.execute("UPDATE step SET state = ? WHERE number = ?", (DROPPED, step))
    return len(touched)


def _belongs(noun: str, row: Raw, document: int) -> bool:
    if noun == "document":
        return row[0] == document
    if noun == "document_relation":
        return document in (row[3], row[4])
    return noun in DOCUMENT_COLUMN and row[DOCUMENT_COLUMN[noun] + 1] == document


def _unnamed(noun: str, row: Raw, key: str) -> Raw:
    """Return the row of a group of documents as it would be if it had never had this one."""
    body = row[-2]
    if noun not in _GROUPS or key not in body or not is_intact(row):
        return row
    said: dict[str, Any] = orjson.loads(body)
    for part in _GROUPS[noun]:
        if part in said:
            said[part] = [named for named in said[part] if named != key]
    values = (*row[1:-2], orjson.dumps(said).decode())
    return (row[0], *values, checksum_of(values))


def _images(connection: Any) -> list[tuple[int, str, bytes]]:
    sql = "SELECT id, noun, image FROM change WHERE image IS NOT NULL ORDER BY id"
    return connection.execute(sql).fetchall()


def _numbers_in_history(connection: Any, document: int) -> Numbers:
    """Return the row numbers of all that ever belonged to a document, sorted, by table.

    All of it was just deleted, so all of it is in some image.
    """
    found: dict[str, set[int]] = {noun: set() for noun in COLUMNS}
    for _, noun, image in _images(connection):
        if noun == PAST:
            continue
        found[noun].update(row[0] for row in unpacked(image) if _belongs(noun, row, document))
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


def _forget_pieces(connection: Any, texts: Collection[str]) -> None:
    """Take pieces of the texts out of all other steps, those of other corpora too."""
    for number, data in connection.execute("SELECT number, data FROM step").fetchall():
        said: dict[str, Any] = orjson.loads(data)
        kept = {k: v for k, v in said.items() if not _is_piece(v, texts)}
        if len(kept) < len(said):
            reseal(connection, number, kept)
    for number, body in connection.execute("SELECT id, body FROM past").fetchall():
        said: dict[str, Any] = orjson.loads(body)
        facts: dict[str, Any] = said.get("data") or {}
        kept = {k: v for k, v in facts.items() if not _is_piece(v, texts)}
        if len(kept) < len(facts):
            body = orjson.dumps({**said, "data": kept}).decode()
            connection.execute("UPDATE past SET body = ? WHERE id = ?", (body, number))


def _is_piece(value: Any, texts: Collection[str]) -> bool:
    if isinstance(value, dict):
        parts = cast(dict[str, Any], value).values()
        return any(_is_piece(part, texts) for part in parts)
    if isinstance(value, list):
        return any(_is_piece(part, texts) for part in cast(list[Any], value))
    said = value.rstrip("…") if isinstance(value, str) else ""
    return len(said) >= _SHORTEST and any(said in text for text in texts)
