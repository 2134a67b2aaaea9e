"""Names of the scheme as they stand alone and within a line."""

from __future__ import annotations

import pytest

from annotator.model.language import small, text_in


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("State", "state"),
        ("Government Body", "government body"),
        ("EU", "EU"),
        ("Position of the EU", "position of the EU"),
        ("COVID-19 measure", "COVID-19 measure"),
        ("pH value", "pH value"),
        ("Class A", "class A"),
        ("A", "a"),
        ("Държавен орган", "държавен орган"),
        ("НАТО", "НАТО"),
        ("", ""),
    ],
)
def test_a_name_within_a_line_begins_small_and_keeps_its_abbreviations(
    name: str, within: str
) -> None:
    assert small(name) == within


@pytest.mark.parametrize(
    ("texts", "language", "within"),
    [
        ({"de": "Quelle der Meinung"}, "en", "Quelle der Meinung"),
        ({"de-AT": "Quelle"}, "bg", "Quelle"),
        ({"de": "Quelle", "en": "Source"}, "en", "source"),
        ({"de": "Quelle", "en": "Source"}, "bg", "source"),
        ({"de": "Quelle", "en": ""}, "en", "Quelle"),
        ({"fr": "Source du texte"}, "en", "source du texte"),
        ({}, "en", "kind"),
        (None, "en", "kind"),
    ],
)
def test_german_nouns_keep_their_capital_within_a_line(
    texts: dict[str, str] | None, language: str, within: str
) -> None:
    assert text_in(texts, language, "Kind", in_line=True) == within
    assert text_in(texts, language, "Kind")[:1].isupper()
