"""The cheapest pairing, against every pairing there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.agreement.assignment import ALONE, assigned

COST = st.one_of(st.floats(0, 2), st.sampled_from((0.0, 0.5, 1.0, 1.5)))
EDGES = st.integers(0, 4).flatmap(
    lambda columns: st.tuples(
        st.just(columns),
        st.lists(
            st.lists(
                st.tuples(st.integers(0, max(0, columns - 1)), COST),
                max_size=columns,
                unique_by=lambda edge: edge[0],
            ),
            max_size=5,
        ),
    )
)


@given(EDGES)
def test_no_other_pairing_costs_less(sample: tuple[int, list[list[tuple[int, float]]]]) -> None:
    columns, edges = sample
    edges = edges if columns else [[] for _ in edges]
    found = assigned(edges, columns, 1.0)
    used = [column for column in found if column != ALONE]
    assert len(used) == len(set(used))
    options = [[(ALONE, 1.0), *row] for row in edges]
    least = min(
        sum(cost for _, cost in choice)
        for choice in product(*options)
        if len({c for c, _ in choice if c != ALONE}) == sum(c != ALONE for c, _ in choice)
    )
    costs = [dict(row)[column] for row, column in zip(options, found, strict=True)]
    assert sum(costs) <= least + 1e-9


def test_a_row_gives_way_where_that_is_cheaper_for_all() -> None:
    assert assigned([[(0, 0.1), (1, 0.2)], [(0, 0.15)]], 2, 1.0) == [1, 0]


def test_what_costs_more_than_to_stay_alone_is_not_taken() -> None:
    assert assigned([[(0, 1.5)]], 1, 1.0) == [ALONE]
