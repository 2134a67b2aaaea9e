"""A corpus that loses its file, its place or its disk while it is open: told, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator.store.store import Store
from annotator.ui.dialogs.checking import CheckDialog
from tests.operations.checking.test_left_open import leave

K = Qt.Key


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.guarding.timer.setInterval(5)
    return made


def _delete_one(window) -> None:
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()


def _labels(window) -> list[str]:
    return [button.text() for button in window.failure.offers]


def _annotations(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return store.counts()["annotation"]


def test_a_deleted_file_is_told_by_itself_with_what_to_do(window, corpus, qtbot) -> None:
    corpus.unlink()
    qtbot.waitUntil(window.failure.isVisible)
    assert "no longer there" in window.failure.text.text()
    assert _labels(window) == ["Save elsewhere…"]
    assert window.status.saved.text() == "Not written"
    before = window.session.store.counts()
    _delete_one(window)
    assert window.session.store.counts() == before


def test_a_replaced_file_is_told_and_one_that_is_back_is_all_right(window, corpus, qtbot) -> None:
    aside = corpus.with_name("aside")
    os.rename(corpus, aside)
    shutil.copyfile(aside, corpus)
    qtbot.waitUntil(window.failure.isVisible)
    assert "replaced" in window.failure.text.text()
    os.replace(aside, corpus)
    qtbot.waitUntil(window.failure.isHidden)
    assert window.status.saved.text() == "Saved"


def test_what_was_closed_is_not_shown_again_and_an_edit_says_it_anew(window, corpus, qtbot) -> None:
    corpus.unlink()
    qtbot.waitUntil(window.failure.isVisible)
    qtbot.keyClick(window.failure.dismiss, K.Key_Escape)
    window.guarding.look()
    assert window.failure.isHidden()
    _delete_one(window)
    assert window.failure.isVisible()


def test_saved_elsewhere_the_work_goes_on_there(
    window, corpus, tmp_path, qtbot, monkeypatch
) -> None:
    _delete_one(window)
    count = window.session.store.counts()["annotation"]
    target = tmp_path / "elsewhere.corpus"
    corpus.unlink()
    qtbot.waitUntil(window.failure.isVisible)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(window.telling.ended):
        qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    assert window.session.store.path == target
    assert window.session.store.counts()["annotation"] == count
    assert window.failure.isHidden()
    _delete_one(window)
    window.close()
    assert _annotations(target) == count - 1
    assert not list(tmp_path.glob("*rescued*"))


def test_the_name_of_the_lost_file_is_not_taken_again(window, corpus, qtbot) -> None:
    corpus.unlink()
    qtbot.waitUntil(window.failure.isVisible)
    with qtbot.waitSignal(window.telling.ended):
        window.act.keeping.save_as(corpus)
    assert "is the name of the corpus that is open" in window.failure.text.text()
    assert not corpus.exists()


def test_closing_a_corpus_without_its_file_saves_all_of_it(window, corpus, settings) -> None:
    _delete_one(window)
    count = window.session.store.counts()["annotation"]
    corpus.unlink()
    window.close()
    (rescued,) = corpus.parent.glob("*-rescued-1.corpus")
    assert _annotations(rescued) == count
    assert settings.recent[0] == str(rescued)


def test_without_its_folder_it_is_saved_in_the_programs_own(
    make_window, corpus, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "state"))
    folder = tmp_path / "medium"
    folder.mkdir()
    window = make_window(Path(shutil.move(corpus, folder / "a.corpus")))
    shutil.rmtree(folder)
    (tmp_path / "medium").write_text("now a file", encoding="utf-8")
    window.set_language("bg")
    assert window.session.store.path == tmp_path / "state" / "rescued" / "a-rescued-1.corpus"
    assert window.session.store.counts()["annotation"]


def test_what_can_be_saved_nowhere_is_not_closed_unless_asked_twice(
    make_window, corpus, tmp_path, monkeypatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "medium"
    folder.mkdir()
    window = make_window(Path(shutil.move(corpus, folder / "a.corpus")))
    window.backups.end()
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "file"))
    shutil.rmtree(folder)
    folder.write_text("now a file", encoding="utf-8")
    assert not window.close()
    assert window.session is not None
    assert "could not be saved by itself" in window.failure.text.text()
    assert _labels(window) == ["Save elsewhere…"]
    assert window.close()
    assert window.session is None


def test_a_file_set_back_is_told_with_its_backups(make_window, corpus, qtbot) -> None:
    older = Path(shutil.copy(corpus, corpus.with_name("older")))
    window = make_window(corpus)
    _delete_one(window)
    window.act.corpus.make_backup()
    qtbot.waitUntil(lambda: not window.telling.is_busy)
    window.close_session()
    os.replace(older, corpus)
    assert window.act.corpus.open_path(corpus)
    assert "older than when you last saw it" in window.failure.text.text()
    assert _labels(window) == ["Backups…"]


def test_a_synchronised_folder_is_told_once(make_window, corpus) -> None:
    folder = corpus.parent / "Dropbox"
    folder.mkdir()
    path = Path(shutil.move(corpus, folder / "a.corpus"))
    window = make_window(path)
    assert "Dropbox" in window.failure.text.text()
    assert _labels(window) == ["Work on a copy", "Save elsewhere…"]
    window.close_session()
    assert window.act.corpus.open_path(path)
    assert window.failure.isHidden()


def test_a_corpus_that_is_open_elsewhere_is_offered_for_reading_or_another(
    make_window, corpus
) -> None:
    with Store.open(corpus):
        window = make_window()
        window.act.corpus.open_path(corpus)
        box = window.findChild(QMessageBox)
        assert [b.text() for b in box.buttons()] == [
            "Open for reading",
            "Open another…",
            "Cancel",
        ] or {b.text() for b in box.buttons()} >= {"Open another…"}
        reading = next(b for b in box.buttons() if box.buttonRole(b).name == "AcceptRole")
        reading.click()
        assert window.session.store.is_read_only
        assert window.status.saved.text() == "Read only"
        window.close_session()


def test_a_damaged_corpus_with_backups_offers_them(make_window, corpus) -> None:
    with Store.open(corpus) as store:
        store.backup("asked")
    corpus.write_bytes(corpus.read_bytes()[:30_000])
    window = make_window()
    assert not window.act.corpus.open_path(corpus)
    assert _labels(window) == ["Backups…", "Open another…"]


@pytest.mark.parametrize(("language", "name"), [("en", "Repair"), ("bg", "Поправяне")])
def test_a_corpus_whose_scheme_is_unreadable_is_repaired_from_a_backup(
    make_window, corpus, settings, qtbot, language, name
) -> None:
    settings.set_text("language", language)
    with Store.open(corpus) as store:
        store.backup("asked")
        scheme = store.scheme
    connection = sqlite3.connect(corpus)
    connection.execute("UPDATE layer SET body = substr(body, 3) WHERE position = 2")
    connection.commit()
    connection.close()
    window = make_window()
    assert not window.act.corpus.open_path(corpus)
    assert _labels(window)[0] == name
    with qtbot.waitSignal(window.telling.ended):
        qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    assert window.session.store.scheme == scheme
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert corpus.name in box.text()
    box.close()


_FULL = """
import os, resource, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings
path = Path(sys.argv[1])
settings = Settings(path.with_name("full.ini"))
for key, value in (("language", "en"), ("annotator", "gold")):
    settings.set_text(key, value)
window = build_window(path, settings)
window.show()
QApplication.processEvents()
window.backups.end()
store = window.session.store
before = store.counts()
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, most))
ids = [a.id for a in window.session.shown()][:2]
window.keys.select(ids[0])
window.act.tagging.delete_current()
print("said", window.failure.isVisible(), window.failure.text.text())
print("offers", [b.text() for b in window.failure.offers])
print("intact", store.counts() == before, window.session.annotation(ids[0]) is not None)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
window.keys.select(ids[0])
window.act.tagging.delete_current()
print("retried", window.session.annotation(ids[0]) is None)
window.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes here")
def test_a_full_disk_costs_the_step_only_and_the_step_can_be_made_again(corpus) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(corpus)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[3],
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("said True ")
    assert "What was saved before is safe" in lines[0]
    assert lines[1] == "offers ['Save elsewhere…']"
    assert lines[2:] == ["intact True True", "retried True"]
    with sqlite3.connect(f"file:{corpus}?mode=ro", uri=True) as made:
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    made.close()


def test_a_corpus_that_nobody_closed_is_proved_and_that_is_said(make_window, corpus, qtbot) -> None:
    leave(corpus)
    window = make_window(corpus)
    with Store.open(corpus, read_only=True) as store:
        edits = store.commits()
    said = f"It was proved: {edits} edits are in it"
    qtbot.waitUntil(lambda: said in window.status.said.text())
    window.close_session()
    again = make_window(corpus)
    assert not again.session.store.was_left_open


def test_one_that_does_not_prove_leads_to_the_check(make_window, corpus, qtbot) -> None:
    connection = sqlite3.connect(corpus)
    with connection:
        connection.execute("UPDATE comment SET body = body || ' '")
        connection.execute("UPDATE annotation SET quote = 'other' WHERE id = 1")
    connection.close()
    leave(corpus)
    window = make_window(corpus)
    qtbot.waitUntil(window.failure.isVisible)
    assert "not everything in it proves" in window.failure.text.text()
    assert _labels(window)[0] == "Check corpus…"
    qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    assert window.findChild(CheckDialog) is not None


def test_closing_while_it_is_proved_waits_for_nothing(make_window, corpus) -> None:
    leave(corpus)
    window = make_window(corpus)
    assert window.session.store.was_left_open
    window.close_session()
    assert not corpus.with_name(f"{corpus.name}-wal").exists()


def test_the_log_is_written_into_the_file_while_nobody_works(make_window, corpus) -> None:
    window = make_window(corpus)
    for _ in range(12):
        _delete_one(window)
    before = corpus.stat().st_mtime_ns
    window.guarding.look()
    assert corpus.stat().st_mtime_ns == before
    window.guarding.look()
    assert corpus.stat().st_mtime_ns > before
    assert _annotations(corpus) == window.session.store.counts()["annotation"]
