"""What the status bar offers: keys that do something here, and nothing that would be refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.model.review import FINISHED, IN_PROGRESS
from annotator.model.scheme import Layer
from annotator.operations.documents.documents import set_assignment
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.keeping.corpus import open_corpus
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.asked import Asked
from tests import poses
from tests.ui.hostile import HEBREW

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def set_state(window: MainWindow, state: str) -> None:
    session = window.sitting
    session.do(set_assignment, session.document, session.annotator, state)
    window.text_keys.select(None)
    window.later.settle_all()
    QApplication.processEvents()


def offered(window: MainWindow) -> list[str]:
    """The words of the status bar that are seen, keys and what they do."""
    pairs = [pair for pair in window.status._pairs if pair.isVisible()]
    return [label.text() for pair in pairs for label in pair.findChildren(QLabel)]


@pytest.mark.parametrize("is_selected", [False, True])
def test_in_a_finished_document_the_key_that_reopens_is_offered(
    make_window, corpus: Path, qtbot: QtBot, is_selected: bool
) -> None:
    window = make_window(corpus)
    set_state(window, FINISHED)
    if is_selected:
        window.text_keys.select(window.sitting.shown()[0].id)
        window.later.settle_all()
    assert window.word("key.reopen") in offered(window)
    assert window.word("key.digits") not in offered(window)
    assert window.word("key.f2") not in offered(window)
    qtbot.keyClick(window.surface, Qt.Key.Key_D, _CONTROL | _SHIFT)
    field = window.findChild(Asked).field
    qtbot.keyClicks(field, "A name was missed.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.text_keys.select(None)
    window.later.settle_all()
    assert window.word("key.digits") in offered(window)
    assert window.word("key.reopen") not in offered(window)


def test_an_empty_document_that_is_finished_asks_for_no_tag(make_window, corpus: Path) -> None:
    window = make_window(corpus)
    empty = next(row.id for row in window.sitting.documents() if not row.annotations)
    window.open_document(empty)
    set_state(window, IN_PROGRESS)
    assert window.status.said.text() == window.word("nothing_tagged")
    set_state(window, FINISHED)
    assert window.status.said.text() == window.word("is_finished")


def test_a_long_quote_ends_in_dots_and_not_within_a_word_unsaid(make_window, corpus: Path) -> None:
    window = make_window(corpus, size=(1920, 900))
    session = window.sitting
    long = next(
        a
        for a in session.shown()
        if len(a.quote) > 60 and a.layer not in session.maker.hubs and len(a.spans) == 1
    )
    window.text_keys.select(long.id)
    window.later.settle_all()
    said = window.status.said.text()
    assert "…" in said
    assert long.quote[:59] in said
    assert long.quote[:60] not in said


def test_words_from_right_to_left_move_nothing_around_them(make_window, corpus: Path) -> None:
    """The number of ends stood before the value of the frame that has them."""
    with open_corpus(corpus) as store:
        layers = [_called(layer) for layer in store.scheme.layers]
        set_scheme(store, replace(store.scheme, layers=tuple(layers), version="9"))
    window = make_window(corpus)
    session = window.sitting
    hub = next(a for a in session.shown() if a.layer in session.maker.hubs and a.features)
    window.text_keys.select(hub.id)
    window.later.settle_all()
    value = f"\u2068{HEBREW}\u2069"
    assert f"{value}, {value}, " in window.status.said.text()
    assert f"{HEBREW}, {HEBREW}, " in window.status.said.accessibleName()
    window.keys.enter_frame()
    sentence = QTextDocument()
    sentence.setHtml(window.frame_bar.sentence.text())
    assert value in sentence.toPlainText()
    assert sentence.firstBlock().textDirection() == Qt.LayoutDirection.LeftToRight


def _called(layer: Layer) -> Layer:
    """Return a layer whose tags are all called by the same words, read from right to left."""
    features = [
        replace(
            f, tags=tuple(replace(tag, names={"en": HEBREW}, verb=None) for tag in f.tags or ())
        )
        for f in layer.features
    ]
    return replace(layer, features=tuple(features))


def test_esc_in_a_field_opened_from_a_frame_is_told_to_go_back_to_it(
    make_window, corpus: Path, qtbot: QtBot
) -> None:
    window = make_window(corpus)
    poses.frame(window)
    window.act.tagging.open_features()
    window.later.settle_all()
    assert offered(window)[-1] == "back to the frame"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.text_keys.select(window.sitting.shown()[1].id)
    window.act.tagging.open_features()
    window.later.settle_all()
    assert offered(window)[-1] == "back to the text"
