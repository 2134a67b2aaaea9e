"""The page of people and work: counts of the operation, kept in step, left by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.assigning import Plan
from annotator.model.review import FINISHED, IN_PROGRESS, Annotator
from annotator.operations.documents.documents import set_assignment
from annotator.operations.rounds.rounds import Choice, make_round, workload
from annotator.ui.panels.asked import Asked
from annotator.ui.panels.picker import Picker
from annotator.ui.words.fixed import word


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.activateWindow()
    return made


def shown(page) -> dict[str, list[str]]:
    return {row[0].text: [cell.text for cell in row[1:]] for row in page.table.shown.cells}


def test_the_table_has_the_counts_of_the_operation(qtbot, window) -> None:
    window.run_action("people.show")
    page = window.act.handing.page
    qtbot.waitUntil(page.table.hasFocus)
    counts = {window.session.annotator_name(x.annotator): x for x in workload(window.session.store)}
    for name, cells in shown(page).items():
        row = counts.pop(name)
        assert cells[: len(row.states)] == [str(count) for count in row.states.values()]
        assert cells[-2] == str(row.annotations)
    assert counts == {}


def test_it_follows_a_round_and_what_is_finished(qtbot, window) -> None:
    session = window.session
    window.run_action("people.show")
    page = window.act.handing.page
    keys = tuple(row.id for row in session.documents()[:2])
    plan = Plan(several=2, overlap=1.0, seed=3)
    choice = Choice(annotators=("coder_b", "gold"), documents=keys, plan=plan)
    session.do(make_round, {"en": "First"}, choice, by="gold")
    finished = page.table.shown.heads.index(word("people.finished", "en")) - 1
    assert shown(page)["Gold"][0] == "2"
    session.do(set_assignment, keys[0], "gold", FINISHED)
    assert shown(page)["Gold"][finished] == "1"
    assert shown(page)["Gold"][0] == "1"


def test_a_round_is_told_with_its_shares_and_people_stand_by_name(qtbot, window) -> None:
    session = window.session
    keys = tuple(row.id for row in session.documents()[:3])
    new = (Annotator(id="2", names={"en": "anna"}), Annotator(id="1", names={"en": "Zoe"}))
    plan = Plan(several=2, overlap=0.5, seed=3, pilot=frozenset(keys[:1]))
    choice = Choice(newcomers=new, documents=keys, plan=plan, due="2026-12-18")
    session.do(make_round, {"en": "First"}, choice, by="gold")
    window.run_action("people.show")
    page = window.act.handing.page
    said = [label.text() for label in page.findChildren(QLabel)]
    assert (
        "First: 3 documents for anna, Zoe, 50 % of them for 2 each, 1 pilot document for "
        "everybody, seed 3. Blind. Due 18 Dec 2026." in said
    )
    names = list(shown(page))
    people = [n for n in names if n != "Adjudicated"]
    assert people == sorted(people, key=str.casefold)
    page.table.go_to(names.index("Zoe"), len(page.table.shown.heads) - 1)
    assert "Help > Check corpus" in window.act.handing.said()


def test_keys_tell_each_cell_and_leave(qtbot, window) -> None:
    window.run_action("people.show")
    page = window.act.handing.page
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert window.act.handing.said().startswith("Author of the samples, ")
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.surface.hasFocus()
    window.run_action("people.show")
    window.run_action("go.back")
    assert window.surface.isVisible()
    window.run_action("people.show")
    window.run_action("next.document")
    assert not page.isVisible()


def test_a_corpus_is_closed_on_the_page(window) -> None:
    window.run_action("people.show")
    page = window.act.handing.page
    window.close_session()
    assert window.stack.indexOf(page) < 0


def test_a_document_of_somebody_is_reopened_by_key_with_a_reason(qtbot, window) -> None:
    session = window.session
    keys = [row.id for row in session.documents()]
    session.do(set_assignment, keys[0], "author", FINISHED)
    session.do(set_assignment, keys[1], "coder_b", FINISHED)
    window.run_action("people.show")
    page = window.act.handing.page
    qtbot.waitUntil(page.table.hasFocus)
    names = [row[0].text for row in page.table.shown.cells]
    for _ in range(names.index(session.annotator_name("coder_b"))):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClicks(page.table, "r")
    qtbot.keyClick(window.findChild(Picker).field, Qt.Key.Key_Return)
    field = window.findChild(Asked).field
    qtbot.keyClicks(field, "Rule 3 changed")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    kept = {a.annotator: (a.state, a.reason) for a in session.store.read().assignments()}
    assert kept == {"author": (FINISHED, None), "coder_b": (IN_PROGRESS, "Rule 3 changed")}
    assert session.store.undo_step("gold") is not None
    window.run_action("edit.undo")
    assert session.store.read().assignment_state(keys[1], "coder_b") == FINISHED


def test_where_nobody_has_finished_anything_that_is_said(window) -> None:
    window.run_action("people.reopen")
    assert window.findChild(Picker) is None
    assert "nothing to reopen" in window.status.said.text()


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("width", [1024, 860, 800, 960, 1200, 1440])
def test_the_table_needs_no_scrolling_where_windows_are_narrow(
    make_window, corpus, settings, has_own_fonts: bool, language: str, width: int
) -> None:
    settings.set_text("language", language)
    window = make_window(corpus, size=(width, 700))
    window.act.handing.show_people()
    QApplication.processEvents()
    table = window.act.handing.page.table
    # In wide fonts a little of the last column may be out of sight.
    assert table.horizontalScrollBar().maximum() <= (0 if has_own_fonts else 40)
    assert table.shown.is_broken or width not in (800, 1024)
    window.resize(1440, 700)
    QApplication.processEvents()
    assert not table.shown.is_broken
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("narrower", "is_cut"), [(0, False), (20, False), (400, True)])
def test_names_give_way_before_any_column_is_out_of_sight(
    make_window, corpus, settings, narrower: int, is_cut: bool
) -> None:
    settings.set_text("language", "bg")
    window = make_window(corpus)
    window.act.handing.show_people()
    table = window.act.handing.page.table
    table.resize(table.maximumWidth() - narrower, table.height())
    assert (table.horizontalScrollBar().maximum() > 0) is is_cut
    header, look = table.horizontalHeader(), window.look
    head, figure = QFontMetricsF(look.interface_font(12)), QFontMetricsF(look.interface_font(13))
    for column in range(len(table.shown.heads)):
        lines = str(table.shown.headerData(column, Qt.Orientation.Horizontal)).split("\n")
        for said in lines:
            assert header.sectionSize(column) >= head.horizontalAdvance(said) + 2 * table.edge
        assert header.height() >= len(lines) * head.lineSpacing()
        assert " ".join(lines) == table.shown.heads[column]
        for row in table.shown.cells[:1] if column else ():
            assert (
                header.sectionSize(column)
                >= figure.horizontalAdvance(row[column].text) + 2 * table.edge
            )
