"""Rows of many documents, one ordered statement for each table, read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.store.grouped import GROUPED
from annotator.store.tables import BY_NAME, COLUMNS

RELATIONS = (
    f"SELECT r.id, {', '.join('r.' + c for c in BY_NAME['relation'].columns)}, s.key, t.key "
    "FROM relation r JOIN annotation s ON s.id = r.from_annotation "
    "LEFT JOIN annotation t ON t.id = r.to_annotation"
)
"""Selects relations with the ids of both ends last."""


class Streams:
    """One ordered statement for each table, read side by side, document by document."""

    def __init__(self, connection: Any, numbers: list[int] | None) -> None:
        self._connection = connection
        self._where = ""
        if numbers is not None:
            self._where = f"WHERE document IN ({', '.join(map(str, sorted(numbers)))})"
        self._order = None
        self._numbers = numbers
        by_position = connection.execute(
            "SELECT count(*) FROM document a JOIN document b ON b.id = a.id + 1 "
            "AND b.position < a.position"
        ).fetchone()[0]
        self._is_ordered = by_position == 0
        self._open: dict[str, tuple[Any, list[Any]]] = {}

    def documents(self) -> Iterator[tuple[Any, ...]]:
        """Yield whole document rows in order."""
        where = self._where.replace("document IN", "id IN")
        sql = f"{BY_NAME['document'].select} {where} ORDER BY position, id"
        yield from self._connection.execute(sql)

    def take(self, table: str, number: int) -> list[tuple[Any, ...]]:
        """Return the rows of one document; documents are asked for in order."""
        if not self._is_ordered:
            return self._connection.execute(*self._single(table, number)).fetchall()
        if table not in self._open:
            groups = groupby(self._connection.execute(self._sql(table)), key=_DOCUMENT[table])
            self._open[table] = (groups, [None])
        groups, held = self._open[table]
        while True:
            if held[0] is None:
                found = next(groups, None)
                if found is None:
                    return []
                held[0] = (found[0], list(found[1]))
            document, rows = held[0]
            if document > number:
                return []
            held[0] = None
            if document == number:
                return rows

    def skip(self, number: int) -> None:
        """Pass over a document; the streams catch up by themselves."""

    def _sql(self, table: str, where: str | None = None) -> str:
        where = self._where if where is None else where
        if table == "annotation":
            return GROUPED.format(where=where)
        if table == "relation":
            where = where.replace("document", "r.document")
            return f"{RELATIONS} {where} ORDER BY r.document, r.key"
        if table == "comment" and not where:
            where = "WHERE document IS NOT NULL"
        order = {"segment": "position", "comment": "key", "revision": "number"}.get(table)
        tail = f", {order}" if order else ", annotator" if table == "assignment" else ""
        return f"{BY_NAME[table].select} {where} ORDER BY document{tail}"

    def _single(self, table: str, number: int) -> tuple[str, tuple[int]]:
        return self._sql(table, "WHERE document = ?"), (number,)


_DOCUMENT = {"annotation": itemgetter(0)} | {
    name: itemgetter(COLUMNS[name].index("document") + 1)
    for name in ("relation", "comment", "segment", "token", "assignment", "revision")
}
