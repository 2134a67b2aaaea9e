"""Somebody at the keyboard of a real window: presses are counted by what they are for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.text.graphemes import next_grapheme
from annotator.text.tokens import next_word, previous_word, tokenize, word_end
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.picker import Picker
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

    def pick(self, name: str) -> None:
        """Type in the list that is open as much as it takes to choose a name, and take that."""
        picker = next(p for p in self.window.findChildren(Picker) if p.isVisible())
        for sign in name:
            row = picker.list.currentItem()
            if row is not None and row.text() == name:
                break
            QTest.keyClicks(picker.field, sign)
            self._count(DECIDE, sign, NONE)
        for _ in range(picker.list.count()):
            if picker.list.currentItem().text() == name:
                break
            QTest.keyClick(picker.field, Qt.Key.Key_Down)
            self._count(DECIDE, "Down", NONE)
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        self._count(DECIDE, "Return", NONE)

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

    def step(self, on: bool, modifiers: Qt.KeyboardModifier = NONE, why: str = DECIDE) -> None:
        """Press the arrow that goes on in the text, or back, however the text is read there."""
        caret = self.view.caret()
        is_rtl = self.view.is_rtl(caret)
        arrows = (Qt.Key.Key_Right, Qt.Key.Key_Left)
        before = len(self.log)
        self.key(arrows[on == is_rtl], modifiers, why)
        went = self.view.caret() - caret
        if not modifiers & CTRL and (went == 0 or (went > 0) != on):
            # Words of the other direction stand there: go back, and the other way.
            for _ in range(2 if went else 1):
                self.key(arrows[on != is_rtl], modifiers, why)
        assert len(self.log) > before

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
        # A word step stops at emoji too, a jump does not.
        near = self._words_near(caret)
        if offset in near:
            self.step(offset > caret, CTRL, TRAVEL)
            return
        after = next_word(text, offset)
        is_back = text[after : after + 1].isalnum()
        is_back = is_back and _steps(text, offset, after) < _steps(text, begin, offset)
        if begin == caret or (begin < caret <= offset) or (is_back and offset < caret <= after):
            self.step(caret < offset, why=TRAVEL)
            return
        begin = after if is_back else begin
        if begin in near:
            self.step(begin > caret, CTRL, TRAVEL)
            return
        if self._is_seen(begin):
            self.jump(begin, extends=False)
        else:
            self.key(Qt.Key.Key_PageDown if begin > caret else Qt.Key.Key_PageUp, why=TRAVEL)

    def _words_near(self, caret: int) -> set[int]:
        """Return where one gets by few steps by words."""
        text, found = self.view.text(), {caret}
        forward, back = caret, caret
        for _ in range(_WORDS_WALKED):
            forward, back = next_word(text, forward), previous_word(text, back)
            found |= {forward, back}
        return found - {caret}

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
        ways = [way for way in self._ways(begin, end) if way[0]]
        words = min((w for w in ways if w[1] == "words"), default=(1_000, "words", 0))
        best = min(ways, key=lambda way: (way[0], way[1] != "widen"))
        for _ in range(best[2] if best[1] == "widen" else 0):
            self.key(Qt.Key.Key_Space, why=SELECT)
        for _ in range(words[2] if best == words else 0):
            self.step(True, CTRL | SHIFT, SELECT)
        while best[1] == "page" and not self._is_seen(best[2]):
            self.key(Qt.Key.Key_PageDown, SHIFT, SELECT)
        if best[1] in ("jump", "page"):
            self.jump(best[2], extends=True)
        for _ in range(end - begin + 400):
            if self.view.selection() == (begin, end):
                return
            self.step(self.view.caret() < end, SHIFT, SELECT)
        raise AssertionError((self.view.selection(), begin, end))

    def _ways(self, begin: int, end: int) -> Iterator[tuple[int, str, int]]:
        """Yield how one may select: presses, by what, and how many or which word of it."""
        text = self.view.text()
        count, at = 0, begin
        while True:
            yield count + _steps(text, at, end), "words", count
            if at >= end:
                break
            count, at = count + 1, word_end(text, at)
        widened = self._widenings(begin, end)
        if widened:
            yield widened, "widen", widened
        last = _last_word(text, begin, end)
        is_seen = self._is_seen(max(begin, last))
        rest = _steps(text, word_end(text, last), end)
        yield (3 if is_seen else 5) + rest, "jump" if is_seen else "page", last

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


def _steps(text: str, begin: int, end: int) -> int:
    """Return how many characters lie between two offsets, in whichever order."""
    low, high, count = min(begin, end), max(begin, end), 0
    while low < high:
        low, count = next_grapheme(text, low), count + 1
    return count


def _last_word(text: str, begin: int, end: int) -> int:
    words = [t for t in tokenize(text[begin:end]) if text[begin + t.begin].isalnum()]
    return begin + words[-1].begin if words else begin
