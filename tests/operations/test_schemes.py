"""Schemes that meet: ours stands, what only theirs has is added."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.scheme import Feature, Layer, RelationType, Scheme, Tag, Tagset
from annotator.operations.schemes import merged, missing_layers
from tests.operations.field_notes import SCHEME

OURS = Scheme(
    id="a",
    layers=(
        Layer(
            id="one",
            names={"en": "Ours"},
            features=(Feature(id="f", type="tag", tags=(Tag(id="x"),)), Feature(id="free")),
        ),
    ),
    tagsets=(Tagset(id="t", tags=(Tag(id="m"),)),),
    relation_types=(RelationType(id="r"),),
)
THEIRS = Scheme(
    id="a",
    layers=(
        Layer(
            id="one",
            names={"en": "Theirs"},
            features=(
                Feature(id="f", type="tag", tags=(Tag(id="y"), Tag(id="x", names={"en": "X"}))),
                Feature(id="free", type="tag", tags=(Tag(id="z"),)),
                Feature(id="new", type="integer"),
            ),
        ),
        Layer(id="two"),
    ),
    tagsets=(Tagset(id="t", tags=(Tag(id="n"),)), Tagset(id="u")),
    relation_types=(RelationType(id="r", features=(Feature(id="g"),)), RelationType(id="s")),
)


def test_a_scheme_that_brings_nothing_is_ours_itself() -> None:
    assert merged(SCHEME, SCHEME) is SCHEME
    assert merged(SCHEME, replace(SCHEME, layers=SCHEME.layers[:2])) is SCHEME
    assert merged(SCHEME, Scheme(id="empty")) is SCHEME


def test_what_only_theirs_has_is_added_behind_ours() -> None:
    grown = merged(OURS, THEIRS)
    assert grown.id == OURS.id
    assert [x.id for x in grown.layers] == ["one", "two"]
    one = grown.layers[0]
    assert one.names == {"en": "Ours"}
    assert [f.id for f in one.features] == ["f", "free", "new"]
    assert [t.id for t in one.features[0].tags or ()] == ["x", "y"]
    assert (one.features[0].tags or ())[0].names == {}
    assert one.features[1] == Feature(id="free")
    assert [[t.id for t in x.tags] for x in grown.tagsets] == [["m", "n"], []]
    assert [[f.id for f in x.features] for x in grown.relation_types] == [["g"], []]


def test_growing_twice_adds_nothing_more() -> None:
    grown = merged(OURS, THEIRS)
    assert merged(grown, THEIRS) is grown
    assert merged(grown, OURS) is grown


def test_what_is_missing_is_named() -> None:
    assert missing_layers(OURS, THEIRS) == ["two", "s"]
    assert missing_layers(THEIRS, OURS) == []
