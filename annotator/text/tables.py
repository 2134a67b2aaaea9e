"""Rows that may be put into a spreadsheet: no cell of them is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEGINNINGS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a program take a cell for a formula, its full width forms too."""
_NUMBER = re.compile(
    r"[+-]?(?:[.,][0-9]+|[0-9]+(?:[., \u00a0\u202f][0-9]+)*)(?:e[+-]?[0-9]+)? ?%?", re.IGNORECASE
)


def cell_of(value: object) -> str:
    """Return what stands in a cell: one line, and no formula.

    Numbers stay what they are. Before a text that would be taken for a formula stands an
    apostrophe, by which spreadsheets know a text.
    """
    text = " ".join(str(value).split())
    if not text.startswith(_BEGINNINGS) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def row_of(cells: Iterable[object]) -> str:
    """Return a row, with tabs between its cells."""
    return "\t".join(map(cell_of, cells))
