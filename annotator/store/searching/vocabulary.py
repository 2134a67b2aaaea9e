"""The words of the search index: read once in a sitting, for as long as the index is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product, takewhile
from math import prod
from typing import Any

from annotator.model.query import Filter, Loose, Term
from annotator.store.searching.index_pages import all_words, rare_words
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.since import index_stamp
from annotator.store.searching.watching import watched
from annotator.text.comparing import key
from annotator.text.finding import PREFIX, WHOLE, Word, is_form_of, stems_of, variants_of
from annotator.text.parts import Part, Terms, is_known

_MOST_TERMS = 400
"""Words of the index that it is asked for together; where more have a part, texts are sooner."""
_MOST_PHRASES, _MOST_BEGUN = 200, 6
_FREQUENT, _SHORT = 150, 2
"""Words of the index that begin with letters, and how many of these, that are not asked for."""
_TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'search', 'row')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.place USING fts5vocab ('main', 'search', 'instance')",
)
"""The words of the index, each once, and each at each of its places."""
_ALL = "SELECT group_concat(term, char(10)) FROM (SELECT term FROM temp.vocabulary ORDER BY term)"
_NEXT = "SELECT term FROM temp.vocabulary WHERE term >= ? LIMIT ?"
_NEXT_ONE = "SELECT term FROM temp.place WHERE term >= ? LIMIT ?"
"""Stops at the first place of a word, where the other goes through all to count them."""

Group = tuple[Term | Loose, ...]
"""Words of the index, one of which there must be."""


class Vocabulary:
    """Knows which words the index has, through one connection and its snapshot."""

    def __init__(self, connection: Any, remembered: Remembered) -> None:
        """Take a connection; whoever made it closes it."""
        self._connection, self._remembered = connection, remembered
        self._stamp: bytes | None = None
        self._asked: Terms | None = None

    @property
    def is_read(self) -> bool:
        """Whether exactly the words were read before that the index has now."""
        kept = self._remembered.terms
        return kept is not None and kept[0] == self._index_stamp()

    def terms_at_hand(self) -> Terms | None:
        """Return all words if they were read before and are still those of the index."""
        for kept in (self._remembered.terms, self._remembered.listed):
            if kept is not None and kept[0] == self._index_stamp():
                return kept[1]
        return None

    def terms(self, watch: Callable[[], None]) -> Terms:
        """Return all words; reading them takes 0.1 s for 10,000 documents.

        `watch` is called now and then, and may raise to stop.
        """
        kept = self._remembered.terms
        if kept is None or not self.is_read:
            kept = (self._index_stamp(), Terms.of(self._read(watch)))
            self._remembered.terms = kept
            # Whoever was asked for them meanwhile need not be asked any more.
            self._remembered.listed = self._remembered.rare = None
        return kept[1]

    def listed(self, watch: Callable[[], None]) -> Terms:
        """Return all words as soon as that is possible, for the searches of this sitting only.

        Some of what was taken out of the index may be among them. `watch` as in `terms`.
        """
        found = self.terms_at_hand()
        if found is None:
            joined = all_words(self._connection, watch)
            if joined is None:
                return self.terms(watch)
            found = Terms.of(joined)
            self._remembered.listed = (self._index_stamp(), found)
        return found

    def _index_stamp(self) -> bytes:
        """Return what is another after each change of the index: its record of its parts."""
        if self._stamp is None:
            self._stamp = index_stamp(self._connection)
        return self._stamp

    def asked(self, watch: Callable[[], None]) -> Terms:
        """Return all words, of which most are read only if they are asked for by a part.

        To know those with rare letters takes a sixth of the time of reading all.
        """
        if self._asked is None:
            found = self.terms_at_hand()
            rare = self._rare() if found is None else None
            if rare is None:
                return self.listed(watch)
            self._open()
            self._asked = AskedTerms(self._connection, rare, lambda: self.listed(watch))
        return self._asked

    def _rare(self) -> Terms | None:
        """Return the words with rare letters, which are read once in a sitting."""
        kept = self._remembered.rare
        if kept is None or kept[0] != self._index_stamp():
            found = rare_words(self._connection)
            if found is None:
                return None
            kept = self._remembered.rare = (self._index_stamp(), Terms(found))
        return kept[1]

    def _read(self, watch: Callable[[], None]) -> str:
        """Return them in one statement, for whose time the window has Python's lock."""
        self._open()
        with watched(self._connection, watch):
            (found,) = self._connection.execute(_ALL).fetchone()
        return f"\n{found}\n" if found else "\n"

    def _open(self) -> None:
        """Have the words as tables, which stand beside the corpus and not in it."""
        connection = self._connection
        (is_reading,) = connection.execute("PRAGMA query_only").fetchone()
        connection.execute("PRAGMA query_only = 0")
        try:
            for statement in _TABLES:
                connection.execute(statement)
        finally:
            connection.execute(f"PRAGMA query_only = {is_reading}")


class AskedTerms(Terms):
    """The words of an index, which is asked for each of them."""

    def __init__(self, connection: Any, rare: Terms, read_all: Callable[[], Terms]) -> None:
        """Take those with rare letters, and what reads all."""
        super().__init__((), kept=_Unread(rare, read_all))
        self._connection = connection
        self._told: dict[tuple[str, int], list[str]] = {}

    def has(self, word: str) -> bool:
        """Say whether a word is one of them."""
        return self.begun_by(word, 1) == [word]

    def begun_by(self, text: str, most: int) -> list[str]:
        """Return the words that begin with a text just as it is, no more than `most`."""
        found = self._told.get((text, most))
        if found is None:
            sql = _NEXT_ONE if most == 1 else _NEXT
            rows = self._connection.execute(sql, (text, most))
            begun = takewhile(lambda word: word.startswith(text), (word for (word,) in rows))
            found = self._told[text, most] = list(begun)
        return found


class _Unread:
    """The words of the index as far as they were not read yet."""

    def __init__(self, rare: Terms, read_all: Callable[[], Terms]) -> None:
        self._read_all = read_all
        self.odd, self.recast = rare.odd, rare.recast

    def joined(self) -> str:
        return self._read_all().joined()


def sequence(parts: Sequence[Part], terms: Terms) -> Group | None:
    """Return the ways in which some words follow each other; None: too many."""
    if any(part.mode == PREFIX for part in parts[:-1]):
        # What stands beside each other in any order is found sooner than each way by itself.
        rows = begun(parts, terms)
        return None if rows is None else tuple(Loose(row, ()) for row in rows)
    listed: list[list[str]] = []
    for part in parts:
        found = _beginning(terms, part)
        if found is None:
            return None
        listed.append(found)
    if prod(map(len, listed)) > _MOST_PHRASES:
        return None
    return tuple(Term(" ".join(found)) for found in product(*listed))


def certain(word: Word, terms: Terms) -> list[Term]:
    """Return words of the index; a text of which it has one has the word, if no sign is odd in it.

    None of them: that is not known of the word.
    """
    folded = key(word.text)
    if word.is_exact or not folded or not all(map(is_known, folded)):
        return []
    if word.mode in (WHOLE, PREFIX):
        return [Term(folded, word.mode == PREFIX)]
    found: list[str] = []
    for stem in stems_of(word):
        found += (term for term in terms.begun_by(stem, _MOST_TERMS) if is_form_of(word, term))
    return [Term(term) for term in found[:_MOST_TERMS] if all(map(is_known, term))]


def begun(parts: Iterable[Part], terms: Terms) -> list[tuple[Term, ...]] | None:
    """Return the ways in which some words follow each other, by what they begin with.

    That is asked for sooner than each word that begins so. None: too many.
    """
    listed = [_begins(terms, part) for part in parts]
    return list(product(*listed)) if prod(map(len, listed)) <= _MOST_BEGUN else None


def apart(parts: Iterable[Part], terms: Terms) -> list[Group]:
    """Return what the index has of some words, each begun or whole, wherever they stand."""
    return [tuple(_begins(terms, part)) for part in parts]


def _begins(terms: Terms, part: Part) -> list[Term]:
    """Return what the words begin with that begin with a part; a whole word is one itself."""
    if part.mode == WHOLE:
        return [Term(word) for word in variants_of(part.text)]
    begins = variants_of(part.text, is_begin=True)
    return [Term(begin, is_begin=True) for begin in begins if terms.begun_by(begin, 1)]


def _beginning(terms: Terms, part: Part) -> list[str] | None:
    """Return the words of the index that begin with a part, or are it; None: too many."""
    variants = variants_of(part.text, is_begin=part.mode == PREFIX)
    if part.mode == WHOLE and all(len(word) == len(part.text) for word in variants):
        return variants if len(variants) == 1 else [w for w in variants if terms.has(w)]
    found: list[str] = []
    for begin in variants:
        found += terms.begun_by(begin, _MOST_TERMS + 1)
    return None if len(found) > _MOST_TERMS else Terms(found).having(part, _MOST_TERMS)


def present(group: Iterable[Term | Loose], terms: Terms) -> tuple[Term | Loose, ...]:
    """Return those of a group of which the index has every word; it is slow to find none.

    A letter that is not known may be one that the index parts words at.
    """
    return tuple(found for found in group if is_present(found, terms))


def is_present(asked: Term | Loose, terms: Terms) -> bool:
    """Say whether the index has every word that must be there."""
    if isinstance(asked, Loose):
        return all(is_present(word, terms) for word in asked.words)
    *words, last = asked.text.split(" ")
    if not all(map(is_known, "".join((*words, last)))):
        return True
    has_last = bool(terms.begun_by(last, 1)) if asked.is_begin else terms.has(last)
    return has_last and all(map(terms.has, words))


def is_frequent(group: Group, terms: Terms) -> bool:
    """Say whether so many words begin with few letters that the index puts them together slowly."""
    asked = (term for x in group for term in ((x,) if isinstance(x, Term) else x.words))
    begins = [term.text.rpartition(" ")[2] for term in asked if term.is_begin]
    return any(
        len(begin) <= _SHORT
        and all(map(is_known, begin))
        and len(terms.begun_by(begin, _FREQUENT + 1)) > _FREQUENT
        for begin in begins
    )


def settled(wanted: Filter, terms: Terms) -> list[Group]:
    """Return what there must be of each group of phrases and parts, if words can say that.

    An empty group means that no text has it.
    """
    found = (_words(group, terms) for group in wanted.phrases)
    return [group for group in found if group is not None]


def _words(group: Iterable[str | Part], terms: Terms) -> Group | None:
    found: dict[Term, None] = {}
    for part in group:
        if not isinstance(part, Part):
            found[Term(part, is_begin=True)] = None
            continue
        words = terms.having(part, _MOST_TERMS)
        if words is None or len(found) + len(words) > _MOST_TERMS:
            return None
        found.update(dict.fromkeys(map(Term, words)))
    return tuple(found)
