"""Takes a step back, or makes it again, some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from annotator.model.change import Step
from annotator.model.errors import StoreError
from annotator.model.progress import Progress
from annotator.store.history.images import packed, unpacked
from annotator.store.history.loose_ends import NAMED
from annotator.store.history.texts_changed import PLACED
from annotator.store.rows.rows import Raw, Rows
from annotator.store.rows.tables import DOCUMENT_COLUMN, SCHEME_TABLES

INSERTED, UPDATED, DELETED = "inserted", "updated", "deleted"
PAST = "past"
"""The table of steps of other corpora: it has neither checksums nor documents."""
FEW = 1000
"""Rows up to which views are told of each."""
Touched = tuple[str, Raw | None, Raw | None]
"""A table with the row before and after."""

_PORTION, _LARGE = 4096, {"document": 64, "revision": 64, "token": 64}
"""Rows that are held at once; of tables whose rows are large, fewer."""


class Traces:
    """What a replay touched: each row while they are few, else what has to be looked at."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self.has_scheme = False
        """Whether the scheme is another one."""
        self.few: list[Touched] = []
        self.gone: list[tuple[str, str]] = []
        """Tables and ids of what is no more and may be named elsewhere."""
        self.placed: set[int] = set()
        """Numbers of documents on whose text something was placed."""
        self.texts: set[int] = set()
        """Numbers of documents whose text was another one."""

    def note(self, table: str, befores: Sequence[Raw], afters: Sequence[Raw]) -> None:
        """Note rows before, or after, or both, in the same order."""
        rows = befores or afters
        self.count += len(rows)
        self.has_scheme = self.has_scheme or table == "scheme" or table in SCHEME_TABLES
        if self.count <= FEW:
            self.few.extend(
                (table, befores[i] if befores else None, afters[i] if afters else None)
                for i in range(len(rows))
            )
        if not afters and table in NAMED:
            self.gone.extend((table, row[1]) for row in befores)
        into = self.placed if table in PLACED else self.texts if table == "revision" else None
        if into is not None:
            into.update(set(map(itemgetter(DOCUMENT_COLUMN[table] + 1), rows)) - {None})


class Replay:
    """One step that is replayed in an open transaction."""

    def __init__(
        self, connection: Any, step: Step, rows: Rows, progress: Progress, *, backward: bool
    ) -> None:
        """Take the writing connection; rows are written through `rows`."""
        self._connection = connection
        self._step = step
        self._rows = rows
        self._progress = progress
        self._backward = backward
        self._traces = Traces()

    def run(self) -> Traces:
        """Replay each change; what stops it leaves the transaction to be rolled back."""
        removed = INSERTED if self._backward else DELETED
        told = "progress.undoing" if self._backward else "progress.redoing"
        for number, table, action, first, last in self._changes("DESC" if self._backward else ""):
            self._progress(told, min(self._traces.count, self._step.count), self._step.count)
            if table == PAST:
                self._replay_past(number, first, last, is_removed=action == removed)
            elif action == removed:
                found = self._rows.in_range(table, first, last)
                self._rows.delete(table, found)
                self._traces.note(table, found, ())
                self._keep(number, packed(found))
            elif action == UPDATED:
                self._replace(number, table, first)
            else:
                found = unpacked(self._image(number))
                self._keep(number, None)
                self._rows.insert(table, found)
                self._traces.note(table, (), found)
        return self._traces

    def _changes(self, order: str) -> list[tuple[int, str, str, int, int]]:
        sql = f"SELECT id, noun, action, first, last FROM change WHERE step = ? ORDER BY id {order}"
        return self._connection.execute(sql, (self._step.number,)).fetchall()

    def _replace(self, number: int, table: str, row: int) -> None:
        before = self._rows.get(table, row)
        if before is None and self._has_made(table, row):
            # It goes, or comes, with all others that this step made, as it was in the end.
            return
        if before is None:
            raise StoreError("step_built_on", steps=str(self._step.number))
        after = unpacked(self._image(number))
        self._rows.replace(table, before, after[0])
        self._traces.note(table, [before], after)
        self._keep(number, packed([before]))

    def _has_made(self, table: str, row: int) -> bool:
        sql = (
            "SELECT 1 FROM change WHERE step = ? AND noun = ? AND action = 'inserted' "
            "AND ? BETWEEN first AND last LIMIT 1"
        )
        values = (self._step.number, table, row)
        return self._connection.execute(sql, values).fetchone() is not None

    def _replay_past(self, number: int, first: int, last: int, *, is_removed: bool) -> None:
        if is_removed:
            span = (first, last)
            sql = "SELECT id, body FROM past WHERE id BETWEEN ? AND ? ORDER BY id"
            found = self._connection.execute(sql, span).fetchall()
            self._connection.execute("DELETE FROM past WHERE id BETWEEN ? AND ?", span)
            self._keep(number, packed(found))
        else:
            rows = unpacked(self._image(number))
            self._connection.executemany("INSERT INTO past (id, body) VALUES (?, ?)", rows)
            self._keep(number, None)

    @property
    def is_wide(self) -> bool:
        """Whether so many new rows are noted as one range that their image would be unbearable."""
        return any(c[2] == INSERTED and len(_parts(c)) > 1 for c in self._changes(""))

    def split(self) -> None:
        """Note wide ranges as several: each has an image of its own. No other thing changes."""
        following = self._connection.execute("SELECT max(id) FROM change").fetchone()[0] + 1
        # Whatever comes later stays later: all of them get new numbers.
        for change in self._changes(""):
            number, table, action, *_ = change
            if action != INSERTED:
                moved = (following, number)
                self._connection.execute("UPDATE change SET id = ? WHERE id = ?", moved)
                following += 1
                continue
            self._connection.execute("DELETE FROM change WHERE id = ?", (number,))
            for begin, end in _parts(change):
                values = (following, self._step.number, table, INSERTED, begin, end)
                self._connection.execute(
                    "INSERT INTO change (id, step, noun, action, first, last) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    values,
                )
                following += 1

    def _image(self, number: int) -> bytes:
        sql = "SELECT image FROM change WHERE id = ?"
        return self._connection.execute(sql, (number,)).fetchone()[0]

    def _keep(self, number: int, image: bytes | None) -> None:
        self._connection.execute("UPDATE change SET image = ? WHERE id = ?", (image, number))


def _parts(change: tuple[int, str, str, int, int]) -> list[tuple[int, int]]:
    _, table, _, first, last = change
    most = _LARGE.get(table, _PORTION)
    return [(begin, min(begin + most - 1, last)) for begin in range(first, last + 1, most)]


def leaves_nothing(connection: Any, step: int) -> bool:
    """Say whether the corpus has no document once a step is taken back."""
    sql = """SELECT NOT EXISTS (SELECT 1 FROM document d WHERE NOT EXISTS (
        SELECT 1 FROM change c WHERE c.step = ?1 AND c.noun = 'document'
        AND c.action = 'inserted' AND d.id BETWEEN c.first AND c.last))
      AND NOT EXISTS (SELECT 1 FROM change
        WHERE step = ?1 AND noun = 'document' AND action <> 'inserted')"""
    return bool(connection.execute(sql, (step,)).fetchone()[0])
