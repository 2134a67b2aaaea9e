"""Anchors against their layers: offsets, quotes, borders, segments, overlap."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.corpus import Segment
from annotator.model.facts import facts_of
from annotator.model.rules import RuleBook
from annotator.model.scheme import ANCHORINGS, OVERLAPS, Layer, Scheme
from annotator.model.span import spans_of
from annotator.text.quoting import quote_of

TEXT = "Salt and soup. Bread, soup."
SEGMENTS = (
    Segment(id="s1", begin=0, end=14, role="body"),
    Segment(id="s2", begin=15, end=27, role="teaser", annotate=False),
)
SCHEME = Scheme(
    id="kitchen",
    layers=(
        *(Layer(id=anchoring, anchoring=anchoring) for anchoring in ANCHORINGS),
        *(Layer(id=f"over {overlap}", overlap=overlap) for overlap in OVERLAPS),
        Layer(id="within", may_cross_segments=False),
    ),
)


def placed(
    layer: str, *spans: tuple[int, int], key: str = "a", segments: tuple[str, ...] = ()
) -> Annotation:
    """Return an annotation with the quote that its spans have."""
    where = spans_of(spans)
    quote = quote_of(TEXT, where) if where else ""
    return Annotation(key, "d", layer, "ana", where, quote, segments)


def codes(*annotations: Annotation, segments: tuple[Segment, ...] = ()) -> list[str]:
    """Return severity and code of what is found."""
    facts = facts_of("d", TEXT, segments=segments, annotations=annotations)
    return [f"{p.severity} {p.code}" for p in RuleBook(SCHEME).problems(facts)]


@pytest.mark.parametrize(
    ("layer", "spans", "code"),
    [
        ("characters", [(1, 3)], None),
        ("characters", [(0, 4), (9, 13)], None),
        ("characters", [(4, 4)], None),
        ("point", [(4, 4)], None),
        ("point", [(0, 4)], None),
        ("tokens", [(0, 8)], None),
        ("tokens", [(1, 8)], "hint token_border"),
        ("tokens", [(4, 4)], "error point"),
        ("token", [(0, 4)], None),
        ("token", [(0, 8)], "error anchoring"),
        ("sentence", [(0, 14)], None),
        ("segment", [(0, 14)], "error anchoring"),
        ("document", [(0, 27)], "error anchoring"),
        ("document", [], None),
        ("characters", [], None),
        ("token", [], "error anchoring"),
    ],
)
def test_a_place_is_one_that_the_layer_has(
    layer: str, spans: list[tuple[int, int]], code: str | None
) -> None:
    found = codes(placed(layer, *spans))
    assert code in found if code else found == []


def test_segments_are_named_by_ids_that_there_are() -> None:
    assert codes(placed("segment", segments=("s1",)), segments=SEGMENTS) == []
    found = codes(placed("segment", segments=("s1", "s9")), segments=SEGMENTS)
    assert found == ["error unknown_segment"]
    found = codes(placed("document", segments=("s1",)), segments=SEGMENTS)
    assert found == ["error anchoring"]


def test_offsets_and_quotes_are_proved() -> None:
    one = placed("characters", (0, 4))
    assert codes(one._replace(quote="salt")) == ["error quote_mismatch"]
    assert codes(one._replace(spans=spans_of([(20, 99)]))) == ["error bad_offsets"]
    assert codes(one._replace(spans=spans_of([(-1, 3)]))) == ["error bad_offsets"]
    double = one._replace(spans=spans_of([(0, 4), (2, 8)]), quote="Salt … lt and")
    assert codes(double) == ["error fragments_overlap"]


def test_segments_that_are_closed_or_may_not_be_crossed() -> None:
    assert codes(placed("characters", (0, 4)), segments=SEGMENTS) == []
    assert codes(placed("characters", (15, 20)), segments=SEGMENTS) == ["error not_annotated"]
    open_ones = (SEGMENTS[0], Segment(id="s2", begin=15, end=27, role="body"))
    assert codes(placed("characters", (9, 20)), segments=open_ones) == []
    assert codes(placed("within", (9, 20)), segments=open_ones) == ["error crosses_segment"]
    assert codes(placed("within", (0, 4), (15, 20)), segments=open_ones) == []


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        ((0, 4), (9, 13), {"none", "nested", "any"}),
        ((0, 4), (4, 8), {"none", "nested", "any"}),
        ((0, 13), (0, 4), {"nested", "any"}),
        ((0, 13), (0, 13), {"nested", "any"}),
        ((0, 8), (5, 13), {"any"}),
    ],
)
def test_overlap_is_what_the_layer_allows(
    one: tuple[int, int], other: tuple[int, int], allowed: set[str]
) -> None:
    for overlap in OVERLAPS:
        pair = [placed(f"over {overlap}", one), placed(f"over {overlap}", other, key="b")]
        assert codes(*pair) == ([] if overlap in allowed else ["error overlap"])
        by_two = [pair[0], pair[1]._replace(annotator="ben")]
        assert codes(*by_two) == []
        refused = [pair[0], pair[1]._replace(state="refused")]
        assert codes(*refused) == []


def test_a_layer_that_the_scheme_does_not_have_is_an_error() -> None:
    assert codes(placed("sauce", (0, 4))) == ["error unknown_layer"]
