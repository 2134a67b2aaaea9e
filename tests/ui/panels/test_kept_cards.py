"""A card of a comment is made once and shown again, until something else is to be said of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.operations.comments.comments import add_comment, set_comment_state
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.comment_card import CommentCard
from annotator.ui.panels.comments import CommentList
from annotator.ui.panels.kept_cards import MOST

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
HERE, ELSEWHERE = 0, -1


@pytest.fixture
def window(make_window, corpus) -> MainWindow:
    """A window on a document with two comments of its own."""
    window = make_window(corpus)
    _go(window, HERE)
    _say(window, "One")
    _say(window, "Two")
    window.later.settle_all()
    return window


def _go(window: MainWindow, number: int) -> None:
    window.sitting.open_document(window.sitting.documents()[number].id)
    window.later.settle_all()


def _say(window: MainWindow, text: str) -> str:
    about = {"document": window.sitting.document, "anchor": "document", "annotator": "gold"}
    return add_comment(window.sitting.store, text=text, language="en", **about).id


def _list(window: MainWindow) -> CommentList:
    return window.columns.inspector.comments


def _cards(window: MainWindow) -> dict[str, CommentCard]:
    cards = {card.comment.texts["en"]: card for card in _list(window)._cards}
    return {text: cards[text] for text in ("One", "Two")}


def _in_order(window: MainWindow) -> list[CommentCard]:
    """Return the two as they are listed: of one moment, either may be the first."""
    cards = _cards(window).values()
    return [card for card in _list(window)._cards if card in cards]


def _made(window: MainWindow) -> list[CommentCard]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    return _list(window).findChildren(CommentCard)


def test_who_comes_back_finds_the_same_cards(window) -> None:
    before = _cards(window)
    _go(window, ELSEWHERE)
    assert not any(card.isVisible() for card in before.values())
    _go(window, HERE)
    assert _cards(window) == before
    QApplication.sendPostedEvents()
    assert all(card.isVisible() for card in before.values())
    first, second = _in_order(window)
    assert first.geometry().bottom() < second.geometry().top()


def test_what_is_said_otherwise_has_another_card(window) -> None:
    before = _cards(window)
    set_comment_state(window.sitting.store, before["One"].comment.id, "resolved", annotator="gold")
    window.later.settle_all()
    after = _cards(window)
    assert after["One"] is not before["One"]
    assert after["Two"] is before["Two"]
    QApplication.sendPostedEvents()
    first, second = _in_order(window)
    assert first.geometry().bottom() < second.geometry().top()
    children = _list(window).children()
    assert children.index(first) < children.index(second)


def test_a_card_that_comes_back_shows_no_buttons(window, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL_SHIFT)
    card = QApplication.focusWidget()
    assert isinstance(card, CommentCard)
    assert any(button.isVisible() for button in card.findChildren(QPushButton))
    _go(window, ELSEWHERE)
    assert not card.hasFocus()
    _go(window, HERE)
    assert card.isVisible()
    assert not any(button.isVisible() for button in card.findChildren(QPushButton))


def test_keys_that_were_changed_stand_on_new_cards(window) -> None:
    before = _cards(window)
    _list(window).take_keys()
    _go(window, ELSEWHERE)
    _go(window, HERE)
    assert not set(_cards(window).values()) & set(before.values())


def test_only_so_many_are_kept(window) -> None:
    for number in range(MOST + 5):
        _say(window, f"Number {number}")
    window.later.settle_all()
    shown = len(_list(window)._cards)
    assert shown > MOST
    assert len(_made(window)) == shown
    _go(window, ELSEWHERE)
    assert len(_made(window)) - len(_list(window)._cards) == MOST
    _go(window, HERE)
    assert len(_list(window)._cards) == shown
