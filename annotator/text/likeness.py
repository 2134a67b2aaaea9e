"""How much of a text is found again in another one."""

from __future__ import annotations

from collections.abc import Iterator

_WINDOW = 24
_STEPS = 20_000


def share_kept(old: str, new: str) -> float:
    """Return from 0 to 1 how much of `old` stands word for word, wherever, in `new`.

    Looks for pieces of 24 characters (of short texts: an eighth of them, at least 4), white
    space and case made alike, so that two texts of the same few words are not alike. Of long
    texts about 20,000 pieces are looked for.
    """
    one, other = _evened(old), _evened(new)
    if not one or not other:
        return 1.0 if one == other else 0.0
    size = min(_WINDOW, max(4, len(one) // 8))
    there = set(_pieces(other, size, 1))
    step = max(1, len(one) // _STEPS)
    wanted = list(_pieces(one, size, step))
    return sum(1 for piece in wanted if piece in there) / len(wanted)


def _evened(text: str) -> str:
    return " ".join(text.casefold().split())


def _pieces(text: str, size: int, step: int) -> Iterator[str]:
    for begin in range(0, max(1, len(text) - size + 1), step):
        yield text[begin : begin + size]
