"""Shortcuts work where the keyboard has a Cyrillic or Greek layout alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.settings.keymap import Keymap, keys_of
from annotator.ui.settings.layouts import latin_press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
C, F, J, K, Q = 54, 41, 44, 45, 24
"""Scan codes of keys by the letters on an American keyboard."""


def press(sign: str, place: int, modifiers: Qt.KeyboardModifier = CTRL) -> QKeyEvent:
    """Return what Qt makes of a key where a layout without Latin letters is the only one."""
    kind = QEvent.Type.KeyPress
    return QKeyEvent(kind, ord(sign.upper()), modifiers, place, 0, 0, sign)


@pytest.mark.parametrize(
    ("sign", "place", "name"),
    [("т", J, "Ctrl+J"), ("й", J, "Ctrl+J"), ("ξ", J, "Ctrl+J"), ("н", K, "Ctrl+K")],
)
def test_the_place_of_a_key_says_its_shortcut(sign: str, place: int, name: str, qapp) -> None:
    assert keys_of(press(sign, place)) == [name]
    assert keys_of(press(sign, place, CTRL | SHIFT)) == [name.replace("+", "+Shift+")]


def test_typed_letters_and_keys_that_have_a_name_stay_what_they_are(qapp) -> None:
    assert keys_of(press("т", J, NONE)) == ["т"]
    assert keys_of(press(",", Q)) == ["Ctrl+,"]
    assert latin_press(press("j", J)) is None
    assert keys_of(press("т", 200)) == ["Ctrl+Т"]


def test_keys_of_the_text_are_found(settings, qapp) -> None:
    keymap = Keymap(settings)
    assert keymap.action_for(press("т", J), "T") == "jump.to"
    assert keymap.action_for(press("т", J, CTRL | SHIFT), "T") == "jump.extend"
    keymap.set_keys(("jump.to", ("Ctrl+K",)))
    assert keymap.action_for(press("н", K), "T") == "jump.to"


def test_keys_of_the_window_and_of_fields_are_answered(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.surface.setFocus()
    QApplication.sendEvent(window.surface, press("т", J))
    assert window.text_keys.mode == "jump"
    window.text_keys.close_modes()
    QApplication.sendEvent(window.surface, press("о", F))
    field = window.find_bar.field
    qtbot.waitUntil(field.hasFocus)
    field.setText("мост")
    field.selectAll()
    QApplication.clipboard().clear()
    QApplication.sendEvent(field, press("ъ", C))
    assert QApplication.clipboard().text() == "мост"
    assert field.text() == "мост"
