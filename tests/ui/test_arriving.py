"""A very large document is read beside the window: its text is there at once, the rest when read.

In these tests every document counts as very large; the window is told of the end of the reading
when it looks at events, so until a test lets it do so nothing arrives.
"""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import Qt

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.documents.documents import is_finished
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.search.bulk import remove_annotations
from annotator.operations.search.commented import next_commented
from annotator.operations.tagging import annotate
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting import awaiting
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.page import Page
from annotator.ui.sitting.showing import DIFFERENCES

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window, corpus, monkeypatch):
    monkeypatch.setattr(awaiting, "AT_ONCE", 0)
    made = make_window(corpus)
    made.surface.setFocus()
    return made


def wait(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.sitting.is_reading)


def shown(window) -> dict[str, object]:
    return {m.key: m for m in window.surface.marks()}


def anew(window) -> dict[str, object]:
    """Return what would be on the text if all were read and made anew."""
    session = window.sitting
    gathered = Gathered(session.store, session.document, session.annotator)
    page = Page(gathered, session.showing, session.scheme, session.word)
    return {m.key: m for m in page.marks(session.maker.mark, session.maker.drawings)}


def open_again(window) -> str:
    """Open the first document once more; it is read again."""
    document = window.sitting.store.read().first_document()
    window.sitting.open_document(document)
    return document


def counted(window) -> int:
    return window.sitting.store.counts()["annotation"]


def test_the_text_is_there_at_once_and_the_annotations_when_they_are_read(window, qtbot) -> None:
    document = open_again(window)
    assert window.sitting.is_reading
    assert window.surface.text() == window.sitting.store.read().text(document)
    assert not shown(window)
    assert window.head.counts.text() == "annotations are not read yet"
    rows = window.columns.scheme._rows.rows
    assert {row.number for row in rows} == {None}
    assert not window.standing._tagging()
    qtbot.keyClick(window.surface, K.Key_Down)
    assert window.surface.caret() > 0
    before = window.surface.caret()
    wait(window, qtbot)
    assert shown(window) == anew(window) != {}
    assert window.surface.caret() == before
    assert str(len(window.sitting.tallies)) in window.head.counts.text()
    assert window.sitting.gathered.incomplete is not None
    assert window.standing._tagging()


def test_what_was_read_is_gone_when_another_document_is_there(window, qtbot) -> None:
    wait(window, qtbot)
    rows = window.sitting.documents()
    left: list[weakref.ref[object]] = []
    gc.collect()
    gc.disable()
    try:
        for row in rows[1:4]:
            window.open_document(row.id)
            wait(window, qtbot)
            window.later.settle_all()
            window.sitting.leaving.finish()
            left += map(weakref.ref, (window.sitting.page, window.sitting.gathered))
        assert [ref() for ref in left[:-2]] == [None] * 4
    finally:
        gc.enable()


def test_nothing_is_edited_before_they_are_there(window, qtbot) -> None:
    wait(window, qtbot)
    window.surface.set_caret(2)
    open_again(window)
    before, step = counted(window), window.sitting.store.undo_step("gold")
    for key, held in ((K.Key_1, M.NoModifier), (K.Key_Z, M.ControlModifier)):
        qtbot.keyClick(window.surface, key, held)
        assert "still being read" in window.status.said.text()
    assert counted(window) == before
    assert window.sitting.store.undo_step("gold") == step
    wait(window, qtbot)
    free = next(
        at
        for at in range(len(window.surface.text()))
        if window.surface.text()[at].isalpha() and not window.surface.marks_in(at - 20, at + 20)
    )
    window.surface.set_caret(free)
    qtbot.keyClick(window.surface, K.Key_1)
    assert counted(window) == before + 1
    assert shown(window) == anew(window)


@pytest.mark.parametrize(
    "action",
    [
        "next.annotation",
        "next.unsure",
        "next.comment",
        "view.differences",
        "next.difference",
        "document.finish",
    ],
)
def test_what_needs_them_says_that_they_are_being_read(window, qtbot, action: str) -> None:
    wait(window, qtbot)
    document = open_again(window)
    window.menus.run(action)
    assert window.sitting.document == document
    assert not is_finished(window.sitting.store, document, window.sitting.annotator)
    assert "still being read" in window.status.said.text()
    assert window.sitting.current is None
    assert window.sitting.wanted.mode != DIFFERENCES


def test_who_goes_to_an_annotation_is_there_when_it_is(window, qtbot) -> None:
    wait(window, qtbot)
    last = window.sitting.shown()[-1]
    open_again(window)
    window.act.going.go_to_annotation(last.id)
    assert window.sitting.current is None
    wait(window, qtbot)
    assert window.sitting.current == last.id
    assert window.surface.caret() == last.spans[0].begin


def test_a_comment_in_another_document_is_gone_to_when_that_is_read(window, qtbot) -> None:
    wait(window, qtbot)
    session = window.sitting
    rows = [row.id for row in session.documents()]
    found = {x: next_commented(session.store, x, session.annotator) for x in rows}
    here, there = next((x, at[0]) for x, at in found.items() if at is not None and at[0] != x)
    session.open_document(here)
    wait(window, qtbot)
    window.surface.set_caret(len(window.surface.text()))
    window.menus.run("next.comment")
    assert (session.document, session.is_reading) == (there, True)
    wait(window, qtbot)
    assert window.status.said.text().startswith("Commented place")


def test_it_is_given_up_by_esc_and_begun_again_by_whoever_needs_it(
    window, qtbot, held_back
) -> None:
    wait(window, qtbot)
    with qtbot.waitSignal(window.telling.ended), held_back():
        open_again(window)
        window.later.settle_all()
        assert window.telling.is_busy
        window.telling.cancel()
    assert window.sitting.is_reading
    assert window.sitting.has_given_up
    assert "were not read" in window.status.said.text()
    assert not shown(window)
    qtbot.keyClick(window.surface, K.Key_1)
    assert "still being read" in window.status.said.text()
    assert not window.sitting.has_given_up
    wait(window, qtbot)
    assert shown(window) == anew(window)


def test_what_was_given_up_is_read_when_it_is_opened_again(window, qtbot) -> None:
    wait(window, qtbot)
    document = open_again(window)
    window.later.settle_all()
    window.follower.stop_reading()
    assert window.sitting.has_given_up
    window.open_document(document)
    assert not window.sitting.has_given_up
    wait(window, qtbot)
    assert shown(window) == anew(window)


def test_another_document_takes_its_place(window, qtbot) -> None:
    wait(window, qtbot)
    ids = [row.id for row in window.sitting.documents()]
    for document in (ids[0], ids[1], ids[0], ids[2]):
        window.sitting.open_document(document)
        window.later.settle_all()
    wait(window, qtbot)
    assert window.sitting.document == ids[2]
    assert window.sitting.gathered.document == ids[2]
    assert shown(window) == anew(window)
    assert not window.telling.is_busy


def test_what_changes_meanwhile_is_followed_before_anything_is_shown(window, qtbot) -> None:
    wait(window, qtbot)
    gone = window.sitting.shown()[0]
    open_again(window)
    window.later.settle_all()
    session = window.sitting
    session.do(annotate.remove_annotation, gone.id, annotator="gold")
    assert session.is_reading
    wait(window, qtbot)
    assert gone.id not in shown(window)
    assert shown(window) == anew(window)
    session.undo()
    assert gone.id in shown(window)


def test_after_a_step_of_too_many_changes_what_was_shown_stays_until_it_is_read(
    window, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("annotator.operations.search.bulk._FEW", 0)
    monkeypatch.setattr(awaiting, "_MOST_LISTED", 0)
    wait(window, qtbot)
    before = shown(window)
    gone = window.sitting.shown()[0].id
    window.sitting.do(remove_annotations, [gone], annotator="gold")
    assert window.sitting.is_reading
    assert shown(window) == before
    # Two steps, one reading.
    other = window.sitting.shown()[1].id
    window.sitting.do(remove_annotations, [other], annotator="gold")
    wait(window, qtbot)
    assert set(before) - set(shown(window)) >= {gone, other}
    assert shown(window) == anew(window)


def test_as_another_annotator_their_work_is_read(window, qtbot) -> None:
    wait(window, qtbot)
    put_annotator(window.sitting.store, Annotator(id="new", names={"en": "New"}))
    window.sitting.set_annotator("new")
    assert not shown(window)
    wait(window, qtbot)
    assert not shown(window)
    assert "Annotated by" in window.status.said.text()
    window.sitting.set_annotator("gold")
    wait(window, qtbot)
    assert shown(window) == anew(window) != {}


def test_differences_are_compared_when_both_are_read(window, qtbot) -> None:
    wait(window, qtbot)
    window.act.showing.show_differences()
    there = shown(window)
    open_again(window)
    assert not shown(window)
    wait(window, qtbot)
    assert shown(window) == there != {}


def test_quotes_that_stand_elsewhere_are_moved_when_it_is_read(
    make_window, corpus, qtbot, monkeypatch
) -> None:
    with open_corpus(corpus) as store:
        document = store.read().first_document()
        one = next(a for a in store.read().annotations(document, annotator="gold") if a.spans)
        begin, end = one.spans[0]
        wrong = one._replace(spans=(type(one.spans[0])(begin + 1, end + 1), *one.spans[1:]))
        with store.edit("annotate.spans", annotator="gold") as edit:
            edit.put(wrong)
    monkeypatch.setattr(awaiting, "AT_ONCE", 0)
    window = make_window(corpus)
    said: list[str] = []
    window.sitting.said.connect(said.append)
    wait(window, qtbot)
    assert any("moved" in sentence for sentence in said)
    assert window.sitting.annotation(one.id).spans == one.spans
    assert shown(window) == anew(window)


def test_it_goes_on_beside_other_long_work(window, qtbot) -> None:
    wait(window, qtbot)
    go_on = threading.Event()
    window.telling.run(Task(lambda progress: go_on.wait(60)), lambda _: None)
    open_again(window)
    wait(window, qtbot)
    assert window.telling.is_busy
    with qtbot.waitSignal(window.telling.ended):
        go_on.set()
    assert shown(window) == anew(window)


def test_a_corpus_is_closed_while_it_is_read(window, qtbot) -> None:
    wait(window, qtbot)
    open_again(window)
    window.later.settle_all()
    window.act.corpus.close_corpus()
    assert window.session is None
    assert not window.telling.is_busy


def test_what_cannot_be_read_is_told_and_its_text_stays(window, qtbot, monkeypatch) -> None:
    wait(window, qtbot)

    def fail(*_: object) -> object:
        raise StoreError("store_failed", path="x", reason="y")

    open_again(window)
    monkeypatch.setattr(window.sitting.store, "reader", fail)
    with qtbot.waitSignal(window.telling.ended):
        window.later.settle_all()
    assert window.sitting.has_given_up
    assert not window.failure.isHidden()
    assert window.surface.text()
    monkeypatch.undo()
    monkeypatch.setattr(awaiting, "AT_ONCE", 0)
    qtbot.keyClick(window.surface, K.Key_1)
    wait(window, qtbot)
    assert shown(window) == anew(window)


def test_how_much_is_incomplete_is_not_counted_of_what_is_not_there(window, qtbot) -> None:
    wait(window, qtbot)
    session = window.sitting
    document = open_again(window)
    session.do(put_annotator, Annotator(id="other"))
    row = next(row for row in session.documents() if row.id == document)
    assert session.row_now(row) == row
    session.keep_tally()
    after = next(row for row in session.documents() if row.id == document)
    assert (after.incomplete, after.errors) == (row.incomplete, row.errors)
    wait(window, qtbot)
    assert session.row_now(row).annotations == len(session.tallies)
