"""By what documents and their work are known again, without reading their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.model.corpus import Document
from annotator.store.rows.documents import document_of
from annotator.store.rows.tables import BY_NAME

_LARGEST = 2**63 - 1
"""No row has a greater number."""
_TOGETHER = 500
"""How many ids are looked up by one statement."""


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


def hashes(connection: Any) -> Iterator[tuple[str, str]]:
    """Yield the sha256 of each text with the id of its document."""
    yield from connection.execute("SELECT sha256, key FROM document")


def older_hashes(connection: Any) -> Iterator[tuple[str, str]]:
    """Yield the sha256 of each older text with the id of its document."""
    yield from connection.execute(
        "SELECT r.sha256, d.key FROM revision r JOIN document d ON d.id = r.document"
    )


def documents_bare(connection: Any, *, last: int = _LARGEST) -> Iterator[Document]:
    """Yield documents without their texts: all, or those up to a row number."""
    columns = BY_NAME["document"].columns
    names = ", ".join("''" if name == "text" else name for name in columns)
    sql = f"SELECT id, {names} FROM document WHERE id <= ? ORDER BY position"
    for row in connection.execute(sql, (last,)):
        yield document_of(row)


def homes_of(connection: Any, table: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield those of `keys` that annotations or relations have, with their documents."""
    for begin in range(0, len(keys), _TOGETHER):
        part = keys[begin : begin + _TOGETHER]
        marks = ", ".join("?" * len(part))
        yield from connection.execute(
            f"SELECT a.key, d.key FROM {table} a JOIN document d ON d.id = a.document "
            f"WHERE a.key IN ({marks})",
            tuple(part),
        )
