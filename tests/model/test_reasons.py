"""Reasons within refusals: each that the code gives is said in both languages."""

from __future__ import annotations

import re

import pytest

from annotator.formats.xml import XmlError, parse_bytes
from annotator.model.errors import FormatError
from annotator.model.reasons import reason_in
from annotator.model.sentences import sentences
from annotator.model.wording import sentence
from annotator.model.wording_reasons import REASONS
from tests.model.reasons_in_code import reasons_in_code

_NAMES = {"sha256", "UTF-8"}
"""Reasons that are names in every language."""
FOUND = sorted(set(reasons_in_code()))


def test_the_code_is_really_looked_through() -> None:
    texts = {text for _, text in FOUND}
    assert {"an object is needed", "«1» is missing", "the copy differs", "no TEI"} <= texts
    assert "a comment or processing instruction" in texts


@pytest.mark.parametrize(("place", "text"), FOUND)
def test_every_reason_is_said_in_both_languages(place: str, text: str) -> None:
    if text in sentences() or text in _NAMES:
        return
    said = reason_in(text, "bg")
    left = re.sub("«[0-9]»", "", said)
    known = r"\b(history|tokens|offset_unit|origin_detail|document\.file|source|TEI|XML|utf-8)\b"
    names = re.sub(known, "", left)
    assert re.search("[а-я]", names), place
    assert not re.search("[a-z]{2}", names), f"{place}: {said}"
    assert sorted(re.findall("«[0-9]»", said)) == sorted(re.findall("«[0-9]»", text)), place
    assert reason_in(text, "en") == text


def test_places_to_fill_are_the_same_in_both() -> None:
    for english, bulgarian in REASONS.items():
        places = re.findall(r"\{\d\}", english)
        assert sorted(places) == sorted(re.findall(r"\{\d\}", bulgarian)), english
        assert re.search("[а-я]", bulgarian), english


def test_what_it_is_about_stays_and_what_is_filled_in_is_not_read() -> None:
    said = reason_in("Annotation.spans: spans are pairs of whole numbers", "bg")
    assert said == "Annotation.spans: местата са двойки цели числа"
    said = reason_in("kind of r{1}: 'x' is none of a, b", "bg")
    assert said == "вид на r{1}: 'x' не е сред a, b"
    assert reason_in("something of a library: odd", "bg") == "something of a library: odd"


def test_a_refusal_is_in_one_language() -> None:
    error = FormatError("bad_record", file="x.jsonl", line=3, reason="an object is needed")
    assert "нужен е обект" in sentence(error, "bg")
    assert "an object is needed" in sentence(error, "en")


@pytest.mark.parametrize(
    "broken",
    [
        b"<a><b></a>", b"<a>", b"<a", b"", b"x<a/>", b"<a/>x", b"<a>&x;</a>", b"<a>&x</a>",
        b"<a>& b</a>", b"<a b=1/>", b"<a b='1' b='2'/>", b"<a b='<'/>", b"<a>\x01</a>",
        b"<a>\xff</a>", b"<a>&#0;</a>", b"<a><1/></a>", b"<a b/>", b"<!-- <a/>", b"<a>]]></a>",
        b"<a:b/>", b"<a b='1'c='2'/>", b" <?xml version='1.0'?><a/>", b"<a b='1", b"<a></a ",
        b"<?xml version='1.0' encoding='nope'?><a/>", b"<a><![CDATA[x</a>",
    ],
)  # fmt: skip
def test_what_the_parser_of_xml_says_is_said_in_bulgarian(broken: bytes) -> None:
    with pytest.raises(XmlError) as caught:
        parse_bytes(broken)
    said = reason_in(str(caught.value.msg), "bg")
    assert re.search("[а-я]{3}", said), caught.value.msg
    assert not re.search("[a-zA-Z]{3}", said.replace("XML", "").replace("nope", "")), said
    assert "(ред 1, колона" in said or "(ред 2, колона" in said
