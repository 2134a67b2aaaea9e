"""A correction among the work of others: offsets never come back on another text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.operations.comments.comments import add_comment
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import (
    remove_annotation,
    set_feature,
    tag_segments,
    tag_spans,
)
from annotator.store.store import Store
from tests.operations.corrected import OTHER, correct, full_dump, put_work
from tests.operations.field_notes import TEXT, WHO, only_document


@pytest.fixture
def worked(notes: Store) -> Store:
    """Field notes with work of two annotators on every kind of anchor."""
    put_work(notes)
    return notes


def _tag_by_other(store: Store) -> object:
    return tag_segments(store, only_document(store), "diary", (), annotator=OTHER)


def _span_by_other(store: Store) -> object:
    key = only_document(store)
    begin = store.read().text(key).index("Ada")
    return tag_spans(store, key, "watcher", [(begin, begin + 3)], annotator=OTHER)


def _comment_by_other(store: Store) -> object:
    return add_comment(store, document=only_document(store), anchor="spans", spans=[(0, 3)],
                       text="?", language="en", annotator=OTHER)  # fmt: skip


def _removal_by_other(store: Store) -> object:
    found = store.read().annotations(only_document(store), annotator=OTHER)
    kept = next(a for a in found if a.layer == "habitat")
    return remove_annotation(store, kept.id, annotator=OTHER)


@pytest.mark.parametrize(
    "work", [_tag_by_other, _span_by_other, _comment_by_other, _removal_by_other]
)
def test_a_correction_that_others_built_on_is_not_taken_back(
    worked: Store, work: Callable[[Store], object]
) -> None:
    correct(worked, "the bank.", "the banks.")
    work(worked)
    before = full_dump(worked)
    with pytest.raises(StoreError) as caught:
        worked.undo(WHO)
    assert caught.value.code == "step_built_on"
    assert OTHER in str(caught.value)
    assert full_dump(worked) == before
    worked.undo(OTHER)
    worked.undo(WHO)
    assert worked.read().text(only_document(worked)) == TEXT


def test_work_on_an_older_text_is_not_taken_back_under_a_correction(worked: Store) -> None:
    key = only_document(worked)
    mine = next(a for a in worked.read().annotations(key, annotator=OTHER) if a.layer == "bird")
    set_feature(worked, mine.id, "plumage", "young", annotator=OTHER)
    remove_annotation(worked, mine.id, annotator=OTHER)
    correct(worked, "the bank.", "the banks.")
    before = full_dump(worked)
    with pytest.raises(StoreError) as caught:
        worked.undo(OTHER)
    assert caught.value.code == "step_built_on"
    assert full_dump(worked) == before
    worked.undo(WHO)
    worked.undo(OTHER)
    assert worked.read().annotation(mine.id) is not None


def test_work_on_another_document_does_not_stand_in_the_way(worked: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another morning, no bird.", encoding="utf-8")
    import_files(worked, [other], annotator=OTHER)
    correct(worked, "the bank.", "the banks.")
    key = worked.read().document_id("other")
    assert key is not None
    tag_spans(worked, key, "sighting", [(0, 7)], annotator=OTHER, features={"moves": "rest"})
    worked.undo(WHO)
    assert worked.read().text(only_document(worked)) == TEXT
