"""Preferences > Keys, by keys: type to search, press to set, swap what clashes, reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.action_table.table import action

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(make_window, corpus, qtbot):
    window = make_window(corpus)
    qtbot.keyClick(window.view, K.Key_Comma, M.ControlModifier)
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "preferences")
    dialog.show_keys()
    return dialog.keys


def names(page) -> list[str]:
    return [page.list.item(n).text() for n in range(page.list.count())]


def test_every_action_is_listed_and_typing_finds_by_both_languages_and_by_key(page, qtbot) -> None:
    assert len(names(page)) == page.list.count() > 60
    qtbot.keyClicks(page.search, "hist")
    assert "History" in names(page)
    qtbot.keyClick(page.search, K.Key_Escape)
    page.search.setText("връщ")
    assert sorted(names(page)) == ["Bring back", "Send my work back…", "Undo"]
    page.search.setText("F2")
    # The second one is a key of the list of comments.
    assert sorted(names(page)) == ["Borders", "Change the comment"]


def test_press_to_set_holds_at_once_in_menus_and_is_remembered(page, qtbot) -> None:
    window = page._window
    page.search.setText("borders")
    qtbot.keyClick(page.search, K.Key_Return)
    assert page.catcher.hasFocus()
    qtbot.keyClick(page.catcher, K.Key_Shift)
    assert page.catcher.isVisible()
    qtbot.keyClick(page.catcher, K.Key_F10)
    assert window.keymap.keys("borders.edit") == ("F10",)
    assert "F10" in window.action("borders.edit").toolTip()
    assert window.settings.text("keys/borders.edit") == "F10"
    assert "Borders" in page.said.text()
    assert page.search.hasFocus()


def test_a_second_key_is_added_and_del_takes_all_away(page, qtbot) -> None:
    keymap = page._keymap
    page.search.setText("history")
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.catcher, K.Key_H, M.ControlModifier | M.AltModifier)
    assert keymap.keys("edit.history") == ("Ctrl+Shift+H", "Ctrl+Alt+H")
    page.list.setFocus()
    qtbot.keyClick(page.list, K.Key_Delete)
    assert keymap.keys("edit.history") == ()
    qtbot.mouseClick(page.reset_button, Qt.MouseButton.LeftButton)
    assert keymap.keys("edit.history") == action("edit.history").shortcuts


def test_a_clash_names_the_other_action_and_swaps_on_enter(page, qtbot) -> None:
    keymap = page._keymap
    page.search.setText("borders")
    qtbot.keyClick(page.search, K.Key_Return)
    qtbot.keyClick(page.catcher, K.Key_Z, M.ControlModifier)
    assert "Undo" in page.said.text()
    assert keymap.keys("borders.edit") == ("F2",)
    assert page.swap_button.hasFocus()
    qtbot.keyClick(page.swap_button, K.Key_Space)
    assert keymap.keys("borders.edit") == ("Ctrl+Z",)
    assert keymap.keys("edit.undo") == ("F2",)
    page.search.setText("")
    qtbot.mouseClick(page.all_button, Qt.MouseButton.LeftButton)
    assert keymap.keys("edit.undo") == ("Ctrl+Z",)


def test_esc_leaves_the_key_as_it_is_and_the_dialog_open(page, qtbot) -> None:
    page.search.setText("borders")
    qtbot.keyClick(page.search, K.Key_Return)
    qtbot.keyClick(page.catcher, K.Key_Escape)
    assert not page.catcher.isVisible()
    assert page.isVisible()
    assert page._keymap.keys("borders.edit") == ("F2",)


def test_tab_and_other_keys_of_the_dialog_are_caught_too(page, qtbot) -> None:
    page.search.setText("borders")
    qtbot.keyClick(page.search, K.Key_Return)
    qtbot.keyClick(page.catcher, K.Key_Tab)
    # Tab is the key of the features: a clash, not a walk to the next field.
    assert action("features.open").names[0] in page.said.text()


def test_characters_are_refused_for_the_whole_window_with_the_reason(page, qtbot) -> None:
    page.search.setText("history")
    qtbot.keyClick(page.search, K.Key_Return)
    qtbot.keyClick(page.catcher, K.Key_7)
    assert page.catcher.isVisible()
    assert page.said.text().startswith("7 is typed in fields.")
    assert page._keymap.keys("edit.history") == ("Ctrl+Shift+H",)


def test_what_is_typed_as_a_choice_cannot_be_set_and_says_so(page, qtbot) -> None:
    page.search.setText("answer the question")
    assert not page.set_button.isEnabled()
    qtbot.keyClick(page.search, K.Key_Return)
    assert not page.catcher.isVisible()
    assert "Answer the question" in page.said.text()
