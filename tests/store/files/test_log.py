"""The log is written into the corpus file while nobody waits, and not within some edit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Annotation
from annotator.model.span import Span
from annotator.store.files.log import PAGES, Log
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open corpus with one document, whose log is empty."""
    with make_notes(tmp_path / "notes.corpus") as made:
        pass
    with Store.open(made.path) as opened:
        yield opened


def _work(store: Store, count: int) -> None:
    document = store.read().first_document()
    assert document is not None
    text = store.read().text(document)
    for number in range(count):
        with store.edit("annotate.tag", annotator=WHO) as edit:
            key, layer = f"new{number}", store.scheme.layers[0].id
            edit.put(Annotation(key, document, layer, WHO, (Span(0, 7),), text[:7]))


def _written(store: Store) -> int:
    return store.path.stat().st_mtime_ns


def test_it_is_due_once_nothing_came_and_only_if_it_is_much() -> None:
    log = Log()
    assert not log.is_due()
    log.commits = 9
    assert [log.is_due() for _ in range(3)] == [False, False, False]
    log.commits = 10
    assert [log.is_due() for _ in range(3)] == [False, True, False]
    log.commits = 30
    assert not log.is_due()
    log.commits = 31
    assert [log.is_due() for _ in range(3)] == [False, True, False]


def test_edits_stay_in_the_log_until_nobody_works(store: Store) -> None:
    before = _written(store)
    _work(store, 12)
    store.rest()
    assert _written(store) == before
    store.rest()
    assert _written(store) > before
    assert store.path.with_name(f"{store.path.name}-wal").exists()


def test_what_is_little_waits(store: Store) -> None:
    before = _written(store)
    _work(store, 3)
    for _ in range(3):
        store.rest()
    assert _written(store) == before


def test_undone_steps_are_edits_too(store: Store) -> None:
    _work(store, 5)
    before = _written(store)
    for _ in range(5):
        assert store.undo(WHO) is not None
    store.rest()
    store.rest()
    assert _written(store) > before


def test_another_thread_leaves_it(store: Store) -> None:
    before = _written(store)
    _work(store, 12)
    for _ in range(2):
        thread = threading.Thread(target=store.rest)
        thread.start()
        thread.join()
    assert _written(store) == before


def test_an_open_edit_is_not_disturbed(store: Store) -> None:
    _work(store, 12)
    before = _written(store)
    with store.edit("annotate.tag", annotator=WHO):
        store.rest()
        store.rest()
    assert _written(store) == before


def test_many_edits_without_a_rest_end_the_log_all_the_same(store: Store) -> None:
    (found,) = store._connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    assert found == PAGES
