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
from annotator.text.finding import PREFIX, letters_written
from annotator.text.parts import Part, Terms

_MOST, _MOST_DOCUMENTS = 400, 1_000
"""Ways to part words, or words with signs, that are asked for; documents that may have them."""
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
