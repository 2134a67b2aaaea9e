"""The JSON Schema of the project's own JSONL: exported lines have it, broken ones do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, write

Data = dict[str, Any]


@pytest.fixture(scope="module")
def validator(root: Path) -> Draft202012Validator:
    path = root / "resources" / "schemas" / "annotator-jsonl-1.schema.json"
    schema = json.loads(path.read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("demo")
    write("jsonl", *corpus_of(sample_files(), folder), folder / "demo.jsonl")
    return (folder / "demo.jsonl").read_bytes().splitlines()


def test_every_line_of_an_export_has_the_schema(
    lines: list[bytes], validator: Draft202012Validator
) -> None:
    for line in lines:
        assert [e.message for e in validator.iter_errors(json.loads(line))] == []


def drop(name: str) -> Callable[[Data], object]:
    return lambda data: data.pop(name)


def put(*path: Any) -> Callable[[Data], object]:
    """Return what sets the last of `path` at the place that the others lead to."""

    def change(data: Data) -> None:
        *keys, last, value = path
        place: Any = data
        for key in keys:
            place = place[key]
        place[last] = value

    return change


BROKEN_HEADERS = {
    "another version": put("format", "annotator-jsonl/2"),
    "another unit": put("offset_unit", "bytes"),
    "no annotators": drop("annotators"),
    "a kind of annotator": put("annotators", 0, "kind", "robot"),
    "a state of an id": put("entities", 0, "ids", [{"authority": "wikidata", "state": "maybe"}]),
    "an anchoring": put("scheme", "layers", 0, "anchoring", "word"),
    "names without language": put("scheme", "layers", 0, "names", "Layer"),
    "an end with more": put("scheme", "relation_types", 0, "from", 0, "kind", "x"),
    "a kind of rule": put("scheme", "rules", 0, "kind", "always"),
}
BROKEN_DOCUMENTS = {
    "no text": drop("text"),
    "an empty text": put("text", ""),
    "no hash": drop("text_sha256"),
    "another hash": put("text_sha256", "0" * 63),
    "length as text": put("length", "12"),
    "a span of three": put("annotations", 0, "spans", [[0, 1, 2]]),
    "a span of one": put("annotations", 0, "spans", [[0]]),
    "a negative offset": put("annotations", 0, "spans", 0, 0, -1),
    "half an offset": put("annotations", 0, "spans", 0, 0, 0.5),
    "no layer": put("annotations", 0, "layer", ""),
    "confidence": put("annotations", 0, "confidence", "perhaps"),
    "origin": put("annotations", 0, "origin", "heaven"),
    "spans and segments": put("annotations", 0, "segments", ["seg00"]),
    "a feature as object": put("annotations", 0, "features", {"a": {"b": 1}}),
    "a relation to two": put("relations", 0, "to", {"annotation": "a", "entity": "b"}),
    "a relation to nothing": put("relations", 0, "to", {}),
    "a relation from an entity": put("relations", 0, "from", {"entity": "b"}),
    "a bare value": put("metadata", "language", "bg"),
    "a segment without role": put("segments", 0, {"id": "s", "begin": 0, "end": 1}),
    "tokens with more": put("tokens", {"tokenizer": "t/1", "spans": [], "colour": "red"}),
    "a comment on nothing": put("comments", [{"id": "c", "kind": "comment", "anchor": {}}]),
}


@pytest.mark.parametrize("name", BROKEN_HEADERS)
def test_a_broken_header_has_it_not(
    lines: list[bytes], validator: Draft202012Validator, name: str
) -> None:
    data = json.loads(lines[0])
    BROKEN_HEADERS[name](data)
    assert not validator.is_valid(data)


@pytest.mark.parametrize("name", BROKEN_DOCUMENTS)
def test_a_broken_document_has_it_not(
    lines: list[bytes], validator: Draft202012Validator, name: str
) -> None:
    data = json.loads(lines[1])
    BROKEN_DOCUMENTS[name](data)
    assert not validator.is_valid(data)


def test_fields_that_nobody_knows_are_allowed_where_they_are_kept(
    lines: list[bytes], validator: Draft202012Validator
) -> None:
    header, document = json.loads(lines[0]), json.loads(lines[1])
    for place in (header, header["entities"][0], header["scheme"]["layers"][0]):
        place["x_unknown"] = {"a": [1]}
    for place in (document, document["annotations"][0], document["segments"][0]):
        place["x_unknown"] = {"a": [1]}
    assert validator.is_valid(header)
    assert validator.is_valid(document)
