"""Values in the inspector: digits, letters of both alphabets, Enter, Tab, Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

K, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def current(window):
    return window.session.current_annotation()


def form(window):
    window.columns.inspector.settle()
    return window.columns.inspector.features


def focused(window) -> str:
    return next((k for k, f in form(window)._fields.items() if f.hasFocus()), "")


def tag(window, hands, words: str, key: str = "1") -> None:
    hands.select(words)
    hands.type(key)


def test_digits_go_from_one_required_feature_to_the_next_and_back_to_the_text(
    window, hands
) -> None:
    layer = window.session.scheme.layers[4]
    tag(window, hands, "са съобщили", "5")
    hands.press(K.Key_Tab)
    empty = next(f for f in layer.features if f.required and f.default is None)
    assert focused(window) == empty.id
    assert form(window).field(empty.id).offered()[0].startswith("1  ")
    hands.type("2")
    assert current(window).features[empty.id] == window.session.scheme.tags_of(empty)[1].id
    assert QApplication.focusWidget() is window.view
    assert window.view.caret() == current(window).spans[-1].end


def test_offered_values_stand_in_one_line_and_fill_their_list(window, hands) -> None:
    tag(window, hands, "са съобщили", "5")
    hands.press(K.Key_Tab)
    listed = form(window).field(focused(window))._list
    assert listed.isVisible()
    digits = QFontMetricsF(listed.font())
    assert len({digits.horizontalAdvance(sign) for sign in "123456789"}) == 1
    rows = [listed.visualItemRect(listed.item(n)) for n in range(listed.count())]
    assert rows[0].height() >= digits.height() + 4
    assert listed.viewport().height() == rows[-1].bottom() + 1
    assert not listed.verticalScrollBar().isVisible()


def test_a_list_that_is_opened_stands_on_the_value_there_is(window, hands, qtbot) -> None:
    layer = window.session.scheme.layers[4]
    tag(window, hands, "са съобщили", "5")
    hands.press(K.Key_Tab)
    empty = next(f for f in layer.features if f.required and f.default is None)
    hands.type("3")
    third = window.session.scheme.tags_of(empty)[2].id
    assert current(window).features[empty.id] == third
    field = form(window).field(empty.id)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field._list.currentRow() == 2
    # Enter after a look changes nothing; it took the first one.
    qtbot.keyClick(field, K.Key_Return)
    assert current(window).features[empty.id] == third
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field, K.Key_Up)
    qtbot.keyClick(field, K.Key_Return)
    assert current(window).features[empty.id] == window.session.scheme.tags_of(empty)[1].id


def test_with_nothing_missing_tab_goes_to_what_filled_itself_in(window, hands) -> None:
    tag(window, hands, "са съобщили", "5")
    hands.press(K.Key_Tab)
    hands.type("1")
    doubt = window.session.by_rule.of(current(window))[0]
    assert form(window).field(doubt).property("by_rule")
    hands.press(K.Key_Tab)
    assert focused(window) == doubt
    hands.type("2")
    assert not window.session.by_rule.of(current(window))
    assert not form(window).field(doubt).property("by_rule")


def test_a_value_longer_than_its_field_is_read_from_its_begin(window, hands, qtbot) -> None:
    tag(window, hands, "са съобщили", "5")
    hands.press(K.Key_Tab)
    field = form(window).field(focused(window))
    field.show_value("A name that is longer than any field of the column " * 3)
    for leave in (K.Key_Tab, None):
        qtbot.waitUntil(lambda: field.cursorPosition() == 0)
        assert field.selectedText() == field.text()
        assert field.cursorRect().x() < 20
        if leave is not None:
            hands.press(leave)
            hands.press(leave, SHIFT)
    hands.type("с")
    assert field.text() == "с"


def test_enter_and_tab_walk_every_field_and_the_last_one_leads_back(window, hands) -> None:
    tag(window, hands, "Нагорни Карабах")
    fields = list(form(window)._fields)
    hands.press(K.Key_Tab)
    start = fields.index(focused(window))
    for key in fields[start + 1 :]:
        hands.press(K.Key_Return)
        assert focused(window) == key
    hands.press(K.Key_Backtab, SHIFT)
    assert focused(window) == fields[-2]
    hands.press(K.Key_Tab, times=2)
    assert QApplication.focusWidget() is window.view


def test_shift_tab_goes_to_the_first_feature_whatever_filled_itself_in(window, hands) -> None:
    tag(window, hands, "Нагорни Карабах")
    hands.press(K.Key_Backtab, SHIFT)
    assert focused(window) == window.session.scheme.layers[0].features[0].id


def test_letters_filter_in_both_languages_and_alphabets(window, hands) -> None:
    tag(window, hands, "Нагорни Карабах")
    feature = window.session.scheme.layers[0].features[0]
    field = form(window).field(feature.id)
    field.setFocus()
    for typed in ("държава", "sta"):
        field.selectAll()
        hands.type(typed)
        assert [x.split("  ")[1] for x in field.offered()] == ["State"]
    # Latin twins of Cyrillic letters, as on a keyboard left in the other layout.
    field.selectAll()
    hands.type("lic")
    assert [x.split("  ")[1] for x in field.offered()] == ["Person"]
    hands.press(K.Key_Escape)
    assert focused(window) == feature.id
    hands.press(K.Key_Escape)
    assert QApplication.focusWidget() is window.view


def test_what_fits_no_value_is_said_and_enter_does_not_go_on(window, hands) -> None:
    tag(window, hands, "Нагорни Карабах")
    feature = window.session.scheme.layers[0].features[0]
    field = form(window).field(feature.id)
    field.setFocus()
    before = current(window), field.text()
    field.selectAll()
    hands.type("zzz")
    assert field.offered() == [window.word("no_such_value")]
    hands.press(K.Key_Down)
    hands.press(K.Key_Return)
    assert (focused(window), field.text()) == (feature.id, "zzz")
    hands.press(K.Key_Escape)
    assert (focused(window), current(window), field.text()) == (feature.id, *before)


def test_an_entity_s_letter_offers_it_first_and_its_kind_follows(window, hands) -> None:
    from dataclasses import replace

    from annotator.operations.tagging.entities import set_entity

    entity = window.session.entities["armenia"]
    window.session.work(set_entity, replace(entity, letter="м"))
    tag(window, hands, "заседанието")
    feature = window.session.scheme.layers[0].features[-1]
    form(window).field(feature.id).setFocus()
    hands.type("m")
    assert form(window).field(feature.id).offered()[0] == "Armenia"
    hands.press(K.Key_Return)
    made = current(window).features
    assert made[feature.id] == ["armenia"]
    assert made["actor_type"] == "state"


def test_a_whole_name_is_offered_before_whoever_has_its_first_letter(window, hands) -> None:
    from dataclasses import replace

    from annotator.operations.tagging.entities import set_entity

    entity = window.session.entities["azerbaijan"]
    window.session.work(set_entity, replace(entity, letter="a"))
    tag(window, hands, "заседанието")
    feature = window.session.scheme.layers[0].features[-1]
    form(window).field(feature.id).setFocus()
    hands.type("a")
    assert form(window).field(feature.id).offered()[0] == "Azerbaijan"
    hands.type("rmenia")
    assert form(window).field(feature.id).offered()[0] == "Armenia"
    hands.press(K.Key_Return)
    assert current(window).features[feature.id] == ["armenia"]


def test_backspace_empties_a_value(window, hands) -> None:
    tag(window, hands, "Русия")
    feature = window.session.scheme.layers[0].features[0]
    form(window).field(feature.id).setFocus()
    hands.press(K.Key_Backspace)
    assert feature.id not in current(window).features
    assert form(window).field(feature.id).property("missing")


def test_the_mode_is_named_while_values_are_set(window, hands) -> None:
    tag(window, hands, "Русия")
    assert window.status.mode.text() == window.word("mode.text")
    hands.press(K.Key_Tab)
    assert window.status.mode.text() == window.word("mode.values")
    hands.press(K.Key_Escape)
    assert window.status.mode.text() == window.word("mode.text")


def test_what_is_offered_stands_within_the_window_and_the_screen(window, hands, qtbot) -> None:
    tag(window, hands, "са съобщили", "5")
    screen = window.screen().availableGeometry()
    for top in (0, screen.bottom() - 320):
        window.setGeometry(0, top, 790, 700)
        QApplication.processEvents()
        window.view.setFocus()
        hands.press(K.Key_Tab)
        field = form(window).field(focused(window))
        offered = field._list
        assert offered.isVisible()
        corner = offered.mapToGlobal(offered.rect().bottomRight())
        assert corner.x() <= window.mapToGlobal(window.rect().bottomRight()).x()
        assert offered.mapToGlobal(offered.rect().topLeft()).x() >= window.x()
        assert corner.y() <= screen.bottom()
        here = field.mapToGlobal(field.rect().topLeft()).y()
        assert not offered.geometry().top() <= here <= offered.geometry().bottom()
        hands.press(K.Key_Escape)


def test_a_field_that_is_clicked_takes_what_is_typed(window, hands, qtbot) -> None:
    tag(window, hands, "са съобщили", "5")
    for field in form(window)._fields.values():
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        assert field.hasFocus()
        qtbot.waitUntil(lambda field=field: field.selectedText() == field.text())
        hands.type("zz")
        assert field.text() == "zz"
        hands.press(K.Key_Escape)
        hands.press(K.Key_Escape)
        assert QApplication.focusWidget() is window.view


def test_the_same_words_take_the_tags_that_they_had(window, hands) -> None:
    text = window.view.text()
    first = text.index("между")
    second = text.index("между", first + 1)
    window.view.set_caret(first)
    hands.type("5")
    key = window.session.current
    hands.press(K.Key_Tab)
    hands.type("2")
    hands.press(K.Key_Escape)
    before = window.session.annotation(key)
    window.view.set_caret(second)
    hands.type("5")
    made = window.session.current_annotation()
    assert made.id != key
    assert dict(made.features) == dict(before.features)
    window.session.undo()
    assert window.session.annotation(made.id) is None
