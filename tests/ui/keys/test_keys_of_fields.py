"""Keys inside fields are rows of the table: they can be given other keys, which hold at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.ui.action_table.table import action
from annotator.ui.settings.keymap import refusal

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_closed_field(gold, hands):
    """Go to a field with numbered values; return its key and the field."""
    made = next(a for a in gold.session.shown() if a.quote == "руското външно министерство")
    gold.keys.select(made.id)
    gold.act.tagging.open_features()
    form = gold.columns.inspector.features
    key, feature = next((k, f) for k, f in form._features.items() if f.type == "tag")
    form.field(key).setFocus(Qt.FocusReason.TabFocusReason)
    return made.id, key, form, feature


def test_another_key_chooses_a_value_and_the_digit_no_longer_does(gold, hands) -> None:
    made, key, form, feature = open_closed_field(gold, hands)
    gold.keymap.set_keys(("values.choose_2", ("F6",)), ("view.panes", ()))
    options = [value for value, _ in form._options(feature, "")]
    before = gold.session.annotation(made).features.get(key)
    hands.press(K.Key_2)
    assert gold.session.annotation(made).features.get(key) == before
    form.field(key).show_value("")
    hands.press(K.Key_F6)
    assert gold.session.annotation(made).features[key] == options[1]


def test_walking_setting_and_going_on_have_keys_that_can_be_changed(gold, hands) -> None:
    made, key, form, feature = open_closed_field(gold, hands)
    gold.keymap.set_keys(
        ("features.walk_down", ("Ctrl+Down",)),
        ("features.set", ("Ctrl+Return",)),
        ("comment.send", ("Ctrl+Shift+Return",)),
        ("features.next", ("Ctrl+.",)),
    )
    field = form.field(key)
    options = [value for value, _ in form._options(feature, "")]
    assert field.hasFocus()
    value = options.index(gold.session.annotation(made).features[key])
    hands.press(K.Key_Down)
    assert field._list.currentRow() == value
    # The first one opens the list where it is closed.
    hands.press(K.Key_Down, CTRL)
    hands.press(K.Key_Down, CTRL)
    assert field._list.currentRow() > value
    hands.press(K.Key_Return)
    assert field.hasFocus()
    row = field._list.currentRow()
    hands.press(K.Key_Return, CTRL)
    assert gold.session.annotation(made).features[key] == options[row]
    assert not field.hasFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press(K.Key_Period, CTRL)
    assert not field.hasFocus()
    assert QApplication.focusWidget() in form._fields.values()


def test_a_comment_is_sent_by_the_key_of_now_and_the_hint_says_it(gold, hands) -> None:
    gold.keymap.set_keys(("comment.send", ("Ctrl+Shift+Return",)))
    gold.act.talking.add_comment()
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.placeholderText().startswith("Ctrl+Shift+Enter")
    field.setPlainText("Дали?")
    count = len(gold.session.comments)
    hands.press(K.Key_Return, CTRL)
    assert len(gold.session.comments) == count
    field.setPlainText("Дали?")
    hands.press(K.Key_Return, CTRL | SHIFT)
    assert len(gold.session.comments) == count + 1


@pytest.mark.parametrize("key", ["б", "q", "Space", "Shift+Space", "?"])
def test_what_is_typed_in_fields_cannot_be_their_key(key: str) -> None:
    assert refusal(key, action("features.next")) == "keys.typed_in_window"


@pytest.mark.parametrize("key", ["5", "F7", "Ctrl+.", "Alt+Down", "Tab", "Return", "Backspace"])
def test_other_keys_can(key: str) -> None:
    assert refusal(key, action("features.next")) == ""


def test_the_status_bar_names_the_key_of_now(gold, hands) -> None:
    gold.keymap.set_keys(("features.set", ("F12",)), ("view.panels", ()))
    open_closed_field(gold, hands)
    caps = dict(gold.status.keys())
    assert "F12" in caps
