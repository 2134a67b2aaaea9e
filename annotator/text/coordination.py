"""Says whether two stretches are named together, as the members of a list are."""

from __future__ import annotations

from collections.abc import Sequence

_JOINING = frozenset(
    (
        *("and", "or", "nor", "&", "plus", "et", "ou", "und", "oder", "y", "e", "o", "u", "og"),
        *("och", "en", "i", "и", "или", "та", "както", "а", "също", "і", "й", "або"),
    )
)
_MOST = 16
"""The most that stands between two members of a list, in code points."""
_MARKS = ",;/&"


def are_coordinated(
    text: str, one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> bool:
    """Say whether only commas and joining words stand between two stretches (code points)."""
    if not one or not other:
        return False
    first, second = sorted((one, other), key=lambda spans: spans[0])
    begin, end = first[-1][1], second[0][0]
    if not begin < end <= begin + _MOST:
        return False
    between = text[begin:end]
    kept = "".join(" " if c in _MARKS and c != "&" else c for c in between)
    words = kept.casefold().split()
    is_marked = any(mark in between for mark in _MARKS)
    return (bool(words) or is_marked) and all(word in _JOINING for word in words)
