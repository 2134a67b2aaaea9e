"""Which value one annotator gave where another gave which: tables whose cells know their places."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

from annotator.analysis.agreement.compared import Place, Places
from annotator.analysis.agreement.ratings import Row
from annotator.model.values import as_typed

ABSENT = ""
"""Stands where an annotator has no annotation, or one without a value."""


class Confusion(NamedTuple):
    """The cells of two annotators: (value of the first, value of the second) -> its places."""

    what: str
    first: str
    second: str
    cells: dict[tuple[str, str], Places]


class Confusions:
    """The tables of every two annotators, by what they are about."""

    def __init__(self, annotators: tuple[str, ...]) -> None:
        """Rows will have a column for each of `annotators`."""
        self._annotators = annotators
        self._tables: dict[tuple[str, int, int], dict[tuple[str, str], Places]] = {}

    def add(self, what: str, row: Row, place: Place) -> None:
        """Take in the values that annotators gave at one place; None where one took no part.

        Where neither of two has anything, a third one has: that is no case of theirs.
        """
        known = [(number, value) for number, value in enumerate(row) if value is not None]
        for (one, mine), (other, theirs) in combinations(known, 2):
            pair = _word(mine), _word(theirs)
            if pair != (ABSENT, ABSENT):
                cells = self._tables.setdefault((what, one, other), {})
                cells.setdefault(pair, Places()).add(place)

    def tables(self) -> list[Confusion]:
        """Return the tables by what they are about and the order of annotators."""
        names = self._annotators
        return [
            Confusion(what, names[one], names[other], dict(sorted(cells.items())))
            for (what, one, other), cells in sorted(self._tables.items())
        ]


def _word(value: Any) -> str:
    if isinstance(value, frozenset):
        return "|".join(sorted(map(as_typed, value)))  # pyright: ignore[reportUnknownArgumentType]
    return as_typed(value)
