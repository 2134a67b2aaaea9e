"""Segments are given keys, made, split, joined and taken away; what is on them goes along."""

from __future__ import annotations

import pytest

from annotator.model.corpus import Segment
from annotator.operations.checking.check import check
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.segments import (
    add_segment,
    join_segments,
    remove_segment,
    set_segment_key,
    set_segment_role,
    split_segment,
)
from annotator.operations.tagging.annotate import tag_segments, tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused

STEP = "documents.segment"


def segments(store: Store) -> dict[str, Segment]:
    """Return the segments of the only document by id."""
    return {s.id: s for s in store.read().segments(only_document(store))}


def quotes(store: Store) -> dict[str, str]:
    """Return the text of each segment."""
    return {key: TEXT[s.begin : s.end] for key, s in segments(store).items()}


@pytest.fixture
def whole(notes: Store) -> Store:
    """Field notes with an annotation on the second segment and one on all of them."""
    key, parts = only_document(notes), list(segments(notes))
    tag_segments(notes, key, "habitat", parts[1:2], annotator=WHO)
    tag_segments(notes, key, "habitat", parts, annotator=WHO)
    return notes


def on(store: Store) -> list[tuple[str, ...]]:
    """Return what the annotations of segments are on, the shortest first."""
    found = store.read().annotations(only_document(store))
    return sorted((a.segments for a in found if a.segments), key=len)


def test_a_segment_gets_a_speaker_and_loses_it(notes: Store) -> None:
    key, (first, *_) = only_document(notes), list(segments(notes))
    with one_step(notes, STEP):
        set_segment_key(notes, key, first, "speaker", "Ines", annotator=WHO)
    with one_step(notes, STEP):
        set_segment_key(notes, key, first, "turn", 3, annotator=WHO)
    assert segments(notes)[first].keys == {"speaker": "Ines", "turn": 3}
    with no_step(notes):
        set_segment_key(notes, key, first, "turn", 3, annotator=WHO)
    with one_step(notes, STEP):
        set_segment_key(notes, key, first, "speaker", None, annotator=WHO)
    assert segments(notes)[first].keys == {"turn": 3}
    with refused(notes, "segment_key"):
        set_segment_key(notes, key, first, "turn", ["no", "list"], annotator=WHO)
    with refused(notes, "no_such_noun"):
        set_segment_key(notes, key, "nowhere", "turn", 3, annotator=WHO)


def test_a_segment_is_made_within_the_smallest_one_around_it(notes: Store) -> None:
    key, (_, second, _) = only_document(notes), list(segments(notes))
    begin, end = span_of("Tomas heard two dippers call from the bank.")
    with one_step(notes, STEP):
        made = add_segment(notes, key, begin, end, "entry", keys={"speaker": "Tomas"},
                           annotator=WHO)  # fmt: skip
    assert (made.parent, made.annotate, made.keys) == (second, True, {"speaker": "Tomas"})
    inner = add_segment(notes, key, begin, begin + 5, "entry", annotator=WHO)
    assert inner.parent == made.id
    line = segments(notes)[second]
    outer = add_segment(notes, key, line.begin, line.end, "entry", annotator=WHO)
    assert outer.parent == second
    assert segments(notes)[made.id].parent == outer.id
    assert not [p for p in check(notes).errors if p.code.startswith("segment")]


def test_a_segment_crosses_none_and_is_in_the_text(notes: Store) -> None:
    key = only_document(notes)
    with refused(notes, "segment_crosses"):
        add_segment(notes, key, 5, 40, "entry", annotator=WHO)
    for begin, end in ((5, 5), (-1, 3), (10, len(TEXT) + 1), (9, 3)):
        with refused(notes, "segment_outside"):
            add_segment(notes, key, begin, end, "entry", annotator=WHO)
    with refused(notes, "no_such_role"):
        add_segment(notes, key, 0, 3, "chorus", annotator=WHO)


def test_work_is_not_closed_in(notes: Store) -> None:
    key = only_document(notes)
    tag_spans(notes, key, "sighting", [span_of("heron")], annotator=WHO, features={"moves": "rest"})
    begin, end = span_of("A heron stood")
    with refused(notes, "segment_has_work"):
        add_segment(notes, key, begin, end, "margin", annotator=WHO)
    first, second, _ = segments(notes)
    set_segment_role(notes, key, first, "margin", annotator=WHO)
    with refused(notes, "segment_has_work"):
        join_segments(notes, key, first, second, annotator=WHO)


def test_a_segment_is_split_and_joined_again(whole: Store) -> None:
    key, (first, second, third) = only_document(whole), list(segments(whole))
    before = quotes(whole)
    at = TEXT.index("Tomas heard")
    inner = add_segment(whole, key, *span_of("two dippers"), "entry", annotator=WHO)
    with one_step(whole, STEP):
        new = split_segment(whole, key, second, at, annotator=WHO)
    assert TEXT[new.begin : new.end].startswith("Tomas heard")
    assert segments(whole)[inner.id].parent == new.id
    assert on(whole) == [(second, new.id), (first, second, new.id, third)]
    with one_step(whole, STEP):
        join_segments(whole, key, second, new.id, annotator=WHO)
    assert segments(whole)[inner.id].parent == second
    remove_segment(whole, key, inner.id, annotator=WHO)
    assert quotes(whole) == before
    assert on(whole) == [(second,), (first, second, third)]
    assert not [p for p in check(whole).errors if p.code.startswith(("segment", "unknown_seg"))]


def test_a_segment_is_split_inside_it_and_not_inside_another(notes: Store) -> None:
    key, (first, second, third) = only_document(notes), list(segments(notes))
    add_segment(notes, key, *span_of("two dippers"), "entry", annotator=WHO)
    with refused(notes, "segment_crosses"):
        split_segment(notes, key, second, TEXT.index("dippers"), annotator=WHO)
    for offset in (segments(notes)[second].begin, segments(notes)[second].end, 0):
        with refused(notes, "segment_outside"):
            split_segment(notes, key, second, offset, annotator=WHO)
    for one, other in ((first, third), (second, first)):
        with refused(notes, "segments_apart"):
            join_segments(notes, key, one, other, annotator=WHO)


def test_a_segment_is_taken_away_unless_work_is_on_it_alone(whole: Store) -> None:
    key, (first, second, third) = only_document(whole), list(segments(whole))
    with refused(whole, "segment_has_work"):
        remove_segment(whole, key, second, annotator=WHO)
    child = add_segment(whole, key, *span_of("In the reeds"), "entry", annotator=WHO)
    with one_step(whole, STEP):
        remove_segment(whole, key, third, annotator=WHO)
    assert segments(whole)[child.id].parent is None
    assert on(whole) == [(second,), (first, second)]


def test_a_finished_document_keeps_its_segments(notes: Store) -> None:
    key, (first, second, _) = only_document(notes), list(segments(notes))
    set_assignment(notes, key, WHO, "finished")
    with refused(notes, "document_finished"):
        join_segments(notes, key, first, second, annotator=WHO)
    with refused(notes, "document_finished"):
        set_segment_key(notes, key, first, "speaker", "Ines", annotator=WHO)
