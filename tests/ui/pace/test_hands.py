"""What goes on beside a window stands back while somebody works in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.pace import hands
from annotator.ui.pace.hands import Hands
from annotator.ui.pace.tasks import Task


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Work:
    """Goes on until it is stopped; `asked` counts how often it looks whether it shall stop."""

    def __init__(self, watched: Hands) -> None:
        self.done = self.asked = 0
        self.is_over = False
        self._hands = watched
        self.task = Task(self._run)

    def _run(self, progress) -> None:
        gentle = self._hands.gentle(self._ask)
        while not self.is_over:
            gentle("work", 0, None)
            self.done += 1

    def _ask(self, what: str, done: int, total: int | None) -> None:
        self.asked += 1


@pytest.mark.parametrize("is_watched", [True, False])
def test_it_stands_back_for_keys_that_are_watched(
    window: QWidget, qtbot, monkeypatch, is_watched: bool
) -> None:
    monkeypatch.setattr(hands, "REST_SECONDS", 3600.0)
    monkeypatch.setattr(hands, "_LOOK_SECONDS", 0.001)
    watched = Hands(window)
    watched.watch()
    if not is_watched:
        watched.let_go()
    work = Work(watched)
    work.task.start()
    qtbot.waitUntil(lambda: work.done > 1)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    done, asked = work.done, work.asked
    qtbot.waitUntil(lambda: work.asked > asked + 10)
    # One step may have been on its way.
    assert (work.done <= done + 1) == is_watched
    watched.hurry()
    qtbot.waitUntil(lambda: work.done > done + 1)
    work.is_over = True
    work.task.end()


def test_others_are_told_of_each_key(window: QWidget, qtbot) -> None:
    watched = Hands(window)
    watched.watch()
    with qtbot.waitSignal(watched.moved):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
