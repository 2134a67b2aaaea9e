"""Values that annotators gave to the same units, kept as counts of equal rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

Row = tuple[Any, ...]
"""The values of one unit, one for each annotator; None where one gave none."""


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """Units with the values of `annotators`; equal rows are counted, so memory stays flat.

    `scale` are all values there are, in their order where they have one; without it, they are
    those that occur. Values are compared by equality: give 1 and 1.0, or "1" and 1, as one type.
    """

    annotators: tuple[str, ...]
    rows: Counter[Row]
    scale: tuple[Any, ...] = ()

    @cached_property
    def values(self) -> tuple[Any, ...]:
        """All values, those of the scale first, others in an order of their own."""
        used = {value for row in self.rows for value in row if value is not None}
        rest = used.difference(self.scale)
        return (*self.scale, *sorted(rest, key=_order))

    @cached_property
    def units(self) -> int:
        """How many units have any value."""
        return sum(n for row, n in self.rows.items() if any(v is not None for v in row))

    @cached_property
    def paired(self) -> int:
        """How many units have values of at least two annotators."""
        return sum(n for row, n in self.rows.items() if sum(v is not None for v in row) > 1)

    def of_pair(self, one: int, other: int) -> Counter[tuple[Any, Any]]:
        """Return how often two annotators gave which two values to a unit."""
        pairs: Counter[tuple[Any, Any]] = Counter()
        for row, n in self.rows.items():
            if row[one] is not None and row[other] is not None:
                pairs[row[one], row[other]] += n
        return pairs

    def pairs(self) -> list[tuple[int, int, Counter[tuple[Any, Any]]]]:
        """Return for each two annotators who share units what `of_pair` says of them."""
        every = combinations(range(len(self.annotators)), 2)
        found = [(a, b, self.of_pair(a, b)) for a, b in every]
        return [(a, b, counts) for a, b, counts in found if counts]

    @property
    def is_numeric(self) -> bool:
        """Say whether every value is a number."""
        return bool(self.values) and all(_is_number(v) for v in self.values)

    @property
    def is_ordered(self) -> bool:
        """Say whether values have an order: numbers, or all of them on the scale."""
        return self.is_numeric or (bool(self.scale) and len(self.values) == len(self.scale))

    @property
    def has_sets(self) -> bool:
        """Say whether values are sets of tags."""
        return any(isinstance(v, frozenset) for v in self.values)


def ratings_of(
    rows: Iterable[Sequence[Any]], annotators: Sequence[str] = (), *, scale: Sequence[Any] = ()
) -> Ratings:
    """Make ratings of rows of values, one for each annotator; None is a missing value."""
    counted = Counter(tuple(row) for row in rows)
    width = max((len(row) for row in counted), default=0)
    names = tuple(annotators) or tuple(str(number + 1) for number in range(width))
    return Ratings(annotators=names, rows=counted, scale=tuple(scale))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _order(value: Any) -> tuple[int, float, str]:
    if _is_number(value):
        return 0, float(value), ""
    if isinstance(value, frozenset):
        return 2, len(value), " ".join(sorted(map(str, value)))  # pyright: ignore[reportUnknownArgumentType]
    return 1, 0.0, str(value)
