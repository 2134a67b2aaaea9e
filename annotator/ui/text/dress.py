"""What annotations take of each line of a block: boxes, lanes, places of labels; and so its height.

Nothing here depends on what is selected: the text never moves when something is.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from annotator.ui.text import lanes
from annotator.ui.text.blocks import BLANK, DIMMED
from annotator.ui.text.labels import Begin, Label
from annotator.ui.text.marks import FILL, NOTHING, Flags, Mark
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.rows import Row, rows_by_line
from annotator.ui.text.shape import Shape

_Extent = tuple[int, int, str, float, float]
_Placed = tuple[int, int, str, Row, int, int]
"""A row by which it is ordered (minus its length, its begin, its key), its lane and its drop."""
_ORDER = itemgetter(0, 1, 2)
_UNNAMED = Flags.AGREES | Flags.ECHOES
READER_ROW = 10
"""Pixels of the design from one reader's row to the next, where each has a single lane."""


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
    that of the text column.
    """

    top: int
    height: int
    baseline: int
    ascent: int
    descent: int
    rows: list[Row]
    rungs: tuple[Rung, ...]
    labels: dict[bool, list[Label]]
    width: float = 0.0

    def begins(self) -> list[Begin]:
        """Return the annotations that begin on the line, for the placing of their labels.

        What two readers have alike at one place is named once.
        """
        found: list[Begin] = []
        seen: set[tuple[object, ...]] = set()
        for row in self.rows:
            mark = row.mark
            if row.begin_x is None or mark.drawing == NOTHING or mark.flags & _UNNAMED:
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


def dress(
    shape: Shape,
    kind: str,
    marks: Sequence[Mark],
    metrics: Metrics,
    *,
    gap: int = 0,
    readers: int = 0,
) -> Dress:
    """Arrange `marks` on the lines of a block and give its lines their places.

    A line with a mark of one of `readers` has a row for each of them.
    """
    if kind == BLANK:
        marks = [m for m in marks if shape.begin <= m.begin <= max(shape.end, m.end - 1)]
        if not marks:
            return _blank(shape, metrics)
    lines: list[Line] = []
    top = 0
    for number, found in enumerate(rows_by_line(shape, marks)):
        line = dress_line(shape, number, found, top, kind, metrics, readers)
        shape.place_line(number, line.baseline)
        lines.append(line)
        top += line.height
    return Dress(lines, top + gap)


def _blank(shape: Shape, metrics: Metrics) -> Dress:
    height = metrics.gap
    ascent = round(height * 0.8)
    shape.place_line(0, ascent)
    return Dress([Line(0, height, ascent, ascent, height - ascent, [], (), {})], height)


def dress_line(
    shape: Shape,
    number: int,
    rows: list[Row],
    top: int,
    kind: str,
    metrics: Metrics,
    readers: int,
) -> Line:
    """Arrange rows on one line of a block, which begins `top` pixels below that of the block."""
    ascent, descent = shape.ascents[number], shape.descents[number]
    if kind == DIMMED and not rows:
        return Line(top, ascent + descent, top + ascent, ascent, descent, rows, (), {})
    rows, rungs = _with_rungs(rows, metrics, readers)
    room = rungs[-1].drop + rungs[-1].height if rungs else metrics.lane
    height = metrics.line_height(ascent, descent, room)
    return Line(
        top, height, top + metrics.band + ascent, ascent, descent, rows, rungs, {}, shape.width
    )


def _with_rungs(
    rows: list[Row], metrics: Metrics, readers: int
) -> tuple[list[Row], tuple[Rung, ...]]:
    """Return the rows, longest first, with their lanes and fill depths, and the readers' rows."""
    if not rows:
        return rows, ()
    if len(rows) == 1 and not readers:
        return rows, (Rung(rows[0].mark.reader, 0, _row_height(rows[0].mark.reader, metrics)),)
    by_reader: dict[int, list[Row]] = {}
    for row in rows:
        by_reader.setdefault(row.mark.reader, []).append(row)
    if readers and any(by_reader.keys() - {0}):
        for reader in range(1, readers + 1):
            by_reader.setdefault(reader, [])
    placed: list[_Placed] = []
    rungs: list[Rung] = []
    drop = 0
    for reader in sorted(by_reader):
        rung = _rung(by_reader[reader], reader, drop, metrics, placed)
        rungs.append(rung)
        drop += rung.height
    return _with_depths(placed), tuple(rungs)


def _row_height(reader: int, metrics: Metrics) -> int:
    return round(metrics.px(READER_ROW)) if reader else metrics.lane


def _rung(rows: list[Row], reader: int, drop: int, metrics: Metrics, placed: list[_Placed]) -> Rung:
    """Give the rows of one reader their lanes; note each with what orders it, longest first."""
    extents = _extents_of_reader(rows, metrics) if reader else _extents(rows)
    found = lanes.assign(extents) if len(rows) > 1 else [0]
    step, most = metrics.lane, lanes.MOST
    hidden = [row.left for row, lane in zip(rows, found, strict=False) if lane >= most]
    count = min(max(found) + 1, most) + (2 if hidden else 0)
    height = max(_row_height(reader, metrics), step * count)
    for row, lane, (length, begin, key, _, _) in zip(rows, found, extents, strict=False):
        placed.append((-length, begin, key, row, lane, drop + lane * step))
    return Rung(reader, drop, height, len(hidden), min(hidden, default=0.0))


def _extents(rows: list[Row]) -> list[_Extent]:
    found: list[_Extent] = []
    for row in rows:
        mark = row.mark
        begin = mark.spans[0][0]
        found.append((mark.spans[-1][1] - begin, begin, mark.key, row.left, row.right))
    return found


def _extents_of_reader(rows: list[Row], metrics: Metrics) -> list[_Extent]:
    """Return what rows take of a line; a word in a lane's place is two lanes high, so it takes two.

    The second ones stand after those of the rows.
    """
    found: list[_Extent] = []
    below: list[_Extent] = []
    for row, extent in zip(rows, _extents(rows), strict=True):
        if row.mark.drawing == NOTHING and row.begin_x is not None:
            length, begin, key, left, right = extent
            wide = metrics.value.metrics.horizontalAdvance(row.mark.value)
            extent = (length, begin, key, left, max(right, row.begin_x + wide))
            below.append((length, begin, key + "\0", left, extent[-1]))
        found.append(extent)
    return found + below


def _with_depths(placed: list[_Placed]) -> list[Row]:
    """Return the rows in their lanes, longest first, each with how deep it lies in fills."""
    placed.sort(key=_ORDER)
    fills: list[lanes.Track] = []
    found: list[Row] = []
    for *_, row, lane, drop in placed:
        depth = 0
        if row.mark.drawing == FILL and not row.mark.flags & _UNNAMED:
            # What is equally deep does not meet.
            depth = lanes.deepest_under(fills, row.left, row.right) + 1
            lanes.put(fills, depth, row.left, row.right)
        found.append(row.placed(lane, drop, depth))
    return found
