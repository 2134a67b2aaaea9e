"""A mode ends with what it is about: another document, what is taken back, a click elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.keys.modes import BORDERS, FRAME, JUMP, LIST, TEXT

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def spans_of(window) -> dict[str, tuple]:
    session = window.session
    article = session.store.read().document_id("seed-000")
    found = session.store.read().annotations(article, annotator=session.annotator)
    return {a.id: a.spans for a in found}


def tagged(window, hands, words: str, key: str):
    hands.select(words)
    hands.type(key)
    return window.session.current_annotation()


def place_of(window, offset: int) -> QPoint:
    window.view.scroll_to(offset)
    QApplication.processEvents()
    return window.view.rect_of(offset).center().toPoint()


def click(window, at: QPoint) -> None:
    QTest.mouseClick(window.view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()


def bare(window) -> int:
    """Return an offset within a word over which there is no annotation."""
    text = window.view.text()
    found = (n for n in range(len(text) - 2) if text[n : n + 3].isalpha())
    return next(n + 1 for n in found if n > 200 and not window.view.marks_in(n - 1, n + 3))


def test_borders_are_never_moved_by_what_another_document_says(window, hands) -> None:
    tagged(window, hands, "техническа", "4")
    before = spans_of(window)
    hands.press(K.Key_F2)
    hands.press(K.Key_Left, CTRL)
    here = window.session.document
    hands.press(K.Key_PageDown, CTRL)
    assert window.session.document != here
    assert window.keys.mode == TEXT
    hands.press(K.Key_Right)
    hands.press(K.Key_Return)
    assert spans_of(window) == before


def test_borders_of_what_is_taken_back_are_left(window, hands) -> None:
    tagged(window, hands, "техническа", "4")
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Z, CTRL)
    assert (window.keys.mode, spans_of(window)) == (TEXT, {})
    caret = window.view.caret()
    hands.press(K.Key_Right)
    assert window.view.caret() == caret + 1


def test_borders_that_were_set_back_are_not_moved_from_where_they_were(window, hands) -> None:
    one = tagged(window, hands, "техническа", "4")
    hands.press(K.Key_F2)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Return)
    hands.press(K.Key_F2)
    assert window.keys.mode == BORDERS
    hands.press(K.Key_Z, CTRL)
    assert window.keys.mode == TEXT
    hands.press(K.Key_Return)
    assert spans_of(window)[one.id] == one.spans


@pytest.mark.parametrize("shown", [False, True])
def test_a_key_of_the_window_ends_a_jump(window, hands, shown) -> None:
    tagged(window, hands, "техническа", "4")
    window.view.set_caret(0)
    hands.press(K.Key_J, CTRL)
    if shown:
        hands.type("п")
        assert window.keys.jump.words
    hands.press(K.Key_Z, CTRL)
    assert (window.keys.mode, spans_of(window)) == (TEXT, {})
    hands.type("4")
    assert len(spans_of(window)) == 1


def test_a_key_of_the_window_closes_the_list(gold, hands) -> None:
    hands.caret("двете страни")
    hands.press(K.Key_Return)
    assert gold.keys.mode == LIST
    hands.press(K.Key_PageDown, CTRL)
    assert (gold.keys.mode, gold.keys.list._list.isVisible()) == (TEXT, False)


def test_a_list_does_not_offer_what_is_gone(gold, hands) -> None:
    one = tagged(gold, hands, "двете", "5")
    assert one is not None
    hands.press(K.Key_Escape)
    hands.caret("двете страни")
    hands.press(K.Key_Return)
    assert gold.keys.mode == LIST
    gold.session.undo()
    assert (gold.keys.mode, gold.keys.list._list.isVisible()) == (TEXT, False)


@pytest.mark.parametrize("mode", [LIST, JUMP, BORDERS, FRAME])
def test_a_click_elsewhere_ends_what_keys_were_for(gold, hands, mode) -> None:
    offset = bare(gold)
    place_of(gold, offset)
    begin = gold.view.visible_span()[0]
    listed = next(a for a in gold.session.shown() if a.spans and a.spans[0].begin > begin)
    gold.view.set_caret(listed.spans[0].begin)
    gold.keys.select(listed.id)
    if mode == LIST:
        gold.keys.list.enter(gold.view.marks_at(gold.view.caret()))
    elif mode == JUMP:
        hands.press(K.Key_J, CTRL)
    elif mode == BORDERS:
        hands.press(K.Key_F2)
    else:
        hub = next(a for a in gold.session.shown() if a.layer in gold.session.maker.hubs)
        gold.keys.select(hub.id)
        gold.keys.enter_frame()
    assert gold.keys.mode == mode
    at = place_of(gold, offset)
    click(gold, at)
    assert gold.keys.mode == TEXT
    before = spans_of(gold)
    hands.type("4")
    made = spans_of(gold).keys() - before.keys()
    (spans,) = (gold.session.annotation(key).spans for key in made)
    assert spans[0].begin <= offset <= spans[0].end


def test_a_frame_ends_when_the_mouse_is_let_go_so_that_nothing_moves_under_it(gold, hands) -> None:
    hub = next(a for a in gold.session.shown() if a.layer in gold.session.maker.hubs)
    gold.keys.select(hub.id)
    gold.keys.enter_frame()
    at = place_of(gold, bare(gold))
    area = gold.view.viewport()
    QTest.mousePress(area, LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert gold.keys.mode == FRAME
    QTest.mouseRelease(area, LEFT, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()
    assert gold.keys.mode == TEXT
