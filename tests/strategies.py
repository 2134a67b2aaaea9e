"""Whole corpora for Hypothesis: hard texts, every kind of anchor, a scheme of its own names."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header, order_of
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    MetadataValue,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.identity import text_hash
from annotator.model.review import (
    ANSWERS,
    DECISION_KINDS,
    REPLIES,
    Assignment,
    Comment,
    Decision,
    Reply,
    Round,
)
from annotator.model.span import Span
from annotator.text.quoting import quote_of
from annotator.text.settling import settle
from tests.text.strategies import HARD
from tests.weather import ENTITIES, PEOPLE, SCHEME

TEXTS = st.lists(st.sampled_from(HARD), min_size=1, max_size=40).map("".join)
WORDS = st.lists(st.sampled_from([*HARD, "<", "&", "]]>", '"', "%", "_"]), max_size=6).map("".join)
IDS = st.lists(st.sampled_from("ab9._-/ %é→"), min_size=1, max_size=3).map("".join)
DATES = st.sampled_from(["2026-11-24", "2026", "2026-11-24T10:00:00+00:00", ""])
LANGUAGES = st.dictionaries(st.sampled_from(["en", "bg", "x odd", "sr-Latn"]), WORDS, max_size=2)
PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 2**53), st.just(0.25), WORDS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
EXTRA = st.one_of(st.just({}), st.dictionaries(st.sampled_from(["x_a", "х б"]), PLAIN, max_size=2))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "force": st.sampled_from(["mild", "буря 2", "unheard of"]),
    "signs": st.lists(st.sampled_from(["crow", "new\tomen"]), max_size=2),
    "degrees": st.sampled_from([-3, 0, 1.5, 1e-7, 12345678901.0]),
    "who": st.lists(st.sampled_from(["kraken 1", "spot-1", "not listed"]), max_size=3),
    "remark": WORDS,
    "lone": st.sampled_from(["старец", "not listed"]),
    "legs": st.integers(-2, 8),
    "tame": st.booleans(),
    "day": st.sampled_from(["2026-11-24", "20XX"]),
    "page": st.sampled_from(["https://example.org/а b?c=1&d"]),
    "unknown\nfeature": WORDS,
}
FEATURES = {layer.id: [f.id for f in layer.features] for layer in SCHEME.layers}

_LOST = {"id": "gone", "layer": "gust", "annotator": "anna", "spans": [[0, 1]], "quote": "x",
         "features": {"force": "mild", "degrees": 1.5},
         "confidence": "sure", "origin": "hand"}  # fmt: skip


class Made(NamedTuple):
    """A corpus in memory."""

    header: Header
    bundles: list[Bundle]

    def __repr__(self) -> str:
        """Say what differs from one example to the next; the scheme does not."""
        rest = (self.header.sets, self.header.comments, self.header.extra)
        return f"Made({rest}, {self.bundles})"


class _Ids:
    """Ids that are unique in a corpus, some of them hard to write."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"{self._draw(IDS)}{self._count}"


@st.composite
def corpora(draw: st.DrawFn, *, max_documents: int = 3) -> Made:
    """A header with a scheme and people, and documents with everything on them."""
    ids = _Ids(draw)
    texts = draw(
        st.lists(TEXTS, min_size=1, max_size=max_documents, unique_by=lambda t: settle_(t))
    )
    bundles = [_bundle(draw, ids, settle_(text)) for text in texts]
    documents = [b.document.id for b in bundles]
    sets = tuple(
        DocumentSet(id=ids.new(), names=draw(LANGUAGES), documents=tuple(documents[:n]))
        for n in draw(st.lists(st.integers(0, len(documents)), max_size=2))
    )
    relations = tuple(
        DocumentRelation(id=ids.new(), type=kind, from_document=documents[0],
                         to_document=documents[-1], note=draw(st.none() | LANGUAGES))
        for kind in draw(st.lists(st.sampled_from(["reprint_of", "reply_to"]), max_size=1))
    )  # fmt: skip
    said = tuple(
        Comment(id=ids.new(), document=None, annotator="anna", anchor="entity", target="старец",
                texts=draw(LANGUAGES))
        for _ in range(draw(st.integers(0, 1)))
    )  # fmt: skip
    history = ({"kind": "k", "annotator": None, "made": "2026", "count": 2, "data": {"a": "б"}},)
    header = Header(
        scheme=SCHEME,
        entities=tuple(sorted(ENTITIES, key=lambda e: e.id)),
        annotators=tuple(sorted(PEOPLE, key=lambda a: a.id)),
        sets=sets,
        document_relations=relations,
        comments=said,
        rounds=_rounds(draw, ids, documents),
        history=history[: draw(st.integers(0, 1))],
        extra=draw(EXTRA),
    )
    return Made(header, bundles)


def _rounds(draw: st.DrawFn, ids: _Ids, documents: list[str]) -> tuple[Round, ...]:
    made = [
        Round(
            id=ids.new(),
            names=draw(LANGUAGES),
            annotators=draw(st.sampled_from([(), ("anna",), ("anna", "council")])),
            documents=tuple(documents[:n]),
            several=draw(st.integers(1, 3)),
            overlap=draw(st.sampled_from([0.0, 0.25, 1.0])),
            pilot=tuple(documents[: draw(st.integers(0, 1))]),
            seed=draw(st.integers(0, 9)),
            is_blind=draw(st.booleans()),
            layers=draw(st.sampled_from([(), ("gust", "Звяр")])),
            due=draw(st.none() | DATES),
            made=draw(st.none() | DATES),
            extra=draw(EXTRA),
        )
        for n in draw(st.lists(st.integers(0, len(documents)), max_size=2))
    ]
    return tuple(sorted(made, key=lambda r: r.id))


def settle_(text: str) -> str:
    """Return a text as import would keep it."""
    return settle(text, keep=True).text


def _bundle(draw: st.DrawFn, ids: _Ids, text: str) -> Bundle:
    key = ids.new()
    segments = _segments(draw, text)
    many = draw(st.integers(0, 6))
    annotations = [_annotation(draw, ids.new(), key, text, segments) for _ in range(many)]
    annotations.sort(key=order_of)
    relations = [
        _relation(draw, ids.new(), key, annotations)
        for _ in range(draw(st.integers(0, 3)) if annotations else 0)
    ]
    relations.sort(key=lambda r: r.id)
    comments = [
        _comment(draw, ids.new(), key, text, annotations, relations)
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Bundle(
        document=_document(draw, key, text),
        segments=segments,
        annotations=tuple(annotations),
        relations=tuple(relations),
        comments=tuple(sorted(comments, key=lambda c: c.id)),
        tokens=draw(st.none() | st.builds(_tokens, st.just(text), WORDS)),
        assignments=tuple(
            Assignment(document=key, annotator=who, state="new", reason=draw(st.none() | WORDS))
            for who in draw(st.lists(st.sampled_from(["anna", "council"]), unique=True))
        ),
        revisions=tuple(
            Revision(
                document=key,
                number=n + 1,
                text=old,
                sha256=text_hash(old),
                made="2025",
                lost=draw(st.just({}) | st.just({"annotations": [_LOST]})),
                extra=draw(EXTRA),
            )
            for n, old in enumerate(draw(st.lists(TEXTS, max_size=1)))
        ),
        decisions=_decisions(draw, ids, key, text, annotations),
    )


def _decisions(
    draw: st.DrawFn, ids: _Ids, key: str, text: str, annotations: list[Annotation]
) -> tuple[Decision, ...]:
    versions = st.dictionaries(
        st.sampled_from(["anna", "машина 7"]),
        st.sampled_from([(), (_LOST,), (_LOST, {**_LOST, "id": "other"})]),
        max_size=2,
    )
    dates = st.none() | DATES
    reply = st.builds(Reply, state=st.sampled_from(REPLIES), text=WORDS, made=dates, heard=dates)
    made: list[Decision] = []
    for _ in range(draw(st.integers(0, 2))):
        spans = draw(st.just(())) if draw(st.booleans()) else _spans(draw, text)
        made.append(
            Decision(
                id=ids.new(),
                document=key,
                annotator=draw(st.sampled_from(["anna", "council"])),
                kind=draw(st.sampled_from(DECISION_KINDS)),
                answer=draw(st.sampled_from(ANSWERS)),
                layer=draw(st.sampled_from(["", "gust"])),
                spans=spans,
                quote=quote_of(text, spans) if spans else "",
                versions=draw(versions),
                taken=draw(st.none() | st.just("anna")),
                results=tuple(a.id for a in annotations[: draw(st.integers(0, 2))]),
                reason=draw(WORDS),
                guideline=draw(st.none() | st.just("g1")),
                replies=draw(st.dictionaries(st.just("anna"), reply, max_size=1)),
                made=draw(st.none() | DATES),
                extra=draw(EXTRA),
            )
        )
    return tuple(sorted(made, key=lambda d: d.id))


def _document(draw: st.DrawFn, key: str, text: str) -> Document:
    value = st.builds(
        MetadataValue,
        value=st.one_of(WORDS, st.integers(0, 9), st.booleans(), DATES),
        inferred=st.booleans(),
        note=st.none() | LANGUAGES,
        extra=EXTRA,
    )
    keys = ["title", "language", "published", "licence", "author", "url", "station", "date",
            "name", "tab\tkey"]  # fmt: skip
    return Document(
        id=key,
        name=draw(WORDS),
        text=text,
        sha256=text_hash(text),
        revision=draw(st.integers(1, 3)),
        source_id=draw(st.none() | IDS),
        file=draw(st.none() | WORDS),
        metadata=draw(st.dictionaries(st.sampled_from(keys), value, max_size=3)),
        source=draw(st.sampled_from([{}, {"encoding": "cp1251", "counts": {"bom": 1}}])),
        extra=draw(EXTRA),
    )


def _span(draw: st.DrawFn, text: str) -> Span:
    begin = draw(st.integers(0, len(text) - 1))
    return Span(begin, draw(st.integers(begin + 1, len(text))))


def _spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Return one to three stretches that do not overlap."""
    many = draw(st.sampled_from([1, 1, 1, 2, 3]))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * many)))
    return tuple(Span(b, e) for b, e in zip(edges[::2], edges[1::2], strict=False))


def _segments(draw: st.DrawFn, text: str) -> tuple[Segment, ...]:
    made: list[Segment] = []
    for number in range(draw(st.integers(0, 3))):
        begin, end = _span(draw, text)
        before = [s.id for s in made]
        made.append(
            Segment(
                id=f"seg {number}",
                begin=begin,
                end=end,
                role=draw(st.sampled_from(["log", "footer", "unheard-of"])),
                annotate=draw(st.booleans()),
                duplicate_of=draw(st.none() | st.sampled_from(before)) if before else None,
                parent=draw(st.none() | st.sampled_from(before)) if before else None,
                keys=draw(st.sampled_from([{}, {"speaker": "Ъ", "n": 1}])),
                extra=draw(EXTRA),
            )
        )
    return tuple(made)


def _anchor(
    draw: st.DrawFn, text: str, segments: tuple[Segment, ...]
) -> tuple[str, tuple[Span, ...], tuple[str, ...]]:
    layer = draw(st.sampled_from([x.id for x in SCHEME.layers]))
    if layer == "whole" or (layer == "zone" and not segments):
        return "whole", (), ()
    if layer == "zone":
        names = st.lists(st.sampled_from([s.id for s in segments]), min_size=1, unique=True)
        return layer, (), tuple(draw(names))
    if layer.startswith("dot"):
        place = draw(st.integers(0, len(text)))
        return layer, (Span(place, place),), ()
    return layer, _spans(draw, text), ()


def _shared(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "annotator": draw(st.sampled_from([a.id for a in PEOPLE])),
        "confidence": draw(st.sampled_from(["sure", "sure", "unsure"])),
        "origin": draw(st.sampled_from(["hand", "import", "suggestion", "copy", "adjudication"])),
        "origin_detail": draw(st.none() | st.just({"model": "m/1", "score": 0.5})),
        "state": draw(st.sampled_from(["stands", "stands", "stands", "suggested", "refused"])),
        "made": draw(st.none() | DATES),
        "changed": draw(st.none() | DATES),
        "extra": draw(EXTRA) or None,
    }


def _annotation(
    draw: st.DrawFn, key: str, document: str, text: str, segments: tuple[Segment, ...]
) -> Annotation:
    layer, spans, within = _anchor(draw, text, segments)
    names = draw(st.lists(st.sampled_from([*FEATURES[layer], "unknown\nfeature"]), unique=True))
    return Annotation(
        id=key,
        document=document,
        layer=layer,
        spans=spans,
        quote=quote_of(text, spans) if spans else "",
        segments=within,
        features={name: draw(VALUES[name]) for name in names},
        source_id=draw(st.none() | st.just(f"s{key}")),
        **_shared(draw),
    )


def _relation(draw: st.DrawFn, key: str, document: str, annotations: list[Annotation]) -> Relation:
    ids = st.sampled_from([a.id for a in annotations])
    to_entity = draw(st.booleans())
    entities = st.sampled_from(["nobody", "kraken 1", "not listed"])
    return Relation(
        id=key,
        document=document,
        type=draw(st.sampled_from(["drives", "kin of", "unheard of"])),
        from_id=draw(ids),
        to_id=draw(entities if to_entity else ids),
        to_entity=to_entity,
        features=draw(st.sampled_from([{}, {"step": 0}, {"step": 2, "why": "<&>"}])),
        source_id=draw(st.none() | st.just(f"s{key}")),
        **_shared(draw),
    )


def _comment(
    draw: st.DrawFn,
    key: str,
    document: str,
    text: str,
    annotations: list[Annotation],
    relations: list[Relation],
) -> Comment:
    targets = {"entity": ["kraken 1", "not listed"], "annotation": [a.id for a in annotations],
               "relation": [r.id for r in relations]}  # fmt: skip
    kinds = ["document", "spans", *(kind for kind, ids in targets.items() if ids)]
    anchor = draw(st.sampled_from(kinds))
    spans = _spans(draw, text) if anchor == "spans" else ()
    return Comment(
        id=key,
        document=document,
        annotator=draw(st.sampled_from([a.id for a in PEOPLE])),
        anchor=anchor,
        target=draw(st.sampled_from(targets[anchor])) if anchor in targets else None,
        spans=spans,
        quote=quote_of(text, spans) if spans else "",
        kind=draw(st.sampled_from(["comment", "question", "decision"])),
        texts=draw(LANGUAGES),
        thread=draw(st.none() | IDS),
        state=draw(st.sampled_from(["open", "resolved"])),
        source_id=draw(st.none() | IDS),
        made=draw(st.none() | DATES),
        extra=draw(EXTRA),
    )


def _tokens(text: str, word: str) -> Tokens:
    spans = tuple(Span(n, n + 1) for n, c in enumerate(text) if not c.isspace())
    column = tuple(word if n % 2 else None for n in range(len(spans)))
    return Tokens(tokenizer="t/1", spans=spans, sentences=spans[:1], columns={"lemma": column})
