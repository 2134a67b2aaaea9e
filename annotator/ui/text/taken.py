"""What marks take of the lines of a block, in few steps: no row is made before a line is seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from annotator.ui.text.marks import Mark
from annotator.ui.text.rows import SEEN, Row, rows_of
from annotator.ui.text.shape import Shape

Stretch = tuple[Mark, int, int, bool, bool]
"""A mark on a block, whatever the width of this: the positions (UTF-16) of its first and its last
character there, and whether these are its own; two equal ones where all of it must be looked at."""
Taken = tuple[Mark, float, float, float | None, float | None, Row | None]
"""What a mark takes of a line: its first and its last x, the x of its true begin and end there; and
its row where it is not one stretch that runs from left to right."""

_Line = tuple[int, int, dict[int, float], Any, Callable[[Taken], None]]
"""A line while it is filled: its first position and the last of its words, the x that were asked
for, what tells an x, and what takes one more."""


def stretches_of(shape: Shape, marks: Iterable[Mark]) -> list[Stretch]:
    """Return `marks`, given in reading order, as they stand on a block; the shortest first.

    Of equally long ones what begins first comes first, then goes the key.
    """
    begin, end = shape.begin, shape.end
    position_of = None if shape.is_plain else shape.to_utf16
    found: list[Stretch] = []
    for mark in sorted(marks, key=_length):
        first, last = mark.spans[0][0], mark.spans[-1][1]
        low, high = max(first, begin), min(last, end)
        if low >= high or len(mark.spans) > 1 or mark.hatched:
            found.append((mark, 0, 0, False, False))
        elif position_of is None:
            found.append((mark, low - begin, high - begin, first >= begin, last <= end))
        else:
            low, high = position_of(low), position_of(high)
            found.append((mark, low, high, first >= begin, last <= end))
    return found


def _length(mark: Mark) -> int:
    return mark.spans[-1][1] - mark.spans[0][0]


def smallest_first(taken: Taken) -> tuple[int, int, str]:
    """Sort key: the order of `stretches_of`."""
    mark = taken[0]
    begin = mark.spans[0][0]
    return mark.spans[-1][1] - begin, begin, mark.key


def taken_of(row: Row) -> Taken:
    """Return what a row takes of its line."""
    return row.mark, row.left, row.right, row.begin_x, row.end_x, row


def taken_by_line(
    shape: Shape, stretches: Sequence[Stretch], kept: Container[int] = ()
) -> list[list[Taken]]:
    """Return for each line of a block what marks take of it, in the order of the marks.

    Of lines that are `kept`, what is wholly on them is left out; none where anything runs from
    right to left.
    """
    by_line: list[list[Taken]] = [[] for _ in shape.lines]
    if not stretches:
        return by_line
    if shape.has_rtl:
        for stretch in stretches:
            _add_rows(shape, stretch[0], by_line)
    else:
        _add_plain(shape, stretches, by_line, kept)
    return by_line


def _add_rows(shape: Shape, mark: Mark, by_line: list[list[Taken]]) -> None:
    for number, row in rows_of(shape, mark):
        by_line[number].append(taken_of(row))


def _add_plain(
    shape: Shape,
    stretches: Iterable[Stretch],
    by_line: list[list[Taken]],
    kept: Container[int],
) -> None:
    """Add what marks take where all runs from left to right, in few steps if of one span.

    There the first and the last x of a line's stretch are those of the mark's own ends. Many marks
    share their ends, whose x is asked for once.
    """
    starts, count = shape.starts, len(shape.starts)
    known: list[_Line | None] = [None] * count
    # What ends before these positions is left out on the line on which it begins.
    ends = [*starts[1:], shape.to_utf16(shape.end)]
    left_out = [end if number in kept else -1 for number, end in enumerate(ends)] + [-1]
    for mark, low, high, is_first, is_last in stretches:
        is_seen = False
        number = bisect_right(starts, low) - 1 if low < high else count
        if high <= left_out[number]:
            continue
        while number < count and starts[number] < high:
            start, stop, xs, x_of, add = known[number] or _line(shape, number, known, by_line)
            number += 1
            is_begin, is_end = low >= start, high <= stop
            one, two = low if is_begin else start, high if is_end else stop
            if one >= two:
                continue
            left, right = xs.get(one), xs.get(two)
            if left is None:
                left = xs[one] = x_of(one)[0]
            if right is None:
                right = xs[two] = x_of(two)[0]
            if right - left >= SEEN:
                begin_x = left if is_begin and is_first else None
                end_x = right if is_end and is_last else None
                add((mark, left, right, begin_x, end_x, None))
                is_seen = True
        if not is_seen:
            _add_rows(shape, mark, by_line)


def _line(
    shape: Shape, number: int, known: list[_Line | None], by_line: list[list[Taken]]
) -> _Line:
    # PySide returns the x and the position it belongs to; its stubs say "object".
    x_of: Any = shape.lines[number].cursorToX
    stop, add = shape.visible_end(number), by_line[number].append
    found = known[number] = shape.starts[number], stop, {}, x_of, add
    return found
