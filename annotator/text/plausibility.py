"""Says how much a decoded text looks like one, to choose between encodings."""

from __future__ import annotations

import re
import unicodedata

_SAMPLE = 20_000
# What a wrong single-byte encoding makes of words: a capital, a symbol, a drawing inside.
_ODD = re.compile(
    "(?<=[a-zà-ÿа-яё-џ])[A-ZÀ-ÞА-ЯЀ-Џ]"
    "|(?<=\\w)[\u0080-\u009f\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00bf\u2020-\u2022\u2030"
    "\u20ac\u2116\u2122\u2200-\u22ff\u2300-\u23ff\u2500-\u25ff\u00d7\u00f7](?=\\w)"
    "|[\u0080-\u0084\u0086-\u009f\u2500-\u259f]"
    # The same beside a Cyrillic letter, but for quotation marks.
    "|(?<=[а-яё])[\u00a1-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u00bf\u2020-\u2022\u20ac\u2200-\u22ff]"
    "|[\u00a1-\u00a6\u00a8-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u00bf\u2020-\u2021\u2200-\u22ff](?=[а-яё])"
    # Latin and Cyrillic, Greek, Hebrew or Arabic letters in one word.
    "|(?<=[a-zA-ZÀ-ÿ])[\u0370-\u06ff]|(?<=[\u0370-\u06ff])[a-zA-ZÀ-ÿ]"
)
_WORDLIKE = re.compile(r"\w")
_ODD_CATEGORIES = frozenset(("Cn", "Co", "Cs", "Cc"))


def plausibility(text: str) -> float:
    """Return from 0 (no words) to 1 how much `text` looks like running text.

    Looks at the first 20,000 code points.
    """
    sample = text[:_SAMPLE]
    letters = sum(1 for _ in _WORDLIKE.finditer(sample))
    if not letters:
        return 0.5
    odd = sum(1 for _ in _ODD.finditer(sample))
    return max(0.0, 1.0 - 4.0 * odd / letters)


def is_plausible(text: str) -> bool:
    """Say whether nearly all of `text` is assigned, and little of it control characters.

    Looks at the first 20,000 code points.
    """
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for char in sample
        if char not in "\t\n\r\f\v" and unicodedata.category(char) in _ODD_CATEGORIES
    )
    return odd * 50 <= len(sample)
