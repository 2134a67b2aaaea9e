"""Where the numbers of the rows of a table stand in a corpus file, and others in their place."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.store.opening.opening import connect

PAGE = 4096
_INTERIOR = 5


class Cell(NamedTuple):
    """A row of a table: where the bytes of its number begin and end, and the number."""

    begin: int
    end: int
    number: int


def cells(path: Path, table: str) -> list[Cell]:
    """Return the rows of a table of a closed file in the order in which they stand."""
    connection = connect(path, read_only=True)
    sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
    (root,) = connection.execute(sql, (table,)).fetchone()
    connection.close()
    return list(_below(path.read_bytes(), root))


def _below(data: bytes, page: int) -> Iterator[Cell]:
    at = (page - 1) * PAGE
    is_interior = data[at] == _INTERIOR
    (count,) = struct.unpack_from(">H", data, at + 3)
    pointers = struct.unpack_from(f">{count}H", data, at + (12 if is_interior else 8))
    for pointer in pointers:
        if is_interior:
            yield from _below(data, struct.unpack_from(">I", data, at + pointer)[0])
        else:
            begin, _ = _varint(data, at + pointer)
            end, number = _varint(data, begin)
            yield Cell(begin, end, number)
    if is_interior:
        yield from _below(data, struct.unpack_from(">I", data, at + 8)[0])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return where a number of up to eight bytes ends, and the number."""
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if not data[at - 1] & 0x80:
            return at, value


def write_number(path: Path, cell: Cell, number: int) -> None:
    """Write another number of as many bytes into a row of a closed file."""
    size = cell.end - cell.begin
    assert number < 1 << 7 * size
    shifts = range(7 * (size - 1), -1, -7)
    made = bytes(number >> shift & 0x7F | (0x80 if shift else 0) for shift in shifts)
    with path.open("rb+") as file:
        file.seek(cell.begin)
        file.write(made)
