"""What a file is before it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.preview import preview
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from annotator.text.decoding import decode
from tests.operations.field_notes import WHO, only_document, span_of

NEWS = "Съветът отхвърли моста\n\nСъветът на града отхвърли строежа на моста и остави ферибота."


def test_a_text_shows_its_encoding_opening_and_segments(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.replace("\n", "\r\n").encode("cp1251"))
    found = preview(path)
    assert (found.format, found.title["en"]) == ("text", "Plain text")
    assert found.size == len(path.read_bytes())
    assert found.encoding == decode(path.read_bytes()).encoding
    assert found.opening == NEWS
    assert [text for _, text in found.segments] == NEWS.split("\n\n")


def test_a_declared_encoding_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode("koi8-r"))
    assert preview(path, decoding="koi8-r").opening == NEWS


def test_every_candidate_shows_a_line_of_real_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("\n\n" + NEWS).encode("cp1251"))
    for _, line in preview(path).candidates:
        assert line
        assert len(line) <= 70


def test_an_annotated_file_shows_what_it_is(notes: Store, tmp_path: Path) -> None:
    assert preview(sample_files()[0]).format == "annotations"
    tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    for name, file in (("jsonl", "a.jsonl"), ("flat", "b.jsonl"), ("tei", "a.xml")):
        export(notes, tmp_path / file, name)
        found = preview(tmp_path / file)
        assert found.format == name
        assert found.opening


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", bytes(range(256)) * 20, "text_binary"),
        ("a.docx", b"PK\x03\x04", "unknown_format"),
        ("a.jsonl", b"{", "unknown_format"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FormatError) as refused:
        preview(path)
    assert refused.value.code == code
    assert path.name in str(refused.value)


def test_a_wrong_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    with pytest.raises(FormatError) as refused:
        preview(path, decoding="no-such")
    assert refused.value.code == "text_unknown_encoding"
