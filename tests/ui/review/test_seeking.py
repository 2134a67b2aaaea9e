"""A key that goes to the next difference waits for nothing, however far away that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.corpus import Document
from annotator.model.identity import text_hash
from annotator.model.review import Annotator
from annotator.model.span import Span
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 400
WORDS = " ".join(f"word{n}" for n in range(40))


def annotated(key: str, who: str, layer: str, text: str, *, differs: bool) -> list[Annotation]:
    found, at = list[Annotation](), 0
    for number, word in enumerate(text.split(" ")):
        end = at + len(word) - (differs and number == 7)
        span = Span(at, end)
        name = f"{key}-{who}-{number}"
        found.append(Annotation(name, key, layer, who, (span,), text[at:end]))
        at += len(word) + 1
    return found


@pytest.fixture(scope="session")
def far_file(samples_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of many documents in which two agree, but in the first and in the last."""
    import shutil

    path = Path(shutil.copy(samples_file, tmp_path_factory.mktemp("far") / "far.corpus"))
    with open_corpus(path) as store:
        layer = store.scheme.layers[0].id
        for row in list(store.read().documents()):
            with store.edit("documents.remove", annotator="ann") as edit:
                edit.remove(Document, row.id)
        with store.edit("documents.import", annotator="ann") as edit:
            for who in ("ann", "bob"):
                edit.put(Annotator(id=who))
            for number in range(COUNT):
                key, text = f"far-{number:04}", f"{number} {WORDS}"
                edit.put(Document(id=key, name=key, text=text, sha256=text_hash(text)))
                for who in ("ann", "bob"):
                    differs = who == "bob" and number in (0, COUNT - 1)
                    for annotation in annotated(key, who, layer, text, differs=differs):
                        edit.put(annotation)
    return path


@pytest.fixture
def window(make_window, far_file: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    import shutil

    window = make_window(Path(shutil.copy(far_file, tmp_path / "far.corpus")))
    window.sitting.open_document("far-0000")
    window.surface.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL | SHIFT)
    assert window.text_page.review_bar.title.text() == "Difference 1 of 1"
    return window


def known_empty(window: MainWindow) -> int:
    return len(window.act.reviewing.review.queue._is_empty)


def test_a_key_waits_for_few_documents_and_the_rest_follows(
    window: MainWindow, qtbot: QtBot
) -> None:
    seeking = window.act.reviewing.seeking
    with qtbot.waitSignal(seeking.ended, timeout=60_000):
        qtbot.keyClick(window.surface, "1")
        assert seeking.is_on
        assert known_empty(window) < COUNT // 2
        assert window.status.said.text() == "Took A. 0 open."
        assert window.text_page.review_bar.counts.text() == "1 decided, 0 open"
    assert window.sitting.document == f"far-{COUNT - 1:04}"
    assert window.text_page.review_bar.title.text() == "Difference 1 of 1"
    assert "In 399 word0" in window.status.said.text()


def test_esc_stops_the_search_and_then_leaves(window: MainWindow, qtbot: QtBot) -> None:
    seeking = window.act.reviewing.seeking
    qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    assert seeking.is_on
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert not seeking.is_on
    assert window.act.reviewing.review is not None
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert window.act.reviewing.review is None


def test_what_was_looked_at_while_nobody_waited_is_known_to_the_next_key(
    window: MainWindow, qtbot: QtBot
) -> None:
    seeking = window.act.reviewing.seeking
    qtbot.waitUntil(lambda: known_empty(window) >= COUNT - 2, timeout=60_000)
    qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    assert not seeking.is_on
    assert window.sitting.document == f"far-{COUNT - 1:04}"


def test_a_corpus_that_is_closed_while_it_is_searched_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window.surface, Qt.Key.Key_F8)
    assert window.act.reviewing.seeking.is_on
    window.close_session()
    assert not window.act.reviewing.seeking.is_on
