"""Documents in which the search index may not see a word, for something invisible stands within it.

The index parts words at soft hyphens, joiners and spaces without width, where a reader and a
search do not. These documents are looked at whatever the index says, each in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.model.query import Filter
from annotator.store.searching.written import Written
from annotator.text.spelling import is_parted

_COLUMNS = "id, key, name, metadata, text"
Row = tuple[int, str, str, str, str]


class Veiled:
    """Those of one search, in the order of their numbers."""

    def __init__(
        self,
        connection: Any,
        wanted: Filter,
        written: Written | None,
        parted: frozenset[int] | None = None,
    ) -> None:
        """Take a connection, what is asked for, and what is known of all texts, if it is.

        `parted` are the only documents of which it must be looked at, if that is known.
        """
        self._connection = connection
        self._among = wanted.documents
        known = None if written is None else written.veiling(connection, wanted.veiled)
        self._known = None if known is None else sorted(self._allowed(known))
        self._parted = None if parted is None else sorted(self._allowed(parted))

    def _allowed(self, numbers: frozenset[int]) -> frozenset[int]:
        return numbers if self._among is None else numbers & self._among

    def between(self, after: int, before: int | None) -> Iterator[Row]:
        """Yield documents after one and before another; None: to the last."""
        if before is not None and after + 1 >= before:
            return
        where, values = "id > ?", [after]
        if before is not None:
            where, values = f"{where} AND id < ?", [after, before]
        if self._known is None:
            # Most are none of them: no more is read of each than has to be.
            if self._parted is not None:
                where = f"{where} AND id IN (SELECT value FROM json_each(?))"
                values = [*values, orjson.dumps(self._parted).decode()]
            sql = f"SELECT id, text FROM document WHERE {where} ORDER BY id"
            one = f"SELECT {_COLUMNS} FROM document WHERE id = ?"
            for number, text in self._connection.execute(sql, values):
                if self._is_allowed(number) and is_parted(text):
                    yield self._connection.execute(one, (number,)).fetchone()
            return
        numbers = [n for n in self._known if n > after and (before is None or n < before)]
        if numbers:
            sql = f"SELECT {_COLUMNS} FROM document WHERE id IN (SELECT value FROM json_each(?))"
            listed = orjson.dumps(numbers).decode()
            yield from self._connection.execute(f"{sql} ORDER BY id", (listed,))

    def _is_allowed(self, number: int) -> bool:
        return self._among is None or number in self._among
