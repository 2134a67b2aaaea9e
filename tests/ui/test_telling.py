"""What the window tells: refusals in passing, failures in a bar, how far long work is."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.errors import FormatError, StoreError
from annotator.store.opening.backup import backups_of
from annotator.ui.pace.tasks import Task

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window, corpus):
    return make_window(corpus)


class Held:
    """Work that waits until it is let go; it tells how far it is when asked to."""

    def __init__(self, result: object = "done") -> None:
        self.go, self.told = threading.Event(), threading.Event()
        self._result = result

    def __call__(self, progress) -> object:
        number = 0
        while not self.go.wait(0.01):
            number += 1
            progress("progress.importing", number % 1040, 1040)
            self.told.set()
        if isinstance(self._result, BaseException):
            raise self._result
        return self._result


def test_a_refusal_by_a_rule_is_a_sentence_in_passing(window, qtbot) -> None:
    taken = next(a for a in window.session.shown() if a.layer == window.session.scheme.layers[0].id)
    window.view.setFocus()
    window.view.set_caret(taken.spans[0].begin, anchor=taken.spans[0].end)
    window.keys.select(None)
    before = window.session.store.counts()
    qtbot.keyClick(window.view, K.Key_1)
    assert window.session.store.counts() == before
    assert window.session.layer_name(taken.layer) in window.status.said.text()
    assert window.failure.isHidden()
    assert window.status._timer.interval() == 6000


def _refused(window, qtbot) -> str:
    """Press the key of a layer where one of it stands already, and return what is said."""
    layer = window.session.scheme.layers[0].id
    taken = next(a for a in window.session.shown() if a.layer == layer)
    window.view.setFocus()
    window.keys.select(None)
    window.view.set_caret(taken.spans[0].begin, anchor=taken.spans[0].end)
    window.later.settle_all()
    qtbot.keyClick(window.view, K.Key_1)
    qtbot.waitUntil(lambda: not window.status._fresh.isActive())
    window.later.settle_all()
    assert window.session.layer_name(layer) in window.status.said.text()
    assert window.status._timer.isActive()
    return window.status.said.text()


def _free_word(window) -> int:
    taken = [span for a in window.session.shown() for span in a.spans]
    text = window.view.text()
    return next(
        at for at in range(200, len(text)) if text[at - 1] == " " and text[at].isalpha()
        and all(not span.begin <= at < span.end for span in taken)
    )  # fmt: skip


def test_a_refusal_gives_way_to_the_next_edit(window, qtbot) -> None:
    refusal = _refused(window, qtbot)
    window.view.set_caret(_free_word(window))
    assert window.status.said.text() == refusal
    before = window.session.store.counts()["annotation"]
    qtbot.keyClick(window.view, K.Key_1)
    window.later.settle_all()
    assert window.session.store.counts()["annotation"] == before + 1
    assert not window.status._timer.isActive()
    assert window.session.current_annotation().quote in window.status.said.text()


def test_a_refusal_gives_way_to_the_annotation_that_is_opened(window, qtbot) -> None:
    refusal = _refused(window, qtbot)
    qtbot.keyClick(window.view, K.Key_Return)
    window.later.settle_all()
    assert window.session.current is not None
    assert window.status.said.text() != refusal
    assert window.session.current_annotation().quote[:10] in window.status.said.text()


def test_a_refusal_stays_while_another_key_is_refused(window, qtbot) -> None:
    refusal = _refused(window, qtbot)
    qtbot.keyClick(window.view, K.Key_1)
    window.later.settle_all()
    assert window.status.said.text() == refusal


def test_an_offer_to_undo_ends_when_something_newer_would_be_undone(window, qtbot) -> None:
    window.view.setFocus()
    window.view.set_caret(_free_word(window))
    window.say("42 tagged", [("Undo", window.session.undo)])
    qtbot.keyClick(window.view, K.Key_Right)
    assert window.status.said.text() == "42 tagged"
    qtbot.keyClick(window.view, K.Key_1)
    window.later.settle_all()
    assert window.status._links.count() == 0
    assert window.status.said.text() != "42 tagged"


def test_what_failed_waits_in_a_bar_with_details_to_copy(window, qtbot) -> None:
    window.session.failed.emit(StoreError("disk_full", path="/tmp/a.corpus"))
    bar = window.failure
    assert bar.isVisible()
    said = bar.text.text()
    assert said
    assert bar.details.isHidden()
    qtbot.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.details.isVisible()
    assert "/tmp/a.corpus" in bar.details.toPlainText()
    qtbot.mouseClick(bar.copy, Qt.MouseButton.LeftButton)
    assert said in QApplication.clipboard().text()
    qtbot.keyClick(bar.more, K.Key_Escape)
    assert bar.isHidden()
    assert window.view.hasFocus()


def test_an_edit_that_the_store_cannot_write_is_a_failure_not_a_refusal(window, qtbot) -> None:
    def full(store, **_options: object) -> None:
        raise StoreError("disk_full", path=str(store.path))

    assert window.session.work(full) is None
    assert window.failure.isVisible()
    window.set_language("bg")
    window.session.failed.emit(FormatError("not_json", file="x", line=3, reason="y"))
    assert window.failure.more.text() == "Подробности"
    assert window.failure.dismiss.text() == "Затваряне"


def test_short_work_shows_nothing_and_ends_with_a_sentence(window, qtbot) -> None:
    with qtbot.waitSignal(window.telling.ended):
        window.telling.run(Task(lambda progress: 7), lambda n: window.say(f"{n} done"))
    assert window.head.progress.isHidden()
    assert window.status.said.text() == "7 done"


def test_long_work_draws_a_line_says_how_far_and_the_text_does_not_move(window, qtbot) -> None:
    work = Held()
    before = window.view.geometry()
    window.telling.run(Task(work), lambda _result: None)
    qtbot.waitUntil(window.head.progress.isVisible)
    assert window.head.progress.height() == 3
    assert window.view.geometry() == before
    qtbot.waitUntil(lambda: window.status.said.text().startswith("Importing "))
    assert " of 1,040" in window.status.said.text()
    assert window.word("progress_cancel") in window.status.said.text()
    with qtbot.waitSignal(window.telling.ended):
        work.go.set()
    assert window.head.progress.isHidden()
    assert window.status.said.text() == ""


def test_esc_cancels_and_says_that_nothing_was_changed(window, qtbot) -> None:
    window.telling.run(Task(Held()), lambda _result: None)
    qtbot.waitUntil(window.head.progress.isVisible)
    with qtbot.waitSignal(window.telling.ended):
        qtbot.keyClick(window.view, K.Key_Escape)
    assert "Nothing was changed" in window.status.said.text()
    assert not window.telling.is_busy


def test_one_piece_of_work_at_a_time(window, qtbot) -> None:
    work = Held()
    assert window.telling.run(Task(work), lambda _result: None)
    assert not window.telling.run(Task(Held()), lambda _result: None)
    assert window.status.said.text() == window.word("one_at_a_time")
    with qtbot.waitSignal(window.telling.ended):
        work.go.set()


def test_work_that_fails_shows_the_bar(window, qtbot) -> None:
    work = Held(StoreError("backup_failed", path="x", reason="y"))
    work.go.set()
    with qtbot.waitSignal(window.telling.ended):
        window.telling.run(Task(work), lambda _result: None)
    assert window.failure.isVisible()


def test_saving_is_said_only_while_long_work_writes(window, qtbot) -> None:
    saved = window.status.saved
    assert saved.text() == window.word("saved")
    reading, writing = Held(), Held()
    window.telling.run(Task(reading), lambda _result: None)
    qtbot.waitUntil(window.head.progress.isVisible)
    assert saved.text() == window.word("saved")
    with qtbot.waitSignal(window.telling.ended):
        reading.go.set()
    store = window.session.store
    window.telling.run(Task(writing, writes=store), lambda _result: None)
    qtbot.waitUntil(lambda: saved.text() == window.word("saving"))
    with qtbot.waitSignal(window.telling.ended):
        writing.go.set()
    window.later.settle_all()
    assert saved.text() == window.word("saved")


def test_saving_is_said_of_work_that_a_dialog_runs(window, qtbot) -> None:
    saved, writing = window.status.saved, Held()
    task = Task(writing, writes=window.session.store)
    window.telling.watch(task)
    task.start()
    qtbot.waitUntil(lambda: saved.text() == window.word("saving"))
    with qtbot.waitSignal(task.done):
        writing.go.set()
    qtbot.waitUntil(lambda: saved.text() == window.word("saved"))


def test_a_sentence_with_something_to_press_does_it(window, qtbot) -> None:
    window.keys.select(window.session.shown()[0].id)
    before = window.session.store.counts()
    window.act.tagging.delete_current()
    window.say("1 annotation deleted.", [(window.word("undo"), window.act.steps.undo)])
    links = window.status._links
    qtbot.keyClick(links.itemAt(0).widget(), K.Key_Space)
    assert window.session.store.counts() == before
    assert links.count() == 0


def test_ctrl_s_makes_a_backup_beside_the_work(window, corpus, qtbot) -> None:
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    qtbot.keyClick(window.view, K.Key_S, M.ControlModifier)
    qtbot.waitUntil(lambda: not window.telling.is_busy, timeout=10_000)
    # The last in the order of the work: that of the opening may be ready later.
    newest = backups_of(corpus)[-1]
    with sqlite3.connect(f"file:{newest}?mode=ro", uri=True) as copy:
        (count,) = copy.execute("SELECT count(*) FROM annotation").fetchone()
    copy.close()
    assert count == window.session.store.counts()["annotation"]


def test_closing_ends_what_runs(window, qtbot) -> None:
    window.telling.run(Task(Held()), lambda _result: None)
    window.close()
    assert not window.telling.is_busy
