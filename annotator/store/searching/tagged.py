"""The SQL that finds documents by the annotations that they must have, in one look at all of them.

No index of values is kept, since an import would pay for it: looking through 280,000 annotations
takes some 30 ms, and a layer with few of them has its own index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from annotator.model.query import Marked

_PORTION = 50_000
"""Rows that are looked through before somebody is asked whether to go on."""
_RARE = 5_000
"""Annotations of a layer up to which its index is the shorter way."""
MOST_VALUES = 2_000
"""Different features of which it is asked whether they fit; more are left to the documents."""


def condition_of(marked: Marked, *, by_layer: bool = False) -> tuple[str, list[Any]]:
    """Return conditions on rows of `annotation a`, each with AND before it, and their values.

    A sign keeps SQLite from going by the layer's index, unless that is wanted.
    """
    sql = ""
    values: list[Any] = []
    if marked.layer is not None:
        sql += " AND a.layer = ?" if by_layer else " AND +a.layer = ?"
        values.append(marked.layer)
    if marked.needles:
        sql += f" AND ({' OR '.join(['instr(a.features, ?)'] * len(marked.needles))})"
        values += marked.needles
    for column, value in marked.columns:
        sql += f" AND a.{column} = ?"
        values.append(value)
    if len(marked.annotators) == 1:
        sql += " AND a.annotator = ?"
        values += marked.annotators
    elif marked.annotators:
        sql += " AND a.annotator IN (SELECT value FROM json_each(?))"
        values.append(orjson.dumps(marked.annotators).decode())
    if marked.is_commented:
        sql += " AND a.key IN (SELECT target FROM comment WHERE target IS NOT NULL)"
    return sql, values


class TaggedDocuments:
    """Looks through annotations, portion by portion."""

    def __init__(self, connection: Any) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection = connection

    def is_rare(self, marked: Marked) -> bool:
        """Say whether a layer has so few annotations that its index is the shorter way."""
        if marked.layer is None:
            return False
        sql = "SELECT count(*) FROM (SELECT 1 FROM annotation WHERE layer = ? LIMIT ?)"
        return self._connection.execute(sql, (marked.layer, _RARE)).fetchone()[0] < _RARE

    def of_rare_layer(self, marked: Marked) -> frozenset[int]:
        """Return the documents that have annotations of a rare layer; some only seem to."""
        condition, values = condition_of(marked, by_layer=True)
        sql = f"SELECT DISTINCT a.document FROM annotation a WHERE 1{condition}"
        return frozenset(row[0] for row in self._connection.execute(sql, values))

    def commented(self) -> frozenset[int]:
        """Return the documents that have comments on annotations."""
        sql = "SELECT DISTINCT document FROM comment WHERE target IS NOT NULL"
        rows = self._connection.execute(sql)
        return frozenset(row[0] for row in rows if row[0] is not None)

    def assigned(self, annotators: Iterable[str]) -> frozenset[int]:
        """Return the documents that some annotators have an assignment on."""
        sql = "SELECT document FROM assignment WHERE annotator IN (SELECT value FROM json_each(?))"
        listed = orjson.dumps(list(annotators)).decode()
        return frozenset(row[0] for row in self._connection.execute(sql, (listed,)))

    def numbers(self, marked: Marked, watch: Callable[[], None]) -> frozenset[int]:
        """Return the documents that have such annotations; some may only seem to have them.

        `watch` is called now and then, and may raise to stop.
        """
        condition, values = condition_of(marked)
        if marked.needles:
            # It stands in few features, and nearly always in those that fit.
            found = self._distinct("document", condition, values, watch, most=MOST_VALUES)
            if len(found) <= MOST_VALUES:
                return frozenset(found)
        if marked.fits is not None:
            fitting = self._fitting(marked.fits, condition, values, watch)
            if fitting is not None:
                return fitting
        return frozenset(self._distinct("document", condition, values, watch))

    def _fitting(
        self,
        fits: Callable[[Any], bool],
        condition: str,
        values: list[Any],
        watch: Callable[[], None],
    ) -> frozenset[int] | None:
        """Return the documents with features that fit; None if there are too many different ones.

        A portion is looked through again only if it has some that fit: these may be rare.
        """
        known: dict[str, bool] = {}
        found: set[int] = set()
        such = f"{condition} AND a.features IN (SELECT value FROM json_each(?))"
        for portion in self._portions(watch):
            listed = self._distinct_in(portion, "features", condition, values)
            for features in listed - known.keys():
                known[features] = fits(orjson.loads(features))
            if len(known) > MOST_VALUES:
                return None
            fitting = [features for features in listed if known[features]]
            if fitting:
                given = [*values, orjson.dumps(fitting).decode()]
                found |= self._distinct_in(portion, "document", such, given)
        return frozenset(found)

    def _distinct(
        self,
        column: str,
        condition: str,
        values: list[Any],
        watch: Callable[[], None],
        *,
        most: int | None = None,
    ) -> set[Any]:
        found: set[Any] = set()
        for portion in self._portions(watch):
            found |= self._distinct_in(portion, column, condition, values)
            if most is not None and len(found) > most:
                break
        return found

    def _portions(self, watch: Callable[[], None]) -> Iterator[tuple[int, int]]:
        """Yield what the numbers of annotations of each portion are above and up to."""
        last = self._connection.execute("SELECT max(id) FROM annotation").fetchone()[0] or 0
        for begin in range(0, last, _PORTION):
            watch()
            yield begin, begin + _PORTION

    def _distinct_in(
        self, portion: tuple[int, int], column: str, condition: str, values: list[Any]
    ) -> set[Any]:
        sql = f"SELECT DISTINCT a.{column} FROM annotation a WHERE a.id > ? AND a.id <= ?"
        rows = self._connection.execute(f"{sql}{condition}", [*portion, *values])
        return {row[0] for row in rows}
