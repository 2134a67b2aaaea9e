"""The list over the window: who types does not wait for it, and nothing else is done meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.operations.documents.documents import remove_documents
from annotator.ui.panels.picker import Picker

K = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window, corpus, settings):
    """The seed article, and somebody who has not annotated it yet."""
    settings.set_text("annotator", "me")
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    made.activateWindow()
    made.surface.setFocus()
    return made


def press(window, *keys: Qt.Key, modifiers=NONE) -> None:
    """Press keys as they come from the system: to the window that had the keyboard before."""
    for key in keys:
        QTest.keyClick(window.windowHandle(), key, modifiers)


def pickers(window) -> list[Picker]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(Picker)


def test_nothing_is_lost_that_is_typed_at_once(window) -> None:
    press(window, K.Key_0, K.Key_P, K.Key_L, K.Key_Return)
    (made,) = window.session.tallies
    assert window.session.layer_name(made.layer) == "Place"
    assert window.surface.hasFocus()
    assert pickers(window) == []


def test_esc_gives_the_focus_back_and_takes_nothing(window) -> None:
    press(window, K.Key_0)
    (picker,) = pickers(window)
    assert picker.field.hasFocus()
    press(window, K.Key_Down, K.Key_Escape)
    assert window.surface.hasFocus()
    assert (pickers(window), len(window.session.tallies)) == ([], 0)


def test_keys_of_the_window_and_tab_are_kept_from_it(window) -> None:
    press(window, K.Key_1)
    document = window.session.document
    press(window, K.Key_0)
    press(window, K.Key_Z, K.Key_PageDown, K.Key_F, modifiers=CTRL)
    press(window, K.Key_Tab, K.Key_F6)
    (picker,) = pickers(window)
    assert picker.field.hasFocus()
    assert (len(window.session.tallies), window.session.document) == (1, document)


def test_a_click_elsewhere_leaves_it(window) -> None:
    press(window, K.Key_0)
    (picker,) = pickers(window)
    area = window.surface.viewport()
    below = area.mapFrom(window, picker.geometry().bottomLeft()) + QPoint(40, 40)
    QTest.mouseClick(area, Qt.MouseButton.LeftButton, NONE, below)
    assert window.surface.hasFocus()
    assert (pickers(window), len(window.session.tallies)) == ([], 0)


def test_it_fits_a_small_window(window) -> None:
    press(window, K.Key_0)
    (picker,) = pickers(window)
    window.resize(800, 560)
    QApplication.processEvents()
    assert window.rect().contains(picker.geometry())


def test_a_list_over_a_list_takes_its_place(window) -> None:
    press(window, K.Key_0)
    window.menus.run("view.annotator")
    (picker,) = pickers(window)
    assert picker.field.hasFocus()
    press(window, K.Key_Escape)
    assert window.surface.hasFocus()
    assert pickers(window) == []


def test_the_text_has_the_focus_if_what_had_it_is_gone(window) -> None:
    press(window, K.Key_1, K.Key_Tab)
    assert not window.surface.hasFocus()
    window.menus.run("view.annotator")
    window.menus.run("edit.undo")
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(window, K.Key_Escape)
    assert window.surface.hasFocus()
    assert (pickers(window), len(window.session.tallies)) == ([], 0)


def test_the_palette_over_a_list_takes_its_place(window) -> None:
    press(window, K.Key_0)
    window.menus.run("go.palette")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(window, K.Key_Escape)
    assert window.surface.hasFocus()
    assert pickers(window) == []


def other_document(window) -> None:
    window.menus.run("next.document")


def other_annotator(window) -> None:
    window.act.viewing.show_annotator("gold")


def removed(window) -> None:
    remove_documents(window.session.store, [window.session.document], annotator="me")


@pytest.mark.parametrize("keys", [(K.Key_0,), (K.Key_K,)], ids=["list", "palette"])
@pytest.mark.parametrize("change", [other_document, other_annotator, removed])
def test_it_ends_with_the_document_and_whoever_works(window, change, keys) -> None:
    press(window, *keys, modifiers=NONE if K.Key_0 in keys else CTRL)
    assert not window.surface.hasFocus()
    before = window.session.document, window.session.annotator
    change(window)
    assert (window.session.document, window.session.annotator) != before
    assert pickers(window) == []
    assert not window.act.palette.is_open()
    if window.session.document is not None:
        assert window.surface.hasFocus()


def test_it_ends_with_the_corpus_and_the_language(window) -> None:
    press(window, K.Key_0)
    window.set_language("bg")
    assert pickers(window) == []
    press(window, K.Key_0)
    assert len(pickers(window)) == 1
    window.close_session()
    window.show_welcome()
    assert pickers(window) == []
