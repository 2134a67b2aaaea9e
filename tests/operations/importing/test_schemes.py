"""Schemes that meet: ours stands, what only theirs has is added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.scheme import (
    Feature,
    Layer,
    MetadataKey,
    RelationType,
    Rule,
    Scheme,
    Tag,
    Tagset,
)
from annotator.operations.checking.check import check
from annotator.operations.importing.schemes import merged, missing_layers, next_version, set_scheme
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import SCHEME, WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused

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
    tags = list(one.features[0].tags or ())
    assert [t.id for t in tags] == ["x", "y"]
    assert tags[0].names == {}
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


def test_a_scheme_that_says_something_else_is_the_next_version(notes: Store) -> None:
    bigger = replace(SCHEME, layers=(*SCHEME.layers, Layer(id="nest", key="n")))
    with one_step(notes, "scheme.set"):
        now = set_scheme(notes, bigger, annotator=WHO)
    assert now.version == "2.2"
    assert notes.scheme == replace(bigger, version="2.2")
    with no_step(notes):
        assert set_scheme(notes, now, annotator=WHO) == now
    notes.undo()
    assert notes.scheme == SCHEME
    with one_step(notes, "scheme.set"):
        assert set_scheme(notes, replace(bigger, version="3.0"), annotator=WHO).version == "3.0"


@pytest.mark.parametrize(
    ("version", "following"),
    [("1.0", "1.1"), ("2.9", "2.10"), ("7", "8"), ("7.3-б", "7.3-б.1"), ("", ".1")],
)
def test_versions_follow_each_other(version: str, following: str) -> None:
    assert next_version(version) == following


def test_a_layer_with_work_stays(notes: Store) -> None:
    key = only_document(notes)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO,
                     features={"moves": "rest"})  # fmt: skip
    without = replace(SCHEME, layers=tuple(x for x in SCHEME.layers if x.id != "sighting"))
    with refused(notes, "scheme_in_use", "sighting"):
        set_scheme(notes, without, annotator=WHO)
    link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    types = tuple(t for t in SCHEME.relation_types if t.id != "told_by")
    with refused(notes, "scheme_in_use", "told_by"):
        set_scheme(notes, replace(SCHEME, relation_types=types), annotator=WHO)


def test_work_that_a_new_scheme_forbids_is_kept_and_listed(notes: Store) -> None:
    key = only_document(notes)
    tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO,
              features={"moves": "rest", "tally": 9})  # fmt: skip
    assert check(notes).errors == ()
    features = tuple(
        replace(f, maximum=5) if f.id == "tally" else f
        for layer in SCHEME.layers
        if layer.id == "sighting"
        for f in layer.features
    )
    layers = tuple(
        replace(x, features=features) if x.id == "sighting" else x for x in SCHEME.layers
    )
    set_scheme(notes, replace(SCHEME, layers=layers), annotator=WHO)
    assert [p.code for p in check(notes).errors] == ["out_of_bounds"]
    assert notes.read().annotations(key)[0].features["tally"] == 9


def test_what_is_no_scheme_is_refused(notes: Store) -> None:
    for wrong in (
        replace(SCHEME, layers=(*SCHEME.layers, Layer(id="nest", anchoring="tree"))),
        replace(SCHEME, rules=(Rule(id="r", kind="must_be_pretty"),)),
        replace(SCHEME, metadata_keys=(MetadataKey(id="k", type="colour"),)),
    ):
        with refused(notes, "scheme_wrong"):
            set_scheme(notes, wrong, annotator=WHO)
