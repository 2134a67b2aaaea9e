"""Whose annotations are on the text and which are hidden: by actions, over the window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Annotation
from annotator.model.assigning import Plan
from annotator.model.review import Annotator
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.rounds.rounds import Choice, make_round
from annotator.operations.tagging import annotate
from annotator.ui.keys.modes import FRAME
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.picker import Picker
from annotator.ui.panels.toggles import Toggles
from annotator.ui.sitting.showing import DIFFERENCES, MODES, ONE, ROWS, Showing
from annotator.ui.text.marks import NOTHING, Flags

NAMES = st.frozensets(st.text(min_size=1, max_size=4), max_size=3)


@given(
    st.builds(
        Showing,
        st.sampled_from(MODES),
        NAMES,
        st.frozensets(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=3),
        NAMES,
    )
)
def test_what_is_kept_in_the_settings_comes_back(showing: Showing) -> None:
    assert Showing.of_text(showing.to_text()) == showing


def test_damaged_settings_hide_nothing() -> None:
    for text in (
        "",
        "[]",
        "{}",
        '{"mode": 3, "layers": 1}',
        '{"mode":"one","layers":[],"tags":[1]}',
    ):
        assert Showing.of_text(text) == Showing()


def test_hiding_by_layer_and_by_value() -> None:
    annotation = Annotation("i", "d", "One", "me", features={"kind": "k", "whom": ["p", "q"]})
    assert Showing(layers=frozenset({"One"})).hides(annotation)
    assert Showing(tags=frozenset({("whom", "q")})).hides(annotation)
    assert not Showing(tags=frozenset({("kind", "q")})).hides(annotation)
    assert Showing().toggled("layers", "One").toggled("layers", "One") == Showing()


def test_readers_are_the_own_and_those_that_are_not_hidden() -> None:
    rows = Showing(ROWS, annotators=frozenset({"b"}))
    assert rows.readers("me", ["a", "b", "me"]) == ("me", "a")
    assert Showing(ONE).readers("me", ["a"]) == ("me",)
    assert Showing(ROWS, annotators=frozenset({"me"})).readers("me", []) == ("me",)


def opened(make_window, corpus) -> MainWindow:
    window: MainWindow = make_window(corpus)
    assert window.session is not None
    return window


def test_rows_and_differences_and_back(make_window, corpus) -> None:
    window = opened(make_window, corpus)
    own = {m.key for m in window.surface.marks()}
    window.action("view.rows").trigger()
    marks = window.surface.marks()
    assert {m.reader for m in marks} == {1, 2}
    assert own < {m.key for m in marks}
    assert window.head.hint.text() == "A Gold, B Coder B"
    window.action("view.differences").trigger()
    marks = window.surface.marks()
    assert {m.reader for m in marks} == {0, 1, 2}
    assert all((m.reader == 0) == bool(m.flags & Flags.AGREES) for m in marks)
    assert sum(1 for m in marks if m.drawing == NOTHING) == 8
    assert len(window.sitting.page.differences) == 20
    window.action("view.one_annotator").trigger()
    assert {m.key for m in window.surface.marks()} == own
    assert not window.head.hint.isVisible()


def test_long_names_of_annotators_leave_the_title_its_room(make_window, corpus) -> None:
    """The title was gone, and the names were cut at both ends without a sign of it."""
    window = opened(make_window, corpus)
    name = "Мария-Магдалена Константинова-Александрова-Хаджиниколова " * 3
    window.session.do(put_annotator, Annotator(id="coder_b", names={"en": name, "bg": name}))
    window.action("view.rows").trigger()
    head = window.head
    for width in (1440, 1024, 820):
        window.resize(width, 700)
        for _ in range(3):
            QApplication.processEvents()
        assert head.hint.text().startswith("A Gold, B Мария")
        assert head.hint.text().endswith("…")
        assert head.hint.width() >= head.hint.sizeHint().width()
        assert head.title.width() > head.width() // 5
        assert name.strip() in head.hint.toolTip()


def test_a_long_name_of_whoever_works_leaves_the_title_its_room(make_window, corpus) -> None:
    window = opened(make_window, corpus)
    name = "Мария-Магдалена Константинова-Александрова-Хаджиниколова " * 3
    gold = window.session.annotator
    window.session.do(put_annotator, Annotator(id=gold, names={"en": name, "bg": name}))
    window.head.show_counts(window.session)
    for width in (1440, 820):
        window.resize(width, 700)
        for _ in range(3):
            QApplication.processEvents()
        assert window.head.state.text().endswith("…")
        assert window.head.title.width() > window.head.width() // 3
        assert name.strip() in window.head.state.toolTip()
        assert name.strip() in window.head.state.accessibleName()


def test_alone_nobody_is_compared_with(make_window, corpus, qtbot) -> None:
    window = opened(make_window, corpus)
    window.sitting.set_annotator("author")
    window.sitting.open_document(window.sitting.store.read().document_id("invented-07"))
    window.action("view.differences").trigger()
    assert window.sitting.showing.mode == ONE
    assert window.status.said.text() == window.word("nobody_else")


def test_f8_walks_the_differences_in_their_order(make_window, corpus, qtbot: QtBot) -> None:
    window = opened(make_window, corpus)
    window.surface.setFocus()
    for number in (1, 2, 3):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        assert window.sitting.showing.mode == DIFFERENCES
        assert window.surface._scene.current_difference == number
    qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.surface._scene.current_difference == 2
    said = window.status.said.text()
    assert said.startswith("Difference 2 of 20, Actor, one or two. A: Actor, ")
    assert " B: Actor, " in said
    for _ in range(30):
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.status.said.text() == window.word("none_left")


def test_an_edit_changes_what_differs(make_window, corpus) -> None:
    window = opened(make_window, corpus)
    window.action("view.differences").trigger()
    session = window.sitting
    alone = next(p for p in session.page.differences if p.name == "only A")
    session.work(annotate.remove_annotation, alone.key)
    assert all(p.key != alone.key for p in session.page.differences)
    assert window.surface.mark(alone.key) is None
    shown = {m.key: m for m in window.surface.marks()}
    assert shown == {m.key: m for m in session.marks()}
    session.undo()
    assert any(p.key == alone.key for p in session.page.differences)


def test_the_work_of_others_is_read_and_left_alone(make_window, corpus, qtbot: QtBot) -> None:
    window = opened(make_window, corpus)
    window.action("view.rows").trigger()
    theirs = next(m for m in window.surface.marks() if m.reader == 2)
    window.text_keys.select(theirs.key)
    count = window.sitting.store.counts()["annotation"]
    qtbot.keyClick(window.surface, Qt.Key.Key_Backspace)
    assert window.sitting.store.counts()["annotation"] == count
    assert "Coder B" in window.status.said.text()


def test_the_relations_of_others_are_left_alone(make_window, corpus, qtbot: QtBot) -> None:
    window = opened(make_window, corpus)
    window.action("view.rows").trigger()
    session = window.sitting
    marks = (m for m in window.surface.marks() if m.reader == 2)
    theirs = next(m.key for m in marks if session.relations_from(m.key))
    relation = session.relations_from(theirs)[0]
    window.text_keys.select(theirs)
    window.text_keys.enter_frame()
    for key, modifier in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    ):
        window.text_keys.frame.walk_to(relation.to_id)
        assert window.text_keys.mode == FRAME
        session.said.emit("")
        qtbot.keyClick(window.surface, key, modifier)
        assert session.store.read().relation(relation.id) == relation
        assert "Coder B" in window.status.said.text()


def test_a_layer_and_a_value_are_hidden_and_the_head_says_so(make_window, corpus, settings) -> None:
    window = opened(make_window, corpus)
    session = window.sitting
    first = session.shown()[0]
    window.text_keys.select(first.id)
    window.action("view.hide_layer").trigger()
    assert all(session.annotation(m.key).layer != first.layer for m in window.surface.marks())
    assert session.layer_name(first.layer) in window.head.hint.text()
    assert settings.text(settings.of_corpus("showing", corpus)) == session.showing.to_text()
    window.head.hint.click()
    assert {m.key for m in window.surface.marks()} == {a.id for a in session.tallies if a.spans}
    assert not window.head.hint.isVisible()
    valued = next(a for a in session.shown() if a.features)
    window.text_keys.select(valued.id)
    window.action("view.hide_tag").trigger()
    assert window.surface.mark(valued.id) is None
    window.action("view.show_everything").trigger()
    assert window.surface.mark(valued.id) is not None


def test_hidden_annotations_are_stepped_over(make_window, corpus) -> None:
    window = opened(make_window, corpus)
    session = window.sitting
    first, second = session.shown()[:2]
    assert first.layer != second.layer
    window.text_keys.select(first.id)
    window.text_keys.select(second.id)
    window.action("view.hide_layer").trigger()
    window.text_keys.select(None)
    window.surface.set_caret(0)
    for _ in range(4):
        window.action("next.annotation").trigger()
        current = session.current_annotation()
        assert current is not None
        assert current.layer != second.layer


def test_what_is_hidden_is_hidden_the_next_time(make_window, corpus) -> None:
    window = opened(make_window, corpus)
    layer = window.sitting.shown()[0].layer
    window.text_keys.select(window.sitting.shown()[0].id)
    window.action("view.hide_layer").trigger()
    window.close()
    again = opened(make_window, corpus)
    assert again.sitting.showing.layers == {layer}
    assert all(again.sitting.annotation(m.key).layer != layer for m in again.surface.marks())
    assert again.head.hint.isVisible()


def test_lists_switch_layers_values_and_annotators(make_window, corpus, qtbot: QtBot) -> None:
    window = opened(make_window, corpus)
    session = window.sitting
    for name, field in (("layers", "layers"), ("tags", "tags"), ("annotators", "annotators")):
        window.action(f"view.{name}").trigger()
        (listed,) = window.findChildren(Toggles)
        qtbot.keyClick(listed, Qt.Key.Key_Return)
        assert len(getattr(session.showing, field)) == 1
        qtbot.keyClick(listed, Qt.Key.Key_Down)
        qtbot.keyClick(listed, Qt.Key.Key_Return)
        assert len(getattr(session.showing, field)) == 2
        qtbot.keyClick(listed, Qt.Key.Key_Return)
        assert len(getattr(session.showing, field)) == 1
        listed.close()
        listed.deleteLater()
        qtbot.waitUntil(lambda: not window.findChildren(Toggles))
    window.action("view.show_everything").trigger()
    assert session.showing == Showing()


def test_a_blind_round_hides_the_others_until_both_have_finished(make_window, corpus) -> None:
    window = make_window(corpus)
    session, document = window.session, window.session.document
    choice = Choice(annotators=("coder_b", "gold"), documents=(document,), plan=Plan(overlap=1.0))
    make_round(session.store, {"en": "First"}, choice, by="gold")
    say = {"document": document, "anchor": "document", "language": "en", "text": "Why?"}
    said = add_comment(session.store, annotator="coder_b", **say)
    for who in ("coder_b", "gold"):
        window.act.showing.show_rows()
        assert (session.page.readers, session.showing.mode) == (("gold",), ONE)
        assert said.id not in session.comments
        set_assignment(session.store, document, who, "finished")
    window.act.showing.show_rows()
    assert session.page.readers == ("gold", "coder_b")
    assert said.id in session.comments


def test_the_list_of_annotators_begins_at_whoever_is_shown_and_says_so(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    window.act.viewing.show_annotator("coder_b")
    window.act.viewing.choose_annotator()
    picker = window.findChildren(Picker)[-1]
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    rows = [str(picker.list.item(n).data(role)) for n in range(picker.list.count())]
    assert [row for row in rows if row.endswith(", shown now")] == ["Coder B, shown now"]
    assert picker.list.currentItem().text() == "Coder B"
    qtbot.keyClicks(picker.field, "gold")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert window.session.annotator == "gold"


def test_nobody_becomes_another_whose_work_a_blind_round_hides(make_window, corpus, qtbot) -> None:
    window = opened(make_window, corpus)
    session = window.sitting
    document = session.document
    choice = Choice(
        annotators=("coder_b", "gold"),
        documents=(document,),
        plan=Plan(several=2, overlap=1.0),
    )
    make_round(session.store, {"en": "First"}, choice, by="gold")
    own = {m.key for m in window.surface.marks()}
    window.run_action("view.annotator")
    assert window.findChildren(Picker) == []
    assert "blind round" in window.status.said.text()
    window.act.viewing.show_annotator("coder_b")
    assert session.annotator == "gold"
    assert {m.key for m in window.surface.marks()} == own
    for who in ("coder_b", "gold"):
        set_assignment(session.store, document, who, "finished")
    window.run_action("view.annotator")
    (picker,) = window.findChildren(Picker)
    qtbot.keyClicks(picker.field, "coder")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert session.annotator == "coder_b"


def test_a_lead_without_a_share_works_as_anybody_and_comes_back(
    make_window, corpus, settings
) -> None:
    settings.set_text("annotator", "author")
    window = opened(make_window, corpus)
    session = window.sitting
    choice = Choice(
        annotators=("coder_b", "gold"),
        documents=(session.document,),
        plan=Plan(several=2, overlap=1.0),
    )
    make_round(session.store, {"en": "First"}, choice, by="author")
    for who in ("gold", "coder_b", "author"):
        window.act.viewing.show_annotator(who)
        assert session.annotator == who
