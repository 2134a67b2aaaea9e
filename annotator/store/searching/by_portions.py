"""What the first search of all looks through portion by portion, while nothing was gathered yet.

The first documents are known soon, and a first page is there before the rest is looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import orjson

from annotator.model.query import Filter, Marked
from annotator.store.rows.brought import APART, BLOCK
from annotator.store.searching.kinds import QUOTE, rows_quoting
from annotator.store.searching.tagged import MOST_VALUES, condition_of

_BEGIN = 128
"""Documents of the first portion; each has twice as many as the one before, up to a block."""

_FEW_FIT = 10
"""If one of so many features of a portion fits, quotes are looked at whatever the features are."""

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
    sought = [[_Quoting(connection, marked) for marked in group] for group in groups]
    for begin, end in _portions(0, _end_of_documents(connection)):
        watch()
        unions = [
            frozenset[int]().union(*(one.between(begin, end) for one in group)) for group in sought
        ]
        yield end, unions[0].intersection(*unions[1:])


class _Quoting:
    """Finds annotations of which something is asked, and something else of their quotes."""

    def __init__(self, connection: Any, marked: Marked) -> None:
        self._connection, self._marked = connection, marked
        self._condition, self._values = condition_of(marked)
        # A needle stands in few features, and nearly always in those that fit.
        self._fits = None if marked.needles else marked.fits
        self._known: dict[str, bool] = {}

    def between(self, begin: int, end: int) -> frozenset[int]:
        """Return the documents from one to another that have such; some may only seem to."""
        sql, values = self._condition, [begin, end, *self._values]
        fitting = self._fitting(sql, values)
        if fitting is not None:
            if not fitting:
                return frozenset()
            sql += " AND a.features IN (SELECT value FROM json_each(?))"
            values.append(orjson.dumps(fitting).decode())
        asked = f"json_group_array(a.document), group_concat({QUOTE}, char({ord(APART)}))"
        documents, quotes = self._selected(asked, sql, values).fetchone()
        if quotes is None:
            return frozenset()
        numbers = orjson.loads(documents)
        rows = rows_quoting(quotes, self._marked)
        return frozenset(numbers if rows is None else map(numbers.__getitem__, rows))

    def _fitting(self, condition: str, values: list[Any]) -> list[str] | None:
        """Return the features of a portion that fit; None: many do, or are too many to be asked."""
        if self._fits is None:
            return None
        rows = self._selected("DISTINCT a.features", condition, values)
        there = [features for (features,) in rows]
        for features in there:
            if features not in self._known:
                self._known[features] = self._fits(orjson.loads(features))
        fitting = [features for features in there if self._known[features]]
        if len(fitting) * _FEW_FIT > len(there) or len(self._known) > MOST_VALUES:
            self._fits = None
            return None
        return fitting

    def _selected(self, what: str, condition: str, values: list[Any]) -> Any:
        sql = f"SELECT {what} FROM annotation a WHERE a.document >= ? AND a.document < ?"
        return self._connection.execute(f"{sql}{condition}", values)


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
