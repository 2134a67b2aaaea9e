"""Krippendorff's alpha family for units of a text: u-alpha, |u-alpha, cu-alpha and (k)u-alpha.

Krippendorff, Mathet, Bouvry & Widlöcher, On the reliability of unitizing textual continua, Quality
& Quantity 50 (2016), as in Krippendorff, Content Analysis, 4th edition 2019, section 12.6.
`observed` and `expected` are disagreements in characters. A unit is never compared with itself; a
gap is so many single characters. Units of one annotator must not lie over each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from annotator.analysis.agreement.continuum import Continuum, Unit, is_stacked
from annotator.analysis.agreement.figure import (
    NO_UNITS,
    NOTHING_SHARED,
    ONE_ANNOTATOR,
    STACKED,
    Figure,
    of_disagreement,
    undefined,
    with_detail,
)

UNIT, DISTANCE = "character", "nominal"
U, BINARY, CU, KU = "u_alpha", "u_alpha_binary", "cu_alpha", "ku_alpha"
_GAP = ("gap",)
_Cells = dict[tuple[Any, Any], float]


class LengthCounts:
    """The coincidences of any number of texts, in characters."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.length = self.units = self.stacked = self.texts = 0
        self._cells: _Cells = {}
        self._own: dict[Any, float] = {}
        """By value, the sum of squared lengths of units; of the gap, its characters."""
        self._own_shared: dict[Any, float] = {}
        """The same of those parts of units that somebody else has covered too."""

    def add(self, continuum: Continuum) -> None:
        """Take in a text that at least two annotators looked at."""
        if len(continuum.rows) < 2:
            return
        self.texts += 1
        self.units += continuum.count
        self.length += continuum.length
        if any(map(is_stacked, continuum.rows)):
            self.stacked += 1
            return
        parts = [_partition(row, continuum.length) for row in continuum.rows]
        share = 1.0 / (len(parts) - 1)
        for one, other in combinations(parts, 2):
            self._meet(one, other, share)
        for number, row in enumerate(continuum.rows):
            others = [other for n, other in enumerate(continuum.rows) if n != number]
            self._add_own(row, others, continuum.length)

    def join(self, other: LengthCounts) -> None:
        """Take in the texts of another."""
        self.texts += other.texts
        self.units += other.units
        self.stacked += other.stacked
        self.length += other.length
        for mine, theirs in (
            (self._own, other._own),
            (self._own_shared, other._own_shared),
        ):
            for value, weight in theirs.items():
                mine[value] = mine.get(value, 0.0) + weight
        for cell, weight in other._cells.items():
            self._cells[cell] = self._cells.get(cell, 0.0) + weight

    def _meet(self, one: Sequence[Unit], other: Sequence[Unit], share: float) -> None:
        cells = self._cells
        first = second = at = 0
        while first < len(one) and second < len(other):
            a, b = one[first], other[second]
            to = min(a.end, b.end)
            weight = (to - at) * share
            for key in ((a.value, b.value), (b.value, a.value)):
                cells[key] = cells.get(key, 0.0) + weight
            at = to
            first += a.end == to
            second += b.end == to

    def _add_own(self, row: Sequence[Unit], others: Sequence[Sequence[Unit]], length: int) -> None:
        covered = _joined(others)
        gap, first = length, 0
        for unit in row:
            gap -= unit.length
            self._own[unit.value] = self._own.get(unit.value, 0.0) + unit.length**2
            while first < len(covered) and covered[first][1] <= unit.begin:
                first += 1
            shared, number = 0, first
            while number < len(covered) and covered[number][0] < unit.end:
                begin, end = covered[number]
                shared += max(0, min(unit.end, end) - max(unit.begin, begin))
                number += 1
            known = self._own_shared.get(unit.value, 0.0)
            self._own_shared[unit.value] = known + shared**2
        self._own[_GAP] = self._own.get(_GAP, 0.0) + gap

    def figures(self) -> list[Figure]:
        """Return u-alpha, |u-alpha, cu-alpha, and (k)u-alpha of each value."""
        gap = self._gap()
        if gap is not None:
            more = {"texts": self.stacked} if gap == STACKED else {}
            return [
                undefined(measure, gap, unit=UNIT, distance=DISTANCE, n=self.length, **more)
                for measure in (U, BINARY, CU)
            ]
        whole = _Matrix(self._cells, self._own)
        values = sorted((v for v in whole.values if v != _GAP), key=str)
        shared_cells = {k: w for k, w in self._cells.items() if _GAP not in k}
        shared = _Matrix(shared_cells, self._own_shared)
        found = [
            _figure(U, self.length, *whole.disagreements()),
            _figure(BINARY, self.length, *whole.against(_GAP)),
        ]
        if not shared.total:
            gap = NOTHING_SHARED
            return [*found, undefined(CU, gap, unit=UNIT, distance=DISTANCE, n=self.length)]
        found.append(_figure(CU, round(shared.total), *shared.disagreements()))
        found += [_of_value(value, whole, shared) for value in values]
        return found

    def _gap(self) -> str | None:
        if not self.texts:
            return ONE_ANNOTATOR
        if self.stacked:
            return STACKED
        return None if any(value != _GAP for value in self._own) else NO_UNITS


class _Matrix:
    """Observed and expected coincidences of values."""

    def __init__(self, cells: Mapping[tuple[Any, Any], float], own: Mapping[Any, float]) -> None:
        self.cells, self.own = cells, own
        self.sums: dict[Any, float] = {}
        for (value, _), weight in cells.items():
            self.sums[value] = self.sums.get(value, 0.0) + weight
        self.values = tuple(self.sums)
        self.total = sum(self.sums.values())
        self._below = self.total**2 - sum(own.get(value, 0.0) for value in self.values)

    def expected(self, one: Any, other: Any) -> float:
        pairs = self.sums[one] * self.sums[other]
        if one == other:
            pairs -= self.own.get(one, 0.0)
        return self.total * pairs / self._below if self._below > 0 else 0.0

    def observed(self, one: Any, other: Any) -> float:
        return self.cells.get((one, other), 0.0)

    def disagreements(self) -> tuple[float, float]:
        """Return what differs, and what would by chance, in characters."""
        values = self.values
        return (
            sum(self.observed(a, b) for a in values for b in values if a != b),
            sum(self.expected(a, b) for a in values for b in values if a != b),
        )

    def against(self, value: Any) -> tuple[float, float]:
        """Return the same with all values but one taken for one."""
        if value not in self.values:
            return 0.0, 0.0
        others = [v for v in self.values if v != value]
        return (
            2.0 * sum(self.observed(value, other) for other in others),
            2.0 * sum(self.expected(value, other) for other in others),
        )


def _figure(measure: str, n: int, observed: float, expected: float) -> Figure:
    return of_disagreement(
        measure, unit=UNIT, distance=DISTANCE, n=n, observed=observed, expected=expected
    )


def _of_value(value: Any, whole: _Matrix, shared: _Matrix) -> Figure:
    """Return (k)u-alpha: how reliably one value was told from others where both have units."""
    covered = shared.sums.get(value, 0.0)
    if not covered:
        n = round(whole.sums.get(value, 0.0))
        figure = undefined(KU, NOTHING_SHARED, unit=UNIT, distance=DISTANCE, n=n)
        return with_detail(figure, value=value, coverage=0.0)
    chance = sum(shared.expected(other, value) for other in shared.values)
    observed = 1.0 - shared.observed(value, value) / covered
    expected = 1.0 - shared.expected(value, value) / chance if chance else 0.0
    figure = _figure(KU, round(covered), observed, expected)
    return with_detail(figure, value=value, coverage=covered / whole.sums[value])


def _partition(row: Sequence[Unit], length: int) -> list[Unit]:
    """Return the units and the gaps between them, which together are the whole text."""
    parts: list[Unit] = []
    at = 0
    for unit in row:
        if unit.end <= unit.begin:
            continue
        if unit.begin > at:
            parts.append(Unit(at, unit.begin, _GAP))
        parts.append(unit)
        at = unit.end
    if at < length:
        parts.append(Unit(at, length, _GAP))
    return parts


def _joined(rows: Sequence[Sequence[Unit]]) -> list[tuple[int, int]]:
    """Return what the units of any row cover, in order."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((unit.begin, unit.end) for row in rows for unit in row):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined
