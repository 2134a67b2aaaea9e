"""Tagging: what is kept of it, what the scheme refuses, and that undo gives the rows before."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation
from annotator.model.entity import Alias
from annotator.model.errors import RuleError, StoreError
from annotator.model.review import FINISHED, IN_PROGRESS, NEW
from annotator.model.span import Span
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import set_assignment
from annotator.operations.tagging.annotate import (
    add_fragment,
    remove_annotation,
    remove_fragment,
    set_confidence,
    set_feature,
    set_spans,
    tag_segments,
    tag_spans,
)
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


def _tag(store: Store, layer: str, *words: str, **features: object) -> Annotation:
    spans = [span_of(part) for part in words]
    key = only_document(store)
    return tag_spans(store, key, layer, spans, annotator=WHO, features=features)  # type: ignore[arg-type]


def _kept(store: Store, made: Annotation) -> Annotation:
    found = store.read().annotation(made.id)
    assert found is not None
    return found


def test_a_tag_is_kept_with_its_quote_and_defaults(notes: Store) -> None:
    with one_step(notes, "annotate.tag"):
        made = _tag(notes, "sighting", "A heron stood", remark="early")
    kept = _kept(notes, made)
    assert kept == made
    assert kept.quote == "A heron stood"
    assert kept.features == {"tally": 1, "remark": "early"}
    assert list(kept.features) == ["tally", "remark"]
    assert (kept.annotator, kept.origin, kept.confidence) == (WHO, "hand", "sure")
    assert kept.made is not None
    assert kept.made.endswith("Z")
    assert notes.history()[0].annotator == WHO


def test_fragments_are_kept_in_order_and_quoted_together(notes: Store) -> None:
    with one_step(notes, "annotate.tag"):
        made = _tag(notes, "sighting", "struck twice", "A heron")
    kept = _kept(notes, made)
    assert kept.spans == (Span(*span_of("A heron")), Span(*span_of("struck twice")))
    assert kept.quote == "A heron … struck twice"


def test_fragments_that_overlap_are_refused(notes: Store) -> None:
    with refused(notes, "rule_refused", "The fragments of one annotation overlap."):
        _tag(notes, "sighting", "A heron stood", "stood on")


@pytest.mark.parametrize("spans", [[], [(3, 3)], [(0, 4), (8, 8)]])
def test_nothing_cannot_be_tagged(notes: Store, spans: list[tuple[int, int]]) -> None:
    with refused(notes, "nothing_to_tag"):
        tag_spans(notes, only_document(notes), "sighting", spans, annotator=WHO)


@pytest.mark.parametrize("span", [(0, len(TEXT) + 1), (-3, 4), (5, 2)])
def test_spans_outside_the_text_are_refused(notes: Store, span: tuple[int, int]) -> None:
    with refused(notes, "rule_refused", "is not within the text"):
        tag_spans(notes, only_document(notes), "sighting", [span], annotator=WHO)


def test_a_point_stands_only_where_the_layer_allows_it(notes: Store) -> None:
    with one_step(notes, "annotate.tag"):
        made = tag_spans(notes, only_document(notes), "pause", [(7, 7)], annotator=WHO)
    assert (_kept(notes, made).spans, made.quote) == ((Span(7, 7),), "")


def test_an_unknown_layer_or_a_read_only_one_is_refused(notes: Store) -> None:
    with refused(notes, "no_such_layer", "sighting"):
        _tag(notes, "no-such", "heron")
    with refused(notes, "read_only_layer", "ringing"):
        _tag(notes, "ringing", "heron")


def test_overlap_none(notes: Store) -> None:
    first = _tag(notes, "bird", "two dippers")
    for words in ("dippers", "two dippers", "heard two", "dippers call"):
        with refused(notes, "rule_refused", "bird layer is already here: two dippers."):
            _tag(notes, "bird", words)
    with no_step(notes), pytest.raises(RuleError) as caught:
        _tag(notes, "bird", "dippers")
    assert caught.value.data["annotation"] == first.id
    _tag(notes, "bird", "call")
    _tag(notes, "sound", "dippers")


def test_overlap_nested(notes: Store) -> None:
    _tag(notes, "watcher", "Tomas says that Ada")
    with refused(notes, "rule_refused", "is already here"):
        _tag(notes, "watcher", "Ada heard")
    with refused(notes, "rule_refused", "is already here"):
        _tag(notes, "watcher", "boomed, Tomas")
    _tag(notes, "watcher", "Ada")
    _tag(notes, "watcher", "Ada")
    _tag(notes, "watcher", "boomed, Tomas says that Ada heard")


def test_overlap_any(notes: Store) -> None:
    _tag(notes, "sighting", "Tomas says that Ada")
    _tag(notes, "sighting", "Ada heard it")
    assert notes.counts()["annotation"] == 2


def test_another_annotator_may_tag_the_same(notes: Store) -> None:
    from annotator.model.review import Annotator
    from annotator.operations.keeping.corpus import put_annotator

    _tag(notes, "bird", "heron")
    put_annotator(notes, Annotator(id="otto"))
    tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator="otto")
    assert notes.counts()["annotation"] == 2


def test_a_border_of_a_segment_is_not_crossed_where_the_layer_forbids_it(notes: Store) -> None:
    with refused(notes, "rule_refused", "may not cross the border of a segment"):
        _tag(notes, "watcher", "weir\nA heron")
    _tag(notes, "sighting", "weir\nA heron")


def test_a_segment_that_is_not_annotated_is_left_alone(notes: Store) -> None:
    key = only_document(notes)
    first = notes.read().segments(key)[0]
    describe(notes, key, Description(roles={first.id: "margin"}), annotator=WHO)
    with refused(notes, "rule_refused", "is not annotated"):
        _tag(notes, "sighting", "Morning")


def test_spans_do_not_go_where_segments_or_documents_are_labelled(notes: Store) -> None:
    for layer in ("habitat", "diary"):
        with refused(notes, "rule_refused", "cannot be anchored like this"):
            _tag(notes, layer, "heron")
    with refused(notes, "rule_refused", "cannot be anchored like this"):
        tag_segments(notes, only_document(notes), "bird", (), annotator=WHO)
    with refused(notes, "rule_refused", "cannot be anchored like this"):
        tag_segments(notes, only_document(notes), "habitat", (), annotator=WHO)


def test_one_token_is_one_token(notes: Store) -> None:
    _tag(notes, "sound", "boomed")
    with refused(notes, "rule_refused", "cannot be anchored like this"):
        _tag(notes, "sound", "bittern boomed")


def test_documents_and_segments_are_labelled(notes: Store) -> None:
    key = only_document(notes)
    with one_step(notes, "annotate.tag"):
        label = tag_segments(notes, key, "diary", (), annotator=WHO, features={"mood": "grey"})
    assert (label.spans, label.segments, label.quote) == ((), (), "")
    ids = [s.id for s in notes.read().segments(key)]
    with one_step(notes, "annotate.tag"):
        made = tag_segments(notes, key, "habitat", ids[1:], annotator=WHO)
    assert _kept(notes, made).segments == tuple(ids[1:])
    with refused(notes, "rule_refused", "has no segment nowhere"):
        tag_segments(notes, key, "habitat", ["nowhere"], annotator=WHO)


def test_an_alias_fills_in_what_it_says(notes: Store) -> None:
    entity = new_entity(
        notes,
        names={"en": "Bittern"},
        kinds=("taxon:young",),
        alias=Alias(text="Bittern", language="en"),
        annotator=WHO,
    )
    made = _tag(notes, "bird", "bittern")
    assert made.features == {"species": [entity.id], "plumage": "young"}
    given = _tag(notes, "bird", "heron", species=[entity.id], plumage="grown")
    assert given.features == {"species": [entity.id], "plumage": "grown"}
    assert "species" not in _tag(notes, "bird", "dippers").features


def test_features_are_set_changed_and_emptied(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron stood")
    with one_step(notes, "annotate.feature"):
        set_feature(notes, made.id, "moves", "strike", annotator=WHO)
    with one_step(notes, "annotate.feature"):
        set_feature(notes, made.id, "weather", ["mist", "sleet"], annotator=WHO)
    assert list(_kept(notes, made).features) == ["moves", "weather", "tally"]
    with one_step(notes, "annotate.feature"):
        set_feature(notes, made.id, "weather", [], annotator=WHO)
    with one_step(notes, "annotate.feature"):
        set_feature(notes, made.id, "tally", None, annotator=WHO)
    kept = _kept(notes, made)
    assert kept.features == {"moves": "strike"}
    assert kept.changed is not None
    with no_step(notes):
        set_feature(notes, made.id, "moves", "strike", annotator=WHO)
        set_feature(notes, made.id, "remark", "", annotator=WHO)


def test_an_entity_that_is_not_there_is_refused(notes: Store) -> None:
    made = _tag(notes, "bird", "heron")
    with refused(notes, "rule_refused", "The corpus has no entity ghost."):
        set_feature(notes, made.id, "species", ["ghost"], annotator=WHO)


def test_borders_are_moved_and_the_quote_with_them(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    with one_step(notes, "annotate.spans"):
        set_spans(notes, made.id, [span_of("A heron stood")], annotator=WHO)
    kept = _kept(notes, made)
    assert kept.quote == "A heron stood"
    assert kept.id == made.id
    assert kept.features == made.features
    with no_step(notes):
        set_spans(notes, made.id, [span_of("A heron stood")], annotator=WHO)
    with refused(notes, "nothing_to_tag"):
        set_spans(notes, made.id, [(4, 4)], annotator=WHO)
    with refused(notes, "rule_refused", "is not within the text"):
        set_spans(notes, made.id, [(4, 9999)], annotator=WHO)


def test_borders_do_not_move_into_another_annotation(notes: Store) -> None:
    first, second = _tag(notes, "bird", "two"), _tag(notes, "bird", "dippers")
    with refused(notes, "rule_refused", "is already here: dippers"):
        set_spans(notes, first.id, [span_of("two dippers")], annotator=WHO)
    with refused(notes, "rule_refused", "is already here: two"):
        add_fragment(notes, second.id, span_of("two"), annotator=WHO)


def test_fragments_are_added_joined_and_taken_away(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    with one_step(notes, "annotate.fragment"):
        add_fragment(notes, made.id, span_of("struck"), annotator=WHO)
    assert _kept(notes, made).quote == "A heron … struck"
    with one_step(notes, "annotate.fragment"):
        add_fragment(notes, made.id, span_of(" stood"), annotator=WHO)
    assert _kept(notes, made).quote == "A heron stood … struck"
    with one_step(notes, "annotate.fragment"):
        add_fragment(notes, made.id, span_of("struck twice"), annotator=WHO)
    assert _kept(notes, made).quote == "A heron stood … struck twice"
    with no_step(notes):
        add_fragment(notes, made.id, span_of("heron"), annotator=WHO)
    with one_step(notes, "annotate.fragment"):
        remove_fragment(notes, made.id, span_of("heron"), annotator=WHO)
    assert _kept(notes, made).quote == "struck twice"
    with refused(notes, "last_fragment"):
        remove_fragment(notes, made.id, span_of("struck"), annotator=WHO)


def test_borders_and_fragments_keep_to_what_the_layer_is_about(notes: Store) -> None:
    made = _tag(notes, "bird", "heron")
    begin, end = span_of("heron")
    with no_step(notes):
        set_spans(notes, made.id, [(begin - 1, end + 1)], annotator=WHO)
        add_fragment(notes, made.id, (end, end + 1), annotator=WHO)
    set_spans(notes, made.id, [(begin - 1, end - 2)], annotator=WHO)
    assert _kept(notes, made).quote == "her"
    struck, _ = span_of("struck")
    add_fragment(notes, made.id, (struck + 1, struck + 3), annotator=WHO)
    assert _kept(notes, made).quote == "her … struck"


def test_confidence_is_set(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    with one_step(notes, "annotate.confidence"):
        set_confidence(notes, made.id, "unsure", annotator=WHO)
    assert _kept(notes, made).confidence == "unsure"
    with no_step(notes):
        set_confidence(notes, made.id, "unsure", annotator=WHO)


def test_what_hangs_on_an_annotation_goes_and_comes_with_it(notes: Store) -> None:
    key = only_document(notes)
    seen, bird = _tag(notes, "sighting", "A heron stood"), _tag(notes, "bird", "heron")
    other = _tag(notes, "sighting", "struck twice")
    shown = link(notes, seen.id, "shows", bird.id, annotator=WHO)
    link(notes, other.id, "shows", seen.id, annotator=WHO)
    kept = link(notes, other.id, "shows", bird.id, annotator=WHO)
    for anchor, target in (("annotation", seen.id), ("relation", shown.id)):
        add_comment(
            notes,
            document=key,
            anchor=anchor,
            target=target,
            text="Is it?",
            language="en",
            annotator=WHO,
        )
    with one_step(notes, "annotate.remove"):
        assert remove_annotation(notes, seen.id, annotator=WHO).id == seen.id
    assert [r.id for r in notes.read().relations(key)] == [kept.id]
    assert notes.read().comments(key) == []
    notes.undo()
    assert len(notes.read().relations(key)) == 3
    assert {c.target for c in notes.read().comments(key)} == {seen.id, shown.id}


def test_what_is_gone_is_told(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    remove_annotation(notes, made.id, annotator=WHO)
    with refused(notes, "no_such_noun"):
        set_feature(notes, made.id, "tally", 2, annotator=WHO)
    with refused(notes, "no_such_noun"):
        remove_annotation(notes, made.id, annotator=WHO)


def test_a_finished_document_is_not_touched(notes: Store) -> None:
    key = only_document(notes)
    made = _tag(notes, "sighting", "A heron")
    set_assignment(notes, key, WHO, FINISHED)
    for work in (
        lambda: _tag(notes, "sighting", "stood"),
        lambda: set_feature(notes, made.id, "tally", 2, annotator=WHO),
        lambda: set_spans(notes, made.id, [(0, 3)], annotator=WHO),
        lambda: set_confidence(notes, made.id, "unsure", annotator=WHO),
        lambda: remove_annotation(notes, made.id, annotator=WHO),
    ):
        with refused(notes, "document_finished"):
            work()
    set_assignment(notes, key, WHO, IN_PROGRESS)
    _tag(notes, "sighting", "stood")


def test_what_was_imported_wrong_may_be_changed_but_not_made_worse(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    with notes.edit("annotate.feature", annotator=WHO) as edit:
        edit.put(made._replace(features={"moves": "glide", "tally": 1}))
    set_feature(notes, made.id, "tally", 2, annotator=WHO)
    with refused(notes, "rule_refused", "out of bounds"):
        set_feature(notes, made.id, "tally", 999, annotator=WHO)


def test_an_annotator_that_the_corpus_does_not_know(notes: Store) -> None:
    with no_step(notes), pytest.raises((RuleError, StoreError)):
        tag_spans(notes, only_document(notes), "sighting", [(0, 3)], annotator="nobody-here")


def test_undo_of_a_tag_that_others_built_on_takes_the_later_step_first(notes: Store) -> None:
    made = _tag(notes, "sighting", "A heron")
    set_feature(notes, made.id, "tally", 3, annotator=WHO)
    notes.undo()
    assert _kept(notes, made).features == {"tally": 1}
    notes.undo()
    assert notes.read().annotation(made.id) is None


def test_the_history_says_what_a_label_is_on(notes: Store) -> None:
    document = only_document(notes)
    first = next(iter(notes.read().segments(document)))
    tag_segments(notes, document, "habitat", [first.id], annotator=WHO)
    words = " ".join(TEXT[first.begin : first.end].split())
    said = next(iter(notes.history(limit=1))).data["quote"]
    assert said
    assert words.startswith(said.removesuffix("…"))
    tag_segments(notes, document, "diary", (), annotator=WHO)
    assert next(iter(notes.history(limit=1))).data["quote"] == notes.read().document(document).title


def test_whatever_is_done_to_an_annotation_begins_the_work_in_its_document(notes: Store) -> None:
    key, made = only_document(notes), _tag(notes, "sighting", "heron stood")
    for work in (
        lambda: set_feature(notes, made.id, "tally", 2, annotator=WHO),
        lambda: set_spans(notes, made.id, [span_of("heron")], annotator=WHO),
        lambda: set_confidence(notes, made.id, "unsure", annotator=WHO),
        lambda: remove_annotation(notes, made.id, annotator=WHO),
        lambda: _tag(notes, "sighting", "stood"),
    ):
        set_assignment(notes, key, WHO, NEW)
        work()
        assert notes.read().assignment_state(key, WHO) == IN_PROGRESS
        notes.undo(WHO)
        assert notes.read().assignment_state(key, WHO) == NEW
