"""All annotations of a document in one JSON value, which SQLite makes faster than rows are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, cast

import orjson

from annotator.model.annotation import STANDS, Annotation
from annotator.model.bundle import order_of
from annotator.model.span import Span, spans_of
from annotator.store.rows.asking import value_of

_SELDOM = "spans, segments, origin_detail, nullif(state, 'stands'), made, changed, extra"

_GROUP = (
    "json_group_array(json_array("
    "coalesce(begin, -1), coalesce(-end, 0), key, layer, annotator, quote, json(features), "
    f"confidence, origin, source_id, CASE WHEN coalesce({_SELDOM}) IS NULL THEN NULL ELSE "
    "json_array(json(spans), json(segments), json(origin_detail), state, made, changed, "
    "json(extra)) END))"
)
GROUPED = (
    f"SELECT CAST(group_concat(chosen.value || ' ' || (SELECT {_GROUP} "
    "FROM annotation WHERE document = chosen.value), char(10)) AS BLOB) "
    "FROM json_each(?) AS chosen"
)
"""Selects a line for each of the documents whose numbers are given as a JSON array: its number, a
space, its annotations. Begin, the end's negative and the id come first, so that the arrays sort as
annotations do in files; JSON has no line feeds. As bytes they are not decoded twice."""

_PLACED = f"SELECT CAST({_GROUP} AS BLOB) FROM annotation WHERE document = ? AND "
_BEGINS = (
    "SELECT CAST(json_group_array(begin) AS BLOB) FROM (SELECT begin FROM annotation "
    "WHERE document = ? AND begin IS NOT NULL ORDER BY begin)"
)
_PORTION = 256
"""Annotations that are made at once, in a millisecond."""

_new = cast(Any, tuple).__new__
_REST = itemgetter(10)


def annotations_by_portions(connection: Any, document_id: str) -> Iterator[list[Annotation]]:
    """Yield the annotations of a document, some hundred at a time, in the order of files.

    SQLite makes each portion in one go, for which it does not need Python's lock: row by row it
    would be taken and given back 200,000 times, and whoever works beside it would wait each time.
    """
    number = value_of(connection, "SELECT id FROM document WHERE key = ?", (document_id,))
    unplaced = value_of(connection, f"{_PLACED} begin IS NULL", (number,))
    yield annotations_of_group(unplaced, document_id)
    begins: list[int] = orjson.loads(value_of(connection, _BEGINS, (number,)))
    if not begins:
        return
    edges = [*dict.fromkeys(begins[::_PORTION]), begins[-1] + 1]
    for values in pairwise(edges):
        group = value_of(connection, f"{_PLACED} begin >= ? AND begin < ?", (number, *values))
        yield annotations_of_group(group, document_id)


def annotations_of_group(group: bytes, document: str) -> list[Annotation]:
    """Return the annotations on a line of `GROUPED`, in the order of files."""
    rows: list[list[Any]] = orjson.loads(group)
    # The ids differ, so no comparison goes past them.
    rows.sort()
    # Made as tuples: naming sixteen fields for each would double the time of an export.
    found: list[Annotation] = [
        _new(
            Annotation,
            (
                key,
                document,
                layer,
                who,
                (_new(Span, (begin, -end)),),
                quote,
                (),
                features,
                sure,
                origin,
                None,
                STANDS,
                source,
                None,
                None,
                None,
            ),
        )
        if seldom is None and begin >= 0
        else _seldom(
            document, (begin, end, key, layer, who, quote, features), sure, origin, source, seldom
        )
        for begin, end, key, layer, who, quote, features, sure, origin, source, seldom in rows
    ]
    if any(map(_REST, rows)):
        found.sort(key=order_of)
    return found


def _seldom(
    document: str,
    usual: Sequence[Any],
    confidence: str,
    origin: str,
    source_id: str | None,
    seldom: Sequence[Any] | None,
) -> Annotation:
    begin, end, key, layer, annotator, quote, features = usual
    fragments, segments, detail, state, made, changed, extra = seldom or _NOTHING
    if fragments is not None:
        spans = spans_of(fragments)
    else:
        spans = () if begin < 0 else (Span(begin, -end),)
    return Annotation(
        id=key,
        document=document,
        layer=layer,
        annotator=annotator,
        spans=spans,
        quote=quote,
        segments=tuple(segments or ()),
        features=features,
        confidence=confidence,
        origin=origin,
        origin_detail=detail,
        state=state,
        source_id=source_id,
        made=made,
        changed=changed,
        extra=extra,
    )


_NOTHING = (None, None, None, STANDS, None, None, None)
