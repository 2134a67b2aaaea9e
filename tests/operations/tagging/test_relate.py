"""Relations: which ends may be joined, levels filled in, one step each."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.review import FINISHED
from annotator.operations.documents.documents import set_assignment
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link, link_options, set_relation_feature, unlink
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


def _tag(store: Store, layer: str, words: str, **features: object) -> Annotation:
    spans, key = [span_of(words)], only_document(store)
    return tag_spans(store, key, layer, spans, annotator=WHO, features=features)  # type: ignore[arg-type]


@pytest.fixture
def seen(notes: Store) -> Annotation:
    return _tag(notes, "sighting", "a bittern boomed")


@pytest.fixture
def tomas(notes: Store) -> Annotation:
    return _tag(notes, "watcher", "Tomas says")


@pytest.fixture
def ada(notes: Store) -> Annotation:
    return _tag(notes, "watcher", "Ada")


def test_two_annotations_are_linked(notes: Store, seen: Annotation, ada: Annotation) -> None:
    with one_step(notes, "annotate.link"):
        made = link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    kept = notes.read().relation(made.id)
    assert kept == made
    assert (made.from_id, made.to_id, made.to_entity) == (seen.id, ada.id, False)
    assert (made.annotator, made.origin, made.document) == (WHO, "hand", seen.document)


def test_levels_are_the_next_free_ones_up_to_the_highest(notes: Store, seen: Annotation) -> None:
    words = ("Tomas", "Ada", "Nobody", "heard", "twice")
    found = [
        link(notes, seen.id, "told_by", _tag(notes, "watcher", w).id, annotator=WHO) for w in words
    ]
    assert [r.features["rung"] for r in found] == [0, 1, 2, 3, 3]


def test_a_level_that_is_given_stands(
    notes: Store, seen: Annotation, ada: Annotation, tomas: Annotation
) -> None:
    first = link(notes, seen.id, "told_by", ada.id, features={"rung": 2}, annotator=WHO)
    chained = {"rung": 1, "strand": 1}
    second = link(notes, seen.id, "told_by", tomas.id, features=chained, annotator=WHO)
    assert (first.features, second.features) == ({"rung": 2}, chained)


def test_an_end_may_be_a_built_in_entity(notes: Store, seen: Annotation) -> None:
    with one_step(notes, "annotate.link"):
        made = link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    assert made.to_entity
    with refused(
        notes, "rule_refused", "neither an entity of the corpus nor built into its scheme"
    ):
        link(notes, seen.id, "told_by", "somebody", to_entity=True, annotator=WHO)
    with refused(notes, "rule_refused", "may not join"):
        link(notes, seen.id, "shows", "nobody", to_entity=True, annotator=WHO)


def test_what_may_not_be_joined_is_refused(notes: Store, seen: Annotation, ada: Annotation) -> None:
    with refused(notes, "rule_refused", "The relation told by may not join these two."):
        link(notes, ada.id, "told_by", seen.id, annotator=WHO)
    with refused(notes, "relation_not_allowed"):
        link(notes, seen.id, "no_such_type", ada.id, annotator=WHO)
    with refused(notes, "rule_refused", "does not exist"):
        link(notes, seen.id, "told_by", "gone", annotator=WHO)
    with refused(notes, "no_such_noun"):
        link(notes, "gone", "told_by", ada.id, annotator=WHO)


def test_the_same_relation_is_made_once(notes: Store, seen: Annotation, ada: Annotation) -> None:
    link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    with refused(notes, "relation_exists", "told"):
        link(notes, seen.id, "told_by", ada.id, features={"rung": 2}, annotator=WHO)


def test_a_relation_is_taken_away(notes: Store, seen: Annotation, ada: Annotation) -> None:
    made = link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    with one_step(notes, "annotate.unlink"):
        assert unlink(notes, made.id, annotator=WHO) == made
    assert notes.read().relation(made.id) is None
    with refused(notes, "no_such_noun"):
        unlink(notes, made.id, annotator=WHO)


def test_features_of_a_relation(notes: Store, seen: Annotation, ada: Annotation) -> None:
    made = link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    with one_step(notes, "annotate.relation_feature"):
        set_relation_feature(notes, made.id, "strand", 2, annotator=WHO)
    with one_step(notes, "annotate.relation_feature"):
        after = set_relation_feature(notes, made.id, "strand", None, annotator=WHO)
    assert after.features == {"rung": 0}
    with no_step(notes):
        set_relation_feature(notes, made.id, "rung", 0, annotator=WHO)
    for feature, value, said in (
        ("rung", 9, "out of bounds"),
        ("rung", "first", "cannot be first"),
        ("colour", "red", "has no feature colour"),
    ):
        with refused(notes, "rule_refused", said):
            set_relation_feature(notes, made.id, feature, value, annotator=WHO)


def test_a_rule_about_the_start_refuses_a_relation(notes: Store, ada: Annotation) -> None:
    rest = _tag(notes, "sighting", "A heron stood", moves="rest")
    with refused(notes, "rule_refused", "Rest is told by nobody."):
        link(notes, rest.id, "told_by", ada.id, annotator=WHO)
    link(notes, rest.id, "told_by", "nobody", to_entity=True, annotator=WHO)


def test_a_feature_that_would_break_the_rule_of_a_relation_is_refused(
    notes: Store, seen: Annotation, ada: Annotation
) -> None:
    from annotator.operations.tagging.annotate import set_feature

    link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    with refused(notes, "rule_refused", "Rest is told by nobody."):
        set_feature(notes, seen.id, "moves", "rest", annotator=WHO)


def test_what_may_be_linked_is_offered(
    notes: Store, seen: Annotation, ada: Annotation, tomas: Annotation
) -> None:
    bird, sound = _tag(notes, "bird", "bittern"), _tag(notes, "sound", "boomed")
    scheme = notes.scheme
    assert link_options(scheme, seen, ada) == ["told_by"]
    assert link_options(scheme, seen, bird) == ["shows"]
    assert link_options(scheme, sound, bird) == ["made_by"]
    assert link_options(scheme, bird, sound) == []
    assert link_options(scheme, seen, "nobody") == ["told_by"]


def test_a_finished_document_keeps_its_relations(
    notes: Store, seen: Annotation, ada: Annotation, tomas: Annotation
) -> None:
    made = link(notes, seen.id, "told_by", ada.id, annotator=WHO)
    set_assignment(notes, seen.document, WHO, FINISHED)
    for work in (
        lambda: link(notes, seen.id, "told_by", tomas.id, annotator=WHO),
        lambda: unlink(notes, made.id, annotator=WHO),
        lambda: set_relation_feature(notes, made.id, "rung", 1, annotator=WHO),
    ):
        with refused(notes, "document_finished"):
            work()


def test_no_annotation_is_linked_into_another_document(
    notes: Store, seen: Annotation, ada: Annotation, tmp_path: object
) -> None:
    from pathlib import Path

    from annotator.operations.importing.importing import import_files

    file = Path(str(tmp_path)) / "other.txt"
    file.write_text("Ada came back.", encoding="utf-8")
    import_files(notes, [file])
    other = [d.id for d in notes.read().documents()][1]
    far = tag_spans(notes, other, "watcher", [(0, 3)], annotator=WHO)
    with refused(notes, "relation_other_document"):
        link(notes, seen.id, "told_by", far.id, annotator=WHO)
