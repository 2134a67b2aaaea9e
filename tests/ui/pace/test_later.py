"""What follows after the paint is done once, in its order, and at once for who asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from annotator.ui.pace.later import Later


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


def test_what_was_done_and_what_is_offered_is_said_after_the_paint(
    make_window, corpus, qtbot
) -> None:
    window = make_window(corpus)
    window.session.set_annotator("nobody")
    bar, said = window.status_line.said, list[str]()
    window.session.said.connect(said.append)
    begin = window.view.text().index("Азербайджан и Армения")
    window.view.set_caret(begin + len("Азербайджан и Армения"), anchor=begin)
    qtbot.keyClick(window.view, Qt.Key.Key_1)
    assert said == []
    assert len(window.session.tallies) == 1
    window.later.settle_all()
    assert bar.text() == said[0]
    window.run_action("edit.undo")
    assert len(said) == 2
    assert bar.text() != said[1]
    assert window.status.said.text() == said[1]


def test_what_is_offered_is_not_looked_up_for_whoever_goes_on(make_window, corpus, qtbot) -> None:
    window = make_window(corpus)
    window.session.set_annotator("nobody")
    said: list[str] = []
    window.session.said.connect(said.append)
    begin = window.view.text().index("Азербайджан и Армения")
    window.view.set_caret(begin + len("Азербайджан и Армения"), anchor=begin)
    qtbot.keyClick(window.view, Qt.Key.Key_1)
    assert len(window.session.tallies) == 1
    qtbot.keyClick(window.view, Qt.Key.Key_Left)
    window.later.settle_all()
    assert said == []
    assert window.keys.tagger.offered == ()
