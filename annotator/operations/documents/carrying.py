"""Carries what stands on a document to a corrected text, and tells what became of it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.formats.jsonl import annotation_data, comment_data, relation_data
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, Segment, Tokens
from annotator.model.data import data_of
from annotator.model.review import ON_ANNOTATION, ON_RELATION, ON_SPANS, Comment, Decision
from annotator.model.scheme import Scheme
from annotator.model.span import Span, Spans
from annotator.operations.documents.carrying_segments import carry_segments
from annotator.text.carrying import Carrier, Fate, carry
from annotator.text.quoting import quote_of

ANNOTATION, RELATION, COMMENT, SEGMENT, TOKENS = (
    "annotation",
    "relation",
    "comment",
    "segment",
    "tokens",
)

WORK = frozenset({ANNOTATION, RELATION, COMMENT})
"""What people made, other than segments and tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """An annotation or comment whose quoted text is another one now.

    `layer` is None for a comment; `begin` and `end` are its extent in the new text.
    """

    kind: str
    id: str
    layer: str | None
    annotator: str
    before: str
    after: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What had no place in the new text: `layer` is the layer, type or role, if it has one.

    `begin` is where it stood, in code points of the new text; None for what has no place.
    """

    kind: str
    id: str
    layer: str | None = None
    annotator: str | None = None
    quote: str = ""
    begin: int | None = None


@dataclass(slots=True)
class Carried:
    """What became of a document's work: the bundle on the new text, and what is to be told."""

    bundle: Bundle
    kept: int = 0
    moved: int = 0
    touched: list[Touched] = field(default_factory=list[Touched])
    lost: list[Lost] = field(default_factory=list[Lost])
    left: dict[str, Any] = field(default_factory=dict[str, Any])
    """What is lost, as `Revision.lost` keeps it."""


def carry_bundle(bundle: Bundle, document: Document, *, scheme: Scheme, changed: str) -> Carried:
    """Carry all that stands on a bundle's text to the text of `document`.

    `changed` is the date that annotations bear whose quote is another one now.
    """
    carrier = carry(bundle.document.text, document.text)
    result = Carried(replace(bundle, document=document))
    texts = bundle.document.text, document.text
    segments = _carry_segments(bundle, carrier, document, scheme, result)
    annotations = _carry_annotations(bundle, carrier, document.text, segments, changed, result)
    relations = _carry_relations(bundle.relations, {a.id for a in annotations}, result)
    ids = {n.id for n in (*annotations, *relations)}
    comments = _carry_comments(bundle.comments, carrier, document.text, ids, changed, result)
    result.bundle = replace(
        result.bundle,
        segments=tuple(segments),
        annotations=tuple(annotations),
        relations=tuple(relations),
        comments=tuple(comments),
        decisions=tuple(_carry_decision(d, carrier, document.text) for d in bundle.decisions),
        tokens=_carry_tokens(bundle.tokens, carrier, texts, result),
    )
    return result


def _leave(result: Carried, lost: Lost, data: Mapping[str, Any]) -> None:
    result.lost.append(lost)
    result.left.setdefault(f"{lost.kind}s", []).append(dict(data))


def _carry_segments(
    bundle: Bundle, carrier: Carrier, document: Document, scheme: Scheme, result: Carried
) -> list[Segment]:
    old = bundle.document.text
    kept, gone = carry_segments(
        bundle.segments,
        carrier,
        (old, document.text),
        scheme=scheme,
        prefix=f"r{document.revision}-",
    )
    for segment in gone:
        lost = Lost(
            kind=SEGMENT,
            id=segment.id,
            layer=segment.role,
            quote=old[segment.begin : segment.end],
            begin=carrier.carry(segment.begin, segment.end).begin,
        )
        _leave(result, lost, data_of(segment))
    return kept


def _carry_annotations(
    bundle: Bundle,
    carrier: Carrier,
    text: str,
    segments: Iterable[Segment],
    changed: str,
    result: Carried,
) -> list[Annotation]:
    known = {s.id for s in segments}
    kept: list[Annotation] = []
    for annotation in bundle.annotations:
        after = annotation
        if annotation.spans:
            spans, is_held = carry_spans(carrier, annotation.spans)
            after = annotation._replace(spans=spans, quote=quote_of(text, spans))
            if spans and (after.quote != annotation.quote or not is_held):
                after = after._replace(changed=changed)
                result.touched.append(_touched(annotation, after))
        elif annotation.segments:
            there = tuple(s for s in annotation.segments if s in known)
            after = annotation._replace(segments=there)
        if not (after.spans or after.segments) and (annotation.spans or annotation.segments):
            _leave(result, _lost_annotation(annotation, carrier), annotation_data(annotation))
            continue
        result.kept += after == annotation
        result.moved += after.spans != annotation.spans and after.changed == annotation.changed
        kept.append(after)
    return kept


def carry_spans(carrier: Carrier, spans: Spans) -> tuple[Spans, bool]:
    """Return where spans lie in the new text, lost ones left out.

    The second value says whether no point among them stands where everything around is gone.
    """
    found: list[Span] = []
    is_held = True
    for begin, end in spans:
        carried = carrier.carry(begin, end)
        if carried.fate is not Fate.LOST:
            found.append(Span(carried.begin, carried.end))
            is_held = is_held and (begin != end or carrier.is_held(begin))
    return _apart(found), is_held


def _apart(spans: Iterable[Span]) -> Spans:
    """Return spans in order, those that overlap joined."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and (span.begin < result[-1].end or span == result[-1]):
            result[-1] = Span(result[-1].begin, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _touched(before: Annotation | Comment, after: Annotation | Comment) -> Touched:
    return Touched(
        kind=ANNOTATION if isinstance(before, Annotation) else COMMENT,
        id=before.id,
        layer=before.layer if isinstance(before, Annotation) else None,
        annotator=before.annotator,
        before=before.quote,
        after=after.quote,
        begin=after.spans[0].begin,
        end=after.spans[-1].end,
    )


def _lost_annotation(annotation: Annotation, carrier: Carrier) -> Lost:
    spans = annotation.spans
    return Lost(
        kind=ANNOTATION,
        id=annotation.id,
        layer=annotation.layer,
        annotator=annotation.annotator,
        quote=annotation.quote,
        begin=carrier.carry(*spans[0]).begin if spans else None,
    )


def _carry_relations(
    relations: Iterable[Relation], ids: set[str], result: Carried
) -> list[Relation]:
    kept: list[Relation] = []
    for relation in relations:
        if relation.from_id in ids and (relation.to_entity or relation.to_id in ids):
            kept.append(relation)
            continue
        lost = Lost(
            kind=RELATION, id=relation.id, layer=relation.type, annotator=relation.annotator
        )
        _leave(result, lost, relation_data(relation))
    return kept


def _carry_comments(
    comments: Iterable[Comment],
    carrier: Carrier,
    text: str,
    ids: set[str],
    changed: str,
    result: Carried,
) -> list[Comment]:
    kept: list[Comment] = []
    for comment in comments:
        after = comment
        if comment.anchor == ON_SPANS and comment.spans:
            spans, _ = carry_spans(carrier, comment.spans)
            after = replace(comment, spans=spans, quote=quote_of(text, spans))
            if spans and after.quote != comment.quote:
                after = replace(after, changed=changed)
                result.touched.append(_touched(comment, after))
        is_gone = comment.anchor in (ON_ANNOTATION, ON_RELATION) and comment.target not in ids
        if is_gone or (comment.spans and not after.spans):
            at = carrier.carry(*comment.spans[0]).begin if comment.spans else None
            lost = Lost(
                kind=COMMENT,
                id=comment.id,
                annotator=comment.annotator,
                quote=comment.quote,
                begin=at,
            )
            _leave(result, lost, comment_data(comment))
        else:
            kept.append(after)
    return kept


def _carry_decision(decision: Decision, carrier: Carrier, text: str) -> Decision:
    """Return a decision at its place in the new text; without one, if that has none for it.

    What it decided between stays as it was then.
    """
    places = [carrier.carry(*span) for span in decision.spans]
    if not places or any(place.fate is Fate.LOST for place in places):
        return replace(decision, spans=(), quote="")
    spans = tuple(Span(place.begin, place.end) for place in places)
    return replace(decision, spans=spans, quote=quote_of(text, spans))


def _carry_tokens(
    tokens: Tokens | None, carrier: Carrier, texts: tuple[str, str], result: Carried
) -> Tokens | None:
    """Carry tokens where each has its place; else they are lost, for columns count tokens."""
    if tokens is None:
        return None
    old, text = texts
    spans: list[Span] = []
    touched: set[int] = set()
    for number, (begin, end) in enumerate(tokens.spans):
        found = carrier.carry(begin, end)
        last = spans[-1].end if spans else 0
        gap = old[tokens.spans[number - 1].end if number else 0 : begin]
        # As many tokens as before, and no word between them that was not there.
        is_one = len(text[found.begin : found.end].split()) <= len(old[begin:end].split())
        is_next = found.fate is not Fate.LOST and found.begin >= last and is_one
        if not is_next or text[last : found.begin].strip() != gap.strip():
            break
        spans.append(Span(found.begin, found.end))
        if found.fate is Fate.TOUCHED:
            touched.add(number)
    sentences = [carrier.carry(*sentence) for sentence in tokens.sentences]
    is_whole = len(spans) == len(tokens.spans) and not text[spans[-1].end if spans else 0 :].strip()
    if not is_whole or any(s.fate is Fate.LOST for s in sentences):
        result.lost.append(Lost(kind=TOKENS, id=tokens.tokenizer))
        result.left["tokens"] = data_of(tokens)
        return None
    return replace(
        tokens,
        spans=tuple(spans),
        sentences=tuple(Span(s.begin, s.end) for s in sentences),
        columns={
            name: tuple(None if n in touched else value for n, value in enumerate(column))
            for name, column in tokens.columns.items()
        },
    )
