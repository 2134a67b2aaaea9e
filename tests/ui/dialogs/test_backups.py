"""The list of backups: what each holds and lacks, and the way there and back."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from annotator.model.sentences import sentences
from annotator.store.opening.backup import Reason, backups_of
from annotator.store.store import Store
from annotator.ui.dialogs.backups import BackupsDialog

K = Qt.Key


def _delete_one(window) -> None:
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()


@pytest.fixture
def window(make_window, corpus, qtbot):
    made = make_window(corpus)
    # The backup of the opening is made once the text was painted; none shall come between.
    qtbot.waitUntil(made.backups.timer.isActive)
    made.backups.end()
    made.session.store.backup("open")
    return made


def _shown(window, qtbot) -> BackupsDialog:
    window.menus.run("corpus.restore")
    dialog = window.findChildren(BackupsDialog)[-1]
    qtbot.waitUntil(lambda: dialog.task is None)
    return dialog


@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_reason_for_a_backup_is_said_in_words(window, language, qtbot) -> None:
    window.set_language(language)
    reasons = get_args(Reason)
    for reason in reasons:
        _delete_one(window)
        window.session.store.backup(reason)
    dialog = _shown(window, qtbot)
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    shown = [str(dialog.list.item(n).data(role)) for n in range(len(reasons))]
    for reason, row in zip(reversed(reasons), shown, strict=True):
        said = sentences()[f"backup_reason.{reason}"][language == "bg"]
        assert said in row
    assert len({sentences()[f"backup_reason.{reason}"] for reason in reasons}) == len(reasons)


def test_it_says_what_a_backup_holds_and_which_steps_it_lacks(window, qtbot) -> None:
    held = window.session.store.counts()["annotation"]
    assert "nothing more than this backup" in _shown(window, qtbot).told.toPlainText()
    window.findChild(BackupsDialog).close()
    quote = window.session.shown()[0].quote
    _delete_one(window)
    told = _shown(window, qtbot).told.toPlainText()
    assert f"{held} annotation" in told.replace(",", "")
    assert "1 later step is not in it" in told
    assert quote[:20] in told


def test_enter_restores_the_work_of_before_is_kept_and_no_false_alarm(
    window, corpus, qtbot
) -> None:
    held = window.session.store.counts()["annotation"]
    _delete_one(window)
    dialog = _shown(window, qtbot)
    with qtbot.waitSignal(window.telling.ended):
        qtbot.keyClick(dialog.go, K.Key_Return)
    assert window.session.store.path == corpus
    assert window.session.store.counts()["annotation"] == held
    assert window.failure.isHidden()
    box = window.findChild(QMessageBox)
    assert f"{corpus.stem}-before-restore-1.corpus" in box.text()
    old = corpus.with_name(f"{corpus.stem}-before-restore-1.corpus")
    with Store.open(old, read_only=True) as kept:
        assert kept.counts()["annotation"] == held - 1


def test_a_damaged_backup_cannot_be_restored(window, corpus, qtbot) -> None:
    (backup,) = backups_of(corpus)
    backup.write_bytes(backup.read_bytes()[:30_000])
    dialog = _shown(window, qtbot)
    assert not dialog.go.isEnabled()
    assert "is damaged" in dialog.said.text()


def test_a_corpus_that_cannot_be_read_is_restored_from_the_bar(make_window, corpus, qtbot) -> None:
    with Store.open(corpus) as store:
        held = store.counts()["annotation"]
        store.backup("asked")
    corpus.write_bytes(corpus.read_bytes()[:30_000])
    window = make_window()
    window.act.corpus.open_path(corpus)
    qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    dialog = window.findChild(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "cannot be read" in dialog.told.toPlainText()
    with qtbot.waitSignal(window.telling.ended):
        qtbot.keyClick(dialog.go, K.Key_Return)
    assert window.session.store.counts()["annotation"] == held


def test_a_corpus_locked_by_another_is_not_restored_and_opened_again(window, corpus, qtbot) -> None:
    (backup,) = backups_of(corpus)
    window.close_session()
    with Store.open(corpus), qtbot.waitSignal(window.telling.ended):
        window.act.keeping.restore(corpus, backup)
    assert not list(corpus.parent.glob("*before-restore*"))


def test_without_backups_it_says_when_one_is_made(make_window, corpus) -> None:
    window = make_window()
    window.act.keeping.show_backups(corpus)
    dialog = window.findChild(BackupsDialog)
    assert "no backup yet" in dialog.told.toPlainText()
    assert not dialog.go.isEnabled()
