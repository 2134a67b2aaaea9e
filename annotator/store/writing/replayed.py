"""An undo or redo as one transaction, and what it changed, as news for the views."""

from __future__ import annotations

from typing import Any

from annotator.model.change import Change, ChangeSet, Step
from annotator.model.errors import StoreError
from annotator.model.progress import Progress
from annotator.store.files.counters import count_commit
from annotator.store.files.library import sqlite3
from annotator.store.history.history import LOOSE, History
from annotator.store.history.replaying import FEW, Traces, leaves_nothing
from annotator.store.reading.queries import Reader
from annotator.store.rows.ahead import Ahead
from annotator.store.rows.bulk import BulkSettings
from annotator.store.rows.rows import Rows
from annotator.store.rows.tables import BY_NAME

_LARGE = 5000
"""Rows of a step from which on it is replayed like a bulk edit."""


def replayed(
    connection: Any, history: History, step: Step, direction: str, progress: Progress
) -> Traces:
    """Replay a step in a transaction of its own; whatever is raised leaves all as it was.

    StoreError if later steps build on it.
    """
    backward = direction == "undo"
    # What pointed nowhere when it was put aside points nowhere when it is back.
    is_loose = step.kind == LOOSE
    is_large = step.count >= _LARGE and not is_loose
    empties = is_large and backward and leaves_nothing(connection, step.number)
    settings = BulkSettings(connection, leaves_nothing=empties) if is_large else None
    ahead = Ahead(connection) if is_large and not backward else None
    rows = Rows(connection if ahead is None else ahead)
    if is_loose:
        connection.execute("PRAGMA foreign_keys = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        if settings is not None:
            settings.begin()
        if empties:
            rows.leave_nothing()
        replay = history.undo if backward else history.redo
        traces = replay(step, rows, progress)
        rows.flush()
        if settings is not None:
            settings.finish()
        count_commit(connection)
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        raise StoreError("step_built_on", steps=history.builders_on(step)) from error
    finally:
        if ahead is not None:
            ahead.close()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if is_loose:
            connection.execute("PRAGMA foreign_keys = 1")
        if settings is not None:
            settings.close()
    return traces


def change_set(step: Step, direction: str, traces: Traces, reader: Reader) -> ChangeSet:
    """Return what an undo or redo changed; many changes are told as a bulk edit."""
    is_bulk = traces.count > FEW
    changes: list[Change] = []
    documents: set[str] = set()
    for table, before, after in () if is_bulk else traces.few:
        description = BY_NAME.get(table)
        if description is None:
            is_bulk = True
            continue
        old = None if before is None else _noun(reader, table, before)
        new = None if after is None else _noun(reader, table, after)
        noun: Any = new if new is not None else old
        document = noun.id if table == "document" else getattr(noun, "document", None)
        if table in ("segment", "token") or (document is None and table == "revision"):
            is_bulk = True
        if document is not None:
            documents.add(document)
        key = getattr(noun, "id", None) or f"{document}/{getattr(noun, 'annotator', '')}"
        changes.append(Change(table=table, id=key, before=old, after=new))
    return ChangeSet(
        kind=step.kind,
        direction=direction,
        changes=() if is_bulk else tuple(changes),
        documents=frozenset() if is_bulk else frozenset(documents),
        is_bulk=is_bulk,
        step=step.number,
    )


def _noun(reader: Reader, table: str, raw: tuple[Any, ...]) -> Any:
    return BY_NAME[table].of_row(raw[:-1], _Lenient(reader))


class _Lenient:
    """Ids of rows that may be gone by now: what is not found keeps its number."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def key_of(self, table: str, number: int) -> str:
        try:
            return self._reader.key_of(table, number)
        except KeyError:
            return f"#{number}"

    def number_of(self, table: str, key: str) -> int:
        return self._reader.number_of(table, key)
