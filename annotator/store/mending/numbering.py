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


class _Look:
    """A look at all rows of a table but those at places that are `wrong`: these say nothing."""

    def __init__(self, connection: Any, table: str, rows: Rows, wrong: frozenset[int]) -> None:
        self.numbers = array("q")
        self.repeated: set[int] = set()
        self._twice: set[int] = set()
        self._out = set(wrong)
        self.indexes, denied = heard(indexes_of(connection, table), self._through(rows()))
        self.sure = _in_order(self.numbers, self._out)
        self.doubted = {
            place
            for place, number in enumerate(self.numbers)
            if place in denied or number in self._twice or not self.sure[place]
        } - self._out

    def _through(self, rows: Iterator[Raw]) -> Iterator[tuple[int, Raw]]:
        """Yield rows with their places and note their numbers."""
        seen: dict[int, int] = {}
        for place, raw in enumerate(rows):
            number, said = raw[0], hash(raw)
            self.numbers.append(number)
            if place in self._out:
                continue
            if number not in seen:
                seen[number] = said
            elif seen[number] == said:
                self.repeated.add(place)
            else:
                self._twice.add(number)
            yield place, raw
        self._out |= self.repeated

    def taken(self) -> set[int]:
        """Return the numbers of the rows that nothing speaks against."""
        out = self._out | self.doubted
        return {number for place, number in enumerate(self.numbers) if place not in out}


def numbering(
    connection: Any, table: str, rows: Rows, proved: Callable[[Raw], Raw | None]
) -> Numbering:
    """Return which rows of a table bear a number that is not theirs, as far as that is proved.

    A number is proved by most of its witnesses, if no other number of the row is by as many and no
    other row has it by as many. `proved` gives a row as it was before a bit in it was turned, None
    if its values do not prove: such a row says nothing of others.
    """
    look = _Look(connection, table, rows, frozenset())
    if look.doubted:
        # To prove each row takes much longer than to look at it, so it waits until there is need.
        wrong = frozenset(place for place, raw in enumerate(rows()) if proved(raw) is None)
        look = _Look(connection, table, rows, wrong) if wrong else look
    taken, read, repeated = look.taken(), look.numbers, frozenset(look.repeated)
    if not look.doubted:
        return Numbering(repeated=repeated, most=max(taken, default=0))
    held = {p: proved(raw) or raw for p, raw in enumerate(rows()) if p in look.doubted}
    around = _around(read, look.sure)
    claims = [
        claim
        for place, raw in held.items()
        for claim in _claims(place, raw, look.indexes, around[place], is_sure=look.sure[place])
    ]
    settled = _settled(claims, taken)
    numbers = {place: settled.get(place) for place in held if settled.get(place) != read[place]}
    lost = [place for place, number in numbers.items() if number is None]
    return Numbering(
        numbers=numbers,
        repeated=repeated,
        unknown=frozenset(place for place in lost if _is_unknown(held[place], look.indexes)),
        most=max(taken | set(settled.values()), default=0),
    )


def _in_order(read: Sequence[int], out: set[int]) -> list[bool]:
    """Say of each row, but those left out, whether every longest ascending sequence has it."""
    places = [place for place in range(len(read)) if place not in out]
    sure = [place not in out for place in range(len(read))]
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
