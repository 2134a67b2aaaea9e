"""Folds text: a form in which equal words are equal strings."""

from __future__ import annotations

import unicodedata

_STRESSABLE = frozenset("аеиоуъыэюяєіѣѫѭ")
_STRESSES = "\u0300\u0301"


def fold(text: str) -> str:
    """Return a form of `text` in which equal words are equal strings; the length may differ.

    Full case folding, NFC, and without the stress marks (acute, grave) over Cyrillic vowels;
    й and ё and the accents of Latin and Greek stay.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.casefold())
    if any(mark in folded for mark in _STRESSES):
        folded = _without_stress(folded)
    return unicodedata.normalize("NFC", folded)


def _without_stress(decomposed: str) -> str:
    kept: list[str] = []
    base = ""
    for char in decomposed:
        if char in _STRESSES and base in _STRESSABLE:
            continue
        if not unicodedata.combining(char):
            base = char
        kept.append(char)
    return "".join(kept)
