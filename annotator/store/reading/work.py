"""Reads what is said of texts: annotations and relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.store.reading.streams import RELATIONS
from annotator.store.rows.annotations import annotation_of, annotations_of, relation_of
from annotator.store.rows.asking import IN_DOCUMENT, rows_of, value_of
from annotator.store.rows.schema import LONG
from annotator.store.rows.table import Ids
from annotator.store.rows.tables import BY_NAME

_ANNOTATIONS = BY_NAME["annotation"].select
_PLACED = "ORDER BY document, begin"


def read_annotations(
    connection: Any, document_id: str, annotator: str | None = None
) -> list[Annotation]:
    """Return the annotations of a document (by an annotator) in the order of the text."""
    mine = "" if annotator is None else "AND annotator = ?"
    sql = f"{_ANNOTATIONS} WHERE {IN_DOCUMENT} {mine} {_PLACED}"
    values = (document_id,) if annotator is None else (document_id, annotator)
    return annotations_of(rows_of(connection, sql, values), document_id)


def newest_quotes(
    connection: Any, layers: Iterable[str], annotator: str, among: int
) -> list[tuple[str, str, str]]:
    """Return layer, quote and id of an annotator's annotations on layers, the oldest first.

    Only the newest `among` annotations of the corpus are looked through.
    """
    sql = (
        "SELECT layer, quote, key FROM annotation WHERE id > (SELECT max(id) FROM annotation) - ? "
        "AND annotator = ? AND layer IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    wanted = orjson.dumps(sorted(layers)).decode()
    return [
        (row[0], row[1], row[2]) for row in rows_of(connection, sql, (among, annotator, wanted))
    ]


def annotations_near(connection: Any, document_id: str, begin: int, end: int) -> list[Annotation]:
    """Return the annotations that overlap or touch a stretch (code points)."""
    number = value_of(connection, "SELECT id FROM document WHERE key = ?", (document_id,))
    # Short ones begin not far before the stretch; long ones have an index of their own.
    sql = (
        f"{_ANNOTATIONS} WHERE document = ?1 AND end >= ?2 "
        f"AND begin BETWEEN ?2 - {LONG} AND ?3 "
        f"UNION ALL {_ANNOTATIONS} WHERE document = ?1 AND end - begin >= {LONG} "
        f"AND begin < ?2 - {LONG} AND end >= ?2 {_PLACED}"
    )
    return annotations_of(rows_of(connection, sql, (number, begin, end)), document_id)


def read_annotation(connection: Any, ids: Ids, annotation_id: str) -> Annotation | None:
    """Return an annotation, or None."""
    rows = rows_of(connection, f"{_ANNOTATIONS} WHERE key = ?", (annotation_id,))
    return annotation_of(rows[0], ids.key_of("document", rows[0][2])) if rows else None


def read_relations(
    connection: Any, document_id: str, annotator: str | None = None
) -> list[Relation]:
    """Return the relations of a document (by an annotator), by id."""
    mine = "" if annotator is None else "AND r.annotator = ?"
    sql = f"{RELATIONS} WHERE r.{IN_DOCUMENT} {mine} ORDER BY r.key"
    values = (document_id,) if annotator is None else (document_id, annotator)
    rows = rows_of(connection, sql, values)
    return [relation_of(row, document_id, row[-2], row[-1]) for row in rows]


def read_relation(connection: Any, ids: Ids, relation_id: str) -> Relation | None:
    """Return a relation, or None."""
    return next(iter(_relations_where(connection, ids, "r.key = ?", (relation_id,))), None)


def relations_of(connection: Any, ids: Ids, annotation_id: str) -> list[Relation]:
    """Return the relations that start or end in an annotation."""
    number = value_of(connection, "SELECT id FROM annotation WHERE key = ?", (annotation_id,))
    if number is None:
        return []
    where = "r.from_annotation = ? OR r.to_annotation = ?"
    return _relations_where(connection, ids, where, (number, number))


def _relations_where(
    connection: Any, ids: Ids, where: str, values: tuple[Any, ...]
) -> list[Relation]:
    rows = rows_of(connection, f"{RELATIONS} WHERE {where} ORDER BY r.key", values)
    return [relation_of(r, ids.key_of("document", r[2]), r[-2], r[-1]) for r in rows]
