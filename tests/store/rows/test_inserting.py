"""Whole rows are inserted as they are, whichever of their columns are empty."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.rows.inserting import insert_rows
from annotator.store.rows.schema import TABLES
from annotator.store.rows.tables import COLUMNS

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
