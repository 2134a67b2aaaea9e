"""Reads what can be read of a damaged corpus file, from a copy whose header is set right."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.opening.opening import connect
from annotator.store.rows.migrating import migrate
from annotator.store.rows.rows import Raw, as_text, select_sql
from annotator.store.rows.schema import APPLICATION_ID, VERSION

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_HEADER = 100
_JOURNALS = ("-wal", "-journal")
_INTERIOR, _LEAF = 5, 13
"""What the first byte of a page of rows says."""
_LEAST = -(1 << 63)
"""The least number that a row can have."""
_MOST_ON_A_PAGE = 400
"""Rows in succession that ascend to nowhere: more than any page has, so it leads back to others."""
_GUESS = 100_000
"""How many row numbers are tried after the last one that was read where nothing says how many."""


class _Walk:
    """How far the rows of a table were read; one number that is out of order leads nowhere."""

    def __init__(self) -> None:
        self.before = self.reached = _LEAST
        self._astray = 0

    def begin_at(self, number: int) -> None:
        """Go on after a number that was looked for."""
        self.before = self.reached = number
        self._astray = 0

    def is_ahead(self, number: int) -> bool:
        """Say whether a row of this number was not passed yet."""
        return number > self.reached

    def pass_by(self, number: int) -> None:
        """Note the number of the next row; sqlite3.DatabaseError where a page leads back."""
        if number > self.reached:
            self.before, self.reached, self._astray = self.reached, number, 0
        elif number > self.before:
            # The one before this stands out of order.
            self.reached = number
        else:
            self._astray += 1
            if self._astray > _MOST_ON_A_PAGE:
                raise sqlite3.DatabaseError("out of order")


class Salvage:
    """A damaged corpus, read row by row; what cannot be read is counted in `unreadable`."""

    def __init__(self, connection: Any, *, with_journal: bool) -> None:
        """Take the connection to a copy."""
        self.connection = connection
        connection.text_factory = as_text
        self.with_journal = with_journal
        self.unreadable: dict[str, int] = {}
        self._last = self._numbers("SELECT noun, last FROM sequence")

    def close(self) -> None:
        """Close the copy."""
        self.connection.close()

    def last(self, table: str) -> int:
        """Return the last row number of a table that was given out, 0 where nothing says so."""
        return self._last.get(table, 0)

    def digests(self) -> dict[int, int]:
        """Return how many rows each document should have, as far as that can be read."""
        return self._numbers("SELECT document, rows FROM digest")

    def _numbers(self, sql: str) -> dict[Any, int]:
        found: dict[Any, int] = {}
        try:
            for key, number in self.connection.execute(sql):
                if isinstance(number, int):
                    found[key] = number
        except sqlite3.DatabaseError:
            # What was read until then is still of use.
            pass
        return found

    def rows(self, table: str) -> Iterator[Raw]:
        """Yield the whole rows of a table as they stand, those that can be read at all.

        A number may come twice, or out of its order: the rows of a table ascend by their numbers,
        but no checksum proves these (`numbering`).
        """
        self.unreadable[table] = 0
        walk = _Walk()
        sql = f"{select_sql(table)} NOT INDEXED WHERE id > ? ORDER BY id"
        while True:
            begin, passed = walk.reached, 0
            try:
                for raw in self.connection.execute(sql, (begin,)):
                    passed += 1
                    walk.pass_by(raw[0])
                    yield raw
                return
            except sqlite3.DatabaseError:
                held = self._withheld(f"{sql} LIMIT 1 OFFSET {passed}", begin)
            if held is not None and walk.is_ahead(held[0]):
                walk.pass_by(held[0])
                yield held
            following = self._next_readable(table, walk)
            if following is None:
                return
            walk.begin_at(following[0])
            yield following

    def _withheld(self, sql: str, begin: int) -> Raw | None:
        """Return the row before one that cannot be read: it is kept back along with that one.

        Who looks for it by its number may miss it, since numbers beside it may be out of order.
        """
        try:
            return self.connection.execute(sql, (begin,)).fetchone()
        except sqlite3.DatabaseError:
            return None

    def _next_readable(self, table: str, walk: _Walk) -> Raw | None:
        """Return the first row after those passed by that can be read by itself."""
        sql = f"{select_sql(table)} NOT INDEXED WHERE id = ?"
        last = self._last.get(table, walk.before + _GUESS)
        numbers = range(max(walk.before, -1) + 1, last + 1)
        if self._is_lost(table):
            self.unreadable[table] += len(numbers)
            return None
        for number in numbers:
            if number == walk.reached:
                continue
            try:
                raw = self.connection.execute(sql, (number,)).fetchone()
            except sqlite3.DatabaseError:
                self.unreadable[table] += 1
                continue
            if raw is not None:
                return raw
        return None

    def _is_lost(self, table: str) -> bool:
        """Say whether the page that leads to all rows of a table is none: no row is found then."""
        if self.with_journal:
            # The page may be in the journal instead.
            return False
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
        try:
            (size,) = self.connection.execute("PRAGMA page_size").fetchone()
            copy = self.connection.execute("PRAGMA database_list").fetchone()[2]
            found = self.connection.execute(sql, (table,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        if found is None:
            return False
        with Path(copy).open("rb") as file:
            file.seek((found[0] - 1) * size)
            return file.read(1) not in (bytes((_INTERIOR,)), bytes((_LEAF,)))


def salvage(damaged: Path, folder: Path) -> Salvage | None:
    """Copy a damaged file into a folder and open the copy; None if nothing of it can be read.

    OSError if the file itself cannot be read. It is never written to, nor opened by SQLite.
    """
    folder = folder.resolve()
    found = _attempt(damaged, folder / "with-journal.corpus", with_journal=True)
    plain = _attempt(damaged, folder / "plain.corpus", with_journal=False)
    if plain is None:
        plain = _attempt(damaged, folder / "first-page.corpus", with_journal=False, first_page=True)
    if found is None or (plain is not None and _corpus(found) not in ("", _corpus(plain))):
        # A journal that belongs to another file would put its pages into this one.
        chosen, other = plain, found
    else:
        chosen, other = found, plain
    if other is not None:
        other.close()
    if chosen is None:
        return None
    return Salvage(chosen, with_journal=chosen is found)


def _attempt(
    damaged: Path, copy: Path, *, with_journal: bool, first_page: bool = False
) -> Any | None:
    shutil.copyfile(damaged, copy)
    journals = [end for end in _JOURNALS if Path(f"{damaged}{end}").exists()]
    if with_journal and not journals:
        return None
    for end in journals if with_journal else ():
        shutil.copyfile(f"{damaged}{end}", f"{copy}{end}")
    if not with_journal:
        _mend_header(copy)
    if first_page:
        _put_first_page(copy)
    connection: Any = None
    try:
        connection = sqlite3.connect(copy.as_uri(), uri=True, isolation_level=None)
        # Tables are read although indexes beside them are lost; what is read is proved anyway.
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("PRAGMA trusted_schema = 0")
        for table in ("document", "annotation", "scheme"):
            # Explained only: that the table is known is all that matters here.
            connection.execute(f"EXPLAIN SELECT id FROM {table}").fetchone()
    except sqlite3.Error:
        if connection is not None:
            connection.close()
        return None
    return connection


def _corpus(connection: Any) -> str:
    try:
        row = connection.execute("SELECT value FROM setting WHERE key = 'corpus'").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _mend_header(copy: Path) -> None:
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


def _put_first_page(copy: Path) -> None:
    """Give a file whose list of tables is lost the one of a new corpus.

    The tables of every corpus are made in the same order, so their first pages are the same.
    """
    fresh = copy.with_name("fresh.corpus")
    connection = connect(fresh)
    migrate(connection)
    connection.close()
    data = fresh.read_bytes()
    pages = [0, *_children(data[:_PAGE])]
    with copy.open("rb+") as file:
        for number in pages:
            page = bytearray(data[number * _PAGE : (number + 1) * _PAGE])
            file.seek(number * _PAGE)
            file.write(page)
    _mend_header(copy)


def _children(page: bytes) -> Iterator[int]:
    """Yield the pages below the first one, counted from 0, if it has any."""
    if page[_HEADER] != _INTERIOR:
        return
    (cells,) = struct.unpack(">H", page[_HEADER + 3 : _HEADER + 5])
    for cell in range(cells):
        at = _HEADER + 12 + 2 * cell
        (begin,) = struct.unpack(">H", page[at : at + 2])
        yield struct.unpack(">I", page[begin : begin + 4])[0] - 1
    yield struct.unpack(">I", page[_HEADER + 8 : _HEADER + 12])[0] - 1
