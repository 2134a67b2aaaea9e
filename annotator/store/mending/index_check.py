"""Whether the search index says what the documents say: a fresh one of the same texts is compared.

SQLite's own check of such an index compares it with nothing but itself and sees no changed word.
"""

from __future__ import annotations

from typing import Any

from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import TABLES
from annotator.text.composing import nfc

_SEARCH = next(sql for sql in TABLES if sql.startswith("CREATE VIRTUAL TABLE search"))
_PLACES = "CREATE VIRTUAL TABLE temp.search_places USING fts5vocab(main, search, instance)"
_QUESTION = (
    "SELECT term, count(*), total(doc), total((doc + 1) * (offset + 1)), total(col) "
    "FROM temp.search_places GROUP BY term"
)
"""Of each word how often it is there, and sums of where: it comes in that order anyway."""
_HELD = 64 << 20
"""Bytes of words that the fresh index holds before it writes a part; it is only made once."""


def index_differs(connection: Any) -> bool:
    """Say whether the index of a corpus differs from one that is made of its documents now."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        fresh.execute(_SEARCH)
        fresh.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (_HELD,))
        fresh.execute("BEGIN")
        rows = connection.execute("SELECT id, name, text FROM document")
        fresh.executemany(
            "INSERT INTO search (rowid, name, text) VALUES (?, ?, ?)",
            ((number, nfc(name), nfc(text)) for number, name, text in rows),
        )
        fresh.execute("COMMIT")
        return _said(connection) != _said(fresh)
    finally:
        fresh.close()


def _said(connection: Any) -> list[tuple[Any, ...]]:
    """Return what an index knows; only a temporary table is made, also where nothing is written."""
    (only_read,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = 0")
    try:
        connection.execute(_PLACES)
        return connection.execute(_QUESTION).fetchall()
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.search_places")
        connection.execute(f"PRAGMA query_only = {only_read}")
