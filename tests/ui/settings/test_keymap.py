"""Keys that were changed: they are remembered, hold at once, and no two actions meet on one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.operations.tagging.entities import set_entity
from annotator.ui.action_table.caret_rows import EXTENDING
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.settings.keymap import Keymap, is_key, keys_of, refusal, shown_key, warning
from annotator.ui.settings.settings import Settings
from annotator.ui.words.qt import let_qt_speak

K, M = Qt.Key, Qt.KeyboardModifier


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = M.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.fixture
def keymap(settings, qapp) -> Keymap:
    return Keymap(settings)


def test_without_settings_the_table_holds(keymap) -> None:
    for entry in ACTIONS:
        assert keymap.keys(entry.id) == entry.shortcuts
        assert not keymap.is_changed(entry.id)


def test_a_typed_character_counts_in_every_layout_and_on_the_keypad(keymap) -> None:
    assert keymap.action_for(press(K.Key_1, "1"), "T") == "annotate.layer_1"
    assert keymap.action_for(press(K.Key_1, "1", M.KeypadModifier), "T") == "annotate.layer_1"
    assert keymap.action_for(press(K.Key_1, "", M.ControlModifier), "T") != "annotate.layer_1"
    # A question mark is typed with Shift on one keyboard and with AltGr on another.
    assert keymap.action_for(press(K.Key_Question, "?", M.ShiftModifier), "T") == "annotate.unsure"
    altgr = M.ControlModifier | M.AltModifier
    assert keymap.action_for(press(K.Key_Question, "?", altgr), "T") == "annotate.unsure"


def test_letters_of_both_alphabets_are_one_key(keymap) -> None:
    keymap.set_keys(("annotate.unsure", ("в",)))
    for typed in ("в", "В", "v", "V"):
        assert keymap.action_for(press(K.Key_V, typed), "T") == "annotate.unsure"


def test_both_enters_are_one_key_and_backtab_is_shift_and_tab(keymap) -> None:
    for key in (K.Key_Return, K.Key_Enter):
        assert keymap.action_for(press(key, "\r"), "T") == "open.under_caret"
        assert keymap.action_for(press(key, "\r", M.ShiftModifier), "T") == "open.next_under_caret"
    assert keys_of(press(K.Key_Backtab, "\t", M.ShiftModifier)) == ["Shift+Tab"]
    assert keys_of(press(K.Key_Shift, "", M.ShiftModifier)) == []


def test_what_was_set_holds_at_once_and_in_the_next_sitting(
    keymap, settings, tmp_path, qtbot
) -> None:
    with qtbot.waitSignal(keymap.changed):
        keymap.set_keys(("edit.redo", ("Ctrl+Shift+Y",)), ("view.margin", ("F10",)))
    with qtbot.waitSignal(keymap.changed):
        keymap.set_keys(("search.find", ()))
    settings.sync()
    again = Keymap(Settings(tmp_path / "settings.ini"))
    for known in (keymap, again):
        assert known.keys("edit.redo") == ("Ctrl+Shift+Y",)
        assert known.keys("view.margin") == ("F10",)
        assert known.keys("search.find") == ()
        assert known.is_changed("search.find")
    again.reset("search.find")
    assert again.keys("search.find") == action("search.find").shortcuts
    again.reset_all()
    assert not any(again.is_changed(a.id) for a in ACTIONS)


def test_damaged_settings_count_as_unset(settings, qapp) -> None:
    settings.set_text("keys/edit.undo", "Ctrl+Nonsense")
    settings.set_text("keys/edit.redo", "\x01")
    keymap = Keymap(settings)
    assert keymap.keys("edit.undo") == action("edit.undo").shortcuts
    assert keymap.keys("edit.redo") == action("edit.redo").shortcuts


def test_a_clash_names_the_other_action_in_the_same_place_or_in_the_window(keymap) -> None:
    assert keymap.holder_of("Ctrl+Z", "search.find") == action("edit.undo")
    assert keymap.holder_of("?", "annotate.repeat") == action("annotate.unsure")
    assert keymap.holder_of("F2", "edit.undo") == action("borders.edit")
    assert keymap.holder_of("Ctrl+Z", "edit.undo") is None
    assert keymap.holder_of("F10", "edit.undo") is None


def test_the_keys_that_select_are_those_of_movements_with_shift(keymap) -> None:
    assert keymap.holder_of("Shift+Right", "next.annotation") == action("caret.right")
    assert keymap.holder_of("Ctrl+Shift+Left", "next.annotation") == action("caret.previous_word")
    assert keymap.holder_of("Alt+Shift+End", "next.annotation") is None
    before = keymap.keys("caret.right")
    keymap.swap("next.annotation", "Shift+Right", "caret.right")
    assert keymap.keys("caret.right") == before
    assert keymap.keys("next.annotation") == ("Shift+Right",)


def test_no_action_of_the_table_has_a_key_that_selects(keymap) -> None:
    held = [(a.id, key, keymap.holder_of(key, a.id)) for a in ACTIONS for key in a.shortcuts]
    assert [x for x in held if x[2] is not None and x[2].id in EXTENDING] == []


def test_alt_and_a_letter_are_left_to_the_menus(keymap) -> None:
    for entry in (action("edit.history"), action("annotate.unsure")):
        assert refusal("Alt+F", entry) == refusal("Alt+Ф", entry) == "keys.opens_menus"
        assert refusal("Alt+F5", entry) == refusal("Alt+1", entry) == ""


def test_a_swap_leaves_no_key_twice(keymap) -> None:
    keymap.swap("search.find", "Ctrl+Z", "edit.undo")
    assert keymap.keys("search.find") == ("Ctrl+Z",)
    assert keymap.keys("edit.undo") == ("Ctrl+F",)
    keymap.swap("annotate.repeat", "Ctrl+Z", "search.find")
    # A plain character is none that an action of the whole window may have.
    assert keymap.keys("annotate.repeat") == ("Ctrl+Z",)
    assert keymap.keys("search.find") == ()


def test_what_fields_need_is_refused_for_the_whole_window(keymap) -> None:
    undo, unsure = action("edit.undo"), action("annotate.unsure")
    assert refusal("я", undo) == refusal("1", undo) == "keys.typed_in_window"
    assert refusal("Tab", undo) == "keys.needed_by_fields"
    assert refusal("Esc", unsure) == "keys.escape"
    assert refusal("я", unsure) == refusal("Ctrl+U", undo) == ""
    assert warning("я", unsure) == "keys.letters_tag"
    assert warning("%", unsure) == ""


def test_a_caret_key_that_was_changed_moves_and_extends(keymap) -> None:
    assert keymap.movement_of(press(K.Key_Right)) == ("right", False)
    assert keymap.movement_of(press(K.Key_Right, "", M.ShiftModifier)) == ("right", True)
    assert keymap.movement_of(press(K.Key_Space, " ")) == ("widen", True)
    keymap.set_keys(("caret.next_sentence", ("F5",)), ("caret.next_word", ("F6",)))
    assert keymap.movement_of(press(K.Key_F6)) == ("next_word", False)
    assert keymap.movement_of(press(K.Key_F6, "", M.ShiftModifier)) == ("next_word", True)
    assert keymap.movement_of(press(K.Key_F5)) == ("next_sentence", False)
    assert keymap.movement_of(press(K.Key_F5, "", M.ShiftModifier)) is None
    assert keymap.movement_of(press(K.Key_Right, "", M.ControlModifier)) is None
    assert keymap.movement_of(press(K.Key_End, "", M.AltModifier)) is None
    assert keymap.movement_of(press(K.Key_F2)) is None


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Shift+Return", "Shift+Enter"), ("Ctrl++", "Ctrl++"), ("Alt+Down", "Alt+↓"), ("?", "?")],
)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_keys_are_shown_as_they_stand_on_keyboards(key, shown, language, qapp) -> None:
    let_qt_speak(language)
    assert is_key(key)
    assert shown_key(key) == shown
    let_qt_speak("en")


def test_menus_and_shortcuts_take_changed_keys_at_once(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.keymap.set_keys(("edit.history", ("F10",)), ("annotate.unsure", ("%",)))
    assert window.action("edit.history").shortcut().toString() == "F10"
    assert window.action("annotate.unsure").text().endswith("\t%")
    qtbot.keyClick(window, K.Key_F10)
    assert window.columns.is_shown("history")
    window.keymap.reset_all()
    assert window.action("edit.history").shortcut().toString() == "Ctrl+Shift+H"


def test_the_caret_goes_by_changed_keys(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.keymap.set_keys(("caret.right", ("F5",)))
    window.view.setFocus()
    window.view.set_caret(0)
    qtbot.keyClick(window.view, K.Key_Right)
    assert window.view.caret() == 0
    qtbot.keyClick(window.view, K.Key_F5)
    assert window.view.caret() == 1
    qtbot.keyClick(window.view, K.Key_F5, M.ShiftModifier)
    assert window.view.selection() == (1, 2)


def test_a_letter_may_move_the_caret(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    entity = next(iter(session.entities.values()))
    session.work(set_entity, replace(entity, letter="л"))
    window.keymap.set_keys(("caret.right", ("Right", "l")))
    window.view.setFocus()
    window.view.set_caret(0)
    before = len(session.tallies)
    said: list[str] = []
    session.said.connect(said.append)
    for key in (K.Key_L, K.Key_Right):
        qtbot.keyClick(window.view, key)
    assert (window.view.caret(), len(session.tallies), said) == (2, before, [])


@pytest.mark.parametrize("typed", ["1", "١", "۱", "१", "１"])
def test_digits_of_every_script_are_keys_of_layers(make_window, corpus, settings, typed) -> None:
    settings.set_text("annotator", "me")
    window = make_window(corpus)
    window.view.setFocus()
    QApplication.sendEvent(window.view, press(K(0), typed))
    assert [a.layer for a in window.session.tallies] == [window.session.scheme.layers[0].id]


def test_typed_keys_that_were_changed_hold_at_once_in_the_text(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    annotation = session.shown()[1]
    window.keymap.set_keys(
        ("annotate.unsure", ("%",)), ("annotate.delete", ("F10",)), ("annotate.layer_2", ("!",))
    )
    window.view.setFocus()
    window.keys.select(annotation.id)
    before = annotation.confidence
    qtbot.keyClick(window.view, K.Key_Question)
    assert session.annotation(annotation.id).confidence == before
    qtbot.keyClick(window.view, K.Key_Percent)
    assert session.annotation(annotation.id).confidence != before
    qtbot.keyClick(window.view, K.Key_Backspace)
    assert session.annotation(annotation.id) is not None
    qtbot.keyClick(window.view, K.Key_F10)
    assert session.annotation(annotation.id) is None


def test_a_layer_is_tagged_by_the_key_it_was_given(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    session.set_annotator("nobody")
    window.keymap.set_keys(("annotate.layer_2", ("!",)))
    window.view.setFocus()
    window.view.set_caret(1)
    qtbot.keyClick(window.view, K.Key_2)
    assert not session.tallies
    qtbot.keyClick(window.view, K.Key_Exclam)
    layer = session.scheme.layers[1].id
    assert [a.layer for a in session.shown()] == [layer]
    assert session.layer_caps()[layer] == "!"
    assert window.columns.rail._caps[layer].text() == "!"
