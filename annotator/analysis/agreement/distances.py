"""How far two values are from each other: the distances of Krippendorff's alpha, and weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

NOMINAL, ORDINAL, INTERVAL, RATIO, MASI, JACCARD = (
    "nominal",
    "ordinal",
    "interval",
    "ratio",
    "masi",
    "jaccard",
)
LINEAR, QUADRATIC = "linear", "quadratic"

Distance = Callable[[Any, Any], float]


def nominal(one: Any, other: Any) -> float:
    """0 where values are the same, else 1."""
    return float(one != other)


def interval(one: Any, other: Any) -> float:
    """Squared difference of two numbers (Krippendorff 2004, p. 233)."""
    return float(one - other) ** 2


def ratio(one: Any, other: Any) -> float:
    """Squared difference over sum (Krippendorff 2004, p. 234); 0 for two zeros."""
    total = one + other
    return float((one - other) / total) ** 2 if total else 0.0


def ordinal(values: Sequence[Any], sums: Mapping[Any, float]) -> Distance:
    """Return the ordinal distance over values in their order (Krippendorff 2004, p. 232).

    Squared count of what lies between two values, both counted by half; `sums` says how often
    each value is paired.
    """
    middles = middles_of(values, sums)
    return lambda one, other: (middles[one] - middles[other]) ** 2


def middles_of(values: Sequence[Any], sums: Mapping[Any, float]) -> dict[Any, float]:
    """Return for each value, in their order, how much lies below it, itself counted by half."""
    middles: dict[Any, float] = {}
    before = 0.0
    for value in values:
        own = sums.get(value, 0.0)
        middles[value] = before + own / 2
        before += own
    return middles


def jaccard(one: Any, other: Any) -> float:
    """1 less common tags over all tags of two sets; a single value is a set of one."""
    first, second = _set(one), _set(other)
    every = first | second
    return 1.0 - len(first & second) / len(every) if every else 0.0


def masi(one: Any, other: Any) -> float:
    """Return 1 - J * M (Passonneau, LREC 2006).

    J is common tags over all tags; M is 1 for equal sets, 2/3 where one holds the other, 1/3
    where they only overlap, 0 where they do not.
    """
    first, second = _set(one), _set(other)
    if first == second:
        return 0.0
    common = len(first & second)
    if not common:
        return 1.0
    within = common in (len(first), len(second))
    return 1.0 - common / len(first | second) * (2 / 3 if within else 1 / 3)


def _set(value: Any) -> frozenset[Any]:
    return cast(frozenset[Any], value) if isinstance(value, frozenset) else frozenset((value,))


def places_of(values: Sequence[Any]) -> dict[Any, float]:
    """Return where values stand on their scale: numbers by themselves, others by their order."""
    if all(isinstance(v, (int, float)) for v in values):
        return {v: float(v) for v in values}
    return {v: float(number) for number, v in enumerate(values)}


def weights_of(values: Sequence[Any], kind: str) -> Distance:
    """Return a disagreement of 0 to 1 over a scale: the weights of kappa and of AC2.

    Linear and quadratic ones (Cohen 1968; Fleiss & Cohen 1973) go by the difference over the
    largest one; ordinal ones (Gwet 2014, ch. 3) by how many pairs of values lie between.
    """
    if kind == NOMINAL:
        return nominal
    places = places_of(values)
    if kind == ORDINAL:
        order = sorted(places, key=places.__getitem__)
        places = {value: float(number) for number, value in enumerate(order)}
        most = len(order) * (len(order) - 1)
        return lambda one, other: _between(abs(places[one] - places[other])) / most if most else 0.0
    width = max(places.values(), default=0.0) - min(places.values(), default=0.0)
    power = 1 if kind == LINEAR else 2
    return lambda one, other: (abs(places[one] - places[other]) / width) ** power if width else 0.0


def _between(steps: float) -> float:
    return (steps + 1) * steps
