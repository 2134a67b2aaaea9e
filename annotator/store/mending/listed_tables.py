"""The header and the list of tables of a damaged copy: set right, or taken from a new corpus."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.opening.opening import connect
from annotator.store.rows.migrating import migrate
from annotator.store.rows.rows import select_sql
from annotator.store.rows.schema import APPLICATION_ID, VERSION
from annotator.store.rows.tables import COLUMNS

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_HEADER = 100
_INTERIOR, _LEAF = 5, 13
"""What the first byte of a page of rows says."""
_BESIDE = {
    "digest": "SELECT document, rows, total FROM digest",
    "sequence": "SELECT noun, last FROM sequence",
}
"""Tables that say what rows there were, and how they are read."""
_AGREEING = 10
"""Tables that begin where those of a new corpus do: then the others were made in that order too."""


def mend_header(copy: Path) -> None:
    """Write what a header must say: above all how many pages there really are."""
    size = copy.stat().st_size
    with copy.open("rb+") as file:
        head = bytearray(file.read(_HEADER).ljust(_HEADER, b"\0"))
        (page,) = struct.unpack(">H", head[16:18])
        page = 65536 if page == 1 else page
        if page < 512 or page & (page - 1):
            page = _PAGE
            head[16:18] = struct.pack(">H", page)
        pages = max(1, -(-size // page))
        head[:16] = _MAGIC
        head[18:24] = bytes((1, 1, 0, 64, 32, 32))
        head[28:32] = struct.pack(">I", pages)
        head[32:40] = bytes(8)
        head[44:48] = struct.pack(">I", 4)
        head[52:60] = struct.pack(">II", 0, 1)
        head[60:64] = struct.pack(">I", VERSION)
        head[68:72] = struct.pack(">I", APPLICATION_ID)
        head[92:96] = head[24:28]
        file.seek(0)
        file.write(head)
        file.truncate(pages * page)


def put_fresh_list(copy: Path) -> None:
    """Give a file whose list of tables is lost the one of a new corpus.

    The tables of every corpus are made in the same order, so they begin on the same pages. Of what
    is there only the first page is written over: the list goes on behind the last one.
    """
    data = _fresh(copy).read_bytes()
    first = bytearray(data[:_PAGE])
    with copy.open("rb+") as file:
        end = -(-file.seek(0, 2) // _PAGE)
        file.truncate(end * _PAGE)
        file.seek(end * _PAGE)
        for at in list(_pointers(first)):
            (number,) = struct.unpack_from(">I", first, at)
            file.write(data[(number - 1) * _PAGE : number * _PAGE])
            end += 1
            struct.pack_into(">I", first, at, end)
        file.seek(0)
        file.write(first)
    mend_header(copy)


def _fresh(copy: Path) -> Path:
    """Return a new corpus beside a copy."""
    fresh = copy.with_name("fresh.corpus")
    if not fresh.exists():
        connection = connect(fresh)
        migrate(connection)
        connection.close()
    return fresh


def _pointers(page: bytearray) -> Iterator[int]:
    """Yield where the first page of a file names the pages below it, if it has any."""
    if page[_HEADER] != _INTERIOR:
        return
    (cells,) = struct.unpack_from(">H", page, _HEADER + 3)
    yield from struct.unpack_from(f">{cells}H", page, _HEADER + 12)
    yield _HEADER + 8


def is_listed(connection: Any, table: str) -> bool:
    """Say whether a table is known with all its columns."""
    sql = _BESIDE[table] if table in _BESIDE else select_sql(table)
    try:
        # Explained only: no row of it is read.
        connection.execute(f"EXPLAIN {sql}").fetchone()
    except sqlite3.Error:
        return False
    return True


def is_root(copy: Path, number: int, size: int = _PAGE) -> bool:
    """Say whether a page can lead to the rows of a table."""
    with copy.open("rb") as file:
        file.seek((number - 1) * size)
        return file.read(1) in (bytes((_INTERIOR,)), bytes((_LEAF,)))


def may_take_fresh_list(connection: Any, copy: Path) -> bool:
    """Say whether tables are not listed, or one elsewhere, and a new corpus says where they begin.

    `copy` is the file of the connection, all of it, without a journal beside it.
    """
    roots, made = _roots(connection), _made(connection)
    fresh = connect(_fresh(copy), read_only=True)
    try:
        known, is_of_now = _roots(fresh), made == _made(fresh)
    finally:
        fresh.close()
    tables = (*COLUMNS, *_BESIDE)
    lost = {table for table in tables if not is_listed(connection, table)}
    there = {table for table in tables if table in roots} - lost
    moved = {table for table in there if roots[table] != known[table]}
    begins = {known[table] for table in lost | moved}
    return (
        is_of_now
        and bool(begins)
        and len(moved) <= 1
        and len(there) >= _AGREEING
        and all(is_root(copy, number) for number in begins)
        and not begins & {roots[table] for table in there - moved}
    )


def _made(connection: Any) -> int:
    """Return how many migrations have made a file: one of an older version has fewer tables."""
    try:
        return connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]
    except sqlite3.DatabaseError:
        return 0


def _roots(connection: Any) -> Mapping[str, int]:
    """Return on which page each table begins, as far as the list can be read."""
    found: dict[str, int] = {}
    try:
        for name, root in connection.execute("SELECT name, rootpage FROM sqlite_master"):
            if isinstance(root, int):
                found[name] = root
    except sqlite3.DatabaseError:
        # What was read until then is known.
        pass
    return found
