"""The u-alpha family and alpha_U: published figures, the definitions character by character."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given

from annotator.analysis.agreement.continuum import Continuum, Squeezed, Unit, continuum_of
from annotator.analysis.agreement.figure import (
    NO_UNITS,
    NOTHING_SHARED,
    ONE_ANNOTATOR,
    ONE_VALUE,
    STACKED,
    Figure,
)
from annotator.analysis.agreement.u_alpha import BINARY, CU, KU, LengthCounts, U
from annotator.analysis.agreement.unitizing import SquaredCounts, distance_of
from tests.analysis.agreement.strategies_of_units import continua, mirrored, renamed

Counts = LengthCounts | SquaredCounts


def figures_of(kind: type[Counts], *texts: Continuum) -> list[Figure]:
    counts = kind()
    for text in texts:
        counts.add(text)
    return counts.figures()


def family(*texts: Continuum) -> dict[str, Figure]:
    return {f.measure: f for f in figures_of(LengthCounts, *texts) if f.measure != KU}


def code_of(figure: Figure) -> str:
    assert figure.value is None
    assert figure.reason is not None
    return figure.reason.code


# Krippendorff, Content Analysis, 2nd edition 2004, p. 254; the continuum begins at 150.
KRIPPENDORFF_2004_P254 = continuum_of(
    300,
    [
        [Unit(75, 145, "c"), Unit(220, 250, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")],
        [
            Unit(70, 150, "c"),
            Unit(205, 225, "c"),
            Unit(250, 270, "c"),
            Unit(30, 90, "k"),
            Unit(150, 200, "k"),
        ],
    ],
)


def test_krippendorff_2004_p254() -> None:
    whole, of_c, of_k = figures_of(SquaredCounts, KRIPPENDORFF_2004_P254)
    assert of_c.observed == pytest.approx(0.0144, abs=0.00005)
    assert of_c.expected == pytest.approx(0.0532, abs=0.00005)
    assert of_c.value == pytest.approx(0.7286, abs=0.00005)
    assert of_k.observed == 0.0
    assert of_k.expected == pytest.approx(0.0490, abs=0.00005)
    assert of_k.value == 1.0
    assert whole.value == pytest.approx(0.8587, abs=0.0005)


def test_distances_of_krippendorff_2004_p254() -> None:
    assert distance_of(Unit(225, 295), Unit(220, 300)) == 50
    assert distance_of(Unit(370, 400), Unit(355, 375)) == 850
    assert distance_of(Unit(370, 400), Unit(400, 420)) == 0


def test_krippendorff_1995_p57() -> None:
    """Sociological Methodology 25: Do of four pairs of observers, 24 characters each."""
    pairs = {
        "A": ([(2, 10), (14, 20)], [(4, 8), (15, 17)], 0.03125),
        "B": (
            [(0, 18)],
            [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)],
            2.26736,
        ),
        "C": (
            [(2, 8), (10, 12), (14, 18), (20, 22)],
            [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)],
            0.02777,
        ),
        "D": (
            [(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)],
            [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)],
            0.38715,
        ),
    }
    for first, second, published in pairs.values():
        text = continuum_of(24, [[Unit(*span) for span in first], [Unit(*s) for s in second]])
        (figure,) = figures_of(SquaredCounts, text)
        assert figure.observed == pytest.approx(published, abs=0.00001)


def by_characters(text: Continuum) -> float | None:
    """U-alpha from its definition: every pair of characters of different units or annotators."""
    marks = [
        [
            next(
                ((n, u.value) for n, u in enumerate(row) if u.begin <= at < u.end),
                (("gap", at), "gap"),
            )
            for at in range(text.length)
        ]
        for row in text.rows
    ]
    observed = sum(
        a[at][1] != b[at][1] for a, b in permutations(marks, 2) for at in range(text.length)
    ) / (len(marks) - 1)
    every = [((who, key), value) for who, row in enumerate(marks) for key, value in row]
    pairs = [(a, b) for a, b in permutations(every, 2) if a[0] != b[0]]
    if not pairs or not any(a[1] != b[1] for a, b in pairs):
        return None
    expected = len(every) * sum(a[1] != b[1] for a, b in pairs) / len(pairs)
    return 1 - observed / expected


@given(continua())
def test_u_alpha_is_what_every_pair_of_characters_says(text: Continuum) -> None:
    figure = family(text)[U]
    wanted = by_characters(text)
    assert figure.value == (None if wanted is None else pytest.approx(wanted))


def test_the_family_by_hand() -> None:
    """Two annotators, ten characters: aaaa..bb.. and aabb..bb.."""
    text = continuum_of(
        10,
        [[Unit(0, 4, "a"), Unit(6, 8, "b")], [Unit(0, 2, "a"), Unit(2, 4, "b"), Unit(6, 8, "b")]],
    )
    found = figures_of(LengthCounts, text)
    by_measure = {f.measure: f for f in found if f.measure != KU}
    # Own squares: 16 + 4 + 4 (a, a, b …): a 16 + 4, b 4 + 4 + 4, gap 8.
    below = 20**2 - (20 + 12 + 8)
    # Sums: a 6, b 6, gap 8.
    assert by_measure[U].observed == pytest.approx(4)
    assert by_measure[U].expected == pytest.approx(20 * 2 * (6 * 6 + 6 * 8 + 6 * 8) / below)
    assert by_measure[BINARY].value == pytest.approx(1.0)
    assert by_measure[CU].observed == pytest.approx(4)
    assert by_measure[CU].expected == pytest.approx(12 * 2 * 36 / (12**2 - 32))
    of_value = {f.detail["value"]: f for f in found if f.measure == KU}
    assert of_value["a"].observed == pytest.approx(1 - 4 / 6)
    assert of_value["a"].detail["coverage"] == 1.0


@pytest.mark.parametrize("kind", [LengthCounts, SquaredCounts])
class TestDegenerate:
    def test_nobody_annotated(self, kind: type[Counts]) -> None:
        assert {code_of(f) for f in figures_of(kind, continuum_of(9, [[], []]))} == {NO_UNITS}

    def test_only_one_took_part(self, kind: type[Counts]) -> None:
        text = continuum_of(9, [[Unit(0, 2)]])
        assert {code_of(f) for f in figures_of(kind, text)} == {ONE_ANNOTATOR}

    def test_one_found_something_the_other_nothing(self, kind: type[Counts]) -> None:
        figure = figures_of(kind, continuum_of(9, [[Unit(0, 2)], []]))[0]
        assert figure.value is not None
        assert figure.value <= 0.0

    def test_stacked_units_of_one_annotator(self, kind: type[Counts]) -> None:
        text = continuum_of(9, [[Unit(0, 5), Unit(3, 6)], [Unit(0, 5)]])
        assert {code_of(f) for f in figures_of(kind, text)} == {STACKED}

    def test_a_stacked_text_is_not_left_out_silently(self, kind: type[Counts]) -> None:
        good = continuum_of(9, [[Unit(0, 5)], [Unit(0, 5)]])
        bad = continuum_of(9, [[Unit(0, 5), Unit(3, 6)], [Unit(0, 5)]])
        assert {code_of(f) for f in figures_of(kind, good, bad)} == {STACKED}

    def test_points_have_no_length_and_count_for_nothing(self, kind: type[Counts]) -> None:
        with_point = continuum_of(9, [[Unit(0, 5), Unit(7, 7)], [Unit(0, 4)]])
        without = continuum_of(9, [[Unit(0, 5)], [Unit(0, 4)]])
        values = [[f.value for f in figures_of(kind, t)] for t in (with_point, without)]
        assert values[0] == values[1]

    def test_one_unit_the_same(self, kind: type[Counts]) -> None:
        figure = figures_of(kind, continuum_of(9, [[Unit(0, 5)], [Unit(0, 5)]]))[0]
        assert figure.value == pytest.approx(1.0)

    @given(text=continua())
    def test_names_mirrors_and_the_order_of_texts_change_nothing(
        self, kind: type[Counts], text: Continuum
    ) -> None:
        other = continuum_of(12, [[Unit(2, 5, "a")], [Unit(2, 6, "b"), Unit(8, 9, "a")]])
        values = [
            [f.value for f in figures_of(kind, *texts)]
            for texts in (
                (text, other),
                (other, text),
                (renamed(text), renamed(other)),
                (mirrored(text), mirrored(other)),
            )
        ]
        for changed in values[1:]:
            assert changed == pytest.approx(values[0])

    @given(text=continua())
    def test_it_is_never_above_one_and_one_for_identical_annotators(
        self, kind: type[Counts], text: Continuum
    ) -> None:
        assert all(f.value is None or f.value <= 1 + 1e-9 for f in figures_of(kind, text))
        same = continuum_of(text.length, [text.rows[0]] * 3)
        assert all(f.value in (None, pytest.approx(1.0)) for f in figures_of(kind, same))


def test_one_tag_only_leaves_nothing_to_confuse() -> None:
    found = family(continuum_of(9, [[Unit(0, 5)], [Unit(0, 4)]]))
    assert found[U].value == found[BINARY].value
    assert code_of(found[CU]) == ONE_VALUE


def test_a_text_that_is_one_unit_has_no_variation() -> None:
    found = family(continuum_of(9, [[Unit(0, 9)], [Unit(0, 9)]]))
    assert code_of(found[U]) == ONE_VALUE
    assert found[U].observed == 0.0


def test_units_that_never_meet_share_nothing() -> None:
    found = family(continuum_of(9, [[Unit(0, 2, "a")], [Unit(4, 6, "b")]]))
    assert code_of(found[CU]) == NOTHING_SHARED


def test_excluded_stretches_are_no_part_of_the_text() -> None:
    squeezed = Squeezed(20, [(5, 8), (7, 10), (15, 20)])
    assert squeezed.length == 10
    assert [squeezed.place(at) for at in (0, 5, 6, 10, 12, 15, 18, 20)] == [
        0,
        5,
        5,
        5,
        7,
        10,
        10,
        10,
    ]
