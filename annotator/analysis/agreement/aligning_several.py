"""The alignment of more than two annotators' units as a whole, annotator by annotator.

The best alignment of several is a problem that grows with the product of their units; the paper
solves it by integer programming. Here the units of each annotator are assigned, exactly, to the
unitary alignments of those before; then each annotator's are taken out and assigned anew, until
that mends nothing or `ROUNDS` are over. The disorder found is never below the least one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from typing import Any

from annotator.analysis.agreement.aligning import Aligned, Track
from annotator.analysis.agreement.assignment import ALONE, assigned

ROUNDS = 4
_NOTHING = 1e-9
_Member = tuple[int, int, Any]
_Group = dict[int, _Member]
"""A unitary alignment: the unit of each annotator who has one in it, by number."""


def align_several(tracks: Sequence[Track], alpha: float, beta: float) -> Aligned:
    """Return an alignment of tracks; see `Aligned`, whose cost is here the sum of the disorders.

    The disorder of a unitary alignment is the mean over all pairs of annotators; a pair of which
    one or both have nothing counts 1 (2015, section 4.3).
    """
    work = _Work(len(tracks), alpha, beta)
    groups: list[_Group] = []
    for number, track in enumerate(tracks):
        groups = work.joined(groups, number, track)
    least = work.cost(groups)
    for _ in range(ROUNDS):
        for number, track in enumerate(tracks):
            rest = [{k: m for k, m in group.items() if k != number} for group in groups]
            groups = work.joined([group for group in rest if group], number, track)
        cost = work.cost(groups)
        if cost > least - _NOTHING:
            break
        least = cost
    return work.aligned(groups)


class _Work:
    def __init__(self, annotators: int, alpha: float, beta: float) -> None:
        self.couples = annotators * (annotators - 1) / 2
        self.others = annotators - 1
        self.alpha, self.beta = alpha, beta

    def apart(self, one: _Member, other: _Member) -> float:
        """Return the positional dissimilarity of two units."""
        shift = abs(one[0] - other[0]) + abs(one[1] - other[1])
        lengths = one[1] - one[0] + other[1] - other[0]
        if not shift:
            return 0.0
        return (shift / lengths) ** 2 if lengths else float("inf")

    def joined(self, groups: list[_Group], number: int, track: Track) -> list[_Group]:
        """Assign one annotator's units to groups of others, so that the disorder is least.

        A unit that joins a group of k saves all couples once, and 1 less the dissimilarity for
        each of the k; costs are what is not saved of the most that can be.
        """
        units = list(zip(track.begins, track.ends, track.values, strict=True))
        groups = sorted(groups, key=_begin)
        columns = assigned(self._edges(groups, units), len(groups), self.couples + self.others)
        for unit, column in zip(units, columns, strict=True):
            if column == ALONE:
                groups.append({number: unit})
            else:
                groups[column][number] = unit
        return groups

    def _edges(
        self, groups: Sequence[_Group], units: Sequence[_Member]
    ) -> list[list[tuple[int, float]]]:
        begins = [_begin(group) for group in groups]
        members = [list(group.values()) for group in groups]
        longest = max((m[1] - m[0] for some in members for m in some), default=0)
        last = [max(m[0] for m in some) for some in members]
        spread = max((b - a for a, b in zip(begins, last, strict=True)), default=0)
        most = self.couples + self.others
        # No single unit of a group may be further than all that joining can save.
        far = sqrt(most / self.alpha)
        alpha, beta = self.alpha, self.beta
        edges: list[list[tuple[int, float]]] = []
        for unit in units:
            reach = far * (unit[1] - unit[0] + longest)
            options: list[tuple[int, float]] = []
            low = bisect_left(begins, unit[0] - reach - spread)
            for column in range(low, bisect_right(begins, unit[0] + reach)):
                some = members[column]
                cost = float(self.others - len(some))
                for member in some:
                    # Written out, and left early: with many annotators all time is spent here.
                    shift, stop = unit[0] - member[0], unit[1] - member[1]
                    apart = (shift if shift > 0 else -shift) + (stop if stop > 0 else -stop)
                    if apart:
                        lengths = unit[1] - unit[0] + member[1] - member[0]
                        cost += alpha * (apart / lengths) ** 2 if lengths else most
                    if member[2] != unit[2]:
                        cost += beta
                    if cost >= most:
                        break
                else:
                    options.append((column, cost))
            edges.append(options)
        return edges

    def cost(self, groups: Sequence[_Group]) -> float:
        """Return the sum of the disorders of unitary alignments."""
        total = 0.0
        for group in groups:
            count = len(group)
            total += self.couples - count * (count - 1) / 2
            for one, other in combinations(group.values(), 2):
                total += self.alpha * self.apart(one, other) + self.beta * (one[2] != other[2])
        return total / self.couples

    def aligned(self, groups: Sequence[_Group]) -> Aligned:
        """Return the alignment, its pairs weighed by 1 / (units - 1) for gamma-cat."""
        weight = apart = 0.0
        for group in groups:
            share = 1.0 / (len(group) - 1) if len(group) > 1 else 0.0
            for one, other in combinations(group.values(), 2):
                near = 1.0 - self.apart(one, other)
                if near > 0.0:
                    weight += share * near
                    apart += share * near * (one[2] != other[2])
        return Aligned(self.cost(groups), weight, apart)


def _begin(group: _Group) -> int:
    return min(member[0] for member in group.values())
