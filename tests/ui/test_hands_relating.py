"""The mouse relates annotations: a drag with the right button, from a label, a click on a stub."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.operations.tagging import relate
from annotator.ui.keys.modes import FRAME, TEXT
from annotator.ui.main_window import MainWindow
from tests.ui.hands import (
    RIGHT,
    begin_relation,
    click,
    drag,
    hub_and_end,
    menu_of,
    move,
    point_of,
    press,
    release,
)


def test_a_drag_with_the_right_button_relates_with_the_allowed_ends_lit(
    window: MainWindow, qtbot: QtBot
) -> None:
    view, session = window.surface, window.sitting
    hub, end, options = hub_and_end(window, 2)
    target = begin_relation(window, hub.id, end.id)
    allowed = {
        m.key
        for m in view.marks_in(*view.visible_span())
        if m.key != hub.id and window.act.relating.may_link(hub.id, m.key)
    }
    assert view._scene.lit == allowed
    assert end.id in allowed
    assert len(allowed) < len(view.marks())
    move(window, target, RIGHT)
    before = len(session.relations_from(hub.id))
    release(window, target, RIGHT)
    assert view._scene.lit == frozenset()
    menu = menu_of(window)
    assert len(menu.actions()) == len(options)
    assert len(session.relations_from(hub.id)) == before
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    made = [r for r in session.relations_from(hub.id) if r.to_id == end.id]
    assert [r.type for r in made] == [options[1]]


def test_a_drag_from_a_label_relates_at_once_where_one_role_is_possible(
    window: MainWindow,
) -> None:
    view, session = window.surface, window.sitting
    hub, _, _ = hub_and_end(window, 1)
    view.scroll_to(hub.spans[0].begin)
    view.grab()
    box = view.boxes_of(hub.spans[0].begin, hub.spans[0].begin + 1)[0]
    labels = (
        QPoint(round(box.left()) + x, round(box.top()) + y)
        for y in range(-14, 2)
        for x in range(-2, 40)
    )
    label = next(p for p in labels if view.pointing().label(QPointF(p)) == hub.id)
    one = next(
        a
        for a in session.shown()
        if a.spans
        and a.layer not in session.maker.hubs
        and len(relate.link_options(session.scheme, hub, a)) == 1
        and a.id not in {r.to_id for r in session.relations_from(hub.id)}
        and view.boxes_of(*a.spans[0])
        and view.viewport().rect().contains(view.boxes_of(*a.spans[0])[0].center().toPoint())
    )
    drag(window, label, point_of(window, one.id))
    (made,) = [r for r in session.relations_from(hub.id) if r.to_id == one.id]
    # It is said, and the inspector shows from where it goes: on the text no frame is open.
    role = session.scheme.relation_type(made.type).names["en"]
    assert window.status.said.text().startswith(f"Linked as {role}: {one.quote[:20]}")
    assert session.current == hub.id


def test_a_click_on_a_stub_goes_to_the_end_and_the_frame_stays(window: MainWindow) -> None:
    window.resize(1024, 560)
    QApplication.processEvents()
    view, session = window.surface, window.sitting
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs and a.spans]
    for hub in hubs:
        window.text_keys.close_modes()
        window.text_keys.select(hub.id)
        window.text_keys.enter_frame()
        view.scroll_to(hub.spans[0].begin)
        QApplication.processEvents()
        for bar in (0, view.verticalScrollBar().maximum()):
            view.verticalScrollBar().setValue(bar)
            view.grab()
            stubs = [s for s in view._stage.frames.drawn.stubs if s.end.key]
            if stubs:
                break
        else:
            continue
        break
    stub = stubs[0]
    click(window, stub.rect.center().toPoint())
    QApplication.processEvents()
    assert window.text_keys.mode == FRAME
    assert session.current == hub.id
    rect = view.rect_of(session.annotation(stub.end.key).spans[0].begin)
    assert view.viewport().rect().contains(rect.center().toPoint())


def test_a_drag_from_the_end_of_a_relation_to_its_begin_makes_the_same(
    window: MainWindow, qtbot: QtBot
) -> None:
    view, session = window.surface, window.sitting
    hub, end, options = hub_and_end(window, 2)
    assert not relate.link_options(session.scheme, end, hub)
    target = begin_relation(window, end.id, hub.id)
    assert hub.id in view._scene.lit
    move(window, target, RIGHT)
    release(window, target, RIGHT)
    menu = menu_of(window)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    made = [r for r in session.relations_from(hub.id) if r.to_id == end.id]
    assert [r.type for r in made] == [options[0]]


def test_what_the_scheme_does_not_relate_is_told(window: MainWindow) -> None:
    view, session = window.surface, window.sitting
    hub, one, _ = hub_and_end(window, 2)
    view.scroll_to(hub.spans[0].begin)
    QApplication.processEvents()
    other = next(
        a
        for a in session.shown()
        if a.layer == one.layer
        and a.id != one.id
        and a.spans
        and view.visible_span()[0] <= a.spans[0].begin < view.visible_span()[1] - 200
    )
    steps = len(session.store.history())
    begin, target = point_of(window, one.id), point_of(window, other.id)
    press(window, begin, RIGHT)
    move(window, target, RIGHT)
    release(window, target, RIGHT)
    assert window.status_line.said.text() == window.word("link_not_between")
    assert len(session.store.history()) == steps


def test_the_menu_of_a_place_copies_and_comments_too(window: MainWindow) -> None:
    hub, _, _ = hub_and_end(window, 2)
    window.menus.show_context(QPoint(0, 0), hub.spans[0].begin, hub.id)
    menu = menu_of(window)
    for action in ("annotate.comment", "edit.copy"):
        assert window.menus._made[action] in menu.actions()
    menu.close()


def test_the_menu_of_a_selection_is_about_the_selection(window: MainWindow) -> None:
    hub, _, _ = hub_and_end(window, 2)
    begin = hub.spans[0].begin
    window.surface.set_caret(begin + 9, anchor=begin)
    window.menus.show_context(QPoint(0, 0), begin + 4, hub.id)
    assert window.sitting.current is None
    assert window.surface.selection() == (begin, begin + 9)
    menu_of(window).close()
    window.menus.show_context(QPoint(0, 0), begin + 12, hub.id)
    assert window.sitting.current == hub.id
    menu_of(window).close()


def test_the_menu_of_an_end_out_of_view_closes_the_frame_of_another(window: MainWindow) -> None:
    session, surface = window.sitting, window.surface
    hub = next(
        a
        for a in session.shown()
        if a.layer in session.maker.hubs and a.spans and session.relations_from(a.id)
    )
    window.text_keys.select(hub.id)
    window.text_keys.enter_frame()
    surface.finish_measuring()
    QApplication.processEvents()
    surface.verticalScrollBar().setValue(surface.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert window.frame_bar.isVisible()
    surface.viewport().grab()
    stub = next(x for x in surface._stage.frames.drawn.stubs if x.end.key)
    at = stub.rect.center().toPoint()
    press(window, at, RIGHT)
    release(window, at, RIGHT)
    assert session.current == stub.end.key != hub.id
    assert window.text_keys.mode == TEXT
    assert not window.frame_bar.isVisible()
    menu_of(window).close()
