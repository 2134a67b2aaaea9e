"""What all dialogs answer to: Enter on a button, and where the focus is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu

from annotator.ui.dialogs.preferences import PreferencesDialog

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def dialog(window, qtbot) -> PreferencesDialog:
    qtbot.keyClick(window.view, K.Key_Comma, M.ControlModifier)
    (found,) = window.findChildren(PreferencesDialog)
    found.activateWindow()
    return found


def test_enter_presses_the_button_that_has_the_focus_and_not_the_act(dialog, qtbot) -> None:
    dialog.show_keys()
    keymap = dialog.keys._keymap
    qtbot.keyClicks(dialog.keys.search, "borders")
    qtbot.keyClick(dialog.keys.search, K.Key_Return)
    qtbot.keyClick(dialog.keys.catcher, K.Key_Z, M.ControlModifier)
    assert dialog.focusWidget() is dialog.keys.swap_button
    qtbot.keyClick(dialog.focusWidget(), K.Key_Return)
    assert dialog.isVisible()
    assert (keymap.keys("borders.edit"), keymap.keys("edit.undo")) == (("Ctrl+Z",), ("F2",))


def test_a_list_that_tab_goes_to_is_seen_to_have_the_focus(dialog, qtbot) -> None:
    colour = QColor(dialog._look_now().tokens.focus)

    def is_ringed() -> bool:
        image = dialog.list.grab().toImage()
        ends = (QPoint(0, 0), QPoint(image.width() - 1, image.height() - 1))
        return all(image.pixelColor(place) == colour for place in ends)

    assert not is_ringed()
    qtbot.keyClick(dialog.search, K.Key_Tab)
    assert dialog.list.hasFocus()
    assert is_ringed()
    qtbot.keyClick(dialog.list, K.Key_Tab)
    assert not is_ringed()


def menu_of(qtbot, widget) -> QMenu:
    """Press the key of menus where a list or dialog is open, and return what it opened."""
    assert widget.hasFocus()
    qtbot.keyClick(widget, K.Key_F10, M.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    return menu


def test_the_key_of_menus_opens_that_of_a_field(dialog, qtbot) -> None:
    dialog.search.setFocus()
    place = dialog.search.mapToGlobal(QPoint(0, 0))
    menu = menu_of(qtbot, dialog.search)
    assert menu.actions()
    assert dialog.search.rect().translated(place).adjusted(0, 0, 0, 8).contains(menu.pos())
    assert dialog.isVisible()


@pytest.mark.parametrize("key", [K.Key_0, K.Key_F1])
def test_so_it_does_in_a_list_over_the_window(window, qtbot, key) -> None:
    qtbot.keyClick(window.surface, key)
    field = window.focusWidget()
    assert field is not window.surface
    assert menu_of(qtbot, field).actions()
    assert field.isVisible()
