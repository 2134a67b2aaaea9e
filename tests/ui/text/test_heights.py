"""Heights with sums: tops and blocks at a height, after any changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text.heights import Heights
from tests.examples import examples


@examples(60)
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=700),
    st.lists(st.tuples(st.integers(0, 699), st.integers(0, 90)), max_size=8),
    st.integers(0, 30_000),
)
def test_tops_and_blocks_agree_with_plain_sums(
    heights: list[int], changes: list[tuple[int, int]], y: int
) -> None:
    found = Heights(heights)
    for place, height in changes:
        place %= len(heights)
        assert found.set(place, height) == height - heights[place]
        heights[place] = height
    assert found.total() == sum(heights)
    assert found.tops()[-1] == sum(heights)
    block = found.at(y)
    top = sum(heights[:block])
    assert found.top(block) == top
    if y < sum(heights):
        assert top <= y < top + heights[block]


def test_nothing_has_no_height() -> None:
    assert Heights().total() == 0
    assert Heights().at(10) == 0
