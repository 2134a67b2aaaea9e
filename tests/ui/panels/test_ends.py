"""Relations in the inspector: ends of a frame, and frames that it is an end of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from annotator.operations.tagging.relate import link


def rows(window) -> list[tuple[str, str]]:
    """Return what the pills say, and what a screen reader is told of their rows."""
    window.columns.inspector.settle()
    ends = window.columns.inspector.parts._ends
    found: list[tuple[str, str]] = []
    for number in range(ends.body.count()):
        row = ends.body.itemAt(number).widget()
        pill = row.findChild(QLabel) if row is not None and row.property("role") == "end" else None
        if pill is not None:
            found.append((pill.text(), row.accessibleName()))
    return found


def test_what_a_frame_is_an_end_of_does_not_look_like_an_end_of_it(make_window, corpus) -> None:
    """A stance that another one is about seemed to be about that one."""
    window = make_window(corpus)
    session = window.session
    hubs = [a for a in session.shown() if a.layer in session.maker.hubs]
    one, other = hubs[0], hubs[1]
    session.do(link, other.id, "target", one.id, annotator=session.annotator)
    window.text_keys.select(one.id)
    own = len(session.relations_from(one.id))
    found = rows(window)
    assert len(found) == own + 1
    assert not any(pill.startswith("←") for pill, _ in found[:own])
    assert found[own] == ("← target", f"is target of: {other.quote}")
    window.text_keys.select(other.id)
    assert ("target", f"target: {one.quote}") in rows(window)


def test_what_is_nothing_but_an_end_has_no_arrows(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    end = next(
        a
        for a in session.shown()
        if session.relations_to(a.id) and not session.relations_from(a.id)
    )
    window.text_keys.select(end.id)
    found = rows(window)
    assert len(found) == len(session.relations_to(end.id))
    assert not any("←" in pill for pill, _ in found)


def test_keys_go_from_the_panel_to_its_ends(make_window, corpus, qtbot) -> None:
    """Whatever the order in which they were made: Tab went on behind all of them."""
    window = make_window(corpus)
    window.activateWindow()
    session = window.session
    hub = next(a for a in session.shown() if len(session.relations_from(a.id)) > 2)
    window.text_keys.select(hub.id)
    window.surface.setFocus()
    inspector = window.columns.inspector
    inspector.settle()
    ends = session.relations_from(hub.id)
    for _ in range(12):
        if inspector.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    names: list[str] = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Up):
        qtbot.keyClick(QApplication.focusWidget(), key)
        names.append(QApplication.focusWidget().accessibleName())
    told = [name for _, name in rows(window)]
    assert names == [told[0], told[1], told[2], told[1]]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert len(session.relations_from(hub.id)) == len(ends) - 1
