"""Krippendorff's alpha for values of given units, with missing values and any distance.

Krippendorff, Content Analysis, 2nd edition 2004, chapter 11. `observed` and `expected` are the
disagreements Do and De; `n` counts units that have values of at least two annotators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.analysis.agreement.distances import (
    INTERVAL,
    JACCARD,
    MASI,
    NOMINAL,
    ORDINAL,
    RATIO,
    Distance,
    interval,
    jaccard,
    masi,
    middles_of,
    nominal,
    ordinal,
    places_of,
    ratio,
)
from annotator.analysis.agreement.figure import (
    NO_PAIRS,
    ONE_ANNOTATOR,
    Figure,
    of_disagreement,
    undefined,
)
from annotator.analysis.agreement.ratings import Ratings
from annotator.analysis.agreement.ratios import sum_of_ratios

MEASURE = "krippendorff_alpha"
_MANY = 1000
"""Of so many different values not every pair is looked at."""
_PRECISE = 1e-3
"""What `sum_of_ratios` must be of its parts at least: it is their difference."""
UNIT = "unit"
_SIMPLE: dict[str, Distance] = {
    NOMINAL: nominal,
    INTERVAL: interval,
    RATIO: ratio,
    MASI: masi,
    JACCARD: jaccard,
}


def alpha(ratings: Ratings, distance: str) -> Figure:
    """Return alpha; interval and ratio want numbers, ordinal an order (see `Ratings`)."""
    if not ratings.paired:
        used = {n for row in ratings.rows for n, value in enumerate(row) if value is not None}
        code = NO_PAIRS if len(used) > 1 else ONE_ANNOTATOR
        return undefined(MEASURE, code, unit=UNIT, distance=distance)
    coincidences = coincidences_of(ratings)
    sums: dict[Any, float] = {}
    for (value, _), weight in coincidences.items():
        sums[value] = sums.get(value, 0.0) + weight
    measured = _distance(ratings, distance, sums)
    total = sum(sums.values())
    observed = sum(w * measured(a, b) for (a, b), w in coincidences.items() if a != b) / total
    expected = _by_chance(ratings, distance, sums, measured) / (total * (total - 1))
    figure = of_disagreement(
        MEASURE,
        unit=UNIT,
        distance=distance,
        n=ratings.paired,
        observed=observed,
        expected=expected,
        # However near to each other numbers are, they differ.
        nothing=0.0 if len(sums) > 1 else None,
    )
    return replace(figure, detail={"values": round(total)})


def all_alphas(ratings: Ratings) -> list[Figure]:
    """Return alpha with every distance that the values allow."""
    if ratings.has_sets:
        return [alpha(ratings, kind) for kind in (NOMINAL, MASI, JACCARD)]
    kinds = [NOMINAL]
    if ratings.is_ordered:
        kinds.append(ORDINAL)
    if ratings.is_numeric:
        kinds.append(INTERVAL)
        if min(ratings.values) >= 0:
            kinds.append(RATIO)
    return [alpha(ratings, kind) for kind in kinds]


def coincidences_of(ratings: Ratings) -> dict[tuple[Any, Any], float]:
    """Return how often two values meet in a unit, each unit weighed by 1 / (its values - 1)."""
    found: dict[tuple[Any, Any], float] = {}
    for row, n in ratings.rows.items():
        counted = Counter(value for value in row if value is not None)
        size = counted.total()
        if size < 2:
            continue
        weight = n / (size - 1)
        for one, j in counted.items():
            for other, k in counted.items():
                pairs = j * (k - 1) if one == other else j * k
                if pairs:
                    found[one, other] = found.get((one, other), 0.0) + pairs * weight
    return found


def _by_chance(ratings: Ratings, kind: str, sums: Mapping[Any, float], measured: Distance) -> float:
    """Return the sum of distances over all pairs of values, without looking at every pair."""
    if len(sums) < 2:
        return 0.0
    total = sum(sums.values())
    if kind == NOMINAL:
        return total**2 - sum(weight**2 for weight in sums.values())
    if kind == RATIO and len(sums) > _MANY:
        found = sum_of_ratios(sums)
        if found > _PRECISE * total**2:
            return found
    if kind not in (INTERVAL, ORDINAL):
        items = sums.items()
        return sum(p * q * measured(a, b) for a, p in items for b, q in items if a != b)
    places = {v: float(v) for v in sums} if kind == INTERVAL else _middles(ratings, sums)
    # From the mean, so that large numbers lose nothing to each other.
    mean = sum(weight * places[value] for value, weight in sums.items()) / total
    squares = sum(weight * (places[value] - mean) ** 2 for value, weight in sums.items())
    rest = sum(weight * (places[value] - mean) for value, weight in sums.items())
    return 2.0 * (total * squares - rest**2)


def _middles(ratings: Ratings, sums: Mapping[Any, float]) -> dict[Any, float]:
    places = places_of(ratings.values)
    return middles_of(sorted(places, key=places.__getitem__), sums)


def _distance(ratings: Ratings, kind: str, sums: Mapping[Any, float]) -> Distance:
    if kind != ORDINAL:
        return _SIMPLE[kind]
    places = places_of(ratings.values)
    return ordinal(sorted(places, key=places.__getitem__), sums)
