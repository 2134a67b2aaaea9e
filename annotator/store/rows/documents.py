"""Documents and what belongs to their texts as rows, and rows as such nouns."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import orjson

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
from annotator.model.span import Span
from annotator.store.rows.table import Ids, Row, dumps, loads, optional


def document_row(d: Document, position: int) -> Row:
    """Return the row of a document at a position among the documents."""
    metadata = {key: _metadata_data(value) for key, value in d.metadata.items()}
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


def _metadata_data(value: MetadataValue) -> dict[str, Any]:
    if value.note is None and not value.extra:
        return {"value": plain(value.value), "inferred": value.inferred}
    return data_of(value)


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


def relation_of_documents(row: Row, ids: Ids) -> DocumentRelation:
    """Return the relation between documents of a row."""
    return DocumentRelation(
        id=row[1],
        type=row[2],
        from_document=ids.key_of("document", row[3]),
        to_document=ids.key_of("document", row[4]),
        note=loads(row[5]),
        extra=loads(row[6]) or {},
    )


def set_of(row: Row, ids: Ids) -> DocumentSet:
    """Return the named group of documents of a row."""
    return noun_of(DocumentSet, {**orjson.loads(row[2]), "id": row[1]})


def revision_row(r: Revision, ids: Ids) -> Row:
    """Return the row of an older text; KeyError if its document does not exist."""
    return (
        ids.number_of("document", r.document),
        r.number,
        r.text,
        r.sha256,
        r.made,
        r.reason,
        optional(r.lost),
        optional(r.extra),
    )


def revision_of(row: Row, ids: Ids) -> Revision:
    """Return the older text of a row."""
    return Revision(
        document=ids.key_of("document", row[1]),
        number=row[2],
        text=row[3],
        sha256=row[4],
        made=row[5],
        reason=row[6],
        lost=loads(row[7]) or {},
        extra=loads(row[8]) or {},
    )
