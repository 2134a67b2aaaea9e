"""What nobody caught: logged without anybody's text, told once, and the program lives on."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning

from annotator.model.errors import StoreError
from annotator.ui.safety.crash_report import outline, without_names
from annotator.ui.safety.crashes import CRASH_NAME, LOG_NAME, Crashes

SECRET = "Уволнението на Мария Петкова"


@pytest.fixture
def crashes(qapp, tmp_path):
    made = Crashes(tmp_path / "state")
    made.install()
    yield made
    made.remove()


def _raise(error: BaseException) -> None:
    raise error


def _log(tmp_path: Path) -> str:
    return (tmp_path / "state" / LOG_NAME).read_text(encoding="utf-8")


def test_an_exception_in_a_slot_is_logged_told_and_the_program_lives_on(
    crashes, make_window, corpus, tmp_path, qtbot
) -> None:
    window = make_window(corpus)
    crashes.failed.connect(window.act.helping.note_failure)
    session = window.session
    before, first = session.store.counts(), session.shown()[0]

    def half_way() -> None:
        with session.store.edit("annotate.remove", annotator="gold") as edit:
            edit.remove("annotation", first.id)
            raise KeyError(SECRET)

    with qtbot.waitSignals([crashes.failed, session.marks_replaced]):
        QTimer.singleShot(0, half_way)
    assert window.failure.text.text() == window.word("wrong")
    report = window.failure.details.toPlainText()
    assert "KeyError" in report
    assert "test_crashes.py" in report
    assert SECRET not in report + _log(tmp_path)
    assert session.store.counts() == before
    window.keys.select(first.id)
    window.act.tagging.delete_current()
    assert session.store.counts()["annotation"] == before["annotation"] - 1


def test_one_that_comes_again_and_again_is_told_once_and_logged_seldom(
    crashes, tmp_path, qtbot
) -> None:
    told: list[str] = []
    crashes.failed.connect(told.append)
    for _ in range(1000):
        crashes.note(ValueError(SECRET))
    assert len(told) == 1
    assert _log(tmp_path).count("ValueError") == 10


def test_one_of_another_thread_is_told_in_the_windows(crashes, qtbot) -> None:
    where: list[threading.Thread] = []
    crashes.failed.connect(lambda _said: where.append(threading.current_thread()))
    thread = threading.Thread(target=_raise, args=(ZeroDivisionError(),))
    with qtbot.waitSignal(crashes.failed):
        thread.start()
    thread.join()
    assert where == [threading.main_thread()]


def test_an_error_of_ours_is_told_as_what_it_is(crashes, qtbot) -> None:
    error = StoreError("disk_full", path="/tmp/a.corpus")
    with qtbot.waitSignal(crashes.told) as told:
        QTimer.singleShot(0, lambda: _raise(error))
    assert told.args == [error]


def test_messages_of_qt_are_logged_without_the_home_folder(crashes, tmp_path, capfd) -> None:
    qWarning(f"cannot read {Path.home()}/texts")
    assert "Qt: cannot read ~/texts" in _log(tmp_path)
    assert "cannot read" in capfd.readouterr().err


def test_the_log_stays_small(crashes, tmp_path) -> None:
    for number in range(9000):
        logging.getLogger("annotator").error("line %d %s", number, "x" * 300)
    logs = list((tmp_path / "state").glob(f"{LOG_NAME}*"))
    assert 1 < len(logs) <= 4
    assert all(path.stat().st_size <= 500_000 for path in logs)


def test_without_a_folder_there_is_no_log_and_nothing_fails(qapp, tmp_path, qtbot) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    crashes = Crashes(tmp_path / "file" / "state")
    with qtbot.waitSignal(crashes.failed):
        crashes.note(ValueError("x"))


def test_an_outline_names_causes_and_places_of_the_program_only() -> None:
    try:
        try:
            _raise(StoreError("damaged", path="/home/maria/a.corpus", reason=SECRET))
        except StoreError as error:
            raise UnicodeError(SECRET) from error
    except UnicodeError as error:
        said = outline(error)
    assert "StoreError: damaged" in said
    assert said.endswith("UnicodeError")
    assert "maria" not in said
    assert SECRET not in said


def test_names_of_people_are_taken_from_paths() -> None:
    assert without_names(f"{Path.home()}/a") == "~/a"


_DIES = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from annotator.ui.safety.crashes import Crashes
crashes = Crashes(Path(sys.argv[1]))
crashes.install()
os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal here")
def test_a_crash_in_qt_leaves_the_places_of_all_threads(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DIES, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode < 0
    assert "Segmentation fault" in (tmp_path / CRASH_NAME).read_text(encoding="utf-8")
