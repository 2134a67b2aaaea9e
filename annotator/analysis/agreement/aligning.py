"""The best alignment of two annotators' units, and its disorder, as gamma defines them.

Mathet, Widlöcher & Métivier, The Unified and Holistic Method Gamma, Computational Linguistics
41(3), 2015, section 4. The dissimilarity with nothing is 1 (delta empty).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import sqrt
from typing import Any, NamedTuple

from annotator.analysis.agreement.assignment import ALONE, assigned
from annotator.analysis.agreement.continuum import Unit

PAIR_ALONE = 2.0
"""What two units cost that stay alone: twice the dissimilarity with nothing."""


class Track(NamedTuple):
    """The units of one annotator in the order of their begins, one list for each part."""

    begins: list[int]
    ends: list[int]
    values: list[Any]
    longest: int


class Aligned(NamedTuple):
    """The best alignment of two tracks.

    `cost` is the sum of the disorders of its unitary alignments. `weight` and `apart` are, over
    its pairs, the sums of their positional closeness and of closeness times categorical
    dissimilarity: what gamma-cat is made of.
    """

    cost: float
    weight: float
    apart: float


def track_of(row: Sequence[Unit]) -> Track:
    """Take apart a row of units that stand in order."""
    return Track(
        [u.begin for u in row],
        [u.end for u in row],
        [u.value for u in row],
        max((u.end - u.begin for u in row), default=0),
    )


def align_tracks(first: Track, second: Track, alpha: float, beta: float) -> Aligned:
    """Return the best alignment of two annotators: a linear assignment, solved exactly.

    The dissimilarity is `alpha` times the positional one plus `beta` where the values differ. The
    positional one is ((|b1 - b2| + |e1 - e2|) / (l1 + l2))² (2015, equation 4 and figure 10); two
    points are 0 apart at one place, else infinitely. A pair that costs more than two units alone
    is never in a best alignment.
    """
    edges = _edges(first, second, alpha, beta)
    columns = assigned(edges, len(second.begins), PAIR_ALONE)
    cost, weight, apart, alone = 0.0, 0.0, 0.0, len(second.begins)
    for row, column in enumerate(columns):
        if column == ALONE:
            cost += 1.0
            continue
        alone -= 1
        for option, price in edges[row]:
            if option == column:
                cost += price
                differs = first.values[row] != second.values[column]
                near = 1.0 - (price - beta * differs) / alpha if alpha else 1.0
                if near > 0.0:
                    weight += near
                    apart += near * differs
                break
    return Aligned(cost + alone, weight, apart)


def _edges(first: Track, second: Track, alpha: float, beta: float) -> list[list[tuple[int, float]]]:
    """Return for each unit of the first the near ones of the second with what the pair costs."""
    far = sqrt(PAIR_ALONE / alpha) if alpha else float("inf")
    begins, ends, values, longest = second
    edges: list[list[tuple[int, float]]] = []
    for begin, end, value in zip(first.begins, first.ends, first.values, strict=True):
        length = end - begin
        reach = far * (length + longest)
        options: list[tuple[int, float]] = []
        for column in range(
            bisect_left(begins, begin - reach), bisect_right(begins, begin + reach)
        ):
            shift, stop = begin - begins[column], end - ends[column]
            apart = (shift if shift > 0 else -shift) + (stop if stop > 0 else -stop)
            if apart:
                lengths = length + ends[column] - begins[column]
                if apart >= far * lengths:
                    continue
                share = apart / lengths
                cost = alpha * share * share
            else:
                cost = 0.0
            if values[column] != value:
                cost += beta
            if cost < PAIR_ALONE:
                options.append((column, cost))
        edges.append(options)
    return edges
