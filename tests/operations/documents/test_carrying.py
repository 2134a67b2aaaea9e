"""What becomes of points, fragments, segments and tokens when their text is corrected."""

from __future__ import annotations

import pytest

from annotator.model.corpus import Segment, Tokens
from annotator.model.span import Span
from annotator.operations.tagging.annotate import (
    tag_spans,
)
from annotator.store.store import Store
from tests.operations.corrected import OTHER, correct, is_proved, put_work
from tests.operations.field_notes import TEXT, WHO, only_document, span_of
from tests.operations.steps import one_step


@pytest.fixture
def worked(notes: Store) -> Store:
    """Field notes with work of two annotators on every kind of anchor."""
    put_work(notes)
    return notes


def test_a_fragment_that_is_gone_leaves_the_others(worked: Store) -> None:
    done = correct(worked, " and struck twice", "")
    touched = [(t.layer, t.before, t.after) for t in done.touched]
    assert touched == [("sighting", "A heron stood … struck twice", "A heron stood")]
    assert done.lost == ()
    assert is_proved(worked)


def test_fragments_that_meet_are_joined(notes: Store) -> None:
    key, (begin, end) = only_document(notes), span_of("heron")
    spans = [(begin, begin + 3), (begin + 3, end)]
    tag_spans(notes, key, "sighting", spans, annotator=WHO, features={"moves": "rest"})
    done = correct(notes, "heron", "herons")
    assert [(t.before, t.after) for t in done.touched] == [("her … on", "herons")]
    assert is_proved(notes)


def test_points_stay_and_are_touched_when_nothing_around_them_is_left(notes: Store) -> None:
    key = only_document(notes)
    at = TEXT.index("twice")
    tag_spans(notes, key, "pause", [(at, at)], annotator=WHO)
    done = correct(notes, "A heron", "The heron")
    assert (done.touched, done.moved) == ((), 1)
    (point,) = notes.read().annotations(key)
    assert point.spans == (Span(at + 2, at + 2),)
    done = correct(notes, "The heron stood on the lower weir and struck twice. Tomas", "Tomas")
    assert [t.kind for t in done.touched] == ["annotation"]
    (point,) = notes.read().annotations(key)
    assert point.spans[0].begin == point.spans[0].end
    assert notes.read().text(key)[point.spans[0].begin :].startswith("Tomas")


def test_a_segment_that_is_gone_goes_from_what_was_on_it(worked: Store) -> None:
    key = only_document(worked)
    third = worked.read().segments(key)[2]
    with one_step(worked, "documents.correct"):
        done = correct(worked, TEXT[third.begin - 1 : third.end], "")
    kinds = [x.kind for x in done.lost]
    assert kinds.count("segment") == 1
    habitats = [a for a in worked.read().annotations(key) if a.layer == "habitat"]
    assert [len(a.segments) for a in habitats] == [1]
    assert next(x for x in done.lost if x.annotator == OTHER and x.kind == "annotation")
    assert worked.read().revisions(key)[0].lost["segments"][0]["id"] == third.id
    assert is_proved(worked)


def test_a_new_paragraph_gets_a_segment_where_all_had_one(worked: Store) -> None:
    key = only_document(worked)
    before = worked.read().segments(key)
    correct(worked, "\nIn the reeds", "\nAn otter passed below the weir.\nIn the reeds")
    after = worked.read().segments(key)
    new = [s for s in after if s.id not in {x.id for x in before}]
    text = worked.read().text(key)
    assert [text[s.begin : s.end] for s in new] == ["An otter passed below the weir."]
    assert [s.begin for s in after] == sorted(s.begin for s in after)
    assert new[0].annotate
    assert is_proved(worked)


def test_segments_keep_their_parents_keys_and_twins(notes: Store) -> None:
    key = only_document(notes)
    lines = notes.read().segments(key)
    (first, second, third) = [(s.begin, s.end) for s in lines]
    made = [
        Segment(id="all", begin=first[0], end=third[1], role="entry"),
        Segment(id="a", begin=first[0], end=first[1], role="title", parent="all"),
        Segment(id="b", begin=second[0], end=second[1], role="entry", parent="all",
                keys={"speaker": "Ines"}),
        Segment(id="b1", begin=second[0], end=second[0] + 7, role="entry", parent="b"),
        Segment(id="c", begin=third[0], end=third[1], role="margin", parent="all",
                duplicate_of="b", annotate=False),
    ]  # fmt: skip
    with notes.edit("documents.segment", annotator=WHO) as edit:
        edit.put_segments(key, made)
    with one_step(notes, "documents.correct"):
        correct(notes, "Morning", "Early morning")
    moved = notes.read().segments(key)
    assert [s.id for s in moved] == ["all", "a", "b", "b1", "c"]
    assert (moved[0].begin, moved[0].end) == (0, len(TEXT) + 6)
    assert (moved[2].keys, moved[2].begin) == ({"speaker": "Ines"}, second[0] + 6)
    correct(notes, TEXT[second[0] : second[1] + 1], "")
    left = notes.read().segments(key)
    assert [(s.id, s.parent, s.duplicate_of) for s in left] == [
        ("all", None, None),
        ("a", "all", None),
        ("c", "all", None),
    ]
    assert is_proved(notes)


def test_tokens_are_carried_while_none_comes_or_goes(notes: Store) -> None:
    key = only_document(notes)
    words = [(m, m + len(w)) for w in TEXT.split() for m in (TEXT.index(w),) if TEXT.count(w) == 1]
    spans = tuple(Span(b, e) for b, e in sorted(words))
    tokens = Tokens(
        tokenizer="words/1",
        spans=spans,
        sentences=(Span(0, 19), Span(20, len(TEXT))),
        columns={"lemma": tuple(TEXT[b:e].lower() for b, e in spans)},
    )
    with notes.edit("documents.tokens", annotator=WHO) as edit:
        edit.put_tokens(key, tokens)
    done = correct(notes, "Morning", "Mornings")
    carried = notes.read().tokens(key)
    assert done.lost == ()
    assert carried is not None
    text = notes.read().text(key)
    assert text[slice(*carried.spans[0])] == "Mornings"
    assert [text[b:e] for b, e in carried.spans[1:]] == [TEXT[b:e] for b, e in spans[1:]]
    assert carried.columns["lemma"] == (None, *tokens.columns["lemma"][1:])
    with one_step(notes, "documents.correct"):
        done = correct(notes, "Mornings", "Bright mornings")
    assert [(x.kind, x.id) for x in done.lost] == [("tokens", "words/1")]
    assert notes.read().tokens(key) is None
    assert notes.read().revisions(key)[1].lost["tokens"]["tokenizer"] == "words/1"
