"""The whole document in the few pixels of the overview strip: bars of annotations, and dots."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TypeVar

from annotator.ui.text.layout import DocumentLayout
from annotator.ui.text.marks import FILL, LINE, MARGIN, Flags, Mark, MarkIndex

Extent = Callable[[int, int], tuple[float, float]]
"""Maps begin and end of a span to parts of the whole, 0 to 1."""

DRAWN = (MARGIN, LINE, FILL)
"""The drawings that have bars, from the left."""
_DOTTED = Flags.INCOMPLETE | Flags.UNSURE | Flags.COMMENTED
_AT_ONCE = 64
DOT = 3
"""The height of a dot in pixels."""

N = TypeVar("N", int, float)


class Sketch:
    """Bars by slot and drawing, and dots, in whole pixels of a strip of `height`.

    What falls on one pixel is kept once, so it does not grow with the document.
    """

    __slots__ = ("bars", "dots", "height")

    def __init__(self, height: int) -> None:
        """Nothing yet."""
        self.height = max(1, height)
        self.bars: dict[tuple[int, str], set[tuple[int, int]]] = {}
        self.dots: set[int] = set()

    def is_empty(self) -> bool:
        """Say whether it holds nothing."""
        return not (self.bars or self.dots)

    def put(self, mark: Mark, extent: Extent) -> None:
        """Add one annotation."""
        if mark.drawing not in DRAWN and not mark.flags & _DOTTED:
            return
        top, bottom = extent(mark.begin, mark.end)
        first = last = int(top * self.height)
        if mark.drawing in DRAWN:
            if mark.drawing == MARGIN:
                last = int(bottom * self.height)
            bars = self.bars.setdefault((mark.slot, mark.drawing), set())
            bars.add((first, max(first + 2, last)))
        if mark.flags & _DOTTED:
            self.dots.add(first)

    def take(self, more: Sketch) -> Sketch:
        """Add all of another sketch, and return what of it was not there."""
        new = Sketch(self.height)
        for key, bars in more.bars.items():
            known = self.bars.setdefault(key, set())
            new.bars[key] = bars - known
            known |= bars
        new.dots = more.dots - self.dots
        self.dots |= more.dots
        return new

    def dot_runs(self) -> list[tuple[int, int]]:
        """Return from where to where dots touch each other, from the top down."""
        return runs((y, y + DOT) for y in self.dots)

    def around(self, more: Sketch) -> list[tuple[int, int]]:
        """Return the rows of pixels on which anything of another sketch is, with whole dots."""
        rows = [bar for bars in more.bars.values() for bar in bars]
        rows += [(y, y + DOT) for y in more.dots]
        if not rows:
            return []
        touched = runs(rows)
        dots = self.dot_runs()
        rows += [d for d in dots if any(d[0] < high and low < d[1] for low, high in touched)]
        return runs(rows)


def is_drawn_over(old: Mark, new: Mark) -> bool:
    """Say whether all that a sketch holds of a mark is also drawn for another, in its place."""
    before = (old.begin, old.end, old.slot, old.drawing)
    has_dot = bool(old.flags & _DOTTED)
    is_same = before == (new.begin, new.end, new.slot, new.drawing)
    return is_same and (not has_dot or bool(new.flags & _DOTTED))


def runs(bars: Iterable[tuple[N, N]]) -> list[tuple[N, N]]:
    """Return bars from the top down, those that touch joined: as few as can be told apart."""
    joined: list[tuple[N, N]] = []
    for top, bottom in sorted(bars):
        if joined and top <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined


def sketching(sketch: Sketch, marks: Iterable[Mark], extent: Extent) -> Iterator[None]:
    """Put all marks into a sketch, some with each step, hidden ones of an index looked at too.

    They are not copied first, so this begins anew whenever one comes or goes.
    """
    each = marks.each() if isinstance(marks, MarkIndex) else marks
    for number, mark in enumerate(each):
        if number % _AT_ONCE == 0:
            yield
        if mark is not None:
            sketch.put(mark, extent)


def extent_of(layout: DocumentLayout) -> Extent:
    """Return what maps spans to parts of the whole document, by its heights when first asked."""
    tops: list[float] = []

    def y_of(offset: int) -> float:
        number = layout.blocks.at(offset)
        share = _share(layout, number, offset)
        return (tops[number] + (tops[number + 1] - tops[number]) * share) / max(1.0, tops[-1])

    def extent(begin: int, end: int) -> tuple[float, float]:
        if not tops:
            tops.extend(layout.heights.tops())
        return y_of(begin), y_of(end)

    return extent


def part_of(layout: DocumentLayout, begin: int, end: int) -> tuple[float, float]:
    """Return where one span is in the height of the whole document, both ends 0 to 1."""
    heights = layout.heights
    total = max(1.0, heights.total())

    def y_of(offset: int) -> float:
        number = layout.blocks.at(offset)
        return heights.top(number) + heights[number] * _share(layout, number, offset)

    return y_of(begin) / total, y_of(end) / total


def rows_with(
    layout: DocumentLayout, spans: Sequence[tuple[int, int]], rows: int
) -> list[tuple[float, float]]:
    """Return as parts of the whole which of so many rows of pixels a span begins in.

    The spans are in the order of the text. Asked by row, hundreds of thousands of them take no
    longer than a few.
    """
    heights, blocks = layout.heights, layout.blocks.blocks
    total = heights.total()
    begins: list[int] = []
    for row in range(rows + 1):
        y = total * row / rows
        number = heights.at(y)
        block, tall = blocks[number], heights[number]
        share = min(1.0, (y - heights.top(number)) / tall) if tall else 0.0
        begins.append(block.begin + ceil(share * (block.end - block.begin)))
    begins[-1] = len(layout.text) + 1
    found: list[tuple[float, float]] = []
    at = bisect_left(spans, (begins[0],))
    for row in range(rows):
        after = bisect_left(spans, (begins[row + 1],), at)
        if after > at:
            middle = (row + 0.5) / rows
            found.append((middle, middle))
        at = after
    return found


def _share(layout: DocumentLayout, number: int, offset: int) -> float:
    block = layout.blocks.blocks[number]
    return min(1.0, (offset - block.begin) / max(1, block.end - block.begin))


def counts_between(
    layout: DocumentLayout, begin: float, end: float, names: Mapping[str, str]
) -> str:
    """Return the layers between two parts of the whole, each with its count.

    `names` are those of their letters; a letter without one stands for itself.
    """
    heights = layout.heights
    total = heights.total()
    low = layout.blocks[heights.at(max(0.0, begin) * total)].begin
    high = layout.blocks[heights.at(min(1.0, end) * total)].end
    counts = Counter(mark.letter for mark in layout.index.marks_in(low, max(high, low + 1)))
    named = sorted((names.get(letter, letter), count) for letter, count in counts.items())
    return ", ".join(f"{name}\u00a0{count}" for name, count in named if name)


def shaded_parts(layout: DocumentLayout) -> list[tuple[float, float]]:
    """Return where the dimmed groups are, as parts of the whole."""
    heights, total = layout.heights, max(1.0, layout.heights.total())
    return [
        (heights.top(group.header) / total, heights.top(group.last - 1) / total)
        for group in layout.blocks.groups
    ]
