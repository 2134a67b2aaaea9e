"""Inserts many whole rows, leaving out the columns in which they have nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.store.tables import COLUMNS

Raw = tuple[Any, ...]
"""A whole row: number, the columns of `COLUMNS`, checksum."""


@cache
def insert_sql(table: str, empty: tuple[int, ...] = ()) -> str:
    """Return the statement that inserts a whole row, without the values at places `empty`."""
    names = ("id", *COLUMNS[table], "checksum")
    given = [name for place, name in enumerate(names) if place not in empty]
    return f"INSERT INTO {table} ({', '.join(given)}) VALUES ({', '.join('?' * len(given))})"


def insert_rows(connection: Any, table: str, rows: Sequence[Raw]) -> None:
    """Insert whole rows in their order.

    Python's sqlite3 looks for an adapter whenever it binds None, which takes longer than binding a
    value; six empty columns made an annotation twice as dear. So the usual rows, which are empty
    where the first one is, go by a statement that does not name those columns.
    """
    empty = tuple(place for place, value in enumerate(rows[0]) if value is None)
    if len(empty) < 2:
        connection.executemany(insert_sql(table), rows)
        return
    held, nothing = itemgetter(*empty), (None,) * len(empty)
    given = itemgetter(*(place for place in range(len(rows[0])) if place not in empty))
    for is_usual, run in groupby(rows, key=lambda row: held(row) == nothing):
        if is_usual:
            connection.executemany(insert_sql(table, empty), map(given, run))
        else:
            connection.executemany(insert_sql(table), run)
