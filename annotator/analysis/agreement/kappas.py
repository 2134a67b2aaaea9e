"""Agreement on values of given units, corrected for chance: S, pi, kappa, AC1 and their kin.

`observed` and `expected` of these figures are agreement, between 0 and 1. Units with a value of
one annotator only are left out of what is observed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from annotator.analysis.agreement.distances import (
    LINEAR,
    NOMINAL,
    ORDINAL,
    QUADRATIC,
    Distance,
    sum_of_weights,
    weights_of,
)
from annotator.analysis.agreement.figure import (
    NO_PAIRS,
    ONE_ANNOTATOR,
    ONE_VALUE,
    Figure,
    Reason,
    of_agreement,
    of_disagreement,
    undefined,
)
from annotator.analysis.agreement.ratings import Ratings

UNIT = "unit"
_Pairs = Counter[tuple[Any, Any]]


def percent_agreement(ratings: Ratings) -> Figure:
    """Return the share of pairs of values that are equal, averaged over units."""
    gap = _gap("percent_agreement", ratings)
    observed = _observed(ratings)
    return gap or Figure(
        measure="percent_agreement",
        unit=UNIT,
        distance=NOMINAL,
        n=ratings.paired,
        observed=observed,
        value=observed,
    )


def unanimous_agreement(ratings: Ratings) -> Figure:
    """Return the share of units on which all who gave a value gave the same."""
    gap = _gap("unanimous_agreement", ratings)
    same = sum(n for values, n in _paired(ratings) if len(set(values)) == 1)
    share = same / ratings.paired if ratings.paired else None
    return gap or Figure(
        measure="unanimous_agreement",
        unit=UNIT,
        distance=NOMINAL,
        n=ratings.paired,
        observed=share,
        value=share,
    )


def bennett_s(ratings: Ratings) -> Figure:
    """Return S (Bennett, Alpert & Goldstein 1954); for more annotators free-marginal kappa.

    By chance each of q values is as likely as any other (Randolph 2005).
    """
    gap = _gap("bennett_s", ratings)
    q = len(ratings.values)
    return gap or _of(ratings, "bennett_s", 1.0 / q)


def scott_pi(ratings: Ratings) -> Figure:
    """Return pi of two annotators (Scott 1955); more have Fleiss' kappa, which extends it.

    Units with one value only count for nothing, also not for chance.
    """
    both = Counter({row: n for row, n in ratings.rows.items() if None not in row})
    gap = _gap("scott_pi", ratings)
    return gap or _with_shared_chance("scott_pi", replace(ratings, rows=both))


def fleiss_kappa(ratings: Ratings) -> Figure:
    """Return kappa of many annotators (Fleiss 1971).

    Where units have differing numbers of values, each unit weighs the same, and one with a single
    value counts for chance (Gwet 2014, ch. 3).
    """
    return _with_shared_chance("fleiss_kappa", ratings)


def _with_shared_chance(measure: str, ratings: Ratings) -> Figure:
    gap = _gap(measure, ratings)
    return gap or _of(ratings, measure, sum(p * p for p in _shares(ratings).values()))


def cohen_kappa(ratings: Ratings) -> Figure:
    """Return kappa of two annotators (Cohen 1960); of more, the mean over pairs (Light 1971)."""
    return _over_pairs("cohen_kappa", ratings, NOMINAL)


def weighted_kappa(ratings: Ratings, weights: str) -> Figure:
    """Return weighted kappa (Cohen 1968), `weights` linear or quadratic; the mean over pairs."""
    return _over_pairs("weighted_kappa", ratings, weights)


def _over_pairs(measure: str, ratings: Ratings, weights: str) -> Figure:
    gap = _gap(measure, ratings)
    if gap:
        return gap
    values = ratings.values
    each = [_of_pair(measure, counts, values, weights) for _, _, counts in ratings.pairs()]
    if len(each) == 1:
        return each[0]
    known = [figure for figure in each if figure.value is not None]
    if not known:
        return undefined(measure, ONE_VALUE, unit=UNIT, distance=weights, n=ratings.paired)
    return Figure(
        measure=measure,
        unit=UNIT,
        distance=weights,
        n=ratings.paired,
        value=_mean(figure.value for figure in known),
        observed=_mean(figure.observed for figure in known),
        expected=_mean(figure.expected for figure in known),
        detail={"pairs": len(known)},
    )


def _of_pair(measure: str, counts: _Pairs, values: Sequence[Any], kind: str) -> Figure:
    distance = weights_of(values, kind)
    total = sum(counts.values())
    first: Counter[Any] = Counter()
    second: Counter[Any] = Counter()
    for (one, other), n in counts.items():
        first[one] += n
        second[other] += n
    observed = sum(n * distance(a, b) for (a, b), n in counts.items()) / total
    expected = sum_of_weights(values, kind, first, second) / (total * total)
    figure = of_disagreement(
        measure, unit=UNIT, distance=kind, n=total, observed=observed, expected=expected
    )
    return _as_agreement(figure, observed, expected)


def multi_kappa(ratings: Ratings) -> Figure:
    """Return kappa of many annotators with chances of their own (Davies & Fleiss 1982)."""
    gap = _gap("multi_kappa", ratings)
    if gap:
        return gap
    observed: list[float] = []
    expected: list[float] = []
    for _, _, counts in ratings.pairs():
        figure = _of_pair("multi_kappa", counts, ratings.values, NOMINAL)
        observed.append(figure.observed or 0.0)
        expected.append(figure.expected or 0.0)
    return of_agreement(
        "multi_kappa",
        unit=UNIT,
        distance=NOMINAL,
        n=ratings.paired,
        observed=_mean(observed),
        expected=_mean(expected),
    )


def gwet_ac1(ratings: Ratings) -> Figure:
    """Return AC1 (Gwet 2008), also for more than two annotators and missing values."""
    return _gwet("gwet_ac1", ratings, NOMINAL)


def gwet_ac2(ratings: Ratings, weights: str) -> Figure:
    """Return AC2 (Gwet 2014, ch. 4), `weights` linear, quadratic or ordinal."""
    return _gwet("gwet_ac2", ratings, weights)


def _gwet(measure: str, ratings: Ratings, weights: str) -> Figure:
    gap = _gap(measure, ratings, weights)
    if gap:
        return gap
    values = ratings.values
    q = len(values)
    observed = 1.0 - _disagreement(ratings, weights_of(values, weights))
    if q < 2:
        reason = Reason(code=ONE_VALUE)
        return Figure(
            measure=measure,
            unit=UNIT,
            distance=weights,
            n=ratings.paired,
            observed=observed,
            reason=reason,
        )
    each = dict.fromkeys(values, 1.0)
    total = q * q - sum_of_weights(values, weights, each, each)
    spread = sum(p * (1.0 - p) for p in _shares(ratings).values())
    return of_agreement(
        measure,
        unit=UNIT,
        distance=weights,
        n=ratings.paired,
        observed=observed,
        expected=total * spread / (q * (q - 1)),
    )


def all_kappas(ratings: Ratings) -> list[Figure]:
    """Return every measure of this module that fits the values and the number of annotators."""
    several = len(ratings.annotators) > 2
    measures: list[Callable[[Ratings], Figure]] = [percent_agreement]
    if several:
        measures.append(unanimous_agreement)
    measures += [bennett_s]
    measures += [fleiss_kappa, cohen_kappa, multi_kappa] if several else [scott_pi, cohen_kappa]
    measures.append(fleiss_kappa) if not several else None
    found = [measure(ratings) for measure in (*measures, gwet_ac1)]
    if ratings.is_ordered:
        found += [weighted_kappa(ratings, kind) for kind in (LINEAR, QUADRATIC)]
        found += [gwet_ac2(ratings, kind) for kind in (LINEAR, QUADRATIC, ORDINAL)]
    return found


def _gap(measure: str, ratings: Ratings, distance: str = NOMINAL) -> Figure | None:
    """Return the figure that says why nothing can be compared, if so."""
    if ratings.paired:
        return None
    used = {n for row in ratings.rows for n, value in enumerate(row) if value is not None}
    code = NO_PAIRS if len(used) > 1 else ONE_ANNOTATOR
    return undefined(measure, code, unit=UNIT, distance=distance)


def _of(ratings: Ratings, measure: str, expected: float) -> Figure:
    return of_agreement(
        measure,
        unit=UNIT,
        distance=NOMINAL,
        n=ratings.paired,
        observed=_observed(ratings),
        expected=expected,
    )


def _as_agreement(figure: Figure, observed: float, expected: float) -> Figure:
    return Figure(
        measure=figure.measure,
        unit=figure.unit,
        distance=figure.distance,
        n=figure.n,
        value=figure.value,
        reason=figure.reason,
        observed=1.0 - observed,
        expected=1.0 - expected,
    )


def _paired(ratings: Ratings) -> list[tuple[list[Any], int]]:
    rows = (([v for v in row if v is not None], n) for row, n in ratings.rows.items())
    return [(values, n) for values, n in rows if len(values) > 1]


def _observed(ratings: Ratings) -> float:
    """Return the share of equal pairs in a unit, averaged over units."""
    total = 0.0
    for values, n in _paired(ratings):
        size = len(values)
        equal = sum(k * (k - 1) for k in Counter(values).values())
        total += n * equal / (size * (size - 1))
    return total / ratings.paired if ratings.paired else 0.0


def _disagreement(ratings: Ratings, distance: Distance) -> float:
    """Return the weighted disagreement of pairs in a unit, averaged over units."""
    total = 0.0
    for values, n in _paired(ratings):
        size = len(values)
        counted = Counter(values).items()
        apart = sum(j * k * distance(a, b) for a, j in counted for b, k in counted if a != b)
        total += n * apart / (size * (size - 1))
    return total / ratings.paired


def _shares(ratings: Ratings) -> dict[Any, float]:
    """Return how often each value was given: its share in a unit, averaged over units."""
    shares: dict[Any, float] = {}
    for row, n in ratings.rows.items():
        values = [v for v in row if v is not None]
        for value in values:
            shares[value] = shares.get(value, 0.0) + n / len(values)
    return {value: share / ratings.units for value, share in shares.items()}


def _mean(values: Any) -> float:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known)
