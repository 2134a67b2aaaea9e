"""The margin before the text: stripes along annotations of many lines, and their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from annotator.ui.text.marks import MARGIN, NOTHING, Flags, Mark, MarkIndex, reading_order

NAME_DISTANCE = 32.0
FIRST_TRACK = 22.0
BETWEEN_TRACKS = 8.0
ROW = 13.5
MOST_ROWS = 4
_MANY_LINES = 3
_ROUNDS = 8
_PIECE = re.compile(r"[/-]*[^\s/-]+[/-]*\s*|\S+\s*")
"""What a row may end after: a space, a slash, a hyphen."""


class Stripe(NamedTuple):
    """One stripe: its track (0 nearest to the text) and its y from first to last line."""

    mark: Mark
    track: int
    top: float
    bottom: float


class Name(NamedTuple):
    """A name in rows: where its first row begins, and how many it may have."""

    mark: Mark
    y: float
    most: int = 2


def marks_of_margin(
    index: MarkIndex, begin: int, end: int, lines_of: Callable[[Mark], int], least: int = 0
) -> list[Mark]:
    """Return the marks that have a stripe and touch `[begin, end)`, with all they share it with.

    Those with fewer than `least` characters are on one line, `lines_of` need not be asked.

    The answer holds every such mark that overlaps one of them, so that tracks do not change
    while the text is scrolled.
    """
    found: dict[str, Mark] = {}
    low, high = begin, end
    for _ in range(_ROUNDS):
        new = [
            mark
            for mark in index.marks_in(low, high, least=least)
            if mark.key not in found and _has_stripe(mark, lines_of)
        ]
        if not new:
            break
        found.update((mark.key, mark) for mark in new)
        before = low, high
        low = min(low, *(mark.begin for mark in new))
        high = max(high, *(mark.end for mark in new))
        if (low, high) == before:
            break
    return sorted(found.values(), key=reading_order)


def _has_stripe(mark: Mark, lines_of: Callable[[Mark], int]) -> bool:
    if mark.drawing == NOTHING or mark.flags & Flags.ECHOES:
        return False
    return mark.drawing == MARGIN or lines_of(mark) > _MANY_LINES


def tracks(marks: Iterable[Mark]) -> dict[str, int]:
    """Give each mark (in reading order) the first track that no earlier one still uses."""
    used: list[tuple[int, int]] = []
    free: list[int] = []
    found: dict[str, int] = {}
    for mark in marks:
        begin, end = mark.spans[0][0], mark.spans[-1][1]
        while used and used[0][0] <= begin:
            heappush(free, heappop(used)[1])
        track = heappop(free) if free else len(used)
        heappush(used, (end, track))
        found[mark.key] = track
    return found


def sharing(found: Mapping[str, int], most: int) -> dict[str, int]:
    """Return tracks of which there are at most so many: further ones share the last.

    With more of them the names would have no room.
    """
    last = most - 1
    return {key: track if track < last else last for key, track in found.items()}


def names(stripes: Iterable[Stripe], unit: float, top: float, bottom: float = inf) -> list[Name]:
    """Place the names of stripes: at their top, pushed down where the one above is too near.

    Of those that begin on one line the name of what begins first stands first.

    A stripe that begins above `top` has its name there, so that it can be read. What would
    stand below `bottom` is left out, and what would stand beside nothing of its own.
    """
    found: list[Name] = []
    last = float("-inf")
    # Half of all may lie below, of blocks that begin in view.
    in_reach = [stripe for stripe in stripes if stripe.top <= bottom]
    for stripe in sorted(in_reach, key=lambda s: (s.top, reading_order(s.mark))):
        y = max(stripe.top, min(top, stripe.bottom - NAME_DISTANCE * unit))
        y = max(y, last + NAME_DISTANCE * unit)
        if y > bottom:
            break
        if y > stripe.bottom + NAME_DISTANCE * unit:
            continue
        last = y
        found.append(Name(stripe.mark, y))
    nexts = [*found[1:], None]
    return [
        name._replace(most=MOST_ROWS if after is None else _rows_between(name.y, after.y, unit))
        for name, after in zip(found, nexts, strict=False)
    ]


def _rows_between(y: float, next_y: float, unit: float) -> int:
    return max(2, min(MOST_ROWS, int((next_y - y) / (ROW * unit))))


def rows(text: str, most: int, room: float, width: Callable[[str], float]) -> list[str]:
    """Return a text in at most `most` rows of `room` pixels; the last holds all that is left."""
    if most == 1 or width(text) <= room:
        return [text] if text.strip() else []
    pieces: Sequence[str] = _PIECE.findall(text)
    found: list[str] = []
    for piece in pieces:
        is_last = len(found) == most
        if found and (is_last or width((found[-1] + piece).rstrip()) <= room):
            found[-1] += piece
        else:
            found.append(piece)
    return [row.rstrip() for row in found]
