"""Inserts many whole rows, leaving out the columns in which they have nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.store.rows.table import Batch
from annotator.store.rows.tables import COLUMNS

Raw = tuple[Any, ...]
"""A whole row: number, the columns of `COLUMNS`, checksum."""


@cache
def insert_sql(table: str, empty: tuple[int, ...] = ()) -> str:
    """Return the statement that inserts a whole row, without the values at places `empty`."""
    names = ("id", *COLUMNS[table], "checksum")
    given = [name for place, name in enumerate(names) if place not in empty]
    return f"INSERT INTO {table} ({', '.join(given)}) VALUES ({', '.join('?' * len(given))})"


def insert_batch(connection: Any, table: str, batch: Batch) -> None:
    """Insert rows that are without the columns in which they have nothing.

    Python's sqlite3 looks for an adapter whenever it binds None, which takes longer than binding a
    value: six empty columns made an annotation twice as dear.
    """
    connection.executemany(insert_sql(table, batch.empty), batch.rows)


def insert_rows(connection: Any, table: str, rows: Sequence[Raw]) -> None:
    """Insert whole rows in their order; those that are empty where the first one is, in short."""
    empty = tuple(place for place, value in enumerate(rows[0]) if value is None)
    if len(empty) < 2:
        insert_batch(connection, table, Batch((), rows))
        return
    held, nothing = itemgetter(*empty), (None,) * len(empty)
    given = itemgetter(*(place for place in range(len(rows[0])) if place not in empty))
    for is_usual, run in groupby(rows, key=lambda row: held(row) == nothing):
        found = list(run)
        batch = Batch(empty, list(map(given, found))) if is_usual else Batch((), found)
        insert_batch(connection, table, batch)
