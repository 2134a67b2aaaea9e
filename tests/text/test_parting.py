"""A selection ends within a word where people part words, and nowhere else."""

from __future__ import annotations

import pytest

from annotator.text.parting import snap_to_words
from annotator.text.tokens import snap_to_tokens


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("Secondo il PD l'esecutivo prende", "esecutivo", "esecutivo"),
        ("dell\u2019Unione europea", "Unione europea", "Unione europea"),
        ("l'entourage d'Aubry", "entourage d", "entourage d"),
        ("Hatay'daki konut", "Hatay", "Hatay"),
        ("the dockers' offer", "dockers", "dockers"),
        ("현대차가 교섭을 거부하고 있다고", "교섭", "교섭"),
        ("현대차가 교섭을 거부하고 있다고", "교섭을 거부하고 있다", "교섭을 거부하고 있다"),
        ("NHK는 밝혔다", "NHK", "NHK"),
        ("אמרה שההצעה היא לעג", "ההצעה היא לעג", "ההצעה היא לעג"),
        ("وقال الوزير إن", "قال", "قال"),
        ("a dit-elle hier", "elle", "elle"),
        ("a dit-elle hier", "dit", "dit"),
        ("a\u2011t\u2011il dit", "il", "a\u2011t\u2011il"),
        ("« Non », a-t-il dit", "il", "il"),
        ("« Non », a-t-il dit", "a", "a"),
        ("le vice-président", "président", "vice-président"),
        ("dit-elle", "lle", "dit-elle"),
        ("dit-il", "dit", "dit-il"),
        ("a-t-il dit", "a", "a"),
        ("T-il", "il", "T-il"),
        ("an add-on", "add", "add-on"),
        ("Kim Jong-il", "Kim Jong", "Kim Jong-il"),
        ("a red T-shirt", "T", "T-shirt"),
        ("по-добре", "добре", "по-добре"),
        ("кто-нибудь", "кто", "кто-нибудь"),
        ("disse-me", "disse", "disse-me"),
        ("dându-i", "dându", "dându-i"),
        ("Кметът отказа", "мет", "Кметът"),
        ("the government's plan", "govern", "government's"),
        ("азербайджанско-арменската граница", "арменската", "азербайджанско-арменската"),
        ("현대차가 교섭을", "대차", "현대차"),
        ("אלון רחב", "לון", "אלון"),
    ],
)
def test_a_part_of_a_word_is_kept_where_people_part_words(text: str, part: str, kept: str) -> None:
    begin = text.index(part)
    low, high = snap_to_words(text, begin, begin + len(part))
    assert text[low:high] == kept


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("Non, dit-il.", "dit", "dit"),
        ("Non, dit-il.", "il", "il"),
        ("Peut-on le dire ?", "on", "on"),
        ("l'a-t-on dit", "l'a", "l'a"),
        ("Est-ce vrai ?", "Est", "Est"),
        ("un rendez-vous", "rendez", "rendez-vous"),
        ("Rendez-vous manqué", "Rendez", "Rendez-vous"),
        ("un rendez-vous", "vous", "rendez-vous"),
        ("au garde-à-vous", "vous", "garde-à-vous"),
        ("le vice-président", "vice", "vice-président"),
        ("un t-shirt", "shirt", "t-shirt"),
    ],
)
def test_a_pronoun_after_its_verb_parts_words_where_the_text_is_french(
    text: str, part: str, kept: str
) -> None:
    begin = text.index(part)
    for language in ("fr", "fr-CA", "FR_be"):
        low, high = snap_to_words(text, begin, begin + len(part), language)
        assert text[low:high] == kept


@pytest.mark.parametrize(
    "text", ["Кметът отказа среща.", " l'ami  de Vela-based 東京 ", "a\u0301b'c"]
)
def test_what_begins_and_ends_with_words_is_as_tokens_are(text: str) -> None:
    for begin in range(len(text) + 1):
        for end in range(begin, len(text) + 1):
            low, high = snap_to_words(text, begin, end)
            first, last = snap_to_tokens(text, begin, end)
            assert first <= low <= high <= last
            if (first, last) == (begin, end):
                assert (low, high) == (begin, end)
