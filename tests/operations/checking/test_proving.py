"""Quotes are proved when a document is opened: moved for certain, or told, never passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.review import Comment
from annotator.model.span import Span, spans_of
from annotator.operations.checking.check import check, facts_of_document
from annotator.operations.checking.proving import Proof, placed_anew, prove_document, unproved
from annotator.operations.comments.comments import add_comment
from annotator.operations.exporting.exporting import export
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.tagging.annotate import tag_segments, tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, only_document, span_of
from tests.operations.steps import no_step, one_step


def prove(store: Store) -> Proof:
    """Prove the only document as it is opened."""
    key = only_document(store)
    facts = facts_of_document(store, key)
    return prove_document(store, facts, store.read().comments(key), annotator=WHO)


def put(store: Store, noun: Annotation | Comment) -> None:
    """Write a noun as a faulty program would: nothing is checked."""
    with store.edit("annotate.spans", annotator=WHO) as edit:
        edit.put(noun)


@pytest.fixture
def heron(notes: Store) -> Annotation:
    """An annotation of the only heron."""
    key = only_document(notes)
    tag_segments(notes, key, "diary", (), annotator=WHO)
    return tag_spans(notes, key, "bird", [span_of("heron")], annotator=WHO)


def test_what_is_right_is_left_alone(notes: Store, heron: Annotation) -> None:
    key = only_document(notes)
    at = TEXT.index("stood")
    tag_spans(notes, key, "pause", [(at, at)], annotator=WHO)
    tag_spans(notes, key, "sighting", [span_of("stood"), span_of("twice")], annotator=WHO)
    with no_step(notes):
        assert prove(notes) == Proof()


def test_what_stands_elsewhere_is_moved_there(notes: Store, heron: Annotation) -> None:
    put(notes, heron._replace(spans=(Span(3, 8),)))
    with one_step(notes, "documents.prove"):
        proof = prove(notes)
    ((moved,), missing) = proof.moved, proof.missing
    assert (moved.annotation, moved.quote, (moved.begin, moved.end)) == (
        heron.id,
        "heron",
        span_of("heron"),
    )
    assert missing == ()
    assert notes.read().annotation(heron.id) == heron
    assert not [p for p in check(notes).errors if p.code == "quote_mismatch"]
    with no_step(notes):
        assert prove(notes) == Proof()


@pytest.mark.parametrize("spans", [((5000, 5005),), ((190, 195),), ((0, 1),)])
def test_offsets_past_the_end_are_found_again(
    notes: Store, heron: Annotation, spans: tuple[tuple[int, int], ...]
) -> None:
    put(notes, heron._replace(spans=spans_of(spans)))
    assert [m.annotation for m in prove(notes).moved] == [heron.id]
    assert notes.read().annotation(heron.id) == heron


def test_every_fragment_is_found_again(notes: Store) -> None:
    key = only_document(notes)
    spans = [span_of("A heron"), span_of("twice")]
    made = tag_spans(notes, key, "sighting", spans, annotator=WHO, features={"moves": "rest"})
    shifted = tuple(Span(b + 2, e + 2) for b, e in made.spans)
    put(notes, made._replace(spans=shifted))
    assert len(prove(notes).moved) == 1
    assert notes.read().annotation(made.id) == made


def test_comments_on_bare_text_are_proved_too(notes: Store) -> None:
    key = only_document(notes)
    made = add_comment(notes, document=key, anchor="spans", spans=[span_of("reeds")], text="?",
                       language="en", annotator=WHO)  # fmt: skip
    put(notes, replace(made, spans=(Span(0, 5),)))
    assert [m.annotation for m in prove(notes).moved] == [made.id]
    assert notes.read().comments(key) == [made]


def test_what_is_nowhere_is_told_and_left(notes: Store, heron: Annotation) -> None:
    wrong = heron._replace(quote="a kingfisher")
    put(notes, wrong)
    with no_step(notes):
        assert prove(notes) == Proof(missing=(heron.id,))
    assert [p.code for p in check(notes).errors] == ["quote_mismatch"]
    assert notes.read().annotation(heron.id) == wrong


def test_a_corpus_open_for_reading_is_only_looked_at(notes: Store, heron: Annotation) -> None:
    put(notes, heron._replace(spans=(Span(3, 8),)))
    path = notes.path
    notes.close()
    with open_corpus(path, read_only=True) as store:
        assert prove(store) == Proof(missing=(heron.id,))


def test_a_wrong_quote_does_not_leave_by_export(
    notes: Store, heron: Annotation, tmp_path: Path
) -> None:
    put(notes, heron._replace(spans=(Span(3, 8),)))
    for name in ("jsonl", "tei", "flat"):
        target = tmp_path / f"out.{name}"
        with pytest.raises(Exception, match="read back"):
            export(notes, target, name)
        assert not target.exists()


def test_what_is_not_certain_is_not_placed() -> None:
    text = "a heron, a bittern, and nothing else"
    one = spans_of([(30, 35)])
    assert placed_anew("heron", one, text) == spans_of([(2, 7)])
    assert placed_anew("egret", one, text) is None
    assert placed_anew("", spans_of([(3, 3)]), text) is None
    two = spans_of([(0, 1), (30, 35)])
    assert placed_anew("heron", two, text) is None
    assert placed_anew("heron … heron", two, text) is None
    assert placed_anew("heron … bittern", two, text) == spans_of([(2, 7), (11, 18)])


def test_points_are_proved_by_being_inside() -> None:
    inside = Annotation("a", "d", "pause", WHO, (Span(3, 3),))
    assert list(unproved("heron", [inside])) == []
    assert list(unproved("he", [inside])) == [inside]
