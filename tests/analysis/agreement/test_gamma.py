"""Gamma and gamma-cat: published dissimilarities, the best alignment, chance, what has no value."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.analysis.agreement.aligning import align_tracks, track_of
from annotator.analysis.agreement.aligning_several import align_several
from annotator.analysis.agreement.continuum import Continuum, Unit, continuum_of
from annotator.analysis.agreement.drawing import Pool, moved, shuffled, shuffled_pair
from annotator.analysis.agreement.figure import NO_UNITS, ONE_ANNOTATOR, ONE_VALUE, Figure
from annotator.analysis.agreement.gamma import GAMMA, GAMMA_CAT, GammaCounts, GammaSettings
from tests.analysis.agreement.strategies_of_units import LENGTH, continua, mirrored, renamed, rows


def gamma_of(*texts: Continuum, **chosen: object) -> dict[str, Figure]:
    counts = GammaCounts(GammaSettings(**chosen))  # type: ignore[arg-type]
    for number, text in enumerate(texts):
        counts.add(text, str(number))
    return {figure.measure: figure for figure in counts.figures()}


def positional(one: Unit, other: Unit) -> float:
    """Return equation 4 of the paper."""
    apart = abs(one.begin - other.begin) + abs(one.end - other.end)
    lengths = one.length + other.length
    if not lengths:
        return 0.0 if not apart else float("inf")
    return (apart / lengths) ** 2


def aligned_apart(one: Unit, other: Unit) -> float:
    """Return what a pair costs where places weigh so little that every pair is aligned."""
    return align_tracks(track_of([one]), track_of([other]), 0.001, 1.0).cost / 0.001


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((4, 14), (40, 44), 22.2),
        ((4, 14), (20, 25), 3.2),
        ((4, 14), (14, 24), 1.0),
        ((20, 30), (20, 25), 0.11),
        ((20, 25), (14, 24), 0.22),
        ((4, 14), (4, 14), 0.0),
    ],
)
def test_dissimilarities_of_mathet_widlocher_metivier_2015_figure_10(
    one: tuple[int, int], other: tuple[int, int], published: float
) -> None:
    places = 2 if published < 1 else 1
    assert round(positional(Unit(*one), Unit(*other)), places) == published
    assert round(aligned_apart(Unit(*one), Unit(*other)), places) == published


def test_dissimilarity_does_not_depend_on_the_scale() -> None:
    """Figure 20 of the same paper: three times as long is as far apart."""
    for apart in (positional, aligned_apart):
        small = apart(Unit(0, 7), Unit(0, 10))
        assert apart(Unit(0, 21), Unit(0, 30)) == pytest.approx(small)


def test_points_are_apart_unless_they_are_at_one_place() -> None:
    assert positional(Unit(3, 3), Unit(3, 3)) == 0.0
    assert positional(Unit(3, 3), Unit(4, 4)) == float("inf")
    text = continuum_of(9, [[Unit(3, 3)], [Unit(4, 4)]])
    assert gamma_of(text)[GAMMA].observed == pytest.approx(2.0)


def least_cost(first: list[Unit], second: list[Unit], alpha: float, beta: float) -> float:
    """The least disorder by trying every alignment."""
    if len(first) > len(second):
        first, second = second, first
    slots: list[Unit | None] = [*second, *[None] * len(first)]
    best = float("inf")
    for chosen in set(permutations(range(len(slots)), len(first))):
        cost = 0.0
        paired = 0
        for unit, slot in zip(first, chosen, strict=True):
            other = slots[slot]
            if other is None:
                cost += 1.0
            else:
                paired += 1
                cost += alpha * positional(unit, other) + beta * (unit.value != other.value)
        best = min(best, cost + len(second) - paired)
    return best


@settings(max_examples=60)
@given(
    rows(stacked=True).map(lambda r: r[:3]),
    rows(stacked=True).map(lambda r: r[:3]),
    st.sampled_from([(1.0, 1.0), (3.0, 1.0), (1.0, 0.0), (0.5, 2.0)]),
)
def test_the_alignment_is_the_best_of_all(
    first: list[Unit], second: list[Unit], weights: tuple[float, float]
) -> None:
    found = align_tracks(track_of(sorted(first)), track_of(sorted(second)), *weights)
    assert found.cost == pytest.approx(least_cost(first, second, *weights))


def test_disorder_by_hand() -> None:
    """One pair at 1/9, one unit alone: their sum over the average number of units."""
    text = continuum_of(60, [[Unit(20, 30), Unit(50, 55)], [Unit(20, 25)]])
    assert gamma_of(text)[GAMMA].observed == pytest.approx((1 / 9 + 1) / 1.5)


def test_gamma_cat_weighs_pairs_by_their_closeness() -> None:
    """Mathet 2017: weight 1 - d_pos; one pair at one place differs, one at 1/9 agrees."""
    text = continuum_of(
        60, [[Unit(0, 10, "a"), Unit(20, 30, "b")], [Unit(0, 10, "c"), Unit(20, 25, "b")]]
    )
    assert gamma_of(text)[GAMMA_CAT].observed == pytest.approx(1 / (1 + 8 / 9))


def test_the_seed_alone_decides_what_is_drawn() -> None:
    text = continuum_of(99, [[Unit(3, 9), Unit(20, 31), Unit(60, 64)], [Unit(4, 9), Unit(22, 31)]])
    first, again, other = (gamma_of(text, seed=seed)[GAMMA] for seed in (1, 1, 2))
    assert first == again
    assert first.expected != other.expected
    assert (first.samples, first.seed) == (30, 1)
    assert first.precision is not None
    assert 0 < first.precision < 0.5


def test_chance_agrees_little_and_more_samples_are_more_precise() -> None:
    random = Random(5)
    lines = [
        sorted(Unit(b, b + 6, random.choice("ab")) for b in random.sample(range(900), 25))
        for _ in range(2)
    ]
    text = continuum_of(906, lines)
    few, many = (gamma_of(text, samples=n)[GAMMA] for n in (20, 300))
    assert few.precision is not None
    assert many.precision is not None
    assert many.precision < few.precision
    assert many.value == pytest.approx(0.0, abs=0.2)
    statistical = gamma_of(text, samples=300, sampler="statistical")[GAMMA]
    assert statistical.value == pytest.approx(0.0, abs=0.2)


@given(rows(), st.integers(0, LENGTH - 1))
def test_a_moved_annotator_has_the_same_units_round_the_text(row: list[Unit], shift: int) -> None:
    track = moved(track_of(row), shift, LENGTH)
    assert track.begins == sorted((u.begin + shift) % LENGTH for u in row)
    lengths = [e - b for b, e in zip(track.begins, track.ends, strict=True)]
    assert sorted(lengths) == sorted(u.length for u in row)


@given(st.integers(0, 10_000))
def test_two_shuffled_annotators_are_an_average_unit_apart(seed: int) -> None:
    text = continuum_of(50, [[Unit(0, 6)], [Unit(0, 6)]])
    pool = Pool(text, [track_of(row) for row in text.rows])
    first, second = shuffled_pair(pool, Random(seed))
    apart = abs(first.begins[0] - second.begins[0])
    assert min(apart, 50 - apart) >= 6


def partitions(units: list[tuple[int, Unit]]) -> list[list[dict[int, Unit]]]:
    """Every way to put units into unitary alignments, none with two of one annotator."""
    if not units:
        return [[]]
    (who, unit), *rest = units
    found: list[list[dict[int, Unit]]] = []
    for groups in partitions(rest):
        found.append([*groups, {who: unit}])
        for number, group in enumerate(groups):
            if who not in group:
                found.append([*groups[:number], {**group, who: unit}, *groups[number + 1 :]])
    return found


def disorder_of(groups: list[dict[int, Unit]], count: int) -> float:
    """Sum of the disorders of unitary alignments by their definition, pair by pair."""
    total = 0.0
    couples = list(combinations(range(count), 2))
    for group in groups:
        for a, b in couples:
            one, other = group.get(a), group.get(b)
            if one is None or other is None:
                total += 1.0 / len(couples)
            else:
                apart = positional(one, other) + (one.value != other.value)
                total += apart / len(couples)
    return total


@settings(max_examples=60)
@given(st.lists(rows(stacked=True).map(lambda r: sorted(r[:2])), min_size=2, max_size=3))
def test_several_as_a_whole_are_aligned_at_little_more_than_the_least_disorder(
    lines: list[list[Unit]],
) -> None:
    found = align_several([track_of(line) for line in lines], 1.0, 1.0).cost
    units = [(who, unit) for who, line in enumerate(lines) for unit in line]
    least = min(disorder_of(groups, len(lines)) for groups in partitions(units))
    assert least - 1e-9 <= found <= least * 1.15 + 1e-9
    if len(lines) == 2:
        pair = align_tracks(*(track_of(line) for line in lines), 1.0, 1.0)
        assert found == pytest.approx(pair.cost)


@given(continua(stacked=True, most=4))
def test_pairs_have_no_more_disorder_than_the_whole(text: Continuum) -> None:
    whole, pairs = (
        gamma_of(text, samples=2, several=several)[GAMMA] for several in ("whole", "pairs")
    )
    if pairs.observed is None or whole.observed is None:
        assert (pairs.value, whole.value) == (None, None)
        return
    assert pairs.observed <= whole.observed + 1e-9
    assert whole.detail.get("alignment") == ("whole" if len(text.rows) > 2 else None)
    same = continuum_of(text.length, list(text.rows[:1]) * 3)
    assert gamma_of(same, samples=2, several="whole")[GAMMA].value in (None, 1.0)


@given(st.integers(0, 10_000))
def test_several_shuffled_annotators_are_an_average_unit_apart(seed: int) -> None:
    text = continuum_of(60, [[Unit(0, 6)], [Unit(0, 6)]])
    pool = Pool(text, [track_of(row) for row in text.rows])
    begins = [track.begins[0] for track in shuffled(pool, Random(seed), 4)]
    for one, other in combinations(begins, 2):
        assert min(abs(one - other), 60 - abs(one - other)) >= 6


def test_nobody_annotated() -> None:
    figure = gamma_of(continuum_of(9, [[], []]))[GAMMA]
    assert figure.value is None
    assert figure.reason is not None
    assert figure.reason.code == NO_UNITS


def test_only_one_took_part() -> None:
    figure = gamma_of(continuum_of(9, [[Unit(0, 2)]]))[GAMMA]
    assert figure.reason is not None
    assert figure.reason.code == ONE_ANNOTATOR


def test_one_found_something_the_other_nothing() -> None:
    figure = gamma_of(continuum_of(90, [[Unit(0, 2), Unit(50, 59)], []]))[GAMMA]
    assert figure.observed == 2.0
    assert figure.value is not None
    assert figure.value <= 0.0


def test_one_tag_only_has_gamma_and_no_gamma_cat() -> None:
    found = gamma_of(continuum_of(90, [[Unit(0, 4)], [Unit(0, 5)]]))
    assert found[GAMMA].value is not None
    assert found[GAMMA_CAT].value is None
    assert found[GAMMA_CAT].reason is not None
    assert found[GAMMA_CAT].reason.code == ONE_VALUE


@given(continua(stacked=True))
def test_identical_annotators_have_one(text: Continuum) -> None:
    same = continuum_of(text.length, [text.rows[0]] * len(text.rows))
    assert gamma_of(same, samples=3)[GAMMA].value == (1.0 if text.rows[0] else None)


@given(continua(stacked=True))
def test_names_and_mirrors_change_no_alignment(text: Continuum) -> None:
    figure = gamma_of(text, samples=3)[GAMMA]
    assert gamma_of(renamed(text), samples=3)[GAMMA].value == pytest.approx(figure.value)
    assert gamma_of(mirrored(text), samples=3)[GAMMA].observed == pytest.approx(figure.observed)
    assert figure.value is None or figure.value <= 1.0


def test_the_order_of_texts_changes_nothing() -> None:
    texts = {
        "one": continuum_of(80, [[Unit(3, 9)], [Unit(4, 9), Unit(30, 38)]]),
        "two": continuum_of(70, [[Unit(5, 9)], [Unit(25, 29)]]),
    }
    values: list[float | None] = []
    for keys in (("one", "two"), ("two", "one")):
        counts = GammaCounts(GammaSettings())
        for key in keys:
            counts.add(texts[key], key)
        values.append(counts.figures()[0].value)
    assert values[0] == pytest.approx(values[1])
