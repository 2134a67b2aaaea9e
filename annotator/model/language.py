"""Texts in several languages: one name or definition, kept by language code."""

from __future__ import annotations

import re
from collections.abc import Mapping

Texts = Mapping[str, str]
_WORD = re.compile(r"\w+")
LANGUAGES = ("en", "bg")
TRUTH: Mapping[bool, Texts] = {
    True: {"en": "yes", "bg": "да"},
    False: {"en": "no", "bg": "не"},
}
"""What a value that is yes or no is called where the scheme does not name it."""


_LARGE_NOUNS = ("de", "lb")
"""Languages whose nouns have a capital wherever they stand."""


def text_in(texts: Texts | None, language: str, default: str = "", *, in_line: bool = False) -> str:
    """Return the text in `language`, else in English, else any, else `default`.

    `in_line` asks for it as it stands within a line, see `small`; a German one stays as it is.
    """
    if not texts:
        return small(default) if in_line else default
    found = texts.get(language) or texts.get("en") or next(iter(texts.values()), default)
    return small(found) if in_line and not _has_large_nouns(texts, language) else found


def decimal_in(number: str, language: str) -> str:
    """Return a number that is written with a point as people write it: in Bulgarian a comma."""
    return number.replace(".", ",") if language == "bg" else number


def _has_large_nouns(texts: Texts, language: str) -> bool:
    spoken = next((key for key in (language, "en") if texts.get(key)), next(iter(texts)))
    return spoken.partition("-")[0] in _LARGE_NOUNS


def small(name: str) -> str:
    """Return a name of the scheme as it stands within a line: "Voice of the EU" begins small.

    Words with another capital (EU, pH, COVID) stay as they are written, and so do single letters
    behind others ("Class A").
    """
    return _WORD.sub(_small_word, name)


def _small_word(found: re.Match[str]) -> str:
    word = found[0]
    is_letter = len(word) == 1 and found.start() > 0
    return word if is_letter or word[1:] != word[1:].lower() else word.lower()
