"""The corpus file: opening and closing it, the one gate for edits, undo and redo."""

from __future__ import annotations

import struct
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotator.model.change import Change, ChangeSet, Step
from annotator.model.errors import AnnotatorError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import Annotator
from annotator.model.rules import Problem
from annotator.model.scheme import Scheme
from annotator.store import backup as backups
from annotator.store.bulk import FirstImport
from annotator.store.check import damage
from annotator.store.edit import Edit
from annotator.store.history import History, Touched
from annotator.store.library import sqlite3
from annotator.store.lock import Lock
from annotator.store.queries import Reader
from annotator.store.rows import Rows
from annotator.store.schema import APPLICATION_ID, VERSION, strange_objects
from annotator.store.tables import BY_NAME

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_FULL = (13,)
Listener = Callable[[ChangeSet], None]


class Store:
    """One open corpus. One thread at a time writes; whoever reads elsewhere asks for `reader`."""

    def __init__(self, path: Path, connection: Any, lock: Lock | None) -> None:
        """Use `create` or `open`."""
        self.path = path
        self.is_read_only = lock is None
        self._connection = connection
        self._lock = lock
        self._owner = threading.get_ident()
        self._home = self._owner
        self._listeners: list[Listener] = []
        self._kept: list[ChangeSet] = []
        self._edit: Edit | None = None
        self._reader = Reader(connection)
        self._history = History(connection)
        self._scheme: Scheme | None = None

    @classmethod
    def create(cls, path: Path, scheme: Scheme, *, annotators: Iterable[Annotator] = ()) -> Store:
        """Make a new corpus file with a scheme; StoreError if there is a file of that name."""
        if path.exists():
            raise StoreError("corpus_exists", path=str(path))
        lock = Lock(path)
        try:
            connection = _connect(path)
            _migrate(connection)
            _settle(connection)
        except (OSError, sqlite3.Error) as error:
            lock.release()
            raise _worded(error, path) from error
        store = cls(path, connection, lock)
        with store.edit("corpus.new", annotator=None) as edit:
            edit.put(scheme)
            for annotator in annotators:
                edit.put(annotator)
        connection.execute(
            "INSERT INTO setting (key, value) VALUES ('corpus', ?)", (str(uuid.uuid4()),)
        )
        connection.execute("UPDATE step SET state = 'dropped'")
        return store

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a corpus file; what is not one, is newer, damaged or locked is left untouched."""
        sniff(path)
        lock = None if read_only else Lock(path)
        try:
            connection = _connect(path, read_only=read_only)
            _refuse_foreign(connection, path)
            if lock is not None:
                if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                    _migrate(connection)
                _settle(connection)
        except BaseException as error:
            if lock is not None:
                lock.release()
            if isinstance(error, sqlite3.Error):
                raise _worded(error, path) from error
            raise
        return cls(path, connection, lock)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the corpus."""
        self.close()

    @property
    def scheme(self) -> Scheme:
        """The scheme as it stands."""
        if self._scheme is None:
            self._scheme = self._reader.scheme()
        return self._scheme

    def read(self) -> Reader:
        """Return a reader on the writing connection, for the thread that owns it."""
        return self._reader

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Yield a reader with a connection and a snapshot of its own, for any thread."""
        connection = _connect(self.path, read_only=True)
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM setting").fetchone()
            yield Reader(connection)
        finally:
            connection.rollback()
            connection.close()

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
    ) -> Iterator[Edit]:
        """Open the one gate for writing: one transaction, one step, one change set.

        What raises inside rolls everything back and makes no step. An edit that changes
        nothing makes none either.
        """
        self._refuse_strangers()
        connection = self._connection
        first = FirstImport(connection) if bulk else None
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if first is not None:
                    first.begin()
                number = self._history.begin(kind, annotator, _now())
                edit = self._edit = Edit(
                    connection, number=number, history=self._history, data=data or {}, bulk=bulk
                )
                yield edit
                edit.close()
                if first is not None:
                    first.finish()
                if not edit.count:
                    connection.execute("ROLLBACK")
                    return
                self._history.finish(number, edit.data, edit.count)
                _count_commit(connection)
                connection.execute("COMMIT")
            except BaseException:
                if self._edit is not None:
                    self._edit.abandon()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._edit = None
        except sqlite3.Error as error:
            raise _worded(error, self.path) from error
        finally:
            if first is not None:
                first.close()
        if edit.has_new_scheme:
            self._scheme = None
        self._tell(
            ChangeSet(
                kind=kind,
                changes=tuple(edit.changes),
                documents=frozenset(edit.documents),
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
            raise StoreError("store_failed", path=str(self.path), reason="another thread writes")

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

    def undo(self, annotator: str | None = None) -> ChangeSet | None:
        """Take back the last step (of an annotator); None if there is none."""
        return self._replay(self.undo_step(annotator), "undo")

    def redo(self, annotator: str | None = None) -> ChangeSet | None:
        """Make the step again that was taken back last; None if there is none."""
        return self._replay(self.redo_step(annotator), "redo")

    def undo_step(self, annotator: str | None = None) -> Step | None:
        """Return the step that `undo` would take back."""
        return self._history.last_done(annotator)

    def redo_step(self, annotator: str | None = None) -> Step | None:
        """Return the step that `redo` would make again."""
        return self._history.first_undone(annotator)

    def history(self, *, limit: int = 100, before: int | None = None) -> list[Step]:
        """Return steps, newest first."""
        return self._history.list(limit=limit, before=before)

    def _replay(self, step: Step | None, direction: str) -> ChangeSet | None:
        self._refuse_strangers()
        if step is None:
            return None
        connection = self._connection
        rows = Rows(connection)
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("PRAGMA defer_foreign_keys = ON")
                replay = self._history.undo if direction == "undo" else self._history.redo
                touched = replay(step, rows)
                rows.flush()
                _count_commit(connection)
                connection.execute("COMMIT")
            except sqlite3.IntegrityError as error:
                names = self._history.builders_on(step)
                raise StoreError("step_built_on", steps=names) from error
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise _worded(error, self.path) from error
        self._scheme = None
        changes = self._change_set(step, direction, touched)
        self._tell(changes)
        return changes

    def _change_set(self, step: Step, direction: str, touched: list[Touched]) -> ChangeSet:
        is_bulk = len(touched) > 1000
        changes: list[Change] = []
        documents: set[str] = set()
        for table, before, after in () if is_bulk else touched:
            description = BY_NAME.get(table)
            if description is None:
                is_bulk = True
                continue
            old = None if before is None else self._noun(table, before)
            new = None if after is None else self._noun(table, after)
            noun = new if new is not None else old
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

    def _noun(self, table: str, raw: tuple[Any, ...]) -> Any:
        return BY_NAME[table].of_row(raw[:-1], _Lenient(self._reader))

    def set_tallies(self, tallies: Mapping[str, tuple[int, int]]) -> None:
        """Note how many incomplete and wrong things documents have; derived, so no step."""
        self._refuse_strangers()
        with self._connection:
            self._connection.executemany(
                "INSERT INTO tally (document, incomplete, errors) "
                "SELECT id, ?, ? FROM document WHERE key = ? "
                "ON CONFLICT (document) DO UPDATE SET incomplete = excluded.incomplete, "
                "errors = excluded.errors",
                [(incomplete, errors, key) for key, (incomplete, errors) in tallies.items()],
            )

    def damage(self) -> Iterator[Problem]:
        """Yield what is wrong with the file itself: checksums, digests, hashes, references."""
        yield from damage(self._connection, self._reader)

    def backup(self, reason: str) -> Path | None:
        """Make a verified backup unless nothing changed since the last; return its path."""
        return backups.backup(self._connection, self.path, reason)

    def backup_apart(self, reason: str, progress: Progress = no_progress) -> Path | None:
        """Do what `backup` does, from any thread, while this one goes on reading and writing."""
        with self.reader() as reader:
            return backups.backup(reader.connection, self.path, reason, progress)

    def backup_needed(self) -> bool:
        """Say whether something changed since the newest backup."""
        return backups.is_needed(self._connection, self.path)

    def close(self) -> None:
        """Close the file: one plain file is left."""
        if self._connection is None:
            return
        try:
            if self._lock is not None:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError:
            # A reader elsewhere keeps the journal; SQLite tidies up when that one closes.
            pass
        finally:
            self._connection.close()
            self._connection = None
            if self._lock is not None:
                self._lock.release()


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


def sniff(path: Path) -> None:
    """Read a file's first bytes before SQLite does; StoreError if it is no corpus we know."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError as error:
        raise StoreError("corpus_missing", path=str(path)) from error
    except IsADirectoryError as error:
        raise StoreError("not_a_corpus", path=str(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("cannot_open", path=str(path), reason=reason) from error
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise StoreError("not_a_corpus", path=str(path))
    (application,) = struct.unpack(">I", head[68:72])
    (version,) = struct.unpack(">I", head[60:64])
    if application != APPLICATION_ID:
        raise StoreError("not_a_corpus", path=str(path))
    if version > VERSION:
        raise StoreError("newer_version", path=str(path), found=version, known=VERSION)


def _connect(path: Path, *, read_only: bool = False) -> Any:
    address = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0
    )
    for pragma, value in (
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("cache_size", -32768),
    ):
        connection.execute(f"PRAGMA {pragma} = {value}")
    if read_only:
        connection.execute("PRAGMA query_only = 1")
    return connection


def _settle(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "trusted_schema": 0}
    for pragma, value in wanted.items():
        found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != value:
            raise StoreError("store_failed", path="", reason=f"{pragma} is {found}")


def _migrate(connection: Any) -> None:
    from annotator.store.migrating import migrate

    migrate(connection)


def _refuse_foreign(connection: Any, path: Path) -> None:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        strange = strange_objects(connection, fresh)
    finally:
        fresh.close()
    if strange:
        raise StoreError("unknown_schema", path=str(path), names=", ".join(strange))


def _count_commit(connection: Any) -> None:
    connection.execute(
        "INSERT INTO setting (key, value) VALUES ('commits', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _worded(error: Exception, path: Path) -> AnnotatorError:
    said = str(error)
    if "full" in said or getattr(error, "errno", None) == 28:
        return StoreError("disk_full", path=str(path))
    if "locked" in said:
        return StoreError("locked", path=str(path))
    if "malformed" in said or "not a database" in said:
        return StoreError("damaged", path=str(path), reason=said)
    reason = getattr(error, "strerror", None) or said
    return StoreError("store_failed", path=str(path), reason=reason)


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)
