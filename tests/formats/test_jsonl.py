"""The project's own JSONL: what is broken is refused with file, line and reason."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.store.store import Store
from tests.formats.exported import corpus_of, read, write
from tests.formats.test_jsonl_schema import BROKEN_DOCUMENTS, BROKEN_HEADERS, put
from tests.samples import dump

Lines = list[Any]
TOLERATED = {"no annotators", "no hash"}
"""What is broken by the schema, but says enough to be read: people come with their work."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of the seed article and of two invented articles."""
    folder = tmp_path_factory.mktemp("made")
    write("jsonl", *corpus_of(sample_files()[:4], folder), folder / "made.jsonl")
    return (folder / "made.jsonl").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with new_corpus(tmp_path_factory.mktemp("c") / "c.corpus", scheme=scheme_named(None)) as made:
        yield made


def refused(store: Store, path: Path, line: int | None) -> str:
    """Import a file that must be refused; return the reason. The corpus stays as it was."""
    before, steps = dump(store), len(store.history())
    report = import_files(store, [path])
    (refusal,) = report.refused
    assert (refusal.file, refusal.line) == (str(path), line)
    assert refusal.reason
    for language in ("en", "bg"):
        assert path.name in refusal.sentences[language]
    assert (report.documents, report.annotations, report.losses) == (0, 0, ())
    assert dump(store) == before
    assert len(store.history()) <= steps + 1
    return refusal.reason


def saved(lines: Lines, path: Path) -> Path:
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(BROKEN_HEADERS.keys() - TOLERATED))
def test_a_broken_header_is_refused(
    lines: list[str], store: Store, name: str, tmp_path: Path
) -> None:
    header = json.loads(lines[0])
    BROKEN_HEADERS[name](header)
    refused(store, saved([header, *lines[1:]], tmp_path / "broken.jsonl"), 1)


MORE_BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "past the end": put("annotations", 0, "spans", [[0, 10**6]]),
    "end before begin": put("annotations", 0, "spans", [[9, 3]]),
    "spans that overlap": put("annotations", 0, "spans", [[0, 5], [3, 9]]),
    "another quote": put("annotations", 0, "quote", "x"),
    "an unknown layer": put("annotations", 0, "layer", "WEATHER"),
    "an id as number": put("annotations", 0, "id", 7),
    "features as list": put("annotations", 0, "features", ["a"]),
    "annotations as object": put("annotations", {"a": 1}),
    "an annotation as text": put("annotations", 0, "a"),
    "no annotator": put("annotations", 0, "annotator", None),
    "the same id twice": lambda d: d["annotations"].append(dict(d["annotations"][0])),
    "a relation nowhere": put("relations", 0, "to", {"annotation": "nowhere"}),
    "a relation without end": lambda d: d["relations"][0].pop("to"),
    "a type as number": put("relations", 0, "type", 3),
    "a segment past the end": put("segments", 0, "end", 10**6),
    "a comment elsewhere": put("comments", 0, "anchor", {"spans": [[0, 3]], "quote": "no"}),
    "a comment on nobody": put("comments", 0, "anchor", {"annotation": "nowhere"}),
    "a comment on another document": put("comments", 0, "anchor", {"document": "other"}),
    "a comment on two things": put("comments", 0, "quote", "Русия"),
    "a comment on no document": put("comments", 0, "anchor", {"document": False}),
    "a state of a comment": put("comments", 0, "state", "shelved"),
    "a kind of comment": put("comments", 0, "kind", "shout"),
    "another text": put("text", "Друг текст."),
    "a control character": put("text", "a\u0000b"),
    "revision as text": put("revision", "first"),
    "metadata as list": put("metadata", ["bg"]),
    "spans in another order": put("annotations", 0, {
        "id": "z", "layer": "ACTOR", "annotator": "gold", "spans": [[6, 7], [0, 5]],
        "quote": "е … Русия", "features": {}, "confidence": "sure", "origin": "hand"}),
    "tokens past the end": put("tokens", {"tokenizer": "t/1", "spans": [[0, 10**6]]}),
    "a segment of no document": put("annotations", 0, {
        "id": "z", "layer": "ACTOR", "annotator": "gold", "spans": [], "quote": "",
        "segments": ["nowhere"], "features": {}, "confidence": "sure", "origin": "hand"}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted((BROKEN_DOCUMENTS.keys() | MORE_BROKEN) - TOLERATED))
def test_a_broken_document_is_refused_and_the_good_one_before_it_too(
    lines: list[str], store: Store, name: str, tmp_path: Path
) -> None:
    document = json.loads(lines[1])
    {**BROKEN_DOCUMENTS, **MORE_BROKEN}[name](document)
    path = saved([lines[0], lines[2], document], tmp_path / "broken.jsonl")
    refused(store, path, 3)


@pytest.mark.parametrize(
    "broken",
    [put("annotations", 0, "spans", None), put("annotations", 0, "spans", [[0, 1, 2]]),
     put("annotations", 0, "spans", [5]), put("annotations", 5), put("annotations", [5]),
     put("relations", 0, "from", 5), put("relations", 0, "to", 5), put("comments", 0, "anchor", 5),
     put("annotations", 0, "confidence", ["sure"]), put("segments", 0, "begin", "a")],
)  # fmt: skip
def test_a_value_of_another_kind_is_told_in_words(
    lines: list[str], store: Store, broken: Callable[[Any], None], tmp_path: Path
) -> None:
    document = json.loads(lines[1])
    broken(document)
    reason = refused(store, saved([lines[0], document], tmp_path / "broken.jsonl"), 2)
    assert not re.search(r"object|unpack|unhashable|indices|argument|instances", reason)


def test_a_document_may_be_named_by_what_comments_on_it(lines: list[str], tmp_path: Path) -> None:
    document = json.loads(lines[1])

    def said(anchor: dict[str, Any]) -> Any:
        document["comments"][0]["anchor"] = anchor
        return read("jsonl", saved([lines[0], document], tmp_path / "comment.jsonl"))

    assert said({"document": document["id"]}) == said({"document": True})


def test_an_entity_that_is_nowhere_is_told_with_its_line(
    lines: list[str], store: Store, tmp_path: Path
) -> None:
    header = json.loads(lines[0])
    header["entities"].append({"id": "z", "represents": "nobody"})
    assert "nobody" in refused(store, saved([header, *lines[1:]], tmp_path / "broken.jsonl"), 1)


def test_a_file_with_a_byte_order_mark_is_read(lines: list[str], tmp_path: Path) -> None:
    path = saved(lines, tmp_path / "marked.jsonl")
    plain = read("jsonl", path)
    path.write_bytes(BOM_UTF8 + path.read_bytes())
    assert read("jsonl", path) == plain


def test_documents_without_their_header_are_told(
    lines: list[str], store: Store, tmp_path: Path
) -> None:
    path = saved(lines[1:], tmp_path / "headless.jsonl")
    assert "no header of this format" in refused(store, path, 1)


def test_broken_json_on_line_three(lines: list[str], store: Store, tmp_path: Path) -> None:
    path = saved([*lines[:2], lines[2][:-40], lines[3]], tmp_path / "broken.jsonl")
    assert "end" in refused(store, path, 3)


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"", None), (b"\n \n", None), (b"[1, 2]\n", None), (b"\xff\xfe{\x00", None),
     (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
     (b'{"format": "annotator-jsonl/2"}\n', 1), (b'{"format": "annotator-jsonl/1"}\n{"id"', 2)],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(
    store: Store, tmp_path: Path, data: bytes, line: int | None
) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(data)
    refused(store, path, line)


def test_fields_that_nobody_knows_are_written_back(lines: list[str], tmp_path: Path) -> None:
    header, document = json.loads(lines[0]), json.loads(lines[1])
    unknown = {"x_new": [1, {"a": None}], "х б": 0.5}
    places = (header, header["entities"][0], header["entities"][0]["aliases"][0],
              header["annotators"][0], header["scheme"]["layers"][0], document,
              document["annotations"][0], document["relations"][0], document["comments"][0],
              document["segments"][0], document["metadata"]["language"])  # fmt: skip
    for place in places:
        place.update(unknown)
    path = saved([header, document], tmp_path / "first.jsonl")
    write("jsonl", *read("jsonl", path), tmp_path / "second.jsonl")
    second = (tmp_path / "second.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in second] == [header, document]


def test_a_file_with_windows_line_ends_and_empty_lines_is_read(
    lines: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "windows.jsonl"
    path.write_text("\r\n\r\n".join(lines), encoding="utf-8", newline="")
    assert len(read("jsonl", path)[1]) == len(lines) - 1


def test_an_error_names_the_line(lines: list[str], tmp_path: Path) -> None:
    path = saved([*lines[:3], '{"id": 1'], tmp_path / "x.jsonl")
    with pytest.raises(FormatError, match="line 4"):
        read("jsonl", path)
