"""What of the screen moves as it is, and what is painted again, when lines got other heights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from annotator.ui.text.layout import Visible


class Spot(NamedTuple):
    """Where a line in view is, or the header of a fold: its y and its height in pixels."""

    y: float
    height: float


Spots = dict[tuple[int, int], Spot]
"""By the number of the block and that of the line in it, from the top down."""


class Moved(NamedTuple):
    """All from the height `begin` on moves by `by` pixels; lines in `[first, last)` are others.

    All are heights in the viewport: `begin` before, `first` and `last` after the change.
    """

    begin: int
    by: int
    first: int
    last: int


def spots_of(visible: Sequence[Visible], top: float) -> Spots:
    """Return where the lines in view are; `top` is the document's height at the upper edge."""
    found: Spots = {}
    for block in visible:
        y = block.top - top
        if not block.dress.lines:
            found[block.number, 0] = Spot(y, block.dress.height)
        for number, line in enumerate(block.dress.lines):
            found[block.number, number] = Spot(y + line.top, line.height)
    return found


def moved(before: Spots, after: Spots) -> Moved | None:
    """Say what moved; None where what was painted cannot be used, as with broken pixels."""
    pairs = [(before[key], spot) for key, spot in after.items() if key in before]
    if not pairs:
        return None
    by = pairs[-1][1].y - pairs[-1][0].y
    # The last lines that move alike, without any that became higher or lower.
    same = len(pairs)
    while same:
        old, new = pairs[same - 1]
        if new.y - old.y != by or new.height != old.height:
            break
        same -= 1
    first = next((n for n in range(same) if pairs[n][0] != pairs[n][1]), same)
    if same < len(pairs):
        begin, last = pairs[same][0].y, pairs[same][1].y
    else:
        # The last line in view is another one itself: nothing under it was painted, or not there.
        ends = (spot.y + spot.height for spots in (before, after) for spot in spots.values())
        begin = last = max(ends)
        by = 0.0
    start = pairs[first][1].y if first < same else last
    whole = (begin, by, start, last)
    if any(value != round(value) for value in whole):
        return None
    return Moved(*(round(value) for value in whole))


def move_painted(viewport: QWidget, found: Moved, left: int, room: int) -> None:
    """Move what is painted right of `left`, and have the rest painted again.

    `room` is how far what stands on a line may reach over it, in pixels.
    """
    width, height = viewport.width(), viewport.height()
    if found.by:
        top = min(found.begin, found.begin + found.by)
        viewport.scroll(0, found.by, QRect(left, top, width - left, height - top))
        # Names in the margin need not move as the lines do.
        viewport.update(0, 0, left, height)
    viewport.update(0, found.first - room, width, found.last - found.first + room)
