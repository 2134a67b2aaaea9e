"""What happens before a corpus file is used: is it one, is it ours, can it be written safely."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotator.model.errors import AnnotatorError, StoreError
from annotator.model.scheme import Scheme
from annotator.store.files.library import sqlite3
from annotator.store.files.log import PAGES
from annotator.store.files.presence import is_open_here
from annotator.store.opening.backup import backup
from annotator.store.reading.queries import Reader
from annotator.store.rows.schema import APPLICATION_ID, VERSION, strange_objects
from annotator.store.rows.schema_2 import STAND_INS

UNREADABLE = (sqlite3.Error, orjson.JSONDecodeError, zlib.error, UnicodeDecodeError)
"""What the libraries raise where a file, a row of it or what stands in a row cannot be read.

A message of SQLite that quotes damaged words of the schema is no UTF-8 either.
"""

GARBLED = (ValueError, TypeError, LookupError, AttributeError)
"""What is raised where a row can be read and says what no noun does: a number for features, say."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WRITTEN, _AHEAD = 18, 2
"""The byte of the header that says how the file is written, and its value with a journal."""


def sniff(path: Path, known: int = VERSION) -> None:
    """Read a file's first bytes before SQLite does; StoreError if it is no corpus we know.

    `known` is the newest version that can be opened.

    A corpus that this process has open was looked at then, and must not be opened otherwise.
    """
    if is_open_here(path):
        return
    try:
        _refuse_strange(path)
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError as error:
        raise StoreError("corpus_missing", path=str(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("cannot_open", path=str(path), reason=reason) from error
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise StoreError("not_a_corpus", path=str(path))
    (application,) = struct.unpack(">I", head[68:72])
    (version,) = struct.unpack(">I", head[60:64])
    if application != APPLICATION_ID:
        raise StoreError("not_a_corpus", path=str(path))
    if version > known:
        raise StoreError("newer_version", path=str(path), found=version, known=known)


def _refuse_strange(path: Path) -> None:
    """Refuse what is no plain file, or has a journal that is none: some would be waited for.

    OSError if there is no file of that name, or if none can be.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise StoreError("not_a_corpus", path=str(path))
    for ending in ("-wal", "-journal", "-shm"):
        with suppress(OSError):
            # The name of a journal may be too long for one to be there.
            if not stat.S_ISREG(Path(f"{path}{ending}").stat().st_mode):
                raise StoreError("cannot_open", path=str(path), reason="its journal is no file")


class Left(NamedTuple):
    """How a file was left: `was_open` says that whoever wrote last did not close it.

    `lacks_journal` says that it was copied so, without the journal of its last edits.
    """

    was_open: bool = False
    lacks_journal: bool = False


def left_behind(path: Path) -> Left:
    """Return how a file was left that nobody has open now."""
    if is_open_here(path):
        return Left()
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
        log, before = (_size_of(path, ending) for ending in ("-wal", "-journal"))
    except OSError:
        # Opening it meets this again, and tells it.
        return Left()
    is_ahead = head[_WRITTEN] == _AHEAD
    return Left(is_ahead or before > 0, is_ahead and not log)


def _size_of(path: Path, ending: str) -> int:
    journal = path.with_name(f"{path.name}{ending}")
    return journal.stat().st_size if journal.exists() else 0


def connect(path: Path, *, read_only: bool = False) -> Any:
    """Return a connection with our settings; sqlite3.Error if there can be none."""
    address = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0
    )
    set_up(connection)
    if read_only:
        if 0 < version_of(connection) < VERSION:
            for statement in STAND_INS:
                connection.execute(statement)
        connection.execute("PRAGMA query_only = 1")
    return connection


def set_up(connection: Any) -> None:
    """Give a connection our settings."""
    for pragma, value in (
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("cache_size", -8192),
    ):
        connection.execute(f"PRAGMA {pragma} = {value}")


def version_of(connection: Any) -> int:
    """Return the version of the tables of a file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def probe(reader: Reader, path: Path) -> Scheme:
    """Read a little of what is read first: a damaged file is told before anything is written.

    Return the scheme, which takes longest.
    """
    with well_said(path):
        scheme = reader.scheme()
        reader.annotators()
        for row in reader.documents(limit=1):
            reader.document(row.id)
            reader.annotations_near(row.id, 0, 200)
    return scheme


@contextmanager
def well_said(path: Path) -> Generator[None]:
    """Raise StoreError where rows of a file are read in the block that no noun can be made of."""
    try:
        yield
    except UNREADABLE:
        raise
    except GARBLED as error:
        raise StoreError("damaged", path=str(path), reason=str(error)) from error


def settle(connection: Any, *, is_brief: bool = False) -> None:
    """Set a writing connection up so that a commit is durable; StoreError if it cannot be.

    With a write-ahead log others can read while it writes, but the log is noted in the file's
    header. Where it `is_brief`, for one edit that nobody waits for, there is none: a file in which
    nothing is changed keeps every byte. EXTRA also syncs the folder from which the journal went.
    """
    journal, synchronous = ("delete", 3) if is_brief else ("wal", 2)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}").fetchall()
    wanted = {"foreign_keys": 1, "journal_mode": journal, "trusted_schema": 0}
    wanted["synchronous"] = synchronous
    for pragma, value in wanted.items():
        found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != value:
            raise StoreError("store_failed", path="", reason=f"the setting {pragma} is {found}")


def _make(connection: Any, version: int) -> None:
    # sqlite_utils takes longer to import than a corpus takes to open.
    from annotator.store.rows.migrating import migrate

    migrate(connection, version)


class Target(NamedTuple):
    """The version that files are brought to, and what brings a file to any version up to it."""

    version: int
    make: Callable[[Any, int], None]


TARGET = Target(VERSION, _make)
"""The version of this program; tests have others, to see what becomes of files in between."""


def upgrade(connection: Any, path: Path, target: Target, *, read_only: bool) -> None:
    """Bring an older file to the newest version, whole or not at all; a backup is made before.

    What is only read stays as it is: `connect` makes up for what it lacks. StoreError if the
    backup cannot be made or verified: then nothing was changed.
    """
    found = version_of(connection)
    if found < target.version:
        if read_only:
            if target.version != VERSION:
                raise StoreError("older_version", path=str(path), found=found, known=target.version)
            return
        backup(connection, path, "migration")
        target.make(connection, target.version)


def refuse_foreign(connection: Any, path: Path, target: Target = TARGET) -> None:
    """Raise StoreError if the file has tables, triggers or views that are not of its version."""
    version = version_of(connection)
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if version != VERSION or target is not TARGET:
            target.make(fresh, version)
        strange = strange_objects(connection, fresh)
    finally:
        fresh.close()
    if strange:
        raise StoreError("unknown_schema", path=str(path), names=", ".join(strange))


def worded(error: Exception, path: Path) -> AnnotatorError:
    """Return what an error of the library or the system means for a corpus file."""
    said = str(error)
    if "full" in said or getattr(error, "errno", None) == 28:
        return StoreError("disk_full", path=str(path))
    if "readonly" in said:
        return StoreError("not_writable", path=str(path), reason=said)
    if "locked" in said:
        return StoreError("locked", path=str(path))
    is_garbled = isinstance(error, (orjson.JSONDecodeError, zlib.error, UnicodeDecodeError))
    if "malformed" in said or "not a database" in said or is_garbled:
        return StoreError("damaged", path=str(path), reason=said)
    if isinstance(error, sqlite3.IntegrityError):
        return contradiction(error)
    reason = getattr(error, "strerror", None) or said
    return StoreError("store_failed", path=str(path), reason=reason)


def contradiction(error: Exception) -> StoreError:
    """Return what it means that rows contradict others; `contradicts` tells it from the rest."""
    return StoreError("store_failed", path="", reason=str(error), contradicts=True)
