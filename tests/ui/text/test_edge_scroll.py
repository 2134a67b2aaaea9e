"""A drag past the edge goes on while the mouse stands still, and ends with the button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.text.edge_scroll import EdgeScroll
from annotator.ui.text.marks import Mark
from annotator.ui.text.view import TextView
from tests.ui.text.conftest import MakeView

TEXT = "\n\n".join(f"Paragraph {n} of a text that is longer than the view." for n in range(80))
LEFT = Qt.MouseButton.LeftButton


def _edge(view: TextView) -> EdgeScroll:
    found = view.findChild(EdgeScroll)
    assert isinstance(found, EdgeScroll)
    return found


def _drag(view: TextView, begin: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=begin)
    QTest.mouseMove(port, QPoint(begin.x() + 40, begin.y()))
    QTest.mouseMove(port, end)


@pytest.mark.parametrize("is_down", [True, False])
def test_a_selection_goes_on_past_the_edge(
    make_view: MakeView, qtbot: QtBot, is_down: bool
) -> None:
    view = make_view(TEXT)
    port, bar = view.viewport(), view.verticalScrollBar()
    middle = QPoint(port.width() // 2, port.height() // 2)
    bar.setValue(bar.maximum() // 2)
    beyond = port.height() + 30 if is_down else -30
    _drag(view, middle, QPoint(middle.x(), beyond))
    timer = _edge(view).timer
    assert timer.isActive()
    places, selected = [bar.value()], [view.selection()]
    for _ in range(4):
        with qtbot.waitSignal(timer.timeout):
            pass
        places.append(bar.value())
        selected.append(view.selection())
    assert places == sorted(set(places), reverse=not is_down)
    assert len(places) == 5
    lengths = [end - begin for begin, end in selected]
    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[0]

    QTest.mouseRelease(port, LEFT, pos=QPoint(middle.x(), beyond))
    assert not timer.isActive()


@pytest.mark.parametrize("is_low", [True, False])
def test_a_drag_near_the_edge_scrolls_nothing(make_view: MakeView, is_low: bool) -> None:
    # Without empty lines, of which one may stand there.
    view = make_view(TEXT.replace("\n\n", "\n"))
    port, bar = view.viewport(), view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    before, edge = bar.value(), port.height() - 30 if is_low else 30
    line = view.rect_of(view.position_at(QPointF(0, edge)))
    x, y = round(line.x()), round(line.center().y())
    assert 0 < y < port.height()
    _drag(view, QPoint(x + 10, y), QPoint(x + 120, y))
    begin, end = view.selection()
    assert begin < end
    assert bar.value() == before
    QTest.mouseMove(port, QPoint(x + 121, y))
    assert view.selection() == (begin, end)
    QTest.mouseRelease(port, LEFT, pos=QPoint(x + 121, y))
    assert bar.value() == before
    assert view.selection() == (begin, end)


def test_it_stops_where_the_mouse_comes_back(make_view: MakeView) -> None:
    view = make_view(TEXT)
    port = view.viewport()
    middle = QPoint(port.width() // 2, port.height() // 2)
    _drag(view, middle, QPoint(middle.x(), port.height() + 5))
    timer = _edge(view).timer
    assert timer.isActive()
    QTest.mouseMove(port, middle)
    assert not timer.isActive()
    QTest.mouseRelease(port, LEFT, pos=middle)


def test_an_end_that_is_dragged_goes_on_too(make_view: MakeView, qtbot: QtBot) -> None:
    begin = TEXT.index("longer")
    view = make_view(TEXT, [Mark("m", ((begin, begin + 6),), 0, "fill", "A")])
    view.select_mark("m")
    view.grab()
    port, bar = view.viewport(), view.verticalScrollBar()
    box = view.boxes_of(begin, begin + 6)[-1]
    corner = box.bottomRight().toPoint()
    near = (corner + QPoint(x, y) for x in range(-6, 7) for y in range(-8, 9))
    handle = next(at for at in near if view.pointing().handle(at.toPointF()) == "end")
    QTest.mousePress(port, LEFT, pos=handle)
    QTest.mouseMove(port, QPoint(handle.x(), port.height() + 60))
    before = bar.value()
    timer = _edge(view).timer
    with qtbot.waitSignal(timer.timeout):
        pass
    assert bar.value() > before
    below = QPoint(handle.x(), port.height() + 60)
    with qtbot.waitSignal(view.handle_dragged) as dragged:
        QTest.mouseRelease(port, LEFT, pos=below)
    assert dragged.args is not None
    assert dragged.args[0] == "m"
    assert dragged.args[1][0][1] > begin + 6
    assert not timer.isActive()
