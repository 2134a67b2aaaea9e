"""The form in which a search compares texts.

Two texts are the same to a search if their `key` is: case does not count, nor do the accents of
Latin and Greek letters, stress marks over any letter, or how an accent is written (й is й composed
and decomposed, and never и). ё is found by е, and е by ё; apostrophes, hyphens and quotation marks
of all kinds are one. What nobody sees within a word (soft hyphens, joiners, spaces without width)
is not there; ß is ss, and letters that print joined or wide are the plain ones.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from annotator.text.composing import nfc

_BLOCKS = (
    *((0x300, 0x304), (0x306, 0x30C), (0x30F, 0x30F), (0x311, 0x311), (0x31B, 0x31B)),
    *((0x323, 0x328), (0x32D, 0x32E), (0x330, 0x331)),
    *((0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7)),
    *((0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670)),
)
"""The marks that do not count: those that the index leaves out of words, and those of vowels in
Hebrew and Arabic, which the index does not have at all."""
_MARK = frozenset(chr(code) for first, last in _BLOCKS for code in range(first, last + 1))
JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
"""Signs that nobody sees and that part no word: the soft hyphen, joiners, spaces of no width."""
INVISIBLE = f"{JOINERS}\u200b\u200e\u200f"
"""All that nobody sees within a word; those that are no joiners may also stand between two."""
APOSTROPHES, _HYPHENS = "'’ʼ‘`", "-\u2010\u2011"
QUOTES = '"„“”‟«»'
SINGLE_QUOTES = f"{APOSTROPHES}‚‛‹›"
_WIDE = {
    **{chr(0xFF10 + n): chr(0x30 + n) for n in range(10)},
    **{chr(0xFF41 + n): chr(0x61 + n) for n in range(26)},
}
JOINED = {"ß": "ss", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Signs that are several letters to a search."""
RECAST = "".join((*JOINED, *_WIDE, *map(str.upper, list(_WIDE)[10:]))).replace("ß", "")
"""Letters that the index keeps as they are written, and that are rare."""
_SAME = {
    **dict.fromkeys("ѐё", "е"),
    "ѝ": "и",
    "ς": "σ",
    **dict.fromkeys("ſẛ", "s"),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(QUOTES, '"'),
    **_WIDE,
    **dict.fromkeys(_HYPHENS, "-"),
}
_APART = frozenset("\u01e1")
"""Latin letters that the index does not strip of their accents."""
_ACCENTED = (range(0xC0, 0x250), range(0x370, 0x400), range(0x1E00, 0x2000))
"""Where Latin and Greek letters with accents are."""
GREEK = frozenset(map(chr, range(0x3B1, 0x3CA)))
"""Greek letters without an accent; the index keeps them with those that they have in a text."""


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return the form in which texts are compared; the length may differ."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return nfc(text).lower().translate(_FOLDING)


def without_invisible(text: str) -> str:
    """Return a text without what nobody sees within words."""
    return text if text.isascii() else text.translate(_UNSEEN)


def without_quotes(text: str) -> str:
    """Return a text without quotation marks."""
    return text.translate(_UNQUOTED)


def _folded(char: str) -> str:
    if char < "\x80":
        return "'" if char == "`" else char
    found = _SAME.get(char)
    if found is not None:
        return found
    base = unicodedata.normalize("NFD", char)[0]
    is_plain = base in GREEK or (base < "\x80" and char not in _APART)
    return base if is_plain else char


class _Folding(dict[int, str | None]):
    """What each character is in a key (None: nothing), found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        is_nothing = char in _MARK or char in INVISIBLE
        found = self[code] = None if is_nothing else JOINED.get(char) or _folded(char)
        return found


_FOLDING = _Folding()
_UNQUOTED = dict.fromkeys(map(ord, QUOTES))
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def written_alike(char: str) -> str:
    """Return the letters in lower case that are `char` in a key."""
    return _same().get(char, char)


@cache
def _same() -> dict[str, str]:
    """Return for each letter of keys all letters in lower case that fold to it."""
    found: dict[str, str] = {}
    for other, to in _SAME.items():
        found[to] = found.get(to, to) + (other if other != to else "")
    for code in (code for part in _ACCENTED for code in part):
        char = chr(code)
        to = _folded(char)
        if char == char.lower() and to != char:
            found[to] = found.get(to, to) + char
    return found
