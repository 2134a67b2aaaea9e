"""The history notes which rows of an edit are new, and how the others were before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.store.store import Store
from annotator.store.writing.edit import Edit
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document
from tests.samples import dump

Noted = list[tuple[str, str, int, int]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open corpus with one document; each test leaves it as it was."""
    with make_notes(tmp_path_factory.mktemp("notes") / "notes.corpus") as made:
        yield made


def _annotation(store: Store, key: str, begin: int = 0) -> Annotation:
    layer, span = store.scheme.layers[0].id, Span(begin, begin + 4)
    return Annotation(key, only_document(store), layer, WHO, (span,), TEXT[begin : begin + 4])


def _noted(store: Store) -> Noted:
    """Return what the history notes of the last step, in the order in which it did."""
    rows = store.read().connection.execute(
        "SELECT noun, action, first, last FROM change "
        "WHERE step = (SELECT max(number) FROM step) ORDER BY id"
    )
    return [tuple(row) for row in rows]


def _put(store: Store, *keys: str, begin: int = 0, bulk: bool = False) -> int:
    """Put annotations as one step; return the number of the row of the first."""
    with store.edit("annotate.tag", annotator=WHO, bulk=bulk) as edit:
        for key in keys:
            edit.put(_annotation(store, key, begin))
    return store.read().number_of("annotation", keys[0])


def test_each_row_is_noted_as_it_comes_and_ranges_are_for_bulk_edits(store: Store) -> None:
    first = _put(store, "a", "b", "c")
    single = [("annotation", "inserted", first + i, first + i) for i in range(3)]
    assert _noted(store) == single
    store.undo()
    first = _put(store, "a", "b", "c", bulk=True)
    assert _noted(store) == [("annotation", "inserted", first, first + 2)]
    store.undo()


@pytest.mark.parametrize("bulk", [False, True])
def test_a_row_that_was_there_is_noted_as_it_was(store: Store, bulk: bool) -> None:
    number, before = _put(store, "a"), dump(store)
    _put(store, "a", begin=5, bulk=bulk)
    assert _noted(store) == [("annotation", "updated", number, number)]
    store.undo()
    assert dump(store) == before
    with store.edit("annotate.remove", annotator=WHO, bulk=bulk) as edit:
        edit.remove(Annotation, "a")
    assert _noted(store) == [("annotation", "deleted", number, number)]
    store.undo()
    assert dump(store) == before
    store.undo()


def test_a_bulk_edit_notes_nothing_of_how_its_own_rows_were(store: Store) -> None:
    old, before = _put(store, "old"), dump(store)
    with store.edit("annotate.tag", annotator=WHO, bulk=True) as edit:
        edit.put(_annotation(store, "new"))
        edit.put(_annotation(store, "new", 5))
        edit.put(_annotation(store, "gone"))
        edit.remove(Annotation, "gone")
        edit.put(_annotation(store, "old", 9))
    actions = [(action, first) for _, action, first, _ in _noted(store)]
    assert ("updated", old) in actions
    assert [action for action, _ in actions].count("updated") == 1
    assert "deleted" not in [action for action, _ in actions]
    store.undo()
    assert dump(store) == before
    store.redo()
    assert store.read().annotation("new") == _annotation(store, "new", 5)
    assert store.read().annotation("gone") is None
    store.undo()
    store.undo()


def test_what_a_part_took_back_had_put_is_not_noted(store: Store) -> None:
    before = dump(store)
    with store.edit("annotate.tag", annotator=WHO, bulk=True) as edit:
        edit.put(_annotation(store, "kept"))
        with suppress(ValueError), edit.savepoint():
            edit.put(_annotation(store, "dropped"))
            raise ValueError("odd")
        edit.put(_annotation(store, "after"))
    kept, after = (store.read().number_of("annotation", key) for key in ("kept", "after"))
    assert after == kept + 1
    assert _noted(store) == [("annotation", "inserted", kept, after)]
    store.undo()
    assert dump(store) == before


_KEYS = ("a", "b", "c", "d")
_DEEDS = st.lists(
    st.tuples(st.sampled_from(["put", "move", "remove", "fail"]), st.sampled_from(_KEYS)),
    max_size=12,
)


def _do(store: Store, edit: Edit, deed: str, key: str) -> None:
    if deed == "remove":
        if edit.reader.annotation(key) is not None:
            edit.remove(Annotation, key)
    else:
        edit.put(_annotation(store, key, 0 if deed == "put" else 7))


def _do_all(store: Store, deeds: list[tuple[str, str]], *, bulk: bool) -> None:
    with store.edit("annotate.tag", annotator=WHO, bulk=bulk) as edit:
        for deed, key in deeds:
            if deed == "fail":
                with suppress(ValueError), edit.savepoint():
                    _do(store, edit, "move", key)
                    raise ValueError("odd")
            else:
                _do(store, edit, deed, key)


def _rows(store: Store) -> dict[str, list[Any]]:
    """Return the rows by table without those numbers that the next row may be given."""
    return {table: rows for table, rows in dump(store).items() if table != "sequence"}


@given(deeds=_DEEDS, bulk=st.booleans())
def test_whatever_an_edit_does_is_taken_back_and_made_again(store, deeds, bulk) -> None:
    _put(store, "a", "b")
    before, steps = _rows(store), len(store.history())
    _do_all(store, deeds, bulk=bulk)
    after = _rows(store)
    if len(store.history()) > steps:
        store.undo()
        assert _rows(store) == before
        store.redo()
        assert _rows(store) == after
        store.undo()
    store.undo()
    assert list(store.damage()) == []
