"""Python looks for garbage as ever, but not while much is read, nor in what was read."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from annotator.ui.sweeping import MANY, hold, unswept


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Leave nothing held back."""
    yield
    gc.unfreeze()


class Knot:
    """Holds itself, so only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_nothing_is_looked_for_meanwhile() -> None:
    with unswept():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_had_it_off_has_it_off() -> None:
    gc.disable()
    try:
        with unswept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_does_not_leave_it_off() -> None:
    with pytest.raises(ValueError, match="x"), unswept():
        raise ValueError("x")
    assert gc.isenabled()


def test_much_is_left_alone_until_little_is_open() -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    hold(MANY)
    assert gc.get_freeze_count()
    del knot
    gc.collect()
    assert gone() is not None
    hold(MANY - 1)
    assert not gc.get_freeze_count()
    gc.collect()
    assert gone() is None
