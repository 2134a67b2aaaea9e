"""What the indexes of a table say of the numbers of its rows, which no checksum proves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.rows.rows import Raw
from annotator.store.rows.tables import COLUMNS

_FEW = 2
"""Rows of a table of which one that is wrong is half of all."""
_MOST_NUMBERS = 4
"""Numbers with the same values of which each is looked at; more of them say nothing of a row."""


class Index:
    """One index of a table: which number it has for which values of a row."""

    def __init__(self, connection: Any, table: str, name: str, *, is_unique: bool) -> None:
        """Read the whole index; sqlite3.DatabaseError if that cannot be done."""
        self._connection = connection
        self.is_unique = is_unique
        listed = connection.execute(f'PRAGMA index_xinfo("{name}")').fetchall()
        columns = [str(row[2]) for row in listed if row[5]]
        whole = ("id", *COLUMNS[table])
        if not columns or not set(columns) <= set(whole):
            raise sqlite3.DatabaseError("it is no index of columns")
        self._places = [whole.index(column) for column in columns]
        self._from = f'FROM {table} INDEXED BY "{name}"'
        self._where = " AND ".join(f"{column} IS ?" for column in columns)
        self._entries = {
            hash(entry)
            for entry in connection.execute(f"SELECT {', '.join(columns)}, id {self._from}")
        }

    def has(self, raw: Raw, number: int) -> bool:
        """Say whether the index has the values of a row under a number."""
        return hash((*self._values(raw), number)) in self._entries

    def numbers(self, raw: Raw) -> list[int]:
        """Return under which numbers the index has the values of a row; none if under very many."""
        sql = f"SELECT id {self._from} WHERE {self._where} LIMIT {_MOST_NUMBERS + 1}"
        try:
            found = [n for (n,) in self._connection.execute(sql, self._values(raw))]
        except (sqlite3.Error, UnicodeEncodeError):
            # Bytes that are no text are not looked for.
            return []
        return found if len(found) <= _MOST_NUMBERS else []

    def _values(self, raw: Raw) -> tuple[Any, ...]:
        return tuple(raw[place] for place in self._places)


def indexes_of(connection: Any, table: str) -> list[Index]:
    """Return the indexes of a table that can be read whole, those of some rows only left out."""
    try:
        listed = connection.execute(f"PRAGMA index_list({table})").fetchall()
    except sqlite3.DatabaseError:
        return []
    found: list[Index] = []
    for _, name, unique, _, partial in listed:
        with suppress(sqlite3.Error, UnicodeEncodeError):
            # What breaks off in the middle would say of half of the rows that they are not there.
            if not partial:
                found.append(Index(connection, table, name, is_unique=bool(unique)))
    return found


def heard(
    indexes: Sequence[Index], rows: Iterable[tuple[int, Raw]]
) -> tuple[list[Index], set[int]]:
    """Return the indexes that may witness, and the places of the rows that one of them denies.

    `rows` come with their places.
    An index is heard if it has most rows as they are: one that does not is none of this table.
    Where there are so few that one is half of them, it must have those it denies under others.
    """
    denied: list[set[int]] = [set() for _ in indexes]
    known = [0] * len(indexes)
    count = 0
    for count, (place, raw) in enumerate(rows, start=1):
        for at, index in enumerate(indexes):
            if not index.has(raw, raw[0]):
                denied[at].add(place)
                known[at] += count <= _FEW and bool(index.numbers(raw))
    may = [
        2 * len(places) < count or (count <= _FEW and known[at] == len(places))
        for at, places in enumerate(denied)
    ]
    kept = [index for index, is_heard in zip(indexes, may, strict=True) if is_heard]
    said = [places for places, is_heard in zip(denied, may, strict=True) if is_heard]
    return kept, set(chain.from_iterable(said))
