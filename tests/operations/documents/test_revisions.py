"""Corrections of a text: what becomes of all that stands on it, and undo byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.review import Assignment
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.revisions import (
    correct_stretch,
    correct_text,
    preview_correction,
)
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import open_corpus
from annotator.operations.tagging.annotate import (
    tag_spans,
)
from annotator.store.store import Store
from tests.operations.corrected import OTHER, correct, full_dump, is_proved, put_work
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


@pytest.fixture
def worked(notes: Store) -> Store:
    """Field notes with work of two annotators on every kind of anchor."""
    put_work(notes)
    return notes


def test_a_letter_is_mended_and_everything_else_stays_where_it_was(worked: Store) -> None:
    before = worked.read().bundle(only_document(worked))
    with one_step(worked, "documents.correct"):
        done = correct(worked, "the bank.", "the banks.")
    after = worked.read().bundle(only_document(worked))
    assert (done.touched, done.lost) == ((), ())
    assert done.kept + done.moved == len(before.annotations) == len(after.annotations)
    assert [a.quote for a in after.annotations] == [a.quote for a in before.annotations]
    assert after.document.revision == 2
    (old,) = after.revisions
    assert (old.number, old.text, old.sha256) == (1, TEXT, before.document.sha256)
    assert (old.reason, dict(old.lost)) == ("A slip.", {})
    assert [s.role for s in after.segments] == [s.role for s in before.segments]
    assert len(after.comments) == len(before.comments)
    assert is_proved(worked)


def test_what_is_touched_is_listed_with_both_quotes(worked: Store) -> None:
    with one_step(worked, "documents.correct"):
        done = correct(worked, "heron", "grey heron's mate")
    assert done.lost == ()
    assert sorted((t.layer, t.before, t.after) for t in done.touched) == [
        ("bird", "heron", "heron's"),
        ("bird", "heron", "heron's"),
        ("sighting", "A heron stood … struck twice", "A grey heron's mate stood … struck twice"),
    ]
    assert {t.annotator for t in done.touched} == {WHO, OTHER}
    text = done.document.text
    assert all(text[t.begin : t.end].startswith(("heron's", "A grey")) for t in done.touched)
    (sentence,) = [s for s in worked.history(limit=1)]
    assert sentence.data["touched"] == 3
    assert is_proved(worked)


def test_what_is_lost_is_kept_with_the_old_text_and_said(worked: Store) -> None:
    before = worked.read().bundle(only_document(worked))
    gone = "In the reeds a bittern boomed, Tomas says that Ada heard it first."
    with one_step(worked, "documents.correct"):
        done = correct(worked, gone, "")
    after = worked.read().bundle(only_document(worked))
    lost = sorted((x.kind, x.layer) for x in done.lost if x.layer)
    assert lost == [
        ("annotation", "bird"),
        ("annotation", "sighting"),
        ("annotation", "watcher"),
        ("relation", "told_by"),
    ]
    assert sum(x.kind == "comment" for x in done.lost) == 2
    (old,) = after.revisions
    assert {kind: len(old.lost[kind]) for kind in old.lost} == {
        "annotations": 3,
        "relations": 1,
        "comments": 2,
    }
    for data in old.lost["annotations"]:
        (span,) = data["spans"]
        assert old.text[slice(*span)] == data["quote"]
    assert len(after.annotations) == len(before.annotations) - 3
    said = next(c for c in after.comments if c.annotator == WHO)
    assert (said.anchor, said.kind) == ("document", "comment")
    assert "a bittern boomed" in said.texts["en"]
    assert "a bittern boomed" in said.texts["bg"]
    assert is_proved(worked)
    worked.undo()
    assert worked.read().bundle(only_document(worked)) == before


def test_search_and_digests_follow_and_undo_is_exact(worked: Store) -> None:
    before = full_dump(worked)
    correct(worked, "heron", "egret")
    after = full_dump(worked)
    number = worked.read().number_of("document", only_document(worked))
    assert before["search"][:2] == [[(number,)], []]
    assert after["search"][:2] == [[], [(number,)]]
    worked.undo()
    assert full_dump(worked) == before
    worked.redo()
    assert full_dump(worked) == after
    assert list(worked.damage()) == []


def test_corrections_follow_each_other_and_are_taken_back_one_by_one(worked: Store) -> None:
    dumps = [full_dump(worked)]
    for old, new in (("heron", "egret"), ("egret", "great egret"), ("Tomas", "Toma")):
        correct(worked, old, new)
        dumps.append(full_dump(worked))
    key = only_document(worked)
    assert [r.number for r in worked.read().revisions(key)] == [1, 2, 3]
    assert worked.read().document(key).revision == 4
    for expected in reversed(dumps[:-1]):
        worked.undo()
        assert full_dump(worked) == expected
    for expected in dumps[1:]:
        worked.redo()
        assert full_dump(worked) == expected


def test_the_same_text_is_no_correction_however_it_was_saved(worked: Store) -> None:
    key = only_document(worked)
    for text in (
        TEXT,
        TEXT + "\n",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r\n") + "\r\n",
    ):
        with no_step(worked):
            done = correct_text(worked, key, text, annotator=WHO)
        assert not done.is_new
        assert done.kept == len(worked.read().annotations(key))


def test_what_cannot_be_a_correction_is_refused(worked: Store, tmp_path: Path) -> None:
    key = only_document(worked)
    other = tmp_path / "other.txt"
    other.write_text("Another morning, no bird.", encoding="utf-8")
    import_files(worked, [other])
    with refused(worked, "correction_empty"):
        correct_text(worked, key, "  \n ", annotator=WHO)
    with refused(worked, "correction_known", "other"):
        correct_text(worked, key, "Another morning, no bird.", annotator=WHO)
    set_assignment(worked, key, WHO, "finished")
    with refused(worked, "document_finished"):
        correct_text(worked, key, TEXT.replace("heron", "egret"), annotator=WHO)


def test_controls_in_a_corrected_text_are_settled(notes: Store) -> None:
    done = correct(notes, "heron", "he\x00ron\x0b")
    assert "he\ufffdron\n" in done.document.text


def test_a_preview_changes_nothing_and_says_the_same(worked: Store) -> None:
    key = only_document(worked)
    text = TEXT.replace("a bittern boomed, ", "")
    with no_step(worked):
        told = preview_correction(worked, key, text)
        assert not preview_correction(worked, key, TEXT).is_new
    done = correct_text(worked, key, text, annotator=WHO)
    assert (told.kept, told.moved, told.touched, told.lost) == (
        done.kept,
        done.moved,
        done.touched,
        done.lost,
    )


def test_a_stretch_is_corrected_in_its_place(worked: Store) -> None:
    key = only_document(worked)
    begin, end = span_of("two dippers")
    done = correct_stretch(worked, key, begin, end, "three dippers", annotator=WHO)
    assert done.document.text == TEXT.replace("two dippers", "three dippers")
    with pytest.raises(ValueError, match="outside"):
        correct_stretch(worked, key, 5, 9999, "x", annotator=WHO)


# Out and in again --------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "suffix"), [("jsonl", ".jsonl"), ("tei", ".xml")])
def test_revisions_and_what_they_hold_go_out_and_come_back(
    worked: Store, tmp_path: Path, format: str, suffix: str
) -> None:
    correct(worked, "In the reeds a bittern boomed, Tomas says that Ada heard it first.", "")
    target = tmp_path / f"out{suffix}"
    export(worked, target, format)
    with make_notes(tmp_path / "again.corpus", text="Elsewhere.", name="else") as again:
        assert import_files(again, [target]).refused == ()
        key = only_document(worked)
        assert again.read().bundle(key).revisions == worked.read().bundle(key).revisions
        assert again.read().bundle(key).document.revision == 2


# Any correction ----------------------------------------------------------------------------------

PARTS = ["A heron ", "stood", "\n", "the weir", " 🐦", "е́", " ", "Ada ", "e\u0301", "\r\n", "."]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_correction_leaves_true_anchors_and_undo_is_exact(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join)
    text = data.draw(texts.filter(lambda t: t.strip()))
    path = tmp_path_factory.mktemp("any") / "any.corpus"
    with make_notes(path, text=text) as store:
        key = only_document(store)
        size = len(store.read().text(key))
        with store.edit("documents.segment", annotator=WHO) as edit:
            edit.put_segments(key, [replace(s, annotate=True) for s in store.read().segments(key)])
        for _ in range(data.draw(st.integers(0, 6))):
            edges = data.draw(st.sets(st.integers(0, size), min_size=2, max_size=6).map(sorted))
            spans = list(zip(edges[::2], edges[1::2], strict=False))
            tag_spans(store, key, "sighting", spans, annotator=WHO, features={"moves": "rest"})
        _point(store, key, data.draw(st.integers(0, size)))
        before, count = full_dump(store), len(store.read().annotations(key))
        new = data.draw(texts.filter(lambda t: t.strip()))
        done = correct_text(store, key, new, annotator=WHO)
        if not done.is_new:
            return
        gone = [x for x in done.lost if x.kind == "annotation"]
        after = store.read().annotations(key)
        assert len(after) + len(gone) == count
        assert done.kept + done.moved + sum(t.kind == "annotation" for t in done.touched) == len(
            after
        )
        is_proved(store)
        store.undo()
        assert full_dump(store) == before


def _point(store: Store, key: str, at: int) -> None:
    tag_spans(store, key, "pause", [(at, at)], annotator=WHO)


def test_a_correction_survives_a_restart(worked: Store) -> None:
    before = full_dump(worked)
    correct(worked, "heron", "egret")
    after = full_dump(worked)
    path = worked.path
    worked.close()
    with open_corpus(path) as store:
        assert full_dump(store) == after
        store.undo()
        assert full_dump(store) == before


def test_people_who_have_a_document_keep_it(worked: Store) -> None:
    correct(worked, "heron", "egret")
    key = only_document(worked)
    found: Sequence[Assignment] = [a for a in worked.read().assignments() if a.document == key]
    assert [(a.annotator, a.state) for a in found] == [(OTHER, "in_progress")]
