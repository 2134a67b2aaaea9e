"""Texts in several languages: one name or definition, kept by language code."""

from __future__ import annotations

from collections.abc import Mapping

Texts = Mapping[str, str]
LANGUAGES = ("en", "bg")
TRUTH: Mapping[bool, Texts] = {
    True: {"en": "yes", "bg": "да"},
    False: {"en": "no", "bg": "не"},
}
"""What a value that is yes or no is called where the scheme does not name it."""


def text_in(texts: Texts | None, language: str, default: str = "") -> str:
    """Return the text in `language`, else in English, else any, else `default`."""
    if not texts:
        return default
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), default)
