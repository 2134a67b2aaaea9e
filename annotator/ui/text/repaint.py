"""Which part of the viewport is painted again when something on certain characters changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPaintEvent

from annotator.ui.text.layout import DocumentLayout

_MOST_PARTS = 6


def rects_of(
    layout: DocumentLayout, begin: int, end: int, top: float, width: int, height: int
) -> Iterator[QRect]:
    """Yield rectangles of the viewport (`width` x `height`, whose edge is at the document's
    height `top`) that hold the lines of `[begin, end]`, with all that stands on them.

    Only the caret's letter may reach over its line, into the empty last pixels of the one above.
    Blocks that were never painted are left out: they will be.
    """
    above = layout.metrics.tail
    # The block before may end where the span begins.
    number = max(layout.heights.at(top), layout.blocks.at(begin) - 1)
    y = layout.heights.top(number) - top
    while y < height and number < len(layout.blocks):
        block = layout.blocks[number]
        if block.begin > end:
            break
        if block.begin <= end and begin <= block.end and layout.is_laid_out(number):
            low, high = _extent(layout, number, begin, end)
            if y + high > 0 and y + low < height:
                first = floor(y + low) - above
                yield QRect(0, first, width, ceil(y + high) - first)
        y += layout.heights[number]
        number += 1


def _extent(layout: DocumentLayout, number: int, begin: int, end: int) -> tuple[float, float]:
    """Return from where to where the lines of a span stand in a block."""
    found = layout.laid_out(number)
    block = layout.blocks[number]
    if not found.lines:
        return 0, found.height
    shape = layout.shape(number)
    first = shape.line_of(max(begin, block.begin), is_upstream=True)
    last = shape.line_of(min(end, block.end))
    # A stripe in the margin goes on through the gap after the block.
    bottom = found.lines[last].top + found.lines[last].height if end <= block.end else found.height
    return found.lines[first].top, bottom


def parts_of(event: QPaintEvent) -> list[QRectF]:
    """Return what is to be painted: a few far parts one by one, many at once."""
    # The stubs do not know that a region is a sequence.
    parts = [QRectF(part) for part in cast("Sequence[QRect]", event.region())]
    return parts if len(parts) <= _MOST_PARTS else [QRectF(event.rect())]
