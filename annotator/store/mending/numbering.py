"""Which number a row has: what stands in it, its order among others and each index are witnesses.

The checksum of a row leaves its number out, so a bit that is turned there shows by these alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any

from annotator.store.mending.witnesses import Index, heard, indexes_of
from annotator.store.rows.rows import Raw

Claim = tuple[int, int, int]
"""How many witnesses there are for it, the place of a row, and the number that it may have."""
_LEAST, _MOST = -(1 << 63) - 1, 1 << 63
"""Beyond all numbers that a row can have."""
Rows = Callable[[], Iterator[Raw]]
"""Reads all rows of a table in the order in which they stand, as often as it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """What is to be done about the numbers of a table; rows are named by their place, from 0.

    `numbers` are those that are proved instead of what stands in a row, None where nothing proves
    any. Rows at `repeated` were read before, whole; of those at `unknown` no index knows. `most` is
    the highest number that a row has.
    """

    numbers: Mapping[int, int | None] = field(default_factory=dict[int, "int | None"])
    repeated: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()
    most: int = 0


class _Passed:
    """All numbers that were read, places of rows that came before, numbers of different rows."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self.repeated: set[int] = set()
        self.twice: set[int] = set()

    def through(self, rows: Iterator[Raw]) -> Iterator[Raw]:
        """Yield rows and note them."""
        seen: dict[int, int] = {}
        for place, raw in enumerate(rows):
            number, said = raw[0], hash(raw)
            self.numbers.append(number)
            if number not in seen:
                seen[number] = said
            elif seen[number] == said:
                self.repeated.add(place)
            else:
                self.twice.add(number)
            yield raw


def numbering(connection: Any, table: str, rows: Rows, mended: Callable[[Raw], Raw]) -> Numbering:
    """Return which rows of a table bear a number that is not theirs, as far as that is proved.

    A number is proved by most of its witnesses, if no other number of the row is by as many and no
    other row has it by as many. `mended` gives a row as it was before a bit in it was turned.
    """
    passed = _Passed()
    indexes, denied = heard(indexes_of(connection, table), passed.through(rows()))
    read, repeated, twice = passed.numbers, passed.repeated, passed.twice
    sure = _in_order(read, repeated)
    doubted = {p for p, n in enumerate(read) if p in denied or n in twice or not sure[p]} - repeated
    taken = {n for p, n in enumerate(read) if p not in doubted and p not in repeated}
    if not doubted:
        return Numbering(repeated=frozenset(repeated), most=max(taken, default=0))
    held = {place: mended(raw) for place, raw in enumerate(rows()) if place in doubted}
    around = _around(read, sure)
    claims = [
        claim
        for place, raw in held.items()
        for claim in _claims(place, raw, indexes, around[place], is_sure=sure[place])
    ]
    proved = _settled(claims, taken)
    numbers = {place: proved.get(place) for place in held if proved.get(place) != read[place]}
    return Numbering(
        numbers=numbers,
        repeated=frozenset(repeated),
        unknown=frozenset(
            p for p, number in numbers.items() if number is None and _is_unknown(held[p], indexes)
        ),
        most=max(taken | set(proved.values()), default=0),
    )


def _in_order(read: Sequence[int], repeated: set[int]) -> list[bool]:
    """Say of each row whether it is in every longest sequence of rows whose numbers ascend."""
    places = [place for place in range(len(read)) if place not in repeated]
    sure = [place not in repeated for place in range(len(read))]
    if all(read[one] < read[other] for one, other in pairwise(places)):
        return sure
    before = _lengths([read[place] for place in places])
    after = _lengths([-read[place] for place in reversed(places)])[::-1]
    most = max(before)
    is_in = [one + other == most for one, other in zip(before, after, strict=True)]
    at = Counter(one for one, is_so in zip(before, is_in, strict=True) if is_so)
    for place, one, is_so in zip(places, before, is_in, strict=True):
        sure[place] = is_so and at[one] == 1
    return sure


def _lengths(numbers: Sequence[int]) -> list[int]:
    """Return for each number how many may stand before it in a sequence that ascends."""
    least: list[int] = []
    found: list[int] = []
    for number in numbers:
        length = bisect_left(least, number)
        least[length : length + 1] = [number]
        found.append(length)
    return found


def _around(read: Sequence[int], sure: Sequence[bool]) -> list[tuple[int, int]]:
    """Return for each row the numbers before and after it of which the order is sure."""
    below = [_LEAST]
    for number, is_sure in zip(read, sure, strict=True):
        below.append(number if is_sure else below[-1])
    above = [_MOST]
    for number, is_sure in zip(reversed(read), reversed(sure), strict=True):
        above.append(number if is_sure else above[-1])
    return list(zip(below[:-1], reversed(above[:-1]), strict=True))


def _claims(
    place: int, raw: Raw, indexes: Sequence[Index], around: tuple[int, int], *, is_sure: bool
) -> Iterator[Claim]:
    own, (below, above) = raw[0], around
    for number in {own, *chain.from_iterable(index.numbers(raw) for index in indexes)}:
        is_own = number == own
        fits = is_sure if is_own else below < number < above
        count = is_own + fits + sum(index.has(raw, number) for index in indexes)
        if 2 * count > 2 + len(indexes):
            yield count, place, number


def _settled(claims: Sequence[Claim], taken: set[int]) -> dict[int, int]:
    """Return the number of each place that has one by more witnesses than any other claim on it."""
    proved: dict[int, int] = {}
    closed: set[int] = set()
    taken = set(taken)
    for level in sorted({count for count, _, _ in claims}, reverse=True):
        same = [(p, n) for c, p, n in claims if c == level and p not in closed and n not in taken]
        by_place, by_number = Counter(p for p, _ in same), Counter(n for _, n in same)
        for place, number in same:
            if by_place[place] == by_number[number] == 1:
                proved[place] = number
            closed.add(place)
            taken.add(number)
    return proved


def _is_unknown(raw: Raw, indexes: Sequence[Index]) -> bool:
    """Say whether a row without a number is none of the corpus: one that was removed, say."""
    keys = [index for index in indexes if index.is_unique]
    return len(indexes) > 1 and bool(keys) and not any(index.numbers(raw) for index in keys)
