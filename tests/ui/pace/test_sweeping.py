"""Python looks for garbage as ever, but not while much is read, nor in what was read."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from annotator.ui.pace.sweeping import MANY, Sweeper, hold, unswept


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


@pytest.fixture
def usual() -> Iterator[None]:
    """Leave the collector as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


class Shown:
    """What is on the screen, and a sweeper that looks at it."""

    def __init__(self) -> None:
        self.state = 0
        self.parent = QObject()
        self.sweeper = Sweeper(self.parent, lambda: self.state)
        (self.timer,) = self.parent.findChildren(QTimer, "sweeper")
        self.knot = Knot()
        self.gone = weakref.ref(self.knot)
        gc.collect()

    def work(self) -> None:
        """Make so much that it is worth a look, and let go of what holds itself."""
        for _ in range(5):
            gc.collect(1)
        del self.knot
        self.sweeper.wake()


@pytest.mark.usefixtures("usual", "qapp")
def test_what_is_old_is_looked_through_while_nothing_goes_on() -> None:
    shown = Shown()
    shown.work()
    for _ in range(10):
        shown.timer.timeout.emit()
    assert shown.gone() is None
    assert not shown.timer.isActive()


@pytest.mark.usefixtures("usual", "qapp")
def test_who_goes_on_is_not_held_up() -> None:
    shown = Shown()
    shown.work()
    for number in range(10):
        shown.state = number
        shown.timer.timeout.emit()
    assert shown.gone() is not None
    assert shown.timer.isActive()


@pytest.mark.usefixtures("usual", "qapp")
def test_a_little_is_not_worth_a_look() -> None:
    shown = Shown()
    shown.sweeper.wake()
    assert shown.timer.isActive()
    del shown.knot
    for _ in range(3):
        shown.timer.timeout.emit()
    assert shown.gone() is not None
    assert not shown.timer.isActive()


@pytest.mark.usefixtures("usual")
def test_it_is_woken_by_the_clock_alone(qtbot: QtBot) -> None:
    shown = Shown()
    shown.work()
    with qtbot.waitSignal(shown.timer.timeout, timeout=5_000):
        pass
