"""Gives each annotation on a line its lane under the text, so that none hides another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

MOST = 8
Track = tuple[list[float], list[float]]
"""Stretches that do not meet, from left to right: their first x, and their last."""


class Extent(NamedTuple):
    """What an annotation takes of one line: from its first to its last x, gaps included.

    `length` and `begin` are those of the whole annotation, in code points. The order of the
    fields is the order in which lanes are given: shortest first, then begin, then key.
    """

    length: int
    begin: int
    key: str
    left: float
    right: float


def assign(extents: Sequence[tuple[int, int, str, float, float]]) -> list[int]:
    """Return the lane of each extent, 0 nearest to the text.

    The shortest choose first. An annotation takes the first lane that is free over all its width
    and lies below every one that stands within it: so inner ones lie above outer ones, no two
    meet in one lane, and a chain of which each meets only the next takes two lanes.
    """
    lanes = [0] * len(extents)
    tracks: list[Track] = []
    for number in sorted(range(len(extents)), key=extents.__getitem__):
        _, _, _, left, right = extents[number]
        right = max(right, left + 0.01)
        lane = len(tracks)
        # From the deepest up, as far as one within it: what lies above that is no matter.
        for at in range(lane - 1, -1, -1):
            lefts, rights = tracks[at]
            after = bisect_left(lefts, left)
            if after < len(lefts) and lefts[after] < right:
                if rights[after] <= right:
                    break
            elif not after or rights[after - 1] <= left:
                lane = at
        put(tracks, lane, left, right)
        lanes[number] = lane
    return lanes


def deepest_under(tracks: Sequence[Track], left: float, right: float) -> int:
    """Return the number of the last track on which something shares an x with a stretch; or -1."""
    for at in range(len(tracks) - 1, -1, -1):
        lefts, rights = tracks[at]
        after = bisect_left(lefts, left)
        if (after < len(lefts) and lefts[after] < right) or (after and rights[after - 1] > left):
            return at
    return -1


def put(tracks: list[Track], at: int, left: float, right: float) -> None:
    """Put a stretch on a track where it meets none; the one after the last is a new one."""
    if at == len(tracks):
        tracks.append(([left], [right]))
        return
    lefts, rights = tracks[at]
    place = bisect_left(lefts, left)
    lefts.insert(place, left)
    rights.insert(place, right)
