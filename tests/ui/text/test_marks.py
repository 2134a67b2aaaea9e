"""The index of marks finds what a slow search finds, whatever the lengths."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text.marks import (
    FILL,
    MARGIN,
    NOTHING,
    Mark,
    MarkIndex,
    reading_order,
    smallest_first,
)
from tests.examples import examples

SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 120)), max_size=30)


def _marks(spans: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(f"m{n}", ((begin, begin + size),)) for n, (begin, size) in enumerate(spans)]


def _slow(marks: list[Mark], begin: int, end: int) -> list[Mark]:
    found = [
        mark
        for mark in marks
        if (mark.begin < end and mark.end > begin)
        or (mark.begin == mark.end and begin <= mark.begin <= end)
    ]
    return sorted(found, key=reading_order)


@examples(150)
@given(SPANS, st.integers(0, 330), st.integers(1, 60))
def test_marks_in_is_what_a_slow_search_finds(
    spans: list[tuple[int, int]], begin: int, size: int
) -> None:
    marks = _marks(spans)
    index = MarkIndex(marks)
    assert index.marks_in(begin, begin + size) == _slow(marks, begin, begin + size)
    covering = [mark for mark in marks if mark.begin <= begin < mark.end]
    assert index.marks_at(begin) == sorted(covering, key=smallest_first)


@examples(80)
@given(SPANS, st.lists(st.integers(0, 29), max_size=20))
def test_adding_and_removing_one_by_one_is_building_anew(
    spans: list[tuple[int, int]], gone: list[int]
) -> None:
    marks = _marks(spans)
    index = MarkIndex()
    for mark in marks:
        index.add(mark)
    for number in gone:
        index.remove(f"m{number}")
    left = [mark for mark in marks if int(mark.key[1:]) not in gone]
    assert len(index) == len(left)
    assert index.marks_in(0, 400) == MarkIndex(left).marks_in(0, 400)


@examples(80)
@given(SPANS, st.lists(st.tuples(st.integers(0, 39), st.integers(0, 3)), max_size=40))
def test_marks_that_are_made_when_they_are_seen_are_those_made_at_once(
    spans: list[tuple[int, int]], edits: list[tuple[int, int]]
) -> None:
    marks = [
        replace(mark, drawing=MARGIN if number % 3 == 0 else "fill", value=str(number))
        for number, mark in enumerate(_marks(spans))
    ]
    by_key = {mark.key: mark for mark in marks}
    made: list[str] = []

    def make(key: str) -> Mark:
        made.append(key)
        return by_key[key]

    places = [((m.begin, m.end, m.key), m.drawing == MARGIN) for m in marks]
    index, whole = MarkIndex.of_places(places, make), MarkIndex(marks)
    assert not made
    for number, what in edits:
        key = f"m{number}"
        if what == 0:
            one, other = index.remove(key), whole.remove(key)
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert (one.begin, one.end, one.drawing) == (other.begin, other.end, other.drawing)
        elif what == 1:
            assert index.get(key) == whole.get(key)
        elif what == 3:
            placed = Mark(f"p{len(by_key)}", ((number, number + 4),), drawing=MARGIN)
            by_key[placed.key] = placed
            index.place((number, number + 4, placed.key), is_of_margin=True)
            whole.add(placed)
        else:
            assert index.marks_in(number * 5, number * 5 + 40) == whole.marks_in(
                number * 5, number * 5 + 40
            )
            added = Mark(f"n{number}", ((number, number + 4),))
            index.add(added)
            whole.add(added)
    assert len(index) == len(whole)
    assert index.marks_in(0, 400) == whole.marks_in(0, 400)
    assert list(index) == list(whole)
    assert index.unmade == 0
    assert len(made) == len(set(made))


def test_what_is_gone_before_it_was_made_is_not_drawn() -> None:
    index = MarkIndex.of_places([((3, 5, "a"), False)], lambda _key: None)
    assert [mark.drawing for mark in index.marks_in(0, 9)] == [NOTHING]
    with pytest.raises(ValueError, match="two marks"):
        MarkIndex.of_places([((3, 5, "a"), False), ((4, 5, "a"), False)], lambda _key: None)
    with pytest.raises(ValueError, match="two marks"):
        index.place((3, 5, "a"), is_of_margin=False)


def test_a_mark_over_the_whole_document_is_found_anywhere() -> None:
    whole = Mark("whole", ((0, 2_000_000),))
    index = MarkIndex([whole, *_marks([(n * 10, 5) for n in range(1000)])])
    assert index.marks_in(1_999_990, 1_999_999) == [whole]
    assert [mark.key for mark in index.marks_at(52)] == ["m5", "whole"]


def test_the_last_character_of_a_mark_of_any_length_finds_it() -> None:
    """Classes are as wide as their longest mark: one of 7, 15, 31 … is just within its own."""
    for length in range(1, 130):
        mark = Mark("m", ((500, 500 + length),))
        index = MarkIndex([mark])
        assert index.marks_in(499 + length, 600 + length) == [mark]
        assert index.marks_in(500 + length, 600 + length) == []
        assert index.marks_in(400, 501) == [mark]
        assert index.marks_in(400, 500) == []


def test_the_gap_of_a_discontinuous_mark_is_in_but_not_at() -> None:
    parted = Mark("d", ((0, 3), (10, 12)))
    index = MarkIndex([parted])
    assert index.marks_in(5, 6) == [parted]
    assert index.marks_at(5) == []
    assert index.marks_at(11) == [parted]


def test_one_key_twice_is_refused_at_once_and_replaced_when_added() -> None:
    with pytest.raises(ValueError, match="two marks"):
        MarkIndex([Mark("a", ((0, 1),)), Mark("a", ((2, 3),))])
    index = MarkIndex([Mark("a", ((0, 1),))])
    index.add(Mark("a", ((2, 3),)))
    assert index.marks_in(0, 2) == []
    assert len(index) == 1


@examples(80)
@given(SPANS, st.sets(st.integers(0, 29)))
def test_what_is_hidden_is_found_nowhere_and_comes_back_as_it_was(
    spans: list[tuple[int, int]], hidden: set[int]
) -> None:
    marks = _marks(spans)
    keys = {f"m{number}" for number in hidden}
    index, shown = MarkIndex(marks), [mark for mark in marks if mark.key not in keys]
    index.hide(keys.__contains__)
    assert list(index) == shown
    assert index.marks_in(0, 400) == sorted(shown, key=reading_order)
    assert [index.get(mark.key) for mark in marks] == [
        mark if mark.key not in keys else None for mark in marks
    ]
    assert [mark.key in index for mark in marks] == [mark.key not in keys for mark in marks]
    # Each hidden one is told by itself, so that whoever looks at many can stop at any.
    assert len(list(index.each())) == len(marks)
    index.hide(None)
    assert list(index) == marks


def test_what_is_forgotten_stays_in_its_place_and_is_made_anew() -> None:
    rows = [((0, 4, "a"), False), ((2, 90, "b"), True), ((3, 3, "c"), False)]
    made: list[str] = []

    def make(key: str) -> Mark:
        made.append(key)
        span = next(row[:2] for row, _ in rows if row[2] == key)
        return Mark(key, (span,), drawing=MARGIN if key == "b" else FILL)

    index = MarkIndex.of_places(rows, make)
    found = index.marks_in(0, 4)
    index.forget()
    assert (index.unmade, len(index)) == (3, 3)
    assert index.rows_in(0, 4) == [row for row, _ in rows]
    assert index.marks_in(0, 4) == found
    assert made == ["a", "b", "c"] * 2
    assert index.remove("b") == found[1]
    assert [m.key for m in index.marks_in(0, 90)] == ["a", "c"]
