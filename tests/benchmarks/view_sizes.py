"""The sizes of a window whose edge is dragged, one after the other."""

from __future__ import annotations

import random
from collections.abc import Iterator

Size = tuple[int, int]
_NARROWER, _LOWER = 220, 180
"""How far a hand drags in pixels; a window of the usual size is not a narrow one then."""
_STEPS = 24
_UNEVEN = 0.4


def dragged(width: int, height: int) -> Iterator[Size]:
    """Yield the sizes of a window that is dragged in and out by its side, its foot, its corner.

    As a hand does it no two steps are equally wide, and no size comes twice in a row.
    """
    pick = random.Random(5)
    now = whole = width, height
    for far in ((_NARROWER, 0), (0, _LOWER), (_NARROWER, _LOWER)):
        small = width - far[0], height - far[1]
        for begin, end in ((whole, small), (small, whole)):
            for step in range(1, _STEPS + 1):
                uneven = pick.uniform(-_UNEVEN, _UNEVEN) if step < _STEPS else 0.0
                part = (step + uneven) / _STEPS
                size = (
                    round(begin[0] + (end[0] - begin[0]) * part),
                    round(begin[1] + (end[1] - begin[1]) * part),
                )
                if size != now:
                    yield size
                now = size
