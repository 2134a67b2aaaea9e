"""Annotations and relations as rows, and rows as annotations and relations."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, cast

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import order_of
from annotator.model.span import Span
from annotator.store.rows.table import Batch, Ids, Row, dumps, loads, optional

_new = cast(Any, tuple).__new__
_parsed = orjson.loads
# Both are called for each of hundreds of thousands of rows.

_JUDGED = (
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
_PLACED = ("key", "document", "layer", "annotator", "begin", "end", "spans", "segments", "quote")
_JOINED = ("key", "document", "type", "annotator", "from_annotation", "to_annotation", "to_entity")
ANNOTATION_COLUMNS = (*_PLACED, *_JUDGED)
RELATION_COLUMNS = (*_JOINED, *_JUDGED)


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


_SELDOM = ("spans", "segments", "origin_detail", "changed", "extra")
_EMPTY = tuple(place for place, name in enumerate(("id", *ANNOTATION_COLUMNS)) if name in _SELDOM)
_UNDATED = tuple(sorted((*_EMPTY, 1 + ANNOTATION_COLUMNS.index("made"))))


def annotation_batches(annotations: Iterable[Annotation], document: int, first: int) -> list[Batch]:
    """Return rows with number and checksum of the annotations of one document.

    Most have nothing in some columns, and their rows are without them.
    """
    dumped, crc = orjson.dumps, zlib.crc32
    usual: list[Row] = []
    dated: list[Row] = []
    others: list[Row] = []
    for number, a in enumerate(annotations, first):
        # Taken apart at once: reading each field by name costs as much as all the rest.
        key, _, layer, who, spans, quote, segments, features, sure, origin, detail, state, \
            source, made, changed, extra = a  # fmt: skip
        if len(spans) == 1 and not segments and not detail and not extra and changed is None:
            begin, end = spans[0]
            data = dumped(features).decode()
            # Written out: each tuple that is made of others costs as much as a value of them.
            checksum = crc(dumped((key, document, layer, who, begin, end, None, None, quote, data,
                sure, origin, None, state, source, made, None, None)))  # fmt: skip
            if made is None:
                usual.append((number, key, document, layer, who, begin, end, quote, data, sure,
                    origin, state, source, checksum))  # fmt: skip
            else:
                dated.append((number, key, document, layer, who, begin, end, quote, data, sure,
                    origin, state, source, made, checksum))  # fmt: skip
        else:
            row = annotation_row(a, document)
            others.append((number, *row, crc(dumped(row))))
    batches = (Batch(_UNDATED, usual), Batch(_EMPTY, dated), Batch((), others))
    return [batch for batch in batches if batch.rows]


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
