"""Finds who built on a text before a step is taken back, or changed the text that it built on.

Offsets mean nothing without their text: a row that was placed on one text must not come back, or
stay, on another. Every change of a text keeps the old one as a row of `revision`, by which such
steps are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotator.store.history.images import unpacked
from annotator.store.rows.tables import DOCUMENT_COLUMN

PLACED = ("annotation", "comment", "segment", "token")


def steps_between(
    connection: Any, step: int, placed: Iterable[int], texts: set[int]
) -> list[tuple[int, str | None]]:
    """Return number and annotator of later steps that `step` cannot be taken back under.

    `placed` are numbers of the documents on whose text the step placed something, `texts` of
    those whose text it changed.
    """
    found = set(_changed_texts(connection, step, placed))
    if texts:
        found.update(_placed_later(connection, step, texts))
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
) -> Iterator[tuple[int, str | None]]:
    sql = (
        "SELECT s.number, s.annotator, c.noun, c.action, c.first, c.last, c.image FROM change c "
        "JOIN step s ON s.number = c.step AND s.state = 'done' "
        f"WHERE c.step > ? AND c.noun IN {PLACED}"
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
