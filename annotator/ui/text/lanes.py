"""Gives each annotation on a line its lane under the text, so that none hides another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 8


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


def assign(extents: Sequence[Extent]) -> list[int]:
    """Return the lane of each extent, 0 nearest to the text.

    The shortest choose first. An annotation takes the first lane that is free over all its width
    and lies below every one that stands within it: so inner ones lie above outer ones, no two
    meet in one lane, and a chain of which each meets only the next takes two lanes.
    """
    lanes = [0] * len(extents)
    placed: list[tuple[float, float, int]] = []
    for number in sorted(range(len(extents)), key=lambda n: extents[n]):
        _, _, _, left, right = extents[number]
        right = max(right, left + 0.01)
        least = taken = 0
        for other_left, other_right, lane in placed:
            if other_left < right and left < other_right:
                taken |= 1 << lane
                if lane >= least and left <= other_left and other_right <= right:
                    least = lane + 1
        lane = least
        while taken >> lane & 1:
            lane += 1
        placed.append((left, right, lane))
        lanes[number] = lane
    return lanes
