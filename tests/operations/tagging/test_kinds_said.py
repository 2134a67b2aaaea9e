"""Kinds that entities learn from the tags of what means them, and lose with an undo."""

from __future__ import annotations

from annotator.model.entity import Alias, Entity
from annotator.model.scheme import Feature
from annotator.operations.tagging.annotate import set_feature, tag_spans
from annotator.operations.tagging.entities import new_entity, offered
from annotator.operations.tagging.kinds_said import (
    entity_feature,
    is_of_kind,
    kinds_said,
    taught_by,
)
from annotator.operations.tagging.meaning import add_entities
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import one_step


def _made(store: Store, name: str, kinds: tuple[str, ...] = ()) -> Entity:
    alias = Alias(text=name, kind="name")
    return new_entity(store, names={"en": name}, kinds=kinds, alias=alias, annotator=WHO)


def _bird(store: Store, *spans: tuple[int, int], **features: object) -> str:
    document = only_document(store)
    return tag_spans(store, document, "bird", spans, features=features, annotator=WHO).id


def _plumage(store: Store, annotation: str) -> object:
    found = store.read().annotation(annotation)
    assert found is not None
    return found.features.get("plumage")


def _kinds(store: Store, entity: Entity) -> tuple[str, ...]:
    found = store.read().entity(entity.id)
    assert found is not None
    return found.kinds


def test_tags_say_kinds_that_end_like_them_and_are_wanted(notes: Store) -> None:
    layer = notes.scheme.layer("bird")
    assert layer is not None
    assert kinds_said(notes.scheme, layer, {"plumage": "young"}) == ("taxon:young",)
    assert kinds_said(notes.scheme, layer, {"plumage": "weir"}) == ()
    assert kinds_said(notes.scheme, layer, {}) == ()


def test_an_entity_of_no_kind_may_be_meant_by_anything() -> None:
    feature = Feature(id="f", type="entities", kinds=("taxon:*",))
    free, weir = Entity(id="a", names={"en": "A"}), Entity(id="b", kinds=("spot:weir",))
    assert is_of_kind(free, feature)
    assert not is_of_kind(weir, feature)
    assert [e.id for e in offered([weir, free], feature, "")] == ["a", "b"]


def test_its_name_fills_in_an_entity_whose_kind_nobody_said(notes: Store) -> None:
    heron = _made(notes, "heron")
    annotation = notes.read().annotation(_bird(notes, span_of("heron")))
    layer = notes.scheme.layer("bird")
    assert annotation is not None
    assert layer is not None
    feature = entity_feature(layer)
    assert feature is not None
    assert annotation.features[feature.id] == [heron.id]


def test_an_entity_learns_its_kind_with_the_tag_in_one_step(notes: Store) -> None:
    heron = _made(notes, "heron")
    bird = _bird(notes, span_of("heron"))
    with one_step(notes, "annotate.feature"):
        set_feature(notes, bird, "plumage", "young", annotator=WHO)
    assert _kinds(notes, heron) == ("taxon:young",)
    notes.undo(WHO)
    assert _kinds(notes, heron) == ()


def test_an_entity_given_to_a_tagged_one_learns_its_kind(notes: Store) -> None:
    bird = _bird(notes, span_of("heron"), plumage="grown")
    who = _made(notes, "Old Nick")
    add_entities(notes, bird, [who.id], annotator=WHO)
    assert _kinds(notes, who) == ("taxon:grown",)


def test_a_kind_follows_its_only_annotation_and_no_other(notes: Store) -> None:
    heron = _made(notes, "heron")
    first = _bird(notes, span_of("heron"))
    set_feature(notes, first, "plumage", "young", annotator=WHO)
    set_feature(notes, first, "plumage", "grown", annotator=WHO)
    assert _kinds(notes, heron) == ("taxon:grown",)
    second = _bird(notes, span_of("bittern"))
    add_entities(notes, second, [heron.id], annotator=WHO)
    set_feature(notes, second, "plumage", "young", annotator=WHO)
    assert _kinds(notes, heron) == ("taxon:grown",)


def test_a_kind_that_was_given_is_kept(notes: Store) -> None:
    both = _made(notes, "heron", kinds=("taxon:grown", "spot:weir"))
    bird = _bird(notes, span_of("heron"))
    set_feature(notes, bird, "plumage", "young", annotator=WHO)
    assert _kinds(notes, both) == ("taxon:grown", "spot:weir")


def test_what_the_kind_of_one_alone_says_is_open_once_another_is_meant_too(notes: Store) -> None:
    heron = _made(notes, "heron", kinds=("taxon:grown",))
    others = [_made(notes, x, kinds=(x,)) for x in ("taxon:grown", "taxon:young")]
    bird = _bird(notes, span_of("heron"))
    assert _plumage(notes, bird) == "grown"
    for other, left in zip(others, ("grown", None), strict=True):
        add_entities(notes, bird, [other.id], annotator=WHO)
        assert _plumage(notes, bird) == left
    second = _bird(notes, span_of("bittern"), plumage="grown")
    add_entities(notes, second, [heron.id], annotator=WHO)
    add_entities(notes, second, [others[1].id], annotator=WHO)
    assert _plumage(notes, second) == "grown"


def test_the_only_kind_that_was_given_is_kept(notes: Store) -> None:
    heron = _made(notes, "heron", kinds=("taxon:grown",))
    bird = _bird(notes, span_of("heron"))
    for plumage in ("grown", "young"):
        set_feature(notes, bird, "plumage", plumage, annotator=WHO)
    assert _kinds(notes, heron) == ("taxon:grown",)


def test_who_taught_a_kind_is_known_after_other_changes(notes: Store) -> None:
    heron = _made(notes, "heron")
    bird = _bird(notes, span_of("heron"))
    set_feature(notes, bird, "plumage", "young", annotator=WHO)
    set_feature(notes, bird, "plumage", None, annotator=WHO)
    assert _kinds(notes, heron) == ("taxon:young",)
    annotation = notes.read().annotation(bird)
    assert annotation is not None
    assert taught_by(annotation) == (heron.id,)
    notes.undo(WHO)
    notes.undo(WHO)
    annotation = notes.read().annotation(bird)
    assert annotation is not None
    assert taught_by(annotation) == ()
