"""Ticks are some hits, or all but some; both answer alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.query import Hit
from annotator.ui.search.ticks import Ticks

HITS = [Hit("d", place, place + 1) for place in range(6)]
turns = st.lists(st.sampled_from(HITS))


@given(st.booleans(), turns)
def test_a_rule_answers_as_a_set_does(is_all: bool, turned: list[Hit]) -> None:
    ticks = Ticks()
    if is_all:
        ticks.set_all()
    expected = set(HITS) if is_all else set[Hit]()
    for hit in turned:
        ticks.turn(hit)
        expected ^= {hit}
    assert {hit for hit in HITS if ticks.has(hit)} == expected
    assert ticks.count(len(HITS)) == len(expected)
    assert ticks.among(HITS) == [hit for hit in HITS if hit in expected]
    kept = HITS[:3]
    ticks.keep(set(kept).__contains__)
    assert ticks.count(3) == len(ticks.among(kept)) == len(expected & set(kept))


def test_a_rule_takes_in_what_is_found_later() -> None:
    ticks = Ticks()
    ticks.set_all()
    ticks.turn(HITS[0])
    late = Hit("late", 0, 1)
    assert ticks.has(late)
    assert ticks.among([*HITS[:2], late]) == [HITS[1], late]
    ticks.set_some([late])
    assert not ticks.has(HITS[1])
