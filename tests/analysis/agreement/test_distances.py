"""Sums of distances over all pairs, found without looking at every pair."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.agreement.alpha import alpha
from annotator.analysis.agreement.distances import (
    LINEAR,
    NOMINAL,
    ORDINAL,
    QUADRATIC,
    RATIO,
    ratio,
    sum_of_weights,
    weights_of,
)
from annotator.analysis.agreement.ratings import ratings_of
from annotator.analysis.agreement.ratios import sum_of_ratios

COUNTS = st.floats(0, 50, allow_nan=False)
NUMBERS = st.one_of(st.integers(-50, 50), st.floats(-50, 50, allow_nan=False))
SCALES = st.one_of(
    st.lists(NUMBERS, unique=True, max_size=9),
    st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7),
)


@given(
    values=SCALES,
    kind=st.sampled_from((NOMINAL, LINEAR, QUADRATIC, ORDINAL)),
    data=st.data(),
)
def test_a_sum_of_weights_is_that_of_every_pair(
    values: Sequence[object], kind: str, data: st.DataObject
) -> None:
    first, second = (
        {v: data.draw(COUNTS) for v in values if data.draw(st.booleans())} for _ in 2 * "x"
    )
    weight = weights_of(values, kind)
    wanted = sum(p * q * weight(a, b) for a, p in first.items() for b, q in second.items())
    assert sum_of_weights(values, kind, first, second) == pytest.approx(wanted, abs=1e-7)


@given(
    st.dictionaries(
        st.one_of(st.just(0.0), st.floats(1e-9, 1e9), st.integers(1, 1000)),
        st.integers(1, 20),
        max_size=12,
    )
)
def test_a_sum_of_ratios_is_that_of_every_pair(sums: dict[float, float]) -> None:
    wanted = sum(p * q * ratio(a, b) for a, p in sums.items() for b, q in sums.items())
    precise = 1e-10 * sum(sums.values()) ** 2
    assert sum_of_ratios(sums) == pytest.approx(wanted, rel=0, abs=precise)


@pytest.mark.parametrize("least", [0.0, 1e6])
def test_alpha_of_very_many_numbers_is_that_of_every_pair(least: float) -> None:
    """From 0 on the fast sum is precise enough; near each other at a million it is not."""
    values = [least + number * 0.25 for number in range(1100)]
    rows = [(value, value + 0.25 * (number % 3)) for number, value in enumerate(values)]
    every = [value for row in rows for value in row]
    counts = {value: every.count(value) for value in set(every)}
    apart = sum(p * q * ratio(a, b) for a, p in counts.items() for b, q in counts.items())
    figure = alpha(ratings_of(rows), RATIO)
    assert figure.expected == pytest.approx(apart / (len(every) * (len(every) - 1)), rel=1e-8)
