"""The list of keys of F1, the guide behind it, and the guideline of Shift+F1."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.places import resources
from annotator.ui.action_table.table import ACTIONS
from annotator.ui.dialogs.cheat_sheet import CheatSheet
from annotator.ui.dialogs.guide import KEYS_HERE, with_keys
from annotator.ui.dialogs.key_tables import groups, guide_table, mac_key
from annotator.ui.settings.keymap import Keymap, plain_key, sign_of

K, M = Qt.Key, Qt.KeyboardModifier


def sheet_of(window, qtbot):
    qtbot.keyClick(window.view, K.Key_F1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChild(CheatSheet)


def rows(sheet) -> list[str]:
    return [sheet.list.item(n).text() for n in range(sheet.list.count())]


def test_it_lists_the_keys_of_the_text_first_and_of_the_frame_in_a_frame(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    sheet = sheet_of(window, qtbot)
    assert rows(sheet)[0] == "In the text"
    assert sheet.list.currentRow() == 1
    sheet.close()
    hub = next(a for a in window.session.shown() if a.layer in window.session.maker.hubs)
    window.keys.select(hub.id)
    window.keys.enter_frame()
    sheet = sheet_of(window, qtbot)
    assert rows(sheet)[0] == "In a frame"
    sheet.close()


def test_what_is_typed_at_once_is_in_the_list_and_esc_gives_the_focus_back(
    make_window, corpus
) -> None:
    window = make_window(corpus)
    window.activateWindow()
    window.surface.setFocus()
    before = len(window.session.tallies)
    # As keys come from the system: to the window that had the keyboard before.
    for key in (K.Key_F1, K.Key_1, K.Key_B, K.Key_Tab, K.Key_C, K.Key_F6):
        QTest.keyClick(window.windowHandle(), key)
    QTest.keyClick(window.windowHandle(), K.Key_PageDown, M.ControlModifier)
    sheet = window.findChild(CheatSheet)
    assert sheet.field.text() == "1bc"
    assert sheet.field.hasFocus()
    QTest.keyClick(window.windowHandle(), K.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(CheatSheet) is None
    assert window.surface.hasFocus()
    assert len(window.session.tallies) == before


def test_typing_filters_also_by_key_and_enter_does_it(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    sheet = sheet_of(window, qtbot)
    sheet.field.setText("ctrl shift h")
    assert "History" in rows(sheet)
    sheet.field.setText("history")
    while sheet.list.currentItem().text() != "History":
        qtbot.keyClick(sheet.field, K.Key_Down)
    qtbot.keyClick(sheet.field, K.Key_Return)
    assert window.columns.is_shown("history")


def test_it_shows_keys_as_they_were_changed(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.keymap.set_keys(("edit.history", ("F10",)), ("help.keys", ("F1", "Ctrl+F1")))
    sheet = sheet_of(window, qtbot)
    sheet.field.setText("history")
    said = [
        sheet.list.item(n).data(int(Qt.ItemDataRole.AccessibleTextRole))
        for n in range(sheet.list.count())
    ]
    assert any(text and text.startswith("History") and "F10" in text for text in said)


def test_the_key_again_opens_the_guide_with_the_keys_of_now(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.keymap.set_keys(("edit.history", ("F10",)))
    sheet = sheet_of(window, qtbot)
    qtbot.keyClick(sheet.field, K.Key_F1)
    guide = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "GuideDialog")
    text = guide.text.toPlainText()
    assert KEYS_HERE not in text
    assert "F10" in text
    guide.close()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_guide_has_every_key_of_the_table(language, settings, qapp) -> None:
    written = (resources() / "guide" / f"{language}.md").read_text(encoding="utf-8")
    assert written.count(KEYS_HERE) == 1
    shown = with_keys(written, language, Keymap(settings))
    for entry in ACTIONS:
        numbered = re.fullmatch(r".+_([2-8])", entry.id)
        for key in () if numbered else entry.shortcuts:
            assert plain_key(key) in shown, entry.id


@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_key_that_the_guide_speaks_of_is_one_of_the_table(language, qapp) -> None:
    written = (resources() / "guide" / f"{language}.md").read_text(encoding="utf-8")
    known = {sign_of(key) for entry in ACTIONS for key in entry.keys}
    named = set(re.findall(r"`((?:Ctrl|Alt|Shift)\+[^`\s]+|F\d+)`", written))
    assert len(named) > 8
    for name in named - {"Ctrl+Shift"}:  # held, with a key that is named beside it
        assert sign_of(name.replace("Enter", "Return").replace("PgDn", "PgDown")) in known, name


def test_actions_that_differ_in_a_number_are_one_line() -> None:
    table = guide_table("en", lambda a: a.keys)
    assert "| Tag on layer 1 … 9 | `1 … 9` |  |" in table
    assert "| History | `Ctrl+Shift+H` |  |" in table
    names = [line.name for _, lines in groups("en", lambda a: a.keys) for line in lines]
    assert len(names) > 60


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Ctrl+Shift+G", "⇧⌘G"), ("Alt+Left", "⌥←"), ("Meta+Ctrl+F", "⌃⌘F"), ("Ctrl++", "⌘+")],
)
def test_keys_of_macos_are_written_as_its_keyboards_have_them(key, shown, qapp) -> None:
    assert mac_key(key) == shown


def test_shift_f1_shows_the_guideline_of_the_layer_that_is_worked_on(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    session = window.session
    layer = session.scheme.layers[1]
    annotation = next(a for a in session.shown() if a.layer == layer.id)
    window.keys.select(annotation.id)
    qtbot.keyClick(window.view, K.Key_F1, M.ShiftModifier)
    panel = window.columns.guidelines
    assert panel.isVisible()
    assert panel.hasFocus()
    assert layer.definitions["en"] in panel.toPlainText()
    other = next(a for a in session.shown() if a.layer != layer.id)
    window.keys.select(other.id)
    window.later.settle_all()
    assert session.scheme.layer(other.layer).names["en"] in panel.toPlainText()
    qtbot.keyClick(panel, K.Key_Escape)
    assert not window.columns.is_shown("guidelines")
    assert window.view.hasFocus()
