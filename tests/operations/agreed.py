"""A small corpus of several annotators whose agreement can be counted by eye."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, order_of
from annotator.model.corpus import Document, Segment
from annotator.model.review import ADJUDICATED, Annotator, Assignment
from annotator.model.scheme import End, Feature, Layer, RelationType, Scheme, Tag
from annotator.model.span import spans_of
from annotator.operations.keeping.corpus import new_corpus
from annotator.store.store import Store

SCHEME = Scheme(
    id="agreed",
    layers=(
        Layer(
            id="bird",
            features=(
                Feature(id="size", type="tag", ordered=True,
                        tags=tuple(Tag(id=x) for x in ("small", "middle", "large"))),
                Feature(id="seen", type="integer"),
                Feature(id="signs", type="tags", tags=tuple(Tag(id=x) for x in "abc")),
                Feature(id="note", counts_for_agreement=False),
            ),
        ),
        Layer(id="place"),
        Layer(id="never"),
    ),
    relation_types=(
        RelationType(id="at", from_ends=(End(layer="bird"),), to_ends=(End(layer="place"),)),
    ),
)  # fmt: skip
TEXT = "A heron stood at the mill. A small wren sang. "
HERON, MILL, WREN = (2, 7), (21, 25), (29, 39)
Made = tuple[str, tuple[tuple[int, int], ...], Mapping[str, object]]


def bird(*spans: tuple[int, int], **features: object) -> Made:
    return "bird", spans, features


def place(*spans: tuple[int, int]) -> Made:
    return "place", spans, {}


def document(
    key: str,
    work: Mapping[str, Iterable[Made]],
    *,
    states: Mapping[str, str] | None = None,
    closed: Iterable[tuple[int, int]] = (),
    relations: Mapping[str, Iterable[tuple[int, int]]] | None = None,
    made: str = "2026-03-02T10:00:00Z",
) -> Bundle:
    """Return a document; `relations` go between annotations of a person by their numbers."""
    text = f"{TEXT}{key}"
    found: list[Annotation] = []
    ids: dict[tuple[str, int], str] = {}
    for who, listed in work.items():
        for number, (layer, spans, features) in enumerate(listed):
            ids[who, number] = f"{key}{who}{number}"
            found.append(
                Annotation(
                    id=ids[who, number],
                    document=key,
                    layer=layer,
                    annotator=who,
                    spans=spans_of(spans),
                    quote=" … ".join(text[b:e] for b, e in spans),
                    features=features,  # type: ignore[arg-type]
                    made=made,
                )
            )
    linked = [
        Relation(
            id=f"{key}{who}{one}{other}r",
            document=key,
            type="at",
            annotator=who,
            from_id=ids[who, one],
            to_id=ids[who, other],
        )
        for who, pairs in (relations or {}).items()
        for one, other in pairs
    ]
    return Bundle(
        document=Document(
            id=key, name=f"{key}.txt", text=text, sha256=sha256(text.encode()).hexdigest()
        ),
        segments=tuple(
            Segment(id=f"{key}s{n}", begin=b, end=e, role="teaser", annotate=False)
            for n, (b, e) in enumerate(closed)
        ),
        annotations=tuple(sorted(found, key=order_of)),
        relations=tuple(linked),
        assignments=tuple(
            Assignment(document=key, annotator=who, state=state)
            for who, state in (states or {}).items()
        ),
    )


def make_corpus(path: Path, *bundles: Bundle) -> Store:
    """Make a corpus of documents by ana, bea, cy and the adjudicated set."""
    store = new_corpus(path, scheme=SCHEME)
    with store.edit("documents.import", annotator=None, data={}) as edit:
        for who in ("ana", "bea", "cy"):
            edit.put(Annotator(id=who))
        edit.put(Annotator(id="judge", kind=ADJUDICATED))
        for bundle in bundles:
            edit.put_bundle(bundle)
    return store
