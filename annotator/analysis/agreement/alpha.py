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

MEASURE = "krippendorff_alpha"
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
    expected = sum(
        p * q * measured(a, b) for a, p in sums.items() for b, q in sums.items() if a != b
    ) / (total * (total - 1))
    figure = of_disagreement(
        MEASURE,
        unit=UNIT,
        distance=distance,
        n=ratings.paired,
        observed=observed,
        expected=expected,
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


def _distance(ratings: Ratings, kind: str, sums: Mapping[Any, float]) -> Distance:
    if kind != ORDINAL:
        return _SIMPLE[kind]
    places = places_of(ratings.values)
    return ordinal(sorted(places, key=places.__getitem__), sums)
