"""Half-typed texts: there again after a crash, gone once they are in the corpus."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.model.errors import StoreError
from annotator.store.store import Store
from annotator.ui.settings.settings import Settings
from annotator.ui.sitting.drafts import AFTER_MS, COMMENT, FEATURE, Drafts, Place
from tests.stress import WHO, make_stress

K, M = Qt.Key, Qt.KeyboardModifier
HERE, THERE = Place(COMMENT, "a"), Place(FEATURE, "a", "b", "c")


def _files(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "state" / "drafts").glob("*"))


def test_typed_texts_are_there_in_the_next_sitting_until_dropped(qtbot, tmp_path) -> None:
    first = Drafts(tmp_path / "a.corpus", after_ms=1)
    first.put(HERE, "недовършен коме")
    first.put(THERE, "😀\n")
    first.put(Place(COMMENT, "b"), "  \n")
    qtbot.waitUntil(lambda: len(_files(tmp_path)) == 1)
    second = Drafts(tmp_path / "a.corpus")
    assert second.places() == [HERE, THERE]
    assert second.get(HERE) == "недовършен коме"
    assert second.get(THERE) == "😀\n"
    assert Drafts(tmp_path / "b.corpus").places() == []
    second.drop(HERE)
    second.put(THERE, " ")
    second.end()
    assert _files(tmp_path) == []


def test_typing_on_does_not_put_the_writing_off(qtbot, tmp_path) -> None:
    drafts = Drafts(tmp_path / "a.corpus", after_ms=20)
    letters = iter("x" * 10_000)
    typed = ""

    def type_on() -> bool:
        nonlocal typed
        typed += next(letters)
        drafts.put(HERE, typed)
        return bool(_files(tmp_path))

    qtbot.waitUntil(type_on)
    assert AFTER_MS <= 1000


@pytest.mark.parametrize("noise", [b"", b"{", b"[1]", b'[["a"]]', b'{"a": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_no_draft(qapp, tmp_path, noise) -> None:
    drafts = Drafts(tmp_path / "a.corpus")
    drafts.put(HERE, "x")
    drafts.end()
    (file,) = _files(tmp_path)
    file.write_bytes(noise)
    assert Drafts(tmp_path / "a.corpus").places() == []


def test_a_folder_that_cannot_be_written_costs_no_typing(qapp, tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ANNOTATOR_STATE", str(tmp_path / "file"))
    drafts = Drafts(tmp_path / "a.corpus")
    drafts.put(HERE, "x")
    drafts.write()
    assert drafts.get(HERE) == "x"


def _comment_field(window) -> QPlainTextEdit:
    window.act.talking.add_comment()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    return focused


def test_a_comment_is_a_draft_until_it_is_sent(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    window.keys.select(session.shown()[0].id)
    field = _comment_field(window)
    qtbot.keyClicks(field, "half a tho")
    (place,) = session.drafts.places()
    assert place == Place(COMMENT, session.document, session.current)
    qtbot.keyClick(field, K.Key_Escape)
    assert _comment_field(window).toPlainText() == "half a tho"
    qtbot.keyClick(QApplication.focusWidget(), K.Key_Return, M.ControlModifier)
    assert session.drafts.places() == []


def test_a_comment_that_cannot_be_kept_stays_typed(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    field = _comment_field(window)
    qtbot.keyClicks(field, "long thoughts")
    corpus.unlink()
    qtbot.keyClick(field, K.Key_Return, M.ControlModifier)
    assert window.failure.isVisible()
    assert field.toPlainText() == "long thoughts"
    assert len(window.session.drafts.places()) == 1


def test_a_comment_begun_on_one_document_is_not_shown_on_another(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    window.session.set_current(None)
    qtbot.keyClicks(_comment_field(window), "of this one")
    window.act.going.next_document()
    assert _comment_field(window).toPlainText() == ""


@pytest.fixture
def typed_features(tmp_path, settings) -> Path:
    """A corpus whose layers have features that are typed."""
    folder = tmp_path / "texts"
    folder.mkdir()
    make_stress(tmp_path / "typed.corpus", folder).close()
    settings.set_text("annotator", WHO)
    return tmp_path / "typed.corpus"


def _free_feature(window) -> tuple[str, str]:
    session = window.session
    assert session.annotator == WHO
    return session.shown()[0].id, "kind"


def test_a_feature_is_a_draft_until_it_is_taken_or_given_up(
    make_window, typed_features, qtbot
) -> None:
    window = make_window(typed_features)
    session = window.session
    key, feature = _free_feature(window)
    window.keys.select(key)
    field = window.columns.inspector.field(feature)
    before = field.text()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "half")
    assert session.drafts.get(Place(FEATURE, session.document, key, feature)) == "half"
    window.columns.inspector.show_current()
    assert field.text() == "half"
    qtbot.keyClick(field, K.Key_Escape)
    assert session.drafts.places() == []
    assert field.text() == before
    field.selectAll()
    qtbot.keyClicks(field, "whole")
    qtbot.keyClick(field, K.Key_Return)
    assert session.drafts.places() == []
    assert session.annotation(key).features[feature] == "whole"


_TYPES = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
application = QApplication([])
from annotator.ui.app import build_window
from annotator.ui.settings.settings import Settings
from tests.stress import WHO, make_stress
window = build_window(Path(sys.argv[1]), Settings(Path(sys.argv[2])))
window.show()
QTest.qWaitForWindowActive(window)
window.keys.select(sys.argv[3])
if sys.argv[4]:
    field = window.columns.inspector.field(sys.argv[4])
    field.setFocus()
    field.selectAll()
else:
    window.act.talking.add_comment()
    field = QApplication.focusWidget()
QTest.keyClicks(field, "half a thought")
print("typed", flush=True)
QTimer.singleShot(900, lambda: os.kill(os.getpid(), signal.SIGSEGV))
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal here")
@pytest.mark.parametrize("is_feature", [False, True])
def test_after_a_crash_within_a_second_the_text_is_offered_in_its_field(
    make_window, typed_features, settings, qtbot, is_feature
) -> None:
    corpus = typed_features
    window = make_window(corpus)
    key, feature = _free_feature(window)
    document = window.session.document
    window.close_session()
    settings.sync()
    arguments = [str(corpus), settings._settings.fileName(), key, feature if is_feature else ""]
    done = subprocess.run(
        [sys.executable, "-c", _TYPES, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == -signal.SIGSEGV
    assert done.stdout == "typed\n"
    settings.forget(settings.of_corpus("document", corpus))
    assert window.act.corpus.open_path(corpus)
    assert "was being typed" in window.failure.text.text()
    other = next(r.id for r in window.session.documents() if r.id != document)
    window.session.open_document(other)
    qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    assert window.session.document == document
    assert window.session.current == key
    field = QApplication.focusWidget()
    typed = field.text() if is_feature else field.toPlainText()
    assert typed == "half a thought"
    qtbot.keyClick(field, K.Key_Return, M.NoModifier if is_feature else M.ControlModifier)
    assert window.session.drafts.places() == []
    window.close_session()
    with Store.open(corpus, read_only=True) as store:
        if is_feature:
            assert store.read().annotation(key).features[feature] == "half a thought"
        else:
            texts = [t for c in store.read().comments(document) for t in c.texts.values()]
            assert "half a thought" in texts


def test_safe_mode_keeps_and_offers_none(qtbot, corpus, tmp_path) -> None:
    from annotator.ui.app import build_window

    kept = Drafts(corpus)
    kept.put(HERE, "x")
    kept.end()
    window = build_window(corpus, Settings(tmp_path / "safe.ini", is_safe=True))
    qtbot.addWidget(window)
    assert window.session.drafts.places() == []
    assert window.failure.isHidden()


def test_a_draft_of_what_is_no_more_is_let_go(make_window, corpus, qtbot) -> None:
    kept = Drafts(corpus)
    kept.put(Place(COMMENT, "no-such-document"), "x")
    kept.end()
    window = make_window(corpus)
    qtbot.mouseClick(window.failure.offers[0], Qt.MouseButton.LeftButton)
    assert window.session.drafts.places() == []
    with pytest.raises(StoreError):
        window.session.store.read().document("no-such-document")
