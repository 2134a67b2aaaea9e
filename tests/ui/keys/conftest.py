"""A window on the seed article with nobody's annotations, and hands that press keys in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow

NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys in whatever has the focus."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key with its modifiers."""
        for _ in range(times):
            self.qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text: str) -> None:
        """Type signs, as a keyboard of any layout sends them."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(kind, 0, NONE, sign))

    def caret(self, words: str, *, after: int = 0, end: bool = False) -> int:
        """Put the caret to the begin (or end) of words of the text."""
        offset = self.window.view.text().index(words, after) + (len(words) if end else 0)
        self.window.view.set_caret(offset)
        return offset

    def select(self, words: str) -> None:
        """Select words of the text."""
        begin = self.window.view.text().index(words)
        self.window.view.set_caret(begin + len(words), anchor=begin)


@pytest.fixture
def window(make_window, corpus, settings) -> MainWindow:
    """The seed article, and somebody who has not annotated it yet."""
    settings.set_text("annotator", "me")
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    made.activateWindow()
    made.view.setFocus()
    return made


@pytest.fixture
def gold(make_window, corpus) -> MainWindow:
    """The seed article with its reference annotation."""
    made = make_window(corpus)
    made.session.open_document(made.session.store.read().document_id("seed-000"))
    made.activateWindow()
    made.view.setFocus()
    return made


@pytest.fixture
def hands(qtbot, request) -> Hands:
    """Hands on the window that the test asked for."""
    name = "gold" if "gold" in request.fixturenames else "window"
    return Hands(qtbot, request.getfixturevalue(name))
