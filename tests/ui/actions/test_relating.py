"""Entities in the window: one that nothing uses is removed from a list."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.operations.tagging import entities
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.picker import Picker

K = Qt.Key


def pick(window: MainWindow, qtbot, typed: str) -> None:
    """Choose an entity in the list of those that can be removed."""
    window.run_action("entity.remove")
    picker = window.findChildren(Picker)[-1]
    qtbot.keyClicks(picker.field, typed)
    assert picker.list.count() == 1
    qtbot.keyClick(picker.field, K.Key_Return)


def test_an_entity_that_nothing_uses_is_removed_and_comes_back(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.sitting
    made = session.work(entities.new_entity, names={"en": "Nobody in particular"})
    pick(window, qtbot, "Nobody")
    assert made.id not in session.entities
    assert window.status_line.said.text() == "Removed: Nobody in particular"
    session.undo()
    assert session.entities[made.id] == made


def test_an_entity_that_is_used_stays_and_says_so(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    before = dict(window.sitting.entities)
    pick(window, qtbot, "Interfax")
    assert "is used by" in window.status_line.said.text()
    assert dict(window.sitting.entities) == before


def test_built_in_entities_are_not_offered(make_window, corpus) -> None:
    window = make_window(corpus)
    window.run_action("entity.remove")
    offered = {key for key, _ in window.findChildren(Picker)[-1]._rows}
    assert offered.isdisjoint(e.id for e in window.sitting.scheme.built_in_entities)
    assert offered
