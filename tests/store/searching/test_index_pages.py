"""What is read of the pages of the index is what SQLite itself says of its words."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import TABLES
from annotator.store.searching.index_pages import all_words, rare_words, words_on
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.vocabulary import AskedTerms, Vocabulary
from annotator.text.comparing import RECAST
from annotator.text.parts import Terms

_PAGES = "SELECT block FROM search_data WHERE id >= 1 << 37"
WORDS = ["рус", "руси", "на", "heron", "hero", "é", "👍🏽", "🏽руси", "на🤣руси", "ﬁн", "ﬁ", "ＡＢ",
         "العربية", "ελλάδα", "中国", "\ue000", "q\u0378q", "q\u038dq", "1", "2022", "₽",
         "ґ", "ẞ"]  # fmt: skip
texts = st.lists(
    st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=4), max_size=30).map(" ".join),
    max_size=8,
)


def index_of(listed: Iterable[str], *, page_size: int = 64) -> Any:
    """Return tables with an index of texts, in pages of so many bytes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO search (search, rank) VALUES ('pgsz', ?)", (page_size,))
    for number, text in enumerate(listed, start=1):
        # Each is a part of its own.
        sql = "INSERT INTO search (rowid, name, text) VALUES (?, '', ?)"
        connection.execute(sql, (number * 4_000, text.replace("\0", "")))
    return connection


def words_in(connection: Any) -> set[str]:
    """Return the words of an index as SQLite lists them."""
    connection.execute("CREATE VIRTUAL TABLE temp.listed USING fts5vocab ('main', 'search', 'row')")
    return {row[0] for row in connection.execute("SELECT term FROM temp.listed")}


@given(listed=texts, size=st.sampled_from([32, 64, 4_000]), gone=st.integers(0, 8))
def test_all_words_of_all_pages_are_read(listed: list[str], size: int, gone: int) -> None:
    with closing(index_of(listed, page_size=size)) as connection:
        take_out(connection, listed[:gone])
        pages = [row[0] for row in connection.execute(f"{_PAGES} AND (id >> 31) & 63 = 0")]
        read = {word[1:].decode() for page in pages for word in words_on(page)}
        there = words_in(connection)
        # What was taken out may stand in pages that were not merged yet.
        assert there <= read
        if not gone:
            assert read == there
        assert all_words(connection, lambda: None) == Terms(read).joined()


@given(listed=texts)
def test_words_with_signs_and_with_joined_letters_are_all_known(listed: list[str]) -> None:
    with closing(index_of(listed)) as connection:
        rare, all_words = Terms(rare_words(connection) or ()), Terms(words_in(connection))
        assert rare.odd() == all_words.odd()
        assert rare.recast() == all_words.recast()


def test_no_letter_that_must_be_known_is_left_out() -> None:
    signs = [chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000]
    blocks = [signs[at : at + 5_000] for at in range(0, len(signs), 5_000)]
    listed = [" ".join(f"q{sign}q" for sign in block) for block in blocks]
    with closing(index_of(listed, page_size=4_000)) as connection:
        rare, all_words = Terms(rare_words(connection) or ()), Terms(words_in(connection))
        assert rare.odd() == all_words.odd()
        assert rare.recast() == all_words.recast()
        assert set(RECAST.lower()) <= {char for _, word in rare.recast() for char in word}


def take_out(connection: Any, listed: Iterable[str]) -> None:
    """Take the first texts of an index out of it."""
    for number, text in enumerate(listed, start=1):
        sql = "INSERT INTO search (search, rowid, name, text) VALUES ('delete', ?, '', ?)"
        connection.execute(sql, (number * 4_000, text.replace("\0", "")))


@given(
    listed=texts,
    text=st.sampled_from(WORDS) | st.text(max_size=2),
    most=st.integers(1, 4),
    gone=st.integers(0, 8),
)
def test_who_asks_the_index_hears_what_its_words_say(
    listed: list[str], text: str, most: int, gone: int
) -> None:
    with closing(index_of(listed)) as connection:
        take_out(connection, listed[:gone])
        vocabulary = Vocabulary(connection, Remembered())
        asked = vocabulary.asked(lambda: None)
        assert isinstance(asked, AskedTerms)
        known = vocabulary.terms(lambda: None)
        text = text.replace("\0", "").replace("\n", "")
        assert asked.has(text) == known.has(text)
        assert asked.begun_by(text, most) == known.begun_by(text, most)
        # What was taken out may stand in pages that were not merged yet.
        assert not text or set(known.with_text(text)) <= set(asked.with_text(text))
        assert gone or not text or asked.with_text(text) == known.with_text(text)
        assert set(known.odd()) <= set(asked.odd())
        assert gone or (asked.signs, asked.odd()) == (known.signs, known.odd())


@given(listed=texts, gone=st.integers(0, 8))
def test_what_is_kept_for_later_is_what_the_index_has_now(listed: list[str], gone: int) -> None:
    with closing(index_of(listed)) as connection:
        take_out(connection, listed[:gone])
        remembered = Remembered()
        first = Vocabulary(connection, remembered).listed(lambda: None)
        vocabulary = Vocabulary(connection, remembered)
        assert vocabulary.terms_at_hand() is first
        assert vocabulary.asked(lambda: None) is first
        assert not vocabulary.is_read
        assert vocabulary.terms(lambda: None).joined() == Terms(words_in(connection)).joined()
        assert vocabulary.is_read
        assert vocabulary.listed(lambda: None) is vocabulary.terms_at_hand() is not first


def test_words_with_rare_letters_are_read_once_for_as_long_as_the_index_is_the_same() -> None:
    with closing(index_of(["👍🏽 на"])) as connection:
        remembered = Remembered()
        asked = Vocabulary(connection, remembered).asked(lambda: None)
        assert asked.signs == ("🏽",)
        kept = remembered.rare
        assert Vocabulary(connection, remembered).asked(lambda: None).signs == ("🏽",)
        assert remembered.rare is kept
        connection.execute("INSERT INTO search (rowid, name, text) VALUES (1, '', '🤣🏿')")
        assert len(Vocabulary(connection, remembered).asked(lambda: None).signs) == 2
        assert remembered.rare is not kept


def test_very_many_words_are_left_to_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [" ".join(f"w{number}" for number in range(begin, begin + 100))
              for begin in range(0, 3_000, 100)]  # fmt: skip
    with closing(index_of(listed)) as connection:
        there = Terms(words_in(connection)).joined()
        assert all_words(connection, lambda: None) == there
        monkeypatch.setattr("annotator.store.searching.index_pages._TOLD_EVERY", 2)
        monkeypatch.setattr("annotator.store.searching.index_pages._MANY", 200)
        monkeypatch.setattr("annotator.store.searching.index_pages._MOST", 1)
        assert all_words(connection, lambda: None) is None
        assert Vocabulary(connection, Remembered()).listed(lambda: None).joined() == there


def test_reading_all_words_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise Cancelled

    monkeypatch.setattr("annotator.store.searching.index_pages._TOLD_EVERY", 1)
    with closing(index_of(["едно", "две"])) as connection, pytest.raises(Cancelled):
        all_words(connection, stop)


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\4\xff", b"\0\0\0\5\xf0\4\4\xf0\xf0\xf0\xf0"])
def test_a_torn_page_and_another_form_are_not_guessed_at(damage: bytes) -> None:
    with closing(index_of(["👍🏽 на"])) as connection:
        assert rare_words(connection) == ["🏽"]
        connection.execute("UPDATE search_config SET v = 5 WHERE k = 'version'")
        assert rare_words(connection) is None
        assert all_words(connection, lambda: None) is None
        connection.execute("UPDATE search_config SET v = 4 WHERE k = 'version'")
        connection.execute("UPDATE search_data SET block = ? WHERE id >= 1 << 37", (damage,))
        assert not rare_words(connection)
        assert (all_words(connection, lambda: None) or "\n") == "\n"
