"""Tests of `annotator.model.meanwhile`."""

from __future__ import annotations

from collections.abc import Iterator
from threading import current_thread, main_thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.meanwhile import meanwhile


@given(st.lists(st.integers()), st.booleans())
def test_results_come_in_the_order_of_the_items(items: list[int], is_apart: bool) -> None:
    found = list(meanwhile(iter(items), lambda n: n * 2, is_apart=is_apart))
    assert found == [(n, n * 2) for n in items]


def test_items_are_taken_here_and_worked_on_apart_from_the_second_on() -> None:
    def items() -> Iterator[int]:
        for number in range(4):
            assert current_thread() is main_thread()
            yield number

    threads = [thread for _, thread in meanwhile(items(), lambda _: current_thread())]
    assert threads[0] is main_thread()
    assert main_thread() not in threads[1:]
    assert not threads[1].is_alive()


def test_no_item_is_taken_while_another_is_worked_on() -> None:
    is_busy = False

    def work(number: int) -> int:
        nonlocal is_busy
        is_busy = True
        total = sum(range(20_000))
        is_busy = False
        return total + number

    def items() -> Iterator[int]:
        for number in range(30):
            assert not is_busy
            yield number

    assert len(list(meanwhile(items(), work))) == 30


@pytest.mark.parametrize("is_apart", [False, True])
def test_what_goes_wrong_comes_to_who_asked(is_apart: bool) -> None:
    some = meanwhile(iter([2, 1, 0, 5]), lambda n: 1 / n, is_apart=is_apart)
    assert next(some) == (2, 0.5)
    assert next(some) == (1, 1.0)
    with pytest.raises(ZeroDivisionError):
        next(some)


def test_who_stops_asking_leaves_no_thread() -> None:
    some = meanwhile(iter(range(9)), lambda _: current_thread())
    next(some)
    _, thread = next(some)
    some.close()
    assert not thread.is_alive()
