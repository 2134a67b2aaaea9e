"""Somebody at the keyboard of a real window: presses are counted by what they are for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.text.tokens import next_word, previous_word, tokenize, word_end
from annotator.ui.main_window import MainWindow
from annotator.ui.text.selection import Selection

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
TRAVEL, SELECT, DECIDE = "travel", "select", "decide"
_WORDS_WALKED = 2
_WIDENINGS = 4


class Typist:
    """Presses keys in the widget that has the focus, one key with its modifiers at a time."""

    def __init__(self, window: MainWindow) -> None:
        """Sit down at a window."""
        self.window = window
        self.presses: Counter[str] = Counter()
        self.log: list[str] = []

    @property
    def view(self) -> Any:
        """The text surface, as the typist sees it."""
        return self.window.surface

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, why: str = DECIDE) -> None:
        """Press one key with its modifiers."""
        QTest.keyClick(self._focused(), key, modifiers)
        self._count(why, f"{key.name.removeprefix('Key_')}", modifiers)

    def sign(self, sign: str, why: str = DECIDE) -> None:
        """Type one printable sign; a keyboard of any layout sends it as text."""
        widget = self._focused()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, sign))
        self._count(why, sign, NONE)

    def _focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def _count(self, why: str, name: str, modifiers: Qt.KeyboardModifier) -> None:
        held = [n for n, m in (("Ctrl", CTRL), ("Shift", SHIFT), ("Alt", ALT)) if modifiers & m]
        self.presses[why] += 1
        self.log.append("+".join([*held, name]))

    def take_counts(self) -> tuple[dict[str, int], list[str]]:
        """Return what was pressed since the last time, and begin to count anew."""
        counts, log = {w: self.presses[w] for w in (TRAVEL, SELECT, DECIDE)}, self.log
        self.presses, self.log = Counter(), []
        return counts, log

    # Going

    def go_to(self, offset: int) -> None:
        """Bring the caret to an offset, by words if it is near, else by a jump."""
        for _ in range(400):
            if self.view.caret() == offset and self.view.selection()[0] == offset:
                return
            self._go_nearer(offset)
        raise AssertionError(f"the caret is at {self.view.caret()}, not at {offset}")

    def _go_nearer(self, offset: int) -> None:
        text, caret = self.view.text(), self.view.caret()
        begin = _word_begin(text, offset)
        if begin == caret or (begin < caret <= offset):
            step = Qt.Key.Key_Right if caret < offset else Qt.Key.Key_Left
            self.key(step, why=TRAVEL)
            return
        forward, back = caret, caret
        for _ in range(_WORDS_WALKED):
            forward, back = next_word(text, forward), previous_word(text, back)
            if begin in (forward, back):
                self.key(Qt.Key.Key_Right if begin > caret else Qt.Key.Key_Left, CTRL, TRAVEL)
                return
        if self._is_seen(begin):
            self.jump(begin, extends=False)
        else:
            self.key(Qt.Key.Key_PageDown if begin > caret else Qt.Key.Key_PageUp, why=TRAVEL)

    def _is_seen(self, offset: int) -> bool:
        rect = self.view.rect_of(offset).toAlignedRect()
        return self.view.viewport().rect().contains(rect.center())

    def jump(self, word: int, *, extends: bool) -> None:
        """Jump to a word by its first letter and the sign over it, or select up to its end."""
        why = SELECT if extends else TRAVEL
        self.key(Qt.Key.Key_J, CTRL | SHIFT if extends else CTRL, why)
        text = self.view.text()
        letter = next(c for c in text[word:] if c.isalnum())
        self.sign(letter, why)
        keys = self.window.text_keys
        signs = {at[0]: sign for sign, at in keys.jump.words.items()}
        if keys.mode == "jump":
            for sign in signs[word]:
                self.sign(sign, why)

    # Selecting

    def select(self, begin: int, end: int) -> None:
        """Select from `begin`, where the caret is, to `end`, by as few presses as there are."""
        text = self.view.text()
        words, at = 0, begin
        while at < end:
            at = word_end(text, at)
            words += 1
        rest = abs(at - end)
        widened = self._widenings(begin, end)
        jumps = 3 + rest if self._is_seen(max(begin, _last_word(text, begin, end))) else 1_000
        if widened and widened <= min(words + rest, jumps):
            for _ in range(widened):
                self.key(Qt.Key.Key_Space, why=SELECT)
        elif words + rest <= jumps:
            for _ in range(words):
                self.key(Qt.Key.Key_Right, CTRL | SHIFT, SELECT)
        else:
            self.jump(_last_word(text, begin, end), extends=True)
        while self.view.caret() > end:
            self.key(Qt.Key.Key_Left, SHIFT, SELECT)
        while self.view.caret() < end and self.view.selection()[1] < end:
            self.key(Qt.Key.Key_Right, SHIFT, SELECT)
        assert self.view.selection() == (begin, end), (self.view.selection(), begin, end)

    def _widenings(self, begin: int, end: int) -> int:
        """Return how many presses of Space select just this, 0 if none do."""
        state = self.view.selection_state()
        tried = Selection(state.text, state.language)
        tried.go(begin)
        for count in range(1, _WIDENINGS + 1):
            if not tried.widen():
                return 0
            if (tried.begin, tried.end) == (begin, end):
                return count
        return 0


def _word_begin(text: str, offset: int) -> int:
    """Return the begin of the word with a letter at an offset, or of the last one before it."""
    begin = previous_word(text, min(len(text), offset + 1))
    while begin and not text[begin].isalnum():
        begin = previous_word(text, begin)
    return begin


def _last_word(text: str, begin: int, end: int) -> int:
    words = [t for t in tokenize(text[begin:end]) if text[begin + t.begin].isalnum()]
    return begin + words[-1].begin if words else begin
