"""What must not have a word is left out by the index only where the text surely has the word."""

from __future__ import annotations

from contextlib import closing

from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.query import Filter, Not, Some, Words
from annotator.operations.search.pieces import words_in
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.search import SearchReader
from annotator.text.comparing import RECAST, key
from annotator.text.finding import FORMS, MODES, PREFIX, WHOLE, Word, finder_of
from annotator.text.parts import is_known
from tests.store.searching.test_veiled import WORDS as VEILED
from tests.store.searching.test_written import WORDS as ODD
from tests.store.searching.test_written import corpus_of

PLAIN = [
    "на",
    "НА",
    "на́",
    "на's",
    "русиите",
    "Русия",
    "руското",
    "на-на",
    "a",
    "á",
    "s",
    "Russia’s",
]
WORDS = [*VEILED, *ODD, *PLAIN, "на\ufe0f", "\u0301на", "на\u0483", "ӑ", "на\u0306", "россии's"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), min_size=1, max_size=6)
words = st.builds(
    Word,
    st.sampled_from(
        ["на", "рус", "русия", "russia", "a", "президент", "пре", "office", "1", "s", "н"]
    ),
    st.sampled_from(MODES),
    st.booleans(),
)


@given(found=texts, word=words)
@example(found=["на's", "на", "русия's"], word=Word("на", FORMS))
@example(found=["пре\u00adзидент", "пре"], word=Word("пре", WHOLE))
@example(found=["ﬁна", "на"], word=Word("на", PREFIX))
@example(found=["\u0301на", "-\u0301на", "а\u0301на"], word=Word("на", FORMS))
def test_no_text_without_the_word_is_left_out(found: list[str], word: Word) -> None:
    finder = finder_of((word,))
    with closing(corpus_of(found, others=3)) as connection:
        reader = SearchReader(connection, Remembered())
        reader.prepare()
        left = {candidate.number for candidate in reader.candidates(Filter(lacking=(word,)))}
        for number, text in enumerate(found, start=1):
            assert number in left or finder.find(text), (text, word)


def test_what_surely_has_it_is_not_looked_at() -> None:
    texts = ["на път", "няма", "На пътя", "напред", "на\u200dпред"]
    with closing(corpus_of(texts, others=0)) as connection:
        reader = SearchReader(connection, Remembered())
        reader.prepare()
        for mode in (WHOLE, FORMS):
            wanted = Filter(lacking=(Word("на", mode),))
            assert [candidate.number for candidate in reader.candidates(wanted)] == [2, 4, 5]


def test_the_index_has_a_known_letter_only_of_what_is_that_letter() -> None:
    signs = [chr(code) for code in (*range(0x20, 0xD800), *range(0xE000, 0xFFFE))]
    with closing(corpus_of(signs, others=0)) as connection:
        sql = "SELECT rowid FROM search WHERE search MATCH ?"
        others = {
            hex(ord(signs[number - 1]))
            for letter in map(chr, range(0x30, 0x460))
            for (number,) in connection.execute(sql, (f'"{letter}"',))
            if is_known(letter)
            and key(letter) == letter != key(signs[number - 1])
            and signs[number - 1] not in RECAST
        }
        assert not others


def test_only_words_by_themselves_leave_a_text_out() -> None:
    one, two = Words(words=(Word("а"),)), Words(words=(Word("а"), Word("б")))
    assert words_in(Some(parts=(one, two))) == [Word("а")]
    assert words_in(two) == words_in(Not(part=one)) == []
