"""Finds by the index the documents in which something that nobody sees may part a word in pieces.

Each piece is a word of the index then, and they follow each other: the first two say enough. So not
all texts need be looked at where it is not known yet what they have.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from annotator.model.query import Term
from annotator.store.searching.index_match import match_of
from annotator.text.finding import INSIDE, PREFIX, SUFFIX, letters_written
from annotator.text.parts import Part, Terms

_MOST, _MOST_DOCUMENTS = 400, 1_000
"""Ways to part words, or words with signs, that are asked for; documents that may have them."""
_TELLING, _MOST_ENDING = 3, 50
"""Letters of which it is asked which words end so, and those that are asked for."""
_RARE = 100
"""Documents with a piece up to which it is not asked what follows it."""
_MATCHING = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"


class _Piece(NamedTuple):
    """A word of the index that is a piece of a word, or a begin of one; where the piece ends."""

    end: int
    word: str
    is_begin: bool = False


def parted_documents(connection: Any, parts: Iterable[Part], terms: Terms) -> frozenset[int] | None:
    """Return the documents in which a word, or a begin of one, may be parted; None: too many.

    It has letters only of which it is known how the index writes them. Documents with words that
    the index does not write as texts do are among them.
    """
    asked: set[Term] = {Term(word) for word in set(terms.odd()).difference(terms.signs)}
    asked.update(Term(word) for _, word in terms.recast())
    for part in parts:
        asked.update(_parted(connection, part, terms))
        if len(asked) > _MOST:
            return None
    if not asked:
        return frozenset()
    found = _matching(connection, asked, _MOST_DOCUMENTS)
    return found if len(found) <= _MOST_DOCUMENTS else None


def _matching(connection: Any, asked: Iterable[Term], most: int) -> frozenset[int]:
    """Return the documents with one of some words; one more than the most if there are more."""
    match = match_of((), (tuple(asked),))
    return frozenset(row[0] for row in connection.execute(_MATCHING, (match, most + 1)))


def _parted(connection: Any, part: Part, terms: Terms) -> Iterator[Term]:
    """Yield what the index has where a word is in two pieces or more."""
    if part.mode in (INSIDE, SUFFIX):
        yield from _parted_within(part, terms)
        return
    run = part.text
    for first in _pieces(run, 0, terms):
        if first.end == len(run):
            if not first.is_begin:
                yield Term(first.word)
            continue
        for then in _pieces(run, first.end, terms):
            both = Term(f"{first.word} {then.word}", then.is_begin and part.mode == PREFIX)
            alone = Term(first.word)
            # All words that begin with few letters are put together slowly.
            if both.is_begin and len(_matching(connection, (alone,), _RARE)) <= _RARE:
                both = alone
            yield both


def _parted_within(part: Part, terms: Terms) -> Iterator[Term]:
    """Yield what the index has where a part of a word is in pieces; the first ends some word."""
    run = part.text
    for at in range(1, len(run)):
        ending = _ending(run[:at], terms)
        if ending is not None:
            yield from map(Term, ending)
            continue
        for then in _pieces(run, at, terms):
            if then.end < len(run):
                for last in _pieces(run, then.end, terms):
                    is_begin = last.is_begin and part.mode == INSIDE
                    yield Term(f"{then.word} {last.word}", is_begin)
            elif part.mode == INSIDE or not then.is_begin or terms.has(then.word):
                yield Term(then.word, then.is_begin and part.mode == INSIDE)


def _ending(run: str, terms: Terms) -> list[str] | None:
    """Return the words that end as a run, whose last mark may stand elsewhere; None: too many."""
    if len(run) < _TELLING:
        return None
    found: list[str] = []
    for ending in dict.fromkeys((run, run[:-1] + unicodedata.normalize("NFD", run[-1])[0])):
        words = terms.having(Part(ending, SUFFIX), _MOST_ENDING)
        if words is None:
            return None
        found += words
    return found


def _pieces(run: str, begin: int, terms: Terms) -> Iterator[_Piece]:
    """Yield the words that are a piece of a run from a place on; the last one may go on."""
    reached: dict[int, list[str]] = defaultdict(list, {begin: [""]})
    for at in range(begin, len(run)):
        for before in reached.pop(at, ()):
            base = unicodedata.normalize("NFD", run[at])[0]
            if base != run[at] and terms.has(before + base):
                # Its mark may stand behind what nobody sees, and is no word.
                yield _Piece(at + 1, before + base)
            for size, letter in letters_written(run, at):
                word, end = before + letter, at + size
                least = terms.begun_by(word, 1)
                if not least:
                    continue
                if end == len(run):
                    yield _Piece(end, word, is_begin=True)
                    continue
                reached[end].append(word)
                if least[0] == word:
                    yield _Piece(end, word)
