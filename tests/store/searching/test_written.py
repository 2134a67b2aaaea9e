"""What is kept of the words of texts never hides a document in which something stands."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.model.query import INSIDE_IT, Filter, Near, Some, Words
from annotator.operations.search.pieces import besides_of
from annotator.operations.search.places import Surroundings
from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import TABLES
from annotator.store.searching import sharpening, words_written, written
from annotator.store.searching.index_match import near_of
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.search import SearchReader
from annotator.store.searching.written import Written
from annotator.text.composing import nfc
from annotator.text.finding import FORMS, PREFIX, WHOLE, Word, finder_of
from annotator.text.patterns import PatternError, PatternTimeout, find_all
from annotator.text.pieces import Sought, pieces_of, sought
from tests.text.test_pieces import patterns

WORDS = [
    "рус", "Руси́я", "мои\u0306", "й", "👍🏽", "—", "C++", "a_b", "\ue000", "中国", "السلام", "قَالَ",
    "don’t", "ﬁн", "1,5", "½", "x\u0483y", "ꙋ", "в", "на", "а-б", "🇧🇬", "ᲀода", "\u0b95\u0bbe",
    "_", "на_на", "\U0001e900а", "e\u0301a", "s's",
]  # fmt: skip
texts = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
        lambda words: st.sampled_from([" ", " ", "\n", "", ", ", "\xa0"]).map(
            lambda gap: gap.join(words)
        )
    ),
    min_size=1,
    max_size=4,
)
typed = st.tuples(st.sampled_from(["рус", "на", "в", "а-б", "мой", "don't", "a", "s", "1"]),
                  st.sampled_from([WHOLE, PREFIX, FORMS]))  # fmt: skip


def corpus_of(found: Iterable[str], *, others: int = 40) -> Any:
    """Return tables with some texts; as many others make that few of all have anything."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in TABLES:
        connection.execute(statement)
    listed = [*found, *["ъ"] * others]
    for number, text in enumerate(listed, start=1):
        connection.execute(
            "INSERT INTO document VALUES (?, ?, ?, '', '', 1, NULL, NULL, '{}', '', NULL, 0, 0, ?)",
            (number, str(number), number, text),
        )
        connection.execute("INSERT INTO digest VALUES (?, 1, 1)", (number,))
        sql = "INSERT INTO search (rowid, name, text) VALUES (?, '', ?)"
        connection.execute(sql, (number, nfc(text)))
    return connection


@given(found=texts, source=patterns, ignore_case=st.booleans())
@example(found=["мои\u0306 край"], source=r"\bмои\W", ignore_case=True)
@example(found=["да — не"], source="—", ignore_case=True)
@example(found=["a\x1cb"], source=r"\S{3}", ignore_case=True)
def test_no_document_is_hidden_in_which_an_expression_finds_something(
    found: list[str], source: str, ignore_case: bool
) -> None:
    pieces = pieces_of(source, ignore_case=ignore_case)
    try:
        having = {n for n, text in enumerate(found, start=1)
                  if find_all(text, source, is_regex=True, ignore_case=ignore_case)}  # fmt: skip
        made = [sought(piece, ignore_case=ignore_case) for piece in pieces]
    except (PatternError, PatternTimeout):
        return
    with closing(corpus_of(found)) as connection:
        kept = Written(connection)
        for piece in made:
            for is_brief in (True, False):
                numbers = kept.having(connection, (piece,), is_brief=is_brief)
                assert numbers is None or having <= numbers


@given(found=texts, word=st.sampled_from(WORDS), mode=st.sampled_from([WHOLE, PREFIX, FORMS]))
def test_no_document_is_hidden_that_has_a_word(found: list[str], word: str, mode: str) -> None:
    finder = finder_of((Word(word, mode),))
    assert finder.pattern is not None
    having = {n for n, text in enumerate(found, start=1) if finder.find(text)}
    with closing(corpus_of(found)) as connection:
        numbers = Written(connection).having(
            connection, (Sought.of(finder.pattern),), is_brief=True
        )
        assert numbers is None or having <= numbers


@given(found=texts, what=typed, to=typed, words=st.integers(1, 5))
@example(["рус a_b_c_d_e на"], ("рус", WHOLE), ("на", WHOLE), 2)
@example(["рус قَالَ на"], ("рус", WHOLE), ("на", WHOLE), 2)
@example(["на рус"], ("рус", WHOLE), ("рус", FORMS), 1)
@example(["s's s"], ("s", FORMS), ("s", WHOLE), 1)
def test_no_document_is_hidden_in_which_words_are_near(
    found: list[str], what: tuple[str, str], to: tuple[str, str], words: int
) -> None:
    near = Near(what=_words(what), to=_words(to), words=words)
    having = {n for n, text in enumerate(found, start=1) if _is_near(text, near)}
    pairs = besides_of(near)
    with closing(corpus_of(found)) as connection:
        if pairs:
            rows = connection.execute(
                "SELECT rowid FROM search WHERE search MATCH ?", (near_of(pairs),)
            )
            numbers = {row[0] for row in rows} | Written(connection).strange(connection)
            assert having <= numbers


NEWER = [
    "🏽",
    "🏽",
    "🏻🏽",
    "рус",
    "на",
    "👍🏽на",
    "на🏽рус",
    "_",
    "на_рус",
    "а-б",
    "oﬃce",
    "½",
    "a",
]


@pytest.mark.parametrize("most", [0, 2, 8])
@given(
    found=st.lists(
        st.lists(st.sampled_from(NEWER), max_size=14).map(" ".join), min_size=1, max_size=4
    ),
    what=st.sampled_from([("рус", WHOLE), ("на", WHOLE), ("office", FORMS), ("a", PREFIX)]),
    to=st.sampled_from([("на", WHOLE), ("рус", PREFIX), ("а-б", WHOLE)]),
    words=st.integers(1, 3),
)
@example(found=["рус 🏽 🏽 🏽 на"], what=("рус", WHOLE), to=("на", WHOLE), words=1)
@example(found=["👍🏽на рус"], what=("на", WHOLE), to=("рус", PREFIX), words=1)
def test_signs_between_words_that_are_near_hide_no_document(
    most: int, found: list[str], what: tuple[str, str], to: tuple[str, str], words: int
) -> None:
    near = Near(what=_words(what), to=_words(to), words=words)
    having = {n for n, text in enumerate(found, start=1) if _is_near(text, near)}
    wanted = Filter(besides=tuple(filter(None, [besides_of(near)])))
    with pytest.MonkeyPatch.context() as patch, closing(corpus_of(found)) as connection:
        patch.setattr(sharpening, "_FEW_STRANGE", 0)
        patch.setattr(sharpening, "MOST_ADDED", most)
        patch.setattr(words_written, "MOST_ADDED", most)
        reader = SearchReader(connection, Remembered())
        reader.prepare()
        assert having <= {candidate.number for candidate in reader.candidates(wanted)}


def test_of_signs_it_is_asked_where_they_are() -> None:
    texts = ["рус 🏽 на", "рус " + "б " * 20 + "🏽 на", "рус " + "б " * 20 + "🏽 " * 20 + "на"]
    near = Near(what=_words(("рус", WHOLE)), to=_words(("на", WHOLE)), words=1)
    with pytest.MonkeyPatch.context() as patch, closing(corpus_of(texts)) as connection:
        patch.setattr(sharpening, "_FEW_STRANGE", 0)
        reader = SearchReader(connection, Remembered())
        reader.prepare()
        found = reader.candidates(Filter(besides=(besides_of(near),)))
        assert [candidate.number for candidate in found] == [1, 3]


def _words(word: tuple[str, str]) -> Words:
    text, mode = word
    return Words(words=tuple(Word(part, mode) for part in text.split()))


def _is_near(text: str, near: Near) -> bool:
    assert isinstance(near.what, Words)
    assert isinstance(near.to, Words)
    what, to = (
        [(b, e, cast(str | None, None)) for b, e in finder_of(query.words).find(text)]
        for query in (near.what, near.to)
    )
    around = Surroundings(to, text, near.words) if what and to else None
    return around is not None and any(map(around.hold, what))


def test_what_stands_within_something_is_not_said_by_the_index() -> None:
    words = Words(words=(Word("рус", WHOLE),))
    assert besides_of(Near(what=words, to=words, words=INSIDE_IT)) == ()
    assert besides_of(Near(what=Some(parts=(words, words)), to=words, words=2))
    arabic = Words(words=(Word("السلام", WHOLE),))
    assert besides_of(Near(what=words, to=arabic, words=2)) == ()


def test_what_has_too_many_words_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(corpus_of(["рус на", "— —"])) as connection:
        piece = (sought(r"рус|на", ignore_case=True),)
        assert Written(connection).having(connection, piece, is_brief=True) == {1}
        monkeypatch.setattr(written, "_BRIEF", 1)
        assert Written(connection).having(connection, piece, is_brief=True) is None
        monkeypatch.setattr(words_written, "_MOST_SIGNS", 3)
        assert not Written(connection).is_at_hand(connection)


def test_gathering_words_can_be_stopped() -> None:
    def stop() -> None:
        raise Cancelled

    with closing(corpus_of(["рус"])) as connection, pytest.raises(Cancelled):
        Written(connection, stop)


def test_a_text_that_was_changed_since_is_always_looked_at() -> None:
    with closing(corpus_of(["рус", "на"])) as connection:
        kept = Written(connection)
        assert kept.is_fresh(connection)
        connection.execute("INSERT INTO setting VALUES ('commits', '7')")
        connection.execute("INSERT INTO search (rowid, name, text) VALUES (90, '', 'нов')")
        connection.execute("UPDATE digest SET total = 2 WHERE document = 2")
        assert not kept.is_fresh(connection)
        assert kept.having(connection, (sought("рус", ignore_case=True),), is_brief=True) == {1, 2}
        assert kept.strange(connection) == {2}
