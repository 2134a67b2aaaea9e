"""Gathers what stands between blanks in all texts, each different one once, and keeps it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import orjson

from annotator.store.files.library import sqlite3
from annotator.store.rows.schema import TABLES
from annotator.store.searching.memory_file import DamagedError, Groups, Parts, bytes_of
from annotator.text.comparing import RECAST
from annotator.text.pieces import NOT_IN_TEXTS
from annotator.text.spelling import is_parted

_MOST_SIGNS = 6_000_000
"""Characters of all different words that are kept."""
SEPARATOR = "\n"
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
_LEADING = re.compile(r"(?<![^\W_])(?<![{0}])[{0}]".format("".join(sorted(_MARKS))))
"""Such a mark after no letter: the index leaves it out, in a text it is the begin of a word."""
_LETTER = re.compile(r"[^\W_\xaa-\xbf]")
_WORDS, _OTHERS, _VEILED, _SETS = "words", "words.others", "words.veiled", "words.sets"
Numbers = frozenset[int]


class Sets(NamedTuple):
    """Documents in which the index and the texts may have different words, by the reason."""

    strange: Numbers
    """Those with signs at which the index may part no word, or another one."""
    beyond: Numbers
    """Those of them with more than `MOST_ADDED` such signs."""
    odd: Numbers
    """Those with something within a word that nobody sees."""
    uncut: Numbers
    """Those with blanks that are none for an expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered just now: words in one string, each between two separators.

    `words` are those of which the index surely has a part; of the others, and of those among them
    that the index parts where nobody sees anything, the documents are there. `size` are the
    characters of the texts that were looked at.
    """

    size: int
    is_whole: bool
    words: str
    others: str
    numbers: Groups
    veiled: str
    veiled_in: Groups
    sets: Sets


class Kept:
    """What was gathered in an earlier sitting, read when it is asked for; DamagedError."""

    def __init__(self, parts: Parts) -> None:
        """Take the file."""
        self._parts = parts

    @cached_property
    def words(self) -> str:
        """As in `Gathered`."""
        return self._parts.text(_WORDS)

    @cached_property
    def others(self) -> str:
        """As in `Gathered`."""
        return self._parts.text(_OTHERS)

    @cached_property
    def numbers(self) -> Groups:
        """As in `Gathered`."""
        return self._parts.groups(f"{_OTHERS}.documents")

    @cached_property
    def veiled(self) -> str:
        """As in `Gathered`."""
        return self._parts.text(_VEILED)

    @cached_property
    def veiled_in(self) -> Groups:
        """As in `Gathered`."""
        return self._parts.groups(f"{_VEILED}.documents")

    @cached_property
    def sets(self) -> Sets:
        """As in `Gathered`."""
        groups = self._parts.groups(_SETS)
        if len(groups) != len(Sets._fields):
            raise DamagedError(_SETS)
        return Sets(*(frozenset(groups[row]) for row in range(len(groups))))


Found = Gathered | Kept


def has_words(parts: Parts) -> bool:
    """Say whether they were kept: an import does not gather them."""
    return _WORDS in parts


def parts_of(found: Found) -> Iterator[tuple[str, bytes]]:
    """Yield what `Kept` reads."""
    yield _WORDS, bytes_of(found.words)
    yield _OTHERS, bytes_of(found.others)
    yield from found.numbers.parts(f"{_OTHERS}.documents")
    yield _VEILED, bytes_of(found.veiled)
    yield from found.veiled_in.parts(f"{_VEILED}.documents")
    yield from Groups.of(map(sorted, found.sets)).parts(_SETS)


def gather(connection: Any, watch: Callable[[], None]) -> Gathered:
    """Look through all texts; 0.7 s for 25,000,000 characters. `watch` may raise to stop."""
    uncut: set[int] = set()
    plain: set[str] = set()
    others: dict[str, list[int]] = {}
    room, total = _MOST_SIGNS, 0
    for number, text in connection.execute("SELECT id, text FROM document ORDER BY id"):
        watch()
        total += len(text)
        if any(char in text for char in NOT_IN_TEXTS):
            uncut.add(number)
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
            plain.clear()
            others.clear()
            break
    veiled = {word: found for word, found in others.items() if is_parted(word)}
    return Gathered(
        size=total,
        is_whole=room >= 0,
        words=_joined(plain),
        others=_joined(others),
        numbers=Groups.of(others.values()),
        veiled=_joined(veiled),
        veiled_in=Groups.of(veiled.values()),
        sets=_sets(connection, others, veiled, frozenset(uncut)),
    )


def _joined(words: Iterable[str]) -> str:
    return SEPARATOR.join(("", *words, ""))


def _sets(
    connection: Any, others: dict[str, list[int]], veiled: dict[str, list[int]], uncut: Numbers
) -> Sets:
    parting = _parting(others) | frozenset(RECAST)
    found = (
        numbers
        for word, numbers in others.items()
        if not parting.isdisjoint(word) or _LEADING.search(word)
    )
    strange = frozenset(number for numbers in found for number in numbers)
    used = parting.intersection("".join(others))
    odd = frozenset(number for numbers in veiled.values() for number in numbers)
    return Sets(strange, _with_more(connection, strange, used), odd, uncut)


def _with_more(connection: Any, numbers: Numbers, signs: frozenset[str]) -> frozenset[int]:
    """Return the documents with more than `MOST_ADDED` of some signs."""
    sql = "SELECT id, text FROM document WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(sql, (orjson.dumps(list(numbers)).decode(),))
    return frozenset(n for n, text in rows if sum(map(text.count, signs)) > MOST_ADDED)


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
