"""Where a line whose words run both ways has its characters, and its carets between them.

Each character is where it is painted: the layout is asked for its signs. What the layout says of a
caret is no measure of it: where runs meet that is the place of a neighbour, it goes no farther than
the width of the line, and it counts blanks that are not painted at the end of one.

A character that takes no room, or hangs over the end of its line, has no place of its own: the
offsets before and behind it are one place, at the end of what stands before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from PySide6.QtGui import QGlyphRun, QTextLine

SEEN = 0.1
"""Pixels: a narrower character takes no room. Qt counts in 64ths."""
_ON_EDGE = 0.02
_PART = QGlyphRun.GlyphRunFlag.SplitLigature


class Cell(NamedTuple):
    """One character that takes room on a line: its two x, and its positions (UTF-16)."""

    left: float
    right: float
    position: int
    following: int
    is_rtl: bool


class Places:
    """The caret places of one line, numbered from the left; positions are UTF-16.

    `borders` are the positions between the characters of the line, its begin and end included.
    Each offset has one place and each place its offsets: where two runs meet it belongs to the
    outer one. So a caret that goes from place to place passes each offset once.
    """

    __slots__ = (
        "_borders",
        "_cell_at",
        "_first_at",
        "_is_rtl",
        "_place_of",
        "_xs",
        "cells",
        "order",
    )

    def __init__(
        self, borders: Sequence[int], cells: list[Cell], empty: float, *, is_rtl: bool
    ) -> None:
        """Take the cells from left to right; without any, all borders are at the x of `empty`."""
        self.cells = cells
        self._borders, self._is_rtl = borders, is_rtl
        self._xs = [cell.left for cell in cells] + [cells[-1].right] if cells else [empty]
        self._place_of: dict[int, float] = {}
        self._cell_at: dict[int, Cell] = {}
        self._first_at: list[int] = []
        self.order: list[int] = []

    def settle(self) -> Places:
        """Find the carets, which painting does not ask for, if they are not found yet."""
        if self.order:
            return self
        cells, is_rtl = self.cells, self._is_rtl
        logical = sorted(range(len(cells)), key=lambda seat: cells[seat].position)
        edges = edges_of(logical, is_rtl=is_rtl)
        groups: list[list[int]] = [[] for _ in edges]
        begins = [cells[seat].position for seat in logical]
        for border in self._borders:
            edge = edges[bisect_left(begins, border)]
            groups[edge].append(border)
            self._place_of[border] = self._xs[edge]
        self._first_at = [group[0] for group in groups]
        seen = reversed(groups) if is_rtl else groups
        self.order = [border for group in seen for border in group]
        return self

    def cell_of(self, position: int) -> Cell | None:
        """Return the character at a position, also one within it; None of what takes no room."""
        if not self._cell_at:
            self._cell_at = {cell.position: cell for cell in self.cells}
        found = self._cell_at.get(position)
        if found is None:
            found = next((c for c in self.cells if c.position < position < c.following), None)
        return found

    def x_of(self, position: int) -> float:
        """Return the x of the caret at a position; within a character, of its begin."""
        found = self._place_of.get(position)
        if found is None:
            at = bisect_right(self._borders, position) - 1
            found = self._place_of[self._borders[max(0, at)]]
        return found

    def position_at(self, x: float) -> int:
        """Return the position beside a point: of the character there, on an edge that of the caret.

        Of several positions that have one place the first is meant.
        """
        xs = self._xs
        seat = bisect_right(xs, x) - 1
        for edge in (seat, seat + 1):
            if 0 <= edge < len(xs) and abs(xs[edge] - x) <= _ON_EDGE:
                return self._first_at[edge]
        if not 0 <= seat < len(self.cells):
            return self._first_at[0 if seat < 0 else -1]
        cell = self.cells[seat]
        is_left = x < (xs[seat] + xs[seat + 1]) / 2
        return cell.position if is_left != cell.is_rtl else cell.following


def edges_of(seats: Sequence[int], *, is_rtl: bool) -> list[int]:
    """Return for each border between characters the edge, from the left, at which its caret stands.

    `seats` says of each character in the order of the text where it is seen, from the left. What
    runs the other way is a block that lies within the line, and blocks lie within blocks: the
    borders of a block belong to what is around it, those between to the block.
    """
    count = len(seats)
    edges = [0] * (count + 1)
    edges[0], edges[count] = (count, 0) if is_rtl else (0, count)
    waiting = [(0, count, 0, is_rtl, False)]
    while waiting:
        begin, end, left, runs_left, is_block = waiting.pop()
        step = -1 if runs_left else 1
        at, edge = begin, left + end - begin if runs_left else left
        while at < end:
            size = _block_size(seats, at, end, edge, runs_left)
            if is_block and size == end - begin:
                # No order that directions make: each border gets one edge nevertheless.
                edges[begin + 1 : end] = range(edge + step, edge + step * size, step)
            elif size > 1:
                first = edge - size if runs_left else edge
                waiting.append((at, at + size, first, not runs_left, True))
            at, edge = at + size, edge + step * size
            if at < end:
                edges[at] = edge
    return edges


def _block_size(seats: Sequence[int], at: int, end: int, edge: int, runs_left: bool) -> int:
    """Return how many characters on from `at` take exactly the seats next to an edge."""
    low = high = seats[at]
    for size in range(1, end - at + 1):
        seat = seats[at + size - 1]
        low, high = min(low, seat), max(high, seat)
        if (edge - low if runs_left else high + 1 - edge) == size:
            return size
    return end - at


def cells_of(
    row: QTextLine, borders: Sequence[int], tabs: Sequence[int], *, is_rtl: bool
) -> list[Cell]:
    """Return the characters between `borders` that take room on a line, from left to right.

    `tabs` are the positions of tabs.
    """
    found: list[Cell] = []
    before: Cell | None = None
    is_part = False
    for begin, following in pairwise(borders):
        box = _box_of(row.glyphRuns(begin, following - begin))
        if box is None:
            continue
        left, right, run = box
        cell = Cell(left, right, begin, following, run.isRightToLeft())
        turned = cell
        if cell.is_rtl and (before is None or right != before.left):
            turned = _turned(cell, before if is_part else None, run)
        is_part, cell = turned is not cell, turned
        found.append(cell)
        before = cell
    if tabs:
        found += list(_tabs_between(row, found, tabs, is_rtl=is_rtl))
    found.sort()
    if any(after.left < cell.right - SEEN for cell, after in pairwise(found)):
        return _parted(found)
    return found


def _parted(cells: Sequence[Cell]) -> list[Cell]:
    """Return cells that are told to be on top of each other side by side, each with as much room.

    So it is where an override turns words round that are drawn together in their own direction.
    """
    found: list[Cell] = []
    group: list[Cell] = []
    for cell in cells:
        if group and cell.left > max(one.right for one in group) - SEEN:
            found += _side_by_side(group)
            group = []
        group.append(cell)
    return found + _side_by_side(group)


def _side_by_side(group: list[Cell]) -> list[Cell]:
    left, right = group[0].left, max(cell.right for cell in group)
    if len({cell.is_rtl for cell in group}) == 1:
        group.sort(key=lambda cell: cell.position, reverse=group[0].is_rtl)
    size = (right - left) / len(group)
    return [
        cell._replace(left=left + at * size, right=left + (at + 1) * size)
        for at, cell in enumerate(group)
    ]


def _box_of(runs: Sequence[QGlyphRun]) -> tuple[float, float, QGlyphRun] | None:
    """Return the first and last x of what is painted of a character, None of what takes no room.

    With it comes what says which way it runs: its first sign that takes room.
    """
    found: tuple[float, float, QGlyphRun] | None = None
    for run in runs:
        # PySide returns the four numbers; its stubs say "object".
        box: Any = run.boundingRect().getRect()
        left, _, width, _ = box
        if width > SEEN:
            right = left + width
            if found is not None:
                left, right, run = min(found[0], left), max(found[1], right), found[2]
            found = (left, right, run)
    return found


def _turned(cell: Cell, before: Cell | None, run: QGlyphRun) -> Cell:
    """Return a character that runs to the left where it is painted if one sign has several.

    Qt counts the parts of such a sign from where it begins, but to the right; `before` is the
    part before.
    """
    left, right = cell.left, cell.right
    if before is not None and left < before.right - SEEN and right > before.left + SEEN:
        right = before.left
    elif run.flags() & _PART:
        right = left
    else:
        return cell
    return cell._replace(left=right - (cell.right - left), right=right)


def _tabs_between(
    row: QTextLine, cells: Sequence[Cell], tabs: Sequence[int], *, is_rtl: bool
) -> Iterator[Cell]:
    """Yield the tabs of a line, which have no signs: what is left free between the cells is theirs.

    They run as the paragraph does, and so do what stands before and what stands behind them.
    """
    area = row.naturalTextRect()
    for before, group in groupby(tabs, lambda tab: sum(cell.position < tab for cell in cells)):
        onward, back = cells[:before], cells[before:]
        if is_rtl:
            onward, back = back, onward
        left = max((cell.right for cell in onward), default=area.left())
        right = min((cell.left for cell in back), default=area.right())
        positions = list(group)
        size = (right - left) / len(positions)
        if size <= SEEN:
            continue
        for at, position in enumerate(reversed(positions) if is_rtl else positions):
            yield Cell(left + at * size, left + (at + 1) * size, position, position + 1, is_rtl)
