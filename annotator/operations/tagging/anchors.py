"""What an annotation is tied to when a place is pointed at: the layer's anchoring decides."""

from __future__ import annotations

from annotator.model.corpus import LANGUAGE, Document, Segment
from annotator.model.scheme import DOCUMENT, SEGMENT, SENTENCE, TOKEN, TOKENS, Layer
from annotator.model.span import Span, Spans, covers, overlaps
from annotator.operations.tagging.naming import is_known_name
from annotator.store.store import Store
from annotator.text.parting import snap_to_words
from annotator.text.sentences import sentence_at
from annotator.text.tokens import trim, word_at

Anchor = tuple[Spans, tuple[str, ...]]
"""Spans, or ids of segments; neither is the document."""


def anchor_at(store: Store, document_id: str, layer: Layer, begin: int, end: int) -> Anchor | None:
    """Return what `[begin, end)` (code points) points at on a layer; None if there is nothing.

    `tokens` gives the whole tokens, but a known name as it is (`Vela` of `Vela-based`), and a part
    of a word where people part it (`parting.snap_to_words`); `token` the first token, `sentence`
    the sentences from the first to the last, `segment` the innermost segments, `document` the
    document. On other layers it is the stretch itself; where `begin` is `end` a caret stands there.
    """
    reader = store.read()
    text = segments = language = None
    if layer.anchoring == SEGMENT:
        segments = tuple(reader.segments(document_id))
    elif layer.anchoring != DOCUMENT:
        text = reader.text(document_id)
        if layer.anchoring in (SENTENCE, TOKENS):
            language = reader.language(document_id)
        # A name is known with blanks round it as well, and they are none of it.
        name = trim(text, begin, end)
        if layer.anchoring == TOKENS and is_known_name(store, layer, text[slice(*name)]):
            return (Span(*name),), ()
    return anchor_in(text or "", segments or (), language or "", layer, begin, end)


def language_of(document: Document) -> str:
    """Return the language that a document's metadata name, or ""."""
    known = document.metadata.get(LANGUAGE)
    return str(known.value) if known is not None else ""


def anchor_in(
    text: str, segments: tuple[Segment, ...], language: str, layer: Layer, begin: int, end: int
) -> Anchor | None:
    """Do what `anchor_at` does where text, segments and language of the document are known."""
    if layer.anchoring == DOCUMENT:
        return (), ()
    if layer.anchoring == SEGMENT:
        found = _segments_at(segments, Span(begin, end))
        return ((), found) if found else None
    if layer.anchoring == SENTENCE:
        span = _sentences_at(text, language, begin, end)
    elif layer.anchoring in (TOKEN, TOKENS):
        span = _tokens_at(text, language, begin, end, is_one=layer.anchoring == TOKEN)
    else:
        span = Span(begin, end)
    return None if span is None else ((span,), ())


def on_tokens(text: str, language: str, layer: Layer, span: Span) -> Span:
    """Return a span widened to whole tokens where its layer is about such; empty on white space."""
    if layer.anchoring not in (TOKEN, TOKENS) or not _is_within(text, span):
        return span
    return _tokens_at(text, language, *span, is_one=False) or Span(span.begin, span.begin)


def trimmed(text: str, layer: Layer, span: Span) -> Span:
    """Return a span without white space at its ends, where its layer is about tokens."""
    if layer.anchoring not in (TOKEN, TOKENS) or not _is_within(text, span):
        return span
    return Span(*trim(text, *span))


def _is_within(text: str, span: Span) -> bool:
    return 0 <= span.begin <= span.end <= len(text)


def _tokens_at(text: str, language: str, begin: int, end: int, *, is_one: bool) -> Span | None:
    begin, end = trim(text, begin, end)
    if is_one or begin == end:
        word = word_at(text, begin)
        return None if word is None else Span(*word)
    return Span(*snap_to_words(text, begin, end, language))


def _sentences_at(text: str, language: str, begin: int, end: int) -> Span | None:
    begin, end = trim(text, begin, end)
    first = sentence_at(text, begin, language)
    last = sentence_at(text, end - 1, language) if end > begin else first
    if first is None or last is None:
        return None
    return Span(first[0], max(first[1], last[1]))


def _segments_at(segments: tuple[Segment, ...], place: Span) -> tuple[str, ...]:
    def touches(segment: Segment) -> bool:
        stretch = Span(segment.begin, segment.end)
        is_caret = place.begin == place.end
        return covers(stretch, place) if is_caret else overlaps(stretch, place)

    touched = [s for s in segments if touches(s)]
    outer = {s.parent for s in touched}
    inner = [s.id for s in touched if s.id not in outer]
    return tuple(inner[-1:] if place.begin == place.end else inner)
