"""A dragged window has many sizes, and all directions."""

from __future__ import annotations

from itertools import pairwise

from tests.benchmarks.view_sizes import dragged


def test_a_hand_drags_in_and_out_by_side_foot_and_corner() -> None:
    sizes = [(1440, 900), *dragged(1440, 900)]
    assert len(sizes) > 120
    assert sizes[-1] == sizes[0]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(sizes)]
    assert (0, 0) not in steps
    assert len({wide for wide, _ in steps}) > 20
    turns = {((wide > 0) - (wide < 0), (high > 0) - (high < 0)) for wide, high in steps}
    assert turns == {(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)}
    # Narrower the window would have a rail, which is another matter.
    assert min(wide for wide, _ in sizes) > 1180
