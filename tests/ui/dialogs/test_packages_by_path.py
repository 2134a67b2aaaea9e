"""A package that the program is started with opens the corpus that it belongs to, of each kind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.review import FINISHED
from annotator.operations.adjudication.adjudicated import desk_of
from annotator.operations.adjudication.deciding import take
from annotator.operations.corrections.packages import pack_corrections
from annotator.operations.documents.documents import set_assignment
from annotator.operations.merging.belonging import corpus_beside, home_of
from annotator.operations.packages.packages import Parcel, open_package, pack_return, pack_work
from annotator.store.store import Store
from annotator.ui.app import _open_first
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.receiving import ReceiveDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.safety.sittings import Sitting
from tests.operations.judged import BOTH_OF_SAMPLES
from tests.ui.dialogs.sharing import WHO, brought, document, sent


@pytest.fixture
def start(make_window, tmp_path: Path):
    """Return a function that starts the program with a file."""

    def started(path: Path) -> MainWindow:
        window: MainWindow = make_window()
        _open_first(window, path, Sitting(tmp_path / "sittings"))
        return window

    return started


def shown(window: MainWindow, qtbot: QtBot, kind: type) -> object:
    qtbot.waitUntil(lambda: window.findChildren(kind) != [])
    return window.findChildren(kind)[0]


def test_work_opens_as_a_corpus_of_its_own_and_the_second_time_as_the_same(
    start, corpus: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Store.open(corpus) as store:
        path = sent(store, tmp_path)
    window = start(path)
    shown(window, qtbot, ReceiveDialog).start()
    qtbot.waitUntil(lambda: window.session is not None)
    made = window.sitting.corpus
    assert (made, window.sitting.annotator) == (tmp_path / f"{WHO}.corpus", WHO)
    window.close()
    moved = Path(shutil.move(made, tmp_path / "elsewhere.corpus"))
    window.settings.add_recent(moved)
    again = start(path)
    dialog = shown(again, qtbot, ReceiveDialog)
    assert dialog.said.text() == "The corpus of this package is there already: open it and go on."
    assert dialog.focusWidget() is dialog.existing
    dialog.existing.click()
    assert again.sitting.corpus == moved
    assert not made.exists()
    again.act.sharing.open_package(path)
    dialog = shown(again, qtbot, ReceiveDialog)
    session = again.session
    dialog.existing.click()
    assert again.session is session


def test_work_of_a_later_round_does_not_open_the_corpus_of_an_earlier_one(
    start, corpus: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Store.open(corpus) as store:
        open_package(sent(store, tmp_path), tmp_path / f"{WHO}.corpus")[0].close()
        set_assignment(store, list(store.read().documents())[3].id, WHO, "new")
        path = tmp_path / f"{WHO}.annotator-package"
        pack_work(store, path, Parcel(annotator=WHO, by="gold"))
    dialog = shown(start(path), qtbot, ReceiveDialog)
    assert dialog.path() == tmp_path / f"{WHO} (2).corpus"
    assert dialog.focusWidget() is dialog.go


def test_what_comes_back_opens_the_corpus_it_was_handed_out_from(
    start, corpus: Path, tmp_path: Path, qtbot: QtBot, settings
) -> None:
    with Store.open(corpus) as store:
        back = brought(store, tmp_path)
    settings.add_recent(corpus)
    settings.add_recent(tmp_path / f"{WHO}.corpus")
    settings.add_recent(tmp_path / "gone.corpus")
    window = start(back)
    dialog = shown(window, qtbot, MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert window.sitting.corpus == corpus
    assert dialog.go.isEnabled()


def test_corrections_open_the_corpus_of_whoever_is_corrected(
    start, corpus: Path, tmp_path: Path, qtbot: QtBot, settings
) -> None:
    with Store.open(corpus) as store:
        theirs, _ = open_package(sent(store, tmp_path), tmp_path / "mine.corpus")
        theirs.close()
        key = document(store)
        for who in BOTH_OF_SAMPLES:
            set_assignment(store, key, who, FINISHED)
        case = desk_of(store.read(), store.scheme, key, BOTH_OF_SAMPLES).differences[0]
        take(store, key, case.id, "gold", annotator="gold", annotators=BOTH_OF_SAMPLES)
        path = tmp_path / "corrections.annotator-package"
        pack_corrections(store, path, WHO, by="gold")
    for name in ("mine.corpus", corpus.name):
        settings.add_recent(tmp_path / name)
    settings.set_text("annotator", WHO)
    window = start(path)
    dialog = shown(window, qtbot, ReceiveDialog)
    assert window.sitting.corpus == tmp_path / "mine.corpus"
    dialog.go.click()
    qtbot.waitUntil(lambda: "1 correction is new" in window.status.said.text())


def test_a_corpus_that_cannot_be_opened_is_no_home(corpus: Path, tmp_path: Path) -> None:
    with Store.open(corpus) as store:
        work = sent(store, tmp_path)
    broken = tmp_path / "broken.corpus"
    broken.write_bytes(b"no corpus")
    made, package = open_package(work, corpus_beside(work, is_new=True))
    pack_return(made, tmp_path / "back.annotator-package")
    made.close()
    every = (broken, tmp_path / "none.corpus", corpus, made.path)
    assert home_of(package, every) == made.path
    assert home_of(package, every[:3]) is None
