"""Tests of `annotator.text.sentences`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.sentences import sentence_at, sentences
from tests.text import sentence_cases as cases
from tests.text.strategies import texts

languages = st.sampled_from(["bg", "ru", "en", "de", "", "bg-BG", "xx"])


def cut(text: str, language: str = "bg") -> list[str]:
    return [text[begin:end] for begin, end in sentences(text, language)]


@settings(max_examples=150, deadline=None)
@given(texts, languages)
def test_sentences_are_trimmed_and_cover_all_but_white_space(text: str, language: str) -> None:
    last = 0
    for begin, end in sentences(text, language):
        assert last <= begin < end
        assert not text[last:begin].strip()
        assert text[begin:end] == text[begin:end].strip()
        assert not any(mark in text[begin:end] for mark in "\n\r\u2028\u2029")
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "parts",
    [
        ["Срещата е за примирието от 2020 г.", "Страните я обсъдиха."],
        ["Това каза А. Б. Иванов вчера.", "Той е проф. д-р по право."],
        ["Кметът, т.е. Петров, е против, в т. ч. Иванов.", "Това е."],
        ["Живее на ул. Шипка в гр. София.", "Вижте т.нар. план, напр. тук."],
        ["През 1994 г. Русия подписа.", "Тогава беше друго."],
        ["„Готови сме.“", "Така каза той."],
        ["– Да! – каза той.", "– Не?"],
        ["Чакай… какво?", "Не знам…", "Утре."],
        ["1. Първо искане.", "2. Второ искане."],
        ["Цената е 5 млн. лв. за година.", "Скъпо е."],
        ["Хляб, мляко и др.", "После си тръгна."],
        ["Г-н Дж. Байдън пристигна в 10.30 ч.", "Посрещна го Ив. Петров."],
        ["Край на срещата.", "Начало"],
        ["Роден през XIX в.", "Умрял е млад."],
    ],
)
def test_bulgarian(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Это сказал А. С. Пушкин в 1830 г.", "Он жил на ул. Мойка в г. Петербурге."],
        ["Цена — 5 тыс. руб. за штуку.", "Дорого и т. д.", "Но нужно."],
        ["«Мы готовы!»", "Так он сказал."],
        ["Мэр, т. е. Петров, за, в т. ч. НДС, т. к. Иванов против.", "Это всё."],
        ["Ёлка стоит.", "Ещё одна."],
    ],
)
def test_russian(parts: list[str]) -> None:
    assert cut(" ".join(parts), "ru") == parts


def test_other_languages() -> None:
    assert cut("Mr. Smith came. He left.", "en") == ["Mr. Smith came.", "He left."]
    assert cut("😀 Das ist z. B. gut. Ja.", "de")[-1] == "Ja."


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["The members and Ms. Miller left.", "Ms. Å stayed."]),
        ("", ["They said so, Ms. Miller told them.", "It rained."]),
        ("fr", ["Mme. Durand et M. Dupont ont dit non.", "Oui."]),
        ("pl", ["Prof. Kowalski i dr. Nowak są.", "Tak."]),
        ("mk", ["Иванов живее на ул. Роза во гр. Скопје.", "Да."]),
    ],
)
def test_titles_stand_before_their_names(language: str, parts: list[str]) -> None:
    assert cut(" ".join(parts), language) == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        *(("bg", parts) for parts in cases.BULGARIAN),
        *(("ru", parts) for parts in cases.RUSSIAN),
        *(("en", parts) for parts in cases.ENGLISH),
        *(("ar", parts) for parts in cases.ARABIC),
        *(("zh", parts) for parts in cases.CHINESE),
    ],
)
def test_sentences_in_quotations_and_round_abbreviations(
    language: str, parts: tuple[str, ...]
) -> None:
    between = "" if language == "zh" else " "
    text = parts[0] + "".join(p if p[0] == "\n" else f"{between}{p}" for p in parts[1:])
    assert cut(text, language) == [part.lstrip("\n") for part in parts]


@pytest.mark.parametrize("text", ["а (б. В) " * 60_000, "„А. Б“, в " * 60_000, '"А. Б" ' * 60_000])
def test_what_is_enclosed_costs_no_more_than_its_length(text: str) -> None:
    begin = time.process_time()
    sentences(text, "bg")
    assert time.process_time() - begin < 3


def test_line_breaks_end_sentences() -> None:
    for mark in ("\n", "\r", "\r\n", "\u2028", "\u2029"):
        for language in ("bg", "en"):
            assert cut(f"едно{mark}две", language) == ["едно", "две"]


def test_a_stop_without_a_space_is_one_between_words_only() -> None:
    assert cut("Това е краят.Начало е друго.") == ["Това е краят.", "Начало е друго."]
    assert cut("Вижте dir.bg и т.Иванов.") == ["Вижте dir.bg и т.Иванов."]


def test_the_seed(article: str) -> None:
    found = sentences(article, "bg")
    assert len(found) == 21
    assert article[slice(*found[0])].endswith("между двете страни.")


def test_at_an_offset_it_is_one_of_the_sentences(article: str) -> None:
    found = sentences(article, "bg")
    for offset in range(0, len(article), 7):
        span = sentence_at(article, offset, "bg")
        touching = [one for one in found if one[0] <= offset <= one[1]]
        assert span in touching if touching else span is None
    assert sentence_at("", 0, "bg") is None
    assert sentence_at("a\n  \nb", 3, "bg") is None
    assert sentence_at("Да. Не.", 4, "bg") == (4, 7)


@pytest.mark.parametrize("text", ["." * 300_000, "а" * 300_000 + ". А", "т. " * 100_000 + "А"])
def test_rows_of_one_kind_cost_no_more_than_their_length(text: str) -> None:
    begin = time.process_time()
    sentences(text, "bg")
    assert time.process_time() - begin < 3


@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_giant_paragraph_is_looked_at_in_a_window(giant: str, language: str) -> None:
    sentence_at(giant, 1_000_000, language)
    times: list[float] = []
    for _ in range(20):
        begin = time.process_time()
        found = sentence_at(giant, 1_000_000, language)
        times.append(time.process_time() - begin)
    assert found is not None
    assert found[0] <= 1_000_000 <= found[1]
    assert giant[found[0]].isupper() or giant[found[0]] == '"'
    assert min(times) < (0.001 if language == "bg" else 0.02)
