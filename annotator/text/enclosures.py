"""Finds what stands within quotation marks or brackets, the outermost of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 400
_CLOSING = {"„": '“”"', "«": "»", "“": "”", '"': '"', "”": "”", "(": ")", "[": "]"}
_MARK = re.compile('[„«»“”"()\\[\\]]')
_BEFORE = frozenset("([{«„“-\u2010\u2011\u2012\u2013\u2014\u2015/")


def enclosures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between an opening and its closing mark, both included, in code points.

    What is longer than 400 code points is none: sooner a mark is missing there. Looks at the
    text once, and at one character beside each mark, so a piece of a text gives the same.
    """
    opened: int | None = None
    for match in _MARK.finditer(text):
        place = match.start()
        if opened is not None and place - opened >= _LONGEST:
            opened = None
        if opened is None:
            opened = place if _opens(text, place) else None
        elif text[place] in _CLOSING[text[opened]] and not _is_blank(text[place - 1]):
            yield opened, place + 1
            opened = None


def _opens(text: str, place: int) -> bool:
    """Say whether a mark stands where something begins: `"` and others look alike at both ends."""
    mark = text[place]
    if mark not in _CLOSING or _is_blank(text[place + 1 : place + 2] or " "):
        return False
    before = text[place - 1 : place]
    return mark in "„«([" or not before or _is_blank(before) or before in _BEFORE


def _is_blank(character: str) -> bool:
    return character.isspace()
