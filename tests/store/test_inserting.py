"""Whole rows are inserted as they are, whichever of their columns are empty."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.inserting import batches_of, insert_rows, insertions
from annotator.store.schema import TABLES
from annotator.store.tables import COLUMNS

_TABLE = next(t for t in TABLES if t.startswith("CREATE TABLE annotation "))
_MAY_BE_EMPTY = ("spans", "segments", "origin_detail", "source_id", "made", "changed", "extra")
_NUMBERS = ("document", "begin", "end")


@st.composite
def whole_rows(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Return rows of annotations, each with some of its columns empty."""
    rows: list[tuple[Any, ...]] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        empty = draw(st.sets(st.sampled_from(_MAY_BE_EMPTY)))
        values = [
            None if name in empty else 3 if name in _NUMBERS else f"{name} {number}"
            for name in COLUMNS["annotation"]
        ]
        rows.append((number, *values, number * 7))
    return rows


@given(whole_rows())
def test_what_was_inserted_is_there(rows: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_TABLE)
        insert_rows(connection, "annotation", rows)
        names = ", ".join(("id", *COLUMNS["annotation"], "checksum"))
        found = connection.execute(f"SELECT {names} FROM annotation ORDER BY id").fetchall()
    finally:
        connection.close()
    assert found == rows


def _inserted_apart(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_TABLE)
        for batch in batches_of(rows):
            for sql, values in insertions("annotation", batch):
                connection.execute(sql, values)
        names = ", ".join(("id", *COLUMNS["annotation"], "checksum"))
        return connection.execute(f"SELECT {names} FROM annotation ORDER BY id").fetchall()
    finally:
        connection.close()


@given(whole_rows())
def test_statements_of_many_rows_insert_the_same(rows: list[tuple[Any, ...]]) -> None:
    assert _inserted_apart(rows) == rows


@pytest.mark.parametrize("count", [1, 63, 64, 65, 512, 513, 1100])
def test_however_many_rows_there_are_all_are_inserted(count: int) -> None:
    values = tuple(
        None if name in _MAY_BE_EMPTY else 3 if name in _NUMBERS else name
        for name in COLUMNS["annotation"]
    )
    rows = [(number, *values, number * 7) for number in range(1, count + 1)]
    assert _inserted_apart(rows) == rows
