"""What a screen reader hears in the window: documents, annotations entered and left, tags."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from annotator.operations.tagging import annotate
from annotator.ui.main_window import MainWindow
from annotator.ui.spoken.annotations import annotation_said, document_said, passed_said, tagged_said


@pytest.fixture
def heard(qapp: object) -> Iterator[list[str]]:
    """What is announced on the window's text, in order."""
    QAccessible.setActive(True)
    yield []
    QAccessible.setActive(False)


def opened(make_window, corpus, heard: list[str]) -> MainWindow:
    window: MainWindow = make_window(corpus)
    window.surface.announced.connect(heard.append)
    window.surface.setFocus()
    return window


def test_a_document_says_what_it_is(make_window, corpus, heard: list[str]) -> None:
    window = opened(make_window, corpus, heard)
    window.sitting.open_document(window.sitting.document)
    document = window.sitting.store.read().document(window.sitting.document)
    assert document_said(window.sitting, document) in heard
    assert heard[-1].endswith("Bulgarian, 81 annotations, 2 unsure.")


def test_the_caret_says_what_it_enters_and_leaves(
    make_window, corpus, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(make_window, corpus, heard)
    view = window.surface
    begin = view.text().index("руското външно министерство")
    view.set_caret(begin - 1)
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard == ["Actor, Ministry of Foreign Affairs of Russia, government body."]
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard == []
    view.set_caret(begin + len("руското външно министерство") - 1)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard == ["Out of Actor."]


def test_a_selection_says_what_came_and_what_left(
    make_window, corpus, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(make_window, corpus, heard)
    view = window.surface
    begin = view.text().index("готова да продължи")
    view.set_caret(begin)
    shift = Qt.KeyboardModifier.ShiftModifier
    word = shift | Qt.KeyboardModifier.ControlModifier
    pressed = (
        (Qt.Key.Key_Right, word, "Selected: готова"),
        (Qt.Key.Key_Right, word, "Selected: да"),
        (Qt.Key.Key_Right, shift, "Selected: blank"),
        (Qt.Key.Key_Left, shift, "No longer selected: blank"),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "Nothing is selected."),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "Selected: да"),
    )
    for key, modifier, said in pressed:
        heard.clear()
        qtbot.keyClick(view, key, modifier)
        assert heard == [said]
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert heard[-1].startswith("Selected: Русия е готова")
    assert len(heard[-1]) < 200


def test_enter_says_what_it_selected(make_window, corpus, heard: list[str], qtbot: QtBot) -> None:
    window = opened(make_window, corpus, heard)
    window.surface.set_caret(8)
    heard.clear()
    qtbot.keyClick(window.surface, Qt.Key.Key_Return)
    (said,) = heard
    assert said.startswith("Stance: Русия е готова да продължи")
    assert said.endswith(", support, offer.")


def test_tagging_a_selection_says_the_tag_alone(
    make_window, corpus, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(make_window, corpus, heard)
    begin = window.surface.text().index("консултативна и техническа")
    window.surface.set_caret(begin + 26, anchor=begin)
    heard.clear()
    qtbot.keyClick(window.surface, Qt.Key.Key_1)
    assert not [said for said in heard if "selected" in said.lower()]


def test_places_found_are_said_with_their_words(
    make_window, corpus, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(make_window, corpus, heard)
    window.act.finding.show_find()
    bar = window.find_bar
    heard.clear()
    bar.field.setText("Армения")
    assert heard[-1].startswith("1 of ")
    heard.clear()
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert heard[0].startswith("2 of ")
    assert window.surface.selected_text() in heard[0]
    bar.field.clear()
    bar.field.setText("няманикъде")
    assert heard[-1] == bar.count.text() != ""


def test_several_that_begin_at_one_place_are_said_outer_first(
    make_window, corpus, heard: list[str]
) -> None:
    window = opened(make_window, corpus, heard)
    window.surface.set_caret(len(window.surface.text()))
    heard.clear()
    window.surface.set_caret(0)
    (said,) = heard
    assert said.index("Stance, support, offer.") < said.index("Actor, Russia, state")


def test_a_tag_says_what_it_is_and_what_is_missing(
    make_window, corpus, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(make_window, corpus, heard)
    view = window.surface
    begin = view.text().index("консултативна")
    view.set_caret(begin)
    heard.clear()
    qtbot.keyClick(view, Qt.Key.Key_1)
    made = window.sitting.current_annotation()
    assert made is not None
    assert tagged_said(window.sitting, made) in heard
    assert heard[0].startswith("Actor: консултативна")
    assert "Incomplete: " in tagged_said(window.sitting, made)
    assert not any(said.startswith("Out of") for said in heard)


def test_what_was_taken_back_and_what_was_refused_is_said(
    make_window, corpus, heard: list[str]
) -> None:
    window = opened(make_window, corpus, heard)
    session = window.sitting
    first = next(a for a in session.shown() if a.spans)
    session.work(annotate.remove_annotation, first.id)
    heard.clear()
    session.undo()
    assert any(said.startswith(session.word("undone", step="")[:5]) for said in heard)
    heard.clear()
    session.work(annotate.tag_spans, session.document, first.layer, [tuple(first.spans[0])])
    assert heard
    assert heard[0] == window.status.said.text()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_everything_is_said_in_both_languages(
    make_window, corpus, settings, heard: list[str], language: str
) -> None:
    settings.set_text("language", language)
    window = opened(make_window, corpus, heard)
    session = window.sitting
    document = session.store.read().document(session.document)
    actor = next(a for a in session.shown() if "министерство" in a.quote)
    incomplete = actor._replace(features={})
    said = [
        document_said(session, document),
        annotation_said(session, actor),
        passed_said(session, [actor], [a for a in session.shown() if a.spans][:9]),
        tagged_said(session, incomplete),
    ]
    has_bulgarian = [any("а" <= letter <= "я" for letter in text) for text in said]
    assert has_bulgarian[1] is (language == "bg")
    assert all(text.endswith((".", "…")) for text in said)
    expected = ("Out of", "And ") if language == "en" else ("Край на", "И още")
    assert said[2].startswith(expected[0])
    assert expected[1] in said[2]


def test_text_caret_selection_and_annotations_are_read_through_the_interface(
    make_window, corpus, heard: list[str]
) -> None:
    window = opened(make_window, corpus, heard)
    view = window.surface
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    text = found.textInterface()
    assert text.characterCount() == len(view.text().encode("utf-16-le")) // 2
    assert text.text(0, 5) == view.text()[:5]
    begin = view.text().index("руското")
    text.setCursorPosition(begin)
    assert text.cursorPosition() == view.caret() == begin
    said = found.text(QAccessible.Text.Description)
    assert said == "Actor, Ministry of Foreign Affairs of Russia, government body."
    text.addSelection(begin, begin + 7)
    assert found.text(QAccessible.Text.Value) == "руското" == view.selected_text()
    text.removeSelection(0)
    assert found.text(QAccessible.Text.Value) == ""
    text.setCursorPosition(0)
    assert found.text(QAccessible.Text.Description).startswith("Stance, support, offer. Actor")
