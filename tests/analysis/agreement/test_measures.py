"""All measures of units together: pooled and by text, fragments, and what they have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.agreement.alpha import alpha
from annotator.analysis.agreement.continuum import Unit, continuum_of
from annotator.analysis.agreement.distances import NOMINAL
from annotator.analysis.agreement.figure import NEVER_DEFINED, Figure
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.agreement.measures import MACRO, POOLED, SpanMeasures
from annotator.analysis.agreement.ratings import ratings_of
from annotator.analysis.agreement.spans import Piece
from annotator.analysis.agreement.token_kappa import TokenCounts
from annotator.analysis.agreement.u_alpha import CU, LengthCounts, U

FEW = GammaSettings(samples=2)


def found_in(
    figures: list[Figure], measure: str, *, scope: str = POOLED, distance: str | None = None
) -> Figure:
    (figure,) = [
        f
        for f in figures
        if (f.measure, f.scope) == (measure, scope)
        and distance in (None, f.distance)
        and "value" not in f.detail
    ]
    return figure


def test_pooled_counts_units_and_macro_texts() -> None:
    measures = SpanMeasures(FEW)
    measures.add("one", 20, {"a": [Piece(((0, 5),))], "b": [Piece(((0, 5),))]})
    three = [Piece(((at, at + 3),)) for at in (0, 5, 10)]
    measures.add("two", 20, {"a": three, "b": []})
    measures.add("none", 20, {"a": [], "b": []})
    measures.add("alone", 20, {"a": three})
    figures = measures.figures()
    assert measures.texts == 3
    pooled = found_in(figures, "span_f1", distance="exact")
    assert (pooled.value, pooled.n) == (pytest.approx(2 / 5), 5)
    macro = found_in(figures, "span_f1", scope=MACRO, distance="exact")
    assert (macro.value, macro.n, macro.unit) == (pytest.approx((1 + 0) / 2), 2, "document")


def test_a_figure_that_no_text_has_says_so() -> None:
    measures = SpanMeasures(None)
    stacked = [Piece(((0, 5),)), Piece(((2, 8),))]
    measures.add("one", 20, {"a": stacked, "b": stacked})
    macro = found_in(measures.figures(), U, scope=MACRO)
    assert (macro.value, macro.n) == (None, 0)
    assert macro.reason is not None
    assert macro.reason.code == NEVER_DEFINED


def test_fragments_are_units_where_characters_count_and_one_unit_elsewhere() -> None:
    apart, whole = Piece(((0, 3), (8, 10))), Piece(((0, 10),))
    measures = SpanMeasures(FEW)
    measures.add("one", 20, {"a": [apart], "b": [whole]})
    figures = measures.figures()
    assert found_in(figures, "span_f1", distance="exact").value == 0.0
    # From its first character to its last it is where the other is.
    assert found_in(figures, "gamma").observed == 0.0
    # Of twenty characters five differ.
    assert found_in(figures, U).observed == pytest.approx(2 * 5)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=2, max_size=12))
def test_units_of_one_character_all_over_a_text_have_the_alpha_of_their_values(
    rows: list[tuple[str, ...]],
) -> None:
    """The unitizing family is alpha where units were given (Krippendorff et al. 2016)."""
    lines = [[Unit(at, at + 1, value) for at, value in enumerate(column)] for column in zip(*rows)]  # noqa: B905
    counts = LengthCounts()
    counts.add(continuum_of(len(rows), lines))
    figures = {f.measure: f.value for f in counts.figures() if "value" not in f.detail}
    wanted = alpha(ratings_of(rows), NOMINAL).value
    for measure in (U, CU):
        assert figures[measure] == (None if wanted is None else pytest.approx(wanted))


def test_tokens_within_and_outside_of_annotations() -> None:
    tokens = [(0, 3), (4, 7), (8, 9), (10, 14)]
    counts = TokenCounts(("a", "b", "c"))
    counts.add(tokens, {"a": [Piece(((0, 7),))], "b": [Piece(((5, 6),))]})
    (pooled, macro) = counts.figures()
    # a has two tokens, b one of them: 3 of 4 agree, by chance 2/4 * 1/4 + 2/4 * 3/4.
    assert pooled.n == 4
    assert pooled.observed == pytest.approx(3 / 4)
    assert pooled.expected == pytest.approx(1 / 2)
    assert macro.value == pooled.value == pytest.approx(1 / 2)
