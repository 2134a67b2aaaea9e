"""The letters that stand at words and at ends: the same in every keyboard layout."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.ui.action_table.action import TWINS, twin

LEAD = "й"
"""Begins hints of two letters; it is never a hint by itself."""
HINTS = tuple(c for c in TWINS if c != LEAD)
MOST = len(HINTS) * (len(HINTS) + 1)
"""The most hints there can be at once."""


def hint_letter(typed: str) -> str:
    """Return the hint letter that a typed letter stands for, else what was typed, in lower case."""
    lowered = typed.casefold()
    if lowered in TWINS:
        return lowered
    return next((c for c, latin in TWINS.items() if latin == lowered), lowered)


def shown_hint(hint: str, language: str) -> str:
    """Return a hint as it stands on the keyboards of those who read a language.

    Latin letters are on all of them, Cyrillic ones on those of who reads Bulgarian.
    """
    return hint if language == "bg" else "".join(twin(letter) for letter in hint)


def hints_for(count: int, *, more: Iterable[str] = ()) -> list[str]:
    """Return up to `count` hints, the short ones first; none begins another.

    `more` are single signs that may follow the letters. What does not fit gets two letters.
    """
    single = [*HINTS, *more]
    if count <= len(single):
        return single[:count]
    leads = 1
    while leads <= len(HINTS) and len(single) - leads + 1 + leads * len(HINTS) < count:
        leads += 1
    beginning = [LEAD, *HINTS[len(HINTS) - leads + 1 :]]
    kept = [s for s in single if s not in beginning]
    double = [a + b for a in beginning for b in HINTS]
    return [*kept, *double][:count]
