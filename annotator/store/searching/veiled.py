"""Documents in which the search index may not see a word, for something invisible stands within it.

The index parts words at soft hyphens, joiners and spaces without width, where a reader and a
search do not. These documents are looked at whatever the index says, each in its place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import orjson

from annotator.model.query import Filter
from annotator.store.searching.written import Written
from annotator.text.comparing import INVISIBLE
from annotator.text.spelling import is_parted

_COLUMNS = "id, key, name, metadata, text"
_LEADING = frozenset(sign.encode()[0] for sign in INVISIBLE)
"""Bytes with which what nobody sees begins."""
Row = tuple[int, str, str, str, str]


class Veiled:
    """Those of one search, in the order of their numbers."""

    def __init__(
        self,
        connection: Any,
        wanted: Filter,
        written: Written | None,
        parted: frozenset[int] | None = None,
        *,
        known: frozenset[int] | None = None,
    ) -> None:
        """Take a connection, what is asked for, and what is known of all texts, if it is.

        `parted` are the only documents of which it must be looked at, if that is known; `known` all
        in which something stands within a word.
        """
        self._connection = connection
        self._among = wanted.documents
        if written is not None:
            known = written.veiling(connection, wanted.veiled)
        self._known = None if known is None else sorted(self._allowed(known))
        self._parted = None if parted is None else sorted(self._allowed(parted))

    def _allowed(self, numbers: frozenset[int]) -> frozenset[int]:
        return numbers if self._among is None else numbers & self._among

    def between(self, after: int, before: int | None) -> Iterator[Row]:
        """Yield documents after one and before another; None: to the last."""
        if before is not None and after + 1 >= before:
            return
        listed = self._parted if self._known is None else self._known
        numbers = None if listed is None else _within(listed, after, before)
        if numbers is None or (numbers and self._known is None):
            # Most are none of them: no more is read of each than has to be.
            where, values = _among(numbers, after, before)
            sql = f"SELECT id, CAST(text AS BLOB) FROM document WHERE {where} ORDER BY id"
            one = f"SELECT {_COLUMNS} FROM document WHERE id = ?"
            for number, text in self._connection.execute(sql, values):
                if self._is_allowed(number) and _is_parted(text):
                    yield self._connection.execute(one, (number,)).fetchone()
        elif numbers:
            where, values = _among(numbers, after, before)
            sql = f"SELECT {_COLUMNS} FROM document WHERE {where} ORDER BY id"
            yield from self._connection.execute(sql, values)

    def _is_allowed(self, number: int) -> bool:
        return self._among is None or number in self._among


def _is_parted(text: bytes) -> bool:
    """Say whether a word is parted in a text, which is rarely decoded for that."""
    return any(byte in text for byte in _LEADING) and is_parted(text.decode())


def _within(listed: list[int], after: int, before: int | None) -> list[int]:
    """Return the numbers after one and before another, of some in their order."""
    end = len(listed) if before is None else bisect_left(listed, before)
    return listed[bisect_right(listed, after) : end]


def _among(
    numbers: list[int] | None, after: int, before: int | None
) -> tuple[str, list[int | str]]:
    """Return a condition on the numbers of documents, and its values; None: on all between."""
    if numbers is not None:
        return "id IN (SELECT value FROM json_each(?))", [orjson.dumps(numbers).decode()]
    return ("id > ?", [after]) if before is None else ("id > ? AND id < ?", [after, before])
