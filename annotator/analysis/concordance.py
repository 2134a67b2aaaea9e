"""Keyword in context: what stands at the left and right of a place, and how lines are sorted."""

from __future__ import annotations

import re

from annotator.text.comparing import key
from annotator.text.graphemes import is_boundary

_WORD = re.compile(r"\w+")
_COMPARED = 60
"""Code points on one side that are compared; about eight words."""
_HIT = 200


def left_of(text: str, begin: int, context: int) -> str:
    """Return at most `context` code points before `begin`, no character cut."""
    low = max(0, begin - context)
    while low < begin and not is_boundary(text, low):
        low += 1
    return text[low:begin]


def right_of(text: str, end: int, context: int) -> str:
    """Return at most `context` code points after `end`, no character cut."""
    high = min(len(text), end + context)
    while high > end and not is_boundary(text, high):
        high -= 1
    return text[end:high]


def hit_of(text: str, begin: int, end: int) -> str:
    """Return what stands at a place, cut in the middle if it is longer than a line can show."""
    if end - begin <= _HIT:
        return text[begin:end]
    first, last = right_of(text, begin, _HIT // 2), left_of(text, end, _HIT // 2)
    return f"{first} … {last}"


def left_key(text: str, begin: int) -> str:
    """Return what sorts lines by their left neighbours: the nearest word first."""
    words = _WORD.findall(key(text[max(0, begin - _COMPARED) : begin]))
    return " ".join(reversed(words))


def right_key(text: str, end: int) -> str:
    """Return what sorts lines by their right neighbours."""
    return " ".join(_WORD.findall(key(text[end : end + _COMPARED])))


def form_key(text: str, begin: int, end: int) -> str:
    """Return what sorts lines by what was found, and groups equal forms."""
    return " ".join(key(text[begin : min(end, begin + _COMPARED)]).split())
