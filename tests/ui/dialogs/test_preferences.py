"""Preferences: what is set, what is kept, the search over all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.settings.chosen_look import make_look
from annotator.ui.settings.preferences import CHOICE, NUMBER, PAGES, PREFERENCES, preference


@pytest.fixture
def dialog(make_window, corpus) -> PreferencesDialog:
    window = make_window(corpus)
    window.act.corpus.show_preferences()
    (found,) = window.findChildren(PreferencesDialog)
    return found


def test_everything_in_the_table_has_a_field_and_a_name_in_both_languages(dialog) -> None:
    for row in PREFERENCES:
        assert dialog.field(row.key).accessibleName() == row.name("en")
        assert row.page in PAGES
        assert all(row.names)
        assert all(row.tips)
        assert row.kind != CHOICE or row.choices
        assert row.kind != NUMBER or row.least <= int(row.default) <= row.most


def test_a_number_stands_as_far_from_its_frame_as_a_text(dialog) -> None:
    text, number = dialog.field("name"), dialog.field("text_size").lineEdit()

    def at(field) -> int:
        return field.mapTo(dialog, field.cursorRect().topLeft()).x() - frames[field]

    frames = {
        text: text.mapTo(dialog, text.rect().topLeft()).x(),
        number: number.parentWidget().mapTo(dialog, QPoint(0, 0)).x(),
    }
    for field in (text, number):
        field.ensurePolished()
        field.setCursorPosition(0)
    assert abs(at(text) - at(number)) <= 2


def test_what_is_kept_shows_at_once_and_stays(dialog, settings, qtbot) -> None:
    window = dialog._window
    dialog.field("theme").setCurrentIndex(dialog.field("theme").findData("dark"))
    dialog.field("text_size").setValue(22)
    dialog.field("measure").setValue(700)
    dialog.field("name").setText("Мария")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert (window.look.mode, window.look.text_size, window.look.measure) == ("dark", 22, 700)
    assert settings.text("name") == "Мария"
    assert make_look(settings) == window.look


@pytest.mark.usefixtures("blinking")
def test_room_between_lines_zoom_and_no_motion_show_at_once(dialog, qtbot) -> None:
    window = dialog._window
    view = window.surface
    view.set_caret(0)
    before = view.boxes_of(0, 1)[0].height(), view._metrics.line_height(20, 6)
    dialog.field("leading").setValue(12)
    dialog.field("zoom").setValue(150)
    dialog.field("motion").setCurrentIndex(dialog.field("motion").findData("none"))
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert view.zoom() == 150
    assert window.status.zoom.text() == "150 %"
    view.set_zoom(100)
    assert view._metrics.line_height(20, 6) == before[1] + 12
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.set_caret(1)
    assert view._caret.is_shown
    assert not view._blink._timer.isActive()
    assert not window.look.has_motion


def test_escape_keeps_nothing(dialog, settings, qtbot) -> None:
    dialog.field("theme").setCurrentIndex(dialog.field("theme").findData("dark"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert settings.text("theme") == "light"


def test_another_language_is_there_at_once(dialog, qtbot) -> None:
    window = dialog._window
    dialog.field("language").setCurrentIndex(dialog.field("language").findData("bg"))
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert window.language == "bg"


def test_the_search_goes_over_all_pages_and_both_languages(dialog, qtbot) -> None:
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "column")
    assert dialog.list.currentItem().text() == PAGES["text"][0]
    assert dialog.field("measure").isVisible()
    assert not dialog.field("text_size").isVisible()
    dialog.search.setText("контраст")
    assert dialog.field("theme").isVisible()
    dialog.search.setText("nothing like this")
    assert dialog.said.text()
    dialog.search.clear()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.list.currentRow() == 1


def test_damaged_settings_count_as_unset(settings) -> None:
    settings.set_text("measure", "wide")
    settings.set_text("theme", "pink")
    assert preference("measure").value(settings) == "620"
    assert preference("theme").value(settings) == "system"
    assert make_look(settings).measure == 620
