"""How alike two annotators' units are: F1 of spans, and the four scores of SemEval-2013.

`observed` is the same as the value: F1 needs no chance. F1 has no direction, so neither annotator
is the right one. Units of different values never meet in the plain F1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.analysis.agreement.assignment import ALONE, assigned
from annotator.analysis.agreement.figure import NO_UNITS, ONE_ANNOTATOR, Figure, undefined

EXACT, OVERLAP, PARTIAL = "exact", "overlap", "partial"
TYPE, STRICT = "type", "strict"
SPAN_DISTANCES = (EXACT, OVERLAP, PARTIAL)
SEMEVAL_DISTANCES = (TYPE, PARTIAL, EXACT, STRICT)
SPAN_F1, SEMEVAL_F1, UNIT = "span_f1", "semeval_f1", "span"
_LESS = 1e-5


class Piece(NamedTuple):
    """A unit that may lie in several fragments: its spans in order, and its value."""

    spans: tuple[tuple[int, int], ...]
    value: object = ""

    @property
    def length(self) -> int:
        """How many characters all fragments have."""
        return sum(end - begin for begin, end in self.spans)


def likeness(one: Piece, other: Piece) -> float:
    """Return common characters over all of both; points are alike at one place only."""
    if one.spans == other.spans:
        return 1.0
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.spans for b in other.spans)
    return common / (one.length + other.length - common) if common else 0.0


class F1Counts:
    """Units of two annotators, and how many of them met, over any number of texts.

    exact: the same fragments and value. overlap: a common character; each unit has one counterpart
    at most, as many as possible have one. partial: counterparts count by their common characters
    over all of both, chosen so that this sum is greatest.
    """

    def __init__(self) -> None:
        """Begin with no text."""
        self.texts = self.first = self.second = 0
        self.met: dict[str, float] = dict.fromkeys(SPAN_DISTANCES, 0.0)

    def add(self, first: Sequence[Piece], second: Sequence[Piece]) -> None:
        """Take in what two annotators have in one text."""
        self.texts += 1
        self.first += len(first)
        self.second += len(second)
        # In the order of the text: sums of the same numbers in another order differ in the end.
        for value in dict.fromkeys(piece.value for piece in first):
            mine, theirs = ([p for p in row if p.value == value] for row in (first, second))
            if theirs:
                self._add_met(met_of(mine, theirs))

    def _add_met(self, met: Mapping[str, float]) -> None:
        for distance, count in met.items():
            self.met[distance] += count

    def join(self, other: F1Counts) -> None:
        """Take in the texts of another."""
        self.texts += other.texts
        self.first += other.first
        self.second += other.second
        self._add_met(other.met)

    def figures(self, measure: str = SPAN_F1, unit: str = UNIT) -> list[Figure]:
        """Return F1 by each distance; `n` counts the units of both."""
        return [
            f1(measure, distance, self.met[distance], self.first, self.second, self.texts, unit)
            for distance in SPAN_DISTANCES
        ]


def f1(
    measure: str, distance: str, met: float, first: int, second: int, texts: int, unit: str
) -> Figure:
    """Return 2 * met / (first + second), not defined where nobody has anything."""
    n = first + second
    if not n:
        code = NO_UNITS if texts else ONE_ANNOTATOR
        return undefined(measure, code, unit=unit, distance=distance)
    value = 2.0 * met / n
    counts = {"first": first, "second": second, "met": met}
    return Figure(
        measure=measure,
        unit=unit,
        distance=distance,
        n=n,
        value=value,
        observed=value,
        detail=counts,
    )


def met_of(first: Sequence[Piece], second: Sequence[Piece]) -> dict[str, float]:
    """Return how many units of two annotators meet, by distance, whatever their values."""
    one, other = Counter(p.spans for p in first), Counter(p.spans for p in second)
    exact = (one & other).total()
    if exact == len(first) or exact == len(second):
        return {EXACT: exact, OVERLAP: exact, PARTIAL: float(exact)}
    near = [list(row) for row in _near(first, second)]
    pairs = assigned([[(n, (1 - x) * _LESS) for n, x in row] for row in near], len(second), 1.0)
    overlap = sum(column != ALONE for column in pairs)
    pairs = assigned([[(n, 1 - x) for n, x in row] for row in near], len(second), 1.0)
    partial = sum(dict(row).get(column, 0.0) for row, column in zip(near, pairs, strict=True))
    return {EXACT: exact, OVERLAP: overlap, PARTIAL: partial}


def _near(first: Sequence[Piece], second: Sequence[Piece]) -> list[list[tuple[int, float]]]:
    """Return for each of the first those of the second that it shares characters with."""
    order = sorted(range(len(second)), key=lambda n: second[n].spans[0][0])
    longest = max((p.spans[-1][1] - p.spans[0][0] for p in second), default=0)
    begins = [second[n].spans[0][0] for n in order]
    found: list[list[tuple[int, float]]] = []
    for piece in first:
        low = bisect_left(begins, piece.spans[0][0] - longest)
        high = bisect_right(begins, piece.spans[-1][1])
        likely = ((order[at], likeness(piece, second[order[at]])) for at in range(low, high))
        found.append([(n, alike) for n, alike in likely if alike > 0.0])
    return found


class SemevalCounts:
    """Scores of SemEval-2013 task 9.1 (Segura-Bedmar, Martínez & Herrero-Zazo 2013).

    A unit is aligned with the one that is most like it, those of its own value first. type: an
    overlap and the same value. partial: the same fragments 1, an overlap 0.5, whatever the value.
    exact: the same fragments. strict: the same fragments and value.
    """

    def __init__(self) -> None:
        """Begin with no text."""
        self.texts = self.first = self.second = 0
        self.met: dict[str, float] = dict.fromkeys(SEMEVAL_DISTANCES, 0.0)

    def add(self, first: Sequence[Piece], second: Sequence[Piece]) -> None:
        """Take in what two annotators have in one text."""
        self.texts += 1
        self.first += len(first)
        self.second += len(second)
        near = [
            [(n, alike, first[row].value == second[n].value) for n, alike in options]
            for row, options in enumerate(_near(first, second))
        ]
        # The same fragments come first, then the same value, then what is most alike.
        costs = [
            [(n, (1 - alike + (alike < 1) + 0.5 * (not same)) * _LESS) for n, alike, same in row]
            for row in near
        ]
        for row, column in zip(near, assigned(costs, len(second), 1.0), strict=True):
            for number, alike, same in row:
                if number == column:
                    self.met[TYPE] += same
                    self.met[PARTIAL] += 1.0 if alike == 1.0 else 0.5
                    self.met[EXACT] += alike == 1.0
                    self.met[STRICT] += same and alike == 1.0

    def join(self, other: SemevalCounts) -> None:
        """Take in the texts of another."""
        self.texts += other.texts
        self.first += other.first
        self.second += other.second
        for distance, count in other.met.items():
            self.met[distance] += count

    def figures(self) -> list[Figure]:
        """Return the four scores as F1."""
        return [
            f1(SEMEVAL_F1, d, self.met[d], self.first, self.second, self.texts, UNIT)
            for d in SEMEVAL_DISTANCES
        ]
