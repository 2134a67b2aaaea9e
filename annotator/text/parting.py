"""Where people part words themselves: what is selected up to there is not widened to its word."""

from __future__ import annotations

from annotator.text.inflection import ungluings
from annotator.text.normal import fold
from annotator.text.tokens import snap_to_tokens, trim
from annotator.text.within import APOSTROPHES

_HANGUL = ("\uac00", "\ud7a3")
_TURNED = frozenset(["je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce"])
"""Who acts, where French puts it after its verb: `dit-il`, `a-t-elle`."""
_LINK = "t-"
_PLAIN = frozenset(["elle", "elles", "ils", f"{_LINK}il", f"{_LINK}on"])
"""Those that stand so in French alone: `on` is in `add-on`, `il` in `Kim Jong-il`."""
_NOUNS = frozenset(["rendez-vous", "garde-à-vous", "chez-nous", "chez-vous", "entre-nous"])
_FRENCH = ("fr", "fra", "fre")


def snap_to_words(text: str, begin: int, end: int, language: str = "") -> tuple[int, int]:
    """Do what `snap_to_tokens` does, but leave a border that parts a word as people do.

    Such a border is beside an apostrophe (`l'|esecutivo`, `Vela|'s`), before what Korean writes
    after a word without a space, after what is glued before one in Hebrew or Arabic script, and
    beside a hyphen before a pronoun that French puts after its verb (`dit|-il`, `a-t-|elle`).
    `language` is the text's (BCP 47); in others such a pronoun is one only if it can be nothing
    else.
    """
    is_french = language.lower().replace("_", "-").partition("-")[0] in _FRENCH
    low, high = trim(text, begin, end)
    first, last = snap_to_tokens(text, begin, end)
    if first < low and _may_begin(text, first, low, is_french=is_french):
        first = low
    if high < last and _may_end(text, high, last, is_french=is_french):
        last = high
    return first, last


def _may_begin(text: str, word: int, begin: int, *, is_french: bool) -> bool:
    if text[begin - 1] in APOSTROPHES:
        return True
    end = snap_to_tokens(text, word, word + 1)[1]
    if text[begin - 1] == "-" and _is_turned(text, word, begin, end, is_french=is_french):
        return True
    return fold(text[begin:end]) in ungluings(text[word:end])


def _may_end(text: str, end: int, last: int, *, is_french: bool) -> bool:
    if text[end] == "-":
        word = snap_to_tokens(text, end - 1, end)[0]
        begin = end + 1
        if fold(text[begin : begin + len(_LINK)]) == _LINK:
            begin += len(_LINK)
        return _is_turned(text, word, begin, last, is_french=is_french)
    return text[end] in APOSTROPHES or _HANGUL[0] <= text[end] <= _HANGUL[1]


def _is_turned(text: str, word: int, begin: int, end: int, *, is_french: bool) -> bool:
    """Say whether a pronoun that French puts after its verb is at `[begin, end)` of a word."""
    turned = fold(text[begin:end])
    if is_french:
        return turned in _TURNED and fold(text[word:end]) not in _NOUNS
    link = begin - len(_LINK)
    is_linked = link > word and text[link - 1] == "-"
    return turned in _PLAIN or (is_linked and fold(text[link:end]) in _PLAIN)
