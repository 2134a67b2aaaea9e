"""Annotations beside a text: what the samples say is what is read; what is broken is refused."""

from __future__ import annotations

import json
import shutil
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.registry import recognise
from annotator.model.errors import FormatError
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from tests.formats.exported import read
from tests.formats.test_jsonl_schema import put

Data = dict[str, Any]


@pytest.fixture
def gold(seeds: Path, tmp_path: Path) -> Path:
    for path in (seeds / "seed").iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    return tmp_path / "gold.json"


def changed(path: Path, change: Callable[[Data], object]) -> Path:
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_gold_is_read_as_it_is_written(gold: Path) -> None:
    assert recognise(gold).name == "annotations"
    header, (bundle,) = read("annotations", gold)
    data = json.loads(gold.read_bytes())
    assert [len(x) for x in (bundle.annotations, bundle.relations, bundle.comments)] == [81, 52, 8]
    assert len(header.entities) == 21
    by_source = {a.source_id: a for a in bundle.annotations}
    for told in data["annotations"]:
        a = by_source[told["id"]]
        found = (a.layer, [list(s) for s in a.spans], a.quote, a.confidence, dict(a.features))
        names = ("layer", "spans", "quote", "confidence", "features")
        assert found == tuple(told[name] for name in names)
    ends = {r.source_id: (r.to_id, r.to_entity) for r in bundle.relations}
    assert ends["r37"] == ("writer", True)


def test_what_only_documents_the_sample_is_told_as_a_loss(gold: Path) -> None:
    bundle = read("annotations", gold.with_name("coder_b.json"))[1][0]
    assert [loss.kind for loss in bundle.losses] == ["documentation"]


def test_two_files_that_share_ids_stay_apart(gold: Path) -> None:
    one, other = (
        read("annotations", gold.with_name(n))[1][0] for n in ("gold.json", "coder_b.json")
    )
    assert one.document.id == other.document.id
    assert not {a.id for a in one.annotations} & {a.id for a in other.annotations}
    shared = {a.source_id for a in one.annotations} & {a.source_id for a in other.annotations}
    assert len(shared) == 74


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_windows_programs_put_into_the_files_shifts_nothing(gold: Path, newline: str) -> None:
    plain = read("annotations", gold)[1][0]
    for path in (gold, gold.with_name(json.loads(gold.read_bytes())["document"]["file"])):
        ends = path.read_bytes().replace(b"\n", newline.encode())
        path.write_bytes(BOM_UTF8 + ends)
    assert recognise(gold).name == "annotations"
    marked = read("annotations", gold)[1][0]
    assert marked.document.text == plain.document.text
    assert marked.annotations == plain.annotations


BROKEN: dict[str, tuple[Callable[[Data], object], str]] = {
    "no text beside it": (put("document", "file", "other.txt"), "text_missing"),
    "another text": (put("document", "sha256", "0" * 64), "text_differs"),
    "another length": (put("document", "length", 1), "text_differs"),
    "no annotator": (lambda d: d.pop("annotator"), "bad_record"),
    "no layer": (lambda d: d["annotations"][0].pop("layer"), "bad_record"),
    "an id twice": (put("annotations", 1, "id", "s1"), "bad_record"),
    "a relation nowhere": (put("relations", 0, "to", {"annotation": "zz"}), "relation_nowhere"),
    "a comment nowhere": (put("comments", 0, "anchor", {"annotation": "zz"}), "comment_nowhere"),
    "spans as text": (put("annotations", 0, "spans", "0-3"), "bad_record"),
    "metadata as text": (put("document", "metadata", "language", "bg"), "bad_record"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused(gold: Path, name: str) -> None:
    change, code = BROKEN[name]
    with pytest.raises(FormatError) as caught:
        read("annotations", changed(gold, change))
    assert caught.value.code == code
    assert caught.value.data["file"] == str(gold)
    assert caught.value.data["reason"]


def test_a_key_that_stands_twice_is_refused_and_a_loose_end_has_a_line(
    gold: Path, tmp_path: Path
) -> None:
    whole = gold.read_text("utf-8")
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        gold.write_text(whole.replace('"length":', '"length": 3, "length":', 1), "utf-8")
        (refused,) = import_files(store, [gold]).refused
        assert "length" in refused.reason
        gold.write_text(whole.replace('"annotation": "a01"', '"annotation": "zz"', 1), "utf-8")
        (refused,) = import_files(store, [gold]).refused
        assert refused.line is not None
        assert '"id": "r' in whole.splitlines()[refused.line - 1]


@pytest.mark.parametrize(
    "change",
    [put("annotations", 0, "spans", [[0, 10**6]]), put("annotations", 0, "layer", "WEATHER"),
     put("annotations", 0, "quote", "не е тук"), put("annotations", 0, "confidence", "perhaps"),
     put("annotations", 0, "features", {"topic": {"a": 1}}), put("comments", 0, "kind", "shout"),
     put("annotator", "kind", "robot")],
)  # fmt: skip
def test_what_cannot_be_taken_in_leaves_nothing(
    gold: Path, tmp_path: Path, change: Callable[[Data], object]
) -> None:
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        report = import_files(store, [changed(gold, change)])
        assert [r.file for r in report.refused] == [str(gold)]
        assert store.counts()["document"] == store.counts()["annotation"] == 0


def test_a_text_that_is_not_utf8_is_refused(gold: Path) -> None:
    text = gold.with_name("000_76c35f2a0a6f2b8c.txt")
    text.write_bytes(text.read_bytes().decode().encode("cp1251", errors="replace"))
    with pytest.raises(FormatError, match="UTF-8"):
        read("annotations", gold)


def test_a_file_cut_short_names_the_line(gold: Path) -> None:
    gold.write_bytes(gold.read_bytes()[:5000])
    with pytest.raises(FormatError) as caught:
        read("annotations", gold)
    assert (caught.value.code, caught.value.data["line"]) == (
        "broken_json",
        gold.read_bytes().count(b"\n") + 1,
    )


@pytest.mark.parametrize(
    ("way", "value", "words"),
    [
        (("document", "offset_unit"), "bytes", "offset_unit"),
        (("document", "file"), "../000_76c35f2a0a6f2b8c.txt", "beside this one"),
        (("document", "file"), "", "beside this one"),
        (("segments", 0, "end"), 99999, "not within the text"),
        (("segments", 1, "id"), "seg00", "stands twice"),
        (("comments", 0, "anchor"), {"spans": [[0, 99999]], "quote": "x"}, "not within the text"),
        (("comments", 0, "anchor"), {"spans": [[0, 5]], "quote": "x"}, "not in the text"),
        (("comments", 1, "id"), "n1", "stands twice"),
        (("relations", 1, "id"), "r01", "stands twice"),
        (("entities", 1, "id"), "russia", "stands twice"),
        (("annotations", 0, "spans"), [[0, 1, 2]], "not as it should be"),
        (("annotations", 0, "spans"), [[0.5, 5]], "whole numbers"),
        (("annotations", 0, "features"), {"x": "a\x01"}, "control characters"),
        (("annotations", 0, "spans"), [], "no spans"),
        (("annotations", 0, "spans"), [[9, 3]], "no span"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    gold: Path, way: tuple[Any, ...], value: Any, words: str
) -> None:
    data = json.loads(gold.read_text(encoding="utf-8"))
    place = data
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    gold.write_text(json.dumps(data, indent=1), encoding="utf-8")
    with pytest.raises(FormatError) as refusal:
        read("annotations", gold)
    assert words in str(refusal.value)


def test_a_refusal_names_the_line_of_what_is_wrong(gold: Path, tmp_path: Path) -> None:
    data = json.loads(gold.read_text(encoding="utf-8"))
    data["annotations"][7]["layer"] = "NOPE"
    text = json.dumps(data, indent=1, ensure_ascii=False)
    gold.write_text(text, encoding="utf-8")
    item = data["annotations"][7]["id"]
    with new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None)) as store:
        (refusal,) = import_files(store, [gold]).refused
    assert refusal.line is not None
    assert f'"id": "{item}"' in text.split("\n")[refusal.line - 1]
    assert f"line {refusal.line}" in refusal.reason
