"""What holds of every text that comes in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter


def fields_of(text: str) -> set[str]:
    """Return the names of what is put into a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def hold_both_languages(texts: Mapping[str, tuple[str, str]]) -> None:
    """Assert that no text lacks a language, and that both say the same data."""
    for code, (english, bulgarian) in texts.items():
        assert english, code
        assert bulgarian, code
        assert fields_of(english) == fields_of(bulgarian), code
