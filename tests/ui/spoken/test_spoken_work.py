"""What a screen reader hears of frames, borders and differences, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from annotator.analysis.alignment import BORDER, KINDS, MISSING, RELATION
from annotator.ui.main_window import MainWindow
from annotator.ui.spoken.differences import versions_said


@pytest.fixture(params=["en", "bg"])
def window(request, make_window, corpus, settings, qapp) -> Iterator[MainWindow]:
    settings.set_text("language", request.param)
    made: MainWindow = make_window(corpus)
    QAccessible.setActive(True)
    made.activateWindow()
    made.surface.setFocus()
    yield made
    QAccessible.setActive(False)


@pytest.fixture
def heard(window: MainWindow) -> list[str]:
    said: list[str] = []
    window.surface.announced.connect(said.append)
    return said


def hub_of(window: MainWindow):
    session = window.sitting
    hubs = (a for a in session.shown() if a.layer in session.maker.hubs and a.spans)
    return max(hubs, key=lambda a: len(session.relations_from(a.id)))


def test_an_open_frame_says_its_layer_its_question_and_letters(
    window: MainWindow, heard: list[str]
) -> None:
    hub = hub_of(window)
    window.text_keys.select(hub.id)
    heard.clear()
    window.text_keys.enter_frame()
    said = heard[-1]
    session = window.sitting
    assert said.startswith(f"{session.layer_name(hub.layer)}.")
    key, letter = next(iter(window.text_keys.frame.shown_hints.items()))
    end = session.annotation(key)
    quote = " ".join(end.quote.split())[:60]
    assert f"{letter.upper()}: {quote}, {session.layer_name(end.layer)}." in said
    more = len(window.text_keys.frame.hints) - 5
    assert said.endswith(session.word("spoken.more", count=more))


def test_a_walk_says_role_and_end(window: MainWindow, heard: list[str], qtbot: QtBot) -> None:
    hub = hub_of(window)
    window.text_keys.select(hub.id)
    window.text_keys.enter_frame()
    heard.clear()
    qtbot.keyClick(window.surface, Qt.Key.Key_Tab)
    role, _, name = heard[-1].partition(": ")
    assert role[0].isupper()
    assert name.endswith(".")
    end = window.sitting.annotation(window.surface._scene.frame.current)
    assert name[:-1] == " ".join(end.quote.split())


def test_the_frame_is_read_as_a_sentence(
    window: MainWindow, heard: list[str], qtbot: QtBot
) -> None:
    hub = hub_of(window)
    window.text_keys.select(hub.id)
    window.text_keys.enter_frame()
    heard.clear()
    qtbot.keyClick(window.surface, Qt.Key.Key_Space)
    assert heard[-1] == window.status.said.text()
    assert ": " in heard[-1]
    assert heard[-1].endswith(".")


def test_borders_say_where_the_end_stands(
    window: MainWindow, heard: list[str], qtbot: QtBot
) -> None:
    made = next(a for a in window.sitting.shown() if a.quote == "руското външно министерство")
    window.text_keys.select(made.id)
    window.text_keys.enter_borders()
    heard.clear()
    qtbot.keyClick(window.surface, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    window.later.settle_all()
    data = {"word": "външно", "count": len("руското външно")}
    assert heard[-1] == window.word("border_end", **data)


def test_a_difference_says_who_has_what(window: MainWindow, heard: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F8)
    page = window.sitting.page
    assert heard[-1] == window.status.said.text()
    assert window.sitting.layer_name(page.place_of(1).first.layer) in heard[-1]
    assert "A" in heard[-1].split(". ", 1)[1]


def test_every_kind_of_difference_has_its_words(window: MainWindow) -> None:
    window.act.showing.show_differences()
    page, session = window.sitting.page, window.sitting
    text = window.surface.text()
    seen = set()
    for difference in page.differences:
        place = page.place_of(difference.number)
        said = versions_said(session, place, page.letters, text)
        seen.add(place.kind)
        assert all(letter in said for letter in page.letters)
        assert said.endswith(".")
        if place.kind == MISSING:
            assert session.word("nothing") in said
        if place.kind == BORDER:
            known = (session.word("spoken.begins", word=""), session.word("spoken.ends", word=""))
            assert any(part.strip() in said for part in known)
    assert seen <= set(KINDS)
    assert len(seen) > 3
    assert RELATION in seen or BORDER in seen
