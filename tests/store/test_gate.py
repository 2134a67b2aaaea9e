"""Through the gate goes one edit at a time, of one thread, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.change import ChangeSet
from annotator.model.errors import StoreError
from annotator.model.span import Span
from annotator.store.store import Store
from annotator.store.writing.edit import Edit
from tests.operations.field_notes import WHO, make_notes
from tests.samples import dump


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open corpus with one document."""
    with make_notes(tmp_path / "notes.corpus") as made:
        yield made


def _annotation(store: Store, key: str = "new") -> Annotation:
    document = store.read().first_document()
    assert document is not None
    text = store.read().text(document)
    layer = store.scheme.layers[0].id
    return Annotation(key, document, layer, WHO, (Span(0, 7),), text[:7])


def _fail_after(store: Store, edit: Edit, key: str) -> None:
    edit.put(_annotation(store, key))
    raise ValueError("odd")


def _edit_that_fails(store: Store) -> None:
    with store.edit("annotate.tag", annotator=WHO) as edit:
        _fail_after(store, edit, "new")


def _part_that_fails(store: Store, edit: Edit) -> None:
    with edit.savepoint():
        _fail_after(store, edit, "gone")


def test_an_edit_that_fails_leaves_no_row_no_step_and_no_news(store: Store) -> None:
    before, steps, told = dump(store), store.history(), []
    store.subscribe(told.append)
    with pytest.raises(ValueError, match="odd"):
        _edit_that_fails(store)
    assert (dump(store), store.history(), told) == (before, steps, [])
    with store.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(_annotation(store))
    assert len(store.history()) == len(steps) + 1


def test_an_edit_that_changes_nothing_is_no_step(store: Store) -> None:
    with store.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(_annotation(store))
    steps, commits, told = store.history(), store.commits(), []
    store.subscribe(told.append)
    with store.edit("annotate.tag", annotator=WHO) as edit:
        edit.put(_annotation(store))
    assert (store.history(), store.commits(), told) == (steps, commits, [])


def test_no_edit_is_opened_inside_another_one(store: Store) -> None:
    with (
        store.edit("annotate.tag", annotator=WHO) as edit,
        pytest.raises(StoreError) as caught,
        store.edit("annotate.tag", annotator=WHO),
    ):
        edit.put(_annotation(store))
    assert caught.value.code == "store_failed"


def test_another_thread_writes_once_it_has_taken_over(store: Store) -> None:
    made = _annotation(store)
    told: list[ChangeSet] = []
    refused: list[str] = []
    store.subscribe(told.append)

    def write() -> None:
        try:
            store.undo()
        except StoreError as error:
            refused.append(error.code)
        store.take_over()
        with store.edit("annotate.tag", annotator=WHO) as edit:
            edit.put(made)

    other = threading.Thread(target=write)
    other.start()
    other.join()
    assert (refused, told) == (["busy"], [])
    store.take_over()
    store.tell_kept()
    assert [c.kind for c in told] == ["annotate.tag"]
    assert store.read().annotation(made.id) == made


def test_what_is_only_read_is_not_written(store: Store) -> None:
    path = store.path
    store.close()
    with Store.open(path, read_only=True) as reading:
        assert reading.fault() is None
        for write in (reading.undo, lambda: reading.set_tallies({})):
            with pytest.raises(StoreError) as caught:
                write()
            assert caught.value.code == "read_only"


def test_a_savepoint_takes_back_its_own_part_only(store: Store) -> None:
    document = store.read().first_document()
    assert document is not None
    with store.edit("annotate.tag", annotator=WHO, bulk=True) as edit:
        edit.put(_annotation(store, "kept"))
        with pytest.raises(ValueError, match="odd"):
            _part_that_fails(store, edit)
        edit.put(_annotation(store, "after"))
    found = {a.id for a in store.read().annotations(document)}
    assert {"kept", "after"} <= found
    assert "gone" not in found
    store.undo()
    assert not {"kept", "after"} & {a.id for a in store.read().annotations(document)}


def test_the_step_of_an_edit_that_is_still_open_is_nobodys_to_see(store: Store) -> None:
    with store.edit("annotations.tag", annotator=WHO) as edit:
        edit.put(_annotation(store, "first"))
    before = store.undo_step(WHO), store.redo_step(WHO), store.history()
    with store.edit("packages.merge", annotator=None):
        assert (store.undo_step(WHO), store.redo_step(WHO), store.history()) == before
    assert (store.undo_step(WHO), store.redo_step(WHO), store.history()) == before
