"""The card of an annotation: by a resting mouse and by a key; what it tells; when it goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations.comments import comments
from annotator.operations.tagging import annotate
from annotator.ui.card.card import Card, place_of
from annotator.ui.card.facts import Facts, facts_of
from annotator.ui.look.look import Look
from annotator.ui.main_window import MainWindow

QUOTE = "руското външно министерство"


@pytest.fixture
def window(make_window, corpus) -> MainWindow:
    made: MainWindow = make_window(corpus)
    made.surface.setFocus()
    return made


@pytest.fixture
def heard(qapp: object) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def card_of(window: MainWindow) -> Card:
    return window.wiring.hovering.card


def place(window: MainWindow, quote: str) -> QPoint:
    view = window.surface
    begin = view.text().index(quote)
    view.scroll_to(begin)
    QApplication.processEvents()
    return view.boxes_of(begin, begin + len(quote))[0].center().toPoint()


def timer_of(window: MainWindow) -> QTimer:
    found = window.surface.findChild(QTimer, "hover")
    assert found is not None
    return found


def hover(window: MainWindow, qtbot: QtBot, quote: str) -> QPoint:
    """Rest the mouse on a quote until the time is over."""
    at = place(window, quote)
    with qtbot.waitSignal(timer_of(window).timeout):
        move(window, qtbot, at)
    return at


def move(window: MainWindow, qtbot: QtBot, at: QPoint) -> None:
    viewport = window.surface.viewport()
    # The first one only brings the mouse in.
    for step in (QPoint(2, 0), QPoint(1, 0), QPoint()):
        qtbot.mouseMove(viewport, at - step)
        QApplication.processEvents()


def annotation_of(window: MainWindow, quote: str):
    return next(a for a in window.sitting.shown() if a.quote == quote)


def test_a_resting_mouse_shows_what_an_annotation_is(window: MainWindow, qtbot: QtBot) -> None:
    at = hover(window, qtbot, QUOTE)
    card = card_of(window)
    assert card.isVisible()
    told = card.texts()
    assert told[0].startswith("Actor")
    assert "Ministry of Foreign Affairs of Russia (government body)" in told
    assert window.sitting.annotator_name("gold") in told
    assert card.lines_in_reach()
    assert not card.geometry().contains(window.surface.viewport().mapToGlobal(at))
    assert timer_of(window).interval() == 400


def test_before_the_time_is_over_there_is_none(window: MainWindow, qtbot: QtBot) -> None:
    at = place(window, QUOTE)
    move(window, qtbot, at)
    assert timer_of(window).isActive()
    assert not card_of(window).isVisible()


def test_what_the_mouse_is_on_has_the_strong_fill(window: MainWindow, qtbot: QtBot) -> None:
    at = place(window, QUOTE)
    view = window.surface
    key = annotation_of(window, QUOTE).id
    box = view.boxes_of(*annotation_of(window, QUOTE).spans[0])[0]
    strong = QColor(window.look.layer(view.mark(key).slot).strong)

    def has_strong() -> bool:
        image = view.viewport().grab().toImage()
        y = int(box.center().y())
        return any(
            image.pixelColor(x, y) == strong for x in range(int(box.left()), int(box.right()))
        )

    assert not has_strong()
    move(window, qtbot, at)
    assert view.hovered_key() == key
    assert has_strong()


@pytest.mark.parametrize("way", ["key", "scroll", "leave", "press", "other"])
def test_the_card_goes_at_once(window: MainWindow, qtbot: QtBot, way: str) -> None:
    at = hover(window, qtbot, QUOTE)
    view, card = window.surface, card_of(window)
    viewport = view.viewport()
    assert card.isVisible()
    if way == "key":
        qtbot.keyClick(view, Qt.Key.Key_Right)
    elif way == "scroll":
        where = QPointF(at)
        event = QWheelEvent(
            where,
            viewport.mapToGlobal(where),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)
    elif way == "leave":
        view.leaveEvent(None)
    elif way == "press":
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
    else:
        move(window, qtbot, place(window, "цитирани"))
    assert not card.isVisible()


def test_a_key_tells_what_is_at_the_caret_and_says_it(
    window: MainWindow, qtbot: QtBot, heard: None
) -> None:
    view, said = window.surface, []
    view.announced.connect(said.append)
    view.set_caret(view.text().index(QUOTE) + 3)
    said.clear()
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    card = card_of(window)
    assert card.isVisible()
    assert said[0].startswith("Actor, ")
    assert "Ministry of Foreign Affairs of Russia" in said[0]
    assert said[0] == card.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_escape_takes_the_asked_card_alone(window: MainWindow, qtbot: QtBot) -> None:
    view = window.surface
    begin = view.text().index(QUOTE)
    view.set_caret(begin + 5, anchor=begin)
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection() == (begin, begin + 5)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection()[0] == view.selection()[1]


def test_where_nothing_is_that_is_said(window: MainWindow, qtbot: QtBot) -> None:
    view = window.surface
    numbers = range(1, len(view.text()))
    view.set_caret(next(n for n in numbers if not view.marks_at(n) and not view.marks_at(n - 1)))
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert window.status.said.text() == window.word("card.nothing")
    assert not card_of(window).isVisible()


def test_several_are_told_the_smallest_first(window: MainWindow, qtbot: QtBot) -> None:
    view = window.surface
    view.set_caret(0)
    here = [mark.key for mark in view.marks_at(0)]
    assert len(here) > 1
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    shown = [facts.layer for facts in card_of(window).facts]
    session = window.sitting
    assert shown == [session.layer_name(session.annotation(key).layer) for key in here][:4]
    assert card_of(window).lines_in_reach()


def test_comments_states_and_quotes_of_fragments_are_told(window: MainWindow) -> None:
    session = window.sitting
    layer = annotation_of(window, QUOTE).layer
    begin = session.store.read().document(session.document).text.index("консултативна")
    made = session.work(
        annotate.tag_spans, session.document, layer, [(begin, begin + 13), (begin + 15, begin + 20)]
    )
    session.work(annotate.set_confidence, made.id, "unsure")
    session.work(
        comments.add_comment,
        document=session.document,
        text="<b>Дали</b>?",
        language="en",
        anchor="annotation",
        target=made.id,
    )
    facts = facts_of(session, session.annotation(made.id))
    assert " … " in facts.quote
    assert facts.states == ("unsure", "incomplete")
    assert facts.comments == ((session.annotator_name("gold"), "<b>Дали</b>?"),)
    card = card_of(window)
    card.show_facts([facts], QPoint(10, 10))
    assert "<b>Дали</b>?" in card.texts()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_it_tells_in_both_languages(make_window, corpus, settings, language: str) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    said = facts_of(window.sitting, annotation_of(window, QUOTE)).said()
    assert ("Actor" in said) is (language == "en")
    assert "Facts" not in said


def test_it_never_leaves_the_screen() -> None:
    screen = QRect(100, 50, 800, 600)
    size = QRect(0, 0, 340, 180)
    for x in range(100, 900, 50):
        for y in range(50, 650, 50):
            at = QPoint(x, y)
            moved = size.translated(place_of(size, at, screen))
            assert screen.contains(moved)


def test_long_texts_are_cut_and_stay_within(qtbot: QtBot, make_window) -> None:
    window = make_window()
    card = Card(Look(), window)
    long = "Стопанскоинвестиционнобанковедение " * 12
    facts = Facts(
        slot=0,
        letter="A",
        layer="L" * 300,
        states=("unsure",),
        rows=(("n" * 60, long), ("👩‍👩‍👧 e", "😀" * 300), ("име", "كلمة " * 80)),
        quote=long,
        annotator="x" * 200,
    )
    card.show_facts([facts], QPoint(5, 5))
    assert card.lines_in_reach()
    assert all(piece.layout.lineCount() <= 3 for piece in card._pieces)
    assert any(text.endswith("…") for text in card.texts())
