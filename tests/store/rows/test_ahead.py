"""Rows that are written on a thread of their own are those that are written one after the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_named
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import StoreError
from annotator.model.progress import no_progress
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.store import Store

_DOCUMENTS, _SPANS = 420, 45
"""More rows than are held back, several times over."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[Header | Bundle]:
    """What a file of many documents holds: some texts are not in NFC, some spans have no id."""
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(_DOCUMENTS):
            text = " ".join(f"word{number}x{i}" for i in range(60)) + (" e\u0301" * (number % 3))
            spans: list[dict[str, Any]] = []
            for i in range(_SPANS):
                span: dict[str, Any] = {"start": i * 3, "end": i * 3 + 2, "label": f"l{i % 3}"}
                span.update({"id": i} if i % 4 else {}, note=f"„{i}“ \\ \u2028")
                spans.append(span)
            record = {"text": text, "id": number, "title": f"T {number}", "spans": spans}
            file.write(json.dumps(record, ensure_ascii=bool(number % 2)) + "\n")
    found = format_named("flat").read(path, no_progress, ReadOptions())
    return [item for item in found if isinstance(item, Header | Bundle)]


def _filled(path: Path, read: list[Header | Bundle], *, bulk: bool) -> Store:
    store = new_corpus(path, scheme=scheme_named(None))
    with store.edit("documents.import", annotator=None, bulk=bulk) as edit:
        for item in read:
            if isinstance(item, Bundle):
                edit.put_bundle(item)
            else:
                for noun in (item.scheme, *item.annotators):
                    edit.put(noun)
    return store


def _rows(store: Store) -> dict[str, list[Any]]:
    connection = store._connection
    tables = ("document", "annotation", "digest", "sequence", "scheme", "layer", "annotator")
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)")
    rows["word"] = sorted(connection.execute("SELECT * FROM temp.word").fetchall())
    return rows


def test_a_bulk_edit_writes_the_rows_of_a_plain_one(
    tmp_path: Path, read: list[Header | Bundle]
) -> None:
    with _filled(tmp_path / "bulk.corpus", read, bulk=True) as store:
        assert list(store.damage()) == []
        bulk = _rows(store)
    with _filled(tmp_path / "plain.corpus", read, bulk=False) as store:
        plain = _rows(store)
    assert len(bulk["annotation"]) == _DOCUMENTS * _SPANS
    assert bulk == plain


def test_what_fails_on_the_thread_is_told_and_leaves_nothing(
    tmp_path: Path, read: list[Header | Bundle]
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        with pytest.raises(StoreError) as refused:
            _put_twice(store, read)
        assert refused.value.data["contradicts"]
        assert store.counts()["document"] == 0
        assert list(store.damage()) == []


def _put_twice(store: Store, read: list[Header | Bundle]) -> None:
    with store.edit("documents.import", annotator=None, bulk=True) as edit:
        for item in (*read, *read):
            if isinstance(item, Bundle):
                edit.put_bundle(item)
