"""Jumps: three presses to any word that is seen, and selecting up to one."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt

from annotator.ui.keys.modes import JUMP, TEXT

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_any_word_that_is_seen_is_three_presses_away(window, hands) -> None:
    jump, view = window.keys.jump, window.view
    words = list(jump._seen())
    assert len(words) > 80
    text = view.text()
    first = Counter(text[b].casefold() for b, _ in words)
    for letter in first:
        view.set_caret(0)
        hands.press(K.Key_J, CTRL)
        hands.type(letter)
        signs = dict(jump.words)
        if first[letter] == 1:
            assert window.keys.mode == TEXT
            continue
        assert len(signs) == first[letter]
        assert all(len(sign) == 1 for sign in signs)
        sign, word = sorted(signs.items())[-1]
        hands.type(sign)
        assert view.selection() == (word[0], word[0])
        assert window.keys.mode == TEXT


def test_latin_letters_find_words_of_the_other_alphabet(window, hands) -> None:
    hands.press(K.Key_J, CTRL)
    hands.type("r")
    assert {window.view.text()[b] for b, _ in window.keys.jump.words.values()} == {"Р", "р"}


def test_the_selection_reaches_through_the_word_and_goes_both_ways(window, hands) -> None:
    view, text = window.view, window.view.text()
    begin = hands.caret("преговорите")
    hands.press(K.Key_J, CTRL | SHIFT)
    hands.type("А")
    goal = text.index("Армения")
    sign = next(s for s, word in window.keys.jump.words.items() if word[0] == goal)
    hands.type(sign)
    assert view.selection() == (begin, goal + len("Армения"))
    hands.caret("преговорите", end=True)
    hands.press(K.Key_J, CTRL | SHIFT)
    hands.type("Р")
    sign = next(s for s, word in window.keys.jump.words.items() if word[0] == 0)
    hands.type(sign)
    assert view.selection()[0] == 0


def test_esc_and_any_caret_key_end_a_jump_and_backspace_asks_again(window, hands) -> None:
    view = window.view
    hands.press(K.Key_J, CTRL)
    hands.type("п")
    hands.press(K.Key_Backspace)
    assert (window.keys.mode, window.keys.jump.words) == (JUMP, {})
    hands.press(K.Key_Escape)
    assert (window.keys.mode, view.caret()) == (TEXT, 0)
    hands.press(K.Key_J, CTRL)
    hands.press(K.Key_Right)
    assert (window.keys.mode, view.caret()) == (TEXT, 1)
    hands.press(K.Key_J, CTRL)
    hands.type("7")
    assert window.keys.mode == TEXT
    assert "7" in window.status.said.text()


def test_signs_of_a_jump_are_no_keys_of_the_text(window, hands) -> None:
    before = window.session.store.counts()
    hands.press(K.Key_J, CTRL)
    hands.type("п")
    hands.type("1")
    assert window.session.store.counts() == before


def test_only_words_in_view_have_signs(window, hands) -> None:
    """Of a paragraph that is seen in part as well."""
    view = window.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    hands.press(K.Key_J, CTRL)
    hands.type("п")
    words, area = window.keys.jump.words.values(), view.viewport().rect()
    assert len(words) > 1
    assert all(view.boxes_of(*word)[0].toAlignedRect().intersects(area) for word in words)
    begins = [w.start() for w in re.finditer(r"\b[Пп]\w+", view.text())]
    boxes = {at: box for at in begins for box in view.boxes_of(at, at + 1)}
    seen = {at for at, box in boxes.items() if area.contains(box.toAlignedRect())}
    assert {word[0] for word in words} >= seen
    assert len(seen) < len(boxes)
