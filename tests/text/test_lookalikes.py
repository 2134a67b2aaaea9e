"""Letters that look alike are seen as one."""

from __future__ import annotations

import unicodedata

import pytest

from annotator.text.lookalikes import seen_as


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Тон", "T\u006fн"),
        ("РАСЕ", "PACE"),
        ("ΤΟΠΟΣ", "T\u004fΠ\u004fΣ"),
        ("Plain", "Plain"),
        ("Дж", "Дж"),
    ],
)
def test_letters_are_seen_as_the_latin_ones_that_they_look_like(text: str, seen: str) -> None:
    assert seen_as(text) == seen


def test_nothing_but_letters_of_other_scripts_is_changed() -> None:
    for number in range(0x2000):
        char = chr(number)
        if seen_as(char) != char:
            assert seen_as(char).isascii()
            assert unicodedata.name(char).startswith(("CYRILLIC", "GREEK"))
            assert unicodedata.category(char) == unicodedata.category(seen_as(char))
