"""What annotations take of each line of a block: boxes, lanes, places of labels; and so its height.

Nothing here depends on what is selected: the text never moves when something is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.ui.text import lanes
from annotator.ui.text.blocks import BLANK, DIMMED
from annotator.ui.text.labels import Begin, Label
from annotator.ui.text.marks import FILL, NOTHING, Flags, Mark
from annotator.ui.text.metrics import Metrics
from annotator.ui.text.shape import Shape

_UNNAMED = Flags.AGREES | Flags.ECHOES
READER_ROW = 10
"""Pixels of the design from one reader's row to the next, where each has a single lane."""


class Row(NamedTuple):
    """One annotation on one line; x in pixels from the left edge of the text column.

    `boxes` are the stretches of its own words, `gaps` those between its fragments, `hatched`
    those of the characters that another reader has otherwise. `begin_x` and `end_x` are where it
    truly begins and ends, None where it goes on to another line. `lane` counts within the row of
    its reader, `drop` is how many pixels its lane lies below the first one of the line. `depth`
    says inside how many other fills it lies.
    """

    mark: Mark
    boxes: list[tuple[float, float]]
    gaps: list[tuple[float, float]]
    begin_x: float | None
    end_x: float | None
    is_rtl: bool
    lane: int = 0
    drop: int = 0
    depth: int = 0
    hatched: Sequence[tuple[float, float]] = ()

    @property
    def left(self) -> float:
        """The first x of the annotation on this line."""
        if len(self.boxes) == 1 and not self.gaps:
            return self.boxes[0][0]
        return min(part[0] for part in (*self.boxes, *self.gaps))

    @property
    def right(self) -> float:
        """The last x of the annotation on this line."""
        if len(self.boxes) == 1 and not self.gaps:
            return self.boxes[0][1]
        return max(part[1] for part in (*self.boxes, *self.gaps))


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
    by_line: list[list[Row]] = [[] for _ in shape.lines]
    for mark in marks:
        for number, row in rows_of(shape, mark):
            by_line[number].append(row)
    lines: list[Line] = []
    top = 0
    for number, found in enumerate(by_line):
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


def rows_of(shape: Shape, mark: Mark) -> Iterable[tuple[int, Row]]:
    """Return the lines of a block that a mark touches, with what it takes of each.

    The mark stands on the block or on the break after it.
    """
    begin, end = max(mark.begin, shape.begin), min(mark.end, shape.end)
    if mark.begin == mark.end and shape.begin <= mark.begin <= shape.end:
        return [_point(shape, mark)]
    found: list[tuple[int, Row]] = []
    if begin < end:
        is_plain = len(mark.spans) == 1 and not shape.has_rtl and not mark.hatched
        found = list((_plain_rows if is_plain else _any_rows)(shape, mark, begin, end))
    if not found and shape.begin <= mark.begin < mark.end:
        # Of a line break, or of spaces at which a line wraps, nothing is on the screen.
        found = [_point(shape, mark)]
    return found


def _any_rows(shape: Shape, mark: Mark, begin: int, end: int) -> Iterable[tuple[int, Row]]:
    is_whole = len(mark.spans) == 1
    for number in shape.lines_between(begin, end):
        if is_whole:
            boxes, gaps = shape.boxes(number, begin, end), []
        else:
            boxes, gaps = _fragments(shape, number, mark)
        if not boxes and not gaps:
            continue
        low, high = shape.starts[number], shape.visible_end(number)
        begin_x = end_x = None
        is_rtl = False
        if begin == mark.begin and low <= shape.to_utf16(begin) < high:
            begin_x = shape.edge_of(begin, number, is_end=False)
            is_rtl = shape.is_rtl_at(begin)
        if end == mark.end and low < shape.to_utf16(end) <= high:
            end_x = shape.edge_of(end - 1, number, is_end=True)
        row = Row(mark, boxes, gaps, begin_x, end_x, is_rtl)
        if mark.hatched:
            hatched = [box for b, e in mark.hatched for box in shape.boxes(number, b, e)]
            row = row._replace(hatched=hatched)
        yield number, row


def _plain_rows(shape: Shape, mark: Mark, begin: int, end: int) -> Iterable[tuple[int, Row]]:
    """Yield the same for a mark of one span where all runs from left to right, with fewer steps.

    There the first and the last x of a line's stretch are those of the mark's own ends.
    """
    low, high = shape.to_utf16(begin), shape.to_utf16(end)
    begins, ends = begin == mark.begin, end == mark.end
    for number in shape.lines_between(begin, end):
        found = shape.stretch(number, low, high)
        if found is not None:
            left, right = found
            begin_x = left if begins and low >= shape.starts[number] else None
            end_x = right if ends and high <= shape.visible_end(number) else None
            yield number, Row(mark, [found], [], begin_x, end_x, False)


def _point(shape: Shape, mark: Mark) -> tuple[int, Row]:
    """Return what is drawn of a mark that takes no room, as of a space at which a line wraps."""
    at = min(mark.begin, shape.end)
    number = shape.line_of(at)
    x = shape.x_of(at, number)
    return number, Row(mark, [(x - 1, x + 1)], [], x, x, False)


def _fragments(
    shape: Shape, number: int, mark: Mark
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    boxes: list[tuple[float, float]] = []
    gaps: list[tuple[float, float]] = []
    before = None
    for begin, end in mark.spans:
        if before is not None and before < begin:
            gaps += shape.boxes(number, before, begin)
        boxes += shape.boxes(number, begin, end)
        before = end
    return boxes, gaps


def _with_rungs(
    rows: list[Row], metrics: Metrics, readers: int
) -> tuple[list[Row], tuple[Rung, ...]]:
    """Return the rows, longest first, with their lanes and fill depths, and the readers' rows."""
    if not rows:
        return rows, ()
    by_reader: dict[int, list[Row]] = {}
    for row in rows:
        by_reader.setdefault(row.mark.reader, []).append(row)
    if readers and any(by_reader.keys() - {0}):
        for reader in range(1, readers + 1):
            by_reader.setdefault(reader, [])
    placed: list[Row] = []
    rungs: list[Rung] = []
    drop = 0
    for reader in sorted(by_reader):
        found, rung = _rung(by_reader[reader], reader, drop, metrics)
        placed += found
        rungs.append(rung)
        drop += rung.height
    if len(placed) > 1:
        placed.sort(key=lambda row: (-row.mark.length, row.mark.begin, row.mark.key))
        _set_depths(placed)
    return placed, tuple(rungs)


def _rung(rows: list[Row], reader: int, drop: int, metrics: Metrics) -> tuple[list[Row], Rung]:
    height = round(metrics.px(READER_ROW)) if reader else metrics.lane
    if len(rows) == 1 and not drop:
        return rows, Rung(reader, drop, height)
    found = [0]
    if len(rows) > 1:
        found = lanes.assign(
            [
                lanes.Extent(row.mark.length, row.mark.begin, row.mark.key, row.left, row.right)
                for row in rows
            ]
            if not reader
            else _extents_of_reader(rows, metrics)
        )
    count = max(found) + 1
    hidden = [row.left for row, lane in zip(rows, found, strict=False) if lane >= lanes.MOST]
    height = max(height, metrics.lane * (min(count, lanes.MOST) + (2 if hidden else 0)))
    placed = [
        row._replace(lane=lane, drop=drop + lane * metrics.lane)
        for row, lane in zip(rows, found, strict=False)
    ]
    return placed, Rung(reader, drop, height, len(hidden), min(hidden, default=0.0))


def _extents_of_reader(rows: list[Row], metrics: Metrics) -> list[lanes.Extent]:
    """Return what rows take of a line; a word in a lane's place is two lanes high, so it takes two.

    The second ones stand after those of the rows.
    """
    found: list[lanes.Extent] = []
    below: list[lanes.Extent] = []
    for row in rows:
        mark, left, right = row.mark, row.left, row.right
        if mark.drawing == NOTHING and row.begin_x is not None:
            right = max(right, row.begin_x + metrics.value.metrics.horizontalAdvance(mark.value))
            below.append(lanes.Extent(mark.length, mark.begin, mark.key + "\0", left, right))
        found.append(lanes.Extent(mark.length, mark.begin, mark.key, left, right))
    return found + below


def _set_depths(rows: list[Row]) -> None:
    placed: list[tuple[float, float, int]] = []
    for number, row in enumerate(rows):
        if row.mark.drawing != FILL or row.mark.flags & _UNNAMED:
            continue
        left, right = row.left, row.right
        depth = 0
        for other_left, other_right, other in placed:
            if other >= depth and other_left < right and left < other_right:
                depth = other + 1
        placed.append((left, right, depth))
        if depth:
            rows[number] = row._replace(depth=depth)


def is_clickable(row: Row) -> bool:
    """Say whether there is an annotation behind a row that a click can mean."""
    return row.mark.drawing != NOTHING
