"""Which language a text seems to be in, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_LOOKED_AT = 4000
_FEW = 8
"""Words a text needs at least for its commonest ones to say anything."""
_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")

# Letters that only one of the languages written in Cyrillic has, the rarest of them first.
_CYRILLIC = (
    ("mk", "ѓќѕ"),
    ("sr", "ђћ"),
    ("sr", "јљњџ"),
    ("uk", "ґєї"),
    ("be", "ў"),
    ("ru", "ыэё"),
)
_LATIN = {
    "en": "the of and to in is that for on with was are has said by",
    "de": "der die und das ist nicht mit dem den ein eine für auf von sich",
    "fr": "le la les et des est une dans que pour qui sur pas du au",
    "es": "el los las y que en una por con para del se es su al",
    "it": "il di che la della per un una non sono con gli è del le",
    "pt": "o que não uma para com os do da em um as dos se por",
    "ro": "și în de la din care nu pe cu este o pentru că sunt al",
    "pl": "w na nie się że do z jest to od jak przez po dla oraz",
    "cs": "se na je že v a s do za by ale pro jako jsou podle",
    "tr": "ve bir bu için ile da de olarak daha çok olan sonra kadar ancak gibi",
    "nl": "de het een van en in dat op te zijn met voor niet aan er",
}
_WORDS = {language: frozenset(words.split()) for language, words in _LATIN.items()}
_SCRIPTS = (
    ("el", "\u0370", "\u03ff"),
    ("hy", "\u0530", "\u058f"),
    ("he", "\u0590", "\u05ff"),
    ("ar", "\u0600", "\u06ff"),
    ("ka", "\u10a0", "\u10ff"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
)


def guessed_language(text: str) -> str | None:
    """Return a language (BCP 47) for how a text begins, None where it could be several."""
    # Counted as it is and sifted then: letter by letter it would take fifteen times as long.
    counted = Counter(text[:_LOOKED_AT].casefold())
    letters = Counter({c: n for c, n in counted.items() if c.isalpha()})
    total = letters.total()
    if not total:
        return None
    cyrillic = sum(n for c, n in letters.items() if "\u0400" <= c <= "\u04ff")
    if cyrillic * 2 > total:
        return _cyrillic(letters, cyrillic)
    for language, first, last in _SCRIPTS:
        if sum(n for c, n in letters.items() if first <= c <= last) * 3 > total:
            return language
    return _latin(text[:_LOOKED_AT].casefold())


def _cyrillic(letters: Counter[str], total: int) -> str:
    for language, own in _CYRILLIC:
        # One name or quotation in another language does not make the text one of it.
        if sum(letters[c] for c in own) * 200 > total:
            return language
    return "bg"


def _latin(text: str) -> str | None:
    words = _WORD.findall(text)
    if len(words) < _FEW:
        return None
    counted = sorted(
        ((sum(w in own for w in words), language) for language, own in _WORDS.items()),
        reverse=True,
    )
    (most, language), (second, _) = counted[:2]
    is_sure = most > max(second, 1) and most >= len(words) * _SHARE
    return language if is_sure else None
