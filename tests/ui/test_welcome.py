"""The page without a corpus: what was open lately, what can be dropped and made."""

from __future__ import annotations

import shutil

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.dialogs.importing import ImportDialog
from annotator.ui.dialogs.new_corpus import NewCorpusDialog
from annotator.ui.settings.chosen_look import make_look

K = Qt.Key


def _drop(window, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPointF(400, 300), Qt.DropAction.CopyAction
    hand = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), copy, *hand))
    QApplication.sendEvent(window, QDropEvent(place, copy, *hand))


def _said(page) -> list[str]:
    listed = page.recent
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    return [str(listed.item(n).data(role)) for n in range(listed.count())]


def test_recent_corpora_say_what_they_held_and_which_are_gone(
    make_window, corpus, settings, tmp_path, qtbot
) -> None:
    settings.add_recent(tmp_path / "gone.corpus")
    window = make_window()
    window.act.corpus.open_path(corpus)
    window.act.corpus.close_corpus()
    said = _said(window._welcome)
    assert "13 documents, 0 finished" in said[0]
    assert "today" in said[0]
    assert "not found" in said[1]
    listed = window._welcome.recent
    listed.setFocus()
    listed.setCurrentRow(0)
    qtbot.keyClick(listed, K.Key_Return)
    assert window.session is not None


def test_two_corpora_of_one_name_share_nothing(make_window, corpus, settings, tmp_path) -> None:
    other = tmp_path / "other" / corpus.name
    other.parent.mkdir()
    shutil.copy(corpus, other)
    window = make_window(corpus)
    window.act.viewing.show_annotator("coder_b")
    wanted = window.columns.documents.model.rows[3].id
    window.session.open_document(wanted)
    window.act.corpus.open_path(other)
    assert (window.session.annotator, window.session.document != wanted) == ("gold", True)
    window.act.corpus.open_path(corpus)
    assert (window.session.annotator, window.session.document) == ("coder_b", wanted)


def test_a_corpus_that_is_dropped_opens(make_window, corpus) -> None:
    window = make_window()
    _drop(window, corpus)
    assert window.session.store.path == corpus


def test_a_folder_that_is_dropped_comes_into_a_new_corpus(
    make_window, settings, tmp_path, qtbot
) -> None:
    settings.set_text("name", "Мария")
    folder = tmp_path / "Вода и реки"
    folder.mkdir()
    (folder / "a.txt").write_text("Съветът отхвърли моста.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Скрито.", encoding="utf-8")
    window = make_window()
    _drop(window, folder)
    (dialog,) = window.findChildren(NewCorpusDialog)
    assert dialog.name.text() == "Вода и реки"
    dialog.place.setText(str(tmp_path / "corpora"))
    qtbot.keyClick(dialog.name, K.Key_Return)
    assert window.session.store.path == tmp_path / "corpora" / "Вода и реки.corpus"
    (bringing,) = window.findChildren(ImportDialog)
    assert [e.path.name for e in bringing.files.entries] == ["a.txt"]


def test_files_dropped_on_an_open_corpus_are_shown_for_import(
    make_window, corpus, tmp_path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Съветът отхвърли моста.", encoding="utf-8")
    window = make_window(corpus)
    _drop(window, path)
    (dialog,) = window.findChildren(ImportDialog)
    assert [e.path for e in dialog.files.entries] == [path]


def test_another_look_and_language_are_there_at_once(make_window, settings) -> None:
    window = make_window()
    before = window._welcome
    settings.set_text("theme", "dark")
    window.set_look(make_look(settings))
    assert window._welcome is not before
    window.set_language("bg")
    assert window._welcome.cards[0].accessibleName() == "Отваряне на примера"
