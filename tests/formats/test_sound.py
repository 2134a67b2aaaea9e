"""Records that do not fit together are refused with file, line and reason, whoever wrote them."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.sound import may_have_controls
from annotator.model.errors import FormatError
from annotator.model.identity import text_hash
from annotator.operations.exporting.demo import sample_files
from annotator.text.settling import settle
from tests.formats.exported import corpus_of, read, write

Record = dict[str, Any]
Damage = Callable[[list[Record]], object]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """The lines of an export of the seed article, with all that may stand beside it."""
    folder = tmp_path_factory.mktemp("sound")
    write("jsonl", *corpus_of(sample_files()[:2], folder), folder / "made.jsonl")
    head, document = map(json.loads, (folder / "made.jsonl").read_text("utf-8").splitlines())
    head["sets"] = [{"id": "s", "names": {}, "documents": [document["id"]]}]
    head["comments"] = [
        {"id": "c", "annotator": "gold", "anchor": "entity", "target": "russia", "texts": {}}
    ]
    document["assignments"] = [{"annotator": "gold", "state": "new"}]
    old = {"number": 1, "text": "old", "sha256": text_hash("old")}
    document["revisions"] = [old]
    head["rounds"] = [{"id": "r", "names": {}, "documents": [document["id"]]}]
    document["decisions"] = [
        {"id": "d", "annotator": "gold", "kind": "border", "answer": "taken",
         "spans": [[0, 1]], "replies": {"gold": {"state": "accepted"}}}
    ]  # fmt: skip
    return [head, document]


def put(*path: Any) -> Damage:
    """Return a damage that puts the last word where the words before lead."""
    *way, last, value = path

    def damage(records: list[Record]) -> None:
        place: Any = records
        for step in way:
            place = place[step]
        place[last] = value

    return damage


def twice(*path: Any) -> Damage:
    """Return a damage that lets the first of a list stand there twice."""

    def damage(records: list[Record]) -> None:
        place: Any = records
        for step in path:
            place = place[step]
        place.append(place[0])

    return damage


def looped(records: list[Record]) -> None:
    one, other = records[0]["entities"][:2]
    one["parent"], other["parent"] = other["id"], one["id"]


def above_itself(records: list[Record]) -> None:
    entity = records[0]["entities"][0]
    entity["parent"] = entity["id"]


def same_source(records: list[Record]) -> None:
    for annotation in records[1]["annotations"][:9]:
        annotation["source_id"] = "same"


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


DAMAGES: dict[str, Damage] = {
    "entity twice": twice(0, "entities"),
    "annotator twice": twice(0, "annotators"),
    "set twice": twice(0, "sets"),
    "header comment twice": twice(0, "comments"),
    "layer twice": twice(0, "scheme", "layers"),
    "feature twice": twice(0, "scheme", "layers", 0, "features"),
    "relation type twice": twice(0, "scheme", "relation_types"),
    "entities in a loop": looped,
    "entity above itself": above_itself,
    "history of no steps": put(0, "history", [3]),
    "history without words": put(0, "history", [{"kind": 3}]),
    "unit of the header": put(0, "offset_unit", "bytes"),
    "unit of the document": put(1, "offset_unit", "utf-16"),
    "no id": put(1, "id", None),
    "id of another kind": put(1, "id", [1]),
    "empty id": put(1, "id", ""),
    "no name": put(1, "name", None),
    "file": put(1, "file", 3),
    "source id": put(1, "source_id", [3]),
    "source": put(1, "source", "cp1251"),
    "metadata": put(1, "metadata", [1]),
    "revision 0": put(1, "revision", 0),
    "revision too large": put(1, "revision", 2**64 - 1),
    "revision no number": put(1, "revision", "one"),
    "revision yes": put(1, "revision", True),
    "annotation without id": put(1, "annotations", 0, "id", ""),
    "date": put(1, "annotations", 0, "made", 5),
    "origin": put(1, "annotations", 0, "origin_detail", "by hand"),
    "segments of letters": put(1, "annotations", 0, "segments", "ab"),
    "quote": put(1, "annotations", 0, "quote", 5),
    "quote without spans": put(1, "annotations", 0, "spans", []),
    "same source ids": same_source,
    "segment twice": twice(1, "segments"),
    "segment past the end": put(1, "segments", 0, "end", 99999),
    "segment in itself": put(1, "segments", 0, "parent", "seg00"),
    "comment past the end": put(1, "comments", 0, "anchor", {"spans": [[0, 99999]], "quote": "x"}),
    "comment on other words": put(1, "comments", 0, "anchor", {"spans": [[0, 5]], "quote": "x"}),
    "comment on nothing": put(1, "comments", 0, "anchor", {"annotation": "nowhere"}),
    "comment on half letters": put(1, "comments", 0, "anchor", {"spans": [[0.5, 5]]}),
    "assignment twice": twice(1, "assignments"),
    "older text twice": twice(1, "revisions"),
    "round twice": twice(0, "rounds"),
    "round of half": put(0, "rounds", 0, "overlap", 1.5),
    "decision twice": twice(1, "decisions"),
    "decision of no kind": put(1, "decisions", 0, "kind", "odd"),
    "decision without answer": put(1, "decisions", 0, "answer", "perhaps"),
    "decision before the text": put(1, "decisions", 0, "spans", [[-1, 1]]),
    "reply of no kind": put(1, "decisions", 0, "replies", {"gold": {"state": "angry"}}),
    "older text changed": put(1, "revisions", 0, "text", "older"),
    "older text with controls": put(1, "revisions", 0, "text", "a\x01"),
    "control in the text": put(1, "text", "a\x00b"),
    "control in a feature": put(1, "annotations", 0, "features", {"x": "a\x08b"}),
    "noncharacter in a name": put(1, "name", "a\uffff"),
    "form feed in a key": put(1, "x\x0c", 1),
    "control in the header": put(0, "entities", 0, "names", {"en": "\x1b[0m"}),
    "nested too deep": put(1, "x", deep(101)),
    "nested too deep by far": put(1, "x", deep(900)),
    "nested too deep in an annotation": put(1, "annotations", 0, "x", deep(300)),
    "nested too deep in a value": put(1, "metadata", "language", {"value": deep(300)}),
    "nested too deep in the header": put(0, "x", deep(300)),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_what_does_not_fit_together_is_refused(
    name: str, records: list[Record], tmp_path: Path
) -> None:
    damaged = deepcopy(records)
    DAMAGES[name](damaged)
    path = tmp_path / "damaged.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in damaged), encoding="utf-8")
    with pytest.raises(FormatError) as refusal:
        read("jsonl", path)
    changed = 1 if damaged[0] != records[0] else 2
    assert (refusal.value.data["file"], refusal.value.data["line"]) == (str(path), changed)
    assert refusal.value.data["reason"]
    assert "{" not in str(refusal.value)


def test_the_records_themselves_are_read(records: list[Record], tmp_path: Path) -> None:
    whole = deepcopy(records)
    whole[1]["x"] = deep(99)
    whole[1]["name"] = "\\u0001 \\b are letters here, \t and \u0085 are kept"
    path = tmp_path / "whole.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in whole), encoding="utf-8")
    header, (bundle,) = read("jsonl", path)
    assert bundle.document.name == whole[1]["name"]
    write("tei", header, [bundle], tmp_path / "whole.xml")
    assert read("tei", tmp_path / "whole.xml")[1][0].document.extra == bundle.document.extra


@given(
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from('\\"\0\x01\b\f\x1f\ufffe\uffff')
    )
)
def test_controls_are_seen_however_json_writes_them(text: str) -> None:
    if settle(text, keep=True).text != text:
        for line in (orjson.dumps([text]), json.dumps([text]).encode()):
            assert may_have_controls(line)


def test_usual_escapes_are_no_controls() -> None:
    line = orjson.dumps(['a\n"b"\t\\ c:\\brief \\u0000', "да", "🧑\u200d⚖\ufe0f"])
    assert not may_have_controls(line)
