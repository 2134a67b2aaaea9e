"""The bar of a frame: its buttons are made anew only where something else is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton


@pytest.fixture
def window(make_window, corpus):
    """Return a window with an open frame of which something is asked."""
    made = make_window(corpus)
    session, text = made.session, made.view.text()
    layer = next(x.id for x in session.scheme.layers if x.id in session.maker.hubs)
    for begin in range(0, len(text), 50):
        made.view.set_caret(begin)
        if made.keys.tag(layer) is not None and made.keys.question() is not None:
            return made
    raise AssertionError("no word of the sample is free")


def buttons(window) -> list[QPushButton]:
    return [b for b in window.frame_bar.findChildren(QPushButton) if not b.isHidden()]


def test_a_frame_that_is_shown_again_keeps_its_buttons(window, qtbot) -> None:
    before = buttons(window)
    assert before
    window.keys.show_frame()
    assert buttons(window) == before
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.frame_bar.isVisible()
    window.keys.enter_frame()
    assert window.frame_bar.isVisible()
    assert [b.text() for b in buttons(window)] == [b.text() for b in before]


def test_a_feature_that_is_a_question_keeps_its_one_mark(window) -> None:
    asked = window.keys.question()
    feature = replace(asked.feature, names={"en": "Is it explicit?"})
    hub = window.session.current_annotation()
    window.frame_bar.show_frame(window.session, hub, asked._replace(feature=feature), {})
    said = [label.text() for label in window.frame_bar.findChildren(QLabel)]
    assert "Is it explicit?" in said
    assert not any("??" in text for text in said)
    caps = window.status.keys()
    assert (".", "as target") in caps


def test_what_is_asked_anew_has_buttons_of_its_own(window, qtbot) -> None:
    asked = window.keys.question()
    assert asked is not None
    before = [b.text() for b in buttons(window)]
    window.keys.answer(0 if not asked.is_needed else 1)
    other = window.keys.question()
    assert other != asked
    shown = [b.text() for b in buttons(window)]
    assert shown != before
    for _, label in other.answers[:2] if other is not None else ():
        assert any(text.rstrip("…") in label.lower() for text in shown if text)


def test_ends_with_letters_come_and_go(window) -> None:
    bar, session, hub = window.frame_bar, window.session, window.session.current_annotation()
    entity = next(iter(session.entities))
    bar.show_frame(session, hub, None, {entity: "q"})
    (button,) = buttons(window)
    assert button.text() == session.entity_label(entity)
    bar.show_frame(session, hub, None, {entity: "q"})
    assert buttons(window) == [button]
    bar.show_frame(session, hub, None, {})
    assert buttons(window) == []
