"""A large import is taken back and made again in portions, and can be stopped on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.model.errors import Cancelled
from annotator.model.review import Annotator
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import (
    new_corpus,
    open_corpus,
    put_annotator,
    scheme_named,
)
from annotator.store.store import Store
from tests.samples import dump

_DOCUMENTS, _SPANS = 130, 45
"""More than one portion, and more rows than are replayed one by one."""


def _record(number: int, word: str) -> dict[str, Any]:
    spans = [
        {"start": i * 3, "end": i * 3 + 2, "label": f"l{i % 3}", "note": f"n{i}"}
        for i in range(_SPANS)
    ]
    text = " ".join(f"{word}{number}x{i}" for i in range(40))
    return {"text": text, "title": f"{word} {number}", "spans": spans}


def _write(path: Path, word: str, count: int) -> Path:
    lines = (json.dumps(_record(number, word)) + "\n" for number in range(count))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A corpus with a large import only, and one with a small import before it."""
    folder = tmp_path_factory.mktemp("imports")
    large = _write(folder / "large.jsonl", "heron", _DOCUMENTS)
    small = _write(folder / "small.jsonl", "otter", 3)
    alone, after = folder / "alone.corpus", folder / "after.corpus"
    for path, sources in ((alone, [large]), (after, [small, large])):
        with new_corpus(path, scheme=scheme_named(None)) as store:
            for source in sources:
                import_files(store, [source], format="flat")
    return alone, after


@pytest.fixture(params=[0, 1], ids=["alone", "after another"])
def store(
    files: tuple[Path, Path], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Store]:
    """A corpus whose last step is the large import."""
    path = tmp_path / "a.corpus"
    shutil.copyfile(files[request.param], path)
    with open_corpus(path) as found:
        yield found


def _found(store: Store, word: str) -> int:
    sql = "SELECT count(*) FROM search WHERE search MATCH ?"
    return store._connection.execute(sql, (word,)).fetchone()[0]


def _indexes(store: Store) -> list[Any]:
    sql = "SELECT name, sql FROM sqlite_master ORDER BY name"
    return store._connection.execute(sql).fetchall()


def test_a_large_import_goes_and_comes_back_as_it_was(store: Store) -> None:
    before, indexes = dump(store), _indexes(store)
    others = len(before["document"]) - _DOCUMENTS
    for _ in range(2):
        told = store.undo()
        assert told is not None
        assert told.is_bulk
        assert store.counts()["document"] == others
        assert (_found(store, "heron1x1"), _found(store, "otter1x1")) == (0, int(others > 0))
        assert list(store.damage()) == []
        assert _indexes(store) == indexes
        assert store.redo() is not None
        assert dump(store) == before
        assert _found(store, "heron1x1") == 1
        assert list(store.damage()) == []
        assert _indexes(store) == indexes
    sql = "SELECT count(*) FROM change WHERE image IS NOT NULL AND action = 'inserted'"
    assert store._connection.execute(sql).fetchone() == (0,)


@pytest.mark.parametrize("method", ["undo", "redo"])
def test_it_can_be_stopped_and_leaves_all_as_it_was(store: Store, method: str) -> None:
    if method == "redo":
        store.undo()
    before, steps, indexes = dump(store), store.history(), _indexes(store)
    told: list[tuple[str, int, int | None]] = []

    def stop(what: str, done: int, total: int | None) -> None:
        told.append((what, done, total))
        if total and done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        getattr(store, method)(progress=stop)
    assert {what for what, _, _ in told} == {f"progress.{method}ing"}
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert dump(store) == before
    assert store.history() == steps
    assert _indexes(store) == indexes
    assert list(store.damage()) == []
    assert getattr(store, method)() is not None
    assert list(store.damage()) == []


def test_steps_of_another_history_go_with_the_import_that_brought_them(
    store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonl"
    put_annotator(store, Annotator(id="ada", names={"en": "Ada"}))
    export(store, target, "jsonl", with_history=True)
    told = store.read().header(history=True).history
    with new_corpus(tmp_path / "b.corpus", scheme=store.scheme) as other:
        import_files(other, [target])
        came = other.read().header(history=True).history
        other.undo()
        assert other.read().header(history=True).history == ()
        other.redo()
        assert other.read().header(history=True).history == came
    assert told
    assert came == told


def test_an_import_that_changes_what_it_has_made_itself_is_taken_back(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    record = _record(1, "heron")
    one.write_text(json.dumps(record) + "\n", encoding="utf-8")
    record["spans"] = [{"start": 7, "end": 9, "label": "other"}]
    two.write_text(json.dumps({**record, "outlet": "Gazette"}) + "\n", encoding="utf-8")
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        empty = dump(store)
        import_files(store, [one, two], format="flat")
        full = dump(store)
        store.undo()
        assert dump(store) == empty
        store.redo()
        assert dump(store) == full
        assert list(store.damage()) == []
