"""The focus can be seen wherever the keyboard takes it, and F6 walks every part of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.widgets.focus_ring import FocusRing


@pytest.fixture(params=["light", "dark", "contrast"])
def window(request, make_window, corpus, settings) -> MainWindow:
    settings.set_text("theme", request.param)
    made: MainWindow = make_window(corpus)
    made.activateWindow()
    return made


def has_ring(window: MainWindow) -> bool:
    view = window.surface
    image = view.grab().toImage()
    wanted = QColor(window.look.tokens.focus)
    last = QPoint(image.width() - 1, image.height() - 1)
    places = [QPoint(0, 0), QPoint(1, last.y() // 2), QPoint(last.x() // 2, last.y()), last]
    return all(image.pixelColor(place) == wanted for place in places)


def test_the_text_has_a_ring_when_the_keyboard_comes_and_the_caret_takes_over(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.surface
    window.menus.field.button.setFocus()
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        if view.hasFocus():
            break
    assert view.hasFocus()
    assert has_ring(window)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert not view.findChild(FocusRing).isVisible()
    assert not has_ring(window)


def test_a_click_gives_the_focus_without_a_ring(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.field.button.setFocus()
    qtbot.mouseClick(window.surface.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 80))
    assert window.surface.hasFocus()
    assert not has_ring(window)


def test_f6_walks_all_parts_and_comes_round(window: MainWindow, qtbot: QtBot) -> None:
    window.surface.setFocus()
    seen = []
    for _ in range(20):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        seen.append(window.focusWidget())
        if window.surface.hasFocus():
            break
    assert window.surface.hasFocus()
    assert len(set(map(id, seen))) == len(seen) >= 5
    for part in (window.menus.field, window.status, window.columns.documents):
        assert any(part is w or part.isAncestorOf(w) for w in seen)


def test_f6_passes_a_list_that_is_empty(make_window, corpus, settings, qtbot: QtBot) -> None:
    settings.set_text("annotator", "me")
    made: MainWindow = make_window(corpus)
    made.activateWindow()
    made.surface.setFocus()
    for back in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        seen = []
        while made.focusWidget() not in seen:
            seen.append(made.focusWidget())
            qtbot.keyClick(made.focusWidget(), Qt.Key.Key_F6, back)
        assert made.columns.entities.isVisible()
        assert made.columns.entities.list.isHidden()
        assert made.surface.hasFocus()


def test_what_has_the_focus_looks_otherwise(window: MainWindow, qtbot: QtBot) -> None:
    window.surface.setFocus()
    for _ in range(10):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        focused = window.focusWidget()
        if window.surface.hasFocus():
            break
        QApplication.processEvents()
        top = focused.mapTo(window, QPoint(0, 0))
        area = focused.rect().translated(top).adjusted(-3, -3, 3, 3)
        lit = window.grab(area).toImage()
        window.surface.setFocus()
        window.surface.set_caret(0)
        QApplication.processEvents()
        assert window.grab(area).toImage() != lit, focused
        focused.setFocus(Qt.FocusReason.ShortcutFocusReason)
