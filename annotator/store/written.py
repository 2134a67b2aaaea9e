"""The words and signs of all texts just as they are written, gathered once in a sitting.

The index of words knows neither signs nor upper case nor scripts without spaces. What stands
between two blanks is kept here, each different one once: a piece that an expression needs is sooner
looked for among these than in all texts. Where they are, the index says of those that are plain;
of the others it is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import orjson

from annotator.store.library import sqlite3
from annotator.store.schema import TABLES
from annotator.store.since import Since
from annotator.text.comparing import RECAST
from annotator.text.patterns import PatternTimeout
from annotator.text.pieces import NOT_IN_TEXTS, Sought
from annotator.text.spelling import is_parted

Watch = Callable[[], None]
_MOST_SIGNS = 6_000_000
"""Characters of all different words that are kept."""
_BRIEF, _LONG = 100, 1_000
"""Words of which it is asked at once, and at all, in which documents they are."""
_SEPARATOR = "\n"
MOST_ADDED = 8
"""Words of the index that the signs of a document may add to those of its text; of documents with
more it is not asked."""
_PLAIN = re.compile(
    "[!-^`-~\xa1-\xac\xae-\u024f\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386\u0388-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u0481\u048a-\u0527\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u2030-\u203e"
    "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]+"
)
"""Words of which the index surely has a part, if there is a letter or digit in them."""
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c")
"""Marks that surely part no word of the index."""
_LETTER = re.compile(r"[^\W_\xaa-\xbf]")


class Written:
    """What stood between blanks at one state of the corpus."""

    def __init__(self, connection: Any, watch: Watch = lambda: None) -> None:
        """Gather it, on a snapshot; 0.7 s for 25,000,000 characters. `watch` may raise to stop."""
        self._since = Since(connection)
        self._stamp = index_stamp(connection)
        self._strange: set[int] = set()
        self._uncut: set[int] = set()
        plain: set[str] = set()
        others: dict[str, list[int]] = {}
        room = _MOST_SIGNS
        for number, text in connection.execute("SELECT id, text FROM document ORDER BY id"):
            watch()
            if any(char in text for char in NOT_IN_TEXTS):
                self._uncut.add(number)
            for word in set(text.split()).difference(plain):
                if word in others:
                    others[word].append(number)
                    continue
                room -= len(word)
                if _PLAIN.fullmatch(word) and _LETTER.search(word):
                    plain.add(word)
                else:
                    others[word] = [number]
            if room < 0:
                break
        self.is_whole = room >= 0
        self._words = _SEPARATOR.join(("", *(plain if self.is_whole else ()), ""))
        if not self.is_whole:
            others.clear()
        self._others = _SEPARATOR.join(("", *others, ""))
        self._numbers = list(others.values())
        veiled = {word: found for word, found in others.items() if is_parted(word)}
        self._veiled = _SEPARATOR.join(("", *veiled, ""))
        self._veiled_in = list(veiled.values())
        self._odd = frozenset(number for found in veiled.values() for number in found)
        parting = _parting(others) | frozenset(RECAST)
        for word, numbers in others.items():
            if not parting.isdisjoint(word):
                self._strange.update(numbers)
        self._beyond = _with_more(connection, self._strange, parting.intersection(self._others))

    def is_fresh(self, connection: Any) -> bool:
        """Say whether no text was changed since."""
        return index_stamp(connection) == self._stamp

    def is_at_hand(self, connection: Any) -> bool:
        """Say whether it can be asked on a snapshot, which may be of a later state."""
        return self.is_whole and self._since.is_older_than(connection)

    def strange(self, connection: Any) -> frozenset[int]:
        """Return the documents of which it is not sure that the index parts no word in two."""
        return frozenset(self._strange) | self._changed(connection)

    def beyond(self, connection: Any) -> frozenset[int]:
        """Return those of them that have more than `MOST_ADDED` signs at which words part."""
        return self._beyond | self._changed(connection)

    def unsure(self, connection: Any) -> frozenset[int]:
        """Return the documents that may lack, as texts go, a word that the index has of them."""
        return self.strange(connection) | self._odd | self._uncut

    def having(
        self, connection: Any, group: Iterable[Sought], *, is_brief: bool
    ) -> frozenset[int] | None:
        """Return the documents with a word in which one of a group is found.

        Some only seem to. None: there are too many such words.
        """
        words: list[str] = []
        found = self._uncut | self._changed(connection)
        most = _BRIEF if is_brief else _LONG
        try:
            for piece in group:
                rows = islice(_rows(piece, self._words), most + 1)
                words += (self._words[begin:end] for _, begin, end in rows)
                if len(words) > most:
                    return None
                for row, _, _ in _rows(piece, self._others):
                    found.update(self._numbers[row])
        except PatternTimeout:
            return None
        if words:
            match = " OR ".join(f'"{_quoted(word)}"' for word in words)
            sql = "SELECT rowid FROM search WHERE search MATCH ?"
            found.update(row[0] for row in connection.execute(sql, (f"text : ({match})",)))
        return frozenset(found) if len(found) * 2 < self._since.count else None

    def veiling(self, connection: Any, group: Iterable[Sought]) -> frozenset[int] | None:
        """Return the documents in which one of a group may stand with what nobody sees within it.

        The index takes that for several words. None: it took too long.
        """
        found = self._uncut | self._changed(connection)
        try:
            for piece in group:
                for row, _, _ in _rows(piece, self._veiled):
                    found.update(self._veiled_in[row])
        except PatternTimeout:
            return None
        return frozenset(found)

    def _changed(self, connection: Any) -> frozenset[int]:
        return frozenset() if self.is_fresh(connection) else self._since.changed(connection)


def _with_more(connection: Any, numbers: set[int], signs: frozenset[str]) -> frozenset[int]:
    """Return the documents with more than `MOST_ADDED` of some signs."""
    sql = "SELECT id, text FROM document WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(sql, (orjson.dumps(list(numbers)).decode(),))
    return frozenset(n for n, text in rows if sum(map(text.count, signs)) > MOST_ADDED)


def _rows(piece: Sought, joined: str) -> Iterator[tuple[int, int, int]]:
    """Yield the words in which a piece is: which of them, and its begin and end in the string."""
    at = done = row = 0
    while (place := piece.begin_in(joined, at)) >= 0:
        begin = joined.rfind(_SEPARATOR, 0, place + 1) + 1
        at = joined.find(_SEPARATOR, begin)
        if at < 0:
            return
        row += joined.count(_SEPARATOR, done, begin)
        done = begin
        yield row - 1, begin, at


def index_stamp(connection: Any) -> bytes:
    """Return what is another after each change of the index: its record of its parts."""
    row = connection.execute("SELECT block FROM search_data WHERE id = 10").fetchone()
    return bytes(row[0]) if row else b""


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _parting(words: Iterable[str]) -> frozenset[str]:
    """Return the signs of some words at which the index parts words and texts do not, or not so."""
    signs = {sign for word in words for sign in word if not _PLAIN.fullmatch(sign)}
    alone = _words_of_index(signs)
    return (
        frozenset(
            sign
            for sign in signs
            if (sign.isalnum() or sign == "_") is not (sign in alone)
            or (unicodedata.category(sign)[0] == "M" and sign not in _MARKS)
        )
        - _MARKS
    )


def _words_of_index(signs: Iterable[str]) -> frozenset[str]:
    """Return the signs that the index takes for letters."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(TABLES[-1])
        listed = list(enumerate(signs, start=1))
        sql = "INSERT INTO search (rowid, name, text) VALUES (?, '', ?)"
        connection.executemany(sql, [(number, f"q{sign}q") for number, sign in listed])
        rows = connection.execute("SELECT rowid FROM search WHERE search MATCH 'q'").fetchall()
        parted = {row[0] for row in rows}
    return frozenset(sign for number, sign in listed if number not in parted)
