"""Text files as they come: encodings, byte order marks, line ends, doubled teasers, no texts."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.registry import recognise
from annotator.model.bundle import Bundle
from annotator.model.errors import FormatError
from tests.formats.exported import read

ARTICLE = (
    "Министърът обяви нови мерки за селата край реката\n"
    "Правителството ще отпусне средства за ремонт на моста, съобщи вчера министърът на "
    "регионалното развитие. Хората в селата чакат този ремонт от много години.\n"
    "„Ще започнем през есента“, каза той пред журналисти в София.\n"
)
RUSSIAN = (
    "Завод у озера остановил работу на две недели\n"
    "Директор завода сообщил, что рабочие получат отпуск, а оборудование проверят. Жители посёлка "
    "надеются, что после проверки воздух станет чище.\n"
)


def one(path: Path, options: ReadOptions | None = None) -> Bundle:
    assert recognise(path).name == "text"
    (bundle,) = read("text", path, options)[1]
    return bundle


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARTICLE, "utf-8"), (ARTICLE, "utf-8-sig"), (ARTICLE, "cp1251"), (RUSSIAN, "koi8-r"),
     (RUSSIAN, "cp1251"), (ARTICLE, "utf-16"), (RUSSIAN, "utf-16-le"), (ARTICLE, "utf-16-be"),
     (ARTICLE, "utf-32")],
)  # fmt: skip
def test_a_text_is_read_in_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "article.txt"
    raw = text.encode(encoding)
    path.write_bytes(raw)
    document = one(path).document
    assert document.text == text
    assert document.sha256 == sha256(text.encode()).hexdigest()
    assert document.source["raw_sha256"] == sha256(raw).hexdigest()
    assert document.source["bytes"] == len(raw)
    assert (document.name, document.file) == ("article", "article.txt")


def test_a_short_text_with_controls_comes_in_and_they_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "teletype.txt"
    path.write_bytes("\x02Мостът\x07 чака\0\x03.".encode())
    document = one(path).document
    assert document.text == "\ufffdМостът\ufffd чака\ufffd\ufffd."
    counts = document.source["counts"]
    assert (counts["control"], counts["nul"]) == (3, 1)
    assert counts["first"] == {"nul": [13], "control": [0, 7, 14]}


def test_the_first_line_is_the_headline_and_the_title(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    bundle = one(path)
    assert [x.role for x in bundle.segments] == ["headline", "lead", "body"]
    title = bundle.document.metadata["title"]
    assert (title.value, title.inferred) == (ARTICLE.splitlines()[0], True)


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_bytes("Кмет".encode("mac_cyrillic"))
    found = one(path, ReadOptions(decoding="mac_cyrillic", language="bg"))
    assert found.document.text == "Кмет"
    assert found.document.metadata["language"].value == "bg"


def test_line_ends_become_line_feeds_and_the_text_nfc(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Мои\u0306 град.\r\nВтори ред.\rТрети\x0bред.\x00".encode())
    document = one(path).document
    assert document.text == "Мой град.\nВтори ред.\nТрети\nред.\ufffd"
    assert document.source["counts"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"  \n\n ", "empty"), (b"\xef\xbb\xbf", "empty"), (b"\xff\xfe", "empty"),
     (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
     (b"%PDF-1.7\n" + bytes(range(256)) * 4, "binary"), (b"PK\x03\x04" + bytes(64), "binary")],
)  # fmt: skip
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "no.txt"
    path.write_bytes(data)
    with pytest.raises(FormatError) as caught:
        read(recognise(path).name, path)
    assert caught.value.data["reason"] == reason
    assert caught.value.data["file"] == str(path)


def test_damaged_utf8_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    whole = ARTICLE[:-3].encode()
    path.write_bytes(whole + b"\xd0 and more text, in UTF-8: " + ARTICLE.encode())
    with pytest.raises(FormatError) as caught:
        read("text", path)
    assert caught.value.code == "text_damaged_utf8"
    assert caught.value.data["position"] == len(whole)


def test_a_doubled_teaser_and_its_deck_are_not_annotated(seeds: Path, tmp_path: Path) -> None:
    """The seed article, found again from its text alone."""
    path = tmp_path / "seed.txt"
    path.write_bytes((seeds / "seed" / "000_76c35f2a0a6f2b8c.txt").read_bytes())
    found = one(path)
    text = found.document.text
    copies = [s for s in found.segments if s.duplicate_of]
    assert len(copies) == 2
    by_id = {s.id: s for s in found.segments}
    for copy in copies:
        twin = by_id[copy.duplicate_of or ""]
        assert text[copy.begin : copy.end] == text[twin.begin : twin.end]
        assert not copy.annotate
    assert sum(s.annotate for s in found.segments) == 11


def test_a_first_line_that_looks_like_one_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    title = one(path).document.metadata["title"]
    assert (title.value, title.inferred) == (ARTICLE.split("\n")[0], True)
    assert set(title.note or {}) == {"en", "bg"}
