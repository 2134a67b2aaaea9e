"""Panels over the text: they take nothing from it, one is seen at a time, and all go back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow
from annotator.ui.panels.columns import Columns
from annotator.ui.panels.rail import PANELS


def open_from_rail(window: MainWindow, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(window.columns.rail.buttons[name], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def resize(window: MainWindow, width: int, height: int = 700) -> None:
    window.resize(width, height)
    QApplication.processEvents()


def place(window: MainWindow, name: str) -> QRect:
    dock = window.dock(name)
    return QRect(dock.mapTo(window, QPoint(0, 0)), dock.size())


def surface(window: MainWindow) -> QRect:
    return QRect(window.surface.mapTo(window, QPoint(0, 0)), window.surface.size())


def lines(window: MainWindow) -> list[object]:
    return [window.surface.rect_of(at) for at in range(0, 800, 25)]


@pytest.mark.parametrize("width", [1024, 900, 820])
def test_a_panel_of_the_rail_lies_over_the_text_and_moves_none_of_it(
    make_window, corpus, qtbot, width: int
) -> None:
    window = make_window(corpus, size=(width, 700))
    before, text = lines(window), surface(window)
    open_from_rail(window, qtbot, "documents")
    assert window.dock("documents").isVisible()
    assert place(window, "documents").left() == text.left()
    assert place(window, "documents").intersects(text)
    assert surface(window) == text
    assert lines(window) == before
    open_from_rail(window, qtbot, "documents")
    assert not window.dock("documents").isVisible()


def test_panels_that_somebody_puts_on_one_place_have_a_bar_with_a_name(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus, size=(1440, 900))
    window.tabifyDockWidget(window.dock("documents"), window.dock("scheme"))
    QApplication.processEvents()
    resize(window, 1400, 900)
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    assert len(bars) > 1
    assert {bar.accessibleName() for bar in bars} == {window.word("panels")}


def test_one_panel_lies_over_the_text_at_a_time(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1024, 700))
    for name in PANELS:
        open_from_rail(window, qtbot, name)
        assert [x for x in PANELS if window.dock(x).isVisible()] == [name]
    window.act.going.go_to_documents()
    assert [x for x in PANELS if window.dock(x).isVisible()] == ["documents"]


def test_escape_in_the_text_closes_what_lies_over_it_first(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1024, 700))
    window.text_keys.select(window.sitting.shown()[0].id)
    open_from_rail(window, qtbot, "scheme")
    window.surface.setFocus()
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert not window.dock("scheme").isVisible()
    assert window.sitting.current is not None
    qtbot.keyClick(window.surface, Qt.Key.Key_Escape)
    assert window.sitting.current is None


def test_in_the_smallest_window_features_lie_over_the_text(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(820, 600))
    before, text = lines(window), surface(window)
    first = min((a for a in window.sitting.shown() if a.spans), key=lambda a: a.extent)
    window.text_keys.select(first.id)
    qtbot.keyClick(window.surface, Qt.Key.Key_Tab)
    QApplication.processEvents()
    inspector = window.dock("inspector")
    assert inspector.isAncestorOf(window.focusWidget())
    assert place(window, "inspector").right() == text.right()
    assert surface(window) == text
    assert lines(window) == before
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not inspector.isVisible()
    assert window.surface.hasFocus()


def test_the_inspector_covers_no_annotation_that_it_is_about(make_window, corpus, qtbot) -> None:
    """It lies at the right, and at the left while it would hide at the right what is current."""
    window = make_window(corpus, size=(820, 600))
    view, text = window.surface, surface(window)
    inspector = window.dock("inspector")
    short = [a for a in window.sitting.shown() if a.spans and a.length < 14]

    def box(key: str) -> QRect:
        found = view.boxes_of(*view.mark(key).spans[0])[0].toAlignedRect()
        return found.translated(view.viewport().mapTo(window, QPoint(0, 0)))

    seen = [a for a in short if text.contains(box(a.id))]
    far = max(seen, key=lambda a: box(a.id).right())
    near = min(seen, key=lambda a: box(a.id).left())
    sides = []
    for annotation in (far, near, far):
        window.text_keys.select(annotation.id)
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        for _ in range(2):
            QApplication.processEvents()
        assert inspector.isVisible()
        assert not place(window, "inspector").intersects(box(annotation.id))
        sides.append(place(window, "inspector").left() == text.left())
        if annotation is near:
            continue
        # Another panel at the left has its place, whatever the inspector covers then.
        open_from_rail(window, qtbot, "scheme")
        assert place(window, "scheme").left() == text.left()
        assert place(window, "inspector").right() == text.right()
        open_from_rail(window, qtbot, "scheme")
    assert sides == [True, False, True]


def test_nothing_of_the_text_shows_through_a_panel(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(820, 600))
    for name in ("documents", "scheme", "entities"):
        open_from_rail(window, qtbot, name)
        window.surface.setFocus()
        dock = window.dock(name)
        bar = window.surface.verticalScrollBar()
        bar.setValue(0)
        QApplication.processEvents()
        before = window.grab(dock.geometry()).toImage()
        bar.setValue(bar.maximum() // 2)
        QApplication.processEvents()
        assert window.grab(dock.geometry()).toImage() == before


def test_a_wide_window_has_its_panels_where_they_were(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1440, 900))
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.dock("entities"))
    for name in ("documents", "inspector"):
        window.resizeDocks([window.dock(name)], [280], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    names = (*PANELS, "inspector")
    before = {name: place(window, name) for name in names}
    for width in (1024, 820, 1000):
        resize(window, width, 900)
    resize(window, 1440, 900)
    assert {name: place(window, name) for name in names} == before


def test_a_panel_that_is_made_in_a_narrow_window_has_its_tab_in_a_wide_one(
    make_window, corpus
) -> None:
    window = make_window(corpus, size=(820, 600))
    window.act.finding.search_corpus()
    resize(window, 1440, 900)
    window.columns.reveal("hits")
    QApplication.processEvents()
    assert window.dock("hits") in window.tabifiedDockWidgets(window.dock("inspector"))


def test_a_window_closed_while_narrow_has_all_its_panels_when_it_is_wide(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus, size=(1024, 700))
    open_from_rail(window, qtbot, "scheme")
    window.close()
    again = make_window(corpus, size=(1440, 900))
    columns: Columns = again.columns
    assert not columns.rail.isVisible()
    assert all(again.dock(name).isVisible() for name in (*PANELS, "inspector"))
    assert not any(again.dock(x).geometry().intersects(surface(again)) for x in PANELS)


def test_a_list_that_stands_in_lies_over_the_text_too(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1024, 700))
    window.act.reviewing.start()
    QApplication.processEvents()
    text = surface(window)
    window.act.listing.go_to_list()
    QApplication.processEvents()
    assert window.dock("differences").isVisible()
    assert surface(window) == text


def test_one_key_hides_all_panels_and_shows_those_that_have_room(make_window, corpus) -> None:
    window = make_window(corpus, size=(1024, 700))
    columns: Columns = window.columns
    columns.toggle("scheme")
    columns.toggle_all()
    assert not any(window.dock(x).isVisible() for x in (*PANELS, "inspector"))
    columns.toggle_all()
    assert window.dock("inspector").isVisible()
    assert not any(window.dock(x).isVisible() for x in PANELS)
    resize(window, 820)
    columns.toggle_all()
    assert window.dock("inspector").isVisible()


def test_the_focus_walks_through_what_lies_over_the_text(make_window, corpus, qtbot) -> None:
    window = make_window(corpus, size=(1024, 700))
    open_from_rail(window, qtbot, "documents")
    window.surface.setFocus()
    seen = set()
    for _ in range(12):
        window.act.viewing.next_pane()
        seen |= {x for x in PANELS if window.dock(x).isAncestorOf(window.focusWidget())}
    assert seen == {"documents"}


def test_panels_that_were_hidden_all_at_once_have_their_sizes_again(
    make_window, corpus, qtbot: QtBot
) -> None:
    window = make_window(corpus, size=(1440, 900))
    docks = [window.dock(name) for name in (*PANELS, "inspector")]
    window.resizeDocks(docks[:3], [200, 350, 200], Qt.Orientation.Vertical)
    QApplication.processEvents()
    before = [dock.size() for dock in docks]
    for _ in range(2):
        qtbot.keyClick(window.view, Qt.Key.Key_F12)
        QApplication.processEvents()
        assert not any(dock.isVisible() for dock in docks)
        qtbot.keyClick(window.view, Qt.Key.Key_F12)
        QApplication.processEvents()
        assert [dock.size() for dock in docks] == before
