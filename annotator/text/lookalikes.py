"""Letters of different scripts that nobody tells apart by looking."""

from __future__ import annotations

_SEEN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсух" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyx" + "ABEZHIKMNOPTYXo",
)
"""Cyrillic, then Greek letters, by the Latin ones that they look like."""


def seen_as(text: str) -> str:
    """Return a text as it looks: the same for texts that only scripts of letters tell apart."""
    return text if text.isascii() else text.translate(_SEEN)
