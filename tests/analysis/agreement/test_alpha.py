"""Krippendorff's alpha: published figures, the distances, and what must always hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.analysis.agreement.alpha import all_alphas, alpha
from annotator.analysis.agreement.distances import (
    INTERVAL,
    JACCARD,
    MASI,
    NOMINAL,
    ORDINAL,
    RATIO,
    jaccard,
    masi,
)
from annotator.analysis.agreement.figure import NO_PAIRS, ONE_ANNOTATOR, ONE_VALUE
from annotator.analysis.agreement.ratings import ratings_of
from tests.analysis.agreement import samples_of_ratings as samples
from tests.analysis.agreement.test_kappas import ROWS, value_of


def test_krippendorff_2004_p224() -> None:
    figure = alpha(samples.KRIPPENDORFF_2004_P224, NOMINAL)
    assert figure.observed == pytest.approx(0.4)
    assert figure.expected == pytest.approx(0.442, abs=0.0005)
    assert value_of(figure) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("distance", "published"),
    [(NOMINAL, 0.743), (ORDINAL, 0.815), (INTERVAL, 0.849), (RATIO, 0.797)],
)
def test_krippendorff_2004_p230(distance: str, published: float) -> None:
    figure = alpha(samples.KRIPPENDORFF_2004_P230, distance)
    assert value_of(figure) == pytest.approx(published, abs=0.0005)
    # The twelfth unit has one value and does not count; 40 values can be paired.
    assert figure.n == 11
    assert figure.detail == {"values": 40}


def test_hayes_and_krippendorff_2007() -> None:
    figure = alpha(samples.HAYES_2007, ORDINAL)
    assert value_of(figure) == pytest.approx(0.7598, abs=0.00005)


def test_artstein_and_poesio_2008() -> None:
    figure = alpha(samples.ARTSTEIN_POESIO_2008_P568, NOMINAL)
    assert figure.observed == pytest.approx(0.12)
    assert figure.expected == pytest.approx(0.601, abs=0.001)
    assert value_of(figure) == pytest.approx(0.800, abs=0.001)


def test_masi_and_jaccard_of_passonneau_2006() -> None:
    """Equal, one within the other, overlapping, disjoint sets (LREC 2006, section 3)."""
    sets = [frozenset(word) for word in ("ab", "abc", "bd", "cd")]
    assert masi(sets[0], frozenset("ba")) == 0.0
    assert masi(sets[0], sets[1]) == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert masi(sets[0], sets[2]) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(sets[0], sets[3]) == 1.0
    assert jaccard(sets[0], sets[1]) == pytest.approx(1 / 3)
    assert jaccard(sets[0], sets[3]) == 1.0


def test_sets_have_alpha_by_their_distances() -> None:
    rows = [(frozenset("ab"), frozenset("ab")), (frozenset("a"), frozenset("ab"))]
    by_distance = {figure.distance: figure for figure in all_alphas(ratings_of(rows))}
    assert set(by_distance) == {NOMINAL, MASI, JACCARD}
    assert by_distance[MASI].observed == pytest.approx(2 / 3 / 2)
    assert by_distance[JACCARD].observed == pytest.approx(1 / 2 / 2)
    # Three times ab, once a: of twelve ordered pairs six differ.
    assert by_distance[MASI].expected == pytest.approx(2 / 3 * 6 / 12)


def test_only_distances_that_fit_are_computed() -> None:
    kinds = [f.distance for f in all_alphas(ratings_of([("a", "b"), ("b", "b")]))]
    assert kinds == [NOMINAL]
    ordered = ratings_of([("a", "b"), ("b", "b")], scale=("b", "a"))
    assert [f.distance for f in all_alphas(ordered)] == [NOMINAL, ORDINAL]
    negative = ratings_of([(-1, 2), (2, 2)])
    assert [f.distance for f in all_alphas(negative)] == [NOMINAL, ORDINAL, INTERVAL]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], ONE_ANNOTATOR),
        ([(1, None)], ONE_ANNOTATOR),
        ([(1, None), (None, 2)], NO_PAIRS),
        ([(1, 1), (1, 1)], ONE_VALUE),
    ],
)
def test_without_variation_or_pairs_it_is_not_defined(
    rows: list[tuple[int | None, ...]], code: str
) -> None:
    for figure in all_alphas(ratings_of(rows, "ab")):
        assert figure.value is None
        assert figure.reason is not None
        assert figure.reason.code == code


def test_one_unit_that_differs_has_what_chance_would_give() -> None:
    assert alpha(ratings_of([(1, 2)]), NOMINAL).value == 0.0


def test_numbers_that_are_near_each_other_or_far_from_zero_differ_all_the_same() -> None:
    rows = [(1, 2), (2, 2), (3, 3), (1, 1)]
    usual = alpha(ratings_of(rows), INTERVAL).value
    for scale, shift in ((1e-8, 0.0), (1.0, 1e6), (1e8, 0.0)):
        moved = [tuple(value * scale + shift for value in row) for row in rows]
        assert alpha(ratings_of(moved), INTERVAL).value == pytest.approx(usual)


@given(ROWS, st.sampled_from((ORDINAL, INTERVAL, RATIO)))
def test_chance_is_the_sum_over_every_pair_of_values(
    rows: list[tuple[int | None, ...]], distance: str
) -> None:
    figure = alpha(ratings_of(rows, "abc"), distance)
    units = [[v for v in row if v is not None] for row in rows]
    values = [v for unit in units if len(unit) > 1 for v in unit]
    if figure.expected is None:
        assert not values
        return

    def apart(one: int, other: int) -> float:
        if distance == INTERVAL:
            return (one - other) ** 2
        if distance == RATIO:
            return ((one - other) / (one + other)) ** 2
        low, high = sorted((one, other))
        between = sum(low <= v <= high for v in values)
        return (between - (values.count(low) + values.count(high)) / 2) ** 2

    pairs = [(a, b) for a, b in permutations(values, 2) if a != b]
    wanted = sum(apart(a, b) for a, b in pairs) / (len(values) * (len(values) - 1))
    assert figure.expected == pytest.approx(wanted)


def by_the_book(rows: list[tuple[int | None, ...]]) -> float | None:
    """Nominal alpha from the definition, pair by pair, in fractions."""
    units = [[v for v in row if v is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = len(values)
    differing = sum(a != b for a, b in permutations(values, 2))
    if not differing:
        return None
    observed = (
        sum(
            Fraction(sum(a != b for a, b in permutations(unit, 2)), len(unit) - 1) for unit in units
        )
        / n
    )
    return float(1 - observed / Fraction(differing, n * (n - 1)))


@given(ROWS)
def test_it_is_what_the_definition_says_pair_by_pair(rows: list[tuple[int | None, ...]]) -> None:
    assert alpha(ratings_of(rows, "abc"), NOMINAL).value == pytest.approx(by_the_book(rows))


@given(ROWS, st.permutations(range(3)))
def test_names_and_order_change_nothing(
    rows: list[tuple[int | None, ...]], order: list[int]
) -> None:
    before = all_alphas(ratings_of(rows, "abc"))
    mixed = [tuple(row[n] for n in order) for row in reversed(rows)]
    for one, other in zip(before, all_alphas(ratings_of(mixed, "abc")), strict=True):
        assert one.value == pytest.approx(other.value)


@given(ROWS)
def test_it_is_never_above_one_and_one_for_identical_annotators(
    rows: list[tuple[int | None, ...]],
) -> None:
    for figure in all_alphas(ratings_of(rows, "abc")):
        assert figure.value is None or figure.value <= 1.0 + 1e-9
    same = [(row[0],) * 3 for row in rows]
    assume(len({row[0] for row in same} - {None}) > 1)
    for figure in all_alphas(ratings_of(same, "abc")):
        assert figure.value == pytest.approx(1.0)
