"""The corpus file: opening and closing it, the one gate for edits, undo and redo."""

from __future__ import annotations

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
from annotator.store.files.counters import Tally, commits, setting
from annotator.store.files.library import sqlite3
from annotator.store.files.place import hazard_of
from annotator.store.files.seen import Seen
from annotator.store.gate import Gate
from annotator.store.history.journal import Journal
from annotator.store.listening import Listener, Listeners
from annotator.store.mending.check import damage
from annotator.store.opening import backup as backups
from annotator.store.opening.opened import Opened, make_anew, open_file
from annotator.store.opening.opening import TARGET, UNREADABLE, Target, connect, well_said, worded
from annotator.store.reading.queries import Reader
from annotator.store.rehearsing import rehearse
from annotator.store.searching.remembered import Remembered
from annotator.store.writing.edit import Edit
from annotator.store.writing.replayed import change_set

_CACHE_OF_READERS = 512
"""KiB of pages that a connection of a reader keeps, as many as a processor has at hand."""


class Store:
    """One open corpus. One thread at a time writes; whoever reads elsewhere asks for `reader`."""

    def __init__(self, path: Path, opened: Opened) -> None:
        """Use `create` or `open`."""
        connection, lock, left, scheme = opened
        self.path = path
        self.is_read_only = lock is None
        self.was_left_open = left.was_open and lock is not None
        self._connection: Any = connection
        self._lock = lock
        self._listeners = Listeners()
        self._scheme = scheme
        self.corpus_id = setting(connection, "corpus")
        self._reader = Reader(connection, Remembered(home=(self.corpus_id, path)))
        self._seen = Seen(self.corpus_id, path, lacks_journal=left.lacks_journal)
        self.journal = Journal(self.corpus_id)
        self._gate = Gate(
            connection,
            path,
            is_read_only=self.is_read_only,
            seen=self._seen,
            journal=self.journal,
        )
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
        return cls(path, make_anew(path, scheme, annotators))

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
        found = open_file(
            path, read_only=read_only, target=target, is_probed=is_probed, is_brief=is_brief
        )
        try:
            return cls(path, found)
        except BaseException as error:
            found.close()
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
            # It goes through much once: a page is sooner read again than put into new memory.
            connection.execute(f"PRAGMA cache_size = {-_CACHE_OF_READERS}")
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
        return self._listeners.add(listener)

    def take_over(self) -> None:
        """Make the calling thread the one that writes."""
        self._gate.take_over()

    def rest(self) -> None:
        """Tidy up in the file what would hold up some edit; for now and then, when nobody waits."""
        self._gate.rest()

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
        with self._gate.edit(
            kind, annotator=annotator, data=data or {}, is_bulk=bulk, made=made
        ) as edit:
            yield edit
        if not edit.count:
            return
        if edit.has_new_scheme:
            self._scheme = None
        found = None if edit.rows.brought is None else edit.rows.brought.found
        if found is not None:
            self._reader.remembered.brought = (self.commits(), found)
        self._listeners.tell(
            ChangeSet(
                kind=kind,
                changes=tuple(edit.changes),
                documents=edit.documents.told(),
                is_bulk=bulk,
                step=edit.number,
            )
        )

    @contextmanager
    def rehearse(
        self, kind: str, *, annotator: str | None, progress: Progress = no_progress
    ) -> Generator[Edit]:
        """Open a bulk edit of a copy that nobody sees, from any thread; nothing of it is kept.

        Whoever reads or edits the corpus meanwhile meets it as it is. StoreError if there is no
        room for the copy.
        """
        with (
            self.reader() as reader,
            rehearse(
                reader.connection, self.path, kind, annotator=annotator, progress=progress
            ) as edit,
        ):
            yield edit

    def fault(self) -> StoreError | None:
        """Return why nothing can be written any more: the file is gone, or is another one."""
        return self._gate.fault()

    def save_elsewhere(self, target: Path, progress: Progress = no_progress) -> None:
        """Write the corpus as it stands to another file, verified; also when its own is gone."""
        backups.copy(self._connection, target, progress)

    def tell_kept(self) -> None:
        """Tell the listeners what another thread changed, now that this one is theirs again."""
        self._listeners.tell_kept()

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
        return self._gate.history.last_done(annotator)

    def redo_step(self, annotator: str | None = None) -> Step | None:
        """Return the step that `redo` would make again."""
        return self._gate.history.first_undone(annotator)

    def history(self, *, limit: int = 100, before: int | None = None) -> list[Step]:
        """Return steps, newest first."""
        return self._gate.history.list(limit=limit, before=before)

    def _replay(self, step: Step | None, direction: str, progress: Progress) -> ChangeSet | None:
        traces = self._gate.replay(step, direction, progress)
        if step is None or traces is None:
            return None
        if traces.has_scheme:
            self._scheme = None
        changes = change_set(step, direction, traces, self._reader)
        self._listeners.tell(changes)
        return changes

    def set_tallies(self, tallies: Mapping[str, Tally]) -> None:
        """Note how many incomplete and wrong things documents have; derived, so no step."""
        self._gate.set_tallies(tallies)

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
            self._gate.close()
            self._seen.close()
            self.journal.close()
            if self._lock is not None:
                self._lock.release()
