"""A corpus in a synchronised folder is worked on as a copy, which comes back whole or waits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from annotator.model.errors import Cancelled
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.store.files.checkout import place_of_copy
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.pace.tasks import Task
from annotator.ui.safety.awaiting import Awaiting, wait_for

ROOT = Path(__file__).resolve().parents[2]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def original(corpus: Path) -> Path:
    """The samples, in a folder that a program synchronises."""
    folder = corpus.parent / "Dropbox"
    folder.mkdir()
    return Path(shutil.move(corpus, folder / "a.corpus"))


@pytest.fixture
def window(make_window, original, qtbot):
    """A window that works on a copy: the button of the warning was pressed."""
    made = make_window(original)
    with qtbot.waitSignal(made.telling.ended):
        qtbot.mouseClick(made.failure.offers[0], LEFT)
    assert made.session is not None
    return made


def _delete_one(window) -> None:
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()


def _count(path: Path) -> int:
    with open_corpus(path, read_only=True) as store:
        assert list(store.damage()) == []
        return store.counts()["annotation"]


def _change(path: Path) -> None:
    """Let a synchronising program bring the version of somebody else."""
    other = path.with_name("other.corpus")
    shutil.copyfile(path, other)
    with open_corpus(other) as store:
        put_annotator(store, Annotator(id="boris"))
    os.replace(other, path)


def _box(window) -> QMessageBox:
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def _press(box: QMessageBox, name: str) -> None:
    next(button for button in box.buttons() if button.text() == name).click()


def test_the_warning_leads_to_a_copy_and_the_title_says_so(window, original) -> None:
    assert window.session.corpus == original
    assert window.session.store.path == place_of_copy(original)
    assert window.windowTitle() == "a (working copy) — Annotator"
    assert window.status.saved.text() == "Saved in the copy"
    assert window.settings.recent[0] == str(original)
    window.set_language("bg")
    assert window.session.store.path == place_of_copy(original)
    assert window.windowTitle() == "a (работно копие) — Annotator"
    assert window.status.saved.text() == "Записано в копието"


def test_closing_brings_the_copy_back(window, original) -> None:
    before = _count(original)
    _delete_one(window)
    assert _count(original) == before
    window.close()
    assert _count(original) == before - 1
    assert not place_of_copy(original).exists()


def test_the_window_lives_while_closing_brings_the_copy_back(window, original, qtbot) -> None:
    before = _count(original)
    _delete_one(window)
    seen: list[object] = []
    timer = QTimer()

    def tick() -> None:
        timer.stop()
        seen.append(window.guarding.may_close())
        seen.append(window.isVisible())

    timer.timeout.connect(tick)
    timer.start(0)
    assert window.close()
    assert seen == [False, True]
    assert _count(original) == before - 1
    assert not place_of_copy(original).exists()


def test_what_is_waited_for_says_how_far_it_is_and_stops_when_asked(make_window, qtbot) -> None:
    window = make_window()
    may_go_on = threading.Event()
    dialogs: list[Awaiting] = []

    def work(progress) -> None:
        progress("progress.bringing_back", 1, 4)
        while True:
            may_go_on.wait()
            progress("progress.bringing_back", 2, 4)

    def look() -> None:
        found = window.findChild(Awaiting)
        if found is None or not found.isVisible() or found.bar.value() != 250:
            return
        timer.stop()
        dialogs.append(found)
        qtbot.keyClick(found, Qt.Key.Key_Escape)
        may_go_on.set()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    error = wait_for(window, Task(work), "Waiting")
    assert isinstance(error, Cancelled)
    assert [found.said.text() for found in dialogs] == ["Bringing the copy back"]
    assert not dialogs[0].isVisible()


def test_bringing_back_from_the_menu_goes_on_in_the_copy(window, original, qtbot) -> None:
    before = _count(original)
    for gone in (1, 2):
        _delete_one(window)
        with qtbot.waitSignal(window.telling.ended):
            window.menus.run("corpus.bring_back")
        assert _count(original) == before - gone
        assert window.session.store.path == place_of_copy(original)
    window.close_session()
    assert _count(original) == before - 2


def test_where_there_is_no_copy_or_one_already_that_is_said(make_window, original, qtbot) -> None:
    window = make_window(original)
    window.menus.run("corpus.bring_back")
    assert window.status.said.text() == window.word("no_copy_here")
    with qtbot.waitSignal(window.telling.ended):
        window.menus.run("corpus.work_on_copy")
    window.menus.run("corpus.work_on_copy")
    assert window.status.said.text() == window.word("on_copy_already")


@pytest.mark.parametrize(
    ("language", "button", "said"),
    [("en", "Keep both", "was changed by somebody"), ("bg", "Запазване на двата", "е променен")],
)
def test_an_original_that_was_changed_is_kept_and_so_is_the_copy(
    window, original, qtbot, language, button, said
) -> None:
    window.set_language(language)
    _delete_one(window)
    count = window.session.store.counts()["annotation"]
    _change(original)
    theirs = original.read_bytes()
    assert not window.close()
    assert said in window.failure.text.text()
    assert window.isVisible()
    assert window.failure.offers[0].text() == button
    with qtbot.waitSignal(window.telling.ended):
        qtbot.mouseClick(window.failure.offers[0], LEFT)
    kept = original.with_name("a-copy-1.corpus")
    assert window.session.corpus == kept
    assert str(kept) in _box(window).text()
    assert window.session.store.counts()["annotation"] == count
    assert original.read_bytes() == theirs
    assert not place_of_copy(original).exists()
    _box(window).close()


def test_closed_all_the_same_the_copy_waits_and_is_offered(
    window, make_window, original, qtbot
) -> None:
    _delete_one(window)
    count = window.session.store.counts()["annotation"]
    _change(original)
    assert not window.close()
    assert window.close()
    again = make_window()
    assert not again.act.corpus.open_path(original)
    assert "was changed too" in _box(again).text()
    with qtbot.waitSignal(again.telling.ended):
        _press(_box(again), "Keep both")
    assert again.session.store.counts()["annotation"] == count
    _box(again).close()


CHILD = """
import os, sys
from pathlib import Path
from annotator.model.review import Annotator
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.keeping.working_copy import open_as_working_copy
copy = open_as_working_copy(Path(sys.argv[1]))
put_annotator(copy.store, Annotator(id="killed"))
os._exit(0)
"""


@pytest.mark.parametrize("choice", ["Go on with the copy", "Open the original"])
def test_after_a_crash_the_copy_is_offered(make_window, original, choice) -> None:
    words = [sys.executable, "-c", CHILD, str(original)]
    subprocess.run(words, cwd=ROOT, env=dict(os.environ), check=True, timeout=60)
    window = make_window()
    assert not window.act.corpus.open_path(original)
    assert "with 1 edit that is not in" in _box(window).text()
    _press(_box(window), choice)
    is_copy = choice == "Go on with the copy"
    assert (window.session.copy is not None) is is_copy
    assert ("killed" in {a.id for a in window.session.annotators()}) is is_copy
    window.close_session()
    with open_corpus(original) as store:
        assert ("killed" in {a.id for a in store.read().annotators()}) is is_copy
    assert place_of_copy(original).exists() is not is_copy


def test_an_unreachable_folder_costs_nothing(window, original) -> None:
    _delete_one(window)
    count = window.session.store.counts()["annotation"]
    away = original.parent.with_name("away")
    original.parent.rename(away)
    assert not window.close()
    assert "could not be put back" in window.failure.text.text()
    away.rename(original.parent)
    assert window.close()
    assert _count(original) == count


def test_a_corpus_that_cannot_be_fetched_is_opened_as_it_is(
    make_window, original, tmp_path, qtbot
) -> None:
    window = make_window(original)
    (tmp_path / "state" / "working").write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(window.telling.ended):
        qtbot.mouseClick(window.failure.offers[0], LEFT)
    assert window.session.corpus == window.session.store.path == original
    assert "No working copy of" in window.failure.text.text()


def test_backups_of_the_copy_are_listed_for_the_original_and_put_back_there(
    window, original, qtbot
) -> None:
    count = window.session.store.counts()["annotation"]
    with qtbot.waitSignal(window.telling.ended):
        window.act.corpus.make_backup()
    _delete_one(window)
    window.menus.run("corpus.restore")
    dialog = window.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.go.isEnabled)
    assert "1 later step is not in it" in dialog.told.toPlainText()
    with qtbot.waitSignal(window.telling.ended):
        qtbot.mouseClick(dialog.go, LEFT)
    assert window.session.corpus == original
    assert window.session.store.counts()["annotation"] == count
    assert _count(original.with_name("a-before-restore-1.corpus")) == count - 1
    _box(window).close()
