"""Inserts many whole rows, leaving out the columns in which they have nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from annotator.store.table import Batch
from annotator.store.tables import COLUMNS

Raw = tuple[Any, ...]
"""A whole row: number, the columns of `COLUMNS`, checksum."""
Statement = tuple[str, Sequence[Any]]
"""A statement and its values."""

_SIZES = (64, 512)
"""Rows that one statement has room for: few sizes, so that it is compiled once for each.

SQLite takes 32,766 values at once; statements larger than these make inserting slower."""


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
    for batch in batches_of(rows):
        insert_batch(connection, table, batch)


def batches_of(rows: Sequence[Raw]) -> Iterator[Batch]:
    """Yield whole rows in their order, without the columns in which the first one has nothing."""
    empty = tuple(place for place, value in enumerate(rows[0]) if value is None)
    if len(empty) < 2:
        yield Batch((), rows)
        return
    held, nothing = itemgetter(*empty), (None,) * len(empty)
    given = itemgetter(*(place for place in range(len(rows[0])) if place not in empty))
    for is_usual, run in groupby(rows, key=lambda row: held(row) == nothing):
        found = list(run)
        yield Batch(empty, list(map(given, found))) if is_usual else Batch((), found)


def insertions(table: str, batch: Batch) -> Iterator[Statement]:
    """Yield statements that do what `insert_batch` does, with many rows each.

    One that inserts a single row asks for Python's lock after each of them. A thread beside
    another that is busy waits every time as long as that one may keep it.
    """
    rows, width, most = batch.rows, len(batch.rows[0]), _SIZES[-1]
    for first in range(0, len(rows), most):
        portion = rows[first : first + most]
        size = next(size for size in _SIZES if size >= len(portion))
        values = list(chain.from_iterable(portion))
        values += [0] * (width * (size - len(portion)))
        yield _insertion(table, batch.empty, size), values


@cache
def _insertion(table: str, empty: tuple[int, ...], size: int) -> str:
    """Return the statement that inserts up to `size` rows; those of number 0 only fill it up."""
    head, _, row = insert_sql(table, empty).partition(" VALUES ")
    return f"{head} SELECT * FROM (VALUES {', '.join([row] * size)}) WHERE column1 > 0"
