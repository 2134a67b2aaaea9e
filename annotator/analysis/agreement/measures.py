"""All measures of units over any number of texts: of all texts together, and their mean by text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.analysis.agreement.continuum import Continuum, Unit, continuum_of
from annotator.analysis.agreement.figure import NEVER_DEFINED, ONE_ANNOTATOR, Figure, Reason
from annotator.analysis.agreement.gamma import GAMMA_CAT, GammaCounts, GammaSettings
from annotator.analysis.agreement.spans import F1Counts, Piece, SemevalCounts
from annotator.analysis.agreement.u_alpha import BINARY, CU, KU, LengthCounts
from annotator.analysis.agreement.unitizing import SquaredCounts

_OF_VALUES = (BINARY, CU, KU, GAMMA_CAT)
POOLED, MACRO = "pooled", "macro"


class Means:
    """Means over texts of figures that are defined there."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._seen: dict[tuple[str, str, str], Figure] = {}
        self._values: dict[tuple[str, str, str], list[float]] = {}

    def add(self, figures: Iterable[Figure]) -> None:
        """Take in the figures of one text, but for those of single values."""
        for figure in figures:
            if "value" in figure.detail:
                continue
            key = figure.measure, figure.distance, figure.unit
            self._seen.setdefault(key, figure)
            if figure.value is not None:
                self._values.setdefault(key, []).append(figure.value)

    def figures(self) -> list[Figure]:
        """Return the means; `n` counts the texts in which a figure is defined."""
        found: list[Figure] = []
        for key, figure in self._seen.items():
            values = self._values.get(key, [])
            found.append(
                Figure(
                    measure=figure.measure,
                    unit="document",
                    distance=figure.distance,
                    scope=MACRO,
                    n=len(values),
                    value=sum(values) / len(values) if values else None,
                    reason=None if values else Reason(code=NEVER_DEFINED),
                    samples=figure.samples,
                    seed=figure.seed,
                )
            )
        return found


class _Counts:
    """What the measures need of one text, or of several."""

    def __init__(self, settings: GammaSettings | None, has_values: bool) -> None:
        self.f1 = F1Counts()
        self.semeval = SemevalCounts() if has_values else None
        self.lengths = LengthCounts()
        self.squared = SquaredCounts()
        self.gamma = GammaCounts(settings) if settings is not None else None

    def add(self, key: str, length: int, rows: Sequence[Sequence[Piece]]) -> None:
        for first, second in combinations(rows, 2):
            self.f1.add(first, second)
            if self.semeval is not None:
                self.semeval.add(first, second)
        fragments = continuum_of(length, [_fragments(row) for row in rows])
        self.lengths.add(fragments)
        self.squared.add(fragments)
        if self.gamma is not None:
            self.gamma.add(_extents(length, rows), key)

    def join(self, other: _Counts) -> None:
        self.f1.join(other.f1)
        self.lengths.join(other.lengths)
        self.squared.join(other.squared)
        if self.semeval is not None and other.semeval is not None:
            self.semeval.join(other.semeval)
        if self.gamma is not None and other.gamma is not None:
            self.gamma.join(other.gamma)

    def figures(self) -> list[Figure]:
        found = self.f1.figures()
        if self.semeval is not None:
            found += self.semeval.figures()
        found += [*self.lengths.figures(), *self.squared.figures()]
        if self.gamma is not None:
            found += self.gamma.figures()
        if self.semeval is None:
            # Of units that all have one value these would say nothing that others do not.
            found = [figure for figure in found if figure.measure not in _OF_VALUES]
        return found


class SpanMeasures:
    """Measures of units: F1, the u-alpha family, alpha_U, gamma; with values the SemEval scores.

    Of more than two annotators every two are compared for F1 and gamma. A unit in fragments is
    one unit for F1, from its first character to its last for gamma, and each fragment a unit for
    what counts characters.
    """

    def __init__(self, settings: GammaSettings | None, *, has_values: bool = False) -> None:
        """Begin with no text; without settings gamma is left out."""
        self._settings, self._has_values = settings, has_values
        self._pooled = _Counts(settings, has_values)
        self._means = Means()
        self.texts = 0

    def add(self, key: str, length: int, rows: Mapping[str, Sequence[Piece]]) -> None:
        """Take in a text of `length` characters, with the units of each who took part."""
        if len(rows) < 2:
            return
        self.texts += 1
        counts = _Counts(self._settings, self._has_values)
        counts.add(key, length, list(rows.values()))
        self._pooled.join(counts)
        self._means.add(counts.figures())

    def figures(self) -> list[Figure]:
        """Return the figures of all texts together, then the means over texts."""
        pooled = [replace(figure, scope=POOLED) for figure in self._pooled.figures()]
        if not self.texts:
            alone = Reason(code=ONE_ANNOTATOR)
            return [replace(figure, reason=alone) for figure in pooled]
        return [*pooled, *self._means.figures()]


def _fragments(row: Sequence[Piece]) -> list[Unit]:
    return [Unit(begin, end, piece.value) for piece in row for begin, end in piece.spans]


def _extents(length: int, rows: Sequence[Sequence[Piece]]) -> Continuum:
    return continuum_of(
        length, ([Unit(p.spans[0][0], p.spans[-1][1], p.value) for p in row] for row in rows)
    )
