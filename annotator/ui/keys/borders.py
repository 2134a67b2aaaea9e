"""Moving the ends of the current annotation by the arrows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.span import Span, Spans
from annotator.operations.tagging import annotate
from annotator.operations.tagging.anchors import trimmed
from annotator.text.graphemes import next_grapheme, previous_grapheme
from annotator.text.tokens import next_word, previous_word, token_at, word_end
from annotator.ui.keys.modes import BORDERS, FRAME, TEXT
from annotator.ui.sitting.session import Session
from annotator.ui.text.view import TextView

if TYPE_CHECKING:
    from annotator.ui.keys.asking import Keyboard

Keep = Callable[[list[tuple[int, int]]], object]
CHARACTER, WORD, BY_TOKEN = "character", "word", "token"


class BordersMode:
    """The keys that work while the ends of an annotation are moved.

    Every fragment has two ends; the last one is live at first. A frame that was open is open
    again afterwards.
    """

    def __init__(self, keys: Keyboard, view: TextView, session: Session) -> None:
        """Answer for a view."""
        self._keys, self._view, self._session = keys, view, session
        self._key = ""
        self._keep: Keep | None = None
        self._is_in_frame = False
        self._live: list[int] = []
        self._before: Spans = ()
        self._end = 1
        self._arrow = (0, 0)

    def enter(self, keep: Keep | None = None) -> None:
        """Let the arrows move the ends of the current annotation.

        `keep` is given the spans when they are kept, instead of their being stored.
        """
        annotation = self._session.current_annotation()
        if annotation is None or not annotation.spans:
            self._session.said.emit(self._session.word("no_current"))
            return
        self._key, self._keep = annotation.id, keep
        self._is_in_frame = self._keys.mode == FRAME
        self._before = annotation.spans
        self._live = [n for span in annotation.spans for n in span]
        self._end, self._arrow = len(self._live) - 1, (0, 0)
        self._keys.set_mode(BORDERS)
        self._show()

    def key(self, event: QKeyEvent) -> bool:
        """Take Esc and every other key: nothing else happens until the borders are kept."""
        if event.key() == Qt.Key.Key_Escape:
            self._keys.set_mode(TEXT)
            self._view.scroll_to(self._live[-1])
            self._open_frame_again()
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Take the keys of fields; those of the window still work."""
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def is_there(self) -> bool:
        """Say whether the annotation still has the borders from which they are moved."""
        annotation = self._session.annotation(self._key)
        return annotation is not None and annotation.spans == self._before

    def leave(self) -> None:
        """Show the annotation as it is stored."""
        self._view.set_preview(self._key, None)

    def spans(self) -> list[tuple[int, int]]:
        """Return the spans as they are now."""
        return list(zip(self._live[::2], self._live[1::2], strict=True))

    def move(self, step: int, by: str) -> None:
        """Move the live end by one character, word or token: 1 to the right, -1 to the left.

        As the paragraph is read where it begins to; pressed again it goes on as before, or it
        would swing between paragraphs that are read differently.
        """
        live = self._live[self._end]
        if self._arrow[0] != step:
            self._arrow = (step, -step if self._view.is_rtl(live) else step)
        new = self._moved(live, self._arrow[1], by)
        tried = [*self._live]
        tried[self._end] = new
        pairs = zip(tried[::2], tried[1::2], strict=True)
        if tried == sorted(tried) and all(b < e for b, e in pairs):
            self._live = tried
            self._show()

    def switch(self, step: int = 1) -> None:
        """Make the next end the live one."""
        self._end, self._arrow = (self._end + step) % len(self._live), (0, 0)
        self._show()

    def keep(self) -> None:
        """Store the ends as they are, as one step of the history."""
        pairs, was_fresh = self.spans(), self._keys.is_fresh(self._key)
        self._keys.set_mode(TEXT)
        made = self._session.annotation(self._key)
        layer = self._session.scheme.layer(made.layer) if made is not None else None
        if layer is not None:
            text = self._view.text()
            trim = (trimmed(text, layer, Span(*pair)) for pair in pairs)
            pairs = [(span.begin, span.end) for span in trim]
        if self._keep is not None:
            self._keep(pairs)
            return
        kept = self._session.work(annotate.set_spans, self._key, pairs)
        now = kept or made
        if now is not None:
            self._view.set_caret(now.spans[-1].end)
        self._keys.select(self._key)
        if kept is None and made is not None:
            self._keys.tagger.note_clash(made.layer, *pairs, besides=made.id)
        elif was_fresh:
            self._keys.tagger.stay_with(self._key)
        self._open_frame_again()

    def _open_frame_again(self) -> None:
        if self._is_in_frame:
            self._keys.enter_frame()

    def _show(self) -> None:
        self._view.set_preview(self._key, tuple(self.spans()))
        self._view.scroll_to(self._live[self._end])
        self._say()

    def _say(self) -> None:
        """Say where the live end stands: after which word, or before which."""
        text, at = self._view.text(), self._live[self._end]
        is_end = bool(self._end % 2)
        near = _beside(text, at, is_end=is_end)
        size = sum(end - begin for begin, end in self.spans())
        code = "border_end" if is_end else "border_begin"
        self._session.said.emit(self._session.word(code, word=near, count=size))

    def _moved(self, at: int, step: int, by: str) -> int:
        text = self._view.text()
        if by == CHARACTER:
            return next_grapheme(text, at) if step > 0 else previous_grapheme(text, at)
        is_end = bool(self._end % 2)
        if by == WORD:
            if is_end:
                return word_end(text, at) if step > 0 else _previous_end(text, at)
            return next_word(text, at) if step > 0 else previous_word(text, at)
        return _token_border(text, at, step, is_end=is_end)


def _beside(text: str, at: int, *, is_end: bool) -> str:
    """Return what stands before an end or after a begin: a word, or what of one lies on it."""
    while is_end and at > 0 and text[at - 1].isspace():
        at -= 1
    while not is_end and at < len(text) and text[at].isspace():
        at += 1
    token = token_at(text, at - 1 if is_end else at) if at - is_end in range(len(text)) else None
    if token is None:
        return ""
    return text[token.begin : at] if is_end else text[at : token.end]


def _previous_end(text: str, at: int) -> int:
    """Return the end of the last word that ends before `at`, or 0."""
    begin = previous_word(text, at)
    while True:
        end = word_end(text, begin) if begin < at else at
        if end < at:
            return end
        if begin == 0:
            return 0
        begin = previous_word(text, begin)


def _token_border(text: str, at: int, step: int, *, is_end: bool) -> int:
    """Return the next border of a token: ends of tokens for an end, begins for a begin."""
    place = at
    while 0 <= place + (0 if step > 0 else -1) < len(text):
        token = token_at(text, place if step > 0 else place - 1)
        if token is None:
            place += step
            continue
        border = token.end if is_end else token.begin
        if (border > at) if step > 0 else (border < at):
            return border
        place = token.end if step > 0 else token.begin
    return len(text) if step > 0 else 0
