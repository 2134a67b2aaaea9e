"""One piece of long work at a time: what was replaced tells nothing any more."""

from __future__ import annotations

import threading

import pytest

from annotator.model.errors import Cancelled
from annotator.model.progress import Progress
from annotator.ui.pace.latest import LatestTask


@pytest.fixture
def latest(qtbot):
    made = LatestTask()
    yield made
    made.end()


def test_what_is_asked_for_last_is_told_alone(qtbot, latest: LatestTask) -> None:
    told: list[object] = []
    latest.done.connect(told.append)
    latest.failed.connect(told.append)
    goes_on = threading.Event()

    def waits(progress: Progress) -> str:
        goes_on.wait(60)
        return "the first"

    latest.start(waits)
    with qtbot.waitSignal(latest.done):
        latest.start(lambda progress: "the second")
        goes_on.set()
    latest.end()
    assert told == ["the second"]
    assert not latest.is_running()


def test_what_breaks_off_is_told_once(qtbot, latest: LatestTask) -> None:
    def breaks(progress: Progress) -> None:
        raise Cancelled

    with qtbot.waitSignal(latest.failed) as failed:
        latest.start(breaks)
    assert isinstance(failed.args[0], Cancelled)
    assert not latest.is_running()


def test_what_is_stopped_tells_nothing(qtbot, latest: LatestTask) -> None:
    told: list[object] = []
    latest.done.connect(told.append)
    latest.failed.connect(told.append)
    goes_on = threading.Event()
    latest.start(lambda progress: goes_on.wait(60))
    assert latest.is_running()
    latest.cancel()
    assert not latest.is_running()
    goes_on.set()
    latest.end()
    with qtbot.waitSignal(latest.done):
        latest.start(lambda progress: "after it")
    assert told == ["after it"]
