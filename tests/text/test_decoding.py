"""Tests of `annotator.text.decoding`."""

from __future__ import annotations

import hashlib
import marshal
import pickle
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.decoding import DecodingError, decode

RUSSIAN = (
    "Министр иностранных дел заявил журналистам, что переговоры о делимитации границы будут "
    "продолжены в ближайшие недели. По его словам, стороны договорились создать рабочую группу, "
    "которая подготовит проект соглашения. «Мы готовы оказать необходимую помощь», подчеркнул он. "
    "Ранее сообщалось, что встреча состоится в Москве 5 ноября. Съезд партии объявил об этом в "
    "среду, хотя ещё вчера её представители отказывались отвечать на вопросы. "
)
UKRAINIAN = (
    "Міністр закордонних справ заявив журналістам, що переговори щодо визначення кордону "
    "триватимуть найближчими тижнями. За його словами, сторони домовилися створити робочу групу, "
    "яка підготує проєкт угоди. Раніше повідомлялося, що зустріч відбудеться у Києві 5 листопада. "
    "Її учасники, зокрема представники європейських країн, ще вчора відмовлялися відповідати на "
    "запитання. Ґрунтовне обговорення чекає на з'їзд партії. "
)
GERMAN = (
    "Der Außenminister erklärte vor Journalisten, dass die Gespräche über die Grenze in den "
    "nächsten Wochen fortgesetzt würden. Nach seinen Worten einigten sich beide Länder darauf, "
    "eine Arbeitsgruppe zu gründen, die einen Entwurf für das Abkommen prüfen soll. Früher hieß "
    "es, das Treffen finde am 5. November in München statt. Schöne Worte genügten nicht. "
)
CYRILLIC = ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"]
SINGLE_BYTE = [
    *(("bg", encoding) for encoding in CYRILLIC),
    *(("ru", encoding) for encoding in CYRILLIC),
    *(("uk", encoding) for encoding in ["cp1251", "koi8-u", "iso8859-5", "mac-cyrillic"]),
    *(("de", encoding) for encoding in ["cp1252", "iso8859-1", "mac-roman", "cp850"]),
]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
clean = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
    min_size=1,
)


@pytest.fixture
def samples(article: str) -> dict[str, str]:
    return {"bg": article, "ru": RUSSIAN * 7, "uk": UKRAINIAN * 7, "de": GERMAN * 7}


@pytest.mark.parametrize("length", [60, 200, 1_000, 2_800])
@pytest.mark.parametrize(("language", "encoding"), SINGLE_BYTE)
def test_single_bytes_are_told(
    samples: dict[str, str], language: str, encoding: str, length: int
) -> None:
    data = samples[language][:length].encode(encoding, "ignore")
    decoded = decode(data)
    assert decoded.text == data.decode(encoding)
    assert decoded.how == "detected"
    assert not decoded.had_bom
    assert decoded.candidates[0].encoding == decoded.encoding
    assert 1 <= len(decoded.candidates) <= 3
    assert list(decoded.candidates) == sorted(decoded.candidates, key=lambda one: -one.score)


@pytest.mark.parametrize("length", [5, 20, 200, 2_800])
@pytest.mark.parametrize("language", ["bg", "ru", "uk", "de"])
@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_is_told(
    samples: dict[str, str], language: str, encoding: str, length: int
) -> None:
    text = samples[language][:length]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.had_bom == (encoding in ("utf-8-sig", "utf-16", "utf-32"))


@settings(max_examples=150, deadline=None)
@given(clean)
def test_utf8_comes_back(text: str) -> None:
    data = text.encode("utf-8")
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.how) == (text, "utf-8", "utf-8")
    assert decoded.raw_sha256 == hashlib.sha256(data).hexdigest()


@settings(max_examples=150, deadline=None)
@given(clean, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.how) == (text, "bom")


@settings(max_examples=60, deadline=None)
@given(clean)
def test_utf16_comes_back_where_it_is_declared(text: str) -> None:
    decoded = decode(b" \0" + text.encode("utf-16-le"), declared="UTF-16LE")
    assert (decoded.text, decoded.encoding, decoded.how) == (" " + text, "utf-16-le", "declared")


def test_only_one_mark_is_dropped() -> None:
    assert decode("\ufeff\ufeffа".encode()).text == "\ufeffа"


def test_the_declared_encoding_is_obeyed() -> None:
    data = "Русия".encode("cp1251")
    assert decode(data, declared="windows-1251").encoding == "cp1251"
    assert decode("Русия".encode(), declared="cp1251").text == "Русия".encode().decode("cp1251")


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"", None, "empty"),
        (b"\xef\xbb\xbf", None, "empty"),
        (b"\xff\xfe", None, "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"abc" * 99, None, "binary"),
        (b"PK\x03\x04" + b"abc" * 99, None, "binary"),
        (b"%PDF-1.7\n", None, "binary"),
        (b"SQLite format 3\x00" + b"\0" * 84, None, "binary"),
        (b"SQLite format 3\x00" + b"\0" * 84, "utf-8", "binary"),
        (bytes(range(256)) * 20, None, "binary"),
        (zlib.compress(bytes(range(256)) * 50) * 3, None, "binary"),
        (b"\xff\xfea", None, "undecodable"),
        (b"\x98abc", "cp1251", "undecodable"),
        (b"abc", "no-such-thing", "unknown_encoding"),
        (b"abc", "hex", "unknown_encoding"),
        (b"abc", "\0", "unknown_encoding"),
        ("Русия и Армения".encode() + b"\xd0", None, "damaged_utf8"),
        ("Русия".encode() * 9 + b"\xff" + b"abc", None, "damaged_utf8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, declared: str | None, reason: str) -> None:
    with pytest.raises(DecodingError) as caught:
        decode(data, declared=declared)
    assert caught.value.reason == reason
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "a\x01b\x02c",
        "Тест\x01\x02\x03 текст\x07.",
        "Русия\0 и\0 Армения\0",
        "\x02Title\x03\x02Body\x03",
    ],
)
def test_a_short_text_with_many_controls_is_still_a_text(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.how) == (text, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"\0\x01\x02\x03", b"ok\x7f\x7f", b"\x01\x02ab\x03", b"....\x01\x02.\x03..",
        struct.pack("<4i", 1, 70_000, -3, 12), marshal.dumps((0.25, 123_456, "name")),
        pickle.dumps([0.25, 7, "abc"]), "Тест\x01\x02 текст\x07\x07".encode("cp1251"),
        b"word " * 300 + b"\x01" * 200,
    ],
)  # fmt: skip
def test_what_is_mostly_signs_for_machines_is_no_text(data: bytes) -> None:
    with pytest.raises(DecodingError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


def test_damage_is_placed() -> None:
    with pytest.raises(DecodingError) as caught:
        decode("Русия".encode() * 9 + b"\xffabc")
    assert caught.value.position == 90
    with pytest.raises(DecodingError) as caught:
        decode(b"ab\x98c", declared="cp1251")
    assert (caught.value.position, caught.value.encoding) == (2, "cp1251")


def test_single_nuls_are_left_to_settling() -> None:
    assert decode(b"abc\0" + b"d" * 500).text == "abc\0" + "d" * 500


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DecodingError:
        return
    marks = (data, data[2:], data[3:], data[4:])
    assert any(part.decode(decoded.encoding, "ignore") == decoded.text for part in marks)
