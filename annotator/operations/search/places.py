"""Places that a query finds in a document, put together and compared by where they lie."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from annotator.model.query import INSIDE_IT

Place = tuple[int, int, str | None]
"""Begin, end, id of an annotation or None."""
_BEGIN = re.compile(r"(?<!\w)\w")
"""Where a word begins."""
_FEW, _LETTERS = 200, 16
"""Words that are sooner looked for where they are wanted; letters in which one is expected."""


def merged(found: list[Place]) -> list[Place]:
    """Return places in order, each once."""
    return sorted(set(found), key=lambda place: (place[0], place[1], place[2] or ""))


class Surroundings:
    """The stretches within which something is inside some places, or near them."""

    def __init__(self, places: list[Place], text: str, words: int) -> None:
        """At most `words` words of the text lie between, 0: inside."""
        if words == INSIDE_IT:
            stretches = sorted((b, e) for b, e, _ in places)
        elif len(places) * words < _FEW:
            stretches = sorted(_widened_here(b, e, text, words) for b, e, _ in places)
        else:
            begins = [match.start() for match in _BEGIN.finditer(text)]
            stretches = sorted(_widened(b, e, len(text), begins, words) for b, e, _ in places)
        self._begins = [begin for begin, _ in stretches]
        self._reach: list[int] = []
        reach = -1
        for _, end in stretches:
            reach = max(reach, end)
            self._reach.append(reach)

    def hold(self, place: Place) -> bool:
        """Say whether a place lies in one of the stretches."""
        begin, end, _ = place
        at = bisect_left(self._begins, begin + 1) - 1
        return at >= 0 and end <= self._reach[at]


def _widened_here(begin: int, end: int, text: str, count: int) -> tuple[int, int]:
    """Return the same as `_widened`, without knowing all words of the text."""
    after = next(islice(_BEGIN.finditer(text, end), count, None), None)
    size = _LETTERS * count
    while True:
        low = max(0, begin - size)
        found = [match.start() for match in _BEGIN.finditer(text, low, begin)]
        if low == 0 or len(found) >= count:
            break
        size *= 2
    before = found[-count:][0] if found else begin
    return before, len(text) if after is None else after.start()


def _widened(begin: int, end: int, length: int, begins: list[int], count: int) -> tuple[int, int]:
    """Return a stretch and `count` words on both sides of it."""
    first = max(0, bisect_left(begins, begin) - count)
    last = bisect_left(begins, end) + count
    low = begins[first] if first < len(begins) else begin
    high = begins[last] if last < len(begins) else length
    return min(low, begin), max(high, end)
