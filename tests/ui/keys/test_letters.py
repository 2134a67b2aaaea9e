"""Hints: short ones first, none begins another, the same in every layout."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.ui.action_table.action import TWINS, twin
from annotator.ui.keys.letters import HINTS, LEAD, MOST, hint_letter, hints_for, shown_hint

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@given(st.integers(0, MOST + 40), st.sampled_from(["", "1234567890.,-="]))
def test_hints_are_different_and_none_begins_another(count: int, more: str) -> None:
    hints = hints_for(count, more=more)
    assert len(hints) == min(count, max(len(hints), MOST))
    assert len(set(hints)) == len(hints)
    assert all(len(hint) in (1, 2) for hint in hints)
    longer = [hint for hint in hints if len(hint) == 2]
    assert not {hint[0] for hint in longer} & set(hints)
    assert hints == sorted(hints, key=len)


def test_up_to_twenty_one_have_one_letter_and_the_rest_two() -> None:
    assert hints_for(21) == list(HINTS)
    assert LEAD not in hints_for(21)
    assert [len(h) for h in hints_for(42)] == [1] * 21 + [2] * 21
    assert all(len(h) == 2 for h in hints_for(100)[21:])


def test_a_letter_of_either_alphabet_and_case_is_the_same_hint() -> None:
    assert {hint_letter(x) for x in "рРrR"} == {"р"}
    assert hint_letter("7") == "7"


def test_a_digit_before_a_quotation_mark_tags_the_word_that_it_opens(window, hands) -> None:
    hands.caret('"Руската делегация')
    hands.type("1")
    assert window.session.current_annotation().quote.startswith("Руската")


def test_a_letter_that_nobody_has_says_how_to_give_it(window, hands) -> None:
    taken = {twin(e.letter) for e in window.session.entities.values() if e.letter}
    free = next(cyrillic for cyrillic, latin in TWINS.items() if latin not in taken)
    before = window.session.store.counts()
    hands.caret("Руската делегация")
    hands.type(free)
    assert window.status.said.text().startswith(f"No entity has the letter {free}; Ctrl+E ")
    assert window.session.store.counts() == before


def test_a_new_entity_is_told_and_why_there_is_none(window, hands) -> None:
    hands.select("преговорите")
    hands.type("1")
    known = len(window.session.entities)
    hands.press(Qt.Key.Key_E, CTRL)
    assert window.status.said.text().startswith("Nobody is meant here yet; ")
    hands.press(Qt.Key.Key_N, CTRL | SHIFT)
    assert window.status.said.text() == "New entity: преговорите."
    assert len(window.session.entities) == known + 1
    made = window.session.entities[window.session.current_annotation().features["entities"][0]]
    # The window is English, the article is not: a name is one of the language of its text.
    assert made.names == {"bg": "преговорите"}
    assert [alias.language for alias in made.aliases] == ["bg"]
    hands.select("техническа")
    hands.type("4")
    hands.press(Qt.Key.Key_N, CTRL | SHIFT)
    told = window.status.said.text()
    assert told == "Annotations of this layer do not say who is meant."
    hands.press(Qt.Key.Key_E, CTRL)
    assert window.status.said.text() == told
    assert len(window.session.entities) == known + 1


def test_hints_are_read_in_letters_of_the_language_of_the_window() -> None:
    hints = hints_for(60)
    shown = [shown_hint(hint, "en") for hint in hints]
    assert all(x.isascii() for x in shown)
    assert len({*shown}) == len(hints)
    assert ["".join(map(hint_letter, x)) for x in shown] == hints
    assert [shown_hint(hint, "bg") for hint in hints] == hints
