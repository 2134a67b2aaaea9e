"""What all dialogs answer to: Enter on a button, and where the focus is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

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
