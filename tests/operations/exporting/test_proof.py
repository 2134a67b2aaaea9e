"""The proof of an export: a file that says something else than the corpus is found out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.registry import format_named
from annotator.model.errors import AnnotatorError
from annotator.model.progress import no_progress
from annotator.operations.exporting.exporting import export
from annotator.operations.exporting.proof import Proof, prove
from annotator.operations.exporting.reading_back import read_digests
from annotator.operations.exporting.selecting import Selection
from annotator.operations.keeping.corpus import open_corpus
from annotator.store.store import Store


def _prove(store: Store, path: Path, name: str = "jsonl") -> Proof:
    with store.reader() as reader:
        return prove(reader, format_named(name), path, Selection(), no_progress)


def _alter_documents(rows: list[Any]) -> int:
    """Alter each of some documents in another way; return how many."""
    rows[1]["annotations"][0]["features"] = {"no": "longer"}
    rows[2]["annotations"][0]["annotator"] = "gold"
    rows[3]["annotations"][2]["confidence"] = "unsure"
    rows[4]["relations"].pop()
    rows[5]["segments"][0]["role"] = "caption"
    rows[6]["metadata"]["title"]["inferred"] ^= True
    rows[7]["comments"][0]["texts"] = {"en": "other words"}
    rows[8]["name"] = "another name"
    ends = {
        end["annotation"]
        for r in rows[9]["relations"]
        for end in (r["from"], r["to"])
        if "annotation" in end
    }
    rows[9]["annotations"] = [a for a in rows[9]["annotations"] if a["id"] in ends]
    rows[10]["relations"][0]["features"] = {"level": 3}
    rows[11]["annotations"][0]["made"] = "2001-01-01"
    return 11


def _entity(rows: list[Any]) -> None:
    rows[0]["entities"][0]["names"] = {"en": "Somebody else"}


def _scheme(rows: list[Any]) -> None:
    rows[0]["scheme"]["layers"][0]["colour"] = "#000000"


def _document_gone(rows: list[Any]) -> None:
    rows.pop()


def _document_twice(rows: list[Any]) -> None:
    extra = json.loads(json.dumps(rows[-1]))
    extra.update(id="another", annotations=[], relations=[], comments=[])
    rows.append(extra)


@pytest.fixture(scope="module")
def _exported(samples_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "a.jsonl"
    with open_corpus(samples_file, read_only=True) as store:
        export(store, path, "jsonl")
    return path


@pytest.fixture
def written(_exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(_exported, tmp_path / "a.jsonl"))


def test_what_was_not_touched_is_proved(samples: Store, written: Path) -> None:
    proof = _prove(samples, written)
    assert (proof.documents, proof.annotations, proof.relations) == (13, 507, 381)
    assert proof.differences == 0


def _altered(written: Path, alter: Callable[[list[Any]], Any]) -> Any:
    rows = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    told = alter(rows)
    written.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return told


def test_every_document_that_was_altered_after_writing_is_found(
    samples: Store, written: Path
) -> None:
    count = _altered(written, _alter_documents)
    with pytest.raises(AnnotatorError) as found:
        _prove(samples, written)
    assert found.value.code == "export_differs"
    assert found.value.data["count"] == count
    assert f"differs from the corpus in {count} documents" in str(found.value)


@pytest.mark.parametrize(
    "alter",
    [_entity, _scheme, _document_gone, _document_twice],
    ids=lambda alter: alter.__name__.strip("_"),
)
def test_what_was_altered_around_the_documents_is_found(
    samples: Store, written: Path, alter: Callable[[list[Any]], None]
) -> None:
    _altered(written, alter)
    with pytest.raises(AnnotatorError) as found:
        _prove(samples, written)
    assert found.value.code == "export_differs"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"spans":[[', '"spans":[[1'),
        ('"quote":"', '"quote":"x'),
        ('"text":"', '"text":"x'),
        ("}\n", "\n"),
    ],
)
def test_what_cannot_be_read_back_is_told(
    samples: Store, written: Path, old: str, new: str
) -> None:
    header, end, said = written.read_text(encoding="utf-8").partition("\n")
    assert old in said
    written.write_text(header + end + said.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AnnotatorError) as found:
        _prove(samples, written)
    assert found.value.code == "proof_failed"
    assert "could not be read back" in str(found.value)


def test_what_is_gone_or_empty_is_told(samples: Store, written: Path) -> None:
    written.write_bytes(b"")
    with pytest.raises(AnnotatorError):
        _prove(samples, written)
    written.unlink()
    with pytest.raises(AnnotatorError) as found:
        _prove(samples, written)
    assert found.value.code == "proof_failed"


@pytest.mark.parametrize("name", ["flat", "tei"])
def test_other_formats_are_proved_as_strictly(samples: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    export(samples, path, name)
    assert _prove(samples, path, name).differences == 0
    said = path.read_text(encoding="utf-8")
    value = '"polarity":"oppose"' if name == "flat" else "Harrowmouth fire crew"
    assert value in said
    path.write_text(said.replace(value, value.replace("o", "0", 1), 1), encoding="utf-8")
    with pytest.raises(AnnotatorError):
        _prove(samples, path, name)


def test_the_second_process_says_what_it_could_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"format": "annotator-jsonl/1"}\n{\n', encoding="utf-8")
    *_, last = read_digests("jsonl", path)
    assert "line 2" in last["error"]
