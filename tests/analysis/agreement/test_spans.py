"""F1 of units and the scores of SemEval-2013: the published example, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.analysis.agreement.continuum import Continuum, Unit
from annotator.analysis.agreement.figure import NO_UNITS, ONE_ANNOTATOR
from annotator.analysis.agreement.spans import (
    EXACT,
    OVERLAP,
    PARTIAL,
    STRICT,
    TYPE,
    F1Counts,
    Piece,
    SemevalCounts,
)
from tests.analysis.agreement.strategies_of_units import continua, mirrored, renamed


def f1_of(*texts: tuple[list[Piece], list[Piece]]) -> dict[str, float | None]:
    counts = F1Counts()
    for first, second in texts:
        counts.add(first, second)
    return {figure.distance: figure.value for figure in counts.figures()}


def semeval_of(first: list[Piece], second: list[Piece]) -> dict[str, float | None]:
    counts = SemevalCounts()
    counts.add(first, second)
    return {figure.distance: figure.value for figure in counts.figures()}


def pieces(*spans: tuple[int, int]) -> list[Piece]:
    return [Piece((span,)) for span in spans]


def piece_of(unit: Unit) -> Piece:
    return Piece(((unit.begin, unit.end),), unit.value)


def rows_of(text: Continuum) -> tuple[list[Piece], list[Piece]]:
    first, second = ([piece_of(unit) for unit in row] for row in text.rows)
    return first, second


# The scenarios of the task: TIKOSYN missed, HEALTHY made up, WARFARIN with one word too many,
# PROPRANOLOL with another type, two right ones, CONTRACEPTIVES with another type and border.
GOLD = [
    Piece(((0, 7),), "brand"),
    Piece(((23, 31),), "drug"),
    Piece(((40, 51),), "drug"),
    Piece(((60, 69),), "drug"),
    Piece(((70, 82),), "drug"),
    Piece(((95, 109),), "group"),
]
FOUND = [
    Piece(((10, 17),), "brand"),
    Piece(((20, 31),), "drug"),
    Piece(((40, 51),), "brand"),
    Piece(((60, 69),), "drug"),
    Piece(((70, 82),), "drug"),
    Piece(((90, 109),), "drug"),
]


def test_semeval_2013_task_9_1() -> None:
    """Six of six units: type 3, partial 3 + 2 halves, exact 3, strict 2 right."""
    found = semeval_of(GOLD, FOUND)
    assert found[TYPE] == pytest.approx(0.50, abs=0.005)
    assert found[PARTIAL] == pytest.approx(0.67, abs=0.005)
    assert found[EXACT] == pytest.approx(0.50, abs=0.005)
    assert found[STRICT] == pytest.approx(0.33, abs=0.005)
    assert found == semeval_of(FOUND, GOLD)


def test_of_two_at_one_place_the_one_of_the_same_value_is_aligned() -> None:
    both = [Piece(((0, 5),), "a"), Piece(((0, 5),), "b")]
    assert semeval_of(both, list(reversed(both)))[STRICT] == 1.0


def test_f1_by_hand() -> None:
    found = f1_of((pieces((0, 4), (10, 14), (20, 24)), pieces((0, 4), (10, 16))))
    assert found[EXACT] == pytest.approx(2 / 5)
    assert found[OVERLAP] == pytest.approx(4 / 5)
    assert found[PARTIAL] == pytest.approx(2 * (1 + 4 / 6) / 5)


def test_each_unit_has_one_counterpart_and_as_many_as_possible_have_one() -> None:
    """One long unit over two short ones meets one; a chain is paired along, not crosswise."""
    assert f1_of((pieces((0, 10)), pieces((0, 4), (5, 10))))[OVERLAP] == pytest.approx(2 / 3)
    assert f1_of((pieces((0, 6), (5, 12)), pieces((3, 7), (11, 14))))[OVERLAP] == 1.0


def test_fragments_are_compared_as_one_unit() -> None:
    one, other = Piece(((0, 3), (8, 10))), Piece(((0, 3),))
    assert f1_of(([one], [other]))[EXACT] == 0.0
    assert f1_of(([one], [other]))[PARTIAL] == pytest.approx(3 / 5)
    assert f1_of(([one], pieces((4, 7))))[OVERLAP] == 0.0


def test_points_meet_at_one_place_only() -> None:
    assert f1_of((pieces((3, 3)), pieces((3, 3))))[EXACT] == 1.0
    assert f1_of((pieces((3, 3), (5, 6)), pieces((4, 4), (5, 7))))[OVERLAP] == pytest.approx(0.5)


def test_units_of_other_values_never_meet() -> None:
    assert f1_of(([Piece(((0, 4),), "a")], [Piece(((0, 4),), "b")]))[OVERLAP] == 0.0


def test_one_who_found_nothing_has_zero_and_two_have_no_figure() -> None:
    assert f1_of((pieces((0, 4)), [])) == {EXACT: 0.0, OVERLAP: 0.0, PARTIAL: 0.0}
    counts = F1Counts()
    assert {f.reason.code for f in counts.figures() if f.reason} == {ONE_ANNOTATOR}
    counts.add([], [])
    assert {f.reason.code for f in counts.figures() if f.reason} == {NO_UNITS}
    assert {f.value for f in counts.figures()} == {None}


@given(continua(stacked=True, most=2))
def test_names_mirrors_and_the_order_of_texts_change_nothing(text: Continuum) -> None:
    other = pieces((1, 3)), pieces((1, 4))
    before = f1_of(rows_of(text), other)
    assert f1_of(other, rows_of(text)) == pytest.approx(before)
    assert f1_of(rows_of(renamed(text)), other) == pytest.approx(before)
    assert f1_of(rows_of(mirrored(text)), other) == pytest.approx(before)


@given(continua(stacked=True, most=2))
def test_exact_is_within_partial_within_overlap(text: Continuum) -> None:
    found = f1_of(rows_of(text))
    if None not in found.values():
        exact, partial, overlap = (found[d] or 0.0 for d in (EXACT, PARTIAL, OVERLAP))
        assert exact - 1e-9 <= partial <= overlap + 1e-9
        assert overlap <= 1.0
        same = rows_of(text)[0]
        assert not same or set(f1_of((same, list(same))).values()) == {1.0}


def test_stacked_units_are_paired_by_their_borders() -> None:
    stacked = [piece_of(u) for u in (Unit(0, 9), Unit(2, 4), Unit(2, 4))]
    assert f1_of((stacked, stacked)) == {EXACT: 1.0, OVERLAP: 1.0, PARTIAL: 1.0}
    assert f1_of((stacked, stacked[:2]))[EXACT] == pytest.approx(4 / 5)
