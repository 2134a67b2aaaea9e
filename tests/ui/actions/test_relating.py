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


def test_what_nothing_uses_comes_first_and_each_says_what_uses_it(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    session = window.sitting
    made = session.work(entities.new_entity, names={"en": "Zz nobody", "bg": "Яя никой"})
    window.run_action("entity.remove")
    picker = window.findChildren(Picker)[-1]
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    said = [str(picker.list.item(row).data(spoken)) for row in range(picker.list.count())]
    uses = session.store.read().uses_of_entities()
    unused = [text for text in said if text.endswith("unused")]
    assert "Zz nobody, unused" in unused
    assert said[: len(unused)] == unused == sorted(unused, key=str.casefold)
    assert len(said) - len(unused) == len(uses.keys() & {key for key, _ in picker._rows})
    assert "Armenia, 20 annotations, 3 entities" in said
    assert picker.list.currentRow() == 0
    qtbot.keyClicks(picker.field, "Zz")
    qtbot.keyClick(picker.field, K.Key_Return)
    assert made.id not in session.entities
    window.status_line._links.itemAt(0).widget().click()
    assert session.entities[made.id] == made


def test_where_work_is_hidden_the_list_does_not_count_it(make_window, corpus, monkeypatch) -> None:
    window = make_window(corpus)
    monkeypatch.setattr(
        type(window.sitting.hiding), "work", {window.sitting.document: frozenset(("coder_b",))}
    )
    window.run_action("entity.remove")
    picker = window.findChildren(Picker)[-1]
    assert {row.aside for _, row in picker._rows} <= {"used", "unused"}


def test_built_in_entities_are_not_offered(make_window, corpus) -> None:
    window = make_window(corpus)
    window.run_action("entity.remove")
    offered = {key for key, _ in window.findChildren(Picker)[-1]._rows}
    assert offered.isdisjoint(e.id for e in window.sitting.scheme.built_in_entities)
    assert offered
