"""Sentences take their numbers in the form that fits them, in both languages."""

from __future__ import annotations

import re
from importlib import import_module
from string import Formatter

import pytest

from annotator.model.sentences import PARTS, sentence_of, sentences

FORMS = re.compile(r"[^|]+\|[^|]+")


@pytest.mark.parametrize(
    ("number", "english", "bulgarian"),
    [
        (0, "0 hits in 0 documents.", "0 места в 0 документа."),
        (1, "1 hit in 1 document.", "1 място в 1 документ."),
        (2, "2 hits in 2 documents.", "2 места в 2 документа."),
    ],
)
def test_a_number_takes_the_form_of_its_word(number: int, english: str, bulgarian: str) -> None:
    code = next(c for c, pair in sentences().items() if pair[0].startswith("{total:hit|hits}"))
    data = {"total": number, "documents": number}
    assert sentence_of(code, data, "en") == english
    assert sentence_of(code, data, "bg") == bulgarian


def test_what_is_no_number_is_told_as_it_is() -> None:
    data = {"name": "x", "count": True, "reason": "y"}
    assert "?" not in sentence_of("correction_known", data, "en")


def test_a_number_in_a_sentence_has_the_comma_of_its_language() -> None:
    data = {"feature": "size", "value": 2.5}
    assert sentence_of("problem.out_of_bounds", data, "en") == "size cannot be 2.5: out of bounds."
    assert "2,5" in sentence_of("problem.out_of_bounds", data, "bg")
    named = {"feature": "size", "value": "v2.5"}
    assert "v2.5" in sentence_of("problem.bad_value", named, "bg")


def test_each_form_of_a_number_has_two_words_in_both_languages() -> None:
    for code, pair in sentences().items():
        for text in pair:
            specs = [spec for _, _, spec, _ in Formatter().parse(text) if spec]
            assert all(FORMS.fullmatch(spec) for spec in specs), (code, text)


def test_both_languages_are_filled_with_the_same_data() -> None:
    for code, (english, bulgarian) in sentences().items():
        names = [
            {name.removesuffix("_bg") for _, name, _, _ in Formatter().parse(text) if name}
            for text in (english, bulgarian)
        ]
        assert names[0] == names[1], code


def test_each_code_has_one_sentence() -> None:
    held = [code for part in PARTS for code in import_module(f"annotator.model.{part}").SENTENCES]
    assert sorted(code for code in set(held) if held.count(code) > 1) == []
