"""Cells as they lie on the pages say what SQLite reads; a turned bit of a frame is found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from annotator.store.files.library import sqlite3
from annotator.store.mending.cells import Cells, Values
from annotator.store.rows.rows import is_intact, whole
from tests.store.mending.pages import PAGE, cells

ROWS = [
    whole(
        number,
        (
            f"key {number} " + "дълъг текст " * (1700 if number % 40 == 0 else number % 7),
            number * 7 - 20,
            None if number % 3 else number % 2,
            1 << 40 + number % 8,
            number,
            bytes(range(number % 50)) or None,
        ),
    )
    for number in (*range(1, 150), 1 << 20, 1 << 45)
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with a table of rows of all kinds, long ones too, of which some were removed."""
    path = tmp_path / "table.corpus"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("CREATE TABLE tag (id INTEGER PRIMARY KEY, a, b, c, d, e, f, checksum)")
    marks = ", ".join("?" * 8)
    connection.executemany(f"INSERT INTO tag VALUES ({marks})", ROWS)
    connection.execute("DELETE FROM tag WHERE id % 10 = 3")
    connection.close()
    return path


@contextmanager
def opened(path: Path) -> Iterator[Cells]:
    """Open a file and close it."""
    pages = Cells(path, PAGE)
    try:
        yield pages
    finally:
        pages.close()


def proved(values: Values) -> Values | None:
    """Return the row of a cell, whose number stands in its place, if it proves."""
    raw: tuple[Any, ...] = (values[0], *values[2:])
    return raw if is_intact(raw) else None


def read(path: Path) -> list[Values]:
    """Return the rows that the cells of a file prove."""
    with opened(path) as pages:
        return [raw for _, raw in pages.rows(2, proved, proved)]


def there(path: Path) -> list[Values]:
    """Return what SQLite reads."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT * FROM tag ORDER BY id").fetchall()
    connection.close()
    return rows


def test_cells_say_what_sqlite_reads(table: Path) -> None:
    assert read(table) == there(table)
    assert len(read(table)) > 100


def test_any_turned_bit_of_a_frame_is_turned_back(table: Path) -> None:
    rows = {raw[0]: raw for raw in there(table)}
    data, chance = table.read_bytes(), random.Random(3)
    for cell in chance.sample(cells(table, "tag"), 25):
        # The length stands before the number, and the types of the values behind it.
        at = chance.randrange(cell.begin - 1, cell.end + 9)
        damaged = bytearray(data)
        damaged[at] ^= 1 << chance.randrange(8)
        table.write_bytes(damaged)
        found = read(table)
        said = rows[cell.number]
        assert len(found) == len(rows)
        # A bit of the number itself leaves a number that no checksum proves.
        assert said in found or said[1:] in [raw[1:] for raw in found]


def test_a_turned_bit_of_the_place_of_a_cell_is_turned_back(table: Path) -> None:
    rows = there(table)
    data = table.read_bytes()
    page = cells(table, "tag")[30].begin // PAGE * PAGE
    for bit in range(16):
        damaged = bytearray(data)
        damaged[page + 10 + bit // 8] ^= 1 << bit % 8
        table.write_bytes(damaged)
        found = read(table)
        assert set(found) <= set(rows)
        assert len(set(found)) >= len(rows) - 1


@pytest.mark.parametrize("seed", range(12))
def test_rubbish_gives_no_rows_and_no_error(table: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows, data = there(table), bytearray(table.read_bytes())
    for _ in range(6):
        at = chance.randrange(PAGE, len(data) - 900)
        data[at : at + 900] = chance.randbytes(900)
    table.write_bytes(data[: chance.randrange(2 * PAGE, len(data))])
    assert set(read(table)) <= set(rows)
