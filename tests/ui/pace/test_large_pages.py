"""Pages are joined beside a large document, not for who works meanwhile, and no longer than it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.pace import joining, large_pages
from annotator.ui.pace.large_pages import LargePages


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def pages(window: QWidget) -> Iterator[LargePages]:
    made = LargePages(window)
    made._timer.setInterval(0)
    yield made
    made.end()


class Memory:
    """What is looked at: nowhere in use, and endless until it is over."""

    def __init__(self) -> None:
        self.looks = self.rounds = 0
        self.is_over = False

    def ranges(self) -> Iterator[tuple[int, int]]:
        self.rounds += 1
        while not self.is_over:
            self.looks += 1
            yield 0, 2 << 20


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    made = Memory()
    monkeypatch.setattr(joining, "_ranges", made.ranges)
    monkeypatch.setattr(joining, "_size_of_large_pages", lambda: 2 << 20)
    return made


def test_what_is_wanted_is_joined_and_then_it_rests(
    pages: LargePages, memory: Memory, qtbot
) -> None:
    pages.want()
    assert pages.is_busy()
    qtbot.waitUntil(lambda: memory.looks > 1)
    memory.is_over = True
    qtbot.waitUntil(lambda: not pages.is_busy())
    assert memory.rounds == 1


def test_it_ends_with_the_corpus(pages: LargePages, memory: Memory, qtbot) -> None:
    pages.want()
    qtbot.waitUntil(lambda: memory.looks > 1)
    pages.end()
    assert not pages.is_busy()


def test_it_stands_back_for_keys_and_ends_all_the_same(
    window: QWidget, memory: Memory, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(large_pages, "_REST_SECONDS", 3600.0)
    pages = LargePages(window)
    pages.want()
    qtbot.waitUntil(lambda: memory.looks > 1)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    memory.is_over = True
    assert pages.is_busy()
    pages.end()
    assert not pages.is_busy()


def test_what_is_wanted_meanwhile_is_done_after_it(
    pages: LargePages, memory: Memory, qtbot
) -> None:
    pages.want()
    qtbot.waitUntil(lambda: memory.looks > 1)
    pages.want()
    qtbot.waitUntil(lambda: not pages._timer.isActive())
    memory.is_over = True
    qtbot.waitUntil(lambda: not pages.is_busy())
    assert memory.rounds == 2
