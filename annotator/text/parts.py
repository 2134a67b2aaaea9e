"""Which words of an index have a part of a word in them, in whatever way texts write it.

The index keeps words without case and without the accents of Latin letters; a part is folded by
`finding.key`. What is said of a word of the index is never too little: a text that has the part
has a word of which it is said. Only letters of which that was proved of every character are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from annotator.text.comparing import GREEK, RECAST, key, written_alike
from annotator.text.finding import (
    FORMS,
    INSIDE,
    PREFIX,
    SUFFIX,
    WHOLE,
    Word,
    index_words,
    stems_of,
)

if TYPE_CHECKING:
    import regex

_LETTERS = frozenset(map(chr, (*range(0x30, 0x3A), *range(0x61, 0x7B), *range(0x430, 0x460))))
"""Digits and letters of keys of which it is known how the index writes them."""
_COMPOSED = (range(0xC0, 0x250), range(0x400, 0x530), range(0x1E00, 0x1F00))
_OTHER = {
    **{"в": "\u1c80", "д": "\u1c81", "о": "\u1c82", "с": "\u1c83", "т": "\u1c84\u1c85"},
    **{"ъ": "\u1c86", "i": "ı"},
}
"""Letters that differ in case only for a regular expression, and stay apart in the index."""
_FOLDED = "ßŉẚﬀﬁﬂﬃﬄﬅﬆ"
_RECAST = re.compile(f"[^\n]*[{RECAST}][^\n]*")
"""Letters that are two or three others for a regular expression, and stay as they are."""
_BEFORE = r"(?<![\p{L}\p{N}\p{M}])"
_OUTSIDE = r"(?![\p{L}\p{N}\p{M}])"


class Part(NamedTuple):
    """Letters of a key that stand together in a word: all of it, its begin, its end, anywhere."""

    text: str
    mode: str = INSIDE


def is_known(letter: str) -> bool:
    """Say whether it is known how the index writes a letter of a key."""
    return letter in _LETTERS


def runs_of(folded: str) -> list[tuple[int, str]]:
    """Return the longest stretches of known letters of a key, with their places."""
    found: list[tuple[int, str]] = []
    begin = 0
    for at in range(len(folded) + 1):
        if at == len(folded) or not is_known(folded[at]):
            if at > begin:
                found.append((begin, folded[begin:at]))
            begin = at + 1
    return found


def index_parts(word: Word) -> list[Part]:
    """Return parts all of which are in words of any text that has the word; none: not known."""
    folded = key(word.text.strip())
    found: list[Part] = []
    for begin, run in runs_of(folded):
        is_end = word.mode == SUFFIX and begin + len(run) == len(folded)
        found.append(Part(run, SUFFIX if is_end else INSIDE))
    return found


def index_ways(word: Word) -> tuple[Part, ...]:
    """Return parts one of which is in a word of any text that has a word; none: not known.

    Such are words with accents that the index keeps: it cannot be asked for them without.
    """
    if word.mode in (SUFFIX, INSIDE) or index_words(word) is not None:
        return ()
    is_formed = word.mode == FORMS and not word.is_exact
    stems = stems_of(word) if is_formed else [key(word.text)]
    if not all(stem and all(is_known(char) or char in GREEK for char in stem) for stem in stems):
        return ()
    mode = PREFIX if is_formed or word.mode == PREFIX else WHOLE
    return tuple(Part(stem, mode) for stem in stems)


def index_sequence(words: Sequence[Word]) -> tuple[Part, ...]:
    """Return for words that follow each other which words of the index do so; none: not known."""
    found: list[Part] = []
    for word in words:
        folded = key(word.text)
        if word.mode not in (WHOLE, PREFIX) or not folded or not all(map(is_known, folded)):
            return ()
        found.append(Part(folded, word.mode))
    return tuple(found) if len(found) > 1 else ()


class KeptTerms(Protocol):
    """Words of an index that were put away, and what was found out about them."""

    def joined(self) -> str:
        """Return them as one string, a line feed before and after each."""
        ...

    def odd(self) -> list[str]:
        """Return those that have a sign in them."""
        ...

    def recast(self) -> list[tuple[str, str]]:
        """Return those with letters that print joined or wide, each after its key."""
        ...


class Terms:
    """The different words of an index."""

    def __init__(self, words: Iterable[str], kept: KeptTerms | None = None) -> None:
        """Keep them as one string, in their order, or ask whoever kept them."""
        self._kept = kept
        if kept is None:
            self._joined = "\n".join(("", *sorted(words), ""))

    @classmethod
    def of(cls, joined: str) -> Terms:
        """Keep words that are in their order, a line feed before and after each."""
        found = cls(())
        found._joined = joined
        return found

    @cached_property
    def _joined(self) -> str:
        return "" if self._kept is None else self._kept.joined()

    def joined(self) -> str:
        """Return them to be put away."""
        return self._joined

    def odd(self) -> list[str]:
        """Return those that have a sign in them, to be put away."""
        return self._odd

    def recast(self) -> list[tuple[str, str]]:
        """Return those with letters that print joined or wide, to be put away."""
        return self._recast

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """Those without a letter or digit: signs that are newer than the index."""
        return tuple(word for word in self._odd if not _inside().search(word))

    @cached_property
    def glued(self) -> Terms:
        """Those with such signs and letters, which the index does not part."""
        return Terms(word for word in self._odd if _inside().search(word))

    @cached_property
    def _odd(self) -> list[str]:
        if self._kept is not None:
            return self._kept.odd()
        joined, found, at = self._joined, list[str](), 0
        while match := _odd_sign().search(joined, at, concurrent=True):
            at = joined.index("\n", match.end())
            found.append(joined[joined.rindex("\n", 0, match.start()) + 1 : at])
        return found

    @cached_property
    def _recast(self) -> list[tuple[str, str]]:
        """Those with letters that print joined or wide, by their keys."""
        if self._kept is not None:
            return self._kept.recast()
        return [(key(word), word) for word in _RECAST.findall(self._joined)]

    def recast_with(self, text: str) -> list[str]:
        """Return the words with letters that print joined or wide, in whose key a text stands."""
        folded = key(text)
        return [word for plain, word in self._recast if folded in plain]

    def has(self, word: str) -> bool:
        """Say whether a word is one of them."""
        return self._joined.startswith(f"{word}\n", self._place(word))

    def begun_by(self, text: str, most: int) -> list[str]:
        """Return the words that begin with a text just as it is, no more than `most`."""
        joined, found = self._joined, list[str]()
        at = self._place(text)
        while len(found) < most and at < len(joined) and joined.startswith(text, at):
            end = joined.index("\n", at)
            found.append(joined[at:end])
            at = end + 1
        return found

    def _place(self, text: str) -> int:
        """Return where the first word begins that is no less than a text, or the end."""
        joined = self._joined
        low, high = 1, len(joined)
        while low < high:
            middle = joined.rfind("\n", 0, (low + high) // 2) + 1
            end = joined.index("\n", middle)
            if joined[middle:end] < text:
                low = end + 1
            else:
                high = middle
        return low

    def with_text(self, text: str) -> list[str]:
        """Return the words that have a text in them just as it is."""
        joined, found, at = self._joined, list[str](), 0
        while (place := joined.find(text, at)) >= 0:
            at = joined.index("\n", place)
            found.append(joined[joined.rindex("\n", 0, place) + 1 : at])
        return found

    def having(self, part: Part, most: int) -> list[str] | None:
        """Return the words that may have a part; None if they are more than `most`."""
        pattern, joined = _pattern(part), self._joined
        found: list[str] = []
        at = 0
        while match := pattern.search(joined, at, concurrent=True):
            at = joined.index("\n", match.end())
            found.append(joined[joined.rindex("\n", 0, match.start() + 1) + 1 : at])
            if len(found) > most:
                return None
        return found


def make_ready() -> None:
    """Make what tells letters and how they are written alike, before it is waited for."""
    written_alike("")
    _begun_by()
    _inside()
    # What composes letters is made ready where the first one is.
    key("й")


@cache
def _inside() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"[\p{L}\p{N}\p{M}]", regex.VERSION0)


@cache
def _odd_sign() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"[^\p{L}\p{N}\p{M}\n]", regex.VERSION0)


@lru_cache(maxsize=256)
def _pattern(part: Part) -> regex.Pattern[str]:
    # Imported here because it costs 20 ms of the start.
    import regex

    source = "".join(map(_letter, part.text))
    if part.mode in (PREFIX, WHOLE):
        source = f"{_BEFORE}{source}"
    if part.mode in (SUFFIX, WHOLE):
        source = f"{source}{_OUTSIDE}"
    folded = "".join(char for char in _FOLDED if set(char.casefold()) & set(part.text))
    return regex.compile(f"{source}|[{folded}]" if folded else source, regex.VERSION0)


@cache
def _letter(char: str) -> str:
    """Return a pattern of all letters as which the index may have a letter of a key."""
    alike = {char, *written_alike(char), *_OTHER.get(char, ""), *_begun_by().get(char, "")}
    return char if len(alike) == 1 else f"[{''.join(sorted(alike))}]"


@cache
def _begun_by() -> dict[str, str]:
    """Return for each letter those that are written as it and a mark, in lower case."""
    found: dict[str, str] = {}
    for code in (code for part in _COMPOSED for code in part):
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        if base != char and char == char.lower():
            found[base] = found.get(base, "") + char
    return found
