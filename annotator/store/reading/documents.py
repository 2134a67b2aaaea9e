"""Reads documents and what belongs to their texts: segments, tokens."""

from __future__ import annotations

from typing import Any

import orjson

from annotator.model.corpus import LANGUAGE, Document, Segment, Tokens
from annotator.model.errors import StoreError
from annotator.store.rows.asking import IN_DOCUMENT, rows_of, value_of
from annotator.store.rows.documents import document_of, segment_of, tokens_of
from annotator.store.rows.tables import BY_NAME


class Texts:
    """The texts of documents; the last one is kept, since an edit asks for it several times."""

    def __init__(self, connection: Any) -> None:
        """Take a connection, which its maker closes."""
        self._connection = connection
        self._last: tuple[str, str] | None = None

    def of(self, document_id: str) -> str:
        """Return the text of a document; StoreError if there is none."""
        values = (document_id,)
        sha256 = value_of(self._connection, "SELECT sha256 FROM document WHERE key = ?", values)
        if sha256 is None:
            raise StoreError("no_such_document", name=document_id)
        if self._last is None or self._last[0] != sha256:
            found = value_of(self._connection, "SELECT text FROM document WHERE key = ?", values)
            self._last = (sha256, str(found))
        return self._last[1]


def read_document(connection: Any, document_id: str) -> Document:
    """Return a document with its text; StoreError if there is none."""
    rows = rows_of(connection, f"{BY_NAME['document'].select} WHERE key = ?", (document_id,))
    if not rows:
        raise StoreError("no_such_document", name=document_id)
    return document_of(rows[0])


def read_language(connection: Any, document_id: str) -> str:
    """Return the language that a document's metadata name, or "", without reading its text."""
    sql = "SELECT metadata FROM document WHERE key = ?"
    found = value_of(connection, sql, (document_id,))
    known = None if found is None else orjson.loads(found).get(LANGUAGE)
    return "" if known is None else str(known["value"])


def named_document(connection: Any, name: str) -> str | None:
    """Return the id of the document with that id, source id or name, or None."""
    for column in ("key", "source_id", "name"):
        sql = f"SELECT key FROM document WHERE {column} = ? ORDER BY position LIMIT 1"
        found = value_of(connection, sql, (name,))
        if found is not None:
            return str(found)
    return None


def read_segments(connection: Any, document_id: str) -> list[Segment]:
    """Return the segments of a document in order."""
    sql = f"{BY_NAME['segment'].select} WHERE {IN_DOCUMENT} ORDER BY position"
    return [segment_of(row) for row in rows_of(connection, sql, (document_id,))]


def read_tokens(connection: Any, document_id: str) -> Tokens | None:
    """Return the tokens kept for a document, or None."""
    sql = f"{BY_NAME['token'].select} WHERE {IN_DOCUMENT}"
    rows = rows_of(connection, sql, (document_id,))
    return tokens_of(rows[0]) if rows else None
