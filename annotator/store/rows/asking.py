"""What one statement answers: its rows, its first value, or the nouns that it selects."""

from __future__ import annotations

from typing import Any

from annotator.store.rows.table import Ids, Row
from annotator.store.rows.tables import BY_NAME

IN_DOCUMENT = "document = (SELECT id FROM document WHERE key = ?)"
"""The condition that a row belongs to the document of an id."""


def rows_of(connection: Any, sql: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return all rows that a statement selects."""
    return connection.execute(sql, values).fetchall()


def value_of(connection: Any, sql: str, values: tuple[Any, ...] = ()) -> Any:
    """Return the first value of the first row that a statement selects, None if there is no row."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]


def nouns_of(
    connection: Any, ids: Ids, table: str, rest: str, values: tuple[Any, ...] = ()
) -> list[Any]:
    """Return the nouns of the rows of a table; `rest` says which, and in which order."""
    description = BY_NAME[table]
    rows = rows_of(connection, f"{description.select} {rest}", values)
    return [description.of_row(row, ids) for row in rows]
