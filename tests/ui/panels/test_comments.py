"""Comments in the inspector: threads, answers, kinds and states, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.model.annotation import items_of
from annotator.model.review import (
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    OPEN,
    RESOLVED,
)
from annotator.operations.comments.comments import add_comment
from annotator.operations.comments.talk import all_comments, in_threads
from annotator.ui.keys.modes import TEXT
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.comment_card import CommentCard
from annotator.ui.panels.comments import CommentField
from annotator.ui.panels.picker import Picker

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window, corpus) -> MainWindow:
    """A window on a document that nobody has commented on as a whole."""
    window = make_window(corpus)
    session = window.sitting
    session.open_document(session.store.read().document_id("seed-000"))
    window.surface.setFocus()
    return window


def said(window: MainWindow, text: str = "Read again", **where: object):
    about = {"document": window.sitting.document, "anchor": "document", **where}
    return add_comment(window.sitting.store, text=text, language="en", annotator="coder_b", **about)


def cards(window: MainWindow) -> list[CommentCard]:
    return window.columns.inspector.comments._cards


def select(window: MainWindow, begin: int, end: int) -> None:
    window.surface.set_caret(end, anchor=begin)


def to_comments(window: MainWindow, qtbot) -> CommentCard:
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)
    focused = QApplication.focusWidget()
    assert isinstance(focused, CommentCard)
    return focused


def field() -> CommentField:
    focused = QApplication.focusWidget()
    assert isinstance(focused, CommentField)
    return focused


def send(qtbot, text: str) -> None:
    qtbot.keyClicks(field(), text)
    qtbot.keyClick(field(), Qt.Key.Key_Return, CTRL)


def test_a_comment_bears_the_name_of_its_annotator(window) -> None:
    said(window)
    shown = {x.text() for x in window.columns.inspector.comments.findChildren(QLabel)}
    assert {"Read again", "Coder B", "Gold"} <= shown
    assert not {"coder_b", "gold"} & shown


def first(window: MainWindow) -> CommentCard:
    return next(card for card in cards(window) if card.comment.texts.get("en") == "Read again")


def test_what_is_quoted_of_fragments_and_cut_ends_in_one_ellipsis(window) -> None:
    # A line has room for 60 characters: what is cut ends right after the sign between fragments.
    comment = said(window, anchor=ON_SPANS, spans=[(0, 57), (100, 120)])
    assert comment.quote[57:60] == " … "
    (card,) = (c for c in cards(window) if c.comment.id == comment.id)
    (about,) = (x.text() for x in card.findChildren(QLabel) if "…" in x.text())
    assert about == f"“{comment.quote[:57]}…”"


def test_words_from_right_to_left_are_quoted_as_they_are(window, qtbot) -> None:
    comment = said(window)
    card = CommentCard(window.sitting, comment, 0, window.sitting.word("quoted", text="דבר 5"))
    qtbot.addWidget(card)
    shown = next(x.text() for x in card.findChildren(QLabel) if "דבר" in x.text())
    assert "\u2068דבר 5\u2069" in shown
    assert "U+" not in shown + card.accessibleName()
    assert not {"\u2068", "\u2069"} & set(card.accessibleName())


def test_an_answer_by_key_stands_under_what_it_answers(window, qtbot) -> None:
    asked = said(window)
    to_comments(window, qtbot)
    while QApplication.focusWidget() is not first(window):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(first(window), Qt.Key.Key_Return)
    assert field().placeholderText().startswith("Answer to: Read again")
    send(qtbot, "I have")
    assert window.surface.hasFocus()
    (answer,) = (c for c in window.sitting.comments.values() if c.thread == asked.id)
    assert (answer.texts["en"], answer.annotator, answer.anchor) == ("I have", "gold", "document")
    at = cards(window).index(first(window))
    below = cards(window)[at + 1]
    assert (below.comment.id, below.indent > first(window).indent) == (answer.id, True)


def test_kind_and_state_change_by_keys_and_the_card_keeps_the_focus(window, qtbot) -> None:
    made = said(window)
    to_comments(window, qtbot)
    while QApplication.focusWidget() is not first(window):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    for kind in ("question", "decision", "comment"):
        qtbot.keyClick(first(window), "?")
        assert window.sitting.comments[made.id].kind == kind
        assert first(window).hasFocus()
    for state in (RESOLVED, OPEN):
        qtbot.keyClick(first(window), Qt.Key.Key_Space)
        assert window.sitting.comments[made.id].state == state
    qtbot.keyClick(first(window), "?")
    assert "question" in first(window).accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.surface.hasFocus()
    assert window.text_keys.mode == TEXT


def test_what_a_card_offers_is_for_whoever_works_now(window) -> None:
    said(window)
    before, comments = first(window), window.columns.inspector.comments
    comments.show_annotation(None)
    assert first(window) is before
    window.sitting.annotator = "coder_b"
    comments.show_annotation(None)
    assert first(window) is not before


def test_who_said_it_deletes_it_and_nobody_else(window, qtbot) -> None:
    session, theirs = window.sitting, said(window)
    to_comments(window, qtbot)
    while QApplication.focusWidget() is not first(window):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(first(window), Qt.Key.Key_Delete)
    assert first(window).hasFocus()
    assert session.comments[theirs.id] == theirs
    refused = window.status_line.said.text()
    assert "Coder B" in refused
    assert "resolve" in refused
    names = {button.accessibleName() for button in first(window).findChildren(QPushButton)}
    assert names == {window.word("comment.reply"), window.word("resolve")}
    session.set_annotator("coder_b")
    to_comments(window, qtbot)
    while QApplication.focusWidget() is not first(window):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    names = {button.accessibleName() for button in first(window).findChildren(QPushButton)}
    assert window.word("delete") in names
    qtbot.keyClick(first(window), Qt.Key.Key_Delete)
    assert theirs.id not in session.comments
    session.undo()
    assert session.comments[theirs.id] == theirs


def test_ones_own_words_are_changed_by_key_and_others_are_not(window, qtbot) -> None:
    theirs = said(window)
    to_comments(window, qtbot)
    while QApplication.focusWidget() is not first(window):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(first(window), Qt.Key.Key_F2)
    assert first(window).hasFocus()
    assert "Coder B" in window.status_line.said.text()
    window.surface.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    send(qtbot, "Quite rihgt")
    own = next(c for c in window.sitting.comments.values() if c.texts == {"en": "Quite rihgt"})
    card = next(c for c in cards(window) if c.comment.id == own.id)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_F2)
    assert field().toPlainText() == "Quite rihgt"
    assert field().placeholderText().startswith("Change: Quite rihgt")
    qtbot.keyClick(field(), Qt.Key.Key_A, CTRL)
    send(qtbot, "Quite right")
    assert window.sitting.comments[own.id].texts == {"en": "Quite right"}
    assert window.sitting.comments[theirs.id] == theirs
    assert window.surface.hasFocus()
    window.sitting.undo()
    assert window.sitting.comments[own.id] == own


def test_a_double_click_on_ones_own_words_changes_them(window, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    send(qtbot, "Quite rihgt")
    (card,) = (c for c in cards(window) if c.comment.texts == {"en": "Quite rihgt"})
    words = next(x for x in card.findChildren(QLabel) if x.text() == "Quite rihgt")
    qtbot.mouseDClick(words, Qt.MouseButton.RightButton)
    assert not window.columns.inspector.comments.is_writing()
    qtbot.mouseDClick(words, Qt.MouseButton.LeftButton)
    assert field().toPlainText() == "Quite rihgt"


def test_what_belongs_to_an_annotation_is_shown_with_it(window, qtbot) -> None:
    session = window.sitting
    related = next(a for a in session.shown() if session.relations_from(a.id))
    relation = session.relations_from(related.id)[0]
    said(window, "Is it so?", anchor=ON_RELATION, target=relation.id)
    window.text_keys.select(related.id)
    assert to_comments(window, qtbot).accessibleName().endswith("Is it so?")
    meant = next(
        (a, key)
        for a in session.shown()
        for value in a.features.values()
        for key in items_of(value)
        if key in session.entities
    )
    window.text_keys.select(meant[0].id)
    window.columns.inspector.settle()
    said(window, "Who is that?", document=None, anchor=ON_ENTITY, target=meant[1])
    assert any("Who is that?" in card.accessibleName() for card in cards(window))
    about = session.entity_label(meant[1])
    assert any(f"On {about}" in card.accessibleName() for card in cards(window))


def test_the_key_again_offers_what_can_be_commented_on(window, qtbot) -> None:
    session = window.sitting
    hub = next(a for a in session.shown() if session.relations_from(a.id))
    window.text_keys.select(hub.id)
    begin, end = hub.spans[0]
    select(window, begin, end)
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.keyClick(field(), Qt.Key.Key_C, CTRL | SHIFT)
    (picker,) = window.findChildren(Picker)
    rows = [picker.value_of(picker.list.item(n)) for n in range(picker.list.count())]
    assert {"annotation", "relation", "spans", "document"} <= {row["anchor"] for row in rows}
    picker.list.setCurrentRow([row["anchor"] for row in rows].index("relation"))
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert field().placeholderText().startswith("On ")
    send(qtbot, "Why so?")
    (made,) = (c for c in session.comments.values() if c.texts.get("en") == "Why so?")
    assert (made.anchor, made.target) == (ON_RELATION, session.relations_from(hub.id)[0].id)


@pytest.mark.parametrize("anchor", [ON_SPANS, ON_DOCUMENT])
def test_what_is_chosen_in_the_list_is_what_is_commented_on(window, qtbot, anchor: str) -> None:
    window.text_keys.select(window.sitting.shown()[0].id)
    select(window, 3, 9)
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.keyClick(field(), Qt.Key.Key_C, CTRL | SHIFT)
    (picker,) = window.findChildren(Picker)
    rows = [picker.value_of(picker.list.item(n)) for n in range(picker.list.count())]
    picker.list.setCurrentRow([row["anchor"] for row in rows].index(anchor))
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    send(qtbot, "Not on the annotation.")
    made = next(c for c in window.sitting.comments.values() if "Not on" in c.texts.get("en", ""))
    assert (made.anchor, made.target) == (anchor, None)


def test_a_selection_keeps_what_it_was_when_the_field_opened(window, qtbot) -> None:
    window.text_keys.select(None)
    select(window, 3, 9)
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    window.surface.set_caret(0)
    send(qtbot, "What is that?")
    (made,) = (c for c in window.sitting.comments.values() if "What" in c.texts.get("en", ""))
    assert (made.anchor, made.spans) == (ON_SPANS, ((3, 9),))


def test_the_comments_of_the_document_are_a_key_away(window, qtbot) -> None:
    said(window)
    window.text_keys.select(window.sitting.shown()[0].id)
    to_comments(window, qtbot)
    if window.sitting.current is not None:
        to_comments(window, qtbot)
    assert window.sitting.current is None
    assert first(window) in cards(window)


def test_all_comments_are_listed_and_open_their_places(window, qtbot) -> None:
    session = window.sitting
    made = said(window, "Over there", anchor=ON_SPANS, spans=[(30, 40)])
    answer = said(window, "Where?", anchor=ON_SPANS, spans=[(30, 40)], thread=made.id)
    session.open_document(session.documents()[-1].id)
    window.action("comment.all").trigger()
    (picker,) = window.findChildren(Picker)
    every = all_comments(session.store.read())
    assert [picker.value_of(picker.list.item(n)).id for n in range(picker.list.count())] == [
        c.id for c in every
    ]
    qtbot.keyClicks(picker.field, "Over there")
    shown = str(picker.list.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole)))
    assert "comment, open, 1 answer" in shown
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert session.document == made.document
    assert window.surface.caret() == 30
    depths = {c.id: depth for c, depth in in_threads(session.comments.values())}
    assert (depths[made.id], depths[answer.id]) == (0, 1)


def test_the_field_is_seen_whole_below_many_comments(window, qtbot) -> None:
    for number in range(9):
        said(window, f"Comment {number}, which takes some lines of the panel. " * 4)
    window.columns.inspector.settle()
    QApplication.processEvents()
    qtbot.keyClick(window.surface, Qt.Key.Key_C, CTRL | SHIFT)
    QApplication.processEvents()
    window.later.settle_all()
    field, inspector = QApplication.focusWidget(), window.columns.inspector
    assert isinstance(field, CommentField)
    assert inspector.verticalScrollBar().maximum() > 0
    place = field.rect().translated(field.mapTo(inspector.viewport(), field.rect().topLeft()))
    assert inspector.viewport().rect().contains(place)


def test_what_was_begun_about_the_document_is_not_said_of_words(window, qtbot) -> None:
    surface = window.surface
    qtbot.keyClick(surface, Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.keyClicks(QApplication.focusWidget(), "Of the whole")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    select(window, 0, 5)
    quote = surface.selected_text()
    qtbot.keyClick(surface, Qt.Key.Key_C, CTRL | SHIFT)
    field = QApplication.focusWidget()
    assert field.toPlainText() == ""
    assert quote in field.placeholderText()
    qtbot.keyClicks(field, "Of these words")
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    made = next(
        c for c in all_comments(window.sitting.store.read()) if "these words" in str(c.texts)
    )
    assert (made.anchor, made.texts["en"]) == (ON_SPANS, "Of these words")
    surface.set_caret(0)
    qtbot.keyClick(surface, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.focusWidget().toPlainText() == "Of the whole"
