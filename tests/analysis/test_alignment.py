"""Where annotators agree and differ: the samples' own list of deviations, and what must hold."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.alignment import (
    AGREE,
    BORDER,
    ENTITY,
    FEATURE,
    KINDS,
    LAYER,
    MISSING,
    RELATION,
    SPLIT,
    Place,
    align,
)
from annotator.model.annotation import SUGGESTED, Annotation, Relation
from annotator.model.scheme import Feature, Layer, RelationType, Scheme
from annotator.model.span import Span, spans_of
from tests.samples import make_samples

SCHEME = Scheme(
    id="s",
    layers=(
        Layer(
            id="One",
            features=(
                Feature(id="kind", type="text"),
                Feature(id="note", type="text", counts_for_agreement=False),
                Feature(id="whom", type="entities"),
            ),
        ),
        Layer(id="Two"),
    ),
    relation_types=(RelationType(id="to", features=(Feature(id="level", type="integer"),)),),
)


def made(
    key: str, who: str, *spans: tuple[int, int], layer: str = "One", **features: object
) -> Annotation:
    return Annotation(
        id=key,
        document="d",
        layer=layer,
        annotator=who,
        spans=spans_of(spans),
        features=features,  # type: ignore[arg-type]
    )


def kinds(*annotations: Annotation, people: str = "ab", relations: tuple[Relation, ...] = ()):
    return [p.kind for p in align(list(people), annotations, relations, scheme=SCHEME)]


def ids(place: Place) -> list[list[str]]:
    return [[a.id for a in version] for version in place.versions]


@pytest.fixture(scope="module")
def of_the_samples(tmp_path_factory: pytest.TempPathFactory) -> list[Place]:
    path = tmp_path_factory.mktemp("aligned") / "samples.corpus"
    with make_samples(path) as store:
        reader = store.read()
        document = reader.first_document()
        assert document is not None
        return align(
            ["gold", "coder_b"],
            reader.annotations(document),
            reader.relations(document),
            scheme=store.scheme,
        )


def test_the_deviations_of_the_samples_are_found_and_nothing_else(
    of_the_samples: list[Place], seeds: Path
) -> None:
    """The second annotator's file lists, by source ids, where it deviates and how."""
    found: dict[str, list[str]] = {}
    for place in of_the_samples:
        if place.kind != AGREE:
            named = place.relations if place.kind == RELATION else place.versions
            for noun in {n.source_id: n for version in named for n in version}.values():
                found.setdefault(noun.source_id or "", []).append(place.kind)
    listed = json.loads((seeds / "seed" / "coder_b.json").read_text("utf-8"))["deviations"]
    assert set(found) == {key for deviation in listed for key in deviation["ids"]}
    assert found["a05"] == found["a07"] == found["s1"] == found["p10"] == [BORDER]
    assert found["a02"] == found["xb1"] == found["xb2"] == [SPLIT]
    assert found["a31"] == [LAYER]
    assert found["s8"] == found["s7"] == found["s2"] == [FEATURE]
    assert found["r35"] == found["r19"] == [RELATION]
    assert all(found[key] == [MISSING] for key in ("a24", "s3", "c06", "c07", "s6", "c13", "xb3"))


def test_what_differs_is_named(of_the_samples: list[Place]) -> None:
    by_source = {p.first.source_id: p for p in of_the_samples if p.kind not in (AGREE, RELATION)}
    assert by_source["s8"].features == ("polarity", "act")
    assert by_source["a05"].differing() == (Span(247, 248), Span(257, 258))
    assert by_source["s2"].differing() == ()
    assert by_source["a24"].missing == (1,)
    assert by_source["xb4"].missing == (0,)


def test_features_count_as_the_scheme_says() -> None:
    same = made("x", "a", (0, 5), kind="k", note="n", whom=["p", "q"])
    assert kinds(same, made("y", "b", (0, 5), kind="k", note="other", whom=["q", "p"])) == [AGREE]
    assert kinds(same, made("y", "b", (0, 5), kind="K", whom=["p", "q"])) == [FEATURE]
    assert kinds(same, made("y", "b", (0, 5), kind="k", whom=["p"])) == [ENTITY]


def test_two_of_one_layer_at_one_place_go_in_pairs() -> None:
    both = [made(f"{who}{n}", who, (0, 5), kind=str(n)) for who in "ab" for n in (1, 2)]
    assert kinds(*both) == [AGREE, AGREE]


def test_the_most_alike_are_matched_and_the_rest_is_alone() -> None:
    places = align(
        "ab",
        [
            made("x", "a", (0, 20)),
            made("inner", "a", (2, 6)),
            made("y", "b", (0, 18)),
        ],
        scheme=SCHEME,
    )
    assert [(p.kind, ids(p)) for p in places] == [
        (BORDER, [["x"], ["y"]]),
        (MISSING, [["inner"], []]),
    ]


def test_fragments_are_compared_by_their_characters() -> None:
    one, other = made("x", "a", (0, 4), (8, 12)), made("y", "b", (0, 12))
    (place,) = align("ab", [one, other], scheme=SCHEME)
    assert place.kind == BORDER
    assert place.differing() == (Span(4, 8),)


def test_three_annotators_and_what_each_lacks() -> None:
    rows = [made("x", "a", (0, 5)), made("y", "b", (0, 5)), made("z", "c", (0, 7))]
    (place,) = align("abc", rows, scheme=SCHEME)
    assert (place.kind, ids(place)) == (BORDER, [["x"], ["y"], ["z"]])
    (place,) = align("abc", rows[:2], scheme=SCHEME)
    assert (place.kind, place.missing) == (MISSING, (2,))


def test_labels_of_the_document_are_compared_too() -> None:
    rows = [made("x", "a", kind="k"), made("y", "b", kind="l")]
    assert kinds(*rows) == [FEATURE]
    assert align("ab", rows, scheme=SCHEME)[0].extent == Span(0, 0)


def test_suggestions_and_strangers_take_no_part() -> None:
    waiting = made("x", "a", (0, 5))._replace(state=SUGGESTED)
    assert kinds(waiting, made("y", "stranger", (0, 5))) == []


def test_relations_are_compared_where_both_ends_have_a_counterpart() -> None:
    def related(key: str, who: str, end: str, **features: object) -> Relation:
        return Relation(
            id=key,
            document="d",
            type="to",
            annotator=who,
            from_id=f"{who}1",
            to_id=f"{who}{end}",
            features=features,  # type: ignore[arg-type]
        )

    rows = [made(f"{who}{n}", who, (n * 10, n * 10 + 5)) for who in "ab" for n in (1, 2, 3)]
    rows.append(made("b4", "b", (90, 95)))
    same = (related("r", "a", "2"), related("s", "b", "2"))
    assert kinds(*rows, relations=same).count(RELATION) == 0
    alone = (*same, related("t", "b", "4"))
    assert kinds(*rows, relations=alone).count(RELATION) == 0
    for other in (related("u", "b", "3"), related("u", "b", "2", level=2)):
        places = align("ab", rows, (same[0], other), scheme=SCHEME)
        (found,) = (p for p in places if p.kind == RELATION)
        assert [[r.id for r in side] for side in found.relations] == [["r"], ["u"]]


def test_a_layer_and_a_type_of_relation_may_have_one_id() -> None:
    scheme = Scheme(
        id="s",
        layers=(Layer(id="One", features=(Feature(id="kind"),)),),
        relation_types=(RelationType(id="One", features=(Feature(id="level"),)),),
    )
    rows = [made("a1", "a", (0, 5), kind="k"), made("b1", "b", (0, 5), kind="l")]
    (place,) = align("ab", rows, scheme=scheme)
    assert (place.kind, place.features) == (FEATURE, ("kind",))


def test_symmetric_relations_may_begin_at_either_end() -> None:
    rows = [made(f"{who}{n}", who, (n * 10, n * 10 + 5)) for who in "ab" for n in (1, 2)]
    ways = (("a1", "a2"), ("b2", "b1"))
    relations = [
        Relation(id=f, document="d", type="to", annotator=f[0], from_id=f, to_id=t) for f, t in ways
    ]
    for symmetric, count in ((True, 0), (False, 2)):
        types = (RelationType(id="to", symmetric=symmetric),)
        places = align("ab", rows, relations, scheme=Scheme(id="s", relation_types=types))
        assert [p.kind for p in places].count(RELATION) == count


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(("One", "Two")),
        st.integers(0, 12),
        st.integers(1, 6),
        st.integers(0, 3),
        st.sampled_from(("k", "l")),
    ),
    max_size=12,
)


def of_rows(rows) -> list[Annotation]:
    found: list[Annotation] = []
    for number, (who, layer, begin, length, gap, value) in enumerate(rows):
        spans = [(begin, begin + length)]
        if gap:
            spans.append((begin + length + gap, begin + length + gap + 2))
        found.append(made(f"n{number}", who, *spans, layer=layer, kind=value))
    return found


@given(ROWS, st.randoms())
def test_each_annotation_has_one_place_whatever_the_order(rows, chance) -> None:
    annotations = of_rows(rows)
    places = align("ab", annotations, scheme=SCHEME)
    assert Counter(a.id for p in places for a in p.annotations) == Counter(
        a.id for a in annotations
    )
    assert all(a.annotator == "ab"[n] for p in places for n, v in enumerate(p.versions) for a in v)
    assert all(p.kind in KINDS for p in places)
    begins = [p.extent.begin for p in places]
    assert begins == sorted(begins)
    shuffled = list(annotations)
    chance.shuffle(shuffled)
    assert align("ab", shuffled, scheme=SCHEME) == places


@given(ROWS)
def test_swapping_the_annotators_swaps_the_versions(rows) -> None:
    annotations = of_rows(rows)
    kinds_now = Counter(p.kind for p in align("ab", annotations, scheme=SCHEME))
    swapped = align("ba", annotations, scheme=SCHEME)
    assert Counter(p.kind for p in swapped) == kinds_now


@given(ROWS)
def test_a_copy_agrees_everywhere(rows) -> None:
    mine = [a._replace(annotator="a") for a in of_rows(rows)]
    copies = [a._replace(id=f"c{a.id}", annotator="b") for a in mine]
    assert set(kinds(*mine, *copies)) <= {AGREE}


@given(ROWS)
def test_differing_characters_are_those_that_some_hold_and_some_not(rows) -> None:
    for place in align("ab", of_rows(rows), scheme=SCHEME):
        held = [
            {at for a in version for s in a.spans for at in range(s.begin, s.end)}
            for version in place.versions
        ]
        wanted = held[0] ^ held[1] if place.kind in (BORDER, MISSING, SPLIT) else set()
        assert {at for s in place.differing() for at in range(s.begin, s.end)} == wanted
        if place.kind == BORDER:
            assert wanted
