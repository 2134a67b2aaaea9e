"""Opens a corpus file, or makes one anew: what can go wrong leaves it untouched and closed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.model.scheme import Scheme
from annotator.store.files.library import sqlite3
from annotator.store.files.lock import Lock
from annotator.store.opening.making import make_file
from annotator.store.opening.opening import (
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
    worded,
)
from annotator.store.reading.queries import Reader


class Opened(NamedTuple):
    """A file that is open: its connection, its lock (None: only read), and how it was left.

    `scheme` is None where it was not read yet.
    """

    connection: Any
    lock: Lock | None
    left: Left
    scheme: Scheme | None

    def close(self) -> None:
        """Close the file and give the lock back."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()


def make_anew(path: Path, scheme: Scheme, annotators: Iterable[Annotator]) -> Opened:
    """Make a new corpus file and open it; StoreError if there is a file of that name."""
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
    return Opened(connection, lock, Left(), None)


def open_file(
    path: Path, *, read_only: bool, target: Target, is_probed: bool, is_brief: bool
) -> Opened:
    """Open a corpus file as `Store.open` is told to; StoreError if it cannot be."""
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
        return Opened(connection, lock, left, scheme)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if lock is not None:
            lock.release()
        if isinstance(error, UNREADABLE):
            raise worded(error, path) from error
        raise
