"""Krippendorff's alpha_U of 2004: how alike units of a text are cut, by squared distances.

Krippendorff, Content Analysis, 2nd edition 2004, pp. 251-256. `observed` and `expected` are Do
and De. Each value is looked at by itself, so units of different values may overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from annotator.analysis.agreement.continuum import Continuum, Unit, is_stacked
from annotator.analysis.agreement.figure import (
    NO_LENGTH,
    NO_UNITS,
    ONE_ANNOTATOR,
    STACKED,
    Figure,
    of_disagreement,
    undefined,
    with_detail,
)

MEASURE, UNIT, DISTANCE = "alpha_u_2004", "character", "squared"


def distance_of(one: Unit, other: Unit) -> int:
    """Return the squared distance of two units that intersect; 0 for others."""
    if one.begin >= other.end or other.begin >= one.end:
        return 0
    return (one.begin - other.begin) ** 2 + (one.end - other.end) ** 2


class SquaredCounts:
    """What alpha_U needs of any number of texts; gaps end where a text ends."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.length = self.units = self.stacked = 0
        self.annotated = 0
        """Characters times annotators."""
        self._observed: dict[Any, float] = {}
        self._lengths: dict[Any, Counter[int]] = {}
        self._gaps: dict[Any, Counter[int]] = {}
        self._whole: Counter[int] = Counter()
        """Gaps of texts in which somebody has nothing: of any value that is not there."""

    def add(self, continuum: Continuum) -> None:
        """Take in a text that at least two annotators looked at."""
        count = len(continuum.rows)
        if count < 2 or not continuum.length:
            return
        rows = [[u for u in row if u.end > u.begin] for row in continuum.rows]
        values = {unit.value for row in rows for unit in row}
        self.length += continuum.length
        self.annotated += count * continuum.length
        self.units += sum(map(len, rows))
        self._whole[continuum.length] += count
        for value in values:
            mine = [[u for u in row if u.value == value] for row in rows]
            if any(map(is_stacked, mine)):
                self.stacked += 1
                continue
            self._add_value(value, mine, continuum.length)

    def _add_value(self, value: Any, rows: Sequence[Sequence[Unit]], length: int) -> None:
        count = len(rows)
        apart = sum(_apart(one, other) for one, other in combinations(rows, 2))
        known = self._observed.get(value, 0.0)
        self._observed[value] = known + 2.0 * apart / (count * (count - 1))
        lengths = self._lengths.setdefault(value, Counter())
        gaps = self._gaps.setdefault(value, Counter())
        gaps[length] -= count
        for row in rows:
            at = 0
            for unit in row:
                lengths[unit.length] += 1
                if unit.begin > at:
                    gaps[unit.begin - at] += 1
                at = unit.end
            if at < length:
                gaps[length - at] += 1

    def join(self, other: SquaredCounts) -> None:
        """Take in the texts of another."""
        self.length += other.length
        self.annotated += other.annotated
        self.units += other.units
        self.stacked += other.stacked
        self._whole.update(other._whole)
        for value, apart in other._observed.items():
            self._observed[value] = self._observed.get(value, 0.0) + apart
            self._lengths.setdefault(value, Counter()).update(other._lengths[value])
            self._gaps.setdefault(value, Counter()).update(other._gaps[value])

    def observed_of(self, value: Any) -> float:
        """Return Do of one value."""
        return self._observed[value] / self.length**2

    def expected_of(self, value: Any) -> float:
        """Return De of one value."""
        lengths = self._lengths[value]
        gaps = self._whole + Counter[int]()
        gaps.update(self._gaps[value])
        held = sorted(((gap, n) for gap, n in gaps.items() if n > 0), reverse=True)
        number = lengths.total()
        total = 0.0
        for length, n in lengths.items():
            among = (number - 1) * (2 * length**3 - 3 * length**2 + length) / 3
            rooms = sum(k * (gap - length + 1) for gap, k in held if gap >= length)
            total += n * (among + length**2 * rooms)
        squares = sum(n * length * (length - 1) for length, n in lengths.items())
        below = self.annotated * (self.annotated - 1) - squares
        return 2.0 * total / self.length / below if below else 0.0

    def figures(self) -> list[Figure]:
        """Return alpha_U of all values together, and of each if there are several."""
        gap = self._gap()
        if gap is not None:
            return [undefined(MEASURE, gap, unit=UNIT, distance=DISTANCE, n=self.length)]
        values = sorted(self._observed, key=str)
        observed = {value: self.observed_of(value) for value in values}
        expected = {value: self.expected_of(value) for value in values}
        found = [
            self._figure(sum(observed.values()) / len(values), sum(expected.values()) / len(values))
        ]
        if len(values) > 1:
            found += [self._figure(observed[v], expected[v], value=v) for v in values]
        return found

    def _figure(self, observed: float, expected: float, **detail: Any) -> Figure:
        figure = of_disagreement(
            MEASURE,
            unit=UNIT,
            distance=DISTANCE,
            n=self.length,
            observed=observed,
            expected=expected,
        )
        return with_detail(figure, **detail)

    def _gap(self) -> str | None:
        if not self.annotated:
            return ONE_ANNOTATOR if not self.length else NO_LENGTH
        if self.stacked:
            return STACKED
        return None if self._observed else NO_UNITS


def _apart(one: Sequence[Unit], other: Sequence[Unit]) -> float:
    """Return the sum of distances of all sections of two annotators."""
    total = 0
    met: set[int] = set()
    first = 0
    for unit in one:
        while first < len(other) and other[first].end <= unit.begin:
            first += 1
        number, alone = first, True
        while number < len(other) and other[number].begin < unit.end:
            total += distance_of(unit, other[number])
            met.add(number)
            alone = False
            number += 1
        if alone:
            total += unit.length**2
    return total + sum(u.length**2 for number, u in enumerate(other) if number not in met)
