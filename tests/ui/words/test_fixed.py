"""The fixed texts of widgets: both languages, and none of them under the name of another."""

from __future__ import annotations

from annotator.ui.action_table.table import ACTIONS
from annotator.ui.words import (
    agreement,
    chrome,
    corrections,
    keys,
    review,
    safety,
    search,
    showing,
    talk,
)
from annotator.ui.words.fixed import all_words, word
from tests.ui.words.both_languages import fields_of, hold_both_languages

_PARTS = {
    "agreement": agreement.AGREEMENT,
    "chrome": chrome.CHROME,
    "corrections": corrections.CORRECTIONS,
    "keys": keys.KEYS,
    "review": review.REVIEW,
    "safety": safety.SAFETY,
    "search": search.SEARCH,
    "showing": showing.SHOWING,
    "talk": talk.TALK,
}


def test_every_text_is_there_in_both_languages_with_the_same_data() -> None:
    hold_both_languages(all_words())


def test_no_part_speaks_under_the_name_of_another() -> None:
    known = all_words()
    for name, part in _PARTS.items():
        assert {code for code, texts in part.items() if known[code] != texts} == set(), name
    codes = [code for part in _PARTS.values() for code in part]
    assert len(codes) == len(set(codes))


def test_keys_within_texts_are_those_of_actions_that_have_one() -> None:
    having = {f"keys[{action.id}]" for action in ACTIONS if action.shortcuts}
    for code, (english, _) in all_words().items():
        asked = {field for field in fields_of(english) if field.startswith("keys[")}
        assert asked <= having, code


def test_a_key_of_the_table_stands_in_the_text() -> None:
    said = word("no_such_word", "en", letter="q")
    assert said == "No word that begins with q is on the screen."
    assert "{" not in word("no_documents", "bg")


def test_borders_round_one_character_are_said_in_the_singular() -> None:
    for code in ("border_end", "border_begin", "border_live"):
        for language, one, two in (
            ("en", "1 character", "2 characters"),
            ("bg", "1 знак", "2 знака"),
        ):
            said = [word(code, language, word="x", quote="x", count=n).rstrip(".") for n in (1, 2)]
            assert [text.split(". ")[-1].split(", ")[-1] for text in said] == [one, two]
