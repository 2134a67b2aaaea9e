"""The find bar by keys: forms, whole words, expressions with a budget, annotations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator.operations.importing.importing import import_files
from annotator.ui.look.look import MODES, Look
from tests.journeys.test_main_journey import CTRL, SHIFT, press, type_text


@pytest.fixture
def window(make_window, corpus, qtbot):
    made = make_window(corpus)
    found = made.session.store.read().document_id("seed-000")
    made.session.open_document(found)
    with qtbot.waitActive(made):
        made.activateWindow()
    made.view.setFocus()
    press(qtbot, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is made.find_bar.field
    return made


def quotes(window) -> list[str]:
    text = window.view.text()
    return [text[begin:end] for begin, end in window.find_bar.hits()]


def test_all_forms_are_found_until_the_box_is_cleared(window, qtbot) -> None:
    type_text(qtbot, "преговор")
    assert set(quotes(window)) == {"преговорите", "преговорния"}
    qtbot.mouseClick(window.find_bar.boxes.whole, Qt.MouseButton.LeftButton)
    assert not window.find_bar.boxes.forms.isChecked()
    assert quotes(window) == []
    assert window.find_bar.count.text() == window.word("find_none")
    qtbot.mouseClick(window.find_bar.boxes.whole, Qt.MouseButton.LeftButton)
    assert set(quotes(window)) == {"преговор"}


def test_what_was_tried_already_is_not_advised(window, qtbot) -> None:
    said = window.find_bar.count
    type_text(qtbot, "няматакава")
    assert said.text() == window.word("find_no_form")
    window.find_bar.boxes.forms.setChecked(False)
    assert said.text() == window.word("find_none")
    window.find_bar.regex.setChecked(True)
    assert said.text() == window.word("find_no_place")
    window.find_bar.regex.setChecked(False)
    window.find_bar.field.setText("[is:suggested]")
    assert said.text() == window.word("find_no_place")


def test_several_words_follow_each_other(window, qtbot) -> None:
    type_text(qtbot, "Нагорни Карабах")
    assert set(quotes(window)) == {"Нагорни Карабах"}
    assert window.find_bar.count.text().startswith("1 of ")


def test_case_can_count(window, qtbot) -> None:
    type_text(qtbot, "русия")
    count = len(quotes(window))
    assert count > 3
    window.find_bar.boxes.case.setChecked(True)
    window.find_bar.boxes.whole.setChecked(True)
    assert quotes(window) == []


def test_f3_goes_round_and_esc_leaves_the_caret_there(window, qtbot) -> None:
    type_text(qtbot, "Армения")
    found = window.find_bar.hits()
    first = window.find_bar._current
    press(qtbot, Qt.Key.Key_F3)
    press(qtbot, Qt.Key.Key_F3)
    press(qtbot, Qt.Key.Key_F3, SHIFT)
    assert window.find_bar._current == (first + 1) % len(found)
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    assert window.view.selection() == found[(first + 1) % len(found)]
    assert window.view._scene.hits == []
    assert not window.find_bar.isVisible()


@pytest.mark.parametrize("mode", MODES)
def test_the_current_place_is_seen_while_it_is_the_current_one(window, qtbot, mode: str) -> None:
    look = Look(mode=mode)
    window.view.set_look(look)
    tokens = look.tokens
    type_text(qtbot, "Армения")
    find, find2, ink = (QColor(getattr(tokens, name)) for name in ("find", "find2", "ink"))

    def colours(number: int) -> set[str]:
        box = window.view.boxes_of(*window.find_bar.hits()[number])[0].toAlignedRect()
        image = window.view.viewport().grab(box.adjusted(-2, -2, 2, 2)).toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(*at).name() for at in places}

    for key in (Qt.Key.Key_Return, Qt.Key.Key_F3):
        press(qtbot, key)
        here = window.find_bar._current
        assert window.view.selection() == window.find_bar.hits()[here]
        seen = colours(here)
        assert find2.name() in seen
        assert QColor(tokens.select).name() not in seen
        assert ink.name() in seen
    before = window.find_bar._current
    press(qtbot, Qt.Key.Key_F3, SHIFT)
    assert find2.name() not in colours(before)
    # What is selected within it is seen as selected, the outline says where the place is.
    begin, end = window.find_bar.hits()[window.find_bar._current]
    window.view.set_caret(end, anchor=begin + 3)
    assert {find2.name(), QColor(tokens.select).name()} <= colours(window.find_bar._current)
    assert find.name() not in colours(window.find_bar._current)


def test_esc_goes_to_the_first_place_even_if_nobody_walked(window, qtbot) -> None:
    type_text(qtbot, "Пашинян")
    (begin, end), *_ = window.find_bar.hits()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.view.selection() == (begin, end)


def test_an_expression_that_never_ends_is_told_and_the_window_lives(
    window, qtbot, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("annotator.ui.bars.finder._LATER_SECONDS", 0.2)
    (tmp_path / "endless.txt").write_text("a" * 40 + "!", encoding="utf-8")
    window.session.do(import_files, [tmp_path / "endless.txt"])
    window.session.open_document(window.session.store.read().document_id("endless"))
    assert window.view.text() == "a" * 40 + "!"
    press(qtbot, Qt.Key.Key_F, CTRL)
    window.find_bar.regex.setChecked(True)
    window.find_bar.field.setText(r"(\w|\w\w)+$")
    assert window.find_bar.count.text() == window.word("find_wait")
    slow = window.word("find_slow")
    qtbot.waitUntil(lambda: window.find_bar.count.text() == slow, timeout=30_000)
    window.find_bar.field.setText("a+")
    assert window.find_bar.hits() == [(0, 40)]


def test_a_wrong_expression_says_what_is_wrong(window, qtbot) -> None:
    window.find_bar.regex.setChecked(True)
    type_text(qtbot, "(a")
    assert "(a" not in window.find_bar.count.text()
    assert window.find_bar.count.text().startswith("This is no regular expression")
    assert window.find_bar.hits() == []


def test_annotations_are_found_by_layer_and_feature(window, qtbot) -> None:
    type_text(qtbot, "[Actor type=state]")
    layer = window.session.scheme.layers[0]
    own = [
        a
        for a in window.session.shown()
        if a.layer == layer.id and a.features.get(layer.features[0].id) == "state"
    ]
    assert sorted(window.find_bar.hits()) == sorted(tuple(a.extent) for a in own)
    press(qtbot, Qt.Key.Key_F3)
    assert window.session.current in {a.id for a in own}


@pytest.mark.parametrize("flag", ["unsure", "incomplete", "commented"])
def test_states_of_annotations_are_found(window, qtbot, flag: str) -> None:
    window.find_bar.field.setText(f"[is:{flag}]")
    own = [
        a
        for a in window.session.shown()
        if (flag == "unsure" and a.confidence == "unsure")
        or (flag == "incomplete" and window.session.is_incomplete(a.id))
        or (flag == "commented" and window.session.gathered.is_commented(a.id))
    ]
    assert sorted(window.find_bar.hits()) == sorted(tuple(a.extent) for a in own if a.spans)


def test_the_menu_writes_a_condition(window, qtbot) -> None:
    actions = window.find_bar.annotations.menu().actions()
    next(a for a in actions if a.text() == "Stance").trigger()
    assert window.find_bar.field.text() == "[Stance ]"
    assert len(window.find_bar.hits()) > 3
    type_text(qtbot, "polarity=oppose")
    assert len(window.find_bar.hits()) > 0


def test_what_cannot_be_read_is_told(window, qtbot) -> None:
    type_text(qtbot, "[Robin]")
    assert "Robin" in window.find_bar.count.text()
    assert window.find_bar.hits() == []


@pytest.mark.parametrize("box", ["forms", "whole", "case"])
def test_quotation_marks_round_words_hide_none(window, qtbot, box: str) -> None:
    window.find_bar.boxes.forms.setChecked(False)
    getattr(window.find_bar.boxes, box).setChecked(True)
    window.find_bar.field.setText("Нагорни Карабах")
    plain = window.find_bar.hits()
    assert plain
    for typed in (
        "„Нагорни Карабах“",
        '"Нагорни Карабах"',
        "«Нагорни Карабах»",
        "‘Нагорни Карабах’",
    ):
        window.find_bar.field.setText(typed)
        assert window.find_bar.hits() == plain, typed


def test_what_is_no_whole_word_yet_is_found_as_it_is_typed(window, qtbot) -> None:
    type_text(qtbot, "зербайджа")
    text = window.view.text().casefold()
    assert len(window.find_bar.hits()) == text.count("зербайджа") > 0


def test_signs_of_a_search_of_the_corpus_mean_the_same_here(window, qtbot) -> None:
    type_text(qtbot, "преговор*")
    assert set(quotes(window)) == {"преговорите", "преговорния"}
    window.find_bar.field.setText("*говор*")
    assert len(window.find_bar.hits()) == window.view.text().casefold().count("говор") > 0
    window.find_bar.field.setText(r"/\bарм\w+я\b/")
    found = set(quotes(window))
    window.find_bar.regex.setChecked(True)
    window.find_bar.field.setText(r"\bарм\w+я\b")
    assert found == set(quotes(window)) != set()
    window.find_bar.regex.setChecked(False)
    window.find_bar.field.setText("/няматакава/")
    assert window.find_bar.count.text() == window.word("find_no_place")


@pytest.mark.parametrize("language", ["en", "bg"])
def test_what_can_be_typed_is_read_whole_in_the_empty_field(
    make_window, corpus, settings, qtbot, language
) -> None:
    settings.set_text("language", language)
    made = make_window(corpus)
    qtbot.keyClick(made.view, Qt.Key.Key_F, CTRL)
    field = made.find_bar.field
    QApplication.processEvents()
    said = field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert said <= field.width() - 2 * (field.cursorRect().x() + field.cursorRect().width() // 2)
