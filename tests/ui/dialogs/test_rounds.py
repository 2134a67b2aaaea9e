"""The dialog that makes rounds: the plan it shows is what is handed out, as one step, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.model.assigning import Plan
from annotator.operations.rounds.rounds import Choice, plan_round
from annotator.ui.dialogs.rounds import RoundDialog

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(window, qtbot):
    def make() -> RoundDialog:
        window.run_action("people.show")
        page = window.act.handing.page
        qtbot.waitUntil(page.table.hasFocus)
        qtbot.keyClicks(page.table, "n")
        (dialog,) = window.findChildren(RoundDialog)
        return dialog

    return make


def planned(qtbot, dialog: RoundDialog) -> list[str]:
    qtbot.waitUntil(lambda: dialog._handed is not None)
    return dialog.rows.rows()


def test_what_is_planned_is_handed_out_as_one_step_and_undone(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    form = dialog.form
    assert form.name.text() == "Round 1"
    qtbot.keyClicks(form.name, "Autumn")
    for _ in range(form.people.count()):
        if form.people.currentItem().text() == "Author of the samples":
            qtbot.keyClick(form.people, KEY.Key_Space)
        qtbot.keyClick(form.people, KEY.Key_Down)
    for field, typed in ((form.overlap, "50"), (form.seed, "7")):
        qtbot.keyClick(field, KEY.Key_A, CTRL)
        qtbot.keyClicks(field, typed)
    qtbot.keyClicks(form.due, "2027-01-31")
    rows = planned(qtbot, dialog)
    people = tuple(sorted(form.people.ticked()))
    assert "author" not in people
    choice = Choice(annotators=people, plan=Plan(several=2, overlap=0.5, seed=7))
    expected = plan_round(store, {"en": "x"}, choice)
    for who in people:
        count = sum(share.annotator == who for share in expected.shares)
        name = window.session.annotator_name(who)
        (row,) = (row for row in rows if row.startswith(name))
        assert f"{count} documents" in row
        assert f"{expected.characters[who]:,} characters" in row
    assert dialog.go.text().replace("&", "") == "Hand out 13 documents"
    before = store.commits()
    qtbot.keyClick(form.due, KEY.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(RoundDialog))
    assert store.commits() == before + 1
    (made,) = store.read().rounds()
    assert (made.names, made.due, made.seed) == ({"en": "Autumn"}, "2027-01-31", 7)
    assert (made.annotators, made.overlap, made.is_blind) == (people, 0.5, True)
    shares = {(a.document, a.annotator) for a in store.read().assignments()}
    assert shares == {tuple(share) for share in expected.shares}
    window.run_action("edit.undo")
    assert store.read().rounds() == []
    assert store.read().assignments() == []


def test_pilot_documents_alone_go_to_everybody(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    form = dialog.form
    names = [form.documents.itemText(n) for n in range(form.documents.count())]
    for _ in range(next(n for n, name in enumerate(names) if name.startswith("The open one"))):
        qtbot.keyClick(form.documents, KEY.Key_Down)
    for _ in range(form.pilot.count()):
        if form.pilot.currentText().startswith("The open one"):
            break
        qtbot.keyClick(form.pilot, KEY.Key_Down)
    qtbot.keyClick(form.blind, KEY.Key_Space)
    planned(qtbot, dialog)
    assert dialog.go.text().replace("&", "") == "Hand out 1 document"
    qtbot.keyClick(form.name, KEY.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(RoundDialog))
    (made,) = store.read().rounds()
    assert made.pilot == made.documents == (window.session.document,)
    assert not made.is_blind
    given = {a.annotator for a in store.read().assignments()}
    assert given == set(made.annotators)
    assert len(given) > 2


def test_what_is_missing_is_told_and_nothing_is_made(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    form = dialog.form
    qtbot.keyClicks(form.due, "soon")
    assert "2026-12-31" in dialog.said.text()
    qtbot.keyClick(form.due, KEY.Key_A, CTRL)
    qtbot.keyClick(form.due, KEY.Key_Delete)
    planned(qtbot, dialog)
    for number in range(form.people.count() - 1):
        form.people.setCurrentRow(number)
        qtbot.keyClick(form.people, KEY.Key_Space)
    assert "as many annotators" in dialog.said.text()
    qtbot.keyClick(form.several, KEY.Key_Down)
    planned(qtbot, dialog)
    assert dialog.go.isEnabled()
    form.people.setCurrentRow(form.people.count() - 1)
    qtbot.keyClick(form.people, KEY.Key_Space)
    assert "Tick an annotator" in dialog.said.text()
    assert not dialog.go.isEnabled()
    before = store.commits()
    qtbot.keyClick(form.people, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert store.commits() == before


def test_somebody_new_gets_a_share_at_once(window, opened, qtbot) -> None:
    store = window.session.store
    known = {a.id for a in store.read().annotators()}
    dialog = opened()
    form = dialog.form
    form.people.tick([])
    assert "name somebody new" in dialog.said.text()
    qtbot.keyClicks(form.newcomers, "Ana,  Boris  Petrov, ana")
    planned(qtbot, dialog)
    assert dialog.go.isEnabled()
    keys = {new.id: new.names for new in form.added()}
    assert list(keys.values()) == [{"en": "Ana"}, {"en": "Boris Petrov"}]
    shown = " ".join(dialog.rows.rows())
    assert "Boris Petrov" in shown
    before = store.commits()
    qtbot.keyClick(form.newcomers, KEY.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(RoundDialog))
    assert store.commits() == before + 1
    (made,) = store.read().rounds()
    assert set(made.annotators) == set(keys)
    assert {a.id: a.names for a in store.read().annotators() if a.id not in known} == keys
    window.run_action("edit.undo")
    assert {a.id for a in store.read().annotators()} == known


def test_a_name_that_is_known_adds_nobody(window, opened, qtbot) -> None:
    dialog = opened()
    form = dialog.form
    form.people.tick([])
    qtbot.keyClicks(form.newcomers, "author of the SAMPLES, Ana")
    planned(qtbot, dialog)
    assert [new.names for new in form.added()] == [{"en": "Ana"}]
    assert form.choice().annotators == ("author",)
    assert form.several.maximum() == form.people.count() + 1


def test_a_box_that_is_opened_from_the_keyboard_shows_all_it_has(window, opened, qtbot) -> None:
    box = opened().form.documents
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.showPopup()
    rows = box.view()
    qtbot.waitExposed(rows.window())
    assert box.count() > 2
    assert rows.viewport().height() >= box.count() * rows.sizeHintForRow(0)
    assert rows.verticalScrollBar().maximum() == 0
    box.hidePopup()
