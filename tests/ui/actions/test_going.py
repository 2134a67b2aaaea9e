"""Going from annotation to annotation and from document to document, and back."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.model.annotation import SURE, UNSURE, items_of
from annotator.model.review import FINISHED, IN_PROGRESS
from annotator.model.sentences import sentence_of
from annotator.operations.checking.check import check
from annotator.operations.comments.comments import add_comment, remove_comment
from annotator.operations.tagging.annotate import set_confidence
from annotator.ui.bars.document_head import title_of
from annotator.ui.panels.asked import Asked
from annotator.ui.panels.section import shortened
from annotator.ui.sitting.opening import open_session
from annotator.ui.sitting.showing import ROWS
from annotator.ui.sitting.visited import Place, Visited

K = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def author(make_window, corpus, settings):
    """The work of the author of the twelve invented articles."""
    settings.set_text("annotator", "author")
    made = make_window(corpus)
    made.activateWindow()
    made.view.setFocus()
    return made


@pytest.fixture
def window_of_gold(make_window, corpus):
    """The seed article with its reference annotation."""
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    made.activateWindow()
    made.view.setFocus()
    return made


def press(qtbot, key, modifiers=NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def all_of(window, is_fit) -> list[str]:
    """Return the ids of the annotator's annotations that fit, in the order of the corpus."""
    found: list[str] = []
    for row in window.session.documents():
        here = window.session.store.read().annotations(row.id, annotator=window.session.annotator)
        placed = [a for a in here if a.spans and is_fit(a)]
        placed.sort(key=lambda a: (a.spans[0].begin, -a.spans[-1].end))
        found += [a.id for a in placed]
    return found


def walk(qtbot, window, key, times, modifiers=NONE) -> list[str]:
    seen = []
    for _ in range(times):
        press(qtbot, key, modifiers)
        seen.append(window.session.current)
        assert window.session.annotation(window.session.current) is not None
    return seen


def test_unsure_ones_are_walked_through_all_documents_and_round(author, qtbot) -> None:
    expected = all_of(author, lambda a: a.confidence == UNSURE)
    assert len(expected) == 4
    seen = walk(qtbot, author, K.Key_F7, len(expected) + 1)
    assert seen == [*expected, expected[0]]
    back = walk(qtbot, author, K.Key_F7, len(expected), SHIFT)
    assert back == [expected[n] for n in (3, 2, 1, 0)]


def place_now(window) -> tuple[str, int, int, str]:
    """Return the document, and what is current in it or which words are selected."""
    current = window.session.current_annotation()
    spans = [tuple(window.surface.selection())] if current is None else current.spans
    return window.session.document, spans[0][0], -spans[-1][1], current.id if current else ""


def test_commented_ones_are_walked_through_all_documents(author, qtbot) -> None:
    reader = author.session.store.read()
    own = {a.id: a for r in author.session.documents() for a in reader.annotations(r.id)}
    expected = []
    for row in author.session.documents():
        placed = set()
        for comment in reader.comments(row.id):
            target = own.get(comment.target)
            if target is not None and target.annotator != "author":
                continue
            spans = comment.spans if target is None else target.spans
            if spans:
                placed.add((row.id, spans[0].begin, -spans[-1].end, target.id if target else ""))
        expected += sorted(placed)
    seen = []
    for _ in expected:
        press(qtbot, K.Key_F9)
        seen.append(place_now(author))
    assert seen == expected
    assert len({place[0] for place in seen}) > 3
    assert any(place[3] for place in seen)
    assert not all(place[3] for place in seen)
    press(qtbot, K.Key_F9)
    assert place_now(author) == expected[0]
    for place in reversed(expected):
        press(qtbot, K.Key_F9, SHIFT)
        assert place_now(author) == place


@pytest.mark.parametrize("language", ["bg", "en"])
def test_each_comment_in_the_text_is_visited_and_said(
    make_window, corpus, settings, qtbot, language: str
) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    session = window.session
    for comment in session.store.read().comments(session.document):
        remove_comment(session.store, comment.id, annotator=comment.annotator)
    hub = next(a for a in session.tallies if a.spans and session.relations_from(a.id))
    relation = session.relations_from(hub.id)[0]
    named = {k: v for k, v in session.entities.items() if v.names.get("en") == "Armenia"}
    (armenia,) = named
    meant = [a for a in session.tallies if any(armenia in items_of(v) for v in a.features.values())]
    said = partial(add_comment, session.store, language="en", annotator="coder_b")
    here = {"document": session.document}
    said(**here, anchor="relation", target=relation.id, text="how so?")
    said(**here, anchor="spans", spans=[(300, 310)], text="two words")
    said(document=None, anchor="entity", target=armenia, text="the state")
    said(**here, anchor="document", text="nowhere in it")
    other = next(a for a in session.facts.annotations.values() if a.annotator == "coder_b")
    said(**here, anchor="annotation", target=other.id, text="theirs")
    window.activateWindow()
    window.surface.setFocus()
    window.surface.set_caret(len(window.surface.text()))
    places, sentences = [], []
    for _ in range(3):
        press(qtbot, K.Key_F9, SHIFT)
        places.append(place_now(window)[1:])
        sentences.append(window.status.said.text())
    assert sorted(place[2] for place in places) == sorted(["", hub.id, meant[0].id])
    assert places == sorted(places, reverse=True)
    assert any(window.word("comment.on_relation") in x and "how so?" in x for x in sentences)
    assert any(window.word("quoted", text=window.view.text()[300:310]) in x for x in sentences)
    named = window.word("comment.entity", name=session.entity_label(armenia))
    assert any(named in x and "the state" in x for x in sentences)
    assert all(session.annotator_name("coder_b") in x for x in sentences)


def test_comments_on_whoever_is_shown_are_visited_and_other_documents_are_named(
    window_of_gold, qtbot
) -> None:
    window, session = window_of_gold, window_of_gold.session
    reader, here = session.store.read(), session.document
    for row in [*session.documents(), None]:
        for comment in reader.comments(row.id if row is not None else None):
            remove_comment(session.store, comment.id, annotator=comment.annotator)
    theirs = next(a for a in reader.annotations(here, annotator="coder_b") if a.spans)
    there = session.documents()[2]
    assert there.id != here
    said = partial(add_comment, session.store, language="en", annotator="coder_b")
    said(document=here, anchor="annotation", target=theirs.id, text="theirs")
    said(document=there.id, anchor="spans", spans=[(3, 9)], text="bare words")
    press(qtbot, K.Key_F9)
    assert place_now(window) == (there.id, 3, -9, "")
    name = shortened(title_of(reader.document(there.id)), 60)
    named = window.word("comment.at_elsewhere", name=name, number=1, count=1, said="")
    assert window.status.said.text().startswith(named)
    press(qtbot, K.Key_F9)
    assert window.status.said.text() == window.word("no_other")
    session.show(session.showing.with_mode(ROWS))
    for by in (NONE, SHIFT):
        press(qtbot, K.Key_F9, by)
        assert (session.document, session.current) == (here, theirs.id)
        press(qtbot, K.Key_F9, by)
        assert place_now(window) == (there.id, 3, -9, "")
    session.show(session.showing.toggled("annotators", "coder_b"))
    press(qtbot, K.Key_F9)
    assert window.status.said.text() == window.word("no_other")


def test_a_comment_on_what_begins_at_the_caret_is_the_next(window_of_gold, qtbot) -> None:
    session, surface = window_of_gold.session, window_of_gold.surface
    said = {"document": session.document, "text": "here", "language": "en", "annotator": "gold"}
    add_comment(session.store, anchor="spans", spans=[(0, 5)], **said)
    surface.set_caret(0)
    press(qtbot, K.Key_F9)
    assert surface.selection() == (0, 5)
    press(qtbot, K.Key_F9)
    assert surface.selection() != (0, 5)


def test_where_there_is_one_comment_it_is_said_that_there_is_no_other(author, qtbot) -> None:
    session = author.session
    reader = session.store.read()
    for row in [*session.documents(), None]:
        for comment in reader.comments(row.id if row is not None else None):
            remove_comment(session.store, comment.id, annotator=comment.annotator)
    press(qtbot, K.Key_F9)
    assert author.status.said.text() == author.word("none_commented")
    add_comment(
        session.store,
        document=session.document,
        anchor="spans",
        spans=[(3, 9)],
        text="only one",
        language="en",
        annotator="author",
    )
    press(qtbot, K.Key_F9)
    assert author.surface.selection() == (3, 9)
    press(qtbot, K.Key_F9)
    assert author.surface.selection() == (3, 9)
    assert author.status.said.text() == author.word("no_other")


def test_incomplete_ones_are_found_in_other_documents_also_new_ones(author, qtbot) -> None:
    session = author.session
    check(session.store)
    press(qtbot, K.Key_F4)
    assert author.status.said.text() == author.word("none_incomplete")
    rows = session.documents()
    session.open_document(rows[5].id)
    author.view.set_caret(author.view.text().index(" ") + 1)
    made = author.keys.tag(session.scheme.layers[4].id)
    assert session.is_incomplete(made.id)
    session.open_document(rows[2].id)
    author.view.setFocus()
    press(qtbot, K.Key_F4)
    assert (session.document, session.current) == (rows[5].id, made.id)
    session.open_document(rows[8].id)
    press(qtbot, K.Key_F4, SHIFT)
    assert session.current == made.id


def test_next_of_this_layer_and_next_of_any(author, qtbot) -> None:
    session = author.session
    press(qtbot, K.Key_Down, ALT)
    assert author.status.said.text() == author.word("none_left")
    session.open_document(session.documents()[1].id)
    press(qtbot, K.Key_Down, ALT)
    first = session.current_annotation()
    press(qtbot, K.Key_PageDown, ALT)
    second = session.current_annotation()
    assert second.layer == first.layer
    assert second.spans > first.spans
    press(qtbot, K.Key_PageUp, ALT)
    assert session.current == first.id
    press(qtbot, K.Key_Down, ALT)
    press(qtbot, K.Key_Up, ALT)
    assert session.current == first.id


def test_the_next_may_begin_where_the_caret_stands(author, qtbot) -> None:
    session = author.session
    session.open_document(session.store.read().document_id("invented-06"))
    placed = [a for a in session.tallies if a.spans]
    assert placed[0].spans[0].begin == author.view.caret() == 0
    seen = walk(qtbot, author, K.Key_Down, len(placed), ALT)
    assert seen == [a.id for a in placed]
    one = placed[-1]
    press(qtbot, K.Key_Escape)
    author.view.set_caret(one.spans[0].begin)
    assert walk(qtbot, author, K.Key_Down, 1, ALT) == [
        next(a.id for a in placed if a.spans[0].begin == one.spans[0].begin)
    ]


def test_back_and_forward_between_places_in_several_documents(author, qtbot) -> None:
    session, view = author.session, author.view
    first = session.document
    view.set_caret(40)
    press(qtbot, K.Key_PageDown, CTRL)
    second = session.document
    assert second != first
    view.set_caret(30)
    press(qtbot, K.Key_PageDown, CTRL)
    third = session.document
    press(qtbot, K.Key_Left, ALT)
    assert (session.document, view.caret()) == (second, 30)
    press(qtbot, K.Key_Left, ALT)
    assert (session.document, view.caret()) == (first, 40)
    press(qtbot, K.Key_Left, ALT)
    assert author.status.said.text() == author.word("nowhere_back")
    press(qtbot, K.Key_Right, ALT)
    press(qtbot, K.Key_Right, ALT)
    assert session.document == third
    press(qtbot, K.Key_Right, ALT)
    assert author.status.said.text() == author.word("nowhere_forward")


def test_a_new_leap_forgets_what_was_forward() -> None:
    visited = Visited()
    for offset in (0, 5_000, 9_000):
        visited.move(Place("d", offset))
    assert visited.back() == ("d", 5_000)
    visited.move(Place("d", 5_000))
    visited.move(Place("d", 5_010))
    visited.move(Place("e", 0))
    assert visited.forward() is None
    assert visited.back() == ("d", 5_010)


def test_small_steps_leave_no_place() -> None:
    visited = Visited()
    for offset in range(0, 20_000, 500):
        visited.move(Place("d", offset))
    assert visited.back() is None


def test_finishing_opens_the_next_that_is_open_and_again_asks_why(author, qtbot) -> None:
    session = author.session
    ids = [r.id for r in session.documents()]
    session.open_document(ids[1])
    author.view.setFocus()
    press(qtbot, K.Key_D, CTRL | SHIFT)
    assert session.document == ids[2]
    # The next one is on the screen already: what is told names the one that was meant.
    assert "Велмория и Тарсения започват" in author.status.said.text()
    states = {r.id: r.state for r in session.documents()}
    assert states[ids[1]] == FINISHED
    press(qtbot, K.Key_PageUp, CTRL | SHIFT)
    assert session.document == ids[0]
    press(qtbot, K.Key_PageDown, CTRL | SHIFT)
    assert session.document == ids[2]
    session.open_document(ids[1])
    press(qtbot, K.Key_D, CTRL | SHIFT)
    field = author.findChild(Asked).field
    qtbot.keyClicks(field, "one more cue")
    qtbot.keyClick(field, K.Key_Return)
    (kept,) = [a for a in session.store.read().assignments() if a.document == ids[1]]
    assert (kept.state, kept.reason) == (IN_PROGRESS, "one more cue")


def test_what_was_not_stored_is_not_called_finished(make_window, corpus, settings, qtbot) -> None:
    settings.set_text("annotator", "author")
    window = make_window()
    window.open_session(open_session(corpus, settings, read_only=True))
    window.activateWindow()
    window.view.setFocus()
    here = window.session.document
    press(qtbot, K.Key_D, CTRL | SHIFT)
    assert window.session.document == here
    assert window.status_line.said.text() == sentence_of("read_only", {}, "en")


def test_finishing_says_how_much_is_incomplete(author, qtbot) -> None:
    session = author.session
    session.open_document([r.id for r in session.documents()][1])
    missing = session.gathered.incomplete
    author.view.setFocus()
    press(qtbot, K.Key_4)
    more = session.gathered.incomplete
    assert more > missing
    press(qtbot, K.Key_D, CTRL | SHIFT)
    assert f"Finished and locked, {more} incomplete: " in author.status.said.text()


def test_the_question_for_a_reason_has_room_and_no_icons_of_the_style(author, qtbot) -> None:
    here = author.session.document
    press(qtbot, K.Key_D, CTRL | SHIFT)
    author.session.open_document(here)
    press(qtbot, K.Key_D, CTRL | SHIFT)
    asked = author.findChild(Asked)
    assert all(button.icon().isNull() for button in asked.findChildren(QPushButton))
    assert asked.field.width() > 300
    press(qtbot, K.Key_Escape)


def test_without_a_reason_a_finished_document_stays_finished(author, qtbot) -> None:
    session = author.session
    here = session.document
    press(qtbot, K.Key_D, CTRL | SHIFT)
    session.open_document(here)
    press(qtbot, K.Key_D, CTRL | SHIFT)
    field = author.findChild(Asked).field
    qtbot.keyClicks(field, "  ")
    with qtbot.waitSignal(session.refused) as told:
        qtbot.keyClick(field, K.Key_Return)
    assert "why" in told.args[0]
    assert session.store.read().assignment_state(here, "author") == FINISHED


@pytest.mark.parametrize(
    ("at", "key", "said"),
    [(0, K.Key_PageUp, "first_document"), (-1, K.Key_PageDown, "last_document")],
)
def test_at_either_end_of_the_documents_the_key_says_so(author, qtbot, at, key, said) -> None:
    here = author.session.documents()[at].id
    author.session.open_document(here)
    author.view.setFocus()
    press(qtbot, key, CTRL)
    assert author.session.document == here
    assert author.status.said.text() == author.word(said)


def test_the_only_one_that_is_unsure_says_that_there_is_no_other(author, qtbot) -> None:
    session = author.session
    for key in all_of(author, lambda a: a.confidence == UNSURE):
        session.work(set_confidence, key, SURE)
    session.open_document(session.documents()[1].id)
    author.view.setFocus()
    only = next(a for a in session.shown() if a.spans)
    session.work(set_confidence, only.id, UNSURE)
    author.keys.select(None)
    press(qtbot, K.Key_F7)
    assert session.current == only.id
    assert author.status.said.text() != author.word("no_other")
    press(qtbot, K.Key_F7)
    assert session.current == only.id
    assert author.status.said.text() == author.word("no_other")
