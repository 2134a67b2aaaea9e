"""What one annotation takes of the lines of a block: its boxes, its gaps, its true ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.ui.text.marks import NOTHING, Mark
from annotator.ui.text.shape import Shape

SEEN = 0.5
"""Pixels: less is nothing that a character takes."""


class Row(NamedTuple):
    """One annotation on one line; x in pixels from the left edge of the text column.

    `boxes` are the stretches of its own words, `gaps` those between its fragments, `hatched`
    those of the characters that another reader has otherwise; `left` and `right` are the first and
    the last x of all. `begin_x` and `end_x` are where it
    truly begins and ends, None where it goes on to another line. `lane` counts within the row of
    its reader, `drop` is how many pixels its lane lies below the first one of the line. `depth`
    says inside how many other fills it lies.
    """

    mark: Mark
    boxes: list[tuple[float, float]]
    gaps: Sequence[tuple[float, float]]
    begin_x: float | None
    end_x: float | None
    is_rtl: bool
    left: float
    right: float
    lane: int = 0
    drop: int = 0
    depth: int = 0
    hatched: Sequence[tuple[float, float]] = ()

    def placed(self, lane: int, drop: int, depth: int) -> Row:
        """Return the same in a lane, and so deep in other fills."""
        if lane == self.lane and drop == self.drop and depth == self.depth:
            return self
        # Not `_replace`, which takes three times as long: on a full screen there are a thousand.
        mark, boxes, gaps, begin_x, end_x, is_rtl, left, right, *_, hatched = self
        return Row(
            mark, boxes, gaps, begin_x, end_x, is_rtl, left, right, lane, drop, depth, hatched
        )


def is_clickable(row: Row) -> bool:
    """Say whether there is an annotation behind a row that a click can mean."""
    return row.mark.drawing != NOTHING


def rows_of(shape: Shape, mark: Mark) -> Iterable[tuple[int, Row]]:
    """Return the lines of a block that a mark touches, with what it takes of each.

    The mark stands on the block or on the break after it.
    """
    begin, end = max(mark.begin, shape.begin), min(mark.end, shape.end)
    if mark.begin == mark.end and shape.begin <= mark.begin <= shape.end:
        return [_point(shape, mark)]
    found: list[tuple[int, Row]] = []
    if begin < end:
        found = list(_any_rows(shape, mark, begin, end))
    if not found and shape.begin <= mark.begin < mark.end:
        # Of a line break, or of spaces at which a line wraps, nothing is on the screen; of a part
        # of a character, as a file may have brought it, the character is.
        found = _within_a_character(shape, mark) or [_point(shape, mark)]
    return found


def _any_rows(shape: Shape, mark: Mark, begin: int, end: int) -> Iterable[tuple[int, Row]]:
    is_whole = len(mark.spans) == 1
    for number in shape.lines_between(begin, end):
        if is_whole:
            boxes, gaps = shape.boxes(number, begin, end), ()
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
        hatched = [box for b, e in mark.hatched for box in shape.boxes(number, b, e)]
        left = min(part[0] for part in (*boxes, *gaps))
        right = max(part[1] for part in (*boxes, *gaps))
        if right - left < SEEN:
            continue
        row = Row(mark, boxes, gaps, begin_x, end_x, is_rtl, left, right, hatched=hatched)
        yield number, row


def _within_a_character(shape: Shape, mark: Mark) -> list[tuple[int, Row]]:
    """Return what is drawn of a mark on a part of a joined character: all of it."""
    begin, end = shape.character_round(mark.begin)
    if end - begin < 2 or mark.end > end:
        return []
    number = shape.line_of(begin)
    boxes = shape.boxes(number, begin, end)
    if not boxes or boxes[-1][1] - boxes[0][0] < SEEN:
        return []
    left, right = boxes[0][0], boxes[-1][1]
    row = Row(mark, boxes, (), left, right, shape.is_rtl_at(begin), left, right)
    return [(number, row)]


def _point(shape: Shape, mark: Mark) -> tuple[int, Row]:
    """Return what is drawn of a mark that takes no room, as of a space at which a line wraps."""
    at = min(mark.begin, shape.end)
    number = shape.line_of(at)
    x = shape.x_of(at, number)
    return number, Row(mark, [(x - 1, x + 1)], (), x, x, False, x - 1, x + 1)


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
