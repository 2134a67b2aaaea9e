"""The texts of the dialogs: both languages, and no key twice in one dialog."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from annotator.model.bundle import Ability
from annotator.model.sentences import sentences
from annotator.ui.words.dialogs import all_words, counted
from tests.ui.words.both_languages import hold_both_languages

_KEY = re.compile(r"&(\w)")
_NEVER_TOGETHER = {
    "import.go",
    "import.go.one",
    "import.go_documents.one",
    "import.add",
    "export.go.one",
    "new.browse",
    "package.go.one",
    "package.go_corrections",
    "round.go.one",
    "round.go_any",
    "receive.go.one",
    "receive.take",
    "receive.you",
    "receive.open_corpus",
    "merge.go.one",
    "merge.go_any",
}
"""Texts of one button at different times, or of buttons that differ in Latin and Cyrillic alike."""


def test_every_text_is_there_in_both_languages_with_the_same_data() -> None:
    hold_both_languages(all_words())


def test_everything_that_a_format_may_carry_has_a_name() -> None:
    assert [a.value for a in Ability if f"ability.{a.value}" not in sentences()] == []


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize(
    "dialog",
    [
        "import",
        "export",
        "new",
        "preferences",
        "package",
        "round",
        "written",
        "sendback",
        "receive",
        "merge",
    ],
)
def test_no_key_opens_two_things_of_one_dialog(dialog: str, language: int) -> None:
    keys: Counter[str] = Counter()
    for code, texts in all_words().items():
        if code.startswith(f"{dialog}.") and code not in _NEVER_TOGETHER:
            keys.update(key.casefold() for key in _KEY.findall(texts[language]))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 document"), (0, "0 documents"), (10_000, "10,000 documents")],
)
def test_one_is_said_as_one(number: int, said: str) -> None:
    assert counted("count.documents", "en", number) == said
