"""Steps and their before-images: what undo and redo need, kept in the file."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from annotator.model.change import Step
from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store.history.images import packed
from annotator.store.history.loose_ends import loose_ends
from annotator.store.history.replaying import INSERTED, Replay, Traces
from annotator.store.history.texts_changed import steps_between
from annotator.store.rows.rows import Raw, Rows

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
_SEAL = "seal"
LOOSE = "repair.references"
"""The kind of a step that puts rows aside which point to what is not there."""
_CLOSED = "count > 0"
"""No step that is kept has changed nothing. One that has not counted yet is an edit that is still
open: another thread may be reading meanwhile, and the edit may never be committed."""


class History:
    """Writes and replays the steps of one connection."""

    def __init__(self, connection: Any) -> None:
        """Take the writing connection."""
        self._connection = connection

    def begin(self, kind: str, annotator: str | None, made: str) -> int:
        """Open a step and return its number."""
        found = self._connection.execute(
            "INSERT INTO step (kind, annotator, made, data, count, state) "
            "VALUES (?, ?, ?, '{}', 0, 'done') RETURNING number",
            (kind, annotator, made),
        ).fetchone()
        return int(found[0])

    def finish(self, number: int, data: Mapping[str, Any], count: int) -> None:
        """Close a step; steps that were taken back can no longer be made again."""
        self._seal(number, data, count)
        self._connection.execute(
            "UPDATE step SET state = 'dropped' WHERE state = 'undone' AND number < ?", (number,)
        )

    def _seal(self, number: int, data: Mapping[str, Any], count: int) -> None:
        sealed = {**data, _SEAL: seal_of(self._connection, number, data, count)}
        self._connection.execute(
            "UPDATE step SET data = ?, count = ? WHERE number = ?",
            (orjson.dumps(sealed).decode(), count, number),
        )

    def note_range(self, step: int, table: str, first: int, last: int) -> None:
        """Note that rows were inserted, by the range of their numbers."""
        self._note(step, table, INSERTED, first, last, None)

    def note_rows(self, step: int, table: str, action: str, rows: Iterable[Raw]) -> None:
        """Note rows that were updated or deleted, as they were before."""
        for row in rows:
            self._note(step, table, action, row[0], row[0], packed([row]))

    def _note(
        self, step: int, table: str, action: str, first: int, last: int, image: bytes | None
    ) -> None:
        self._connection.execute(
            "INSERT INTO change (step, noun, action, first, last, image) VALUES (?, ?, ?, ?, ?, ?)",
            (step, table, action, first, last, image),
        )

    def last_done(self, annotator: str | None = None) -> Step | None:
        """Return the step that undo would take back."""
        return self._one("done", "DESC", annotator)

    def first_undone(self, annotator: str | None = None) -> Step | None:
        """Return the step that redo would make again."""
        return self._one("undone", "ASC", annotator)

    def _one(self, state: str, order: str, annotator: str | None) -> Step | None:
        mine = "AND (annotator = ? OR annotator IS NULL)" if annotator is not None else ""
        sql = (
            f"SELECT number, kind, annotator, made, count, data, state FROM step "
            f"WHERE state = '{state}' AND {_CLOSED} {mine} ORDER BY number {order} LIMIT 1"
        )
        values = () if annotator is None else (annotator,)
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else step_of(row)

    def undo(self, step: Step, rows: Rows, progress: Progress = no_progress) -> Traces:
        """Take a step back; StoreError if later steps build on it."""
        self._refuse_if_built_on(step)
        replay = Replay(self._connection, step, rows, progress, backward=True)
        if replay.is_wide:
            data = self._connection.execute(
                "SELECT data FROM step WHERE number = ?", (step.number,)
            ).fetchone()[0]
            is_whole = is_sealed(self._connection, step.number, data, step.count)
            replay.split()
            if is_whole:
                self._seal(step.number, step.data, step.count)
        traces = replay.run()
        self._refuse_loose_ends(step, traces)
        self._refuse_other_text(step, traces)
        self._connection.execute(
            "UPDATE step SET state = 'undone' WHERE number = ?", (step.number,)
        )
        return traces

    def redo(self, step: Step, rows: Rows, progress: Progress = no_progress) -> Traces:
        """Make a step again."""
        traces = Replay(self._connection, step, rows, progress, backward=False).run()
        self._refuse_loose_ends(step, traces)
        self._connection.execute("UPDATE step SET state = 'done' WHERE number = ?", (step.number,))
        return traces

    def _refuse_if_built_on(self, step: Step) -> None:
        later = self._connection.execute(
            """SELECT DISTINCT s.number, s.annotator FROM change mine
            JOIN change theirs ON theirs.noun = mine.noun AND theirs.step > mine.step
              AND theirs.first <= mine.last AND theirs.last >= mine.first
            JOIN step s ON s.number = theirs.step AND s.state = 'done'
            WHERE mine.step = ? ORDER BY s.number""",
            (step.number,),
        ).fetchall()
        if later:
            raise StoreError("step_built_on", steps=_named(later))

    def _refuse_loose_ends(self, step: Step, traces: Traces) -> None:
        loose = set(loose_ends(self._connection, traces.gone))
        if loose:
            raise StoreError("step_built_on", steps=self._writers_of(loose, step))

    def _refuse_other_text(self, step: Step, traces: Traces) -> None:
        later = steps_between(self._connection, step.number, traces.placed, traces.texts)
        if later:
            raise StoreError("step_built_on", steps=_named(later))

    def builders_on(self, step: Step) -> str:
        """Name the steps whose rows point to what is missing now; for a replay that failed."""
        found = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        return self._writers_of({(table, number) for table, number, *_ in found}, step)

    def _writers_of(self, rows: Iterable[tuple[str, int]], step: Step) -> str:
        later: set[tuple[int, str | None]] = set()
        for table, number in rows:
            later.update(
                self._connection.execute(
                    """SELECT s.number, s.annotator FROM change c JOIN step s ON s.number = c.step
                    WHERE c.noun = ? AND c.first <= ? AND c.last >= ? AND s.state = 'done'
                      AND s.number <> ?""",
                    (table, number, number, step.number),
                ).fetchall()
            )
        return _named(sorted(later, key=lambda row: row[0])) or str(step.number)

    def list(self, *, limit: int = 100, before: int | None = None) -> list[Step]:
        """Return steps, newest first."""
        sql = (
            "SELECT number, kind, annotator, made, count, data, state FROM step "
            f"WHERE number < ? AND {_CLOSED} ORDER BY number DESC LIMIT ?"
        )
        rows = self._connection.execute(sql, (before or (1 << 62), limit)).fetchall()
        return [step_of(row) for row in rows]


def seal_of(connection: Any, number: int, data: Mapping[str, Any], count: int) -> int:
    """Return the number by which a step proves, its state and images apart: those change."""
    said = connection.execute(
        "SELECT kind, annotator, made FROM step WHERE number = ?", (number,)
    ).fetchone()
    changes = connection.execute(
        "SELECT noun, action, first, last FROM change WHERE step = ? ORDER BY id", (number,)
    ).fetchall()
    whole = [said, count, data, changes]
    return zlib.crc32(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS))


def reseal(connection: Any, number: int, data: Mapping[str, Any]) -> None:
    """Give a step other data, and a seal that fits it as it is now."""
    kept = {key: value for key, value in data.items() if key != _SEAL}
    (count,) = connection.execute("SELECT count FROM step WHERE number = ?", (number,)).fetchone()
    sealed = {**kept, _SEAL: seal_of(connection, number, kept, count)}
    connection.execute(
        "UPDATE step SET data = ? WHERE number = ?", (orjson.dumps(sealed).decode(), number)
    )


def is_sealed(connection: Any, number: int, data: str, count: int) -> bool:
    """Say whether a step proves; one from before there were seals does."""
    noted = orjson.loads(data).get(_SEAL)
    return noted is None or noted == seal_of(connection, number, unsealed(data), count)


def unsealed(data: str) -> dict[str, Any]:
    """Return the data of a step as they were given."""
    found: dict[str, Any] = orjson.loads(data)
    found.pop(_SEAL, None)
    return found


def _named(steps: Iterable[tuple[int, str | None]]) -> str:
    return ", ".join(f"{number} ({who or '–'})" for number, who in list(steps)[:5])


def step_of(row: tuple[Any, ...]) -> Step:
    """Return the step of a row."""
    number, kind, annotator, made, count, data, state = row
    return Step(
        number=number,
        kind=kind,
        annotator=annotator,
        made=made,
        count=count,
        data=unsealed(data),
        state=state,
    )


def told_steps(connection: Any) -> Iterator[Mapping[str, Any]]:
    """Yield as data what was done, in other corpora first, for who reads an export."""
    for (body,) in connection.execute("SELECT body FROM past ORDER BY id"):
        yield orjson.loads(body)
    sql = (
        "SELECT kind, annotator, made, count, data FROM step WHERE state = 'done' "
        "AND kind NOT IN ('documents.import') ORDER BY number"
    )
    for kind, annotator, made, count, data in connection.execute(sql):
        facts = {"kind": kind, "annotator": annotator, "made": made, "count": count}
        yield {**facts, "data": unsealed(data)}
