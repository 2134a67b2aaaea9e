"""The window: opening and closing, languages, themes, narrow screens, what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from annotator.model.sentences import sentence_of
from annotator.operations.documents.purge import purge_document
from annotator.operations.keeping.corpus import open_corpus
from annotator.store.opening.backup import backups_of
from annotator.text import graphemes, tokens
from annotator.ui.safety.crash_report import outline
from annotator.ui.settings.chosen_look import make_look


def test_without_a_corpus_the_window_says_what_can_be_done(make_window, qtbot) -> None:
    window = make_window()
    assert window.session is None
    assert not window.action("corpus.import").isEnabled()
    assert window.action("corpus.new").isEnabled()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == window.word("welcome_demo")


def test_the_demo_opens_from_the_welcome_page(make_window, qtbot, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    window = make_window()
    page = window._welcome
    page.open_demo()
    with qtbot.waitSignal(page.task.done, timeout=30_000):
        pass
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.columns.documents.model.rowCount() == 13
    assert (tmp_path / "Documents" / "annotator-demo" / "demo.jsonl").exists() or list(
        tmp_path.rglob("demo.jsonl")
    )


def test_a_corpus_opens_with_its_documents_and_a_backup_follows(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    assert window.columns.documents.model.rowCount() == 13
    assert "samples" in window.windowTitle()
    qtbot.waitUntil(lambda: len(backups_of(corpus)) > 0, timeout=10_000)
    window.close()
    with open_corpus(corpus) as store:
        assert store.counts()["document"] == 13


def test_the_next_sitting_begins_where_the_last_ended(make_window, corpus, settings) -> None:
    window = make_window(corpus)
    wanted = window.columns.documents.model.rows[4].id
    window.session.open_document(wanted)
    window.close()
    again = make_window(corpus)
    assert again.session.document == wanted
    assert settings.recent[0] == str(corpus)


def test_another_language_is_there_at_once(make_window, corpus) -> None:
    window = make_window(corpus)
    wanted = window.columns.documents.model.rows[2].id
    window.session.open_document(wanted)
    window.view.set_caret(40)
    window.set_language("bg")
    assert window.menuBar().actions()[0].text() == "&Файл"
    assert window.session.language == "bg"
    assert (window.session.document, window.view.caret()) == (wanted, 40)
    assert window.action("edit.history").text() == "История"
    window.set_language("en")
    assert window.menuBar().actions()[0].text() == "&File"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "system"])
def test_themes_change_the_open_window(make_window, corpus, settings, theme) -> None:
    window = make_window(corpus)
    settings.set_text("theme", theme)
    look = make_look(settings)
    window.set_look(look)
    image = window.grab().toImage()
    middle = image.pixelColor(image.width() // 2 + 200, image.height() - 60)
    assert (middle.lightness() > 128) is (look.mode == "light")


def test_a_narrow_window_keeps_its_text(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    assert not window.columns.rail.isVisible()
    window.resize(1024, 700)
    qtbot.waitUntil(window.columns.rail.isVisible)
    assert not window.dock("documents").isVisible()
    assert window.dock("inspector").isVisible()
    qtbot.mouseClick(window.columns.rail.buttons["documents"], Qt.MouseButton.LeftButton)
    assert window.dock("documents").isVisible()
    window.resize(820, 600)
    qtbot.waitUntil(lambda: not window.dock("inspector").isVisible())
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.dock("inspector").isVisible())
    assert window.dock("scheme").isVisible()
    assert not window.columns.rail.isVisible()


def test_a_corpus_that_is_open_elsewhere_is_offered_for_reading(make_window, corpus, qtbot) -> None:
    code = (
        "import sys; from pathlib import Path; from annotator.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(corpus)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    )
    try:
        assert holder.stdout.readline() == b"open\n"
        window = make_window()
        assert not window.act.corpus.open_path(corpus)
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
        assert box.text()
        reading = next(b for b in box.buttons() if b.text() == window.word("open_read_only"))
        qtbot.mouseClick(reading, Qt.MouseButton.LeftButton)
        assert window.session.store.is_read_only
        assert window.status.saved.text() == window.word("read_only")
        before = window.session.store.counts()
        window.view.setFocus()
        qtbot.keyClick(window.view, Qt.Key.Key_1)
        assert window.session.store.counts() == before
        assert window.status.said.text()
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_I, keys)
        assert window.status.said.text() == sentence_of("read_only", {}, "en")
        assert not any(w.isVisible() for w in window.findChildren(QDialog))
        window.close()
    finally:
        holder.communicate(b"", timeout=60)


def test_what_is_no_corpus_is_refused_and_left_alone(make_window, tmp_path, qtbot) -> None:
    path = tmp_path / "odd.corpus"
    path.write_bytes(b"not a corpus at all" * 20)
    window = make_window()
    assert not window.act.corpus.open_path(path)
    assert path.read_bytes() == b"not a corpus at all" * 20
    assert window.session is None


def test_counts_in_the_list_follow_the_work(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    row = next(r for r in window.columns.documents.model.rows if r.id == window.session.document)
    window.keys.select(window.session.shown()[0].id)
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Backspace)
    now = next(r for r in window.columns.documents.model.rows if r.id == window.session.document)
    assert now.annotations == row.annotations - 1


def test_history_says_who_and_when_and_takes_back_to_a_step(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    before = window.session.store.counts()["annotation"]
    for _ in range(3):
        window.keys.select(window.session.shown()[0].id)
        window.act.tagging.delete_current()
    window.act.steps.show_history()
    listed = window.columns.history.list
    assert listed.count() >= 4
    said = listed.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "Gold" in said
    assert "20" in said
    listed.setCurrentRow(3)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.session.store.counts()["annotation"] == before
    listed.setCurrentRow(1)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.session.store.counts()["annotation"] == before - 2


def test_a_failure_of_the_program_is_told_and_nothing_is_lost(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    before = window.session.store.counts()
    try:
        raise RuntimeError("broken on purpose")
    except RuntimeError as error:
        window.act.helping.note_failure(outline(error))
    assert window.failure.isVisible()
    qtbot.mouseClick(window.failure.copy, Qt.MouseButton.LeftButton)
    assert "broken on purpose" in QApplication.clipboard().text()
    assert window.session.store.counts() == before


def test_the_guide_and_the_keys_are_there_in_both_languages(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    for language in ("en", "bg"):
        window.set_language(language)
        window.act.helping.show_guide()
        dialog = next(
            w
            for w in QApplication.topLevelWidgets()
            if type(w).__name__ == "GuideDialog" and w.isVisible()
        )
        assert len(dialog.text.toPlainText()) > 2000
        dialog.close()


def test_taking_back_the_import_leaves_nothing_of_it_and_redo_opens_it_again(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    session, store = window.session, window.session.store
    opened, control = session.document, Qt.KeyboardModifier.ControlModifier

    def counted() -> list[int]:
        return [row.number for row in window.columns.scheme.model().rows if row.is_layer]

    before = counted()
    assert sum(before) == 81
    while session.documents():
        qtbot.keyClick(window.view, Qt.Key.Key_Z, control)
    assert session.document is None
    assert sum(counted()) == 0
    assert not window.columns.inspector.comments.isVisibleTo(window)
    assert window.status.place.text() == ""
    while store.redo_step() is not None:
        qtbot.keyClick(window.view, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert session.document == opened
    assert counted() == before
    assert window.columns.inspector.comments.isVisibleTo(window)


def test_what_is_gone_is_not_remembered_by_its_id(make_window, corpus, settings) -> None:
    window = make_window(corpus)
    key = next(row.id for row in window.session.documents() if row.id != window.session.document)
    window.session.open_document(key)
    settings.set_text("palette/recent", orjson.dumps([key, "edit.undo"]).decode())
    window.close_session()
    assert settings.text(settings.of_corpus("document", corpus)) == key
    with open_corpus(corpus) as store:
        purge_document(store, key, confirm=store.read().document(key).name)
    assert window.act.corpus.open_path(corpus)
    settings.sync()
    assert key.encode() not in Path(settings._settings.fileName()).read_bytes()


def test_what_the_first_tag_needs_is_made_before_it(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    inspector = window.columns.inspector
    assert "parts" not in vars(inspector)
    window.make_ready()
    assert window.act.is_made("tagging")
    qtbot.waitUntil(lambda: "parts" in vars(inspector))
    qtbot.waitUntil(lambda: not window._readying.is_running())
    for compiled in (tokens._pattern, tokens._emoji, graphemes._cluster, graphemes._wrongly_joined):
        assert compiled.cache_info().currsize
    assert not inspector.parts.isVisibleTo(inspector)
    parts = inspector.parts
    window.keys.select(window.session.shown()[0].id)
    inspector.settle()
    assert inspector.parts is parts
    assert parts.isVisibleTo(inspector)
    inspector.make_ready()
    assert parts.isVisibleTo(inspector)
    window.close_session()
    window.make_ready()


def test_the_status_bar_names_the_role_of_the_segment_at_the_caret(make_window, corpus) -> None:
    """Which paragraph is the lead and which a headline was seen nowhere once it was imported."""
    window = make_window(corpus)
    session, view = window.session, window.view
    seen: set[str] = set()
    for segment in session.facts.segments:
        for offset in (segment.begin, segment.end):
            view.set_caret(offset)
            window.later.settle_all()
            name = session.scheme.role(segment.role).names["en"]
            assert window.status.role.text() == name
            assert not window.status.role.isHidden()
        seen.add(name)
    assert {"Lead", "Body", "Teaser headline"} <= seen
    view.set_caret(session.facts.segments[0].end + 1)
    window.later.settle_all()
    assert window.status.role.isHidden()
