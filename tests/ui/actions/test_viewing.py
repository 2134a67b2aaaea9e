"""Whose work is shown, and as whom one works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.operations.tagging.annotate import remove_annotation
from annotator.operations.tagging.relate import unlink


def test_as_whom_one_works_is_kept_at_once_and_not_only_when_the_corpus_is_closed(
    make_window, corpus
) -> None:
    window = make_window(corpus)
    first = window.session.annotator
    key = window.settings.of_corpus("annotator", window.session.corpus)
    window.act.viewing.show_annotator("coder_b")
    assert window.session.annotator == "coder_b" != first
    assert window.settings.text(key) == "coder_b"


def _all_hubs(session) -> dict[str, tuple[str, ...]]:
    return {
        a.id: tuple(sorted(r.to_id for r in session.relations_from(a.id) if not r.to_entity))
        for a in session.shown()
        if a.layer in session.maker.hubs and a.spans
    }


def _drawn(window) -> dict[str, tuple[str, ...]]:
    window.later.settle_all()
    frames = window.surface.all_frames()
    return {f.key: tuple(sorted(end.key for end in f.ends)) for f in frames}


def test_the_arcs_of_all_frames_follow_edits_and_documents(make_window, corpus) -> None:
    window = make_window(corpus)
    session = window.session
    window.action("relation.show_all").trigger()
    first = _all_hubs(session)
    assert _drawn(window) == first
    assert any(first.values())
    # One relation goes, a hub goes, both come again.
    hub = next(key for key, ends in first.items() if ends)
    relation = next(r for r in session.relations_from(hub) if not r.to_entity)
    session.work(unlink, relation.id)
    assert _drawn(window) == _all_hubs(session) != first
    session.work(remove_annotation, hub)
    assert hub not in _drawn(window)
    session.undo()
    session.undo()
    assert _drawn(window) == first
    # Another document has its own, and the first one has them again.
    opened = session.document
    other = next(row.id for row in session.documents() if row.id != opened)
    window.open_document(other)
    assert _drawn(window) == _all_hubs(session)
    window.open_document(opened)
    assert _drawn(window) == first
    window.action("relation.show_all").trigger()
    assert _drawn(window) == {}


def popup_of(qtbot: QtBot, widget: QWidget) -> QMenu:
    """Press the key of menus in a widget and return the menu that opened, closed again."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    return menu


def test_the_menu_of_a_place_opens_by_key_wherever_the_desktop_knows_none(
    make_window, corpus, qtbot: QtBot
) -> None:
    window = make_window(corpus)
    view, caret = window.surface, window.surface.text().index("Русия")
    view.set_caret(caret)
    menu = popup_of(qtbot, view)
    assert window.sitting.current_annotation().quote == "Русия"
    assert menu.pos() == view.viewport().mapToGlobal(view.rect_of(caret).bottomLeft().toPoint())
    assert window.action("annotate.delete") in menu.actions()
    documents = window.columns.documents
    assert popup_of(qtbot, documents.list).actions()
    assert popup_of(qtbot, documents.filter).actions()


@pytest.mark.parametrize("language", ["bg", "en"])
def test_where_there_is_no_menu_it_is_said(make_window, corpus, settings, language: str) -> None:
    settings.set_text("language", language)
    window = make_window(corpus)
    window.columns.inspector.setFocus()
    window.run_action("view.menu_here")
    assert window.status_line.said.text() == window.word("no_menu_here")
