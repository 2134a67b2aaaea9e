"""The panel of a search by keys: from hits to the field, to what is done with them, and back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.test_main_journey import press, type_text
from tests.ui.search.conftest import search

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_comment_on_ticked_hits_is_written_and_sent_by_keys(window, qtbot) -> None:
    search(qtbot, window, "[Actor type=state]")
    store = window.session.store
    steps = len(store.history())
    window.search.panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    press(qtbot, Qt.Key.Key_Equal)
    assert window.search.side.comment.hasFocus()
    type_text(qtbot, "seen")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert len(store.history()) == steps + 1
    assert window.search.side.comment.toPlainText() == ""
    assert window.search.panel.list.hasFocus()


def test_enter_presses_the_button_that_has_the_focus(window, qtbot) -> None:
    search(qtbot, window, "[Actor type=state]")
    steps = len(window.session.store.history())
    window.search.panel.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Equal)
    type_text(qtbot, "seen")
    press(qtbot, Qt.Key.Key_Tab)
    assert window.search.side.button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert len(window.session.store.history()) == steps + 1


def test_esc_beside_the_hits_goes_back_to_them_and_takes_nothing_away(window, qtbot) -> None:
    panel = search(qtbot, window, "Русия")
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_Equal)
    window.later.settle_all()
    assert window.status_line.mode.text() == window.word("mode.search")
    keys = dict(window.status_line.keys())
    assert keys["Esc"] == window.word("key.back_to_hits")
    press(qtbot, Qt.Key.Key_Escape)
    assert panel.list.hasFocus()
    assert window.dock("hits").isVisible()


def test_one_comes_from_the_hits_back_to_the_field(window, qtbot) -> None:
    panel = search(qtbot, window, "Русия")
    panel.go_to_hits()
    press(qtbot, Qt.Key.Key_Up)
    assert panel.field.hasFocus()
    assert panel.field.selectedText() == "Русия"
    press(qtbot, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    type_text(qtbot, "[Act")
    assert panel.field.hasFocus()
    assert panel.field.text() == "[Act"


def test_what_is_not_ones_own_is_counted_where_it_cannot_be_changed(window, qtbot) -> None:
    panel = search(qtbot, window, "[Actor type=state]")
    mine = window.session.annotator
    reader = window.session.store.read()
    others = sum(reader.annotation(h.annotation).annotator != mine for h in panel.model.hits)
    assert others
    for purpose in ("change", "remove"):
        window.search.side.set_purpose(purpose)
        assert window.word("note.others", count=others) in window.search.side.note.text()
    row = next(
        r
        for r, h in enumerate(panel.model.hits)
        if reader.annotation(h.annotation).annotator != mine
    )
    panel.list.go_to(row)
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert window.status_line.said.text() == "This was made by somebody else."


def test_what_is_changed_is_changed_on_its_own_layer(window, qtbot) -> None:
    side = window.search.side
    panel = search(qtbot, window, "[Place]")
    assert panel.model.layer != "PLACE"
    qtbot.mouseClick(side.purposes["change"], Qt.MouseButton.LeftButton)
    assert panel.model.layer == "PLACE"
    assert side.fields.layer.id == "PLACE"
    assert side.fields.field(1).placeholderText() == window.word("stays_as_it_is")
    search(qtbot, window, "[Actor]")
    assert side.fields.layer.id == "ACTOR"
    search(qtbot, window, "[Place] OR [Actor]")
    assert side.fields.layer.id == "ACTOR"


def test_hits_come_back_with_an_import_that_is_made_again(window, qtbot) -> None:
    panel = search(qtbot, window, "language:en talks OR crew")
    count = panel.model.rowCount()
    assert count
    panel.list.setFocus()
    while panel.model.rowCount() == count:
        press(qtbot, Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(lambda: not panel.searching.is_running())
    press(qtbot, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: panel.model.rowCount() == count)


def test_every_feature_of_ticked_annotations_can_be_set_in_one_step(window, qtbot) -> None:
    session, side = window.session, window.search.side
    session.set_annotator("gold")
    panel = search(qtbot, window, "[ACTOR type=state]")
    side.set_purpose("change")
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    count = panel.model.tick_count
    assert count
    features = session.scheme.layer("ACTOR").features
    names = [side.fields.field(n + 1).accessibleName() for n in range(len(features))]
    assert "Kind of actor" in names
    side.fields.field(1 + names.index("Kind of actor")).setFocus()
    type_text(qtbot, "person")
    reader = session.store.read()
    before = [reader.annotation(h.annotation) for h in panel.model.hits]
    steps = len(session.store.history())
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert len(session.store.history()) == steps + 1
    after = [reader.annotation(h.annotation).features.values() for h in panel.model.hits]
    assert sum("person" in values for values in after) == count
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert [reader.annotation(h.annotation) for h in panel.model.hits] == before


def test_a_field_that_is_clicked_takes_what_is_typed(window, qtbot) -> None:
    search(qtbot, window, "[ACTOR type=state]")
    field = window.search.side.fields.field(1)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    type_text(qtbot, "pers")
    assert field.text() == "pers"


def test_whoever_chooses_another_layer_goes_on_with_its_features(window, qtbot) -> None:
    session, side = window.session, window.search.side
    session.set_annotator("gold")
    panel = search(qtbot, window, "[ACTOR type=state]")
    side.set_purpose("change")
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    side.fields.field(0).setFocus()
    type_text(qtbot, "Place")
    press(qtbot, Qt.Key.Key_Return)
    assert panel.model.layer == "PLACE"
    qtbot.waitUntil(side.fields.field(1).hasFocus)
    steps = len(session.store.history())
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert len(session.store.history()) == steps + 1


def test_a_change_without_a_value_asks_for_one(window, qtbot) -> None:
    session, side = window.session, window.search.side
    session.set_annotator("gold")
    panel = search(qtbot, window, "[ACTOR type=state]")
    side.set_purpose("change")
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    steps, ticked = len(session.store.history()), panel.model.tick_count
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert len(session.store.history()) == steps
    assert window.status_line.said.text() == window.word("choose_change_first")
    assert panel.model.tick_count == ticked


def test_home_and_end_go_to_the_first_and_the_last_hit(window, qtbot) -> None:
    panel = search(qtbot, window, '"на"')
    panel.go_to_hits()
    press(qtbot, Qt.Key.Key_End)
    assert panel.list.row() == panel.model.rowCount() - 1 > 0
    press(qtbot, Qt.Key.Key_Home)
    assert panel.list.row() == 0


def test_of_a_long_query_the_begin_is_read_from_the_hits(window, qtbot) -> None:
    panel = search(qtbot, window, "Русия OR " * 30 + "Армения")
    panel.field.setFocus()
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.field.cursorPosition() == 0


def test_what_was_deleted_is_nobody_s_any_more(window, qtbot) -> None:
    session, side = window.session, window.search.side
    session.set_annotator("gold")
    panel = search(qtbot, window, "[ACTOR type=state]")
    side.set_purpose("remove")
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_A, CTRL)
    count = panel.model.tick_count
    press(qtbot, Qt.Key.Key_Delete)
    others = panel.model.rowCount() - count
    # What the panel is for next is said anew: nobody deletes twice by habit.
    assert side.purposes["tag"].isChecked()
    assert panel.model.tick_count == 0
    side.set_purpose("remove")
    assert window.word("note.others", count=others) in side.note.text()
    assert window.word("note.nothing", count=count) in side.note.text()


def test_tab_goes_from_the_fields_to_the_button_and_back(window, qtbot) -> None:
    session, side = window.session, window.search.side
    session.set_annotator("gold")
    panel = search(qtbot, window, "[ACTOR type=state]")
    for layer in ("ACTOR", "STANCE"):
        panel.model.set_layer(layer)
        panel.list.setFocus()
        press(qtbot, Qt.Key.Key_A, CTRL)
        qtbot.waitUntil(side.fields.field(0).isVisible)
        side.fields.field(0).setFocus()
        for field in side.fields.all():
            assert field.hasFocus()
            press(qtbot, Qt.Key.Key_Tab)
        assert side.button.hasFocus() == side.button.isEnabled()
    side.fields.field(0).setFocus()
    press(qtbot, Qt.Key.Key_Backtab)
    assert side.purposes["tag"].hasFocus()


def test_hits_get_the_whole_height_and_share_it_again_by_the_same_key(window, qtbot) -> None:
    """Who walks on meanwhile moves no text; it is at the hit as soon as it is seen again."""
    panel, page = search(qtbot, window, "Русия"), window.text_page
    panel.go_to_hits()
    assert page.isVisible()
    press(qtbot, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.isHidden()
    assert panel.isVisible()
    panel.list.setFocus()
    shown = window.search._shown
    press(qtbot, Qt.Key.Key_End)
    last = panel.model.hit(panel.list.row())
    assert last is not None
    assert last != shown
    assert window.search._shown == shown
    press(qtbot, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.isVisible()
    assert panel.isVisible()
    qtbot.waitUntil(lambda: window.search._shown == last)
    assert window.session.document == last.document


def test_enter_on_hits_of_the_whole_height_goes_into_the_text_and_back(window, qtbot) -> None:
    panel, page = search(qtbot, window, "Русия"), window.text_page
    panel.go_to_hits()
    press(qtbot, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    panel.list.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    hit = panel.model.hit(panel.list.row())
    assert page.isVisible()
    assert panel.isHidden()
    assert window.view.selection() == (hit.begin, hit.end)
    press(qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.isHidden()
    assert panel.list.hasFocus()
