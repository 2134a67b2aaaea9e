"""S, pi, kappa, AC1 and AC2: published figures, relations between them, and what has no value."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.agreement.distances import LINEAR, ORDINAL, QUADRATIC
from annotator.analysis.agreement.figure import NO_PAIRS, ONE_ANNOTATOR, ONE_VALUE, Figure
from annotator.analysis.agreement.kappas import (
    all_kappas,
    bennett_s,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    multi_kappa,
    percent_agreement,
    scott_pi,
    unanimous_agreement,
    weighted_kappa,
)
from annotator.analysis.agreement.ratings import Ratings, ratings_of
from tests.analysis.agreement import samples_of_ratings as samples

ROWS = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 3), min_size=1, max_size=20)


def value_of(figure: Figure) -> float:
    assert figure.reason is None
    assert figure.value is not None
    return figure.value


def test_cohen_1960() -> None:
    figure = cohen_kappa(samples.COHEN_1960_P45)
    assert figure.observed == pytest.approx(0.70, abs=1e-9)
    assert figure.expected == pytest.approx(0.41, abs=1e-9)
    assert value_of(figure) == pytest.approx(0.492, abs=0.0005)
    assert figure.n == 200


def test_fleiss_1971() -> None:
    figure = fleiss_kappa(samples.FLEISS_1971)
    assert figure.observed == pytest.approx(0.5556, abs=0.0005)
    assert figure.expected == pytest.approx(0.2201, abs=0.0005)
    assert value_of(figure) == pytest.approx(0.430, abs=0.0005)
    assert figure.n == 30


def test_krippendorff_2004_p246() -> None:
    for ratings, kappa in (
        (samples.KRIPPENDORFF_2004_P246A, 0.186),
        (samples.KRIPPENDORFF_2004_P246B, 0.258),
    ):
        assert value_of(percent_agreement(ratings)) == pytest.approx(0.460, abs=0.0005)
        assert value_of(bennett_s(ratings)) == pytest.approx(0.190, abs=0.0005)
        assert value_of(scott_pi(ratings)) == pytest.approx(0.186, abs=0.0005)
        assert value_of(cohen_kappa(ratings)) == pytest.approx(kappa, abs=0.0005)


def test_artstein_and_poesio_2008() -> None:
    first, second = samples.ARTSTEIN_POESIO_2008_P558, samples.ARTSTEIN_POESIO_2008_P568
    assert value_of(bennett_s(first)) == pytest.approx(0.4, abs=0.0005)
    assert value_of(scott_pi(first)) == pytest.approx(0.341, abs=0.0005)
    assert value_of(cohen_kappa(first)) == pytest.approx(0.348, abs=0.0005)
    assert value_of(bennett_s(second)) == pytest.approx(0.82, abs=0.0005)
    assert value_of(scott_pi(second)) == pytest.approx(0.799, abs=0.001)
    assert value_of(cohen_kappa(second)) == pytest.approx(0.801, abs=0.0005)


def test_gwet_2014_four_raters_with_missing_values() -> None:
    ratings = samples.GWET_2014
    assert value_of(gwet_ac1(ratings)) == pytest.approx(0.77544, abs=0.00001)
    assert value_of(fleiss_kappa(ratings)) == pytest.approx(0.76117, abs=0.00001)
    assert value_of(bennett_s(ratings)) == pytest.approx(0.77273, abs=0.00001)
    assert value_of(gwet_ac2(ratings, LINEAR)) == pytest.approx(0.85874, abs=0.00001)
    assert value_of(gwet_ac2(ratings, QUADRATIC)) == pytest.approx(0.91400, abs=0.00001)
    assert value_of(gwet_ac2(ratings, ORDINAL)) == pytest.approx(0.89894, abs=0.00001)


def test_ac1_stays_near_what_is_observed_where_one_value_prevails() -> None:
    """Gwet 2008: the paradox of kappa. Eight yes, one no, one that differs, by hand."""
    ratings = Ratings(
        annotators=("a", "b"), rows=Counter({("y", "y"): 8, ("n", "n"): 1, ("y", "n"): 1})
    )
    figure = gwet_ac1(ratings)
    assert figure.expected == pytest.approx(2 * 0.85 * 0.15)
    assert value_of(figure) == pytest.approx((0.9 - 0.255) / 0.745)
    assert value_of(scott_pi(ratings)) == pytest.approx((0.9 - 0.745) / 0.255)


def test_weighted_kappa_by_hand() -> None:
    """Three values, 1 and 3 twice as far from each other as from 2; quadratic four times."""
    ratings = ratings_of([(1, 1), (2, 3), (3, 1), (3, 3)])
    linear, quadratic = (weighted_kappa(ratings, kind) for kind in (LINEAR, QUADRATIC))
    assert linear.observed == pytest.approx(1 - (0.5 + 1) / 4)
    # First: one 1, one 2, two 3; second: two 1, two 3.
    assert linear.expected == pytest.approx(1 - (2 * 1 + 2 * 0.5 + 2 * 0.5 + 4 * 1) / 16)
    assert quadratic.observed == pytest.approx(1 - (0.25 + 1) / 4)
    assert quadratic.expected == pytest.approx(1 - (2 * 1 + 2 * 0.25 + 2 * 0.25 + 4 * 1) / 16)


def test_weights_of_words_go_by_their_scale() -> None:
    rows = [("low", "mid"), ("high", "high"), ("mid", "mid"), ("low", "low"), ("high", "low")]
    words = ratings_of(rows, scale=("low", "mid", "high"))
    numbers = ratings_of([[("low", "mid", "high").index(v) for v in row] for row in rows])
    for kind in (LINEAR, QUADRATIC):
        assert weighted_kappa(words, kind).value == pytest.approx(
            weighted_kappa(numbers, kind).value
        )


def test_a_scale_counts_values_that_nobody_used() -> None:
    rows = [("a", "a"), ("a", "b"), ("b", "b")]
    assert bennett_s(ratings_of(rows)).expected == pytest.approx(1 / 2)
    assert bennett_s(ratings_of(rows, scale="abcd")).expected == pytest.approx(1 / 4)


def test_more_than_two_annotators_have_the_mean_of_their_pairs() -> None:
    rows = [(1, 1, 2), (2, 2, 2), (1, 2, 1), (2, 1, 2)]
    ratings = ratings_of(rows)
    pairs = [
        cohen_kappa(ratings_of([(r[a], r[b]) for r in rows])).value
        for a, b in ((0, 1), (0, 2), (1, 2))
    ]
    assert None not in pairs
    assert cohen_kappa(ratings).value == pytest.approx(sum(p or 0 for p in pairs) / 3)
    assert cohen_kappa(ratings).detail == {"pairs": 3}
    assert unanimous_agreement(ratings).value == pytest.approx(1 / 4)


@pytest.mark.parametrize("rows", [[], [(None, None)], [(1, None), (2, None)]])
def test_one_annotator_or_none_has_no_agreement(rows: list[tuple[object, ...]]) -> None:
    for figure in all_kappas(ratings_of(rows, ("a", "b"))):
        assert (figure.value, figure.n) == (None, 0)
        assert figure.reason is not None
        assert figure.reason.code == ONE_ANNOTATOR


def test_annotators_of_different_units_have_none_either() -> None:
    for figure in all_kappas(ratings_of([(1, None), (None, 1)])):
        assert figure.reason is not None
        assert figure.reason.code == NO_PAIRS


def test_with_one_value_only_what_is_observed_is_told() -> None:
    for figure in all_kappas(ratings_of([(1, 1), (1, 1)])):
        assert figure.observed == 1.0
        assert figure.n == 2
        if figure.measure != "percent_agreement":
            assert figure.value is None
            assert figure.reason is not None
            assert figure.reason.code == ONE_VALUE


def test_one_unit_is_enough_where_values_differ() -> None:
    assert cohen_kappa(ratings_of([(1, 2)])).value == 0.0
    assert scott_pi(ratings_of([(1, 2)])).value == -1.0


@given(ROWS)
def test_identical_annotators_have_one(rows: list[tuple[int | None, ...]]) -> None:
    ratings = ratings_of([(row[0],) * 3 for row in rows], "abc")
    for figure in all_kappas(ratings):
        assert figure.value is None or figure.value == pytest.approx(1.0)


@given(ROWS, st.permutations(range(3)), st.randoms())
def test_names_and_order_change_nothing(
    rows: list[tuple[int | None, ...]], order: list[int], random: object
) -> None:
    before = all_kappas(ratings_of(rows, "abc"))
    mixed = [tuple(row[n] for n in order) for row in rows]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    for one, other in zip(before, all_kappas(ratings_of(mixed, "abc")), strict=True):
        assert one.value == pytest.approx(other.value)
        assert one.reason == other.reason


@given(ROWS)
def test_no_figure_is_above_one_and_each_has_a_value_or_a_reason(
    rows: list[tuple[int | None, ...]],
) -> None:
    for figure in all_kappas(ratings_of(rows, "abc")):
        assert (figure.value is None) == (figure.reason is not None)
        assert figure.value is None or figure.value <= 1.0 + 1e-9


@given(ROWS)
def test_kappa_of_two_is_that_of_many(rows: list[tuple[int | None, ...]]) -> None:
    two = ratings_of([row[:2] for row in rows], "ab")
    assert multi_kappa(two).value == pytest.approx(cohen_kappa(two).value)
    if all(None not in row for row in two.rows):
        assert fleiss_kappa(two).value == pytest.approx(scott_pi(two).value)
