"""A corpus that was closed leaves nothing of itself in memory."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6.Shiboken import isValid

from annotator.ui.app import build_window
from annotator.ui.search import preparing


def _sweep() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def test_a_sitting_goes_with_its_corpus_and_its_widgets_too(make_window, corpus) -> None:
    window = make_window()
    gone: list[weakref.ref[object]] = []
    counts: list[int] = []
    for _ in range(4):
        assert window.act.corpus.open_path(corpus)
        window.keys.select(window.session.shown()[0].id)
        window.columns.inspector.settle()
        gone.append(weakref.ref(window.session))
        window.close_session()
        window.show_welcome()
        _sweep()
        counts.append(len(QApplication.allWidgets()))
    # The parts of the last one are let go of when others take their places.
    assert [left() for left in gone[:-1]] == [None] * 3
    assert counts[1] == counts[3]


def _search(window, qtbot) -> None:
    window.make_ready()
    window.act.finding.search_corpus()
    panel = window.search.panel
    panel.search("Русия")
    qtbot.waitUntil(lambda: not panel.searching.is_running())


def test_a_sitting_in_which_somebody_searched_goes_as_well(make_window, corpus, qtbot) -> None:
    window = make_window()
    gone: list[weakref.ref[object]] = []
    for _ in range(3):
        assert window.act.corpus.open_path(corpus)
        _search(window, qtbot)
        gone.append(weakref.ref(window.session))
        window.close_session()
        window.show_welcome()
        _sweep()
    assert [left() for left in gone[:-1]] == [None] * 2


def _running() -> list[QTimer]:
    """Return the timers that are running.

    Those of `QTimer.singleShot` belong to nobody, and ask nobody once their window is gone.
    """
    known = (one for one in gc.get_objects() if type(one) is QTimer)
    active = [timer for timer in known if isValid(timer) and timer.isActive()]
    return [timer for timer in active if timer.parent() or not timer.isSingleShot()]


@pytest.mark.usefixtures("blinking")
def test_a_window_that_is_deleted_without_being_closed_does_nothing_afterwards(
    corpus, settings, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(preparing, "AFTER_MS", 3_600_000)
    before = set(map(id, _running()))
    window = build_window(corpus, settings)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.surface.setFocus()
    window.make_ready()
    window.act.palette.index.warm(window.session.documents())
    gathering = window.search.preparing
    owned = [gathering._timer, window.surface._blink._timer, window.act.palette.index._timer]
    assert [timer.isActive() for timer in owned] == [True] * 3
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(window)
    assert [isValid(timer) for timer in owned] == [False] * 3
    left = [timer for timer in _running() if id(timer) not in before]
    assert [timer.parent() for timer in left] == []
    # What was waiting to be done at once is not done either.
    QApplication.processEvents()
