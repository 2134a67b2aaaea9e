"""Tests of `annotator.text.finding`: what is found was asked for, and the index knows it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.store.files.library import sqlite3
from annotator.store.searching.index_match import match_of
from annotator.text.comparing import INVISIBLE, RECAST, key
from annotator.text.composing import nfc
from annotator.text.finding import (
    FORMS,
    INSIDE,
    MODES,
    PREFIX,
    SUFFIX,
    WHOLE,
    Finder,
    Word,
    index_phrases,
    index_words,
)
from annotator.text.spelling import begins_of_key
from tests.text.strategies import texts

LETTERS = [
    *"абвеийёѝѐруск", *"abceorsEÉ", "é", "e\u0301", "и\u0306", "е\u0301", "и\u0300", "ѐ", "Й",
    "АНЯ", *"09", " ", " ", "-", "'", "’", ",", "\n", "😀", "🇧🇬", "+", "е\u0308", "о\u0301",
    *"αάἄΆςσΐ", "α\u0301", "\u0313", *"रड", "\u093c", "\u0940", "\u094b", "\u095c",
    "\u00ad", "\u200b", "\u200d", "ß", "ﬁ", "ﬀ", "ﬃ", "ẞ", "f", "i", "ｅ", "Ｃ", "１", "„", "»",
]  # fmt: skip
written = st.lists(st.sampled_from(LETTERS), max_size=25).map("".join)
words = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=5).map("".join)

TEXT = (
    "Русия и Руси́я; Прусия. Най-добрите преговори, cafe\u0301 и Café: и\u0306од йод иод. "
    "Don’t say C++ (C). ёлка ЕЛКА 👍🏽Русия, азербайджанско-арменската; всѐки всеки! مُدَرِّس 中华人民"
)


def found(word: str, mode: str = WHOLE, *, is_exact: bool = False) -> list[str]:
    finder = Finder([Word(word, mode, is_exact)])
    return [TEXT[begin:end] for begin, end in finder.find(TEXT)]


def test_case_stress_and_accents_do_not_count() -> None:
    assert found("русия") == ["Русия", "Руси́я", "Русия"]
    assert found("РУСИЯ") == found("руси\u0301я") == found("русия")
    assert found("cafe") == found("CAFÉ") == ["cafe\u0301", "Café"]
    assert found("елка") == found("ёлка") == ["ёлка", "ЕЛКА"]
    assert found("всеки") == ["всѐки", "всеки"]


GREEK = "Ασφάλεια, ΑΣΦΑΛΕΙΑ, ασφα\u0301λειας; ἡ ἀσφάλεια. Μαΐου μαϊου, λόγος ΛΟΓΟΣ λόγοσ ᾠδή"


@pytest.mark.parametrize(
    ("word", "mode", "places"),
    [
        ("ασφαλεια", WHOLE, ["Ασφάλεια", "ΑΣΦΑΛΕΙΑ", "ἀσφάλεια"]),
        ("ασφάλεια", WHOLE, ["Ασφάλεια", "ΑΣΦΑΛΕΙΑ", "ἀσφάλεια"]),
        ("ΑΣΦΆΛΕΙΑ", FORMS, ["Ασφάλεια", "ΑΣΦΑΛΕΙΑ", "ασφα\u0301λειας", "ἀσφάλεια"]),
        ("ασφ", PREFIX, ["Ασφάλεια", "ΑΣΦΑΛΕΙΑ", "ασφα\u0301λειας", "ἀσφάλεια"]),
        ("αλειας", SUFFIX, ["ασφα\u0301λειας"]),
        ("φαλ", INSIDE, ["φάλ", "ΦΑΛ", "φα\u0301λ", "φάλ"]),
        ("μαιου", WHOLE, ["Μαΐου", "μαϊου"]),
        ("λογος", WHOLE, ["λόγος", "ΛΟΓΟΣ", "λόγοσ"]),
        ("η", WHOLE, ["ἡ"]),
        ("ωδη", WHOLE, ["ᾠδή"]),
    ],
)
def test_accents_of_greek_do_not_count(word: str, mode: str, places: list[str]) -> None:
    assert [GREEK[b:e] for b, e in Finder([Word(word, mode)]).find(GREEK)] == places
    exact = Finder([Word("ασφάλεια", WHOLE, is_exact=True)]).find(GREEK)
    assert exact == []


def test_a_letter_with_a_breve_is_another_letter_however_it_is_written() -> None:
    assert found("йод") == found("и\u0306од") == ["и\u0306од", "йод"]
    assert found("иод") == ["иод"]


def test_signs_are_looked_for_as_they_are() -> None:
    assert found("don't") == ["Don’t"]
    assert found("C++") == ["C++"]
    assert found("c") == ["C", "C"]
    assert found("най-добрите") == ["Най-добрите"]
    assert found("👍🏽") == ["👍🏽"]
    assert found("арменската") == ["арменската"]


def test_ways_of_looking_for_a_word() -> None:
    assert found("рус", WHOLE) == []
    assert found("рус", PREFIX) == ["Русия", "Руси́я", "Русия"]
    assert found("усия", SUFFIX) == ["Русия", "Руси́я", "Прусия", "Русия"]
    assert found("уси", INSIDE) == ["уси", "уси́", "уси", "уси"]
    assert found("Русия", FORMS) == ["Русия", "Руси́я", "Русия"]


def test_case_and_accents_count_if_they_shall() -> None:
    assert found("Русия", is_exact=True) == ["Русия", "Русия"]
    assert found("русия", is_exact=True) == []
    assert found("café", is_exact=True) == ["cafe\u0301"]
    assert found("йод", is_exact=True) == ["и\u0306од", "йод"]
    assert found("ус", INSIDE, is_exact=True) == ["ус", "ус", "ус", "ус"]


def test_scripts_without_spaces_and_vowel_signs() -> None:
    assert found("人民") == ["人民"]
    assert found("مدرس") == ["مُدَرِّس"]


INDIC = "रोगी का आरोप है; डॉक्टर, काम, রোগী, நோயாளி. ⚖\ufe0fx"


@pytest.mark.parametrize(
    ("word", "mode", "places"),
    [
        ("रोगी", FORMS, ["रोगी"]),
        ("रोगी", WHOLE, ["रोगी"]),
        ("रोग", WHOLE, []),
        ("रोग", PREFIX, ["रोगी"]),
        ("ोगी", SUFFIX, ["रोगी"]),
        ("ोगी", INSIDE, ["ोगी"]),
        ("का", WHOLE, ["का"]),
        ("का", PREFIX, ["का", "काम"]),
        ("आरोप", WHOLE, ["आरोप"]),
        ("डॉक्टर", WHOLE, ["डॉक्टर"]),
        ("রোগী", WHOLE, ["রোগী"]),
        ("நோயாளி", FORMS, ["நோயாளி"]),
        ("⚖\ufe0f", WHOLE, ["⚖\ufe0f"]),
    ],
)
def test_vowels_that_are_marks_are_looked_for(word: str, mode: str, places: list[str]) -> None:
    found = Finder([Word(word, mode)]).find(INDIC)
    assert [INDIC[begin:end] for begin, end in found] == places


def test_a_letter_with_a_dot_is_found_however_it_is_written() -> None:
    for composed, apart in (("\u095c", "\u0921\u093c"), ("\u09dc", "\u09a1\u09bc")):
        text = f"ल{composed}का, ल{apart}का"
        for typed in (composed, apart):
            for mode in MODES:
                assert len(Finder([Word(f"ल{typed}का", mode)]).find(text)) == 2


def test_words_that_follow_each_other() -> None:
    finder = Finder([Word("азербайджанско", WHOLE), Word("арменск", PREFIX)])
    assert [TEXT[b:e] for b, e in finder.find(TEXT)] == ["азербайджанско-арменската"]
    assert Finder([Word("русия", WHOLE), Word("и", WHOLE)]).find(TEXT) == [(0, 7)]
    assert Finder([Word("и", WHOLE), Word("прусия", WHOLE)]).find(TEXT) == []


SEEN = (
    "Пре\u00adзи\u00adдентът, прези\u200bдент; \ufeffпре зидент. о\u200c\u0301ко ﬁne "
    "oﬃce Straße ＡＢ１"
)


@pytest.mark.parametrize(
    ("word", "mode", "places"),
    [
        ("президент", FORMS, ["Пре\u00adзи\u00adдентът", "прези\u200bдент"]),
        ("президент", WHOLE, ["прези\u200bдент"]),
        ("пре\u00adзидент", PREFIX, ["Пре\u00adзи\u00adдентът", "прези\u200bдент"]),
        ("дентът", SUFFIX, ["Пре\u00adзи\u00adдентът"]),
        ("зидент", INSIDE, ["зи\u00adдент", "зи\u200bдент", "зидент"]),
        ("зидент", WHOLE, ["зидент"]),
        ("пре", WHOLE, ["пре"]),
        ("око", WHOLE, ["о\u200c\u0301ко"]),
        ("fine", WHOLE, ["ﬁne"]),
        ("off", PREFIX, ["oﬃce"]),
        ("of", PREFIX, ["oﬃce"]),
        ("ice", SUFFIX, ["oﬃce"]),
        ("office", INSIDE, ["oﬃce"]),
        ("stras", PREFIX, ["Straße"]),
        ("STRASSE", WHOLE, ["Straße"]),
        ("ẞe", INSIDE, ["ße"]),
        ("ab1", WHOLE, ["ＡＢ１"]),
        ("ＡＢ", PREFIX, ["ＡＢ１"]),
    ],
)
def test_what_nobody_sees_hides_no_word(word: str, mode: str, places: list[str]) -> None:
    found = Finder([Word(word, mode)]).find(SEEN)
    assert [SEEN[begin:end] for begin, end in found] == places


def test_what_nobody_sees_does_not_count_where_case_does() -> None:
    text = "Пре\u00adзидент Strasse Straße"
    for word, place in (("Президент", (0, 10)), ("Straße", (19, 25))):
        assert Finder([Word(word, WHOLE, is_exact=True)]).find(text) == [place]
    assert Finder([Word("президент", WHOLE, is_exact=True)]).find(text) == []


def test_quotation_marks_are_one() -> None:
    text = '„Не“ «не» “Не” ‚не‘ "не"'
    for typed in ('"не"', "„не“", "«Не»", "”не”"):
        found = Finder([Word(typed, INSIDE)]).find(text)
        assert [text[b:e] for b, e in found] == ["„Не“", "«не»", "“Не”", '"не"']
    assert Finder([Word("«не»", INSIDE, is_exact=True)]).find(text) == [(5, 9)]


@pytest.mark.parametrize("typed", ["s" * 40, "f" * 5000, "ffiss" * 900])
def test_letters_that_may_be_printed_joined_are_looked_for_at_any_length(typed: str) -> None:
    assert Finder([Word(typed)]).find(f"a {typed} b") == [(2, 2 + len(typed))]
    assert index_words(Word(typed, PREFIX))


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_every_way_to_write_a_latin_letter_is_met(letter: str) -> None:
    pattern = Finder([Word(letter, INSIDE)]).pattern
    begins = begins_of_key(letter)
    assert pattern is not None
    assert begins is not None
    for code in (*range(0xD800), *range(0xF900, 0x10000), *range(0x1D400, 0x1D800)):
        if pattern.match(chr(code)):
            assert begins.match(chr(code)), hex(code)


@given(
    text=st.text("oOöﬃfFi\u017f\u212akse\u0301\u00ad 'ｏß-.йи"),
    word=st.text("ofiskse' -й", min_size=1),
    mode=st.sampled_from(MODES),
)
def test_places_that_are_passed_over_have_nothing(text: str, word: str, mode: str) -> None:
    pattern = Finder([Word(word, mode)]).pattern
    begins = begins_of_key(key(word))
    if pattern is not None and begins is not None:
        places = [match.start() for match in pattern.finditer(text)]
        assert set(places) <= {match.start() for match in begins.finditer(text)}


def test_nothing_finds_nothing() -> None:
    assert Finder([]).find(TEXT) == []
    assert Finder([Word("")]).find(TEXT) == []
    assert Finder([Word("\u0301")]).find(TEXT) == []


def spaced(text: str) -> str:
    """Return what is compared: a space that is typed stands for any white space of a text."""
    return re.sub(r"\s+", " ", key(text))


@given(text=st.one_of(written, texts), word=st.one_of(words, texts), mode=st.sampled_from(MODES))
@example(text="\n", word=" ", mode=WHOLE)
def test_what_is_found_folds_to_what_was_asked_for(text: str, word: str, mode: str) -> None:
    wanted = spaced(word)
    last = 0
    for begin, end in Finder([Word(word, mode)]).find(text):
        assert last <= begin < end <= len(text)
        last = end
        folded = spaced(text[begin:end])
        if mode == PREFIX:
            assert folded.startswith(wanted)
        elif mode == SUFFIX:
            assert folded.endswith(wanted)
        elif mode in (WHOLE, INSIDE):
            assert folded == wanted


@given(before=written, word=words, after=written)
def test_a_word_that_stands_alone_is_found(before: str, word: str, after: str) -> None:
    if not key(word).strip() or word != word.strip() or key(word[:1]) == "":
        return
    text = f"{before} {word} {after}"
    for mode in (WHOLE, PREFIX, SUFFIX, INSIDE, FORMS):
        spans = Finder([Word(word, mode)]).find(text)
        assert any(key(word) in key(text[b:e]) for b, e in spans), mode


@given(text=written, word=words, mode=st.sampled_from(MODES))
def test_the_index_never_hides_what_is_in_a_text(text: str, word: str, mode: str) -> None:
    looked_for = Word(word, mode)
    # Words that the index writes otherwise are asked of what is known of its words and of texts.
    is_otherwise = any(sign in text for sign in INVISIBLE + RECAST)
    if is_otherwise or index_words(looked_for) is None or not Finder([looked_for]).find(text):
        return
    assert is_indexed(text, [looked_for]), (text, word)


@given(text=written, two=st.tuples(words, words))
def test_the_index_never_hides_several_words(text: str, two: tuple[str, str]) -> None:
    pair = [Word(word, WHOLE) for word in two]
    if any(sign in text for sign in INVISIBLE + RECAST):
        return
    if Finder(pair).find(text):
        assert is_indexed(text, pair), (text, two)


def is_indexed(text: str, looked_for: list[Word]) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (name, text, content='', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO search (rowid, text) VALUES (1, ?)", (nfc(text),))
        phrases = index_phrases(looked_for)
        if phrases is None:
            return True
        sql = "SELECT count(*) FROM search WHERE search MATCH ?"
        return connection.execute(sql, (match_of(phrases),)).fetchone()[0] == 1
    finally:
        connection.close()


@pytest.mark.parametrize("text", ["", "\u0301", "İ", "ß", "ﬁ", "Å", "K", "ς"])
def test_folding_is_settled_after_once(text: str) -> None:
    assert key(key(text)) == key(text)
