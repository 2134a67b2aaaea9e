"""The tables that edits write: which noun each one keeps, in which columns."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.store.rows.annotations import (
    ANNOTATION_COLUMNS,
    RELATION_COLUMNS,
    annotation_of,
    annotation_row,
    relation_of,
    relation_row,
)
from annotator.store.rows.documents import (
    document_of,
    document_row,
    relation_of_documents,
    revision_of,
    revision_row,
    segment_of,
    segment_row,
    set_of,
    tokens_of,
    tokens_row,
)
from annotator.store.rows.people import (
    annotator_of,
    assignment_of,
    comment_of,
    comment_row,
    decision_of,
    decision_row,
    entity_of,
    entity_row,
    round_of,
)
from annotator.store.rows.schema import SCHEME_PARTS
from annotator.store.rows.table import Table, bodied, optional

TABLES: tuple[Table, ...] = (
    Table(
        "annotator",
        Annotator,
        ("key", "kind", "body"),
        lambda a, ids: (a.id, a.kind, bodied(a, "kind")),
        annotator_of,
    ),
    Table(
        "entity",
        Entity,
        ("key", "letter", "represents", "parent", "body"),
        entity_row,
        entity_of,
    ),
    Table(
        "document",
        Document,
        (
            "key",
            "position",
            "name",
            "sha256",
            "revision",
            "source_id",
            "file",
            "metadata",
            "source",
            "extra",
            "length",
            "text",
        ),
        lambda d, ids: document_row(d, 0),
        lambda row, ids: document_of(row),
    ),
    Table(
        "revision",
        Revision,
        ("document", "number", "text", "sha256", "made", "reason", "lost", "extra"),
        revision_row,
        revision_of,
        document=0,
        key=None,
    ),
    Table(
        "segment",
        Segment,
        (
            "document",
            "position",
            "key",
            "begin",
            "end",
            "role",
            "annotate",
            "duplicate_of",
            "parent",
            "keys",
            "extra",
        ),
        lambda s, ids: segment_row(s, 0, 0),
        lambda row, ids: segment_of(row),
        document=0,
        key=None,
    ),
    Table(
        "token",
        Tokens,
        ("document", "tokenizer", "body"),
        lambda t, ids: tokens_row(t, 0),
        lambda row, ids: tokens_of(row),
        document=0,
        key=None,
    ),
    Table(
        "annotation",
        Annotation,
        ANNOTATION_COLUMNS,
        lambda a, ids: annotation_row(a, ids.number_of("document", a.document)),
        lambda row, ids: annotation_of(row, ids.key_of("document", row[2])),
        document=1,
    ),
    Table(
        "relation",
        Relation,
        RELATION_COLUMNS,
        relation_row,
        lambda row, ids: relation_of(
            row,
            ids.key_of("document", row[2]),
            ids.key_of("annotation", row[5]),
            None if row[6] is None else ids.key_of("annotation", row[6]),
        ),
        document=1,
    ),
    Table(
        "comment",
        Comment,
        (
            "key",
            "document",
            "annotator",
            "anchor",
            "target",
            "kind",
            "state",
            "thread",
            "source_id",
            "body",
        ),
        comment_row,
        comment_of,
        document=1,
    ),
    Table(
        "assignment",
        Assignment,
        ("document", "annotator", "state", "reason", "extra"),
        lambda a, ids: (
            ids.number_of("document", a.document),
            a.annotator,
            a.state,
            a.reason,
            optional(a.extra),
        ),
        assignment_of,
        document=0,
        key=None,
    ),
    Table(
        "document_set",
        DocumentSet,
        ("key", "body"),
        lambda s, ids: (s.id, bodied(s)),
        set_of,
    ),
    Table(
        "document_relation",
        DocumentRelation,
        ("key", "type", "from_document", "to_document", "note", "extra"),
        lambda r, ids: (
            r.id,
            r.type,
            ids.number_of("document", r.from_document),
            ids.number_of("document", r.to_document),
            optional(r.note),
            optional(r.extra),
        ),
        relation_of_documents,
    ),
    Table("round", Round, ("key", "body"), lambda r, ids: (r.id, bodied(r)), round_of),
    Table(
        "decision",
        Decision,
        ("key", "document", "annotator", "kind", "answer", "body"),
        decision_row,
        decision_of,
        document=1,
    ),
)
PART_COLUMNS = ("owner", "position", "key", "body")
SCHEME_TABLES = ("feature", "tag", *(name for name, _ in SCHEME_PARTS))
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "scheme": ("key", "version", "body"),
    **{table.name: table.columns for table in TABLES},
    **dict.fromkeys(SCHEME_TABLES, PART_COLUMNS),
}
"""Columns of every table that edits write, without `id` and `checksum`."""

DOCUMENT_COLUMN = {
    name: columns.index("document") for name, columns in COLUMNS.items() if "document" in columns
}
"""Where a table's rows name their document."""

BY_NAME = {table.name: table for table in TABLES}
BY_NOUN = {table.noun: table for table in TABLES}
