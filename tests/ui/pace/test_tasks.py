"""Long work: progress, cancel, errors, and the store that is given back."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
import weakref
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotatorError, Cancelled
from annotator.operations.importing.importing import import_files
from annotator.operations.keeping.corpus import new_corpus, scheme_named
from annotator.ui.pace.tasks import Task


def test_work_is_done_on_another_thread_and_told_on_this_one(qtbot) -> None:
    seen: list[int] = []
    task = Task(lambda progress: seen.append(threading.get_ident()) or 7)
    with qtbot.waitSignal(task.done) as caught:
        task.start()
    assert caught.args == [7]
    assert seen != [threading.get_ident()]


def test_beside_work_no_key_waits_long_for_the_lock(qtbot) -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        task = Task(lambda progress: sys.getswitchinterval())
        with qtbot.waitSignal(task.done) as caught:
            task.start()
        assert caught.args[0] <= 0.001
        # A bulk edit hands the lock on sooner still.
        sys.setswitchinterval(5e-5)
        task = Task(lambda progress: sys.getswitchinterval())
        with qtbot.waitSignal(task.done) as caught:
            task.start()
        assert caught.args[0] < 1e-4
    finally:
        sys.setswitchinterval(before)


class _Large:
    """Stands for what takes much memory."""


@pytest.mark.parametrize("ends_early", [False, True])
def test_a_task_that_is_held_on_holds_nothing_of_its_work(qtbot, ends_early: bool) -> None:
    given, seen = _Large(), list[weakref.ref[_Large]]()

    def work(given: _Large, progress: object) -> _Large:
        made = _Large()
        seen.extend(map(weakref.ref, (given, made)))
        return made

    task = Task(partial(work, given))
    del given
    task.start()
    if ends_early:
        qtbot.waitUntil(lambda: len(seen) == 2 and not task.is_running())
        task.end()
    else:
        with qtbot.waitSignal(task.done) as caught:
            pass
        assert isinstance(caught.args[0], _Large)
        del caught
    assert [ref() for ref in seen] == [None, None]


@pytest.mark.parametrize("ends_early", [False, True])
def test_a_task_that_nobody_holds_is_there_until_its_end_was_told(qtbot, ends_early: bool) -> None:
    """Found to be garbage on another thread, it was called when half of it was gone."""
    told = list[int]()
    task = Task(lambda progress: 7)
    task.done.connect(told.append)
    gone = weakref.ref(task)
    task.start()
    if ends_early:
        task.end()
    task._thread.wait()
    del task
    gc.collect()
    assert gone() is not None
    QApplication.processEvents()
    gc.collect()
    assert gone() is None
    assert told == ([] if ends_early else [7])


def test_an_error_that_is_held_on_holds_nothing_of_the_work(qtbot) -> None:
    seen = list[weakref.ref[_Large]]()

    def look(made: _Large) -> None:
        raise AnnotatorError("cannot_read", file="x", reason="y")

    def work(progress: object) -> None:
        made = _Large()
        seen.append(weakref.ref(made))
        try:
            look(made)
        except AnnotatorError as error:
            # What one error was because of is held with it.
            raise ValueError("no") from error

    task = Task(work)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
    error = caught.args[0]
    assert isinstance(error, ValueError)
    # Where it was is known all the same.
    assert traceback.extract_tb(error.__traceback__)[-1].name == "work"
    assert [ref() for ref in seen] == [None]


def test_an_error_is_told(qtbot) -> None:
    def fail(progress) -> None:
        raise AnnotatorError("cannot_read", file="x", reason="y")

    task = Task(fail)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
    assert caught.args[0].code == "cannot_read"


def test_progress_is_told_and_cancel_stops(qtbot) -> None:
    begun = threading.Event()

    def work(progress) -> None:
        number = 0
        while True:
            number += 1
            progress("progress.importing", number, None)
            begun.set()

    task = Task(work)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
        assert begun.wait(60)
        task.cancel()
    assert isinstance(caught.args[0], Cancelled)


@pytest.mark.parametrize("ends_early", [False, True])
def test_a_store_that_work_writes_to_comes_back(qtbot, tmp_path, seeds, ends_early) -> None:
    store = new_corpus(tmp_path / "a.corpus", scheme=scheme_named(None))
    heard: list[str] = []
    store.subscribe(lambda changes: heard.append(threading.current_thread().name))
    files = sorted((seeds / "invented").glob("*.json"))
    task = Task(lambda progress: import_files(store, files, progress=progress), writes=store)
    if ends_early:
        task.start()
        task.end()
    else:
        with qtbot.waitSignal(task.done):
            task.start()
        assert store.counts()["document"] == 12
        assert heard == [threading.main_thread().name]
    with store.edit("test", annotator=None):
        pass
    store.close()
