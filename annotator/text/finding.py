"""Finds words and phrases as the search index folds them, at their places in the text as it is.

What is the same is said by `comparing.py`. Words end where letters and digits do, so a hyphen parts
them. What the index cannot know is said by `index_words` and looked for in the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.characters import is_solitary, makes_words
from annotator.text.comparing import (
    APOSTROPHES,
    JOINERS,
    QUOTES,
    SINGLE_QUOTES,
    key,
    without_invisible,
)
from annotator.text.composing import nfc
from annotator.text.forms import Form, forms_of
from annotator.text.spelling import BETWEEN, begins_of_key, exactly, is_of_word, letters_of_key

if TYPE_CHECKING:
    import regex

FORMS, WHOLE, PREFIX, SUFFIX, INSIDE = "forms", "whole", "prefix", "suffix", "inside"
"""How a word is looked for: in all its forms, as it is, by its begin, by its end, anywhere."""
MODES = (FORMS, WHOLE, PREFIX, SUFFIX, INSIDE)

_INDEXED = ((0x30, 0x39), (0x41, 0x24F), (0x370, 0x527), (0x531, 0x587), (0x1E00, 0x1FFF))
"""Digits and letters whose words the index has just as they are folded here, but for these:"""
_ACCENTED = frozenset("αεηιορυω")
"""Letters that the index keeps with the accents they have; `parts.index_ways` knows them."""
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x30A0, 0x30FF))
"""Letters of scripts that do not part words, beside those that always stand alone."""
_GRAVE = {"е": "ёѐ", "и": "ѝ"}
_AROUND = f".,;:!?…()[]{QUOTES}{SINGLE_QUOTES}"
"""Marks round a word that are not looked for with its forms."""
_MOST_VARIANTS = 12
_TAIL = 9
_LONGER = 3
_END = r"[\p{L}\p{N}\p{M}]"
_UNPARTED = f"[{JOINERS}]*+"
"""What after a word makes no end of it."""
_GAP = rf"(?!{_UNPARTED}{_END})(?:[^\p{{L}}\p{{N}}\p{{M}}]){{1,8}}?"
_SHARP = re.compile(r"s{1,5}|.", re.DOTALL)


class Word(NamedTuple):
    """A word to look for, and how; `is_exact`: case and accents count."""

    text: str
    mode: str = FORMS
    is_exact: bool = False


class Finder:
    """Looks for one word, or for several that follow each other."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Make ready; a word without any character finds nothing."""
        words = [word._replace(text=without_invisible(word.text)) for word in words]
        self._checks = [_check(word) for word in words]
        self._source, self._is_exact = "", False
        self._begins: re.Pattern[str] | None = None
        # A pattern that begins with any letters would be tried at every one of them.
        self._is_widened = bool(words) and words[0].mode == SUFFIX
        if words and all(key(word.text) for word in words):
            self._source = _GAP.join(f"({_source(word)})" for word in words)
            self._is_exact = any(word.is_exact for word in words)
            self._begins = None if words[0].is_exact else begins_of_key(key(words[0].text))

    @property
    def is_hopeless(self) -> bool:
        """Whether nothing is found anywhere."""
        return not self._source

    @cached_property
    def pattern(self) -> regex.Pattern[str] | None:
        """What stands wherever something is found, and perhaps elsewhere; None: nothing is.

        Made when it is first asked for: that takes a millisecond.
        """
        return _compiled(self._source, not self._is_exact) if self._source else None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return the places in order, without overlap, in code points of `text`."""
        found = self._found(text)
        return [(_word_begin(text, b), e) for b, e in found] if self._is_widened else list(found)

    def is_in(self, text: str) -> bool:
        """Say whether there is a place, which is known at the first one."""
        return next(self._found(text), None) is not None

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        if self.is_hopeless:
            return iter(())
        checks = self._checks
        if len(checks) == 1:
            check = checks[0]
            return (m.span() for m in self._matches(text) if check(m.group()))
        return (
            m.span()
            for m in self._matches(text)
            if all(check(part) for check, part in zip(checks, m.groups(), strict=True))
        )

    def _matches(self, text: str) -> Iterator[regex.Match[str]]:
        pattern = self.pattern
        assert pattern is not None
        if self._begins is None:
            yield from pattern.finditer(text)
            return
        at = 0
        while begin := self._begins.search(text, at):
            match = pattern.match(text, begin.start())
            if match is not None:
                yield match
            at = begin.start() + 1 if match is None else match.end()


def _word_begin(text: str, begin: int) -> int:
    at = begin
    while at:
        char = text[at - 1]
        if char.isalnum() or is_of_word(char):
            begin = at - 1
        elif char not in JOINERS:
            break
        at -= 1
    return begin


def words_of(typed: str, mode: str, *, is_exact: bool = False) -> tuple[Word, ...]:
    """Return what is typed as words that follow each other; whole or in part it is one."""
    if mode != FORMS:
        return (Word(typed.strip(), mode, is_exact),)
    parts = [part.strip(_AROUND) for part in typed.split()]
    found = tuple(Word(part, FORMS, is_exact) for part in parts if part)
    return found or (Word(typed.strip(), INSIDE, is_exact),)


@lru_cache(maxsize=64)
def finder_of(words: tuple[Word, ...]) -> Finder:
    """Return the finder of some words; those of the last searches are kept."""
    return Finder(words)


@lru_cache(maxsize=64)
def _compiled(source: str, ignore_case: bool) -> regex.Pattern[str]:
    # Imported here because it costs 20 ms of the start.
    import regex

    return regex.compile(source, regex.VERSION0 | (regex.IGNORECASE if ignore_case else 0))


def _check(word: Word) -> Callable[[str], bool]:
    """Return what says of a candidate whether it is one: the pattern admits a little more."""
    if word.is_exact:
        wanted = _exact(word.text)
        tests: dict[str, Callable[[str], bool]] = {
            PREFIX: lambda found: _exact(found).startswith(wanted),
            SUFFIX: lambda found: _exact(found).endswith(wanted),
        }
        return tests.get(word.mode, lambda found: _exact(found) == wanted)
    if word.mode == FORMS:
        forms = _forms(word.text)
        return lambda found: _is_form(key(found), forms)
    wanted = _spaced(word.text)
    tests = {
        PREFIX: lambda found: _spaced(found).startswith(wanted),
        SUFFIX: lambda found: _spaced(found).endswith(wanted),
    }
    return tests.get(word.mode, lambda found: _spaced(found) == wanted)


def _exact(text: str) -> str:
    return nfc(without_invisible(text))


def _spaced(text: str) -> str:
    """Return the key of a text with one space for any white space in it."""
    return " ".join(key(text).split())


@lru_cache(maxsize=256)
def _forms(text: str) -> tuple[Form, ...]:
    folded = key(text)
    first = text[:1].upper() == text[:1] and text[:1].lower() != text[:1]
    return forms_of(folded[:1].upper() + folded[1:] if first else folded)


def _is_form(found: str, forms: Sequence[Form]) -> bool:
    for stem, endings in forms:
        if found.startswith(stem):
            tail = found[len(stem) :]
            if len(tail) <= _LONGER if endings is None else tail in endings:
                return True
    return False


def stems_of(word: Word) -> list[str]:
    """Return begins of all forms of a word; none: it is not looked for by its forms."""
    return _begins(_forms(word.text)) if word.mode == FORMS else []


def is_form_of(word: Word, found: str) -> bool:
    """Say whether the key of a word of a text is a form of a word that is looked for."""
    return _is_form(found, _forms(word.text))


def _source(word: Word) -> str:
    if word.is_exact:
        return _bordered(word, BETWEEN.join(exactly(char) for char in nfc(word.text)))
    folded = key(word.text)
    if word.mode != FORMS or not folded.isalpha() or not _joins(folded[-1]):
        edges = {"is_begin": word.mode == PREFIX, "is_end": word.mode == SUFFIX}
        return _bordered(word, letters_of_key(folded, **edges))
    inner = "|".join(letters_of_key(stem, is_begin=True) for stem in _begins(_forms(word.text)))
    # The check says which of the endings are some; a possessive is one of its own.
    tail = f"(?:{BETWEEN}{_END}){{0,{_TAIL}}}+"
    return _bordered(word, f"(?:{inner}){tail}(?:[{APOSTROPHES}]s(?!{_END}))?")


def _begins(forms: Sequence[Form]) -> list[str]:
    """Return the stems of forms without those that begin with another one."""
    stems = sorted({form.stem for form in forms})
    kept: list[str] = []
    for stem in stems:
        if not kept or not stem.startswith(kept[-1]):
            kept.append(stem)
    return kept


def _bordered(word: Word, inner: str) -> str:
    """Return a pattern with the borders of words where the mode wants them."""
    text = word.text
    before = after = ""
    if word.mode != INSIDE:
        joins_before, joins_after = _joins(text[0]), _joins(text[-1])
        if joins_before and word.mode != SUFFIX:
            before = rf"(?<!{_END})(?<!{_END}[{JOINERS}]+)"
        if word.mode == PREFIX and joins_after:
            after = f"(?:{BETWEEN}{_END})*+"
        elif joins_after:
            after = f"(?!{_UNPARTED}{_END})"
    return before + inner + after


def _joins(char: str) -> bool:
    """Say whether a letter beside `char` would belong to the same word."""
    return makes_words(char) and not is_solitary(char) and not _is_in(char, _UNSPACED)


def _is_in(char: str, blocks: Sequence[tuple[int, int]]) -> bool:
    return any(first <= ord(char) <= last for first, last in blocks)


def index_words(word: Word) -> tuple[str, ...] | None:
    """Return begins of words, one of which any text has that has the word; None: not known.

    A begin of several words ("don't") means these one after the other.
    """
    letters = [char for char in key(word.text) if char.isalnum()]
    if word.mode in (SUFFIX, INSIDE) or not letters:
        return None
    if not all(_is_in(char, _INDEXED) and char not in _ACCENTED for char in letters):
        return None
    is_formed = word.mode == FORMS and not word.is_exact
    stems = _begins(_forms(word.text)) if is_formed else [key(word.text)]
    is_begin = is_formed or word.mode == PREFIX
    ways = (v for stem in stems for v in variants_of(stem, is_begin=is_begin))
    return tuple(dict.fromkeys(ways))


def variants_of(stem: str, *, is_begin: bool = False) -> list[str]:
    """Return how the index may write the begin of a stem: with graves, ё for е, and ß for ss.

    Where that would be too many, the stem is cut before the letter that makes them so.
    """
    found = [""]
    for match in _SHARP.finditer(stem):
        run = match.group()
        others = [run, *_GRAVE.get(run, "")]
        if run[0] == "s":
            others = _sharp(run, is_open=is_begin and match.end() == len(stem))
        if len(found) * len(others) > _MOST_VARIANTS:
            break
        found = [begin + other for begin in found for other in others]
    return found


def letters_written(stem: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield how the index may write the letter of a stem at a place, and how many letters it is."""
    char = stem[at]
    for written in (char, *_GRAVE.get(char, "")):
        yield 1, written
    if char == "s" and stem.startswith("s", at + 1):
        yield 2, "ß"
    if char == "s" and at == len(stem) - 1:
        # The stem may end in the midst of it.
        yield 1, "ß"


def _sharp(run: str, *, is_open: bool) -> list[str]:
    """Return how letters s may be written with ß."""
    if not run:
        return [""]
    found = [f"s{way}" for way in _sharp(run[1:], is_open=is_open)]
    if len(run) > 1:
        found += [f"ß{way}" for way in _sharp(run[2:], is_open=is_open)]
    return [*found, "ß"] if is_open and len(run) == 1 else found


def index_phrases(words: Sequence[Word]) -> list[tuple[str, ...]] | None:
    """Return what texts with these words one after the other have in the index.

    A list of alternatives all of which hold: one of each tuple is in the text. The words stand
    together in one string where there are few ways to write them. None: nothing is known.
    """
    known = [found for found in (index_words(word) for word in words) if found is not None]
    if not known:
        return None
    are_whole = len(known) == len(words) and all(
        word.mode == WHOLE and len(found[0]) == len(key(word.text))
        for word, found in zip(words[:-1], known, strict=False)
    )
    if are_whole and prod(map(len, known)) <= _MOST_VARIANTS:
        return [tuple(" ".join(parts) for parts in product(*known))]
    return known
