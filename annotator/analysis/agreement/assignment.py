"""Pairs the members of two groups at the least cost, where few pairs are possible.

Shortest augmenting paths over sparse costs (Jonker & Volgenant 1987), in plain Python: what can
be paired lies close together in a text, so nearly all members are settled by the first step.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

ALONE = -1
Edges = Sequence[Sequence[tuple[int, float]]]
"""For each row the columns it may be paired with, and the cost, which is not negative."""

_FAR = float("inf")


def assigned(edges: Edges, columns: int, alone: float) -> list[int]:
    """Return for each row its column, or ALONE, so that the sum of costs is least.

    A row that stays alone costs `alone`; a column that stays alone costs nothing.
    """
    solver = _Solver(edges, columns, alone)
    return solver.column_of


class _Solver:
    """Rows get columns one after the other; `bids` and `prices` are the dual variables."""

    def __init__(self, edges: Edges, columns: int, alone: float) -> None:
        self.edges, self.alone = edges, alone
        self.column_of = [ALONE] * len(edges)
        self.row_of = [ALONE] * columns
        self.prices = [0.0] * columns
        self.bids = [0.0] * len(edges)
        for row in self._not_settled():
            self._settle(row)

    def _not_settled(self) -> list[int]:
        """Give each row its cheapest column, if that is free; return the rows that lost."""
        lost: list[int] = []
        for row, options in enumerate(self.edges):
            best, least = ALONE, self.alone
            for column, cost in options:
                if cost < least:
                    best, least = column, cost
            self.bids[row] = least
            if best == ALONE:
                continue
            if self.row_of[best] == ALONE:
                self.row_of[best], self.column_of[row] = row, best
            else:
                lost.append(row)
        return lost

    def _settle(self, root: int) -> None:
        distances: dict[int, float] = {}
        towards: dict[int, int] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        row, low = root, 0.0
        last_row, last_cost = root, _FAR
        sink = ALONE
        while True:
            base = low - self.bids[row]
            if base + self.alone < last_cost:
                last_row, last_cost = row, base + self.alone
            for column, cost in self.edges[row]:
                reached = base + cost - self.prices[column]
                # One that is done is never nearer, but for what rounding leaves.
                if column not in done and reached < distances.get(column, _FAR):
                    distances[column], towards[column] = reached, row
                    heappush(heap, (reached, column))
            while heap and heap[0][0] > distances[heap[0][1]]:
                heappop(heap)
            if not heap or heap[0][0] >= last_cost:
                low = last_cost
                break
            low, column = heappop(heap)
            if self.row_of[column] == ALONE:
                sink = column
                break
            done[column] = low
            row = self.row_of[column]
        self.bids[root] += low
        for column, reached in done.items():
            self.bids[self.row_of[column]] += low - reached
            self.prices[column] -= low - reached
        self._augment(root, sink, last_row, towards)

    def _augment(self, root: int, sink: int, last_row: int, towards: dict[int, int]) -> None:
        column = sink
        if sink == ALONE:
            column, self.column_of[last_row] = self.column_of[last_row], ALONE
            if last_row == root:
                return
        while True:
            row = towards[column]
            before = self.column_of[row]
            self.column_of[row], self.row_of[column] = column, row
            if row == root:
                return
            column = before
