"""What annotations take of each line of a block: boxes, lanes, places of labels; and so its height.

Nothing here depends on what is selected: the text never moves when something is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from operator import add
from typing import NamedTuple

from annotator.ui.text import lanes
from annotator.ui.text.arranged import NO_ROWS, UNNAMED, Arranged
from annotator.ui.text.blocks import BLANK, DIMMED
from annotator.ui.text.labels import Begin, Placed
from annotator.ui.text.marks import MARGIN, NOTHING
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.shape import Shape
from annotator.ui.text.taken import Stretch, Taken, smallest_first, taken_by_line

_Extent = tuple[int, int, str, float, float]
READER_ROW = 10
"""Pixels of the design from one reader's row to the next, where each has a single lane."""
_HANGING = 1.0
"""So many pixels of the design labels of such scripts may hang below their baseline: words may be
high there too."""
_CLEAR = 2.0
"""So many pixels of the design stay free over labels of such scripts: arcs come down there, and
pictures of signs are softened over their edges."""
_WORD = 2
"""So many lanes a word takes that stands in the place of a lane."""


class Rung(NamedTuple):
    """The lanes of one reader on a line: how far below the first lane they begin, in pixels.

    `more` of them have no room; the number of those stands at `more_x`.
    """

    reader: int
    drop: int
    height: int
    more: int = 0
    more_x: float = 0.0


class Line(NamedTuple):
    """One line: its place in the block in pixels and what stands on it, longest first.

    `labels` keeps the placed labels, with names and without, once they were asked for; `width` is
    that of the text column. Labels stand `lift` pixels farther from the words than usual, and reach
    `over` pixels over their baseline; 0 if they are as all are.
    """

    top: int
    height: int
    baseline: int
    ascent: int
    descent: int
    rows: Arranged
    rungs: tuple[Rung, ...]
    labels: dict[bool, Placed]
    width: float = 0.0
    lift: int = 0
    over: float = 0.0

    def begins(self) -> list[Begin]:
        """Return the annotations that begin on the line, for the placing of their labels.

        What two readers have alike at one place is named once.
        """
        found: list[Begin] = []
        seen: set[tuple[object, ...]] = set()
        for row in self.rows:
            mark = row.mark
            if row.begin_x is None or mark.drawing == NOTHING or mark.flags & UNNAMED:
                continue
            if mark.reader:
                label = (round(row.begin_x), mark.slot, mark.letter, mark.value)
                if label in seen:
                    continue
                seen.add(label)
            reach = row.left if row.is_rtl else row.right
            found.append(Begin(mark, row.begin_x, reach, row.is_rtl))
        return found


class Dress(NamedTuple):
    """All lines of a block and its height with the gap after it, in pixels."""

    lines: list[Line]
    height: int


NO_LINES: Mapping[int, Line] = {}


def dress(
    shape: Shape,
    kind: str,
    stretches: Sequence[Stretch],
    metrics: Metrics,
    *,
    gap: int = 0,
    readers: int = 0,
    kept: Mapping[int, Line] = NO_LINES,
) -> Dress:
    """Arrange marks, as they stand on a block, on its lines, and give these their places.

    A line with a mark of one of `readers` has a row for each of them. Lines that are `kept` have
    what stood on them for another width, each mark in one stretch.
    """
    if kind == BLANK and not stretches:
        return _blank(shape, metrics)
    by_line = taken_by_line(shape, stretches, kept)
    if any(one[5] is not None for number in kept for one in by_line[number]):
        # What takes no room now is drawn where it begins, beside what was kept.
        kept, by_line = NO_LINES, taken_by_line(shape, stretches)
    lines: list[Line] = []
    top = 0
    for number, found in enumerate(by_line):
        before = kept.get(number)
        if before is None:
            line = dress_line(shape, number, found, top, kind, metrics, readers)
        else:
            line = _kept(before, top, shape.width, metrics)
        shape.place_line(number, line.baseline)
        lines.append(line)
        top += line.height
    return Dress(lines, top + gap)


def _kept(line: Line, top: int, width: float, metrics: Metrics) -> Line:
    """Return a line at another place and of another width, with the labels that stay there."""
    room = min(line.width, width) + metrics.edge
    labels = {names: placed for names, placed in line.labels.items() if placed.needed <= room}
    baseline = line.baseline + top - line.top
    return line._replace(top=top, baseline=baseline, labels=labels, width=width)


def _blank(shape: Shape, metrics: Metrics) -> Dress:
    height = metrics.gap
    ascent = round(height * 0.8)
    shape.place_line(0, ascent)
    line = Line(0, height, ascent, ascent, height - ascent, NO_ROWS, (), {})
    return Dress([line], height)


def dress_line(
    shape: Shape,
    number: int,
    taken: Sequence[Taken],
    top: int,
    kind: str,
    metrics: Metrics,
    readers: int,
) -> Line:
    """Arrange what marks take, the smallest first, on one line of a block.

    It begins `top` pixels below that of the block.
    """
    ascent, descent = shape.ascents[number], shape.descents[number]
    if kind == DIMMED and not taken:
        return Line(top, ascent + descent, top + ascent, ascent, descent, NO_ROWS, (), {})
    rows, rungs = _with_rungs(taken, metrics, readers)
    room = rungs[-1].drop + rungs[-1].height if rungs else metrics.lane
    height = metrics.line_height(ascent, descent, room)
    lift, more, over = _room_of_labels(taken, ascent, metrics)
    base = top + metrics.band + more + ascent
    return Line(top, height + more, base, ascent, descent, rows, rungs, {}, shape.width, lift, over)


def _room_of_labels(
    taken: Sequence[Taken], ascent: int, metrics: Metrics
) -> tuple[int, int, float]:
    """Return what labels need in scripts that reach far, be they shown now or not: by how many
    pixels they are lifted, by how many the line is higher, and how far they reach up.
    """
    labels = metrics.labels
    texts = {text for one in taken if one[3] is not None for text in (one[0].letter, one[0].value)}
    unusual = labels.unusual(texts)
    if not unusual:
        return 0, 0, 0.0
    over = under = 0.0
    for one in taken:
        mark = one[0]
        if one[3] is None or mark.drawing == NOTHING or mark.flags & UNNAMED:
            continue
        value = "" if mark.drawing == MARGIN else mark.value
        for is_value, text in enumerate((mark.letter, value)):
            if text in unusual:
                high, deep = labels.reach(text, is_value=bool(is_value))
                over, under = max(over, high), max(under, deep)
    lift = ceil(max(0.0, under - metrics.px(_HANGING)))
    needed = over + lift + metrics.px(_CLEAR) if over else 0.0
    return lift, ceil(max(0.0, needed - metrics.over_labels(ascent))), over


def _with_rungs(
    taken: Sequence[Taken], metrics: Metrics, readers: int
) -> tuple[Arranged, tuple[Rung, ...]]:
    """Return the rows in their lanes, and the readers' rows."""
    if not taken:
        return NO_ROWS, ()
    if not readers and not any(one[0].reader for one in taken):
        rung, found, drops = _rung(taken, 0, 0, metrics)
        return Arranged(taken, found, drops), (rung,)
    by_reader: dict[int, list[Taken]] = {}
    for one in taken:
        by_reader.setdefault(one[0].reader, []).append(one)
    if readers and any(by_reader.keys() - {0}):
        for reader in range(1, readers + 1):
            by_reader.setdefault(reader, [])
    if len(by_reader) == 1:
        rung, found, drops = _rung(taken, taken[0][0].reader, 0, metrics)
        return Arranged(taken, found, drops), (rung,)
    placed: list[tuple[Taken, int, int]] = []
    rungs: list[Rung] = []
    drop = 0
    for reader in sorted(by_reader):
        rung, found, drops = _rung(by_reader[reader], reader, drop, metrics)
        placed += zip(by_reader[reader], found, drops, strict=True)
        rungs.append(rung)
        drop += rung.height
    placed.sort(key=lambda one: smallest_first(one[0]))
    return Arranged(*zip(*placed, strict=True)), tuple(rungs)


def _rung(
    taken: Sequence[Taken], reader: int, drop: int, metrics: Metrics
) -> tuple[Rung, list[int], list[int]]:
    """Return what one reader's marks take of the height, and the lane and the drop of each."""
    step, most = metrics.lane, lanes.MOST
    least, found, heights = step, [0], [1]
    if len(taken) > 1:
        heights = [1] * len(taken)
        if reader:
            heights = [_WORD if _is_word(one) else 1 for one in taken]
            found = lanes.assign(_extents_of_reader(taken, metrics), heights)
        else:
            found = lanes.in_order([one[1:3] for one in taken])
    count = max(map(add, found, heights))
    hidden: list[float] = []
    if count > most:
        ends = map(add, found, heights)
        hidden = [one[1] for one, end in zip(taken, ends, strict=True) if end > most]
        count = most + 2
    if reader:
        least = round(metrics.px(READER_ROW))
    del found[len(taken) :]
    rung = Rung(reader, drop, max(least, step * count), len(hidden), min(hidden, default=0.0))
    return rung, found, [drop + lane * step for lane in found]


def _extents_of_reader(taken: Sequence[Taken], metrics: Metrics) -> list[_Extent]:
    """Return what rows take of a line; a word in the place of a lane is as wide as it is."""
    found: list[_Extent] = []
    for one in taken:
        mark, left, right, *_ = one
        if _is_word(one):
            right = max(
                right, (one[3] or left) + metrics.value.metrics.horizontalAdvance(mark.value)
            )
        found.append((*smallest_first(one), left, right))
    return found


def _is_word(one: Taken) -> bool:
    """Say whether a word is written in the place of a lane: where what is lacking begins."""
    return one[0].drawing == NOTHING and one[3] is not None
