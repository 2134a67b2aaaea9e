"""What hands do on the text of a window: press, move, drag, click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.operations.tagging import relate
from annotator.ui.main_window import MainWindow

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def over(window: MainWindow, words: str, at: int = 1) -> QPoint:
    """Return the middle of the character at a place in some words of the text."""
    view = window.surface
    offset = view.text().index(words) + at
    view.scroll_to(offset)
    QApplication.processEvents()
    return view.boxes_of(offset, offset + 1)[0].center().toPoint()


def press(window: MainWindow, at: QPoint, button=LEFT, keys=NONE) -> None:
    QTest.mousePress(window.surface.viewport(), button, keys, at)


def move(window: MainWindow, at: QPoint, button=LEFT, keys=NONE) -> None:
    area = window.surface.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(area.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        button,
        keys,
    )
    QApplication.sendEvent(area, event)


def release(window: MainWindow, at: QPoint, button=LEFT, keys=NONE) -> None:
    QTest.mouseRelease(window.surface.viewport(), button, keys, at)


def drag(window: MainWindow, begin: QPoint, end: QPoint, button=LEFT, keys=NONE) -> None:
    press(window, begin, button, keys)
    move(window, (begin + end) / 2, button, keys)
    move(window, end, button, keys)
    release(window, end, button, keys)


def click(window: MainWindow, at: QPoint, keys=NONE, button=LEFT) -> None:
    press(window, at, button, keys)
    release(window, at, button, keys)


def annotation(window: MainWindow, quote: str, layer: int = 0):
    wanted = window.sitting.scheme.layers[layer].id
    return next(a for a in window.sitting.shown() if a.layer == wanted and a.quote == quote)


def menu_of(window: MainWindow) -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def hub_and_end(window: MainWindow, least: int):
    """Return a hub and another annotation between which so many relations are possible at least."""
    session = window.sitting
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    for hub in hubs:
        for end in session.shown():
            options = relate.link_options(session.scheme, hub, end)
            linked = {r.to_id for r in session.relations_from(hub.id)}
            if len(options) >= least and end.spans and end.id not in linked:
                return hub, end, options
    raise AssertionError("the samples have none")


def point_of(window: MainWindow, key: str) -> QPoint:
    """Return a point where a click means an annotation."""
    view = window.surface
    mark = view.mark(key)
    for offset in range(mark.begin, mark.end):
        for box in view.boxes_of(offset, offset + 1):
            at = QPointF(box.center().x(), box.center().y())
            if view.mark_at_point(at) == key:
                return at.toPoint()
    raise AssertionError("it is nowhere the smallest")


def begin_relation(window: MainWindow, start: str, end: str) -> QPoint:
    """Draw half the way from an annotation to another one; return where the way ends.

    The upper one of the two is at the top of the view.
    """
    view, session = window.surface, window.sitting
    spans = [session.annotation(key).spans for key in (start, end)]
    view.scroll_to(min(span[0].begin for span in spans if span))
    QApplication.processEvents()
    begin, target = point_of(window, start), point_of(window, end)
    press(window, begin, RIGHT)
    move(window, (begin + target) / 2, RIGHT)
    return target
