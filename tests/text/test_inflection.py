"""Which words are other forms of a known name, and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.inflection import (
    ANY_LANGUAGE,
    LIKELY,
    NOT,
    SURE,
    as_known,
    beginning_of_forms,
    beginnings,
    form_of,
    forms_of_names,
    known_forms,
    ungluings,
)
from annotator.text.normal import fold


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *(("Москвы", "Москва"), ("Россией", "Россия"), ("Орловой", "Орлова"), ("МИДе", "МИД")),
        *(
            ("ПВП-то", "ПВП"),
            ("ЕС-то", "ЕС"),
            ("Парламентът", "парламент"),
            ("бежанците", "бежанци"),
        ),
        *(("Европейската", "Европейска"), ("Одесі", "Одеса"), ("Польщі", "Польща")),
        *(("Велики", "Великият"), ("Индии", "Индия"), ("Турци", "Турция")),
        *(("Καλαμάτας", "Καλαμάτα"), ("ბათუმში", "ბათუმი"), ("ბერიძის", "ბერიძე")),
        *(("والسودان", "السودان"), ("ولعباس", "عباس"), ("בחיפה", "חיפה")),
        *(("Vela's", "Vela"), ("Vela\u2019s", "Vela"), ("VELA", "Vela")),
        *(("Елкин", "Ёлкин"), ("Ёлкин", "Елкин"), ("Семенову", "Семёнова"), ("Петра", "Пётр")),
        *(("Орла", "Орёл"), ("Орле", "Орёл"), ("Києва", "Київ"), ("Харкова", "Харків")),
    ],
)
def test_forms_that_are_sure(word: str, name: str) -> None:
    assert form_of(word, name) == SURE
    assert fold(name) in known_forms(word)
    assert any(fold(name).startswith(begin) for begin in beginnings(word))
    assert form_of(word, *as_known([fold(name)]))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *(("Петрова", "Петров"), ("Петров", "Петрова"), ("Петровой", "Петров")),
        *(("Каменска", "Каменски"), ("Руската", "Русия"), ("Peters", "Peter")),
        *(("Германия", "Герман"), ("Виктория", "Виктор"), ("Дания", "Дана"), ("Дан", "Дания")),
        *(("софийската", "София"), ("Langs", "Lang"), ("הלוי", "לוי")),
    ],
)
def test_what_may_be_another_name_is_only_likely(word: str, name: str) -> None:
    assert form_of(word, name) == LIKELY


@pytest.mark.parametrize(
    ("word", "name", "language"),
    [
        *(("Bogatyni", "Bogatynia", "pl"), ("Turowa", "Turów", "pl"), ("Rosji", "Rosja", "pl")),
        *(("Nowakowi", "Nowak", "pl"), ("Kowalskiego", "Kowalski", "pl"), ("Brně", "Brno", "cs")),
        *(("Zagrebu", "Zagreb", "hr"), ("Łodzi", "Łodzia", "pl"), ("Нишу", "Ниш", "sr")),
    ],
)
def test_languages_with_latin_letters_may_decline_names(
    word: str, name: str, language: str
) -> None:
    assert form_of(word, name, language) == SURE
    assert fold(name) in known_forms(word)
    assert any(fold(name).startswith(begin) for begin in beginnings(word))
    assert form_of(word, *as_known([fold(name)]), ANY_LANGUAGE)


@pytest.mark.parametrize(
    ("word", "name", "language"),
    [
        *(("Nowaka", "Nowak", "pl"), ("Jana", "Jan", "cs"), ("Kowalska", "Kowalski", "pl")),
        *(("Kowalskiego", "Kowalska", "pl"), ("Marka", "Marek", "pl"), ("Карла", "Карел", "ru")),
        *(("Орла", "Орел", "ru"), ("Ёлкина", "Елкин", "ru"), ("Николићеву", "Николић", "sr")),
        *(("Jovićeva", "Jović", "sr"), ("Novákovou", "Novák", "cs")),
    ],
)
def test_without_certain_vowels_or_sexes_a_form_is_only_likely(
    word: str, name: str, language: str
) -> None:
    assert form_of(word, name, language) == LIKELY
    assert fold(name).startswith(beginning_of_forms(word)) or fold(name) in known_forms(word)


@pytest.mark.parametrize(
    ("word", "name", "language"),
    [
        *(("Germany", "German", "en"), ("Paula", "Paul", "de"), ("Rome", "Roma", "it")),
        *(("орла", "Орёл", "ru"), ("Орлов", "Орёл", "ru"), ("krakowa", "Kraków", "pl")),
    ],
)
def test_other_languages_and_small_letters_have_no_such_forms(
    word: str, name: str, language: str
) -> None:
    assert form_of(word, name, language) == NOT


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *(("Москвич", "Москва"), ("рим", "Римма"), ("Velas", "Velar"), ("ЕСП", "ЕС")),
        *(("мечка", "Мора"), ("", "Vela"), ("Vela", ""), ("南海", "南")),
    ],
)
def test_what_is_no_form(word: str, name: str) -> None:
    assert form_of(word, name) == NOT


def test_names_of_several_words_are_compared_word_by_word() -> None:
    name = ["Министерство", "иностранных", "дел"]
    assert forms_of_names(["Министерства", "иностранных", "дел"], name) == SURE
    assert forms_of_names(["Министерства", "финансов"], name) == NOT
    assert forms_of_names(["Ивана", "Петрова"], ["Иван", "Петров"]) == LIKELY
    assert forms_of_names([], []) == NOT


def test_what_is_glued_before_a_name_is_known() -> None:
    assert "القاهرة" in ungluings("بالقاهرة")
    assert "القاهرة" not in ungluings("القاهرة")


@given(st.text("аеоистрвк", min_size=3, max_size=9), st.text("аеоистрвк", min_size=3, max_size=9))
def test_a_form_begins_as_it_is_looked_for(word: str, name: str) -> None:
    assert form_of(word, word) == SURE
    if form_of(word, name) == SURE:
        assert name.startswith(beginning_of_forms(word))
        assert name in known_forms(word)
