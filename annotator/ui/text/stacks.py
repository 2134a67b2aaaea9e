"""How far stacks of marks reach over and under the letters of a line: farther than fonts say."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtGui import QTextLine

_STACK = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}"
    "|[\u0f71-\u0f84\u0f8d-\u0fbc]{3}"
)
"""Marks that any letter may bear, one over the other, and letters that Tibetan hangs below.

Two of them, as letters of Vietnamese have, fonts have room for: to measure each line of such a
text would take eight times as long as to lay it out.
"""
_MOST = 4
"""So many times the ascent of a line its signs may reach: nobody reads heaps higher than that."""


def has_stacks(text: str) -> bool:
    """Say whether letters of a text may reach farther than its fonts do."""
    return not text.isascii() and _STACK.search(text) is not None


def reach(line: QTextLine) -> tuple[int, int]:
    """Return how many pixels the signs of a line of a finished layout go over and under it.

    From its baseline, as they are drawn, both whole.
    """
    base = line.y() + line.ascent()
    over = under = 0.0
    for run in line.glyphRuns():
        face = run.rawFont()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = face.boundingRect(glyph)
            over = max(over, base - place.y() - box.top())
            under = max(under, place.y() + box.bottom() - base)
    most = _MOST * line.ascent()
    return ceil(min(most, over)), ceil(min(most, under))
