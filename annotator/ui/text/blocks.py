"""Cuts a document into blocks that are laid out on their own: paragraphs or pieces of long ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from annotator.text.graphemes import is_boundary, previous_grapheme
from annotator.text.paragraphs import paragraphs
from annotator.ui.text.marks import SegmentView

LONGEST = 4000
BODY, BLANK, DIMMED, HEADER = "body", "blank", "dimmed", "header"

# What a layout would take for something else than one character with a glyph. Paragraphs hold
# no line breaks; each of these is shown by one sign, so that no offset moves.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffc\ud800-\udfff]")
# At the begin of a string Qt takes it, and its other half, for the order of bytes and drops it.
_BYTE_ORDER = re.compile("\\A[\ufeff\ufffe]")
_JOINER = "\u2060"
"""As wide as the former, which is nothing, and of the same meaning between words."""


_Spans = Sequence[tuple[int, int]]


class Block(NamedTuple):
    """A stretch `[begin, end)` of the text, in code points, that is laid out on its own.

    A header has no text: it stands before a group of dimmed blocks. `group` is the number of
    the group, -1 outside of one. The last piece of a paragraph `is_last`. `muted` are the parts
    of a paragraph that lie in dimmed segments where all of it does not.
    """

    begin: int
    end: int
    kind: str = BODY
    is_last: bool = True
    group: int = -1
    muted: tuple[tuple[int, int], ...] = ()


class Group(NamedTuple):
    """Dimmed segments that follow each other: their blocks, how many paragraphs, their title."""

    header: int
    first: int
    last: int
    paragraphs: int
    title: str


class Blocks:
    """All blocks of a document in order, with the groups of dimmed ones."""

    __slots__ = ("_paragraphs", "begins", "blocks", "groups")

    def __init__(self, text: str, segments: Sequence[SegmentView] = ()) -> None:
        """Cut `text`; dimmed `segments` with nothing but white space between are one group."""
        self.blocks: list[Block] = []
        self.groups: list[Group] = []
        dimmed = sorted((s for s in segments if s.is_dimmed), key=lambda s: (s.begin, -s.end))
        if dimmed:
            self._cut_with_groups(text, dimmed)
        else:
            for begin, end in paragraphs(text):
                self._cut(text, begin, end, BODY, -1)
        self.begins = [block.begin for block in self.blocks]
        ends = (block.is_last and block.kind not in (HEADER, BLANK) for block in self.blocks)
        self._paragraphs = [0, *accumulate(ends)]

    def __len__(self) -> int:
        """How many blocks there are, headers included."""
        return len(self.blocks)

    def __getitem__(self, index: int) -> Block:
        """One block."""
        return self.blocks[index]

    def at(self, offset: int) -> int:
        """Return the number of the block that holds `offset`; never a header."""
        return max(0, bisect_right(self.begins, offset) - 1)

    def is_before_blank(self, number: int) -> bool:
        """Say whether an empty line follows a block: no gap is needed then."""
        following = number + 1
        return following < len(self.blocks) and self.blocks[following].kind == BLANK

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds `offset`, counted from 1.

        Empty lines are none: they count to the paragraph before.
        """
        at = self.at(offset)
        return max(1, self._paragraphs[at] + (self.blocks[at].kind != BLANK))

    def _cut(
        self, text: str, begin: int, end: int, kind: str, group: int, muted: _Spans = ()
    ) -> None:
        if end - begin <= LONGEST:
            if begin == end or text[begin:end].isspace():
                kind = BLANK
            self.blocks.append(Block(begin, end, kind, True, group, tuple(muted)))
            return
        for low, high in pieces(text, begin, end):
            here = tuple((b, e) for b, e in muted if b < high and e > low)
            self.blocks.append(Block(low, high, kind, high == end, group, here))

    def _cut_with_groups(self, text: str, dimmed: list[SegmentView]) -> None:
        closed = _Closed(dimmed)
        run: list[tuple[int, int]] = []
        title = ""
        for begin, end in paragraphs(text):
            low, high = _words_of(text, begin, end)
            is_blank = low == high
            over = None if is_blank else closed.over(low, high)
            if over is not None and run and over.title != title:
                self._close(text, run, title)
                run = []
            if over is not None:
                title = over.title
                run.append((begin, end))
            elif run and is_blank:
                run.append((begin, end))
            else:
                self._close(text, run, title)
                run = []
                self._cut(text, begin, end, BODY, -1, closed.parts(begin, end))
        self._close(text, run, title)

    def _close(self, text: str, run: list[tuple[int, int]], title: str) -> None:
        if not run:
            return
        number, header = len(self.groups), len(self.blocks)
        self.blocks.append(Block(run[0][0], run[0][0], HEADER, True, number))
        count = sum(1 for begin, end in run if text[begin:end].strip())
        for begin, end in run:
            self._cut(text, begin, end, DIMMED, number)
        self.groups.append(Group(header, header + 1, len(self.blocks), count, title))


class _Closed:
    """Dimmed segments by where they begin, outer ones before those within them."""

    def __init__(self, dimmed: list[SegmentView]) -> None:
        self._dimmed = dimmed
        self._starts = [segment.begin for segment in dimmed]
        self._reach = list(accumulate((segment.end for segment in dimmed), max))

    def over(self, begin: int, end: int) -> SegmentView | None:
        """Return the innermost segment that holds all of `[begin, end)`."""
        at = bisect_right(self._starts, begin) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._dimmed[at].end >= end:
                return self._dimmed[at]
            at -= 1
        return None

    def parts(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Return what of `[begin, end)` lies in segments, in the order of the text."""
        found: list[tuple[int, int]] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > begin:
            segment = self._dimmed[at]
            if segment.end > begin:
                found.append((max(begin, segment.begin), min(end, segment.end)))
            at -= 1
        return found[::-1]


def _words_of(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space around it, which segments leave out."""
    part = text[begin:end]
    low = begin + len(part) - len(part.lstrip())
    return low, max(low, begin + len(part.rstrip()))


def pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut a long paragraph for display: after a space where there is one, never in a cluster."""
    result: list[tuple[int, int]] = []
    while end - begin > LONGEST:
        cut = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST) + 1
        while cut and not is_boundary(text, cut):
            # A mark stands on the space.
            cut = text.rfind(" ", begin + LONGEST // 2, cut - 1) + 1
        if not cut:
            cut = begin + LONGEST
            if not is_boundary(text, cut):
                cut = max(previous_grapheme(text, cut), begin + 1)
        result.append((begin, cut))
        begin = cut
    result.append((begin, end))
    return result


def shown(text: str) -> str:
    """Return `text` with a replacement character for what has no glyph; the length is kept."""
    return _BYTE_ORDER.sub(_JOINER, _UNSHOWN.sub("\ufffd", text))
