"""What follows after the paint is done once, in its order, and at once for who asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from annotator.ui.later import Later


def test_each_work_is_done_once_after_what_waits(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    later = Later(owner)

    def one() -> None:
        done.append("one")

    def two() -> None:
        done.append("two")

    for work in (one, two, one):
        later.want(work)
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["one", "two"]


def test_who_asks_is_served_at_once_and_nothing_is_done_twice() -> None:
    owner, done = QObject(), list[str]()
    later = Later(owner)

    def one() -> None:
        done.append("one")
        later.want(two)

    def two() -> None:
        done.append("two")

    later.settle(one)
    assert done == []
    later.want(one)
    later.settle(one)
    assert done == ["one"]
    later.settle_all()
    assert done == ["one", "two"]
    later.want(two)
    later.drop(two)
    later.want(one)
    later.forget()
    later.settle_all()
    assert done == ["one", "two"]


def test_a_key_right_after_a_tag_finds_the_menus_and_the_features_ready(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    before = len(window.session.tallies)
    window.view.set_caret(window.view.text().index("готова"))
    qtbot.keyClick(window.view, Qt.Key.Key_1)
    assert len(window.session.tallies) == before + 1
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    assert window.columns.inspector.has_fields_focus()
    window.back_to_text()
    qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.session.tallies) == before
    row = window.columns.documents.model.rows[0]
    assert row.annotations == before
