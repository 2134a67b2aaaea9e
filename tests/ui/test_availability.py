"""What can be done now, what says why it cannot, and how the focus walks the window."""

from __future__ import annotations

from html import escape

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.action_table.action import MENU_NAMES, MENUS, NEEDS, NOTHING
from annotator.ui.action_table.table import ACTIONS, action
from annotator.ui.menus import _UNDER_A_LINE
from annotator.ui.words.fixed import word

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda a: a.id)
def test_every_need_is_known_and_worded(entry) -> None:
    assert entry.needed in NEEDS
    if entry.needed != NOTHING:
        for language in ("en", "bg"):
            assert word(f"why.{entry.needed}", language, key="X")


def test_without_a_corpus_the_tooltip_names_the_key_that_opens_one(make_window, qtbot) -> None:
    window = make_window()
    made = window.action("corpus.import")
    assert not made.isEnabled()
    assert "First open a corpus (Ctrl+O)." in made.toolTip()
    window.keymap.set_keys(("corpus.open", ("F10",)))
    window.menus.enable()
    window.menus.settle()
    assert "First open a corpus (F10)." in made.toolTip()
    assert window.action("corpus.new").isEnabled()


def test_what_needs_an_annotation_can_be_done_once_there_is_one(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    made = window.action("relation.link")
    assert not made.isEnabled()
    assert "First select an annotation (Enter)." in made.toolTip()
    window.keys.select(window.session.shown()[0].id)
    window.menus.settle()
    assert made.isEnabled()
    assert "First" not in made.toolTip()
    assert "Ctrl+L" in made.toolTip()
    window.keys.select(None)
    window.menus.settle()
    assert not made.isEnabled()


def test_only_what_has_several_fragments_can_lose_one(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    view, session = window.view, window.session
    view.setFocus()
    assert window.menus.reason("annotate.remove_fragment") == word(
        "why.annotation", "en", key="Enter"
    )
    found = next(a for a in session.shown() if len(a.spans) == 1 and not a.quote.count(" "))
    window.keys.select(found.id)
    qtbot.keyClick(view, K.Key_Return, M.ControlModifier | M.ShiftModifier)
    assert window.status.said.text() == (
        "The annotation is in one piece. To delete all of it: Backspace."
    )
    assert not window.action("annotate.remove_fragment").isEnabled()
    for _ in range(4):
        qtbot.keyClick(view, K.Key_Right, M.ControlModifier)
    qtbot.keyClick(view, K.Key_Right, M.ControlModifier | M.ShiftModifier)
    qtbot.keyClick(view, K.Key_Return, M.ControlModifier)
    assert len(session.current_annotation().spans) == 2
    assert window.action("annotate.remove_fragment").isEnabled()
    qtbot.keyClick(view, K.Key_Return, M.ControlModifier | M.ShiftModifier)
    assert session.current_annotation().spans == found.spans
    assert not window.action("annotate.remove_fragment").isEnabled()


def test_copying_needs_a_selection_and_undo_a_step(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    assert not window.action("edit.copy").isEnabled()
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_Right, M.ShiftModifier)
    assert window.action("edit.copy").isEnabled()
    assert not window.action("edit.redo").isEnabled()
    assert window.menus.reason("edit.redo") == word("why.redo", "en")
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    assert window.action("edit.undo").isEnabled()
    window.act.steps.undo()
    assert window.action("edit.redo").isEnabled()


def test_the_key_of_what_cannot_be_done_says_why(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_L, M.ControlModifier)
    assert window.status.said.text() == "First select an annotation (Enter)."


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_entries_of_a_menu_are_explained_when_it_opens_and_stay_so(
    make_window, corpus, settings, language
) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    for menu in (a.menu() for a in window.menuBar().actions()):
        menu.popup(QPoint(0, 0))
        entries = [made for made in menu.actions() if not made.isSeparator()]
        assert all(made.toolTip().startswith("<qt>") and made.statusTip() for made in entries)
        menu.close()
    for entry in ACTIONS:
        if entry.handler and entry.menu:
            assert escape(entry.tip(language)) in window.action(entry.id).toolTip()


def test_menus_show_their_tooltips_and_none_is_empty(make_window, corpus) -> None:
    window = make_window(corpus)
    menus = [a.menu() for a in window.menuBar().actions()]
    assert [m.title() for m in menus][:2] == ["&File", "&Edit"]
    for menu in menus:
        assert menu.toolTipsVisible()
        assert menu.actions()
        for made in menu.actions():
            assert made.toolTip() or made.isSeparator()


def walk(window, qtbot, *, back: bool = False) -> list[QWidget]:
    """Press the key until the focus is where it was; return where it has been."""
    found: list[QWidget] = []
    while True:
        focused = QApplication.focusWidget()
        if focused in found:
            return found
        found.append(focused)
        qtbot.keyClick(focused, K.Key_F6, M.ShiftModifier if back else M.NoModifier)


def test_f6_walks_top_row_left_column_text_inspector_status_and_back(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    columns = window.columns
    window.menus.field.button.setFocus()
    expected = [
        window.menus.field.button,
        columns.documents.filter,
        columns.scheme,
        columns.entities.list,
        window.view,
        columns.inspector,
        window.status,
    ]
    assert walk(window, qtbot) == expected
    window.menus.field.button.setFocus()
    assert walk(window, qtbot, back=True) == [expected[0], *expected[:0:-1]]
    for widget in expected:
        assert widget.accessibleName()


def test_an_open_find_bar_stands_between_text_and_inspector(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    qtbot.keyClick(window.view, K.Key_F, M.ControlModifier)
    assert window.find_bar.field.hasFocus()
    qtbot.keyClick(window.find_bar.field, K.Key_F6)
    assert window.columns.inspector.hasFocus()
    qtbot.keyClick(window.columns.inspector, K.Key_F6, M.ShiftModifier)
    assert window.find_bar.field.hasFocus()


def test_a_narrow_window_walks_its_rail(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1024, 700))
    window.menus.field.button.setFocus()
    been = walk(window, qtbot)
    assert been[1] is window.columns.rail.buttons["documents"]
    assert window.view in been


def test_f12_hides_and_shows_the_columns_f11_fills_the_screen(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    qtbot.keyClick(window.view, K.Key_F12)
    assert not window.columns.is_shown("documents")
    assert not window.columns.is_shown("inspector")
    qtbot.keyClick(window.view, K.Key_F12)
    assert window.columns.is_shown("documents")
    assert window.columns.is_shown("inspector")
    assert not window.columns.is_shown("history")
    qtbot.keyClick(window.view, K.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window.view, K.Key_F11)
    assert not window.isFullScreen()


def test_a_panel_is_hidden_and_shown_from_the_menu(make_window, corpus) -> None:
    window = make_window(corpus)
    window.action("view.scheme").trigger()
    assert not window.columns.is_shown("scheme")
    window.action("view.scheme").trigger()
    assert window.columns.is_shown("scheme")
    assert window.columns.scheme.hasFocus()


def test_every_control_of_the_window_has_a_name(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.keys.select(window.session.shown()[0].id)
    nameless = [
        f"{type(w).__name__} in {type(w.parentWidget()).__name__}"
        for w in window.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (w.accessibleName() or getattr(w, "text", lambda: "")())
    ]
    assert "\n".join(nameless) == ""


def test_actions_that_stand_in_no_menu_say_so(make_window, corpus) -> None:
    window = make_window(corpus)
    window.menus.show_place("annotate.layer_1")
    assert window.status.said.text() == window.word("in_no_menu")
    assert action("annotate.layer_1").menu == ""


def test_parts_of_menus_are_divided_by_actions_that_there_are() -> None:
    assert {action(action_id).menu for action_id in _UNDER_A_LINE} <= set(MENUS)


def test_a_file_that_is_no_corpus_is_told_in_the_bar(make_window, tmp_path) -> None:
    path = tmp_path / "odd.corpus"
    path.write_bytes(b"odd" * 99)
    window = make_window()
    assert not window.act.corpus.open_path(path)
    assert window.failure.isVisible()
    assert "odd.corpus" in window.failure.text.text()


@pytest.mark.parametrize("name", ["documents", "scheme", "entities"])
def test_esc_closes_a_panel_that_the_rail_has_opened(make_window, corpus, qtbot, name) -> None:
    window = make_window(corpus, size=(1024, 700))
    qtbot.keyClick(window.columns.rail.buttons[name], K.Key_Space)
    assert window.columns.is_shown(name)
    focused = QApplication.focusWidget()
    assert window.dock(name).isAncestorOf(focused)
    qtbot.keyClick(focused, K.Key_Escape)
    assert not window.columns.is_shown(name)
    assert window.view.hasFocus()


def test_the_status_bar_teaches_keys_of_now(make_window, corpus) -> None:
    window = make_window(corpus)
    assert window.status.mode.toolTip().endswith("F1</qt>")
    window.keymap.set_keys(("help.keys", ("F10",)))
    assert window.status.mode.toolTip().endswith("F10</qt>")
    assert "Ctrl+D" in window.columns.documents.filter.toolTip()


@pytest.mark.parametrize("language", [0, 1])
def test_each_menu_has_a_letter_of_its_own(language) -> None:
    letters = [names[language].partition("&")[2][:1].casefold() for names in MENU_NAMES.values()]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_menus_end_with_what_people_expect_there(make_window, corpus) -> None:
    menus = [a.menu() for a in make_window(corpus).menuBar().actions()]
    last = {menu.title(): menu.actions()[-1].text() for menu in menus}
    assert (last["&File"], last["&Help"]) == ("Quit", "About")
