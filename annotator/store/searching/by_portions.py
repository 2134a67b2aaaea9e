"""What the first search of all looks through portion by portion, while nothing was gathered yet.

The first documents are known soon, and a first page is there before the rest is looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import orjson

from annotator.model.query import Filter, Marked
from annotator.store.searching.kinds import APART, BLOCK, QUOTE, rows_quoting
from annotator.store.searching.tagged import condition_of

_BEGIN = 128
"""Documents of the first portion; each has twice as many as the one before, up to a block."""

Block = tuple[int, int, Filter]
"""Begin and end of documents, and what lets pass those of them that may have what is asked for."""


def _portions(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield begin and end of portions of the numbers of documents."""
    size = _BEGIN
    while begin < end:
        yield begin, min(begin + size, end)
        begin, size = begin + size, min(2 * size, BLOCK)


def _end_of_documents(connection: Any) -> int:
    """Return the number after that of the last document."""
    sql = "SELECT coalesce(max(id), 0) + 1 FROM document"
    return int(connection.execute(sql).fetchone()[0])


def quoting(
    connection: Any, groups: Sequence[Sequence[Marked]], watch: Callable[[], None]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the documents that have one of each group, some only seem to; as `Holdings.quoting`.

    `watch` is called now and then, and may raise to stop.
    """
    for begin, end in _portions(0, _end_of_documents(connection)):
        watch()
        unions = [
            frozenset[int]().union(*(_quoting(connection, m, begin, end) for m in group))
            for group in groups
        ]
        yield end, unions[0].intersection(*unions[1:])


def _quoting(connection: Any, marked: Marked, begin: int, end: int) -> frozenset[int]:
    condition, values = condition_of(marked)
    sql = f"SELECT a.document, {QUOTE} FROM annotation a WHERE a.document >= ? AND a.document < ?"
    found = connection.execute(f"{sql}{condition}", (begin, end, *values)).fetchall()
    rows = rows_quoting(APART.join([row[1] for row in found]), marked)
    return frozenset(row[0] for row in (found if rows is None else map(found.__getitem__, rows)))


def by_values(connection: Any, wanted: Filter, border: int) -> Iterator[Block]:
    """Yield a filter with begin and end of documents, from a number on, to the last.

    The metadata are looked through for what is asked of them, a portion at a time.
    """
    end = _end_of_documents(connection)
    for begin, till in _portions(border, end) if wanted.values else ((border, end),):
        part = replace(wanted, values=())
        for key, fits in wanted.values:
            found = _with_value(connection, key, fits, begin, till)
            part = part if found is None else part.among(found)
        yield begin, till, part


def _with_value(
    connection: Any, key: str, fits: Callable[[Any], bool], begin: int, end: int
) -> frozenset[int] | None:
    """Return the documents of a portion whose metadata have a value that fits.

    None: having none fits as well, or a key cannot be asked for.
    """
    if fits(None) or '"' in key or "\\" in key:
        return None
    known: dict[str | None, bool] = {None: False}
    found: set[int] = set()
    sql = "SELECT id, json_extract(metadata, ?) FROM document WHERE id >= ? AND id < ?"
    for number, written in connection.execute(sql, (f'$."{key}"', begin, end)):
        if written not in known:
            known[written] = fits(orjson.loads(written).get("value"))
        if known[written]:
            found.add(number)
    return frozenset(found)
