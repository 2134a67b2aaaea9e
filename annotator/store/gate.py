"""The one gate for writing: each edit, undo or redo is one transaction, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from annotator.model.change import Step
from annotator.model.errors import StoreError
from annotator.model.progress import Progress
from annotator.store.files.counters import Tally, commits, count_commit, now, write_tallies
from annotator.store.files.library import sqlite3
from annotator.store.files.log import Log
from annotator.store.files.presence import Presence
from annotator.store.files.seen import Seen
from annotator.store.history.history import History
from annotator.store.history.journal import Journal
from annotator.store.history.replaying import Traces
from annotator.store.opening.opening import worded
from annotator.store.rows.brought import Brought
from annotator.store.rows.bulk import BulkSettings
from annotator.store.writing.edit import Edit
from annotator.store.writing.replayed import replayed


class Gate:
    """Writes through one connection, for the one thread that owns it, if anything may be written.

    What an edit changed is noted outside of the corpus too, after the commit: how far it is, and
    what was done.
    """

    def __init__(
        self, connection: Any, path: Path, *, is_read_only: bool, seen: Seen, journal: Journal
    ) -> None:
        """Take the writing connection, which its maker closes, for the calling thread."""
        self._connection = connection
        self._path = path
        self._is_read_only = is_read_only
        self._seen = seen
        self._journal = journal
        self._owner = threading.get_ident()
        self._edit: Edit | None = None
        self._presence = Presence(path)
        self._log = Log()
        self.history = History(connection)

    def take_over(self) -> None:
        """Make the calling thread the one that writes.

        StoreError while an edit is open.
        """
        if self._edit is not None:
            raise StoreError("store_failed", path=str(self._path), reason="an edit is open")
        self._owner = threading.get_ident()

    def fault(self) -> StoreError | None:
        """Return why nothing can be written any more: the file is gone, or is another one."""
        code = None if self._is_read_only else self._presence.fault()
        return StoreError(code, path=str(self._path)) if code is not None else None

    def _refuse_strangers(self) -> None:
        if self._is_read_only:
            raise StoreError("read_only", path=str(self._path))
        if self._edit is not None:
            raise StoreError("store_failed", path=str(self._path), reason="an edit is open")
        if self._owner != threading.get_ident():
            raise StoreError("busy", path=str(self._path))
        fault = self._presence.fault()
        if fault is not None:
            raise StoreError(fault, path=str(self._path))

    @contextmanager
    def edit(
        self,
        kind: str,
        *,
        annotator: str | None,
        data: Mapping[str, Any],
        is_bulk: bool,
        made: str | None,
    ) -> Generator[Edit]:
        """Yield an edit inside a transaction that is committed if it changed anything."""
        self._refuse_strangers()
        connection = self._connection
        settings = BulkSettings(connection) if is_bulk else None
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if settings is not None:
                    settings.begin()
                number = self.history.begin(kind, annotator, made or now())
                edit = self._edit = Edit(
                    connection, number=number, history=self.history, data=data, bulk=is_bulk
                )
                if settings is not None and settings.was_empty:
                    edit.rows.brought = Brought()
                yield edit
                edit.close()
                if settings is not None:
                    settings.finish()
                if edit.count:
                    self._commit(edit)
                else:
                    connection.execute("ROLLBACK")
            except BaseException:
                if self._edit is not None:
                    self._edit.abandon()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._edit = None
        except sqlite3.Error as error:
            raise worded(error, self._path) from error
        finally:
            if settings is not None:
                settings.close()

    def _commit(self, edit: Edit) -> None:
        self.history.finish(edit.number, edit.data, edit.count)
        done = count_commit(self._connection)
        line = self._journal.line_of(self._connection, edit.number, done)
        self._connection.execute("COMMIT")
        self._log.commits += 1
        self._seen.note(done)
        self._journal.note(done, line)

    def replay(self, step: Step | None, direction: str, progress: Progress) -> Traces | None:
        """Take a step back or make it again; return what that changed, None without a step."""
        self._refuse_strangers()
        if step is None:
            return None
        try:
            traces = replayed(self._connection, self.history, step, direction, progress)
            done = commits(self._connection)
            self._log.commits += 1
            self._seen.note(done)
            self._journal.note_replay(done, direction, step.number)
        except sqlite3.Error as error:
            raise worded(error, self._path) from error
        return traces

    def rest(self) -> None:
        """Write what the log holds into the file, if it is much and nothing came since last time.

        For when nobody waits, and now and then: else SQLite does it in some edit, which then takes
        several times as long. All of it is safe in the log already, so a fault says nothing here.
        """
        is_ours = self._owner == threading.get_ident() and self._edit is None
        if is_ours and not self._is_read_only and self._log.is_due():
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def set_tallies(self, tallies: Mapping[str, Tally]) -> None:
        """Note how many incomplete and wrong things documents have; derived, so no step."""
        self._refuse_strangers()
        try:
            write_tallies(self._connection, tallies)
        except sqlite3.Error as error:
            raise worded(error, self._path) from error

    def close(self) -> None:
        """Forget the file: its connection is closed."""
        self._presence.end()
