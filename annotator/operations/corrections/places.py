"""Corrections as places of a text: what an annotator had, what stands now, and how these differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.analysis.alignment import AGREE, FEATURE, MISSING, RELATION, SPLIT, Place, align
from annotator.model.annotation import SURE, Annotation, Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Spans, spans_of
from annotator.operations.corrections.corrections import Correction
from annotator.text.quoting import quote_of


def place_of(
    correction: Correction,
    annotator: str,
    *,
    text: str,
    standing: Mapping[str, Annotation],
    scheme: Scheme,
) -> Place:
    """Return what `annotator` had, and what stands instead, as the two versions of a place.

    `standing` are annotations of the document by id: where the text was corrected since, they
    say where the work stands now.
    """
    decision = correction.decision
    before = tuple(_annotation(x, correction, text, standing) for x in correction.before)
    after = correction.after
    if decision.kind == RELATION:
        had = tuple(
            _relation(row, decision.document)
            for data in correction.before
            for row in data.get("relations", ())
        )
        return Place(RELATION, (before, after), relations=(had, correction.relations))
    judge = next((a.annotator for a in after), "")
    found = align((annotator, judge), (*before, *after), scheme=scheme)
    if len(found) == 1:
        (place,) = found
        return place._replace(kind=FEATURE) if place.kind == AGREE else place
    return Place(SPLIT if before and after else MISSING, (before, after))


def _annotation(
    data: Mapping[str, Any],
    correction: Correction,
    text: str,
    standing: Mapping[str, Annotation],
) -> Annotation:
    decision, quote = correction.decision, str(data.get("quote", ""))
    spans = spans_of((begin, end) for begin, end in data.get("spans", ()))
    if spans and not _fits(text, spans, quote):
        now = standing.get(str(data["id"]))
        spans = now.spans if now is not None and now.quote == quote else decision.spans
    return Annotation(
        id=str(data["id"]),
        document=decision.document,
        layer=str(data["layer"]),
        annotator=str(data["annotator"]),
        spans=spans,
        quote=quote,
        segments=tuple(data.get("segments", ())),
        features=dict(data.get("features", {})),
        confidence=str(data.get("confidence", SURE)),
        origin=str(data.get("origin", "hand")),
    )


def _fits(text: str, spans: Spans, quote: str) -> bool:
    return all(0 <= b <= e <= len(text) for b, e in spans) and quote_of(text, spans) == quote


def _relation(data: Mapping[str, Any], document: str) -> Relation:
    end: Mapping[str, str] = data["to"]
    return Relation(
        id=str(data["id"]),
        document=document,
        type=str(data["type"]),
        annotator=str(data["annotator"]),
        from_id=str(data["from"]["annotation"]),
        to_id=end.get("annotation") or end["entity"],
        to_entity="entity" in end,
        features=dict(data.get("features", {})),
    )
