"""A large document is compared beside the window: it can be given up, and never shows what was."""

from __future__ import annotations

import random
import threading

import pytest
from PySide6.QtCore import Qt

from annotator.operations.tagging import annotate
from annotator.ui.pace.sweeping import MANY
from annotator.ui.pace.tasks import Task
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.page import Page
from annotator.ui.sitting.showing import DIFFERENCES, ONE, ROWS
from annotator.ui.text.marks import Flags
from tests.benchmarks.odd_texts import ONE as FIRST
from tests.benchmarks.odd_texts import TWO as SECOND
from tests.benchmarks.odd_texts import corpus_with, odd_texts

K = Qt.Key


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A corpus with two documents on which two annotators have very much."""
    path = tmp_path_factory.mktemp("large") / "large.corpus"
    corpus_with(odd_texts(MANY + 400)["two_annotators"](), path)
    return path


@pytest.fixture
def window(make_window, settings, large, tmp_path):
    path = tmp_path / "copy.corpus"
    path.write_bytes(large.read_bytes())
    settings.set_text("annotator", "a")
    window = make_window(path)
    window.sitting.open_document(FIRST)
    window.surface.setFocus()
    return window


def shown(window) -> dict[str, object]:
    """Return what is on the text, as it was shown first and patched since."""
    return {m.key: m for m in window.surface.marks()}


def anew(window) -> dict[str, object]:
    """Return what would be on the text if all were read, compared and made anew."""
    session = window.sitting
    gathered = Gathered(session.store, session.document, session.annotator)
    page = Page(gathered, session.showing, session.scheme, session.word)
    return {m.key: m for m in page.marks(session.maker.mark, session.maker.drawings)}


def wait(window, qtbot) -> None:
    with qtbot.waitSignal(window.telling.ended):
        pass
    assert window.sitting.showing.mode == DIFFERENCES
    assert not window.sitting.is_comparing


def test_until_it_is_compared_all_stays_and_can_be_moved_in(window, qtbot) -> None:
    own = shown(window)
    window.act.showing.show_differences()
    assert window.sitting.is_comparing
    assert window.sitting.showing.mode == ONE
    qtbot.keyClick(window.surface, K.Key_PageDown)
    assert window.surface.caret() > 0
    assert shown(window) == own
    wait(window, qtbot)
    marks = window.surface.marks()
    assert all((m.reader == 0) == bool(m.flags & Flags.AGREES) for m in marks)
    assert len(window.sitting.page.differences) == 900


def test_it_is_given_up_by_esc_and_nothing_is_other_than_before(window, qtbot, held_back) -> None:
    own = shown(window)
    with qtbot.waitSignal(window.telling.ended), held_back():
        window.act.showing.show_differences()
        window.later.settle_all()
        window.telling.cancel()
    assert shown(window) == own
    assert not window.sitting.is_comparing
    assert window.sitting.wanted.mode == ONE
    assert not window.sitting.page.differences
    window.act.showing.restore()
    assert window.sitting.wanted.mode == ONE


def test_another_choice_takes_its_place(window, qtbot) -> None:
    window.act.showing.show_differences()
    window.later.settle_all()
    assert window.telling.is_busy
    window.act.showing.show_rows()
    assert not window.telling.is_busy
    assert window.sitting.showing.mode == ROWS
    assert {m.reader for m in window.surface.marks()} == {1, 2}


def test_what_is_hidden_meanwhile_is_not_compared(window, qtbot) -> None:
    window.act.showing.show_differences()
    window.later.settle_all()
    window.act.showing.toggle("layers", "PLACE")
    wait(window, qtbot)
    assert {window.sitting.annotation(m).layer for m in shown(window) if "\0" not in m} == {
        "ACTOR",
        "ISSUE",
    }
    assert shown(window) == anew(window)


def test_what_is_edited_meanwhile_is_compared_as_it_is_then(window, qtbot) -> None:
    gone = window.surface.marks()[5].key
    window.act.showing.show_differences()
    window.later.settle_all()
    window.surface.set_caret(400)
    qtbot.keyClick(window.surface, "3")
    window.sitting.work(annotate.remove_annotation, gone)
    wait(window, qtbot)
    assert any(p.name == "only A" for p in window.sitting.page.differences)
    assert shown(window) == anew(window)


def test_an_edit_afterwards_is_compared_at_once(window, qtbot) -> None:
    window.act.showing.show_differences()
    wait(window, qtbot)
    window.surface.set_caret(400)
    qtbot.keyClick(window.surface, "3")
    assert not window.telling.is_busy
    assert shown(window) == anew(window)
    window.act.steps.undo()
    assert shown(window) == anew(window)
    assert len(window.sitting.page.differences) == 900


def test_the_next_document_is_compared_too_and_the_first_one_is_not_shown_for_it(
    window, qtbot
) -> None:
    window.act.differing.next_difference()
    window.later.settle_all()
    window.sitting.open_document(SECOND)
    assert window.sitting.showing.mode == ONE
    wait(window, qtbot)
    assert all(window.sitting.annotation(p.key) for p in window.sitting.page.differences)
    # The step that was asked for was one in the other document.
    assert window.surface.caret() == 0
    assert shown(window) == anew(window)


def test_a_step_to_what_differs_goes_there_once_it_is_known(window, qtbot) -> None:
    for _ in range(2):
        qtbot.keyClick(window.surface, K.Key_F8)
    wait(window, qtbot)
    assert window.surface._scene.current_difference == 1
    assert window.sitting.current == window.sitting.page.differences[0].key


def test_it_waits_for_other_long_work(window, qtbot) -> None:
    go_on = threading.Event()
    window.telling.run(Task(lambda progress: go_on.wait(60)), lambda _: None)
    window.act.showing.show_differences()
    window.later.settle_all()
    with qtbot.waitSignal(window.telling.ended):
        go_on.set()
    wait(window, qtbot)


def test_the_corpus_is_closed_while_it_is_compared(window, qtbot) -> None:
    window.act.showing.show_differences()
    window.later.settle_all()
    window.act.corpus.close_corpus()
    assert window.session is None
    assert not window.telling.is_busy


@pytest.mark.parametrize("mode", [ROWS, DIFFERENCES])
def test_what_is_patched_is_what_would_be_made_anew(make_window, corpus, mode) -> None:
    window = make_window(corpus)
    session, pick = window.sitting, random.Random(5)
    window.act.showing._show_several(mode)
    others = [a for a in session.facts.annotations.values() if a.annotator != session.annotator]
    for _ in range(25):
        own = session.shown()
        spans = pick.choice([a for a in (*own, *others) if a.spans]).spans
        what = pick.randrange(4)
        if what == 0:
            layer = pick.choice(others).layer
            session.work(annotate.tag_spans, session.document, layer, spans)
        elif what == 1:
            session.work(annotate.remove_annotation, pick.choice(own).id)
        elif what == 2:
            session.work(annotate.set_spans, pick.choice(own).id, spans)
        else:
            session.undo()
        assert shown(window) == anew(window)
        assert window.surface.has_differences() == (mode == DIFFERENCES)
