"""Sticky layers: every selection is tagged as soon as it is made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def quotes(window) -> list[str]:
    return [a.quote for a in window.session.shown()]


def hold_shift_and_press(hands, key, times) -> None:
    """Press a key some times while Shift is held all along, as a person does."""
    widget = QApplication.focusWidget()
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    QApplication.sendEvent(widget, QKeyEvent(kinds[0], K.Key_Shift, SHIFT))
    for _ in range(times):
        for kind in kinds:
            QApplication.sendEvent(widget, QKeyEvent(kind, key, CTRL | SHIFT))
    QApplication.sendEvent(widget, QKeyEvent(kinds[1], K.Key_Shift, Qt.KeyboardModifier.NoModifier))


def test_selections_are_tagged_once_shift_is_let_go_until_esc(window, hands) -> None:
    hands.press(K.Key_4, CTRL)
    assert window.view._caret.letter == window.session.letters()[window.session.scheme.layers[3].id]
    hands.caret("консултативна")
    hold_shift_and_press(hands, K.Key_Right, 3)
    assert quotes(window) == ["консултативна и техническа"]
    hands.caret("преговорите")
    hold_shift_and_press(hands, K.Key_Right, 1)
    assert len(quotes(window)) == 2
    hands.press(K.Key_Escape, times=3)
    assert window.keys.sticky.layer is None
    assert window.view._caret.letter == ""
    hands.caret("граница")
    hold_shift_and_press(hands, K.Key_Right, 1)
    assert len(quotes(window)) == 2


def test_what_a_jump_selects_is_tagged_as_soon_as_one_is_there(window, hands) -> None:
    hands.press(K.Key_4, CTRL)
    begin = hands.caret("консултативна")
    hands.press(K.Key_J, CTRL | SHIFT)
    hands.type("т")
    words = window.keys.jump.words
    end = begin + len("консултативна и техническа")
    sign = next((sign for sign, word in words.items() if word[1] == end), "")
    assert quotes(window) == []
    hands.type(sign)
    assert quotes(window) == ["консултативна и техническа"]


def test_what_space_has_widened_is_tagged_with_the_next_other_key(window, hands) -> None:
    hands.press(K.Key_4, CTRL)
    hands.caret("консултативна")
    hands.press(K.Key_Space, times=2)
    assert quotes(window) == []
    hands.press(K.Key_Right)
    (made,) = window.session.shown()
    assert "консултативна" in made.quote
    assert len(made.quote) > len("консултативна")


def test_the_mouse_tags_too_and_frames_do_not_open(window, hands, qtbot) -> None:
    hands.press(K.Key_3, CTRL)
    view = window.view
    begin = view.text().index("консултативна")
    point = view.rect_of(begin + 2).center().toPoint()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    far = view.rect_of(begin + 30).center().toPoint()
    qtbot.mouseMove(view.viewport(), far + QPoint(1, 0))
    qtbot.mouseMove(view.viewport(), far)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=far)
    qtbot.waitUntil(lambda: len(quotes(window)) == 1)
    assert window.keys.mode == "text"


def test_the_same_key_again_ends_it(window, hands) -> None:
    hands.press(K.Key_2, CTRL, times=2)
    assert window.keys.sticky.layer is None
