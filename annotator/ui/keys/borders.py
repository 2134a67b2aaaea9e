"""Moving the ends of the current annotation by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.operations import annotate
from annotator.text.graphemes import next_grapheme, previous_grapheme
from annotator.text.tokens import next_word, previous_word, word_at, word_end
from annotator.ui.keys.modes import BORDERS, ENTER, TEXT
from annotator.ui.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.keyboard import TextKeys


class BordersMode:
    """The keys that work while the ends of an annotation are moved."""

    def __init__(self, keys: TextKeys, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self._live: list[int] = []
        self._end = 1

    def enter(self) -> None:
        """Let the arrows move the ends of the current annotation."""
        annotation = self._session.current_annotation()
        if annotation is None or not annotation.spans:
            self._session.said.emit(self._session.word("no_current"))
            return
        self._live = [n for span in annotation.spans for n in span]
        self._end = len(self._live) - 1
        self._keys.set_mode(BORDERS)

    def key(self, event: QKeyEvent) -> bool:
        """Take every key: move, switch, keep or cancel."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._move_end(1 if key == Qt.Key.Key_Right else -1, by_word=by_word)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._end = (self._end + 1) % len(self._live)
        elif key in ENTER:
            self._keep()
        elif key == Qt.Key.Key_Escape:
            self._keys.set_mode(TEXT)
        return True

    def leave(self) -> None:
        """Show the annotation as it is stored."""
        if self._session.current is not None:
            self._view.set_preview(self._session.current, None)

    def _pairs(self) -> list[tuple[int, int]]:
        return list(zip(self._live[::2], self._live[1::2], strict=True))

    def _move_end(self, step: int, *, by_word: bool) -> None:
        text, at = self._view.text(), self._live[self._end]
        if by_word:
            if self._end % 2:
                new = word_end(text, at) if step > 0 else _previous_end(text, at)
            else:
                new = next_word(text, at) if step > 0 else previous_word(text, at)
        else:
            new = next_grapheme(text, at) if step > 0 else previous_grapheme(text, at)
        tried = [*self._live]
        tried[self._end] = new
        if tried == sorted(tried) and all(
            b < e for b, e in zip(tried[::2], tried[1::2], strict=True)
        ):
            self._live = tried
            if self._session.current is not None:
                self._view.set_preview(self._session.current, tuple(self._pairs()))

    def _keep(self) -> None:
        key, pairs = self._session.current, self._pairs()
        self._keys.set_mode(TEXT)
        if key is not None:
            self._session.work(annotate.set_spans, key, pairs)
            self._view.set_caret(pairs[-1][1])


def _previous_end(text: str, at: int) -> int:
    before = previous_word(text, max(0, at - 1))
    word = word_at(text, max(0, previous_word(text, before)))
    return word[1] if word is not None and word[1] < at else before
