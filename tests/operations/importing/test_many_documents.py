"""Imports of more documents than are held in memory: nothing of them is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotator.model.change import ChangeSet
from annotator.operations.checking.check import check
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.store import Store

MANY = 2100
SENTENCE = "Document number {} says that the bridge over the river opens again in spring."


def write(path: Path, texts: Iterable[tuple[int, str]]) -> Path:
    """Write a flat file of documents with one annotation each; return its path."""
    rows = (
        {"id": f"d{n}", "text": text, "annotations": [{"start": 0, "end": 8, "layer": "noun"}]}
        for n, text in texts
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of many documents."""
    path = tmp_path_factory.mktemp("many") / "first.jsonl"
    return write(path, ((n, SENTENCE.format(n)) for n in range(MANY)))


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    """An empty corpus."""
    with new_corpus(tmp_path / "made.corpus", scheme=scheme_named(None)) as made:
        yield made


def test_documents_of_the_file_before_are_met_however_many_they_were(
    store: Store, first: Path, tmp_path: Path
) -> None:
    changed = [(n, f"{SENTENCE.format(n)} So it is said.") for n in (3, 1500, MANY - 1)]
    same, new = [(7, SENTENCE.format(7))], [(MANY, "Quite another text of somebody.")]
    second = write(tmp_path / "second.jsonl", [*changed, *same, *new])
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    report = import_files(store, [first, second], format="flat")
    assert report.refused == ()
    assert (report.documents, report.known_documents) == (MANY + 1, 1)
    assert {d.document.source_id for d in report.corrections} == {"d3", "d1500", f"d{MANY - 1}"}
    (change,) = told
    assert (change.is_bulk, change.documents) == (True, frozenset())


def test_every_digest_is_right_and_a_second_import_brings_nothing(
    store: Store, first: Path
) -> None:
    import_files(store, [first], format="flat")
    assert check(store).errors == ()
    again = import_files(store, [first], format="flat")
    assert (again.documents, again.annotations, again.known_documents) == (0, 0, MANY)


def test_documents_of_one_file_never_meet_each_other(store: Store, tmp_path: Path) -> None:
    texts = [(n % 3, f"{SENTENCE.format(1)} {n} times it was said.") for n in range(MANY)]
    report = import_files(store, [write(tmp_path / "alike.jsonl", texts)], format="flat")
    assert (report.documents, report.corrections) == (MANY, ())
