"""Tests of `annotator.text.normal`."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.normal import fold, nfc_map
from tests.text.strategies import texts


@settings(max_examples=300, deadline=None)
@given(texts)
def test_the_text_is_nfc_and_the_map_agrees(text: str) -> None:
    normalized = nfc_map(text)
    expected = unicodedata.normalize("NFC", text)
    assert normalized.text == expected
    assert (normalized.map is None) == (text == expected)
    if normalized.map is None:
        return
    positions = normalized.map
    assert (positions.length, positions.nfc_length) == (len(text), len(expected))
    assert positions.to_nfc(0) == positions.to_original(0) == 0
    assert positions.to_nfc(len(text)) == len(expected)
    assert positions.to_original(len(expected)) == len(text)
    forth = [positions.to_nfc(offset) for offset in range(len(text) + 1)]
    back = [positions.to_original(position) for position in range(len(expected) + 1)]
    assert forth == sorted(forth)
    assert back == sorted(back)


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_a_span_goes_back_to_what_it_came_from(text: str, data: st.DataObject) -> None:
    normalized = nfc_map(text)
    if normalized.map is None:
        return
    begin = data.draw(st.integers(0, len(normalized.text)))
    end = data.draw(st.integers(begin, len(normalized.text)))
    low, high = normalized.map.span_to_original(begin, end)
    assert 0 <= low <= high <= len(text)
    assert normalized.text[begin:end] in unicodedata.normalize("NFC", text[low:high])


def test_positions_of_an_example() -> None:
    normalized = nfc_map("и\u0306ко и и\u0306")
    assert normalized.text == "йко и й"
    positions = normalized.map
    assert positions is not None
    assert [positions.to_original(position) for position in range(8)] == [0, 2, 3, 4, 5, 6, 7, 9]
    assert [positions.to_nfc(offset) for offset in range(10)] == [0, 0, 1, 2, 3, 4, 5, 6, 6, 7]
    assert positions.span_to_original(0, 1) == (0, 2)
    assert positions.span_to_original(6, 7) == (7, 9)
    with pytest.raises(ValueError, match="outside"):
        positions.to_nfc(10)
    with pytest.raises(ValueError, match="outside"):
        positions.to_original(8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("РУСИЯ", "русия"),
        ("Чайко\u0301вски", "чайковски"),
        ("и\u0306", "Й"),
        ("е\u0308", "Ё"),
        ("STRASSE", "Straße"),
        ("Гърмѐн", "гърмен"),
    ],
)
def test_equal_words_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("й", "и"), ("ё", "е"), ("é", "e"), ("ќ", "к"), ("ü", "u"), ("ї", "і")]
)
def test_letters_stay_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
