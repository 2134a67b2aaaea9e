"""Ids that stand in two files, or in a file and the corpus: that file alone is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, open_corpus, scheme_named
from annotator.store.store import Store
from tests.formats.exported import corpus_of, write
from tests.samples import dump

Record = dict[str, Any]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    folder = tmp_path_factory.mktemp("contradictions")
    header, bundles = corpus_of(sample_files()[2:5], folder)
    write("jsonl", header, bundles, folder / "made.jsonl")
    return [json.loads(line) for line in (folder / "made.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None))


def annotation_of_another(first: Record, second: Record) -> None:
    second["annotations"][0]["id"] = first["annotations"][0]["id"]
    second["relations"], second["comments"] = [], []


def relation_of_another(first: Record, second: Record) -> None:
    second["relations"][0]["id"] = first["relations"][0]["id"]


def comment_of_another(first: Record, second: Record) -> None:
    said = {"id": "said", "kind": "comment", "annotator": "author", "texts": {"en": "?"}}
    first["comments"] = [{**said, "anchor": {"document": True}}]
    second["comments"] = [{**said, "texts": {"en": "!"}, "anchor": {"document": True}}]


Clash = Callable[[Record, Record], None]
CLASHES = (annotation_of_another, relation_of_another, comment_of_another)


def files_of(clash: Clash, records: list[Record], folder: Path) -> tuple[Path, Path, list[Path]]:
    """Return two files that clash, and texts to stand before, between and after them."""
    header, first, second = deepcopy(records[:3])
    clash(first, second)
    made: list[Path] = []
    for name, document in (("first", first), ("second", second)):
        made.append(folder / f"{name}.jsonl")
        made[-1].write_text("".join(json.dumps(r) + "\n" for r in (header, document)), "utf-8")
    texts = [folder / f"{number}.txt" for number in range(9)]
    for number, text in enumerate(texts):
        text.write_text(f"Text number {number} waits for nobody.", "utf-8")
    return made[0], made[1], texts


@pytest.mark.parametrize("clash", CLASHES)
def test_among_good_files_the_later_of_two_is_refused(
    store: Store, clash: Clash, records: list[Record], tmp_path: Path
) -> None:
    first, second, texts = files_of(clash, records, tmp_path)
    empty = dump(store)
    report = import_files(store, [*texts[:3], first, *texts[3:6], second, *texts[6:]])
    assert [(r.file, r.line) for r in report.refused] == [(str(second), 2)]
    assert "belongs to something else" in report.refused[0].reason
    assert report.documents == 10
    assert store.read().counts()["annotation"] == report.annotations
    whole = dump(store)
    store.undo()
    assert dump(store) == empty
    store.redo()
    assert dump(store) == whole
    assert list(store.damage()) == []
    store.close()


@pytest.mark.parametrize("clash", CLASHES)
def test_what_is_in_the_corpus_stands(
    store: Store, clash: Clash, records: list[Record], tmp_path: Path
) -> None:
    first, second, texts = files_of(clash, records, tmp_path)
    assert import_files(store, [first]).refused == ()
    before = dump(store)
    report = import_files(store, [second, *texts])
    assert [(r.file, r.line) for r in report.refused] == [(str(second), 2)]
    assert report.documents == len(texts)
    store.undo()
    assert dump(store) == before
    store.close()
    with open_corpus(tmp_path / "a.corpus") as again:
        assert dump(again) == before


def test_sets_and_relations_follow_documents_that_are_here_under_another_id(
    store: Store, records: list[Record], tmp_path: Path
) -> None:
    header, first, second = deepcopy(records[:3])
    path = tmp_path / "first.jsonl"
    header["sets"] = [{"id": "pilot", "names": {"en": "Pilot"}, "documents": [first["id"]]}]
    path.write_text("".join(json.dumps(r) + "\n" for r in (header, first)), "utf-8")
    import_files(store, [path])
    here = first["id"]
    first["id"] = "theirs"
    for kind in ("annotations", "relations", "comments"):
        first[kind] = []
    header["sets"][0]["documents"] = ["nowhere", second["id"], "theirs"]
    header["sets"].append({"id": "other", "names": {}, "documents": ["theirs"]})
    told = {"id": "r", "type": "reply_to", "from": "theirs", "to": second["id"]}
    header["document_relations"] = [told]
    path.write_text("".join(json.dumps(r) + "\n" for r in (header, first, second)), "utf-8")
    report = import_files(store, [path])
    assert [(x.kind, x.item) for x in report.losses] == [("set_documents", "pilot")]
    sets = {s.id: s.documents for s in store.read().sets()}
    assert sets == {"pilot": (here, second["id"]), "other": (here,)}
    (relation,) = store.read().document_relations()
    assert (relation.from_document, relation.to_document) == (here, second["id"])
    store.close()


def test_a_pipe_is_refused_and_nobody_waits(store: Store, tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    os.mkfifo(tmp_path / "pipe.txt")
    report = import_files(store, [tmp_path / "pipe.txt"])
    assert "no regular file" in report.refused[0].reason
    store.close()
