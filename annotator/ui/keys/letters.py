"""The letters that stand at words and at ends: the same in every keyboard layout."""

from __future__ import annotations

from annotator.ui.actions.action import TWINS

LEAD = "й"
"""Begins hints of two letters; it is never a hint by itself."""
HINTS = tuple(c for c in TWINS if c != LEAD)


def hint_letter(typed: str) -> str:
    """Return the hint letter that a typed letter stands for, else what was typed, in lower case."""
    lowered = typed.casefold()
    if lowered in TWINS:
        return lowered
    return next((c for c, latin in TWINS.items() if latin == lowered), lowered)
