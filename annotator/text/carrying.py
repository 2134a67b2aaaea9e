"""Carries spans from an old text to a new one by aligning the two."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from annotator.text.aligning import Stretch, align
from annotator.text.anchoring import Way, context_score, reanchor
from annotator.text.paragraphs import LINE_BREAKS, paragraph_at
from annotator.text.tokens import snap_to_tokens, token_at, trim

_CONTEXT = 32
_TELLING = 12


class Fate(StrEnum):
    """What became of a span."""

    KEPT = "kept"
    MOVED = "moved"
    TOUCHED = "touched"
    LOST = "lost"


class Carried(NamedTuple):
    """Where a span lies in the new text, in code points, and what became of it.

    Kept: the same text at the same place; moved: the same text at another; touched: the text
    has changed; lost: nothing of it is left, and `begin` and `end` are both the offset where
    it stood. A point is never lost, see `Carrier.is_held`.
    """

    begin: int
    end: int
    fate: Fate


class Carrier:
    """Maps spans of an old text to a new one.

    Aligns once, by paragraphs, then tokens, then characters; each span costs a bisection.
    """

    __slots__ = ("_begins", "_new", "_new_begins", "_old", "_stretches")

    def __init__(self, old_text: str, new_text: str) -> None:
        """Align the two texts."""
        self._old = old_text
        self._new = new_text
        self._stretches = align(old_text, new_text)
        self._begins = [stretch.old for stretch in self._stretches]
        self._new_begins = [stretch.new for stretch in self._stretches]

    def carry(self, begin: int, end: int) -> Carried:
        """Return where the span `[begin, end)` of the old text lies in the new one.

        Raises ValueError for a span outside the old text.
        """
        if not 0 <= begin <= end <= len(self._old):
            raise ValueError(f"span {begin} to {end} is outside 0 to {len(self._old)}")
        pieces = self._pieces(begin, end)
        if begin == end:
            at = self._place_of(begin)
            return Carried(at, at, Fate.KEPT if at == begin else Fate.MOVED)
        if not pieces:
            return self._replaced(begin, end)
        new_begin, new_end = pieces[0][1], pieces[-1][1] + pieces[-1][2]
        if pieces[0][0] > begin:
            new_begin = self._edge_before(begin, pieces[0])
        if pieces[-1][0] + pieces[-1][2] < end:
            new_end = self._edge_after(end, pieces[-1])
        if self._is_amidst(begin, end, pieces[0]):
            return Carried(new_begin, new_end, Fate.KEPT if new_begin == begin else Fate.MOVED)
        if self._new[new_begin:new_end] == self._old[begin:end]:
            if self._is_cut(begin, new_begin) or self._is_cut(end, new_end):
                return self._touched(*snap_to_tokens(self._new, new_begin, new_end), begin)
            return Carried(new_begin, new_end, Fate.KEPT if new_begin == begin else Fate.MOVED)
        again = self._found_again(begin, end, new_begin)
        if again:
            return again
        if self._is_hardly_left(begin, end, pieces):
            return Carried(new_begin, new_begin, Fate.LOST)
        return self._touched(new_begin, new_end, begin)

    def _is_amidst(self, begin: int, end: int, piece: Stretch) -> bool:
        """Say whether a span and a character each side of it are one unchanged stretch."""
        if piece.size < end - begin:
            return False
        stretch = self._stretches[bisect_right(self._begins, begin) - 1]
        return stretch.old < begin and end < stretch.old + stretch.size

    def carry_stretch(self, begin: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch such as a paragraph lies now, None if it is gone.

        Unlike a span, a stretch stands where it stands: it follows its borders, not its words,
        takes in what was written at them on the same line, and stretches that did not overlap
        do not overlap afterwards, but for what is added where they meet.

        ValueError if the stretch is outside the old text.
        """
        if not 0 <= begin < end <= len(self._old):
            raise ValueError(f"stretch {begin} to {end} is outside 0 to {len(self._old)}")
        first, last = self._holding(begin), self._holding(end - 1)
        if first is not None:
            new_begin = first.new + begin - first.old
            if begin == first.old:
                # Inserted or replaced before it, on the same line.
                _, gap_end, gap_new, _ = self._gap_before(first)
                if gap_end == begin:
                    new_begin = _after_last_break(self._new, gap_new, new_begin)
        else:
            old_begin, _, gap_new, gap_new_end = self._gap_at(begin)
            new_begin = gap_new if old_begin == begin else gap_new_end
        if last is not None:
            new_end = last.new + end - last.old
            if end == last.old + last.size:
                new_end = _before_first_break(self._new, new_end, self._gap_at(end - 1)[3])
        else:
            new_end = self._gap_at(end - 1)[3]
        new_begin, new_end = trim(self._new, new_begin, max(new_begin, new_end))
        return (new_begin, new_end) if new_begin < new_end else None

    def _holding(self, offset: int) -> Stretch | None:
        """Return the unchanged stretch that holds the character at `offset`."""
        index = bisect_right(self._begins, offset) - 1
        if index < 0:
            return None
        stretch = self._stretches[index]
        return stretch if offset < stretch.old + stretch.size else None

    def _gap_before(self, stretch: Stretch) -> tuple[int, int, int, int]:
        index = bisect_right(self._begins, stretch.old) - 2
        before = self._stretches[index] if index >= 0 else Stretch(0, 0, 0)
        return before.old + before.size, stretch.old, before.new + before.size, stretch.new

    def is_held(self, offset: int) -> bool:
        """Say whether what stands before or after a point of the old text is still there."""
        if not self._old:
            return not self._new
        before = offset > 0 and self._holding(offset - 1) is not None
        after = offset < len(self._old) and self._holding(offset) is not None
        return before or after

    def _is_hardly_left(self, begin: int, end: int, pieces: list[Stretch]) -> bool:
        """Say whether of several words less than a third of the letters is left."""
        old = self._old[begin:end]
        if len(old.split()) < 2:
            return False
        left = sum(_letters(self._old[at : at + size]) for at, _, size in pieces)
        return 3 * left < _letters(old)

    def _touched(self, new_begin: int, new_end: int, begin: int) -> Carried:
        new_begin, new_end = trim(self._new, new_begin, new_end)
        if new_begin >= new_end:
            at = self._place_of(begin)
            return Carried(at, at, Fate.LOST)
        return Carried(new_begin, new_end, Fate.TOUCHED)

    def _pieces(self, begin: int, end: int) -> list[Stretch]:
        """Return what is left of a span, as stretches."""
        pieces: list[Stretch] = []
        index = max(0, bisect_right(self._begins, begin) - 1)
        while index < len(self._stretches) and self._stretches[index].old < end:
            stretch = self._stretches[index]
            index += 1
            low = max(begin, stretch.old)
            high = min(end, stretch.old + stretch.size)
            if low < high:
                pieces.append(Stretch(low, stretch.new + low - stretch.old, high - low))
        return pieces

    def _gap_at(self, offset: int) -> tuple[int, int, int, int]:
        """Return the changed stretch that holds `offset`: old begin, end, new begin, end."""
        index = bisect_right(self._begins, offset) - 1
        before = self._stretches[index] if index >= 0 else Stretch(0, 0, 0)
        if index + 1 < len(self._stretches):
            after = self._stretches[index + 1]
        else:
            after = Stretch(len(self._old), len(self._new), 0)
        return before.old + before.size, after.old, before.new + before.size, after.new

    def _edge_before(self, begin: int, piece: Stretch) -> int:
        old_begin, _, new_begin, _ = self._gap_at(begin)
        return new_begin if old_begin == begin else piece.new

    def _edge_after(self, end: int, piece: Stretch) -> int:
        _, old_end, _, new_end = self._gap_at(end - 1)
        return new_end if old_end == end else piece.new + piece.size

    def _replaced(self, begin: int, end: int) -> Carried:
        """Say what became of a span of which no character was aligned."""
        old_begin, old_end, new_begin, new_end = self._gap_at(begin)
        again = self._found_again(begin, end, new_begin)
        if again:
            return again
        is_all = trim(self._old, old_begin, old_end) == trim(self._old, begin, end)
        if is_all and new_begin < new_end:
            return self._touched(new_begin, new_end, begin)
        return Carried(new_begin, new_begin, Fate.LOST)

    def _found_again(self, begin: int, end: int, near: int) -> Carried | None:
        """Return the place of the very quote with much the same context, if there is one."""
        quote = self._old[begin:end]
        # Of the paragraph only: what moves, moves with it.
        low, high = paragraph_at(self._old, begin, reach=_CONTEXT)[0], end + _CONTEXT
        high = min(high, paragraph_at(self._old, end, reach=_CONTEXT)[1])
        before, after = self._old[low:begin], self._old[end:high]
        found = reanchor(quote, self._new, near=near, before=before, after=after)
        if found is None or found.how is Way.SIMILAR:
            return None
        if self._is_of_another(begin, end, found.begin, found.end):
            return None
        is_telling = end - begin >= _TELLING and self._new.count(quote) == 1
        fit = context_score(self._new, found.begin, found.end, before, after)
        if fit < 0.5 and not is_telling:
            return None
        fate = Fate.KEPT if found.begin == begin else Fate.MOVED
        return Carried(found.begin, found.end, fate)

    def _is_of_another(self, begin: int, end: int, new_begin: int, new_end: int) -> bool:
        """Say whether most of a place in the new text stood outside of the old span before."""
        taken = 0
        index = max(0, bisect_right(self._new_begins, new_begin) - 1)
        while index < len(self._stretches) and self._stretches[index].new < new_end:
            old, new, size = self._stretches[index]
            low, high = max(new, new_begin), min(new + size, new_end)
            if low < high and not begin <= old + low - new < end:
                taken += _letters(self._new[low:high])
            index += 1
        return 2 * taken > _letters(self._new[new_begin:new_end])

    def _place_of(self, offset: int) -> int:
        index = bisect_right(self._begins, offset) - 1
        if index < 0:
            return 0
        stretch = self._stretches[index]
        return stretch.new + min(offset - stretch.old, stretch.size)

    def _is_cut(self, old_offset: int, new_offset: int) -> bool:
        """Say whether a border of words in the old text lies inside a word of the new."""
        return not _is_inside(self._old, old_offset) and _is_inside(self._new, new_offset)


def carry(old_text: str, new_text: str) -> Carrier:
    """Return what maps spans of `old_text` to `new_text`."""
    return Carrier(old_text, new_text)


def _after_last_break(text: str, begin: int, end: int) -> int:
    return max(begin, *(text.rfind(mark, begin, end) + 1 for mark in LINE_BREAKS))


def _before_first_break(text: str, begin: int, end: int) -> int:
    found = [at for at in (text.find(mark, begin, end) for mark in LINE_BREAKS) if at >= 0]
    return min(found, default=end)


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())


def _is_inside(text: str, offset: int) -> bool:
    token = token_at(text, offset)
    return token is not None and token.begin < offset
