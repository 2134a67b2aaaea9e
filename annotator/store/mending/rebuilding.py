"""Makes anew what is derived from rows: the search index, names of entities, SQLite's indexes."""

from __future__ import annotations

from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.mending.check import index_problems, is_right, too_low
from annotator.store.mending.numbering import numbering
from annotator.store.mending.rescued import POINTED_TO, proved_by
from annotator.store.rows.rows import alias_rows, lenient_rows, select_sql
from annotator.store.rows.schema import TABLES
from annotator.store.rows.tables import COLUMNS
from annotator.store.writing.edit import Edit

_SEARCH = next(sql for sql in TABLES if sql.startswith("CREATE VIRTUAL TABLE search"))
_INDEXED = ("document", "entity")
_TOGETHER = 200


def rebuild_indexes(edit: Edit) -> bool:
    """Make SQLite's indexes anew; False if the file is damaged elsewhere as well.

    That is so too where they say what number a row had: without them nothing would.
    """
    connection = edit.reader.connection
    if any(_is_misnumbered(connection, table) for table in COLUMNS):
        return False
    connection.execute("REINDEX")
    return is_sound(connection)


def _is_misnumbered(connection: Any, table: str) -> bool:
    """Say whether a row bears another number than is proved, or one that others may point to."""
    settled = numbering(
        connection, table, lambda: lenient_rows(connection, table), proved_by(table)
    )
    is_pointed_to = table in POINTED_TO
    found = settled.numbers.values()
    return bool(settled.unknown) or any(n is not None or is_pointed_to for n in found)


def is_sound(connection: Any) -> bool:
    """Say whether SQLite finds nothing wrong with the structure of the file."""
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        # What breaks its own check off is not sound.
        return False


def rebuild_search(edit: Edit) -> bool:
    """Make the search index and the names of entities anew, if they are wrong and their rows right.

    Returns whether it was done.
    """
    connection = edit.reader.connection
    if not list(index_problems(connection)):
        return False
    if not all(is_right(t, raw) for t in _INDEXED for raw in lenient_rows(connection, t)):
        return False
    connection.execute("DROP TABLE search")
    connection.execute(_SEARCH)
    numbers = [number for (number,) in connection.execute("SELECT id FROM document ORDER BY id")]
    for begin in range(0, len(numbers), _TOGETHER):
        part = numbers[begin : begin + _TOGETHER]
        edit.rows.index(edit.rows.in_range("document", part[0], part[-1]))
    connection.execute("DELETE FROM alias")
    made = list(alias_rows(connection.execute(select_sql("entity"))))
    connection.executemany("INSERT INTO alias (entity, folded) VALUES (?, ?)", made)
    return True


def raise_counters(edit: Edit) -> int:
    """Let row numbers go on after the last row of each table; return for how many tables."""
    found = too_low(edit.reader.connection)
    for table, last in found:
        edit.rows.claim(table, last)
    edit.rows.flush()
    return len(found)
