"""The dialog that merges: first what would be done, then one step that undo takes back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.revisions import correct_text
from annotator.operations.keeping.corpus import builtin_schemes, new_corpus
from annotator.operations.merging.receiving import Guess, Guesses
from annotator.operations.tagging.annotate import set_confidence
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dialogs.merging_mapping import WhoIsWho
from tests.operations.sent import digests
from tests.ui.dialogs.sharing import WHO, brought, document, free_word, own

KEY = Qt.Key


@pytest.fixture
def window(make_window, corpus):
    made = make_window(corpus)
    made.activateWindow()
    return made


@pytest.fixture
def opened(window, qtbot, tmp_path):
    """Return a function that opens the dialog on what came back, planned; more files may come."""

    def make(*more) -> MergeDialog:
        back = brought(window.session.store, tmp_path)
        window.act.sharing.merge_paths([back, *more])
        (dialog,) = window.findChildren(MergeDialog)
        qtbot.waitUntil(lambda: dialog.task is None)
        return dialog

    return make


def shown(dialog: MergeDialog) -> dict[str, str]:
    tree = dialog.tree
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {item.text(0).split(",")[0]: item.text(1) for item in items}


def test_what_would_be_done_is_shown_before_and_nothing_is_written(window, opened) -> None:
    store = window.session.store
    dialog = opened()
    before = digests(store), store.commits()
    found = shown(dialog)
    assert (found["new"], found["changed there"], found["deleted there"]) == ("1", "1", "1")
    assert found["refused"] == "0"
    assert dialog.go.text().replace("&", "") == "Merge 3 annotations"
    assert "1 new, 1 changed, 1 deleted, 0 refused" in dialog.said.text()
    assert dialog.texts.text() == "All texts are the same here and there."
    dialog.close()
    assert (digests(store), store.commits()) == before


def test_menus_and_history_that_are_made_while_it_plans_tell_of_no_step_that_is_not_done(
    window,
) -> None:
    store = window.session.store
    undo = window.menus.action("edit.undo")
    window.keys.select(window.session.shown()[0].id)
    window.act.tagging.delete_current()
    window.later.settle_all()
    told = undo.text(), [step.kind for step in store.history()]
    with store.edit("packages.merge", annotator=None):
        window.menus.name_steps()
        window.later.settle_all()
        assert (undo.text(), [step.kind for step in store.history()]) == told


def test_one_tags_while_it_plans_and_waits_for_nothing(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    window.session.open_document(document(store))
    (box,) = (box for kind, g, box in dialog.who.boxes if (kind, g.theirs) == ("people", WHO))
    steps, mine = store.commits(), {a.id for a in own(store, "gold")}
    word = free_word(store, "gold")
    qtbot.keyClick(box, KEY.Key_Down)
    task = dialog.task
    assert task is not None
    window.surface.set_caret(word[0])
    qtbot.keyClick(window.surface, KEY.Key_1)
    assert dialog.task is task
    assert store.commits() == steps + 1
    (made,) = (a for a in own(store, "gold") if a.id not in mine)
    assert made.spans[0] == word
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and not dialog._is_stale)
    assert store.commits() == steps + 1


def test_what_is_edited_is_planned_anew_with_what_that_makes_of_it(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    (gone,) = dialog._report.merged.places.by_fate["deleted"]
    set_confidence(store, gone.what, "unsure", annotator=WHO)
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and shown(dialog)["changed here"] == "1")
    assert shown(dialog)["deleted there"] == "0"
    store.undo()
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and shown(dialog)["deleted there"] == "1")


def test_what_changed_since_the_plan_is_planned_before_it_is_merged(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    window.session.open_document(own(store)[0].document)
    steps = store.commits()
    add_comment(store, document=document(store), anchor="document", text="Meanwhile",
                language="en", annotator="gold")  # fmt: skip
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    assert store.commits() == steps + 1
    assert dialog.task is not None
    qtbot.waitUntil(dialog.go.isEnabled)
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog._is_done)
    assert store.commits() == steps + 2


def test_what_was_opened_in_the_list_stays_so_when_it_is_planned_anew(
    window, opened, qtbot
) -> None:
    dialog = opened()
    qtbot.keyClick(dialog.tree, KEY.Key_Return)
    qtbot.keyClick(dialog.tree, KEY.Key_Down)
    chosen = dialog.tree.currentItem().text(0)
    add_comment(window.session.store, document=document(window.session.store),
                anchor="document", text="Meanwhile", language="en", annotator="gold")  # fmt: skip
    qtbot.waitUntil(lambda: dialog.task is not None)
    qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.tree.topLevelItem(0).isExpanded()
    assert dialog.tree.currentItem().text(0) == chosen


def test_more_packages_join_those_that_are_planned(window, opened, qtbot, tmp_path) -> None:
    dialog = opened()
    bad = tmp_path / "bad.annotator-package"
    bad.write_bytes(b"PK")
    window.act.sharing.take_packages([str(bad)])
    window.act.sharing.merge_paths([bad])
    qtbot.waitUntil(lambda: dialog.task is None)
    assert window.findChildren(MergeDialog) == [dialog]
    assert len(dialog.packages.rows()) == 2


def test_a_corpus_that_is_closed_takes_the_plan_along(window, opened, qtbot) -> None:
    dialog = opened()
    dialog._begin()
    with qtbot.waitSignal(dialog.destroyed):
        window.act.corpus.close_corpus()


def test_enter_merges_in_one_step_and_undo_takes_it_back(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    before, steps = digests(store), store.commits()
    work = {a.id for a in own(store)}
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog._is_done)
    assert store.commits() == steps + 1
    assert len(work ^ {a.id for a in own(store)}) == 2
    assert "1 new, 1 changed, 1 deleted" in window.status.said.text()
    dialog.come_back()
    assert not dialog.go.isVisible()
    qtbot.keyClick(dialog.undo, KEY.Key_Space)
    assert digests(store) == before


def test_a_bad_package_is_left_out_and_can_be_taken_off(window, opened, qtbot, tmp_path) -> None:
    bad = tmp_path / "bad.annotator-package"
    bad.write_bytes(b"PK\x03\x04 and no more")
    dialog = opened(bad)
    assert "1 package is left out" in dialog.said.text()
    rows = dialog.packages.rows()
    assert "no whole package" in rows[1]
    assert dialog.go.isEnabled()
    dialog.packages.setFocus()
    qtbot.keyClick(dialog.packages, KEY.Key_Down)
    qtbot.keyClick(dialog.packages, KEY.Key_Delete)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert len(dialog.packages.rows()) == 1
    assert "left out" not in dialog.said.text()
    assert dialog.go.isEnabled()


def test_only_bad_packages_leave_nothing_to_do(window, qtbot, tmp_path) -> None:
    bad = tmp_path / "bad.annotator-package"
    bad.write_text("nothing", encoding="utf-8")
    window.act.sharing.merge_paths([bad])
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert not dialog.go.isEnabled()
    assert "left out" in dialog.said.text()


def test_another_person_changes_what_would_be_done(window, opened, qtbot) -> None:
    store = window.session.store
    dialog = opened()
    (box,) = (box for kind, g, box in dialog.who.boxes if (kind, g.theirs) == ("people", WHO))
    assert box.currentData() == WHO
    qtbot.keyClick(box, KEY.Key_Home)
    for _ in range(box.findData("author")):
        qtbot.keyClick(box, KEY.Key_Down)
    assert box.currentData() == "author"
    qtbot.waitUntil(lambda: dialog.task is None)
    assert shown(dialog)["new"] != "1" or shown(dialog)["refused"] != "0"
    before = {a.id for a in own(store)}
    qtbot.keyClick(dialog.go, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog._is_done)
    assert {a.id for a in own(store)} == before


def test_counts_open_their_places_and_a_place_is_shown(window, opened, qtbot) -> None:
    dialog = opened()
    tree = dialog.tree
    tree.setFocus()
    qtbot.keyClick(tree, KEY.Key_Return)
    assert tree.topLevelItem(0).isExpanded()
    qtbot.keyClick(tree, KEY.Key_Down)
    (place,) = dialog._report.merged.places.by_fate["new"]
    assert place.quote in tree.currentItem().text(0)
    qtbot.keyClick(tree, KEY.Key_Return)
    assert window.session.document == place.document
    assert window.surface.caret() == place.begin
    assert dialog.isVisible()


def test_esc_stops_the_plan_then_closes(window, qtbot, tmp_path) -> None:
    store = window.session.store
    back = brought(store, tmp_path)
    steps = store.commits()
    window.act.sharing.merge_paths([back])
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert dialog.isVisible()
    assert not dialog.go.isEnabled()
    qtbot.keyClick(dialog.again, KEY.Key_Space)
    qtbot.waitUntil(lambda: dialog.task is None and dialog.go.isEnabled())
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert store.commits() == steps


def test_a_package_of_other_work_is_asked_about(make_window, window, qtbot, tmp_path) -> None:
    back = brought(window.session.store, tmp_path)
    schemes, default = builtin_schemes()
    scheme = next(s for s in schemes if s.id == default)
    new_corpus(tmp_path / "other.corpus", scheme=scheme).close()
    assert window.act.corpus.open_path(tmp_path / "other.corpus")
    window.act.sharing.merge_paths([back])
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "is it the right one" in dialog.said.text()
    assert shown(dialog)["documents that are new here"] == "3"


def test_a_corpus_that_is_only_read_says_so(window, make_window, corpus, tmp_path) -> None:
    back = brought(window.session.store, tmp_path)
    window.act.corpus.close_corpus()
    assert window.act.corpus.open_path(corpus, read_only=True)
    window.act.sharing.merge_paths([back])
    assert window.findChildren(MergeDialog) == []


def test_of_very_many_guesses_the_first_are_shown_and_the_rest_is_new(window, qtbot) -> None:
    ours = next(iter(window.session.entities))
    many = tuple(Guess(theirs=f"e{n}", names={"en": f"E {n}"}, ours=ours) for n in range(300))
    who = WhoIsWho(window.session)
    qtbot.addWidget(who)
    who.show_guesses(Guesses(entities=many))
    assert who.mapping().entities == {f"e{n}": ours for n in range(200)}
    assert "and 100 more, as new ones" in [x.text() for x in who.findChildren(QLabel)]
    box = who.boxes[0][2]
    qtbot.keyClick(box, KEY.Key_Home)
    assert "e0" not in who.mapping().entities


def test_texts_that_differ_are_told_with_what_moved(window, qtbot, tmp_path) -> None:
    store = window.session.store
    back = brought(store, tmp_path)
    key = document(store)
    text = store.read().document(key).text
    correct_text(store, key, f"Ново начало. {text}", annotator="gold")
    window.act.sharing.merge_paths([back])
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert "Texts differ in 1 document" in dialog.texts.text()
    assert "0 lost" in dialog.texts.text()
    assert shown(dialog)["new"] == "1"


def test_a_layer_that_is_something_else_here_is_told_until_it_is_mapped(
    window, qtbot, tmp_path
) -> None:
    store = window.session.store
    back = brought(store, tmp_path)
    scheme = store.read().scheme()
    layer = own(store)[0].layer
    twin = replace(next(x for x in scheme.layers if x.id == layer), id="twin", key=None, names={})
    with store.edit("test", annotator="gold") as edit:
        layers = tuple(
            replace(x, anchoring="document") if x.id == layer else x for x in scheme.layers
        )
        edit.put(replace(scheme, layers=(*layers, twin)))
    window.act.sharing.merge_paths([back])
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    assert layer in dialog.said.text()
    assert not dialog.go.isEnabled()
    (box,) = (box for kind, g, box in dialog.who.boxes if (kind, g.theirs) == ("layers", layer))
    assert box.currentText() == "something else here"
    qtbot.keyClick(box, KEY.Key_Home)
    for _ in range(box.findData("twin")):
        qtbot.keyClick(box, KEY.Key_Down)
    qtbot.waitUntil(lambda: dialog.task is None and dialog.go.isEnabled())


def test_a_merge_can_be_stopped_and_leaves_nothing(window, opened, qtbot, held_back) -> None:
    store = window.session.store
    dialog = opened()
    before, steps = digests(store), store.commits()
    with held_back():
        qtbot.keyClick(dialog.go, KEY.Key_Return)
        task = dialog.task
        qtbot.waitUntil(window.isActiveWindow)
        with qtbot.waitSignal(task.failed, timeout=20_000):
            qtbot.keyClick(window.surface, KEY.Key_Escape)
    assert dialog.isVisible()
    assert "Nothing was changed" in dialog.said.text()
    assert (digests(store), store.commits()) == (before, steps)
    assert dialog.go.isEnabled()
