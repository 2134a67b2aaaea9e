"""Heights of blocks before they are laid out: so many lines for so many characters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain
from math import ceil

from annotator.ui.text.blocks import BLANK, DIMMED, HEADER, Blocks
from annotator.ui.text.metrics import Metrics

_SAMPLE = 2000
_USUAL = 8.0
_FEWEST = 4.0
"""The width of a character where there is no text, and how many of them a line has at least."""


class Estimates:
    """Estimates the heights of all blocks of one document, for any sizes and any width.

    A window whose edge is dragged asks at each step. So the heights of all lengths that occur are
    one row, made in large pieces, and each block knows its place in it.
    """

    __slots__ = ("_average", "_groups", "_longest", "_metrics", "_places", "_sample")

    def __init__(self, text: str, blocks: Blocks) -> None:
        """Look at the blocks of `text` once."""
        self._sample = text[:_SAMPLE].replace("\n", " ")
        self._metrics: Metrics | None = None
        self._average = _USUAL
        self._groups = blocks.groups
        # Numbers and no tuples: of a long text there are many thousands.
        numbers: dict[tuple[str, bool], int] = {}
        sorts: list[int] = []
        nexts = chain(blocks.blocks[1:], (None,))
        for block, after in zip(blocks.blocks, nexts, strict=True):
            has_gap = block.is_last and (after is None or after.kind != BLANK)
            sorts.append(numbers.setdefault((block.kind, has_gap), len(numbers)))
        lengths = [end - begin for begin, end, *_ in blocks.blocks]
        longest = [0] * len(numbers)
        for sort, length in zip(sorts, lengths, strict=True):
            if length > longest[sort]:
                longest[sort] = length
        # Of each kind of block, with a gap after it or without, the longest.
        self._longest = dict(zip(numbers, longest, strict=True))
        begins = list(accumulate((most + 1 for most in longest), initial=0))
        self._places = [begins[sort] + n for sort, n in zip(sorts, lengths, strict=True)]

    def heights(self, metrics: Metrics, width: int, folded: Iterable[int]) -> list[float]:
        """Return all heights in pixels in a column of `width`; blocks of `folded` groups have 0."""
        if metrics is not self._metrics:
            self._metrics, self._average = metrics, self._average_of(metrics)
        per_line = max(_FEWEST, width / max(self._average, 1))
        row: list[float] = []
        for (kind, has_gap), longest in self._longest.items():
            if kind in (BLANK, HEADER):
                height = metrics.gap if kind == BLANK else metrics.header_height
                row += [height] * (longest + 1)
            elif kind == DIMMED:
                line = metrics.teaser.ascent + metrics.teaser.descent
                row += _stairs(per_line, longest, line, metrics.teaser_gap if has_gap else 0)
            else:
                line = metrics.line_height(metrics.text.ascent, metrics.text.descent)
                row += _stairs(per_line, longest, line, metrics.gap if has_gap else 0)
        found = list(map(row.__getitem__, self._places))
        for number in folded:
            group = self._groups[number]
            found[group.first : group.last] = [0] * (group.last - group.first)
        return found

    def _average_of(self, metrics: Metrics) -> float:
        sample = self._sample
        return metrics.text.metrics.horizontalAdvance(sample) / len(sample) if sample else _USUAL


def _stairs(per_line: float, longest: int, line: int, gap: int) -> list[float]:
    """Return the heights of 0 to `longest` characters, of which a line holds `per_line`."""
    found: list[float] = []
    lines = 0
    while len(found) <= longest:
        lines += 1
        found += [lines * line + gap] * (ceil(lines * per_line) - len(found))
    return found[: longest + 1]
