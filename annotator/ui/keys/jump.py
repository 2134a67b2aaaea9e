"""Jumping to a word that is seen: its first letter, then the sign that stands over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.text.normal import fold
from annotator.text.tokens import tokenize
from annotator.ui.action_table.action import twin
from annotator.ui.keys.letters import LEAD, hint_letter, hints_for, shown_hint
from annotator.ui.keys.modes import JUMP, TEXT, typed_of
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard

_MORE = (LEAD, *"1234567890.,-=")
"""Signs that every layout has, for words after the twenty-first."""


class JumpMode:
    """The two keys after the one that begins a jump."""

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self._extends = False
        self._typed = ""
        self.words: dict[str, tuple[int, int]] = {}

    def enter(self, *, extends: bool) -> None:
        """Wait for the first letter of a word; `extends`: the selection will reach through it."""
        self._extends = extends
        self._typed, self.words = "", {}
        self._keys.set_mode(JUMP)

    def wants(self, event: QKeyEvent) -> bool:
        """Take every sign that is typed, and the way back."""
        back = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        return bool(typed_of(event)) or event.key() in back

    def leave(self) -> None:
        """Take the signs off the words."""
        self._view.set_hints({})
        self._typed, self.words = "", {}

    def key(self, event: QKeyEvent) -> bool:
        """Take the first letter, then the sign; any other key ends the jump and is done."""
        typed = typed_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self._keys.set_mode(TEXT)
            return True
        if event.key() == Qt.Key.Key_Backspace and self.words:
            self.enter(extends=self._extends)
            self._view.set_hints({})
            return True
        if not typed:
            if event.key() not in _HELD:
                self._keys.set_mode(TEXT)
            return event.key() in _HELD
        if self.words:
            self._take_sign(typed)
        else:
            self._take_letter(typed)
        return True

    def _take_letter(self, typed: str) -> None:
        wanted = {twin(typed), fold(typed)}
        found = [w for w in self._seen() if self._first(w) & wanted]
        if not found:
            self._session.said.emit(self._session.word("no_such_word", letter=typed))
            self._keys.set_mode(TEXT)
        elif len(found) == 1:
            self._go(found[0])
        else:
            self._offer(found)

    def _offer(self, found: list[tuple[int, int]]) -> None:
        caret = self._view.caret()
        signs = hints_for(len(found), more=_MORE)
        short = sum(1 for s in signs if len(s) == 1)
        by_distance = sorted(found, key=lambda w: abs(w[0] - caret))
        near = sorted(by_distance[:short])
        ordered = [*near, *sorted(by_distance[short:])]
        self.words = dict(zip(signs, ordered, strict=False))
        language = self._session.language
        shown = {word[0]: shown_hint(sign, language) for sign, word in self.words.items()}
        self._view.set_hints(shown)

    def _take_sign(self, typed: str) -> None:
        self._typed += hint_letter(typed)
        word = self.words.get(self._typed)
        if word is not None:
            self._go(word)
        elif not any(sign.startswith(self._typed) for sign in self.words):
            self._session.said.emit(self._session.word("no_such_hint", letter=typed))
            self._typed = ""

    def _go(self, word: tuple[int, int]) -> None:
        extends = self._extends
        self._keys.set_mode(TEXT)
        if extends:
            anchor = self._view.anchor()
            end = word[1] if word[1] > anchor else word[0]
            self._view.set_caret(end, anchor=anchor)
            self._keys.sticky.release()
        else:
            self._view.set_caret(word[0])

    def _first(self, word: tuple[int, int]) -> set[str]:
        """Return the first letter of a word, as it is and as it is typed in any layout."""
        text = self._view.text()
        letter = next((c for c in text[word[0] : word[1]] if c.isalnum()), text[word[0]])
        return {twin(letter), fold(letter)}

    def _seen(self) -> Iterator[tuple[int, int]]:
        """Yield the words that are on the screen, wholly or in part."""
        text = self._view.text()
        begin, end = self._view.visible_span()
        area = self._view.viewport().rect()
        for token in tokenize(text[begin:end]):
            word = (begin + token.begin, begin + token.end)
            if any(c.isalnum() for c in text[word[0] : word[1]]):
                boxes = self._view.boxes_of(*word)
                if boxes and area.intersects(boxes[0].toAlignedRect()):
                    yield word


_HELD = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)
"""Keys that only accompany others."""
