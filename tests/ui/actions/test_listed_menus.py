"""The menus of layers, values and entities in the lists beside the text, by key and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from annotator.ui.panels.picker import Picker
from annotator.ui.panels.scheme import ROW

K = Qt.Key


@pytest.fixture
def window(make_window, corpus):
    """A window on samples with the caret on a word that nothing is tagged on."""
    window = make_window(corpus)
    text = window.surface.text()
    words = (n for n, sign in enumerate(text) if sign.isalpha() and not window.surface.marks_at(n))
    window.surface.set_caret(next(words))
    return window


def by_key(qtbot, widget) -> QMenu:
    """Open the menu of what has the focus."""
    qtbot.keyClick(widget, K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def by_mouse(view, number: int) -> QMenu:
    """Open the menu of a row with the right button."""
    place = view.visualRect(view.model().index(number, 0)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions() if not entry.isSeparator()]


def choose(qtbot, menu: QMenu, text: str) -> None:
    """Walk to an entry and take it, as a hand does."""
    for _ in menu.actions():
        qtbot.keyClick(menu, K.Key_Down)
        if menu.activeAction().text().startswith(text):
            break
    qtbot.keyClick(menu, K.Key_Return)


def test_a_layer_is_tagged_with_hidden_and_made_to_stick_by_its_menu(window, qtbot) -> None:
    session, scheme = window.sitting, window.columns.scheme
    scheme.setFocus()
    scheme.setCurrentIndex(scheme.model().index(0, 0))
    layer = scheme.model().index(0, 0).data(ROW).layer
    count = session.tallies.layers[layer]
    menu = by_key(qtbot, scheme)
    assert texts(menu) == ["Tag on layer 1\t1", "Layer 1 sticks\tCtrl+1", "Hide this layer"]
    choose(qtbot, menu, "Tag on")
    assert session.tallies.layers[layer] == count + 1
    choose(qtbot, by_mouse(scheme, 0), "Hide")
    assert session.showing.layers == {layer}
    menu = by_mouse(scheme, 0)
    assert menu.actions()[-1].isChecked()
    choose(qtbot, menu, "Hide")
    assert not session.showing.layers
    choose(qtbot, by_mouse(scheme, 0), "Layer 1")
    assert window.text_keys.sticky.layer == layer
    assert window.surface.hasFocus()


def test_a_value_is_hidden_by_its_menu(window, qtbot) -> None:
    session, scheme = window.sitting, window.columns.scheme
    one = next(a for a in session.shown() if a.layer == session.scheme.layers[0].id)
    window.text_keys.select(one.id)
    window.later.settle_all()
    rows = [scheme.model().index(n, 0).data(ROW) for n in range(scheme.model().rowCount())]
    number, row = next((n, row) for n, row in enumerate(rows) if row.tag)
    menu = by_mouse(scheme, number)
    assert texts(menu) == ["Hide this tag"]
    shown = len(session.shown())
    choose(qtbot, menu, "Hide")
    assert session.showing.tags == {row.tag}
    assert len(session.shown()) == shown - row.number


def test_an_entity_is_tagged_with_and_gets_a_letter_by_its_menu(window, qtbot) -> None:
    session, entities = window.sitting, window.columns.entities
    count = len(session.tallies)
    entities.setFocus()
    entities.list.setCurrentRow(0)
    menu = by_key(qtbot, entities.list)
    first = entities.list.item(0).text()
    names = [text.partition("\t")[0] for text in texts(menu)]
    assert names == ["Tag with an entity", "Letter of the entity…", "Remove an entity…"]
    choose(qtbot, menu, "Tag with")
    assert len(session.tallies) == count + 1
    choose(qtbot, by_mouse(entities.list, 0), "Letter")
    picker = window.findChild(Picker)
    assert first in picker.accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert next(e for e in session.entities.values() if e.names["en"] == first).letter
    choose(qtbot, by_mouse(entities.list, 0), "Remove")
    known = len(session.entities)
    qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert len(session.entities) == known
    assert first in window.status.said.text()
