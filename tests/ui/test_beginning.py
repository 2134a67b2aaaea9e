"""The first tag on a document that was handed out shows at once that it is in progress."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.model.review import IN_PROGRESS, NEW
from annotator.operations.documents.documents import set_assignment

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_digit_begins_and_undo_takes_that_back(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    model = window.columns.documents.model
    row = model.rows[1]
    session.do(set_assignment, row.id, session.annotator, NEW)
    session.open_document(row.id)
    window.view.setFocus()
    qtbot.keyClick(window.view, "1")
    assert session.store.read().assignment_state(row.id, session.annotator) == IN_PROGRESS
    window.later.settle_all()
    assert (model.rows[1].state, model.rows[1].annotations) == (IN_PROGRESS, 1)
    assert window.word("state.in_progress") in window.head.state.text()
    qtbot.keyClick(window.view, K.Key_Z, CTRL)
    window.later.settle_all()
    assert session.store.read().assignment_state(row.id, session.annotator) == NEW
    assert (model.rows[1].state, model.rows[1].annotations) == (NEW, 0)
    assert window.word("state.new") in window.head.state.text()


def test_beginning_does_not_read_the_document_anew(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    session = window.session
    session.do(set_assignment, session.document, session.annotator, NEW)
    gathered = session.gathered
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_Down, CTRL)
    qtbot.keyClick(window.view, "5")
    assert session.store.read().assignment_state(session.document, "gold") == IN_PROGRESS
    assert session.gathered is gathered
