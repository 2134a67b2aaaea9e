"""What searches ask for is gathered while nobody works, or at once for whoever searches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.store.searching import recalling
from annotator.store.searching.memory_file import memory_folder
from annotator.store.searching.remembered import Remembered
from annotator.ui.pace import hands
from annotator.ui.search import preparing


@pytest.fixture
def window(make_window, corpus, qtbot):
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def remembered(window) -> Remembered:
    return window.session.store.read().remembered


def press(window, key: Qt.Key) -> None:
    """Press a key as the system gives it to a window, not to one of its parts."""
    before = window.surface.caret()
    window.surface.setFocus()
    QTest.keyClick(window.windowHandle(), key)
    assert window.surface.caret() != before


def is_prepared(window) -> bool:
    kept = remembered(window)
    return None not in (kept.terms, kept.written, kept.holdings)


def test_it_begins_by_itself_once_nobody_works(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(preparing, "AFTER_MS", 0)
    window.make_ready()
    qtbot.waitUntil(lambda: is_prepared(window))


def test_it_does_not_begin_while_somebody_works(window, qtbot) -> None:
    window.make_ready()
    press(window, Qt.Key.Key_Right)
    assert not window.search.preparing.is_running()
    assert not is_prepared(window)


def test_it_stands_back_for_keys_and_not_for_a_search(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(hands, "REST_SECONDS", 3600.0)
    window.make_ready()
    press(window, Qt.Key.Key_Right)
    window.search.preparing._timer.start(0)
    qtbot.waitUntil(window.search.preparing.is_running)
    assert not is_prepared(window)
    window.act.finding.search_corpus()
    qtbot.waitUntil(lambda: not window.search.preparing.is_running())
    assert is_prepared(window)


def test_it_stands_back_until_a_search_has_its_first_page(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(preparing, "ASIDE_SECONDS", 3600.0)
    gathering = window.search.preparing
    panel = window.search.panel
    with qtbot.waitSignal(panel.searching.begun):
        panel.search("Русия")
    # Its hits cannot have been told yet: no event was looked at.
    gathering.hurry()
    assert gathering.is_running()
    assert not is_prepared(window)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.model.rowCount()
    qtbot.waitUntil(lambda: not gathering.is_running())
    assert is_prepared(window)


def test_closing_does_not_wait_for_a_search_that_it_stands_back_for(
    window, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(preparing, "ASIDE_SECONDS", 3600.0)
    gathering = window.search.preparing
    gathering.stand_back()
    gathering.hurry()
    qtbot.waitUntil(gathering.is_running)
    kept = remembered(window)
    window.close_session()
    assert kept.written is None


def test_closing_does_not_wait_for_it(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(hands, "REST_SECONDS", 3600.0)
    window.make_ready()
    press(window, Qt.Key.Key_Right)
    window.search.preparing._timer.start(0)
    qtbot.waitUntil(window.search.preparing.is_running)
    kept = remembered(window)
    window.close_session()
    assert kept.written is None


def test_a_later_sitting_has_it_at_hand(window, make_window, corpus, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(recalling, "_LEAST", 0)
    window.search.preparing.hurry()
    qtbot.waitUntil(lambda: not window.search.preparing.is_running())
    window.close()
    (file,) = memory_folder().iterdir()
    before = file.read_bytes()
    later = make_window(corpus)
    later.search.preparing.hurry()
    qtbot.waitUntil(lambda: not later.search.preparing.is_running())
    assert is_prepared(later)
    assert file.read_bytes() == before
