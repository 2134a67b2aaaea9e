"""Damage to TEI files is noticed: of 200 seeded mutations at least 195 are refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from annotator.formats.xml import TEI_NS
from annotator.model.errors import FormatError
from annotator.operations.exporting.demo import sample_files
from tests.formats.exported import corpus_of, read, write
from tests.formats.mutations import KINDS, mutations, written

SEED, COUNT, LEAST_REFUSED = 20261124, 200, 195


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The seed article by two annotators; and two invented articles, one with emoji."""
    files = sample_files()
    made: list[bytes] = []
    for chosen in (files[:2], files[7:9]):
        folder = tmp_path_factory.mktemp("export")
        write("tei", *corpus_of(chosen, folder), folder / "made.xml")
        made.append((folder / "made.xml").read_bytes())
    return made


def refusal_of(path: Path) -> FormatError | None:
    try:
        read("tei", path)
    except FormatError as error:
        return error
    return None


def test_of_two_hundred_mutations_nearly_all_are_refused(
    exports: list[bytes], tmp_path: Path
) -> None:
    accepted: list[str] = []
    kinds: Counter[str] = Counter()
    path = tmp_path / "damaged.xml"
    for mutation in mutations(exports, COUNT, SEED):
        kinds[mutation.kind] += 1
        path.write_bytes(mutation.data)
        refusal = refusal_of(path)
        if refusal is None:
            accepted.append(f"{mutation.kind}: {mutation.what}")
        else:
            assert refusal.data["file"] == str(path)
            assert refusal.data["reason"]
    print(f"{COUNT - len(accepted)} of {COUNT} refused; accepted: {accepted}")
    assert len(kinds) == len(KINDS)
    assert min(kinds.values()) >= COUNT // len(KINDS)
    assert COUNT - len(accepted) >= LEAST_REFUSED, "\n".join(accepted)


def test_what_another_tool_wrote_again_unchanged_is_read(
    exports: list[bytes], tmp_path: Path
) -> None:
    for number, data in enumerate(exports):
        (tmp_path / "ours.xml").write_bytes(data)
        ours = read("tei", tmp_path / "ours.xml")
        root = etree.fromstring(data)
        again = {
            "tree": written(root),
            "canonical": etree.tostring(root, method="c14n"),
            "unended": data.rstrip(),
            "crlf": data.replace(b"\n", b"\r\n"),
            "apostrophes": data.replace(b'resp="#p-gold"', b"resp='#p-gold'"),
        }
        for name, other in again.items():
            path = tmp_path / f"{name}.xml"
            path.write_bytes(other)
            header, bundles = read("tei", path)
            assert (number, name, header) == (number, name, ours[0])
            assert [b.annotations for b in bundles] == [b.annotations for b in ours[1]]
            assert [b.document for b in bundles] == [b.document for b in ours[1]]


def test_what_is_taken_away_whole_leaves_a_valid_file(exports: list[bytes], tmp_path: Path) -> None:
    """The one change that no check can see: a document is gone with all that is its."""
    root = etree.fromstring(exports[1])
    root.remove(root.findall("{*}TEI")[0])
    path = tmp_path / "fewer.xml"
    path.write_bytes(written(root))
    assert len(read("tei", path)[1]) == 1


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("<standOff>", "<standOff><!-- seen -->", "a comment"),
        ("</text>", "</text><?seen yes?>", "a comment"),
        ('<f name="origin">', '<f name="origins">', "origin is named"),
        (' corresp="#r-', ' corresp="#r-.fffffffff.', "is named"),
        ('<f name="kind"><string>person', '<f name="king"><string>person', "king"),
    ],
)
def test_a_refusal_says_where_and_what(
    exports: list[bytes], tmp_path: Path, before: str, after: str, words: str
) -> None:
    text = exports[0].decode()
    at = text.index(before)
    path = tmp_path / "damaged.xml"
    path.write_bytes((text[:at] + after + text[at + len(before) :]).encode())
    refusal = refusal_of(path)
    assert refusal is not None
    assert words in str(refusal.data["reason"]) or refusal.code == "tei_changed"
    line = int(str(refusal.data["line"]))
    assert line <= text[:at].count("\n") + 1
    assert line > 1


OTHERS = {
    "no text": (f'<TEI xmlns="{TEI_NS}"><teiHeader/></TEI>', "tei_no_text"),
    "no text, declared": (
        f'<?xml version="1.0"?>\n<TEI xmlns="{TEI_NS}">\n<teiHeader/>\n</TEI>\n',
        "tei_no_text",
    ),
    "of others": (
        f'<TEI xmlns="{TEI_NS}"><teiHeader/><text><body><p>a</p></body></text></TEI>',
        "tei_foreign",
    ),
    "corpus of others": (
        f'<teiCorpus xmlns="{TEI_NS}"><teiHeader/>\n<TEI>\n<text/></TEI></teiCorpus>',
        "tei_foreign",
    ),
    "broken": (f'<TEI xmlns="{TEI_NS}"><teiHeader></TEI>', "tei_broken"),
    "no TEI": ("<TEI><text/></TEI>", "tei_other_xml"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_called_what_they_are(name: str, tmp_path: Path) -> None:
    text, code = OTHERS[name]
    path = tmp_path / "other.xml"
    path.write_text(text, encoding="utf-8")
    refusal = refusal_of(path)
    assert refusal is not None
    assert refusal.code == code
    assert refusal.data["line"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1251"])
def test_other_encodings_are_named(exports: list[bytes], encoding: str, tmp_path: Path) -> None:
    text = exports[1].decode().replace("UTF-8", encoding, 1)
    path = tmp_path / "other.xml"
    path.write_bytes(text.encode(encoding, errors="xmlcharrefreplace"))
    refusal = refusal_of(path)
    assert refusal is not None
    assert "utf-8" in str(refusal)


def test_a_paragraph_of_twelve_megabytes_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Дълъг ред. " * 700_000, encoding="utf-8")
    header, bundles = corpus_of([tmp_path / "long.txt"], tmp_path)
    write("tei", header, bundles, tmp_path / "long.xml")
    assert read("tei", tmp_path / "long.xml")[1][0].document == bundles[0].document
