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
    """Say whether only commas and joining words stand between two stretches (code points).

    Where it is a mark alone, as in "the chairman, Tomas" too, the list must go on behind them.
    """
    if not one or not other:
        return False
    first, second = sorted((one, other), key=lambda spans: spans[0])
    begin, end = first[-1][1], second[0][0]
    if not begin < end <= begin + _MOST:
        return False
    words, is_marked = _parted(text[begin:end])
    if not all(word in _JOINING for word in words):
        return False
    return bool(words) or (is_marked and _goes_on(text, second[-1][1]))


def _goes_on(text: str, end: int) -> bool:
    """Say whether a mark or a joining word follows, as within a list."""
    following = text[end : end + _MOST].split("\n", 1)[0]
    words, _ = _parted(following)
    return following.lstrip()[:1] in tuple(_MARKS) or bool(words and words[0] in _JOINING)


def _parted(part: str) -> tuple[list[str], bool]:
    """Return the words of a part in small letters, and whether it has a mark of a list."""
    kept = "".join(" " if c in _MARKS and c != "&" else c for c in part)
    return kept.casefold().split(), any(mark in part for mark in _MARKS)
