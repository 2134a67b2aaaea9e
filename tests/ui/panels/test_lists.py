"""Entities by letter and the history: what is listed, what is touched when it changes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.ui.panels.lists import ListPanel
from annotator.ui.widgets.rows import Shown

K = Qt.Key


def _texts(panel) -> list[str]:
    return [panel.list.item(n).text() for n in range(panel.list.count())]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), min_size=1, max_size=5))
def test_a_patched_list_is_the_list(qapp, states) -> None:
    panel = ListPanel("history", "history_empty", "en")
    for rows in states:
        panel.set_items([(text, Shown(text)) for text in rows])
        assert _texts(panel) == rows
        assert panel.list.isHidden() is (not rows)
    panel.deleteLater()


def test_only_new_rows_are_made(qapp) -> None:
    panel = ListPanel("history", "history_empty", "en")
    rows = [(str(n), Shown(f"step {n}")) for n in range(200, 0, -1)]
    panel.set_items(rows[1:])
    kept = panel.list.item(0)
    panel.set_items(rows)
    assert panel.list.item(1) is kept
    panel.deleteLater()


def test_entities_with_letters_come_first_in_the_language_of_the_interface(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    panel, session = window.columns.entities, window.session
    assert _texts(panel)[0] == "Armenia"
    russia = session.entities["russia"]
    with session.store.edit("entities.set", annotator="gold", data={"name": "Russia"}) as edit:
        edit.put(replace(russia, letter="р"))
    assert _texts(panel)[0] == "Russia"
    said = panel.list.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Russia, 4, р"
    window.set_language("bg")
    assert _texts(window.columns.entities)[0] == "Русия"


def test_typing_narrows_entities_by_any_of_their_names(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = window.columns.entities
    before = _texts(panel)
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "a")
    assert panel.filter.hasFocus()
    panel.filter.setText("Азербайджан")
    assert "Azerbaijan" in _texts(panel)
    assert len(_texts(panel)) < len(before)
    qtbot.keyClick(panel.filter, K.Key_Escape)
    assert _texts(panel) == before
    assert panel.filter.isHidden()


def test_enter_on_an_entity_tags_with_it(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    panel = window.columns.entities
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.list, K.Key_Return)
    assert chosen.args == ["armenia"]
    panel.list.setFocus()
    qtbot.keyClick(panel.list, K.Key_Escape)
    assert window.view.hasFocus()
