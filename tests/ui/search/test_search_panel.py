"""The panel of a search: what it says, what has a name, what a mouse does, what is odd."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)

from annotator.model.query import Hit
from annotator.operations.search import matching
from annotator.ui.search import searching
from annotator.ui.search.conditions import ConditionsDialog, quoted
from annotator.ui.search.hits_delegate import Columns
from tests.journeys.test_main_journey import press, type_text
from tests.ui.search.conftest import search


def test_it_begins_with_what_can_be_typed(window) -> None:
    panel = window.search.panel
    assert panel.field.hasFocus()
    assert panel.empty.isVisible()
    assert panel.empty.text() == window.word("search_begin")


def test_nothing_found_is_said(window, qtbot) -> None:
    panel = search(qtbot, window, "няматакавадума")
    assert panel.empty.isVisible()
    assert panel.empty.text() == window.word("find_no_form")
    panel.boxes.forms.setChecked(False)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.empty.text() == window.word("find_none")
    assert panel.count.text() == ""


@pytest.mark.parametrize("typed", ["[Cue] NEAR/0 /zz9/", r"/\d{12}/", "language:xx"])
def test_where_no_word_was_asked_for_nothing_is_said_of_forms(window, qtbot, typed) -> None:
    panel = search(qtbot, window, typed)
    assert panel.model.rowCount() == 0
    assert panel.empty.text() == window.word("find_nothing")


@pytest.mark.parametrize("typed", ['Русия "пре', "[Robin]", "/(a/", "[Actor type=robin]"])
def test_what_cannot_be_read_is_said_and_the_caret_stands_there(window, qtbot, typed) -> None:
    panel = search(qtbot, window, typed)
    assert panel.empty.isVisible()
    assert panel.empty.text()
    assert panel.empty.text() not in map(window.word, ("find_none", "find_no_form", "search_begin"))
    assert panel.field.cursorPosition() <= len(typed)
    assert panel.model.rowCount() == 0


def test_every_part_has_a_name(window, qtbot) -> None:
    panel = search(qtbot, window, "Русия")
    for part in (panel, window.search.side):
        for kind in (QAbstractButton, QLineEdit, QTableView, QPlainTextEdit, QComboBox):
            for widget in part.findChildren(kind):
                if widget.isVisibleTo(part) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    named = widget.accessibleName() or getattr(widget, "text", str)()
                    assert named, widget


def test_a_screen_reader_hears_the_line_and_what_it_can_take(window, qtbot) -> None:
    panel = search(qtbot, window, "Азербайджан")
    index = panel.model.index(0)
    said = index.data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "Азербайджан" in said
    assert window.word("cannot_tick") in said
    window.act.finding.tick_all()
    row = panel.model.row_of(panel.model.ticked[0])
    said = panel.model.index(row).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert window.word("ticked") in said


def test_a_click_ticks_or_shows_the_place(window, qtbot) -> None:
    panel = search(qtbot, window, "Азербайджан")
    row = next(r for r, hit in enumerate(panel.model.hits) if panel.model.can_tick(hit))
    hit = panel.model.hit(row)
    panel.list.go_to(row)
    box = panel.list.visualRect(panel.model.index(row))
    columns = Columns(panel.list.viewport().width(), 1.0)
    left = Qt.MouseButton.LeftButton
    at = QPoint(int(columns.tick) + 4, box.center().y())
    qtbot.mouseClick(panel.list.viewport(), left, pos=at)
    assert panel.model.is_ticked(hit)
    qtbot.mouseClick(panel.list.viewport(), left, pos=at)
    assert not panel.model.is_ticked(hit)
    at = QPoint(int(columns.hit) + 10, box.center().y())
    qtbot.mouseClick(panel.list.viewport(), left, pos=at)
    assert window.view.selection() == (hit.begin, hit.end)
    qtbot.mouseDClick(panel.list.viewport(), left, pos=at)
    assert window.view.hasFocus()


def test_heads_sort_and_say_so(window, qtbot) -> None:
    panel = search(qtbot, window, '"на"')
    plain = list(panel.model.hits)
    for order, button in panel.heads.buttons.items():
        if order == "document":
            continue
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not panel.searching.is_running())
        assert panel.order == order
        assert button.isChecked()
        assert sorted(panel.model.hits) == sorted(plain)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not panel.searching.is_running())
        assert panel.order == "document"
        assert list(panel.model.hits) == plain


@pytest.mark.parametrize("order", ["left", "hit", "right", "date"])
def test_every_hit_is_marked_in_the_text_in_whatever_order_hits_are_listed(
    window, qtbot, order: str
) -> None:
    """Sorted by their neighbours, hits that stood before the one listed first were not marked."""
    panel = search(qtbot, window, '"на"')
    scene, view = window.surface._scene, window.surface
    document = window.session.document

    def marked() -> list[tuple[int, int]]:
        return [span for _, span in scene.hits_in(0, len(view.text()))]

    panel.list.go_to(panel.model.rows_in(document)[0])
    plain = marked()
    assert len(plain) == len(panel.model.rows_in(document)) > 3
    qtbot.mouseClick(panel.heads.buttons[order], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.order == order
    for row in panel.model.rows_in(document):
        panel.list.go_to(row)
        hit = panel.model.hit(row)
        assert marked() == plain
        assert scene.current_span == (hit.begin, hit.end)


def test_the_side_says_documents_and_forms(window, qtbot) -> None:
    search(qtbot, window, "Азербайджан")
    side = window.search.side
    qtbot.waitUntil(lambda: side.forms.count() > 0)
    assert side.documents.count() == 1
    assert side.forms.item(0).text() == "Азербайджан"
    assert "already tagged" in side.note.text()


def test_a_new_search_takes_the_place_of_the_one_that_runs(window, qtbot) -> None:
    panel = window.search.panel
    panel.search("*и*")
    panel.search("Азербайджан")
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.model.rowCount() == 15


def test_esc_in_the_field_leaves(window, qtbot) -> None:
    search(qtbot, window, "Русия")
    window.search.panel.field.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not window.search.is_open()
    assert window.view.hasFocus()
    assert not window.dock("hits").isVisible()


def test_boxes_search_again(window, qtbot) -> None:
    panel = search(qtbot, window, "Азербайджан")
    qtbot.mouseClick(panel.boxes.whole, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.model.rowCount() == 12


def test_ten_times_ten_thousand_hits_are_no_burden(window, qtbot) -> None:
    panel = window.search.panel
    document = window.session.document
    panel.model.add_hits([Hit(document, n % 2000, n % 2000 + 3) for n in range(100_000)])
    panel._show_hits()
    panel.list.go_to(99_999)
    panel.list.viewport().grab()
    # Only what is seen is made.
    assert len(panel.model._lines) < 100
    panel.list.look_at_visible()
    assert len(panel.model._fits) < 100
    assert len(panel.model.rows_in(document)) == 100_000


def test_a_narrow_panel_keeps_its_boxes_whole(window, qtbot) -> None:
    window.resize(820, 700)
    panel = window.search.panel
    qtbot.waitUntil(lambda: panel.width() < 820)
    panel.grab()
    for box in (panel.boxes.forms, panel.boxes.regex):
        assert box.width() >= box.sizeHint().width()
    assert panel.boxes.geometry().right() <= panel.width()


def test_the_form_writes_a_condition(window, qtbot) -> None:
    search(qtbot, window, "Азербайджан")
    window.act.finding.add_condition()
    (dialog,) = window.findChildren(ConditionsDialog)
    dialog.layer.setCurrentIndex(1)
    dialog.feature.setCurrentIndex(1)
    dialog.value.setEditText("State")
    assert dialog.query() == 'Азербайджан IN [Actor "Kind of actor"=State]'
    dialog.fact.setCurrentIndex(dialog.fact.findData("language"))
    type_into(qtbot, dialog.fact_value, "bg")
    assert dialog.query().endswith(" language:bg")
    dialog._on_accepted()
    panel = window.search.panel
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.model.rowCount() == 6


def type_into(qtbot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


@pytest.mark.parametrize("text", ["plain", "two words", 'a"b', "a=b", "[x]", "a:b", "-x y"])
def test_what_is_quoted_is_one_piece(text: str) -> None:
    from annotator.model.query_parsing import parse

    found = parse(f"[Layer f={quoted(text)}]")
    (condition,) = found.conditions
    assert condition.values == (text.replace('"', " "),)


def test_a_corpus_that_is_closed_stops_its_search(window, qtbot) -> None:
    panel = window.search.panel
    panel.search("*и*")
    window.close()
    assert not panel.searching.is_running()


def test_another_language_has_its_own_words(make_window, corpus, settings, qtbot) -> None:
    settings.set_text("language", "bg")
    window = make_window(corpus)
    window.act.finding.search_corpus()
    type_text(qtbot, "Азербайджан ВЪТРЕ [Деец]")
    panel = search(qtbot, window, window.search.panel.field.text() or "Азербайджан ВЪТРЕ [Деец]")
    assert panel.count.text().endswith("документ")


def test_of_very_many_all_are_ticked_at_once_but_some(window, qtbot) -> None:
    panel = search(qtbot, window, r"/\w+/")
    model, total = panel.model, panel.model.rowCount()
    assert total > 300
    panel.go_to_hits()
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.tick_count == total
    said = window.word("do.tag_all", count=total)
    assert window.search.side.button.text() == said
    row = next(r for r in range(total) if model.can_tick(model.hit(r)))
    stuck = next(r for r in range(total) if not model.can_tick(model.hit(r)))
    panel.list.go_to(row)
    press(qtbot, Qt.Key.Key_Space)
    assert not model.is_ticked(model.hit(row))
    assert model.tick_count == total - 1
    assert model.hit(row) not in model.ticked
    # What cannot take it bears no tick, though nobody was asked one by one.
    assert not model.is_ticked(model.hit(stuck))
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.is_ticked(model.hit(row))
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.tick_count == 0


def test_a_search_that_goes_on_says_so_at_once(window) -> None:
    panel = window.search.panel
    panel.search("няматакавадума")
    assert panel.searching.is_running()
    assert panel.empty.isVisible()
    assert panel.empty.text() == window.word("searching")
    panel.searching.cancel()


def test_a_list_of_hits_does_not_flicker_while_others_are_looked_for(window, qtbot) -> None:
    panel = search(qtbot, window, '"на" OR the')
    assert panel.list.isVisible()
    panel.search("няматакавадума")
    assert panel.searching.is_running()
    assert panel.model.rowCount() == 0
    assert panel.list.isVisible()
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    assert panel.empty.isVisible()
    assert panel.empty.text() not in ("", window.word("searching"))


def test_a_search_that_takes_long_says_so_in_place_of_the_hits(window, qtbot) -> None:
    panel = search(qtbot, window, '"на" OR the')
    panel.search("няматакавадума")
    assert panel.searching.is_running()
    # As when its time is over.
    panel._not_soon.timeout.emit()
    assert panel.empty.isVisible()
    assert panel.empty.text() == window.word("searching")
    panel.searching.cancel()


def test_hits_go_with_the_documents_that_an_undone_import_takes_away(window, qtbot) -> None:
    panel = search(qtbot, window, '"на" OR the')
    assert panel.model.rowCount()
    store = window.session.store
    while store.read().counts()["document"]:
        store.undo()
    qtbot.waitUntil(lambda: not panel.searching.is_running())
    window.later.settle_all()
    assert panel.model.rowCount() == 0
    window.search.side.show_lists()
    assert window.search.side.note.text() == ""


def test_what_was_found_before_is_shown_nowhere_after_a_query_that_cannot_be_read(
    window, qtbot
) -> None:
    panel, side = search(qtbot, window, "Русия"), window.search.side
    qtbot.waitUntil(lambda: side.forms.count() > 0)
    panel.list.setFocus()
    window.later.settle_all()
    panel.search("[Plaze]")
    qtbot.waitUntil(lambda: side.forms.count() == 0)
    assert side.documents.count() == 0
    window.later.settle_all()
    assert window.search.said() == ""


def test_whole_documents_have_no_forms(window, qtbot) -> None:
    search(qtbot, window, "language:bg")
    qtbot.waitUntil(lambda: window.search.side.documents.count() > 0)
    assert window.search.side.forms.count() == 0


def test_the_status_bar_says_what_keys_do_in_the_field(window, qtbot) -> None:
    panel = search(qtbot, window, "Русия")
    panel.field.setFocus()
    window.later.settle_all()
    assert window.status_line.mode.text() == window.word("mode.search")
    keys = window.status_line.keys()
    assert ("↓", window.word("key.to_hits")) in keys
    press(qtbot, Qt.Key.Key_Down)
    window.later.settle_all()
    assert window.word("key.tick") in dict(map(reversed, window.status_line.keys()))


SLOW = r"/(.|.)+\Zа/"


def test_a_search_that_is_stopped_says_so(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(matching, "_BUDGET_SECONDS", 0.5)
    panel = window.search.panel
    panel.search(SLOW)
    panel.field.setFocus()
    assert panel.searching.is_running()
    press(qtbot, Qt.Key.Key_Escape)
    assert not panel.searching.is_running()
    assert panel.isVisible()
    assert panel.empty.text() == window.word("search_stopped")
    search(qtbot, window, "Русия")
    assert panel.said.text() == window.word("whole_corpus")


def test_an_expression_that_never_ends_is_told_and_nothing_else(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(matching, "_BUDGET_SECONDS", 0.1)
    panel = search(qtbot, window, SLOW)
    qtbot.waitUntil(lambda: panel.empty.text() not in ("", window.word("searching")))
    assert "too long" in panel.empty.text()
    assert panel.said.text() == ""


def test_the_boxes_stand_in_the_middle_of_their_row(window) -> None:
    panel = window.search.panel
    box, field = panel.boxes.forms, panel.field
    middle = box.mapTo(panel, box.rect().center()).y()
    assert abs(middle - field.geometry().center().y()) <= 1


def test_who_types_on_is_not_taken_to_the_hits(window, qtbot, monkeypatch, held_back) -> None:
    # As where the first hit is far.
    monkeypatch.setattr(searching, "_WAIT_SECONDS", 0.0)
    panel = window.search.panel
    panel.field.setText("Русия")
    with qtbot.waitSignal(panel.searching.ended), held_back():
        press(qtbot, Qt.Key.Key_Return)
        qtbot.keyClicks(panel.field, " 2")
    QApplication.processEvents()
    assert panel.model.rowCount()
    assert panel.field.hasFocus()
    before = len(window.session.tallies)
    qtbot.keyClicks(QApplication.focusWidget(), "1")
    assert (panel.field.text(), len(window.session.tallies)) == ("Русия 21", before)
    with qtbot.waitSignal(panel.searching.ended):
        press(qtbot, Qt.Key.Key_Return)


def test_who_goes_elsewhere_while_one_searches_stays_there(window, qtbot, monkeypatch) -> None:
    # As where the first hit is far.
    monkeypatch.setattr(searching, "_WAIT_SECONDS", 0.0)
    panel = window.search.panel
    panel.field.setText("Русия")
    with qtbot.waitSignal(panel.searching.ended):
        press(qtbot, Qt.Key.Key_Return)
        window.surface.setFocus()
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    QApplication.processEvents()
    assert window.surface.hasFocus()


def test_the_text_is_marked_right_after_the_hits_are_there(window, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(searching, "_WAIT_SECONDS", 20.0)
    panel = window.search.panel
    with qtbot.waitSignal(panel.searching.ended):
        panel.search("на")
        assert panel.model.rowCount()
        assert not window.surface._scene.hits
    window.later.settle_all()
    assert window.surface._scene.hits == panel.model.spans_in(window.session.document)


def test_what_is_said_of_ticked_hits_stays_till_there_are_others(window, qtbot) -> None:
    """It went with each search and came again, and all below it moved."""
    panel, note = search(qtbot, window, "на"), window.search.side.note
    window.search.side.show_lists()
    said = note.text()
    assert said
    seen: list[str] = []
    panel.model.ticks_changed.connect(lambda: seen.append(note.text()))
    search(qtbot, window, "за")
    assert seen
    assert set(seen) == {said}
    search(qtbot, window, "няматакавадума")
    window.search.side.show_lists()
    assert note.text() == ""


def test_letters_of_the_open_text_are_drawn_before_there_are_hits(window, qtbot) -> None:
    """Qt makes the picture of a letter when it is first drawn, for which a first page waited."""
    listed = window.search.panel.list
    delegate = listed._delegate
    window.later.settle_all()
    assert listed._drawing.is_busy()
    listed._drawing.finish()
    letters = {sign for sign in window.session.gathered.facts.text[:200] if sign.isprintable()}
    for font in delegate._fonts():
        assert letters <= delegate._measure(font)._widths.keys()
    listed.make_ready("")
    listed._drawing.finish()


def test_letters_of_another_size_do_not_break_what_is_being_drawn(window) -> None:
    delegate = window.search.panel.list._delegate
    steps = delegate.drawn("абв", 1.0)
    next(steps)
    delegate.set_look(replace(delegate.look, scale=2.0))
    assert len(list(steps)) == 3
