"""Whether the search index says what the documents say: a fresh one of the same texts is compared.

SQLite's own check of such an index compares it with nothing but itself and sees no changed word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.store.library import sqlite3
from annotator.store.schema import TABLES
from annotator.text.composing import nfc

_SEARCH = next(sql for sql in TABLES if sql.startswith("CREATE VIRTUAL TABLE search"))
_WORDS = "CREATE VIRTUAL TABLE temp.{table} USING fts5vocab(main, search, {kind})"
_QUESTIONS = (
    "SELECT term, doc, cnt FROM temp.search_words ORDER BY term",
    "SELECT doc, col, count(*), sum(offset) FROM temp.search_places "
    "GROUP BY doc, col ORDER BY doc, col",
)


def index_differs(connection: Any) -> bool:
    """Say whether the index of a corpus differs from one that is made of its documents now."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        fresh.execute(_SEARCH)
        rows = connection.execute("SELECT id, name, text FROM document")
        fresh.executemany(
            "INSERT INTO search (rowid, name, text) VALUES (?, ?, ?)",
            ((number, nfc(name), nfc(text)) for number, name, text in rows),
        )
        return any(
            ours != theirs for ours, theirs in zip(_said(connection), _said(fresh), strict=True)
        )
    finally:
        fresh.close()


def _said(connection: Any) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what an index knows; only a temporary table is made, also where nothing is written."""
    (only_read,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = 0")
    try:
        connection.execute(_WORDS.format(table="search_words", kind="row"))
        connection.execute(_WORDS.format(table="search_places", kind="instance"))
        for question in _QUESTIONS:
            yield connection.execute(question).fetchall()
    finally:
        for table in ("search_words", "search_places"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"PRAGMA query_only = {only_read}")
