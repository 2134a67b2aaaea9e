"""Inserts documents that are new with their work, and annotations and relations of new ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Segment
from annotator.model.errors import StoreError
from annotator.store.rows.annotations import annotation_batches, relation_row
from annotator.store.rows.bundle_ids import BundleIds
from annotator.store.rows.documents import document_row, segment_row, tokens_row
from annotator.store.rows.rows import whole
from annotator.store.rows.table import Batch, Ids, Row
from annotator.store.writing.noted_rows import NotedRows


def insert_bundle(noted: NotedRows, bundle: Bundle, position: int) -> None:
    """Insert a new document, its segments, annotations, relations and tokens."""
    number = noted.reserve("document")
    noted.insert("document", [whole(number, document_row(bundle.document, position))])
    insert_children(noted, "segment", segment_rows(number, bundle.segments))
    placed = insert_annotations(noted, number, bundle.annotations)
    if bundle.relations:
        numbers = {row[1]: row[0] for batch in placed for row in batch.rows}
        insert_relations(noted, bundle.relations, BundleIds(bundle.document.id, number, numbers))
    if bundle.tokens is not None:
        insert_children(noted, "token", [tokens_row(bundle.tokens, number)])


def segment_rows(document: int, segments: Iterable[Segment]) -> list[Row]:
    """Return the rows of the segments of the document with that number, in their order."""
    return [segment_row(s, document, i) for i, s in enumerate(segments)]


def insert_children(noted: NotedRows, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that have no number yet."""
    if rows:
        first = noted.reserve(table, len(rows))
        noted.insert(table, [whole(first + i, row) for i, row in enumerate(rows)])


def insert_annotations(
    noted: NotedRows, document: int, annotations: Sequence[Annotation]
) -> Sequence[Batch]:
    """Insert annotations of the document with that number; return their rows."""
    if not annotations:
        return ()
    first = noted.reserve("annotation", len(annotations))
    batches = annotation_batches(annotations, document, first)
    noted.insert_batches("annotation", batches, document)
    return batches


def insert_relations(noted: NotedRows, relations: Sequence[Relation], ids: Ids) -> None:
    """Insert relations; StoreError if an end of one does not exist."""
    try:
        rows = [relation_row(relation, ids) for relation in relations]
    except KeyError as error:
        raise StoreError("no_such_noun", id=str(error.args[0])) from error
    insert_children(noted, "relation", rows)
