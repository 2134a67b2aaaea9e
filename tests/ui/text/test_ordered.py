"""Rows in portions are the same rows as in one sorted list."""

from __future__ import annotations

import random
from bisect import bisect_left

import pytest

from annotator.ui.text.ordered import Ordered


@pytest.mark.parametrize("seed", range(6))
def test_what_is_added_and_taken_out_one_by_one_stands_in_order(seed: int) -> None:
    pick = random.Random(seed)
    begin = [(pick.randrange(500), str(n)) for n in range(pick.choice((0, 1, 600, 2000)))]
    rows, plain = Ordered(begin), sorted(begin)
    for number in range(3000):
        if plain and pick.random() < (0.3 if seed % 2 else 0.6):
            row = pick.choice(plain)
            assert rows.discard(row)
            plain.remove(row)
        else:
            row = (pick.randrange(500), f"n{number}")
            rows.add(row)
            plain.insert(bisect_left(plain, row), row)
        if number % 100 == 0:
            _compare(rows, plain, pick)
    _compare(rows, plain, pick)
    for row in list(plain):
        assert rows.discard(row)
    assert list(rows) == []
    assert not rows


def _compare(rows: Ordered[tuple[int, str]], plain: list[tuple[int, str]], pick) -> None:
    assert len(rows) == len(plain)
    assert list(rows) == plain
    low, high = sorted((pick.randrange(-2, 503), pick.randrange(-2, 503)))
    first, last = bisect_left(plain, (low,)), bisect_left(plain, (high,))
    assert rows.between((low,), (high,)) == plain[first:last]
    assert list(rows.since((low,))) == plain[first:]
    assert list(rows.before((high,))) == plain[:last][::-1]
    assert rows.between((high + 1,), (low,)) == []


def test_what_is_not_there_is_not_taken_out() -> None:
    rows = Ordered([(1, "a"), (3, "b")])
    for row in [(0, ""), (1, "b"), (2, ""), (9, "z")]:
        assert not rows.discard(row)
    assert list(rows) == [(1, "a"), (3, "b")]
    assert not Ordered().discard((1,))
