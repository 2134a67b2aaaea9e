"""Tests of `text.parts` and `text.literals`: words of an index never hide what a text has."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.store.files.library import sqlite3
from annotator.text.comparing import GREEK, INVISIBLE, key
from annotator.text.composing import nfc
from annotator.text.finding import FORMS, INSIDE, PREFIX, SUFFIX, WHOLE, Finder, Word
from annotator.text.literals import letters_of
from annotator.text.parts import Part, Terms, index_parts, index_sequence, index_ways, is_known
from annotator.text.patterns import PatternError, PatternTimeout, find_all
from tests.text.test_finding import LETTERS, words, written

ODD = [
    *LETTERS,
    "ß",
    "ﬁ",
    "ﬆ",
    "s",
    "t",
    "f",
    "i",
    "ſ",
    "İ",
    "ı",
    "K",
    "k",
    "ᲀ",
    "в",
    "ŉ",
    "n",
    "J̌",
]
odd = st.lists(st.sampled_from(ODD), max_size=20).map("".join)
PIECES = [
    *"русияеstfikß", "и\u0306", r"\w", r"\b", ".", "+", "*", "?", "{2}", "{0,2}", "{1,}", "(", ")",
    "(?:", "|", "[ру]", "[^р]", r"\.", r"\d", "(?=р)", "(?!я)", "(?<n>", "(?i)", "{e<=1}", "-", " ",
    r"\p{L}", "+?", "*+", "^", "$", r"\x41", r"\1",
]  # fmt: skip
patterns = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)


def terms_of(text: str) -> Terms:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (text, content='', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute("INSERT INTO search (rowid, text) VALUES (1, ?)", (nfc(text),))
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab ('search', 'row')")
        return Terms(row[0] for row in connection.execute("SELECT term FROM words"))
    finally:
        connection.close()


def has(terms: Terms, part: Part) -> bool:
    return terms.having(part, 1000) != []


@given(text=odd, word=words, mode=st.sampled_from((SUFFIX, INSIDE)), is_exact=st.booleans())
@example(text="Straße", word="ße", mode=SUFFIX, is_exact=False)
@example(text="мои\u0306", word="мои", mode=INSIDE, is_exact=True)
@example(text="ПРИ́ЕМА", word="ема", mode=SUFFIX, is_exact=False)
def test_parts_of_words_never_hide_what_is_in_a_text(
    text: str, word: str, mode: str, is_exact: bool
) -> None:
    looked_for = Word(word, mode, is_exact)
    # Of texts with something invisible it is known where they are, not which words they have.
    is_veiled = any(sign in text for sign in INVISIBLE)
    if not is_veiled and Finder([looked_for]).find(text):
        terms = terms_of(text)
        assert all(has(terms, part) for part in index_parts(looked_for)), (text, word)


greek = st.text("αάἄᾳΆςσΐιbр \u0301\u0313\u0345₽", max_size=9)


@given(text=greek, word=greek, mode=st.sampled_from((FORMS, WHOLE, PREFIX)), is_exact=st.booleans())
@example(text="Ασφάλειας", word="ασφαλεια", mode=FORMS, is_exact=False)
@example(text="ᾠδή", word="ωδη", mode=WHOLE, is_exact=False)
@example(text="ᾨδή", word="ᾠδή", mode=WHOLE, is_exact=False)
@example(text="ΛΌΓΟΣ", word="λογος", mode=WHOLE, is_exact=False)
def test_words_with_accents_that_the_index_keeps_are_not_hidden(
    text: str, word: str, mode: str, is_exact: bool
) -> None:
    looked_for = Word(word, mode, is_exact)
    ways = index_ways(looked_for)
    if ways and Finder([looked_for]).find(text):
        assert any(has(terms_of(text), part) for part in ways), (text, word)


def test_every_greek_letter_is_found_as_the_index_writes_it() -> None:
    chars = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    alike = [char for char in chars if not GREEK.isdisjoint(key(char))]
    assert len(alike) > 200
    terms = terms_of(" ".join(f"{number}x{char}x" for number, char in enumerate(alike)))
    for number, char in enumerate(alike):
        assert has(terms, Part(f"{number}x{key(char)}x", WHOLE)), (char, hex(ord(char)))


@given(text=odd, source=patterns, ignore_case=st.booleans())
@example(text="мои\u0306", source="мои", ignore_case=False)
@example(text="ﬁrﬆ", source="first", ignore_case=True)
@example(text="STRASSE", source="straße", ignore_case=True)
@example(text="Iskra", source="ıskra", ignore_case=True)
@example(text="ᲀода", source="вода", ignore_case=True)
@example(text="рурус", source="(?:ру){2}с|я", ignore_case=True)
def test_letters_of_expressions_never_hide_what_they_find(
    text: str, source: str, ignore_case: bool
) -> None:
    try:
        found = find_all(text, source, is_regex=True, ignore_case=ignore_case)
    except (PatternError, PatternTimeout):
        return
    if found:
        terms = terms_of(text)
        for letters in letters_of(source):
            assert any(has(terms, Part(part)) for part in letters), (source, letters)


@given(text=written, typed=st.lists(st.tuples(words, st.sampled_from((WHOLE, PREFIX))), min_size=2))
def test_words_that_follow_each_other_are_words_of_the_index(
    text: str, typed: list[tuple[str, str]]
) -> None:
    sequence = [Word(word, mode) for word, mode in typed]
    parts = index_sequence(sequence)
    if parts and Finder(sequence).find(text):
        assert all(has(terms_of(text), part) for part in parts)


def test_every_letter_that_is_known_is_found_as_the_index_writes_it() -> None:
    known = [chr(code) for code in range(0x20, 0x600) if is_known(chr(code))]
    assert {"1", "a", "z", "а", "я", "ђ"} <= set(known)
    for letter in known:
        for written_as in {letter, letter.upper(), nfc(f"{letter}\u0300"), nfc(f"{letter}\u0306")}:
            spans = find_all(written_as, letter, is_regex=True, ignore_case=True)
            if spans:
                assert has(terms_of(f"x{written_as}x"), Part(letter)), (letter, written_as)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"\bмин\w+р\b", [("мин",)]),
        ("Министър", [("министър",)]),
        ("война|мир", [("война", "мир")]),
        ("(война|мир) и (преговори)?", [("война", "мир")]),
        ("аб+вг", [("аб",), ("вг",)]),
        ("аб?вг", [("вг",)]),
        ("(?:абв){0,3}где", [("где",)]),
        ("(?=абв)где", [("где",)]),
        ("[аб]вг", [("вг",)]),
        (r"абв\.где", [("абв",), ("где",)]),
        ("абв(?i)где", []),
        ("абв{e<=1}", []),
        (r"\x41бвг", []),
        (r"(абв)\1", []),
        ("абв|.", []),
        ("а.б", []),
        ("[[:alpha:]]бв", []),
        ("(*FAIL)бв", []),
        ("αβγ", []),
    ],
)
def test_letters_that_must_be_there(source: str, wanted: list[tuple[str, ...]]) -> None:
    assert letters_of(source) == wanted


def test_words_that_have_a_part() -> None:
    terms = Terms(["вода", "водач", "завод", "заведение", "straße", "прѐвод"])
    assert terms.having(Part("вод"), 9) == ["вода", "водач", "завод", "прѐвод"]
    assert terms.having(Part("вод", SUFFIX), 9) == ["завод", "прѐвод"]
    assert terms.having(Part("вод", PREFIX), 9) == ["вода", "водач"]
    assert terms.having(Part("вода", WHOLE), 9) == ["вода"]
    assert terms.having(Part("прев"), 9) == ["прѐвод"]
    assert terms.having(Part("strasse"), 9) == ["straße"]
    assert terms.having(Part("зав", INSIDE), 1) is None
    assert Terms([]).having(Part("а"), 9) == []


def test_what_is_not_known_says_nothing() -> None:
    assert index_parts(Word("αβ", INSIDE)) == []
    assert index_parts(Word("++", INSIDE)) == []
    assert index_parts(Word("C++", INSIDE)) == [Part("c")]
    assert index_parts(Word("ка-раб", SUFFIX)) == [Part("ка"), Part("раб", SUFFIX)]
    assert index_sequence([Word("а", FORMS), Word("б", WHOLE)]) == ()
    assert index_sequence([Word("най-добър", WHOLE), Word("ход", WHOLE)]) == ()


@given(
    st.lists(st.text("аб🏽z", min_size=1, max_size=4), max_size=30),
    st.text("аб🏽z", max_size=3),
    st.integers(1, 4),
)
def test_words_are_found_by_their_begin_in_their_order(
    words: list[str], begin: str, most: int
) -> None:
    terms = Terms(words)
    assert terms.begun_by(begin, most) == sorted(w for w in words if w.startswith(begin))[:most]
    assert terms.has(begin) == (begin in words)
