"""Lanes are disjoint by construction, inner ones above outer ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text.lanes import Extent, assign
from tests.examples import examples


def _extents(spans: list[tuple[int, int]]) -> list[Extent]:
    return [
        Extent(length, begin, str(number), begin, begin + length)
        for number, (begin, length) in enumerate(spans)
    ]


@examples(100)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=14))
def test_no_two_share_an_x_in_one_lane(spans: list[tuple[int, int]]) -> None:
    extents = _extents(spans)
    lanes = assign(extents)
    for one in range(len(extents)):
        for two in range(one):
            if lanes[one] == lanes[two]:
                first, second = extents[one], extents[two]
                assert first.right <= second.left or second.right <= first.left


@examples(100)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=14))
def test_what_lies_inside_lies_above(spans: list[tuple[int, int]]) -> None:
    extents = _extents(spans)
    lanes = assign(extents)
    for inner, inner_lane in zip(extents, lanes, strict=True):
        for outer, outer_lane in zip(extents, lanes, strict=True):
            is_inside = outer.left <= inner.left and inner.right <= outer.right
            if is_inside and inner.length < outer.length:
                assert inner_lane < outer_lane


def test_what_lies_within_and_what_is_met_is_passed_by() -> None:
    outer = Extent(30, 0, "s", 0, 30)
    word = Extent(5, 0, "a", 0, 5)
    middle = Extent(12, 3, "i", 3, 15)
    beside = Extent(4, 20, "p", 20, 24)
    assert assign([outer, word, middle, beside]) == [2, 0, 1, 0]


def test_gaps_count_because_first_and_last_x_do() -> None:
    parted = Extent(9, 0, "c", 0, 20)
    between = Extent(3, 10, "a", 10, 13)
    assert assign([parted, between]) == [1, 0]


def test_neighbours_that_touch_share_a_lane() -> None:
    assert assign(_extents([(0, 5), (5, 5), (10, 5)])) == [0, 0, 0]


def test_equal_ones_go_by_begin_and_key() -> None:
    assert assign([Extent(4, 0, "b", 0, 4), Extent(4, 0, "a", 0, 4)]) == [1, 0]


def test_a_chain_takes_two_lanes_however_long_it_is() -> None:
    assert assign(_extents([(n * 8, 10) for n in range(9)])) == [0, 1] * 4 + [0]


def test_a_free_lane_is_taken_even_beside_a_deep_one() -> None:
    three = _extents([(0, 4), (0, 6), (0, 8)])
    crossing = Extent(9, 7, "x", 7, 16)
    assert assign([*three, crossing]) == [0, 1, 2, 0]


@examples(100)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=14))
def test_never_deeper_than_one_more_than_the_deepest_it_meets(spans: list[tuple[int, int]]) -> None:
    extents = _extents(spans)
    order = sorted(range(len(extents)), key=lambda n: extents[n])
    deep: dict[int, int] = {}
    for number in order:
        one = extents[number]
        met = [deep[n] for n in deep if extents[n].left < one.right and one.left < extents[n].right]
        deep[number] = max(met, default=-1) + 1
    assert all(lane <= deep[number] for number, lane in enumerate(assign(extents)))


@examples(100)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 40), st.sampled_from([1, 2])), max_size=14
    )
)
def test_what_takes_several_lanes_has_them_one_below_the_other(
    found: list[tuple[int, int, int]],
) -> None:
    extents = _extents([(begin, length) for begin, length, _ in found])
    heights = [height for _, _, height in found]
    lanes = assign(extents, heights)
    taken = [range(lane, lane + height) for lane, height in zip(lanes, heights, strict=True)]
    for one in range(len(extents)):
        for two in range(one):
            if set(taken[one]) & set(taken[two]):
                first, second = extents[one], extents[two]
                assert first.right <= second.left or second.right <= first.left


@examples(50)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=14))
def test_where_each_takes_one_lane_heights_change_nothing(spans: list[tuple[int, int]]) -> None:
    extents = _extents(spans)
    assert assign(extents, [1] * len(extents)) == assign(extents)
