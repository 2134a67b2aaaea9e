"""However and whenever a window or its corpus ends, nothing that worked for it goes on."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6.Shiboken import isValid

from annotator.model.progress import Progress
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.app import build_window
from annotator.ui.dialogs.exporting import ExportDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.pace import tasks
from annotator.ui.pace.tasks import Task


def _search(window: MainWindow) -> None:
    window.act.finding.search_corpus()
    window.search.panel.search("Русия")


def _back_up(window: MainWindow) -> None:
    store = window.sitting.store
    task = Task(lambda progress: store.backup_apart("asked", progress))
    window.telling.run(task, lambda _path: None)


def _count_losses(window: MainWindow) -> None:
    dialog = ExportDialog(window, window.sitting)
    dialog.open()
    dialog.counting._start()


WORKS: dict[str, Callable[[MainWindow], object]] = {
    "show": MainWindow.show,
    "paint": lambda window: QApplication.processEvents(),
    "be ready": MainWindow.make_ready,
    "gather": lambda window: window.search.preparing.hurry(),
    "search": _search,
    "list": lambda window: window.follower.list_all(),
    "back up beside": lambda window: window.backups.begin(window.sitting.store),
    "back up": _back_up,
    "prove": lambda window: window.guarding._prove(window.sitting.store),
    "count losses": _count_losses,
    "index": lambda window: window.act.palette.index.warm(window.sitting.documents()),
}


def _delete(window: MainWindow) -> None:
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    assert not isValid(window)


ENDS: dict[str, Callable[[MainWindow, Path], object]] = {
    "close": lambda window, other: window.close(),
    "close the corpus": lambda window, other: window.close_session(),
    "open another": lambda window, other: window.act.corpus.open_path(other),
    "delete": lambda window, other: _delete(window),
    "another language": lambda window, other: window.set_language("bg"),
}


def _at_work() -> list[object]:
    """Return the threads of ours that run."""
    known = [one for one in gc.get_objects() if type(one) is tasks._Thread]
    return [thread for thread in known if isValid(thread) and thread.isRunning()]


def _ticking() -> set[int]:
    """Return the timers that are running, by their identity.

    Those of `QTimer.singleShot` belong to nobody, and ask nobody once their window is gone.
    """
    known = [one for one in gc.get_objects() if type(one) is QTimer]
    active = [timer for timer in known if isValid(timer) and timer.isActive()]
    return {id(timer) for timer in active if timer.parent() or not timer.isSingleShot()}


def _sweep() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _is_free(corpus: Path) -> bool:
    with open_corpus(corpus) as store:
        return not list(store.damage())


@pytest.mark.parametrize("seed", range(50))
def test_nothing_outlives_a_window(seed, corpus, settings, qapp) -> None:
    chance = Random(seed)
    other = Path(shutil.copy(corpus, corpus.with_name("other.corpus")))
    ticking = _ticking()
    window = build_window(corpus, settings)
    works = chance.sample(list(WORKS), chance.randint(0, len(WORKS)))
    for work in works:
        WORKS[work](window)
        if chance.random() < 0.3:
            QApplication.processEvents()
    end = chance.choice(list(ENDS))
    ENDS[end](window, other)
    if end in ("close", "delete", "close the corpus"):
        assert _at_work() == [], (works, end)
    if end in ("close", "delete", "close the corpus", "open another"):
        assert _is_free(corpus)
    if isValid(window):
        window.close()
        _delete(window)
    assert _at_work() == [], (works, end)
    del window
    _sweep()
    assert _ticking() <= ticking, (works, end)
    assert QApplication.topLevelWidgets() == [], (works, end)
    assert _is_free(corpus)
    assert _is_free(other)


@pytest.mark.parametrize("end", ["close", "delete"])
def test_work_without_a_corpus_ends_with_the_window(end, corpus, settings, qapp) -> None:
    window = build_window(None, settings)
    window.show()
    told: list[object] = []
    ended = threading.Event()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress("", 0, None)
        finally:
            ended.set()

    window.telling.run(Task(work), told.append, told.append)
    ENDS[end](window, corpus)
    assert ended.is_set()
    assert _at_work() == []
    _sweep()
    assert told == []


def test_what_follows_the_first_paint_of_a_corpus_is_not_done_to_the_next_one(
    corpus, settings, qapp, qtbot, monkeypatch
) -> None:
    other = Path(shutil.copy(corpus, corpus.with_name("other.corpus")))
    window = build_window(corpus, settings)
    qtbot.addWidget(window)
    window.show()
    begun: list[Path] = []
    monkeypatch.setattr(window.backups, "begin", lambda store: begun.append(store.path))
    window.eventFilter(window.surface.viewport(), QEvent(QEvent.Type.Paint))
    assert window.act.corpus.open_path(other)
    qtbot.waitUntil(lambda: bool(begun))
    QApplication.processEvents()
    assert begun == [other]
