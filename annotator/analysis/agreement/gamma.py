"""Gamma and gamma-cat: alignment and disagreement together, against continua drawn by chance.

Gamma: Mathet, Widlöcher & Métivier, Computational Linguistics 41(3), 2015. Gamma-cat: Mathet, The
Agreement Measure Gamma-Cat, Computational Linguistics 43(3), 2017. Of more than two annotators
either every two are aligned for themselves (pairs), which is fast and exact, or all of them
together as the paper has it (whole), which is neither. `observed` and `expected` are disorders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt
from random import Random

from annotator.analysis.agreement.aligning import Aligned, Track, align_tracks, track_of
from annotator.analysis.agreement.aligning_several import align_several
from annotator.analysis.agreement.continuum import Continuum
from annotator.analysis.agreement.drawing import (
    STATISTICAL,
    Pool,
    shuffled,
    shuffled_pair,
    statistical,
    statistical_pair,
)
from annotator.analysis.agreement.figure import (
    NO_CHANCE,
    NO_UNITS,
    NOTHING_SHARED,
    ONE_ANNOTATOR,
    ONE_VALUE,
    Figure,
    Reason,
    undefined,
)

GAMMA, GAMMA_CAT, UNIT = "gamma", "gamma_cat", "unit"
SAMPLES, SEED = 30, 1
SHUFFLE = "shuffle"
PAIRS, WHOLE = "pairs", "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaSettings:
    """Weights of position and value, and how chance is drawn.

    `sampler` is shuffle (2015, section 5.2: an annotator's units moved round the text) or
    statistical (units of the same number, lengths, gaps and values, drawn anew). `several` says
    how more than two annotators are aligned: pairs or whole.
    """

    alpha: float = 1.0
    beta: float = 1.0
    samples: int = SAMPLES
    seed: int = SEED
    sampler: str = SHUFFLE
    several: str = PAIRS

    @property
    def distance(self) -> str:
        """The dissimilarity in words."""
        return f"{self.alpha:g} positional + {self.beta:g} nominal"


@dataclass(slots=True)
class _Sum:
    """Sums over alignments; `half` is the mean number of units of an annotator."""

    cost: float = 0.0
    half: float = 0.0
    weight: float = 0.0
    apart: float = 0.0

    def add(self, tracks: Sequence[Track], found: Aligned) -> None:
        self.cost += found.cost
        self.half += sum(len(track.begins) for track in tracks) / len(tracks)
        self.weight += found.weight
        self.apart += found.apart

    def join(self, other: _Sum) -> None:
        self.cost += other.cost
        self.half += other.half
        self.weight += other.weight
        self.apart += other.apart

    @property
    def disorder(self) -> float:
        """The disorder per unit; 0 where there is none."""
        return self.cost / self.half if self.half else 0.0

    @property
    def apart_of_values(self) -> float | None:
        """The disorder of gamma-cat, None where no two units came together."""
        return self.apart / self.weight if self.weight else None


class GammaCounts:
    """What gamma needs of any number of texts. Sample k of all is sample k of each, together."""

    def __init__(self, settings: GammaSettings) -> None:
        """Begin with no text."""
        self.settings = settings
        self.units = self.texts = self.several = 0
        self._observed = _Sum()
        self._drawn = [_Sum() for _ in range(settings.samples)]
        self._values: set[object] = set()

    def add(self, continuum: Continuum, key: str) -> None:
        """Take in a text; what is drawn for it depends on `key` and the seed alone."""
        if len(continuum.rows) < 2:
            return
        self.texts += 1
        self.units += continuum.count
        if not continuum.count:
            return
        self._values.update(unit.value for row in continuum.rows for unit in row)
        # In an order of their own, so that nothing depends on who is named first.
        tracks = sorted((track_of(row) for row in continuum.rows), key=str)
        random = Random(f"{self.settings.seed}:{key}")
        pool = Pool(continuum, tracks)
        self.several = max(self.several, len(tracks))
        if len(tracks) > 2 and self.settings.several == WHOLE:
            self._add_whole(tracks, pool, random)
        else:
            self._add_pairs(tracks, pool, random)

    def _add_pairs(self, tracks: Sequence[Track], pool: Pool, random: Random) -> None:
        settings = self.settings
        for pair in combinations(tracks, 2):
            self._observed.add(pair, align_tracks(*pair, settings.alpha, settings.beta))
        draw = statistical_pair if settings.sampler == STATISTICAL else shuffled_pair
        for drawn in self._drawn:
            pair = draw(pool, random)
            drawn.add(pair, align_tracks(*pair, settings.alpha, settings.beta))

    def _add_whole(self, tracks: Sequence[Track], pool: Pool, random: Random) -> None:
        settings = self.settings
        self._observed.add(tracks, align_several(tracks, settings.alpha, settings.beta))
        draw = statistical if settings.sampler == STATISTICAL else shuffled
        for drawn in self._drawn:
            some = draw(pool, random, len(tracks))
            drawn.add(some, align_several(some, settings.alpha, settings.beta))

    def join(self, other: GammaCounts) -> None:
        """Take in the texts of another; both have the same settings."""
        self.units += other.units
        self.texts += other.texts
        self.several = max(self.several, other.several)
        self._values |= other._values
        self._observed.join(other._observed)
        for mine, theirs in zip(self._drawn, other._drawn, strict=True):
            mine.join(theirs)

    def figures(self) -> list[Figure]:
        """Return gamma, and gamma-cat where units have more than one value."""
        gap = ONE_ANNOTATOR if not self.texts else NO_UNITS if not self.units else None
        if gap is not None:
            return [undefined(GAMMA, gap, unit=UNIT, distance=self.settings.distance)]
        gamma = self._figure(
            GAMMA,
            self.settings.distance,
            self._observed.disorder,
            [drawn.disorder for drawn in self._drawn if drawn.half],
        )
        if len(self._values) < 2:
            reason = Reason(code=ONE_VALUE)
            cat = replace(
                gamma,
                measure=GAMMA_CAT,
                distance="nominal",
                value=None,
                reason=reason,
                observed=None,
                expected=None,
                precision=None,
            )
            return [gamma, cat]
        return [gamma, self._of_values()]

    def _of_values(self) -> Figure:
        observed = self._observed.apart_of_values
        if observed is None:
            n = self.units
            return undefined(GAMMA_CAT, NOTHING_SHARED, unit=UNIT, distance="nominal", n=n)
        each = (drawn.apart_of_values for drawn in self._drawn)
        return self._figure(GAMMA_CAT, "nominal", observed, [x for x in each if x is not None])

    def _how(self) -> dict[str, str]:
        how = {"sampler": self.settings.sampler}
        return how if self.several < 3 else {**how, "alignment": self.settings.several}

    def _figure(
        self, measure: str, distance: str, observed: float, drawn: Iterable[float]
    ) -> Figure:
        listed = list(drawn)
        expected = sum(listed) / len(listed) if listed else 0.0
        figure = Figure(
            measure=measure,
            unit=UNIT,
            distance=distance,
            n=self.units,
            observed=observed,
            expected=expected,
            samples=self.settings.samples,
            seed=self.settings.seed,
            detail=self._how(),
        )
        if observed < 1e-12:
            return replace(figure, value=1.0, precision=_precision(listed))
        if expected < 1e-12:
            return replace(figure, reason=Reason(code=NO_CHANCE))
        return replace(figure, value=1.0 - observed / expected, precision=_precision(listed))


def _precision(drawn: list[float]) -> float | None:
    """Return half of the 95 % interval of the mean, relative to it (2015, section 5.3)."""
    if len(drawn) < 2:
        return None
    mean = sum(drawn) / len(drawn)
    variance = sum((x - mean) ** 2 for x in drawn) / (len(drawn) - 1)
    return 1.96 * sqrt(variance / len(drawn)) / mean if mean else None
