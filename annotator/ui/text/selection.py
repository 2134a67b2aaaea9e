"""Where the caret is, what is selected, and every movement that needs the text alone.

Offsets are code points. Movement by line or page needs the layout and lives in `moves.py`.
"""

from __future__ import annotations

from annotator.text.clauses import clause_at
from annotator.text.graphemes import is_boundary, next_grapheme, previous_grapheme
from annotator.text.paragraphs import paragraph_at
from annotator.text.quotations import quotations_round
from annotator.text.tokens import next_word, previous_word, word_at, word_end, word_meant


class Selection:
    """The caret and the other end of the selection in one text.

    `is_upstream` says that a caret where a line wraps stands at the end of the upper line;
    `goal` is the x that movement by line keeps to, None after any other movement; `held` says of
    an arrow to the side, the last that moved it, whether it was the right one and went forward.
    """

    __slots__ = ("_widened", "anchor", "caret", "goal", "held", "is_upstream", "language", "text")

    def __init__(self, text: str, language: str = "") -> None:
        """Start at the begin of `text`; `language` decides where sentences end."""
        self.text = text
        self.language = language
        self.caret = self.anchor = 0
        self.is_upstream = False
        self.goal: float | None = None
        self.held: tuple[bool, bool] | None = None
        self._widened: list[tuple[int, int]] = []

    @property
    def begin(self) -> int:
        """The lower end."""
        return min(self.caret, self.anchor)

    @property
    def end(self) -> int:
        """The upper end."""
        return max(self.caret, self.anchor)

    def go(
        self,
        offset: int,
        *,
        extends: bool = False,
        is_upstream: bool = False,
        goal: float | None = None,
        held: tuple[bool, bool] | None = None,
    ) -> None:
        """Put the caret to `offset`, cut to the text and never into a character."""
        self.caret = self.clamp(offset)
        if not extends:
            self.anchor = self.caret
        self.is_upstream = is_upstream
        self.goal = goal
        self.held = held
        self._widened.clear()

    def select(self, anchor: int, caret: int) -> None:
        """Select from `anchor` to `caret`."""
        self.go(anchor)
        self.go(caret, extends=True)

    def clamp(self, offset: int) -> int:
        """Return the nearest place at or before `offset` where a caret may stand."""
        offset = min(max(0, offset), len(self.text))
        if not is_boundary(self.text, offset):
            return previous_grapheme(self.text, offset)
        return offset

    # steps: each returns an offset and changes nothing

    def character(self, *, forward: bool) -> int:
        """Return the caret one character on."""
        if forward:
            return next_grapheme(self.text, self.caret)
        return previous_grapheme(self.text, self.caret)

    def word(self, *, forward: bool, extends: bool = False) -> int:
        """Return the begin of the next or last word; extending forward, the end of one."""
        if not forward:
            return previous_word(self.text, self.caret)
        if extends and self.caret >= self.anchor:
            return word_end(self.text, self.caret)
        return next_word(self.text, self.caret)

    def sentence(self, *, forward: bool) -> int:
        """Return the begin of this or the last sentence, or of the next one."""
        text, caret = self.text, self.caret
        here = _sentence_at(text, caret, self.language)
        if not forward:
            if here and here[0] < caret:
                return here[0]
            before = caret
            while before and text[before - 1].isspace():
                before -= 1
            found = _sentence_at(text, max(0, before - 1), self.language) if before else None
            return found[0] if found else 0
        after = here[1] if here and here[1] > caret else caret
        while after < len(text) and text[after].isspace():
            after += 1
        if after == caret and here:
            after = here[1]
            while after < len(text) and text[after].isspace():
                after += 1
        return after

    def paragraph(self, *, forward: bool) -> int:
        """Return the begin of this or the last paragraph, or of the next one with words."""
        text, caret = self.text, self.caret
        begin, end = paragraph_at(text, caret)
        if forward:
            after = end
            while after < len(text) and text[after].isspace():
                after += 1
            return after
        if begin < caret:
            return begin
        before = begin
        while before and text[before - 1].isspace():
            before -= 1
        return paragraph_at(text, before)[0] if before else 0

    # stretches

    def word_span(self, offset: int) -> tuple[int, int]:
        """Return the word at `offset`, empty where there is none."""
        return word_at(self.text, offset) or (offset, offset)

    def sentence_span(self, offset: int) -> tuple[int, int]:
        """Return the sentence at `offset`, empty where there is none."""
        return _sentence_at(self.text, offset, self.language) or (offset, offset)

    def paragraph_span(self, offset: int) -> tuple[int, int]:
        """Return the paragraph at `offset` without its line break."""
        return paragraph_at(self.text, offset)

    def widen(self) -> bool:
        """Select the next larger stretch; say if there was one.

        That is a word, clause, quotation without and with its marks, sentence or paragraph.
        """
        span = self._wider(self.begin, self.end)
        if span is None:
            return False
        steps = [*self._widened, (self.anchor, self.caret)]
        self.select(*span)
        self._widened = steps
        return True

    def _wider(self, begin: int, end: int) -> tuple[int, int] | None:
        text = self.text
        meant = word_meant(text, begin) if begin == end else word_at(text, begin)
        if begin == end and meant is not None:
            return meant
        stretches = (
            meant,
            clause_at(text, begin),
            *quotations_round(text, begin, end),
            _sentence_at(text, begin, self.language),
            paragraph_at(text, begin),
        )
        wider = [x for x in stretches if x and x[0] <= begin and end <= x[1] and x != (begin, end)]
        return min(wider, key=lambda x: x[1] - x[0], default=None)

    def narrow(self) -> bool:
        """Take the last widening back; say if there was one."""
        if not self._widened:
            return False
        steps = self._widened[:-1]
        self.anchor, self.caret = self._widened[-1]
        self._widened = steps
        return True


def _sentence_at(text: str, offset: int, language: str) -> tuple[int, int] | None:
    # Imported here because its patterns cost 4 ms of the start.
    from annotator.text.sentences import sentence_at

    return sentence_at(text, offset, language)
