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


def snap_to_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Do what `snap_to_tokens` does, but leave a border that parts a word as people do.

    Such a border is beside an apostrophe (`l'|esecutivo`, `Vela|'s`), before what Korean writes
    after a word without a space, after what is glued before one in Hebrew or Arabic script, and
    beside a hyphen before a pronoun that French puts after its verb (`dit|-il`, `a-t-|elle`).
    """
    low, high = trim(text, begin, end)
    first, last = snap_to_tokens(text, begin, end)
    if first < low and _may_begin(text, first, low):
        first = low
    if high < last and _may_end(text, high, last):
        last = high
    return first, last


def _may_begin(text: str, word: int, begin: int) -> bool:
    if text[begin - 1] in APOSTROPHES:
        return True
    end = snap_to_tokens(text, word, word + 1)[1]
    if text[begin - 1] == "-" and fold(text[begin:end]) in _TURNED:
        return True
    return fold(text[begin:end]) in ungluings(text[word:end])


def _may_end(text: str, end: int, last: int) -> bool:
    if text[end] == "-" and fold(text[end + 1 : last]).removeprefix(_LINK) in _TURNED:
        return True
    return text[end] in APOSTROPHES or _HANGUL[0] <= text[end] <= _HANGUL[1]
