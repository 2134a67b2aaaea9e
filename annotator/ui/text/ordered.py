"""Rows in order, in portions, so that adding or removing one costs the same among any number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Generic, TypeVar

R = TypeVar("R", bound=tuple[Any, ...])
_PORTION = 512


class Ordered(Generic[R]):
    """Tuples from the least to the greatest; places among them are asked for by their begin."""

    __slots__ = ("_count", "_firsts", "_portions")

    def __init__(self, rows: Iterable[R] = ()) -> None:
        """Sort `rows` once."""
        whole = sorted(rows)
        self._count = len(whole)
        self._portions = [whole[at : at + _PORTION] for at in range(0, len(whole), _PORTION)]
        self._firsts = [portion[0] for portion in self._portions]

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def __iter__(self) -> Iterator[R]:
        """Yield the rows in order."""
        return chain.from_iterable(self._portions)

    def portions(self) -> Iterator[list[R]]:
        """Yield the lists that the rows are kept in, in order."""
        return iter(self._portions)

    def add(self, row: R) -> None:
        """Put a row to its place."""
        self._count += 1
        if not self._portions:
            self._portions.append([row])
            self._firsts.append(row)
            return
        at = max(0, bisect_right(self._firsts, row) - 1)
        portion = self._portions[at]
        insort(portion, row)
        if len(portion) > 2 * _PORTION:
            self._portions[at : at + 1] = [portion[:_PORTION], portion[_PORTION:]]
            self._firsts.insert(at + 1, portion[_PORTION])
        self._firsts[at] = portion[0]

    def discard(self, row: R) -> bool:
        """Take a row out; say whether it was there."""
        at = bisect_right(self._firsts, row) - 1
        if at < 0:
            return False
        portion = self._portions[at]
        place = bisect_left(portion, row)
        if place == len(portion) or portion[place] != row:
            return False
        self._count -= 1
        del portion[place]
        if portion:
            self._firsts[at] = portion[0]
        else:
            del self._portions[at], self._firsts[at]
        return True

    def between(self, low: tuple[Any, ...], high: tuple[Any, ...]) -> list[R]:
        """Return the rows from `low` on that stand before `high`; both may be shorter than rows."""
        first = max(0, bisect_right(self._firsts, low) - 1)
        last = bisect_left(self._firsts, high)
        found: list[R] = []
        for at in range(first, last):
            portion = self._portions[at]
            begin = bisect_left(portion, low) if at == first else 0
            end = bisect_left(portion, high, begin) if at == last - 1 else len(portion)
            found += portion[begin:end]
        return found

    def since(self, low: tuple[Any, ...]) -> Iterator[R]:
        """Yield the rows from `low` on."""
        first = max(0, bisect_right(self._firsts, low) - 1)
        for at in range(first, len(self._portions)):
            portion = self._portions[at]
            yield from portion[bisect_left(portion, low) if at == first else 0 :]

    def before(self, high: tuple[Any, ...]) -> Iterator[R]:
        """Yield the rows before `high`, the nearest first."""
        last = bisect_left(self._firsts, high) - 1
        for at in range(last, -1, -1):
            portion = self._portions[at]
            end = bisect_left(portion, high) if at == last else len(portion)
            yield from reversed(portion[:end])
