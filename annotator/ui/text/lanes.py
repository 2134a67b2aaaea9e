"""Gives each annotation on a line its lane under the text, so that none hides another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

MOST = 8
Track = tuple[list[float], list[float]]
"""Stretches that do not meet, from left to right: their first x, and their last.

One before all and one after all take nothing.
"""
_LEAST = 0.01
"""Pixels that anything takes of its lane."""


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


def assign(
    extents: Sequence[tuple[int, int, str, float, float]], heights: Sequence[int] | None = None
) -> list[int]:
    """Return the lane of each extent, 0 nearest to the text; of several lanes the first.

    The shortest choose first. An annotation takes the first lane that is free over all its width
    and lies below every one that stands within it: so inner ones lie above outer ones, no two
    meet in one lane, and a chain of which each meets only the next takes two lanes. `heights` are
    how many lanes each takes, one below the other.
    """
    order = sorted(range(len(extents)), key=extents.__getitem__)
    lanes = [0] * len(extents)
    stretches = (extents[number][3:] for number in order)
    if heights is None:
        found = in_order(stretches)
    else:
        found = _in_heights(stretches, [heights[number] for number in order])
    for number, lane in zip(order, found, strict=True):
        lanes[number] = lane
    return lanes


def in_order(stretches: Iterable[tuple[float, float]]) -> list[int]:
    """Return the lanes of extents by their first and last x, given in the order of choice."""
    lanes: list[int] = []
    tracks: list[Track] = []
    for left, right in stretches:
        if right < left + _LEAST:
            right = left + _LEAST
        lane = at = count = len(tracks)
        place = 0
        # From the deepest up, as far as one within it: what lies above that is no matter.
        while at:
            at -= 1
            lefts, rights = tracks[at]
            after = bisect_left(lefts, left)
            if lefts[after] < right:
                if rights[after] <= right:
                    break
            elif rights[after - 1] <= left:
                lane, place = at, after
        if lane < count:
            # As `_put` does, which would look for the place once more.
            lefts, rights = tracks[lane]
            lefts.insert(place, left)
            rights.insert(place, right)
        else:
            _put(tracks, lane, left, right)
        lanes.append(lane)
    return lanes


def _in_heights(stretches: Iterable[tuple[float, float]], heights: Iterable[int]) -> list[int]:
    """Return what `in_order` does where some take several lanes: the first of those."""
    lanes: list[int] = []
    tracks: list[Track] = []
    for (left, right), height in zip(stretches, heights, strict=True):
        right = max(right, left + _LEAST)
        lane = at = len(tracks)
        free = height
        while at:
            at -= 1
            lefts, rights = tracks[at]
            after = bisect_left(lefts, left)
            if lefts[after] < right and rights[after] <= right:
                break
            is_free = lefts[after] >= right and rights[after - 1] <= left
            free = free + 1 if is_free else 0
            lane = at if free >= height else lane
        for step in range(height):
            _put(tracks, lane + step, left, right)
        lanes.append(lane)
    return lanes


def depths(stretches: Iterable[tuple[float, float]]) -> list[int]:
    """Return how deep each stretch lies over those given before it: 0 if it meets none of them.

    It is one deeper than the deepest with which it shares an x, so what is equally deep does not
    meet.
    """
    found: list[int] = []
    tracks: list[Track] = []
    for left, right in stretches:
        depth = len(tracks)
        while depth:
            lefts, rights = tracks[depth - 1]
            after = bisect_left(lefts, left)
            if lefts[after] < right or rights[after - 1] > left:
                break
            depth -= 1
        _put(tracks, depth, left, right)
        found.append(depth)
    return found


def _put(tracks: list[Track], at: int, left: float, right: float) -> None:
    """Put a stretch on a track where it meets none; the one after the last is a new one."""
    if at == len(tracks):
        tracks.append(([-inf, left, inf], [-inf, right, inf]))
        return
    lefts, rights = tracks[at]
    place = bisect_left(lefts, left)
    lefts.insert(place, left)
    rights.insert(place, right)
