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
    places, (power, factor, rest) = _scaled(values, kind)
    if power == 1:
        return lambda one, other: factor * abs(places[one] - places[other])

    def apart(one: Any, other: Any) -> float:
        steps = abs(places[one] - places[other])
        return factor * steps**2 + rest * steps

    return apart


def sum_of_weights(
    values: Sequence[Any], kind: str, first: Mapping[Any, float], second: Mapping[Any, float]
) -> float:
    """Return the sum of `weights_of` over all pairs of a first and a second value, by their counts.

    No pair is looked at: thousands of different numbers take no longer than to sort them.
    """
    if kind == NOMINAL:
        equal = sum(count * second.get(value, 0.0) for value, count in first.items())
        return sum(first.values()) * sum(second.values()) - equal
    places, (power, factor, rest) = _scaled(values, kind)
    if power == 1:
        return factor * _sum_of_steps(places, first, second)
    found = factor * _sum_of_squares(places, first, second)
    return found + rest * _sum_of_steps(places, first, second) if rest else found


def _scaled(values: Sequence[Any], kind: str) -> tuple[dict[Any, float], tuple[int, float, float]]:
    """Return where values stand, and the power of a difference, its factor, and that of the rest.

    As many pairs as lie between two values that are k steps apart are (k + 1) * k / 2.
    """
    places = places_of(values)
    if kind == ORDINAL:
        order = sorted(places, key=places.__getitem__)
        most = len(order) * (len(order) - 1)
        share = 1.0 / most if most else 0.0
        return {value: float(number) for number, value in enumerate(order)}, (2, share, share)
    width = max(places.values(), default=0.0) - min(places.values(), default=0.0)
    power = 1 if kind == LINEAR else 2
    return places, (power, width**-power if width else 0.0, 0.0)


def _sum_of_squares(
    places: Mapping[Any, float], first: Mapping[Any, float], second: Mapping[Any, float]
) -> float:
    middle = sum(places.values()) / len(places) if places else 0.0
    (n, s, q), (m, t, r) = (
        (
            sum(counts.values()),
            sum(count * (places[value] - middle) for value, count in counts.items()),
            sum(count * (places[value] - middle) ** 2 for value, count in counts.items()),
        )
        for counts in (first, second)
    )
    return m * q + n * r - 2.0 * s * t


def _sum_of_steps(
    places: Mapping[Any, float], first: Mapping[Any, float], second: Mapping[Any, float]
) -> float:
    """Go up the scale: between two places it is crossed by all pairs of below and above."""
    total = 0.0
    below, above = [0.0, 0.0], [sum(first.values()), sum(second.values())]
    before = 0.0
    for value in sorted(places, key=places.__getitem__):
        step, before = places[value] - before, places[value]
        total += step * (below[0] * above[1] + below[1] * above[0])
        for number, counts in enumerate((first, second)):
            count = counts.get(value, 0.0)
            below[number] += count
            above[number] -= count
    return total
