"""Proves the quotes of annotations against a text, and anchors anew what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.model.annotation import Annotation
from annotator.model.bundle import Bundle
from annotator.model.errors import FormatError
from annotator.model.facts import Facts
from annotator.model.review import Comment
from annotator.model.span import Span, Spans, are_disjoint
from annotator.store.store import Store
from annotator.text.anchoring import reanchor
from annotator.text.quoting import GAP, quote_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """An annotation whose quote did not stand at its offsets and was anchored anew."""

    file: str
    document: str
    annotation: str
    quote: str
    begin: int
    end: int


def proved(bundle: Bundle, layers: frozenset[str], file: str) -> tuple[Bundle, list[Mismatch]]:
    """Return a bundle whose every quote stands where it says, and what had to be moved for it.

    FormatError if a layer is unknown, offsets are outside the text, or a quote is nowhere.
    """
    text, size = bundle.document.text, len(bundle.document.text)
    mended: dict[str, Annotation] = {}
    for annotation in bundle.annotations:
        if annotation.layer not in layers:
            raise FormatError(
                "bundle_unknown_layer",
                file=file,
                line=bundle.line,
                item=annotation.source_id or annotation.id,
                layer=annotation.layer,
                reason="unknown layer",
            )
        spans = annotation.spans
        if not spans:
            continue
        if spans[0][0] < 0 or spans[-1][1] > size:
            raise FormatError(
                "bundle_offsets",
                file=file,
                line=bundle.line,
                item=annotation.source_id or annotation.id,
                begin=spans[0][0],
                end=spans[-1][1],
                length=size,
                reason="offsets past the end",
            )
        begin, end = spans[0]
        # Most have one span; asking for its quote by a call would be felt in a large import.
        quote = text[begin:end] if len(spans) == 1 else quote_of(text, spans)
        if quote != annotation.quote:
            mended[annotation.id] = _mended(annotation, bundle, file)
    if not mended:
        return bundle, []
    changed = tuple(mended.get(a.id, a) for a in bundle.annotations)
    told = [_mismatch(file, bundle.document.id, a.id, a.quote, a.spans) for a in mended.values()]
    return replace(bundle, annotations=changed), told


def _mended(annotation: Annotation, bundle: Bundle, file: str) -> Annotation:
    spans = placed_anew(annotation.quote, annotation.spans, bundle.document.text)
    if spans is None:
        raise FormatError(
            "bundle_quote",
            file=file,
            line=bundle.line,
            item=annotation.source_id or annotation.id,
            quote=annotation.quote[:80],
            reason="quote mismatch",
        )
    return annotation._replace(spans=spans)


def placed_anew(quote: str, spans: Spans, text: str) -> Spans | None:
    """Return where a quote stands that does not stand at its spans, fragment by fragment.

    None if it is nowhere, or at no place that is certain.
    """
    parts = [quote] if len(spans) == 1 else quote.split(GAP)
    if len(parts) != len(spans) or not all(parts):
        return None
    placed: list[Span] = []
    for part, span in zip(parts, spans, strict=True):
        found = reanchor(part, text, near=min(max(span.begin, 0), len(text)))
        if found is None or text[found.begin : found.end] != part:
            return None
        placed.append(Span(found.begin, found.end))
    found_spans = tuple(placed)
    return found_spans if are_disjoint(found_spans) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the proof of a document's quotes found: what was moved, and what is nowhere (ids)."""

    moved: tuple[Mismatch, ...] = ()
    missing: tuple[str, ...] = ()


N = TypeVar("N", Annotation, Comment)


def unproved(text: str, nouns: Iterable[N]) -> Iterator[N]:
    """Yield the annotations or comments whose quote does not stand at their spans."""
    size = len(text)
    for noun in nouns:
        spans = noun.spans
        if len(spans) == 1:
            ((begin, end),) = spans
            if text[begin:end] != noun.quote or end > size or begin < 0:
                yield noun
        elif spans and (quote_of(text, spans) != noun.quote or spans[-1][1] > size):
            yield noun


def prove_document(
    store: Store,
    facts: Facts,
    comments: Iterable[Comment],
    *,
    annotator: str | None,
) -> Proof:
    """Prove the quotes of a document that is being opened; `facts` are those of the store.

    What stands elsewhere for certain is moved there, as one step; what is nowhere stays as it
    is and is told. A corpus that is open for reading is only looked at.
    """
    moved: list[Annotation | Comment] = []
    missing: list[str] = []
    told: list[Mismatch] = []
    wrong = (*unproved(facts.text, facts.annotations.values()), *unproved(facts.text, comments))
    for noun in wrong:
        spans = None if store.is_read_only else placed_anew(noun.quote, noun.spans, facts.text)
        if spans is None:
            missing.append(noun.id)
            continue
        moved.append(
            noun._replace(spans=spans)
            if isinstance(noun, Annotation)
            else replace(noun, spans=spans)
        )
        told.append(_mismatch("", facts.document, noun.id, noun.quote, spans))
    if moved:
        data = {"count": len(moved)}
        with store.edit("documents.prove", annotator=annotator, data=data) as edit:
            for noun in moved:
                edit.put(noun)
    return Proof(moved=tuple(told), missing=tuple(missing))


def _mismatch(file: str, document: str, noun_id: str, quote: str, spans: Spans) -> Mismatch:
    return Mismatch(
        file=file,
        document=document,
        annotation=noun_id,
        quote=quote,
        begin=spans[0].begin,
        end=spans[-1].end,
    )
