"""What the scheme says of anchors: offsets, quotes, borders, segments, overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.annotation import Annotation
from annotator.model.facts import Facts
from annotator.model.problem import Maker, Problem, of_annotation
from annotator.model.scheme import (
    CHARACTERS,
    DOCUMENT,
    ERROR,
    HINT,
    POINT,
    SEGMENT,
    TOKEN,
    TOKENS,
    Layer,
)
from annotator.model.span import Span, are_disjoint, covers, crosses, overlaps
from annotator.text.quoting import quote_of
from annotator.text.tokens import is_on_tokens, tokenize


def is_well_placed(facts: Facts, annotation: Annotation, layer: Layer) -> bool:
    """Say, quickly, whether an annotation stands where its quote is and its layer wants it.

    Nearly all do, and there may be hundreds of thousands of them; no means: look closer.
    """
    spans, text, anchoring = annotation.spans, facts.text, layer.anchoring
    if len(spans) != 1 or facts.segments or anchoring not in (TOKENS, CHARACTERS):
        return False
    begin, end = spans[0]
    if not 0 <= begin < end <= len(text) or text[begin:end] != annotation.quote:
        return False
    return anchoring == CHARACTERS or is_on_tokens(text, begin, end)


def anchor_problems(facts: Facts, annotation: Annotation, layer: Layer) -> Iterator[Problem]:
    """Yield what is wrong with the place of an annotation on a layer."""
    spans, make = annotation.spans, of_annotation(annotation)
    if not spans:
        yield from _unplaced_problems(facts, annotation, layer, make)
        return
    size = len(facts.text)
    if spans[0].begin < 0 or spans[-1].end > size or any(b > e for b, e in spans):
        yield make(ERROR, "bad_offsets", begin=spans[0][0], end=spans[-1][1])
        return
    if not are_disjoint(spans):
        yield make(ERROR, "fragments_overlap")
    if quote_of(facts.text, spans) != annotation.quote:
        yield make(ERROR, "quote_mismatch", quote=annotation.quote)
    if layer.anchoring not in (POINT, CHARACTERS) and any(b == e for b, e in spans):
        yield make(ERROR, "point")
    if layer.anchoring in (SEGMENT, DOCUMENT) or (
        layer.anchoring == TOKEN and not _are_single(facts.text, spans)
    ):
        yield make(ERROR, "anchoring", anchoring=layer.anchoring)
    elif layer.anchoring in (TOKEN, TOKENS) and not all(
        is_on_tokens(facts.text, begin, end) for begin, end in spans
    ):
        yield make(HINT, "token_border")
    if facts.segments:
        yield from _segment_problems(facts, annotation, layer, make)


def _unplaced_problems(
    facts: Facts, annotation: Annotation, layer: Layer, make: Maker
) -> Iterator[Problem]:
    known = {s.id for s in facts.segments}
    for segment in annotation.segments:
        if segment not in known:
            yield make(ERROR, "unknown_segment", segment=segment)
    expected = SEGMENT if annotation.segments else DOCUMENT
    if layer.anchoring not in (expected, CHARACTERS):
        yield make(ERROR, "anchoring", anchoring=layer.anchoring)


def _segment_problems(
    facts: Facts, annotation: Annotation, layer: Layer, make: Maker
) -> Iterator[Problem]:
    for begin, end in facts.closed_stretches():
        if any(overlaps(Span(begin, end), span) for span in annotation.spans):
            yield make(ERROR, "not_annotated")
            break
    if not layer.may_cross_segments:
        for segment in facts.segments:
            stretch = Span(segment.begin, segment.end)
            if any(overlaps(stretch, s) and not covers(stretch, s) for s in annotation.spans):
                yield make(ERROR, "crosses_segment", segment=segment.id)
                break


def clashes(
    members: Iterable[Annotation], *, nested: bool
) -> Iterator[tuple[Annotation, Annotation]]:
    """Yield pairs that overlap, each later annotation once; nested ones only if they cross."""
    pieces = sorted(
        ((span, a) for a in members for span in a.spans), key=lambda p: (p[0][0], -p[0][1])
    )
    forbidden = crosses if nested else overlaps
    open_pieces: list[tuple[Span, Annotation]] = []
    told: set[str] = set()
    for span, annotation in pieces:
        open_pieces = [p for p in open_pieces if p[0].end > span.begin or p[0] == span]
        for other_span, other in open_pieces:
            is_other = other.id != annotation.id and annotation.id not in told
            if is_other and forbidden(other_span, span):
                told.add(annotation.id)
                yield other, annotation
        open_pieces.append((span, annotation))


def _are_single(text: str, spans: tuple[Span, ...]) -> bool:
    return all(len(tokenize(text[begin:end])) == 1 for begin, end in spans)
