"""Knows in which ways the letters of a key may be written in a text, seen and unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from annotator.text.comparing import INVISIBLE, JOINED, written_alike

_ALL_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
"""All that nobody sees, as a set of characters that is quickly read."""
BETWEEN = f"[{_ALL_UNSEEN}]*+"
"""What may stand between two letters of a word."""
_SIGNS = {
    **JOINED,
    **{
        chr(code): unicodedata.normalize("NFC", chr(code))
        for first, last in ((0x958, 0x95F), (0x9DC, 0x9DF), (0xA33, 0xA36), (0xA59, 0xA5E))
        for code in range(first, last + 1)
        if len(unicodedata.normalize("NFC", chr(code))) == 2
    },
}
"""Signs that are several in a key: those printed joined, and letters with a dot under or beside
them, as ड़, which no normal form of a text composes but keyboards do."""
_PAIRS = frozenset(whole[at : at + 2] for whole in _SIGNS.values() for at in range(len(whole) - 1))
_MOST_JOINED, _LONGEST_JOINED = 6, 60
"""Letters in a row, and of a word, of which it is asked which may be printed joined."""


@lru_cache(maxsize=256)
def letters_of_key(folded: str, *, is_begin: bool = False, is_end: bool = False) -> str:
    """Return a pattern of everything whose key is `folded`, or begins or ends so."""
    found: list[str] = []
    for at, run in _runs(folded):
        ways = _ways(run, is_open=is_begin and at + len(run) == len(folded))
        if is_end and at == 0:
            ways += _ways_after(run)
        listed = [_spelled(way) for way in ways]
        found.append(listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})")
        found.append(_after(run[-1], folded[at + len(run) :][:1]))
    # Which of the marks are some that do not count is said by the check.
    return "".join(found[:-1]) + (r"\p{M}*+" if folded[-1].isalpha() else "")


_UNSEEN = frozenset(INVISIBLE)
_ODD = "\u017f\u212a\u212b\u0130\u0131\u1e9b\u1e9e" + "".join(JOINED)
"""Letters whose key, or case, is not told by the letters that are written alike."""
_PLAIN = r"A-Za-zА-яЀ-џ0-9\s.,!?\-"


@lru_cache(maxsize=64)
def begins_of_key(folded: str) -> re.Pattern[str] | None:
    """Return what stands wherever a Latin key begins, and a little more; None: it is no such key.

    A Latin letter is written in so many ways that each place of a text is looked at for long; the
    standard library looks for one of many characters much sooner.
    """
    if not "a" <= folded[:1] <= "z":
        return None
    begin = f"[{_cased(folded[0])}]"
    if len(folded) > 1:
        second = r"\s" if folded[1] == " " else _cased(folded[1])
        begin += f"(?=[{second}]|[^{_PLAIN}])"
    return re.compile(f"{begin}|[{_ODD}]")


def _cased(char: str) -> str:
    alike = written_alike(char) + unicodedata.normalize("NFD", char)[0]
    return "".join(map(re.escape, sorted({*alike, *alike.upper()})))


def _runs(folded: str) -> Iterator[tuple[int, str]]:
    """Yield the letters of a key with their places, together where they may be printed joined."""
    begin = 0
    for at in range(1, len(folded) + 1):
        is_joined = at < len(folded) <= _LONGEST_JOINED and at - begin < _MOST_JOINED
        if not (is_joined and folded[at - 1 : at + 1] in _PAIRS):
            yield begin, folded[begin:at]
            begin = at


def _ways(run: str, *, is_open: bool) -> list[str]:
    """Return the ways in which letters may be printed; the last sign may go on where it is open."""
    if not run:
        return [""]
    found = [run[0] + way for way in _ways(run[1:], is_open=is_open)]
    for sign, whole in _SIGNS.items():
        if run.startswith(whole):
            found += [sign + way for way in _ways(run[len(whole) :], is_open=is_open)]
        elif is_open and whole.startswith(run):
            found.append(sign)
    return found


def _ways_after(run: str) -> list[str]:
    """Return the ways in which letters may be printed that begin within a sign."""
    return [
        sign + way
        for sign, whole in _SIGNS.items()
        for size in range(1, len(whole))
        if run[:size] == whole[-size:]
        for way in _ways(run[size:], is_open=False)
    ]


def _spelled(way: str) -> str:
    inner = "".join(_letter(c) + _after(c, after) for c, after in pairwise(way))
    return inner + _letter(way[-1])


def _after(char: str, following: str) -> str:
    """Return a pattern of what may stand after a letter of a word, and before the next one.

    A mark that follows in the key, as a vowel of Devanagari, is left to be found.
    """
    if not char.isalpha():
        return BETWEEN
    # Of marks there is one, below letters of Greek, whose capital is a letter: Ι.
    anything = rf"(?-i:[\p{{M}}{_ALL_UNSEEN}])"
    if following and unicodedata.category(following)[0] == "M":
        return f"(?:(?!{_escaped(following)}){anything})*+"
    return f"{anything}*+"


@cache
def _letter(char: str) -> str:
    """Return a pattern of everything that is a letter whose key is `char`, without its marks."""
    if char == " ":
        return r"\s+"
    same = written_alike(char)
    decomposed = unicodedata.normalize("NFD", char)
    found = _class(same)
    return f"(?:{found}|{_escaped(decomposed)})" if len(decomposed) > 1 else found


def _class(chars: str) -> str:
    return _escaped(chars) if len(chars) == 1 else f"[{''.join(map(_escaped, chars))}]"


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in text)


def exactly(char: str) -> str:
    """Return a pattern of a character itself, composed or not."""
    decomposed = unicodedata.normalize("NFD", char)
    if decomposed == char:
        return r"\s" if char == " " else _escaped(char)
    return f"(?:{_escaped(char)}|{_escaped(decomposed)})"


def is_parted(text: str) -> bool:
    """Say whether the index parts a word: nobody sees what stands between two of its letters."""
    if text.isascii():
        return False
    for sign in INVISIBLE:
        end = text.find(sign) if sign in text else -1
        while end >= 0:
            begin = end
            while begin and text[begin - 1] in INVISIBLE:
                begin -= 1
            while text[end : end + 1] in _UNSEEN:
                end += 1
            if begin and end < len(text) and is_of_word(text[begin - 1], text[end]):
                return True
            end = text.find(sign, end)
    return False


def is_of_word(*chars: str) -> bool:
    """Say whether all of some characters are such as words are made of, marks included."""
    return all(unicodedata.category(char)[0] in "LNM" for char in chars)
