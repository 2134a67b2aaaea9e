"""A question over the window: what is typed at once is its answer, and a click loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.model.review import FINISHED, IN_PROGRESS
from annotator.operations.documents.documents import set_assignment
from annotator.ui.panels.asked import Asked

K = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
AGAIN = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window, corpus, settings):
    """A document that somebody has finished, to be opened again."""
    settings.set_text("annotator", "author")
    made = make_window(corpus)
    made.session.do(set_assignment, made.session.document, "author", FINISHED)
    made.activateWindow()
    made.surface.setFocus()
    return made


def typed(window, text: str) -> None:
    """Type as keys come from the system: to the window that had the keyboard before."""
    for sign in text:
        QTest.keyClick(window.windowHandle(), sign)


def press(window, key: Qt.Key, modifiers=NONE) -> None:
    QTest.keyClick(window.windowHandle(), key, modifiers)


def asked(window) -> list[Asked]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(Asked)


def state_of(window) -> str:
    return window.session.store.read().assignment_state(window.session.document, "author")


def test_what_is_typed_right_after_the_key_is_the_reason(window) -> None:
    press(window, K.Key_D, AGAIN)
    typed(window, "one 4 z")
    press(window, K.Key_Tab)
    press(window, K.Key_PageDown, CTRL)
    press(window, K.Key_Return)
    (kept,) = window.session.store.read().assignments()
    assert (kept.state, kept.reason) == (IN_PROGRESS, "one 4 z")
    assert asked(window) == []
    assert window.surface.hasFocus()


def test_esc_leaves_it_and_gives_the_focus_back(window) -> None:
    press(window, K.Key_D, AGAIN)
    typed(window, "one")
    press(window, K.Key_Escape)
    assert (asked(window), state_of(window)) == ([], FINISHED)
    assert window.surface.hasFocus()


@pytest.mark.parametrize("text", ["", "a name was missed"])
def test_a_click_elsewhere_leaves_it_unless_something_is_typed(window, qtbot, text) -> None:
    press(window, K.Key_D, AGAIN)
    typed(window, text)
    (question,) = asked(window)
    area = window.surface.viewport()
    below = area.mapFrom(window, question.geometry().bottomLeft()) + QPoint(40, 40)
    QTest.mouseClick(area, Qt.MouseButton.LeftButton, NONE, below)
    if not text:
        assert asked(window) == []
        assert window.surface.hasFocus()
        return
    qtbot.waitUntil(question.field.hasFocus)
    assert question.field.text() == text
    press(window, K.Key_Return)
    assert state_of(window) == IN_PROGRESS


def test_the_mouse_answers_too(window) -> None:
    press(window, K.Key_D, AGAIN)
    typed(window, "seen")
    (question,) = asked(window)
    assert {b.text() for b in question.findChildren(QPushButton)} == {"Reopen", "Cancel"}
    QTest.mouseClick(question.give, Qt.MouseButton.LeftButton)
    assert (asked(window), state_of(window)) == ([], IN_PROGRESS)


def test_it_ends_with_the_document(window) -> None:
    press(window, K.Key_D, AGAIN)
    typed(window, "seen")
    window.menus.run("next.document")
    assert asked(window) == []


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_new_set_is_named_as_typed(window, language) -> None:
    window.set_language(language)
    ids = [row.id for row in window.session.documents()][:2]
    window.act.documents._ask_set(ids)
    typed(window, "pilot")
    press(window, K.Key_Return)
    (group,) = window.session.store.read().sets()
    assert (dict(group.names), sorted(group.documents)) == ({language: "pilot"}, sorted(ids))


def test_it_fits_a_small_window_with_large_letters(window, settings) -> None:
    window.resize(800, 560)
    settings.set_text("text_size", "22")
    window.act.setting.take()
    press(window, K.Key_D, AGAIN)
    QApplication.processEvents()
    (question,) = asked(window)
    assert window.rect().contains(question.geometry())
    assert question.rect().contains(question.give.geometry())
