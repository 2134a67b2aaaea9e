"""Tagging what lies under the caret or the selection, in each way of anchoring."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.corpus import LANGUAGE, MetadataValue, Segment
from annotator.operations.checking.check import problems_of
from annotator.operations.documents.describing import Description, describe
from annotator.operations.tagging.annotate import add_fragment, tag_here
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document, span_of
from tests.operations.steps import one_step, refused

FIRST = "A heron stood on the lower weir and struck twice."
SECOND = "Tomas heard two dippers call from the bank."


@pytest.mark.parametrize(
    ("layer", "pointed", "expected"),
    [
        ("bird", "ero", "heron"),
        ("bird", " heron stood ", "heron stood"),
        ("bird", "two dip", "two dippers"),
        ("sound", "oome", "boomed"),
        ("sound", "bittern boomed", "bittern"),
        ("phrase", "struck", FIRST),
        ("phrase", "twice. Tomas", f"{FIRST} {SECOND}"),
        ("phrase", FIRST, FIRST),
        ("watcher", "oma", "oma"),
        ("sighting", "heron stood ", "heron stood "),
    ],
)
def test_a_selection_becomes_what_the_layer_wants(
    notes: Store, layer: str, pointed: str, expected: str
) -> None:
    key = only_document(notes)
    with one_step(notes, "annotate.tag"):
        made = tag_here(notes, key, layer, *span_of(pointed), annotator=WHO)
    assert made.quote == expected
    assert made.spans == (span_of(expected),)
    found = [p for p in problems_of(notes, key) if p.severity != "incomplete"]
    assert found == []


@pytest.mark.parametrize(
    ("layer", "expected"), [("bird", "heron"), ("sound", "heron"), ("phrase", FIRST)]
)
def test_a_caret_points_at_the_word_or_the_sentence(
    notes: Store, layer: str, expected: str
) -> None:
    at = TEXT.index("ron")
    made = tag_here(notes, only_document(notes), layer, at, at, annotator=WHO)
    assert made.quote == expected


def test_a_caret_is_a_point_where_points_are_tagged(notes: Store) -> None:
    made = tag_here(notes, only_document(notes), "pause", 12, 12, annotator=WHO)
    assert made.spans == ((12, 12),)
    with refused(notes, "nothing_to_tag"):
        tag_here(notes, only_document(notes), "sighting", 12, 12, annotator=WHO)


def test_white_space_alone_is_nothing(tmp_path: Path) -> None:
    with make_notes(tmp_path / "a.corpus", text="One   two.\n\n   \n\nThree.") as notes:
        key = only_document(notes)
        for layer in ("bird", "sound"):
            with refused(notes, "nothing_to_tag"):
                tag_here(notes, key, layer, 4, 5, annotator=WHO)
            with refused(notes, "nothing_to_tag"):
                tag_here(notes, key, layer, 5, 5, annotator=WHO)
        with refused(notes, "nothing_to_tag"):
            tag_here(notes, key, "phrase", 13, 13, annotator=WHO)


def test_a_pronoun_is_parted_from_its_verb_where_the_document_is_french(tmp_path: Path) -> None:
    with make_notes(tmp_path / "a.corpus", text="Non, dit-il. Le rendez-vous, dit-il.") as notes:
        key = only_document(notes)
        assert tag_here(notes, key, "bird", 5, 8, annotator=WHO).quote == "dit-il"
        french = Description(metadata={LANGUAGE: MetadataValue(value="fr-CA")})
        describe(notes, key, french, annotator=WHO)
        made = tag_here(notes, key, "bird", 16, 22, annotator=WHO)
        assert made.quote == "rendez-vous"
        bird = tag_here(notes, key, "bird", 29, 32, annotator=WHO)
        assert bird.quote == "dit"


def test_a_fragment_is_parted_as_what_is_tagged(tmp_path: Path) -> None:
    with make_notes(tmp_path / "a.corpus", text="Peut-on venir ? Peut-on dormir ?") as notes:
        key = only_document(notes)
        french = Description(metadata={LANGUAGE: MetadataValue(value="fr")})
        describe(notes, key, french, annotator=WHO)
        made = tag_here(notes, key, "bird", 0, 4, annotator=WHO)
        joined = add_fragment(notes, made.id, (21, 23), annotator=WHO)
        assert joined.quote == "Peut … on"


def test_the_segments_that_are_touched_are_labelled(notes: Store) -> None:
    key = only_document(notes)
    ids = [s.id for s in notes.read().segments(key)]
    with one_step(notes, "annotate.tag"):
        made = tag_here(notes, key, "habitat", *span_of("bank.\nIn the"), annotator=WHO)
    assert (made.spans, made.segments) == ((), tuple(ids[1:3]))
    at = TEXT.index("weir")
    assert tag_here(notes, key, "habitat", at, at, annotator=WHO).segments == (ids[0],)


def test_a_caret_between_two_segments_labels_one_of_them(notes: Store) -> None:
    key = only_document(notes)
    first, second = notes.read().segments(key)[:2]
    with notes.edit("documents.segment", annotator=WHO) as edit:
        edit.put_segments(key, [replace(first, end=second.begin), second])
    at = second.begin
    assert tag_here(notes, key, "habitat", at, at, annotator=WHO).segments == (second.id,)


def test_where_sentences_touch_a_selected_one_takes_no_other(tmp_path: Path) -> None:
    first, second = "他说这是真的。", "我们不同意。"
    with make_notes(tmp_path / "a.corpus", text=first + second) as notes:
        key = only_document(notes)
        made = tag_here(notes, key, "phrase", 0, len(first), annotator=WHO)
        assert made.quote == first
        made = tag_here(notes, key, "phrase", len(first), len(first) + 2, annotator=WHO)
        assert made.quote == second


def test_the_innermost_segment_is_labelled(notes: Store) -> None:
    key = only_document(notes)
    segments = notes.read().segments(key)
    outer = segments[1]
    inner = Segment(id="inner", begin=outer.begin, end=outer.begin + 7, role="entry")
    with notes.edit("documents.segment", annotator=WHO) as edit:
        edit.put_segments(key, [*segments, replace(inner, parent=outer.id)])
    at = outer.begin + 3
    assert tag_here(notes, key, "habitat", at, at, annotator=WHO).segments == ("inner",)
    assert tag_here(notes, key, "habitat", at, at + 1, annotator=WHO).segments == ("inner",)
    at = outer.end - 3
    assert tag_here(notes, key, "habitat", at, at, annotator=WHO).segments == (outer.id,)


def test_a_document_without_segments_has_none_to_label(notes: Store) -> None:
    key = only_document(notes)
    with notes.edit("documents.segment", annotator=WHO) as edit:
        edit.put_segments(key, [])
    with refused(notes, "nothing_to_tag"):
        tag_here(notes, key, "habitat", 3, 5, annotator=WHO)


def test_the_document_is_labelled_wherever_the_caret_stands(notes: Store) -> None:
    key = only_document(notes)
    with one_step(notes, "annotate.tag"):
        made = tag_here(notes, key, "diary", 3, 9, annotator=WHO, features={"mood": "calm"})
    assert (made.spans, made.segments, made.features) == ((), (), {"mood": "calm"})
