"""Finds who built on a text before a step is taken back, or changed the text that it built on.

Offsets mean nothing without their text: a row that was placed on one text must not come back, or
stay, on another. Every change of a text keeps the old one as a row of `revision`, by which such
steps are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from annotator.store.tables import DOCUMENT_COLUMN

Touched = tuple[str, tuple[Any, ...] | None, tuple[Any, ...] | None]
_PLACED = ("annotation", "comment", "segment", "token")


def steps_between(
    connection: Any,
    step: int,
    touched: Iterable[Touched],
    unpacked: Callable[[bytes], list[tuple[Any, ...]]],
) -> list[tuple[int, str | None]]:
    """Return number and annotator of later steps that `step` cannot be taken back under.

    `touched` is what the replay of the step has changed; `unpacked` reads before-images.
    """
    placed: set[int] = set()
    texts: set[int] = set()
    for table, before, after in touched:
        row = before if before is not None else after
        if row is None or table not in DOCUMENT_COLUMN:
            continue
        document = row[DOCUMENT_COLUMN[table] + 1]
        if table in _PLACED and document is not None:
            placed.add(document)
        elif table == "revision" and document is not None:
            texts.add(document)
    found = set(_changed_texts(connection, step, placed))
    if texts:
        found.update(_placed_later(connection, step, texts, unpacked))
    return sorted(found, key=lambda row: row[0])


def _changed_texts(
    connection: Any, step: int, documents: Iterable[int]
) -> Iterator[tuple[int, str | None]]:
    sql = (
        "SELECT DISTINCT s.number, s.annotator, r.document FROM change c "
        "JOIN step s ON s.number = c.step AND s.state = 'done' "
        "JOIN revision r ON r.id BETWEEN c.first AND c.last "
        "WHERE c.noun = 'revision' AND c.action = 'inserted' AND c.step > ?"
    )
    wanted = set(documents)
    for number, who, document in connection.execute(sql, (step,)).fetchall():
        if document in wanted:
            yield number, who


def _placed_later(
    connection: Any,
    step: int,
    documents: set[int],
    unpacked: Callable[[bytes], list[tuple[Any, ...]]],
) -> Iterator[tuple[int, str | None]]:
    sql = (
        "SELECT s.number, s.annotator, c.noun, c.action, c.first, c.last, c.image FROM change c "
        "JOIN step s ON s.number = c.step AND s.state = 'done' "
        f"WHERE c.step > ? AND c.noun IN {_PLACED}"
    )
    for number, who, noun, action, first, last, image in connection.execute(sql, (step,)):
        if action == "inserted":
            rows: Sequence[tuple[Any, ...]] = connection.execute(
                f"SELECT DISTINCT document FROM {noun} WHERE id BETWEEN ? AND ?", (first, last)
            ).fetchall()
            there = {row[0] for row in rows}
        else:
            there = {row[DOCUMENT_COLUMN[noun] + 1] for row in unpacked(image)}
        if there & documents:
            yield number, who
