"""Reads what can be read of a damaged corpus file, from a copy whose header is set right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.mending.cells import Cells, Judge, Values
from annotator.store.mending.check import is_right, sums_of
from annotator.store.mending.listed_tables import (
    is_listed,
    is_root,
    may_take_fresh_list,
    mend_header,
    put_fresh_list,
)
from annotator.store.rows.rows import Raw, as_text, select_sql
from annotator.store.rows.tables import COLUMNS

_JOURNALS = ("-wal", "-journal")
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
        self._is_complete: bool | None = None
        self._broken: set[str] = set()

    def close(self) -> None:
        """Close the copy."""
        self.connection.close()

    def last(self, table: str) -> int:
        """Return the last row number of a table that was given out, 0 where nothing says so."""
        return self._last.get(table, 0)

    def digests(self) -> dict[int, int]:
        """Return how many rows each document should have, as far as that can be read."""
        return self._numbers("SELECT document, rows FROM digest")

    @property
    def is_complete(self) -> bool:
        """Whether all rows are there and none says anything else: as many as digests say."""
        if self._is_complete is None:
            try:
                sql = "SELECT document, rows, total FROM digest WHERE rows OR total"
                noted = {d: (n, t) for d, n, t in self.connection.execute(sql)}
                # A text stands behind its checksum, so it may be cut while all sums agree.
                whole = [is_right("document", raw) for raw in self.rows("document")]
                is_read = all(whole) and "document" not in self._broken
                self._is_complete = is_read and noted == sums_of(self.connection)
            except (sqlite3.DatabaseError, TypeError):
                # A row that says nothing where its checksum should be.
                self._is_complete = False
        return self._is_complete

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
                self._broken.add(table)
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
        # A table that an older version did not have has no rows either.
        guess = max(walk.before, -1) + (_GUESS if is_listed(self.connection, table) else 0)
        last = self._last.get(table, guess)
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

    def cells(self, table: str, usual: Judge, turned: Judge) -> Iterator[tuple[int, Raw]]:
        """Yield the rows that the cells of a table prove, with the numbers that lie in these."""
        copy, size = self._copy()
        log = Path(f"{copy}-wal")
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
        try:
            found = self.connection.execute(sql, (table,)).fetchone()
            listed = [row[1] for row in self.connection.execute(f"PRAGMA table_info({table})")]
            places = [listed.index(name) for name in ("id", *COLUMNS[table], "checksum")]
        except (sqlite3.DatabaseError, ValueError):
            return
        if found is None or (log.exists() and log.stat().st_size):
            # What the journal has is not on the pages: they may have what was removed.
            return

        def whole(values: Values) -> Raw | None:
            if len(values) != len(listed) + 1:
                return None
            return (values[0], *(values[1 + place] for place in places[1:]))

        def judged(judge: Judge) -> Judge:
            return lambda values: (raw := whole(values)) and judge(raw)

        pages = Cells(copy, size)
        try:
            yield from pages.rows(found[0], judged(usual), judged(turned))
        finally:
            pages.close()

    def _copy(self) -> tuple[Path, int]:
        (size,) = self.connection.execute("PRAGMA page_size").fetchone()
        return Path(self.connection.execute("PRAGMA database_list").fetchone()[2]), size

    def _is_lost(self, table: str) -> bool:
        """Say whether the page that leads to all rows of a table is none: no row is found then."""
        if self.with_journal:
            # The page may be in the journal instead.
            return False
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?"
        try:
            copy, size = self._copy()
            found = self.connection.execute(sql, (table,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return found is not None and not is_root(copy, found[0], size)


def salvage(damaged: Path, folder: Path) -> Salvage | None:
    """Copy a damaged file into a folder and open the copy; None if nothing of it can be read.

    OSError if the file itself cannot be read. It is never written to, nor opened by SQLite.
    """
    folder = folder.resolve()
    found = _attempt(damaged, folder / "with-journal.corpus", with_journal=True)
    plain = _attempt(damaged, folder / "plain.corpus", with_journal=False)
    if plain is None:
        plain = _attempt(damaged, folder / "first-page.corpus", with_journal=False, has_list=False)
    if found is None or (plain is not None and _corpus(found) not in ("", _corpus(plain))):
        # A journal that belongs to another file would put its pages into this one.
        chosen, other = plain, found
    else:
        chosen, other = found, plain
    if other is not None:
        other.close()
    if chosen is None:
        return None
    return Salvage(_with_all_tables(chosen, folder), with_journal=chosen is found)


def _with_all_tables(chosen: Any, folder: Path) -> Any:
    """Return a connection to a copy that has the tables which the chosen one does not list."""
    try:
        copy = Path(chosen.execute("PRAGMA database_list").fetchone()[2])
        chosen.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not may_take_fresh_list(chosen, copy):
            return chosen
    except sqlite3.DatabaseError:
        # What the journal has cannot be put into the copy: it is read as it is.
        return chosen
    made = _attempt(copy, folder / "all-tables.corpus", with_journal=False, has_list=False)
    if made is None:
        return chosen
    chosen.close()
    return made


def _attempt(damaged: Path, copy: Path, *, with_journal: bool, has_list: bool = True) -> Any | None:
    shutil.copyfile(damaged, copy)
    journals = [end for end in _JOURNALS if Path(f"{damaged}{end}").exists()]
    if with_journal and not journals:
        return None
    for end in journals if with_journal else ():
        shutil.copyfile(f"{damaged}{end}", f"{copy}{end}")
    if not with_journal:
        mend_header(copy)
    if not has_list:
        put_fresh_list(copy)
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
