"""A drag given up by key leaves all as it was; one that leaves the view scrolls the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.text.edge_scroll import EdgeScroll
from tests.ui.hands import (
    RIGHT,
    annotation,
    begin_relation,
    drag,
    hub_and_end,
    move,
    over,
    point_of,
    press,
    release,
)

QUOTE = "руското външно министерство"


def take_handle(window: MainWindow) -> tuple[str, QPoint]:
    """Press the end of an annotation's box and return its id and the place."""
    made = annotation(window, QUOTE)
    window.text_keys.select(made.id)
    over(window, QUOTE, 1)
    window.surface.grab()
    box = window.surface.boxes_of(*made.spans[0])[-1]
    handle = QPoint(round(box.right()) + 2, round(box.bottom()) - 1)
    press(window, handle)
    return made.id, handle


def test_esc_in_the_middle_of_moving_a_border_leaves_it(window: MainWindow, qtbot: QtBot) -> None:
    view, session = window.surface, window.sitting
    key, _ = take_handle(window)
    spans, last = session.annotation(key).spans, session.store.undo_step("gold")
    target = over(window, "цитирани", 2)
    move(window, target)
    assert view.mark(key).spans != spans
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.mark(key).spans == spans
    assert QUOTE in window.status.said.text()
    move(window, target)
    release(window, target)
    assert session.annotation(key).spans == view.mark(key).spans == spans
    assert session.store.undo_step("gold") == last
    # The annotation is current still, and the next Esc means what it always means.
    assert session.current == key
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.current is None


def test_a_drag_that_scrolled_and_is_given_up_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    view = window.surface
    port = view.viewport()
    key, handle = take_handle(window)
    spans = window.sitting.annotation(key).spans
    move(window, QPoint(handle.x(), port.height() + 100))
    edge = view.findChild(EdgeScroll)
    for _ in range(25):
        with qtbot.waitSignal(edge.timer.timeout):
            pass
    assert view.rect_of(spans[0].begin).bottom() < 0
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not edge.timer.isActive()
    assert view.mark(key).spans == spans
    assert 0 <= view.rect_of(spans[0].begin).top() < port.height()
    release(window, QPoint(handle.x(), port.height() + 100))
    assert window.sitting.annotation(key).spans == spans


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Backspace, Qt.Key.Key_2, Qt.Key.Key_Return])
def test_no_other_key_reaches_what_is_dragged(
    window: MainWindow, qtbot: QtBot, pressed: Qt.Key
) -> None:
    view, session = window.surface, window.sitting
    key, _ = take_handle(window)
    count = len(session.shown())
    target = over(window, "цитирани", 2)
    move(window, target)
    qtbot.keyClick(view, pressed)
    assert len(session.shown()) == count
    release(window, target)
    assert session.annotation(key).quote.endswith("цитирани")
    assert session.current == key


def test_esc_in_the_middle_of_selecting_brings_the_selection_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.surface
    view.set_caret(9, anchor=2)
    begin, end = over(window, "консултативна", 3), over(window, "техническа", 2)
    press(window, begin)
    move(window, (begin + end) / 2)
    move(window, end)
    assert view.selected_text() == "консултативна и техническа"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert (view.anchor(), view.caret()) == (2, 9)
    move(window, begin)
    release(window, begin)
    assert (view.anchor(), view.caret()) == (2, 9)
    drag(window, begin, end)
    assert view.selected_text() == "консултативна и техническа"


def test_esc_in_the_middle_of_relating_makes_no_relation(window: MainWindow, qtbot: QtBot) -> None:
    view, session = window.surface, window.sitting
    hub, end, _ = hub_and_end(window, 2)
    before = len(session.relations_from(hub.id))
    target = begin_relation(window, hub.id, end.id)
    move(window, target, RIGHT)
    assert view._scene.lit
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view._scene.lit
    release(window, target, RIGHT)
    assert QApplication.activePopupWidget() is None
    assert len(session.relations_from(hub.id)) == before


def test_a_relation_is_drawn_to_an_end_that_comes_into_view(
    window: MainWindow, qtbot: QtBot
) -> None:
    view, session = window.surface, window.sitting
    hub, _, _ = hub_and_end(window, 1)
    view.scroll_to(hub.spans[0].begin)
    QApplication.processEvents()
    port, bar = view.viewport(), view.verticalScrollBar()
    begin = point_of(window, hub.id)
    offset = view.position_at(QPointF(begin))
    press(window, begin, RIGHT)
    move(window, QPoint(port.width() // 2, port.height() // 2), RIGHT)
    seen, lit = view.visible_span()[1], view._scene.lit
    beyond = QPoint(port.width() // 2, port.height() + 60)
    move(window, beyond, RIGHT)
    edge = view.findChild(EdgeScroll)
    for _ in range(8):
        with qtbot.waitSignal(edge.timer.timeout):
            pass
        # Beyond the edge nothing is seen, so nothing is meant there, whatever comes to the edge.
        assert view.hovered_key() == ""
    assert bar.value() > 0
    assert view.visible_span()[1] > seen
    assert view._scene.lit != lit
    # The line begins where it was pressed, which is higher now.
    assert abs(view._linking._line[0].y() - view.rect_of(offset).center().y()) < 40
    before = len(session.relations_from(hub.id))
    release(window, beyond, RIGHT)
    assert not edge.timer.isActive()
    assert len(session.relations_from(hub.id)) == before


def test_the_window_has_its_keys_again_after_a_drag(window: MainWindow, qtbot: QtBot) -> None:
    begin, end = over(window, "консултативна", 3), over(window, "техническа", 2)
    drag(window, begin, end)
    qtbot.keyClick(window.surface, Qt.Key.Key_4)
    assert window.sitting.current_annotation().quote == "консултативна и техническа"
    QTest.mouseClick(window.surface.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.keyClick(window.surface, Qt.Key.Key_Right)
    assert window.surface.caret() > window.surface.position_at(QPointF(begin))
