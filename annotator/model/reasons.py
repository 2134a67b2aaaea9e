"""Puts the reason within a refusal into the language of the reader."""

from __future__ import annotations

import re
from functools import cache

from annotator.model.wording_reasons import REASONS

_PLACE = re.compile(r"\\\{(\d)\\\}")
_FILLED = re.compile(r"\{\d\}")


def reason_in(reason: str, language: str) -> str:
    """Return a reason in a language; one that nobody listed stays as it is."""
    return reason if language != "bg" else _translated(reason)


def _translated(reason: str) -> str:
    about, colon, rest = reason.partition(": ")
    whole = REASONS.get(reason) or _filled(reason, has_colon=bool(colon))
    if whole is not None:
        return whole
    if not colon:
        return reason
    return f"{REASONS.get(about) or _filled(about) or about}: {_translated(rest)}"


def _filled(reason: str, *, has_colon: bool = False) -> str | None:
    """Return a reason with places to fill; one with a colon is looked for with its colon."""
    for pattern, text in _patterns():
        match = pattern.fullmatch(reason) if (": " in text) is has_colon else None
        if match is not None:
            # What is filled in goes in as it is: it may hold braces of its own.
            parts = re.split(r"\{(\d)\}", text)
            parts[1::2] = [match.group(f"p{number}") for number in parts[1::2]]
            return "".join(parts)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the reasons with places to fill, those with most words of their own first."""
    listed = sorted((k for k in REASONS if _FILLED.search(k)), key=lambda k: (-len(k), k))
    return tuple((re.compile(_PLACE.sub(_group, re.escape(k)), re.DOTALL), REASONS[k])
                 for k in listed)  # fmt: skip


def _group(place: re.Match[str]) -> str:
    return f"(?P<p{place.group(1)}>.+?)"
