"""Tests of `annotator.text.composing`."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.composing import nfc
from tests.text.strategies import texts


@settings(max_examples=300, deadline=None)
@given(texts)
def test_it_is_what_unicode_says(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="аеиий\u0301\u0306\u0300\u0327qa\u1100\u1161\u11a8\u0344Å", max_size=12))
def test_marks_that_meet_compose_as_unicode_says(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("before", ["", "e", "и"])
def test_every_character_alone_and_after_a_letter(before: str) -> None:
    for number in range(sys.maxunicode + 1):
        if not 0xD800 <= number <= 0xDFFF:
            text = before + chr(number)
            assert nfc(text) == unicodedata.normalize("NFC", text), hex(number)


def test_what_needs_nothing_is_the_same_object() -> None:
    for text in ("plain", "По-добре късно", "🔥 🧑‍⚖️ 🇧🇬", "„кавички“ – тире…"):
        assert nfc(text) is text
