"""The corpus file: opening and closing it, the one gate for edits, undo and redo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotator.model.change import ChangeSet, Step
from annotator.model.errors import StoreError
from annotator.model.problem import Problem
from annotator.model.progress import Progress, no_progress
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.store import backup as backups
from annotator.store.bulk import BulkSettings
from annotator.store.check import damage
from annotator.store.counters import Tally, commits, count_commit, now, setting, write_tallies
from annotator.store.edit import Edit
from annotator.store.history import History
from annotator.store.journal import Journal
from annotator.store.library import sqlite3
from annotator.store.lock import Lock
from annotator.store.making import make_file
from annotator.store.opening import (
    TARGET,
    UNREADABLE,
    Left,
    Target,
    connect,
    left_behind,
    probe,
    refuse_foreign,
    settle,
    sniff,
    upgrade,
    well_said,
    worded,
)
from annotator.store.place import hazard_of
from annotator.store.presence import Presence
from annotator.store.queries import Reader
from annotator.store.replayed import change_set, replayed
from annotator.store.seen import Seen

Listener = Callable[[ChangeSet], None]


class Store:
    """One open corpus. One thread at a time writes; whoever reads elsewhere asks for `reader`."""

    def __init__(self, path: Path, connection: Any, lock: Lock | None, left: Left) -> None:
        """Use `create` or `open`."""
        self.path = path
        self.is_read_only = lock is None
        self.was_left_open = left.was_open and lock is not None
        self._connection: Any = connection
        self._lock = lock
        self._owner = threading.get_ident()
        self._home = self._owner
        self._listeners: list[Listener] = []
        self._kept: list[ChangeSet] = []
        self._edit: Edit | None = None
        self._reader = Reader(connection)
        self._history = History(connection)
        self._scheme: Scheme | None = None
        self._presence = Presence(path)
        self.corpus_id = setting(connection, "corpus")
        self._seen = Seen(self.corpus_id, path, lacks_journal=left.lacks_journal)
        self.journal = Journal(self.corpus_id)
        self.warnings: tuple[StoreError, ...] = tuple(self._warn())

    def _warn(self) -> Iterator[StoreError]:
        """Yield what its people should know of a corpus that was just opened."""
        found, seen = commits(self._connection), self._seen.highest
        if found < seen:
            yield StoreError("older_than_seen", path=str(self.path), count=seen - found)
        hazard = None if self.is_read_only else hazard_of(self.path)
        if hazard is not None:
            yield StoreError(f"place_{hazard.kind}", path=str(self.path), name=hazard.name)

    @classmethod
    def create(cls, path: Path, scheme: Scheme, *, annotators: Iterable[Annotator] = ()) -> Store:
        """Make a new corpus file with a scheme; StoreError if there is a file of that name."""
        if path.exists():
            raise StoreError("corpus_exists", path=str(path))
        lock = Lock(path)
        try:
            make_file(path, scheme, annotators)
            connection = connect(path)
            settle(connection)
        except (OSError, sqlite3.Error) as error:
            lock.release()
            raise worded(error, path) from error
        return cls(path, connection, lock, Left())

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        target: Target = TARGET,
        is_probed: bool = True,
        is_brief: bool = False,
    ) -> Store:
        """Open a corpus file; what is not one, is newer, damaged or locked is left untouched.

        One that is opened briefly, for one edit, keeps every byte if nothing is changed in it.
        Only what is to be repaired is opened for writing without being probed for damaged rows.
        """
        sniff(path, target.version)
        left = left_behind(path)
        lock = None if read_only else Lock(path)
        connection: Any = None
        try:
            connection = connect(path, read_only=read_only)
            refuse_foreign(connection, path, target)
            upgrade(connection, path, target, read_only=read_only)
            # What is only read, and above all what is only checked, is read as far as it goes.
            is_probed = is_probed and lock is not None
            scheme = probe(Reader(connection), path) if is_probed else None
            if lock is not None:
                settle(connection, is_brief=is_brief)
            found = cls(path, connection, lock, left)
            found._scheme = scheme
            return found
        except BaseException as error:
            if connection is not None:
                connection.close()
            if lock is not None:
                lock.release()
            if isinstance(error, UNREADABLE):
                raise worded(error, path) from error
            raise

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the corpus; StoreError says what a failure to read it in the block means."""
        self.close()
        if isinstance(error, UNREADABLE):
            raise worded(error, self.path) from error

    @property
    def scheme(self) -> Scheme:
        """The scheme as it stands."""
        if self._scheme is None:
            with well_said(self.path):
                self._scheme = self._reader.scheme()
        return self._scheme

    def read(self) -> Reader:
        """Return a reader on the writing connection, for the thread that owns it."""
        return self._reader

    @contextmanager
    def reader(self) -> Generator[Reader]:
        """Yield a reader with a connection and a snapshot of its own, for any thread."""
        connection = connect(self.path, read_only=True)
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM setting").fetchone()
            yield Reader(connection, self._reader.remembered)
        except UNREADABLE as error:
            raise worded(error, self.path) from error
        finally:
            connection.rollback()
            connection.close()

    def commits(self) -> int:
        """Return how many edits the corpus has seen, undone and redone ones too."""
        return commits(self._connection)

    def counts(self) -> dict[str, int]:
        """Return how many nouns of each kind the corpus holds."""
        return self._reader.counts()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change set, after its commit; call the result to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def take_over(self) -> None:
        """Make the calling thread the one that writes."""
        if self._edit is not None:
            raise StoreError("store_failed", path=str(self.path), reason="an edit is open")
        self._owner = threading.get_ident()

    @contextmanager
    def edit(
        self,
        kind: str,
        *,
        annotator: str | None,
        data: Mapping[str, Any] | None = None,
        bulk: bool = False,
        made: str | None = None,
    ) -> Generator[Edit]:
        """Open the one gate for writing: one transaction, one step, one change set.

        What raises inside rolls everything back and makes no step. An edit that changes
        nothing makes none either. `made` is the time of a step that is replayed.
        """
        self._refuse_strangers()
        connection = self._connection
        settings = BulkSettings(connection) if bulk else None
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if settings is not None:
                    settings.begin()
                number = self._history.begin(kind, annotator, made or now())
                edit = self._edit = Edit(
                    connection, number=number, history=self._history, data=data or {}, bulk=bulk
                )
                yield edit
                edit.close()
                if settings is not None:
                    settings.finish()
                if not edit.count:
                    connection.execute("ROLLBACK")
                    return
                self._history.finish(number, edit.data, edit.count)
                done = count_commit(connection)
                line = self.journal.line_of(connection, number, done)
                connection.execute("COMMIT")
                self._seen.note(done)
                self.journal.note(done, line)
            except BaseException:
                if self._edit is not None:
                    self._edit.abandon()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._edit = None
        except sqlite3.Error as error:
            raise worded(error, self.path) from error
        finally:
            if settings is not None:
                settings.close()
        if edit.has_new_scheme:
            self._scheme = None
        self._tell(
            ChangeSet(
                kind=kind,
                changes=tuple(edit.changes),
                documents=edit.documents.told(),
                is_bulk=bulk,
                step=number,
            )
        )

    def _refuse_strangers(self) -> None:
        if self.is_read_only:
            raise StoreError("read_only", path=str(self.path))
        if self._edit is not None:
            raise StoreError("store_failed", path=str(self.path), reason="an edit is open")
        if self._owner != threading.get_ident():
            raise StoreError("busy", path=str(self.path))
        fault = self._presence.fault()
        if fault is not None:
            raise StoreError(fault, path=str(self.path))

    def fault(self) -> StoreError | None:
        """Return why nothing can be written any more: the file is gone, or is another one."""
        code = None if self.is_read_only else self._presence.fault()
        return StoreError(code, path=str(self.path)) if code is not None else None

    def save_elsewhere(self, target: Path, progress: Progress = no_progress) -> None:
        """Write the corpus as it stands to another file, verified; also when its own is gone."""
        backups.copy(self._connection, target, progress)

    def tell_kept(self) -> None:
        """Tell the listeners what another thread changed, now that this one is theirs again."""
        kept, self._kept = self._kept, []
        for changes in kept:
            self._tell(changes)

    def _tell(self, changes: ChangeSet) -> None:
        if threading.get_ident() != self._home:
            self._kept.append(changes)
            return
        failed: BaseException | None = None
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as error:
                failed = failed or error
        if failed is not None:
            raise failed

    def undo(
        self, annotator: str | None = None, progress: Progress = no_progress
    ) -> ChangeSet | None:
        """Take back the last step (of an annotator); None if there is none.

        `progress` may raise Cancelled: then the corpus stays as it is.
        """
        return self._replay(self.undo_step(annotator), "undo", progress)

    def redo(
        self, annotator: str | None = None, progress: Progress = no_progress
    ) -> ChangeSet | None:
        """Make the step again that was taken back last; None if there is none."""
        return self._replay(self.redo_step(annotator), "redo", progress)

    def undo_step(self, annotator: str | None = None) -> Step | None:
        """Return the step that `undo` would take back."""
        return self._history.last_done(annotator)

    def redo_step(self, annotator: str | None = None) -> Step | None:
        """Return the step that `redo` would make again."""
        return self._history.first_undone(annotator)

    def history(self, *, limit: int = 100, before: int | None = None) -> list[Step]:
        """Return steps, newest first."""
        return self._history.list(limit=limit, before=before)

    def _replay(self, step: Step | None, direction: str, progress: Progress) -> ChangeSet | None:
        self._refuse_strangers()
        if step is None:
            return None
        try:
            traces = replayed(self._connection, self._history, step, direction, progress)
            done = commits(self._connection)
            self._seen.note(done)
            self.journal.note_replay(done, direction, step.number)
        except sqlite3.Error as error:
            raise worded(error, self.path) from error
        self._scheme = None
        changes = change_set(step, direction, traces, self._reader)
        self._tell(changes)
        return changes

    def set_tallies(self, tallies: Mapping[str, Tally]) -> None:
        """Note how many incomplete and wrong things documents have; derived, so no step."""
        self._refuse_strangers()
        try:
            write_tallies(self._connection, tallies)
        except sqlite3.Error as error:
            raise worded(error, self.path) from error

    def damage(self) -> Iterator[Problem]:
        """Yield what is wrong with the file itself: checksums, digests, hashes, references."""
        yield from damage(self._connection, self._reader)

    def backup(self, reason: backups.Reason) -> Path | None:
        """Make a verified backup unless nothing changed since the last; return its path."""
        made = backups.backup(self._connection, self.path, reason)
        if made is not None:
            self.journal.begin_anew()
        return made

    def backup_apart(self, reason: backups.Reason, progress: Progress = no_progress) -> Path | None:
        """Do what `backup` does, from any thread, while this one goes on reading and writing."""
        with self.reader() as reader:
            made = backups.backup(reader.connection, self.path, reason, progress)
        if made is not None:
            self.journal.begin_anew()
        return made

    def backup_needed(self) -> bool:
        """Say whether something changed since the newest backup."""
        return backups.is_needed(self._connection, self.path)

    def close(self) -> None:
        """Close the file: one plain file is left."""
        if self._connection is None:
            return
        try:
            # A reader elsewhere keeps the journal; SQLite tidies up when that one closes.
            with suppress(sqlite3.OperationalError):
                if self._lock is not None:
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    self._connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            self._connection.close()
            self._connection = None
            self._presence.end()
            self._seen.close()
            self.journal.close()
            if self._lock is not None:
                self._lock.release()
