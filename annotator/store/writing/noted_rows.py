"""The rows that one edit writes; the history notes which are new and how the others were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.store.history.history import History
from annotator.store.history.replaying import DELETED, UPDATED
from annotator.store.rows.rows import Raw, Rows
from annotator.store.rows.table import Batch

Ranges = dict[str, list[list[int]]]
"""First and last numbers of new rows, by table."""


class NotedRows:
    """Writes whole rows of one step; ranges of new rows are noted at the end of a bulk edit."""

    def __init__(self, connection: Any, history: History, number: int, *, is_bulk: bool) -> None:
        """Take the writing connection inside its transaction, and the number of the step."""
        self._connection = connection
        self._history = history
        self._number = number
        self._is_bulk = is_bulk
        self._ranges: Ranges = {}
        self.rows = Rows(connection)

    def reserve(self, table: str, count: int = 1) -> int:
        """Return the first of `count` numbers for new rows of a table."""
        return self.rows.next_number(table, count)

    def insert(self, table: str, rows: list[Raw]) -> None:
        """Insert rows whose numbers follow each other."""
        self.rows.insert(table, rows)
        self.note_range(table, rows[0][0], rows[-1][0])

    def insert_batches(self, table: str, batches: Sequence[Batch], document: int) -> None:
        """Insert rows of one document whose numbers follow each other, whatever their batch."""
        self.rows.insert_batches(table, batches, document)
        numbers = [row[0] for batch in batches for row in (batch.rows[0], batch.rows[-1])]
        self.note_range(table, min(numbers), max(numbers))

    def replace(self, table: str, before: Raw, after: Raw) -> None:
        """Write a row over the one of its number."""
        self._note_before(table, UPDATED, [before])
        self.rows.replace(table, before, after)

    def delete(self, table: str, rows: Sequence[Raw]) -> None:
        """Delete rows, which are given as they are."""
        self._note_before(table, DELETED, rows)
        for row in rows:
            self.rows.delete(table, [row])

    def write(self, table: str, before: Raw | None, after: Raw | None) -> None:
        """Insert, replace or delete a row: None is none."""
        if before is None:
            if after is not None:
                self.insert(table, [after])
        elif after is None:
            self.delete(table, [before])
        else:
            self.replace(table, before, after)

    def note_range(self, table: str, first: int, last: int) -> None:
        """Note that rows of these numbers are new."""
        found = self._ranges.setdefault(table, [])
        if found and found[-1][1] + 1 == first:
            found[-1][1] = last
        else:
            found.append([first, last])
        if not self._is_bulk:
            self._history.note_range(self._number, table, first, last)

    def _note_before(self, table: str, action: str, rows: Sequence[Raw]) -> None:
        """Note rows as they were, but those that a bulk edit has made itself: they were not."""
        if self._is_bulk:
            made = self._ranges.get(table, ())
            rows = [row for row in rows if not any(a <= row[0] <= b for a, b in made)]
        self._history.note_rows(self._number, table, action, rows)

    def ranges(self) -> Ranges:
        """Return which rows are new so far, to be given to `go_back`."""
        return {table: [list(r) for r in found] for table, found in self._ranges.items()}

    def go_back(self, ranges: Ranges) -> None:
        """Forget what was counted since: the file has been set back to that moment."""
        self.rows = Rows(self._connection)
        self._ranges = ranges

    def close(self) -> None:
        """Write what was gathered: digests, and the ranges of a bulk edit."""
        self.rows.flush()
        if self._is_bulk:
            for table, found in self._ranges.items():
                for first, last in found:
                    self._history.note_range(self._number, table, first, last)
