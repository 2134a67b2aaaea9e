"""Tests of `annotator.text.normal`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.normal import fold
from tests.text.strategies import texts


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
