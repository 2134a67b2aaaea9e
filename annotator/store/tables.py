"""Nouns as rows and rows as nouns: one description for each table."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import order_of
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    MetadataValue,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.data import data_of, noun_of, plain
from annotator.model.entity import Entity
from annotator.model.review import Annotator, Assignment, Comment
from annotator.model.span import Span
from annotator.store.schema import SCHEME_PARTS

Row = tuple[Any, ...]

_new: Any = tuple.__new__
_parsed = orjson.loads
# Both are called for each of hundreds of thousands of rows.


class Ids(Protocol):
    """Turns ids that people see into row numbers and back."""

    def number_of(self, table: str, key: str) -> int:
        """Return the row number of an id; KeyError if there is none."""
        ...

    def key_of(self, table: str, number: int) -> str:
        """Return the id of a row number; KeyError if there is none."""
        ...


def dumps(value: Any) -> str:
    """Return plain data as JSON text."""
    return orjson.dumps(value).decode()


def optional(value: Any) -> str | None:
    """Return plain data as JSON text, and nothing for None and empty data."""
    return orjson.dumps(plain(value)).decode() if value else None


def loads(text: str | None) -> Any:
    """Return the data of JSON text, None for None."""
    return None if text is None else orjson.loads(text)


def checksum_of(row: Row) -> int:
    """Return the CRC-32 of a row's values, its own checksum and number left out."""
    if row and isinstance(row[-1], bytes):
        return zlib.crc32(row[-1], zlib.crc32(orjson.dumps(row[:-1])))
    return zlib.crc32(orjson.dumps(row))


@dataclass(frozen=True, slots=True)
class Table:
    """How one noun is kept: its columns (without `id` and `checksum`) and both directions."""

    name: str
    noun: type
    columns: tuple[str, ...]
    to_row: Callable[[Any, Ids], Row]
    of_row: Callable[[Row, Ids], Any]
    document: int | None = None
    key: int | None = 0

    @property
    def insert(self) -> str:
        """The statement that inserts a whole row, number first, checksum last."""
        names = ", ".join(("id", *self.columns, "checksum"))
        marks = ", ".join("?" * (len(self.columns) + 2))
        return f"INSERT INTO {self.name} ({names}) VALUES ({marks})"

    @property
    def select(self) -> str:
        """The statement that reads rows, number first, without the checksum."""
        return f"SELECT id, {', '.join(self.columns)} FROM {self.name}"

    def full_row(self, number: int, row: Row) -> Row:
        """Return a row ready for `insert`."""
        return (number, *row, checksum_of(row))


ANNOTATION_COLUMNS = (
    "key",
    "document",
    "layer",
    "annotator",
    "begin",
    "end",
    "spans",
    "segments",
    "quote",
    "features",
    "confidence",
    "origin",
    "origin_detail",
    "state",
    "source_id",
    "made",
    "changed",
    "extra",
)


def annotation_row(a: Annotation, document: int) -> Row:
    """Return the row of an annotation of the document with that number."""
    spans = a.spans
    if len(spans) == 1:
        begin, end = spans[0]
        fragments = None
    elif spans:
        begin, end, fragments = (
            spans[0][0],
            max(s[1] for s in spans),
            dumps([list(s) for s in spans]),
        )
    else:
        begin = end = fragments = None
    return (
        a.id,
        document,
        a.layer,
        a.annotator,
        begin,
        end,
        fragments,
        dumps(a.segments) if a.segments else None,
        a.quote,
        orjson.dumps(a.features).decode(),
        a.confidence,
        a.origin,
        optional(a.origin_detail),
        a.state,
        a.source_id,
        a.made,
        a.changed,
        optional(a.extra),
    )


def annotation_rows(annotations: Iterable[Annotation], document: int, first: int) -> list[Row]:
    """Return whole rows (number and checksum too) of the annotations of one document."""
    dumped, crc = orjson.dumps, zlib.crc32
    made: list[Row] = []
    for number, a in enumerate(annotations, first):
        # Taken apart at once: reading each field by name costs as much as all the rest.
        key, _, layer, who, spans, quote, segments, features, sure, origin, detail, state, \
            source, made_on, changed, extra = a  # fmt: skip
        if len(spans) == 1 and not segments and not detail and not extra:
            begin, end = spans[0]
            row = (
                key,
                document,
                layer,
                who,
                begin,
                end,
                None,
                None,
                quote,
                dumped(features).decode(),
                sure,
                origin,
                None,
                state,
                source,
                made_on,
                changed,
                None,
            )
        else:
            row = annotation_row(a, document)
        made.append((number, *row, crc(dumped(row))))
    return made


def annotations_of(rows: Iterable[Row], document: str) -> list[Annotation]:
    """Return the annotations of a document's rows in the order of the text."""
    found = [annotation_of(row, document) for row in rows]
    found.sort(key=order_of)
    return found


def annotation_of(row: Row, document: str) -> Annotation:
    """Return the annotation of a row as `Table.select` reads it."""
    spans = row[7]
    if spans is not None:
        placed = tuple(Span(b, e) for b, e in _parsed(spans))
    else:
        placed = () if row[5] is None else (_new(Span, row[5:7]),)
    return _new(
        Annotation,
        (
            row[1],
            document,
            row[3],
            row[4],
            placed,
            row[9],
            () if row[8] is None else tuple(_parsed(row[8])),
            _parsed(row[10]),
            row[11],
            row[12],
            None if row[13] is None else _parsed(row[13]),
            row[14],
            row[15],
            row[16],
            row[17],
            None if row[18] is None else _parsed(row[18]),
        ),
    )


def relation_row(r: Relation, ids: Ids) -> Row:
    """Return the row of a relation; KeyError if an end does not exist."""
    end = None if r.to_entity else ids.number_of("annotation", r.to_id)
    return (
        r.id,
        ids.number_of("document", r.document),
        r.type,
        r.annotator,
        ids.number_of("annotation", r.from_id),
        end,
        r.to_id if r.to_entity else None,
        orjson.dumps(r.features).decode(),
        r.confidence,
        r.origin,
        optional(r.origin_detail),
        r.state,
        r.source_id,
        r.made,
        r.changed,
        optional(r.extra),
    )


def relation_of(row: Row, document: str, start: str, end: str | None) -> Relation:
    """Return the relation of a row and the ids of its ends."""
    to_id = row[7] if end is None else end
    return Relation(
        row[1],
        document,
        row[3],
        row[4],
        start,
        to_id,
        end is None,
        orjson.loads(row[8]),
        row[9],
        row[10],
        loads(row[11]),
        row[12],
        row[13],
        row[14],
        row[15],
        loads(row[16]),
    )


def document_row(d: Document, position: int) -> Row:
    """Return the row of a document at a position among the documents."""
    metadata = {key: data_of(value) for key, value in d.metadata.items()}
    return (
        d.id,
        position,
        d.name,
        d.sha256,
        d.revision,
        d.source_id,
        d.file,
        dumps(metadata),
        dumps(plain(d.source)),
        optional(d.extra),
        len(d.text),
        d.text,
    )


def document_of(row: Row) -> Document:
    """Return the document of a row."""
    metadata: Mapping[str, Any] = orjson.loads(row[8])
    return Document(
        id=row[1],
        name=row[3],
        text=row[12],
        sha256=row[4],
        revision=row[5],
        source_id=row[6],
        file=row[7],
        metadata={key: _metadata_of(value) for key, value in metadata.items()},
        source=orjson.loads(row[9]),
        extra=loads(row[10]) or {},
    )


def _metadata_of(data: Mapping[str, Any]) -> MetadataValue:
    if len(data) == 2:
        return MetadataValue(value=data["value"], inferred=data["inferred"])
    return noun_of(MetadataValue, data)


def segment_row(s: Segment, document: int, position: int) -> Row:
    """Return the row of a segment at a position in its document."""
    return (
        document,
        position,
        s.id,
        s.begin,
        s.end,
        s.role,
        int(s.annotate),
        s.duplicate_of,
        s.parent,
        dumps(plain(s.keys)),
        optional(s.extra),
    )


def segment_of(row: Row) -> Segment:
    """Return the segment of a row."""
    return Segment(
        id=row[3],
        begin=row[4],
        end=row[5],
        role=row[6],
        annotate=bool(row[7]),
        duplicate_of=row[8],
        parent=row[9],
        keys=orjson.loads(row[10]),
        extra=loads(row[11]) or {},
    )


def tokens_row(tokens: Tokens, document: int) -> Row:
    """Return the row of a document's tokens, compressed."""
    flat = [n for span in tokens.spans for n in span]
    data = {
        "spans": flat,
        "sentences": [n for span in tokens.sentences for n in span],
        "columns": {key: list(column) for key, column in tokens.columns.items()},
    }
    return document, tokens.tokenizer, zlib.compress(orjson.dumps(data), 6)


def tokens_of(row: Row) -> Tokens:
    """Return the tokens of a row."""
    data = orjson.loads(zlib.decompress(row[3]))

    def paired(flat: list[int]) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in zip(flat[::2], flat[1::2], strict=True))

    return Tokens(
        tokenizer=row[2],
        spans=paired(data["spans"]),
        sentences=paired(data["sentences"]),
        columns={key: tuple(column) for key, column in data["columns"].items()},
    )


def _bodied(noun: Any, *without: str) -> str:
    data = data_of(noun)
    for name in ("id", *without):
        data.pop(name, None)
    return dumps(data)


def _comment_row(c: Comment, ids: Ids) -> Row:
    document = None if c.document is None else ids.number_of("document", c.document)
    kept = ("document", "annotator", "anchor", "target", "kind", "state", "thread", "source_id")
    return (
        c.id,
        document,
        c.annotator,
        c.anchor,
        c.target,
        c.kind,
        c.state,
        c.thread,
        c.source_id,
        _bodied(c, *kept),
    )


def _comment_of(row: Row, ids: Ids) -> Comment:
    data = orjson.loads(row[10])
    data["id"] = row[1]
    data["document"] = None if row[2] is None else ids.key_of("document", row[2])
    names = ("annotator", "anchor", "target", "kind", "state", "thread", "source_id")
    data.update(zip(names, row[3:10], strict=True))
    return noun_of(Comment, data)


def _entity_row(e: Entity, ids: Ids) -> Row:
    return e.id, e.letter, e.represents, e.parent, _bodied(e, "letter", "represents", "parent")


def _entity_of(row: Row, ids: Ids) -> Entity:
    data = orjson.loads(row[5])
    data.update(id=row[1], letter=row[2], represents=row[3], parent=row[4])
    return noun_of(Entity, data)


def _annotator_of(row: Row, ids: Ids) -> Annotator:
    return noun_of(Annotator, {**orjson.loads(row[3]), "id": row[1], "kind": row[2]})


def _assignment_of(row: Row, ids: Ids) -> Assignment:
    return Assignment(
        document=ids.key_of("document", row[1]),
        annotator=row[2],
        state=row[3],
        reason=row[4],
        extra=loads(row[5]) or {},
    )


def _relation_of_documents(row: Row, ids: Ids) -> DocumentRelation:
    return DocumentRelation(
        id=row[1],
        type=row[2],
        from_document=ids.key_of("document", row[3]),
        to_document=ids.key_of("document", row[4]),
        note=loads(row[5]),
        extra=loads(row[6]) or {},
    )


def _set_of(row: Row, ids: Ids) -> DocumentSet:
    return noun_of(DocumentSet, {**orjson.loads(row[2]), "id": row[1]})


def _revision_of(row: Row, ids: Ids) -> Revision:
    return Revision(
        document=ids.key_of("document", row[1]),
        number=row[2],
        text=row[3],
        sha256=row[4],
        made=row[5],
        reason=row[6],
    )


TABLES: tuple[Table, ...] = (
    Table(
        "annotator",
        Annotator,
        ("key", "kind", "body"),
        lambda a, ids: (a.id, a.kind, _bodied(a, "kind")),
        _annotator_of,
    ),
    Table(
        "entity",
        Entity,
        ("key", "letter", "represents", "parent", "body"),
        _entity_row,
        _entity_of,
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
        ("document", "number", "text", "sha256", "made", "reason"),
        lambda r, ids: (
            ids.number_of("document", r.document),
            r.number,
            r.text,
            r.sha256,
            r.made,
            r.reason,
        ),
        _revision_of,
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
        (
            "key",
            "document",
            "type",
            "annotator",
            "from_annotation",
            "to_annotation",
            "to_entity",
            "features",
            "confidence",
            "origin",
            "origin_detail",
            "state",
            "source_id",
            "made",
            "changed",
            "extra",
        ),
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
        _comment_row,
        _comment_of,
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
        _assignment_of,
        document=0,
        key=None,
    ),
    Table(
        "document_set",
        DocumentSet,
        ("key", "body"),
        lambda s, ids: (s.id, _bodied(s)),
        _set_of,
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
        _relation_of_documents,
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
