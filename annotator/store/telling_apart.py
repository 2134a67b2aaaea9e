"""Looks single documents up by what tells them apart, without reading the others."""

from __future__ import annotations

from typing import Any


def document_of_text(connection: Any, sha256: str) -> str | None:
    """Return the id of the newest document whose text has that hash, or None."""
    found = connection.execute(
        "SELECT key FROM document WHERE sha256 = ? ORDER BY id DESC LIMIT 1", (sha256,)
    ).fetchone()
    return None if found is None else str(found[0])


def row_of_document(connection: Any, document_id: str) -> int | None:
    """Return the row number of a document, or None; newer ones have greater ones."""
    found = connection.execute("SELECT id FROM document WHERE key = ?", (document_id,)).fetchone()
    return None if found is None else int(found[0])


def last_row(connection: Any) -> int:
    """Return the row number of the newest document, 0 if there is none."""
    return int(connection.execute("SELECT max(id) FROM document").fetchone()[0] or 0)
