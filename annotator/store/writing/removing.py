"""What goes when a noun is removed: itself, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import Document
from annotator.model.entity import Entity
from annotator.model.errors import StoreError
from annotator.model.review import ON_ANNOTATION, ON_ENTITY, ON_RELATION
from annotator.store.reading.queries import Reader
from annotator.store.rows.rows import Raw, select_sql
from annotator.store.rows.tables import BY_NOUN

_CHILDREN = (
    "comment",
    "relation",
    "annotation",
    "segment",
    "token",
    "assignment",
    "revision",
    "decision",
)
_ANCHORS = {Annotation: ON_ANNOTATION, Relation: ON_RELATION, Entity: ON_ENTITY}


def rows_to_remove(
    connection: Any, reader: Reader, noun_type: type, noun_id: str
) -> Iterator[tuple[str, list[Raw]]]:
    """Yield table and whole rows of what goes with a noun, the noun last.

    With an annotation go its relations and the comments on both, with an entity those on it;
    with a document all of it. Each is to be deleted before the next is asked for. StoreError if
    there is no such noun.
    """
    if noun_type is Annotation:
        for relation in reader.relations_of(noun_id):
            yield from rows_to_remove(connection, reader, Relation, relation.id)
    if noun_type in _ANCHORS:
        sql = f"{select_sql('comment')} WHERE anchor = ? AND target = ?"
        yield "comment", connection.execute(sql, (_ANCHORS[noun_type], noun_id)).fetchall()
    elif noun_type is Document:
        yield from _rows_of_document(connection, reader.number_of("document", noun_id))
    table = BY_NOUN[noun_type].name
    raw = connection.execute(f"{select_sql(table)} WHERE key = ?", (noun_id,)).fetchone()
    if raw is None:
        raise StoreError("no_such_noun", id=noun_id)
    yield table, [raw]


def _rows_of_document(connection: Any, number: int) -> Iterator[tuple[str, list[Raw]]]:
    for table in _CHILDREN:
        sql = f"{select_sql(table)} WHERE document = ? ORDER BY id"
        yield table, connection.execute(sql, (number,)).fetchall()
    sql = f"{select_sql('document_relation')} WHERE from_document = ? OR to_document = ?"
    yield "document_relation", connection.execute(sql, (number, number)).fetchall()
