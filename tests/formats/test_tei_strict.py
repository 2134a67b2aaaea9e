"""TEI is parsed in portions, and is read, or refused with its line, as if it were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.tei_pieces import pieces_of
from annotator.formats.tei_strict import Documents, header_of
from annotator.model.bundle import Bundle
from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, write


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Bundle], bytes]:
    """Bundles of all samples, and the file that they are written to."""
    folder = tmp_path_factory.mktemp("export")
    header, bundles = corpus_of(sample_files(), folder)
    write("tei", header, bundles, folder / "made.xml")
    return bundles, (folder / "made.xml").read_bytes()


def read(path: Path, most: int) -> list[Bundle]:
    pieces = pieces_of(path)
    header, inline = header_of(path, *next(pieces))
    return list(Documents(path, header, inline).bundles(pieces, most=most))


@pytest.mark.parametrize("most", [1, 60_000, 1 << 30])
def test_portions_of_any_size_are_read_alike(
    exported: tuple[list[Bundle], bytes], tmp_path: Path, most: int
) -> None:
    bundles, data = exported
    (tmp_path / "made.xml").write_bytes(data)
    found = read(tmp_path / "made.xml", most)
    assert [b.annotations for b in found] == [b.annotations for b in bundles]
    assert [b.document for b in found] == [b.document for b in bundles]
    lines = data.split(b"\n")
    assert all(lines[b.line - 1].startswith(b"<TEI ") for b in found if b.line)


@pytest.mark.parametrize("most", [1, 60_000, 1 << 30])
def test_one_document_that_others_wrote_does_not_make_its_neighbours_suspicious(
    exported: tuple[list[Bundle], bytes], tmp_path: Path, most: int
) -> None:
    bundles, data = exported
    parts = data.split(b"<TEI ")
    parts[3] = parts[3].replace(b'cert="high"', b"cert = 'high'")
    (tmp_path / "made.xml").write_bytes(b"<TEI ".join(parts))
    found = read(tmp_path / "made.xml", most)
    assert [b.annotations for b in found] == [b.annotations for b in bundles]


@pytest.mark.parametrize("most", [1, 60_000, 1 << 30])
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"</standOff>", b"<standOff>", "tei_broken"),
        (b' cert="high"', b' cert="middle"', "tei_invalid"),
        (b' xml:id="a-', b' xml:id="a!', "tei_invalid"),
        (b"<string>import</string>", b"<string>hand</string>", "tei_changed"),
        (b"<p>", b"<p>\xd0\xb0", "tei_invalid"),
        (b"</standOff>", b"</standOff>loose text", "tei_invalid"),
    ],
)
def test_a_fault_is_told_with_its_line(
    exported: tuple[list[Bundle], bytes],
    tmp_path: Path,
    most: int,
    before: bytes,
    after: bytes,
    code: str,
) -> None:
    parts = exported[1].split(b"<TEI ")
    assert before in parts[4]
    at = parts[4].index(before)
    parts[4] = parts[4][:at] + after + parts[4][at + len(before) :]
    (tmp_path / "made.xml").write_bytes(b"<TEI ".join(parts))
    with pytest.raises(FormatError) as caught:
        read(tmp_path / "made.xml", most)
    first = b"<TEI ".join(parts[:4]).count(b"\n") + 1
    last = first + parts[4].count(b"\n")
    assert (caught.value.code, first <= int(str(caught.value.data["line"])) <= last) == (code, True)


def test_what_stands_after_the_end_is_told_with_its_line(
    exported: tuple[list[Bundle], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "made.xml"
    path.write_bytes(exported[1] + b"<more/>\n")
    with pytest.raises(FormatError) as caught:
        read(path, 1)
    told = caught.value.code, caught.value.data["reason"], caught.value.data["line"]
    assert told == ("tei_broken", "more after the end", exported[1].count(b"\n") + 1)
