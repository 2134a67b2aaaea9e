"""Puts a backup in the place of a corpus; what was there is renamed, never overwritten."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from annotator.model.errors import StoreError
from annotator.store.files.counters import commits, setting
from annotator.store.files.library import sqlite3
from annotator.store.files.lock import Lock
from annotator.store.files.seen import Seen
from annotator.store.opening.backup import all_backups_of
from annotator.store.opening.opening import connect, refuse_foreign, sniff, worded

_JOURNALS = ("-wal", "-shm", "-journal")


def restore(corpus: Path, backup: Path | None = None) -> Path | None:
    """Make `backup` (by default the newest that is sound) the corpus; return the old one's name.

    None if there was no file of that name. StoreError if the corpus is open, if there is no
    backup, or if it is not sound; then nothing was changed.
    """
    lock = Lock(corpus)
    try:
        chosen = _sound(corpus, backup)
        part = corpus.with_name(f".{corpus.name}.restored")
        try:
            shutil.copyfile(chosen, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            refuse_unsound(part)
            old = _put_aside(corpus)
            os.replace(part, corpus)
            _note_seen(corpus)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise worded(error, corpus) from error
    finally:
        lock.release()
    return old


def _sound(corpus: Path, wanted: Path | None) -> Path:
    if wanted is not None:
        refuse_unsound(wanted)
        return wanted
    for path in reversed(all_backups_of(corpus)):
        try:
            refuse_unsound(path)
        except StoreError:
            # An older one may be sound; that one is damaged is said by name when it is asked for.
            continue
        return path
    raise StoreError("no_backup", path=str(corpus))


def refuse_unsound(path: Path) -> None:
    """Raise StoreError if a file is no corpus, or SQLite finds something wrong with it."""
    sniff(path)
    try:
        connection: Any = connect(path, read_only=True)
        try:
            refuse_foreign(connection, path)
            said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise worded(error, path) from error
    if said != "ok":
        raise StoreError("damaged", path=str(path), reason=said)


def _note_seen(corpus: Path) -> None:
    """Remember that the corpus was set back on purpose: nobody is to be warned of it."""
    connection: Any = connect(corpus, read_only=True)
    try:
        seen = Seen(setting(connection, "corpus"), corpus)
        seen.note(commits(connection))
        seen.close()
    finally:
        connection.close()


def _put_aside(corpus: Path) -> Path | None:
    """Give the file and its journals another name, together: they are one corpus."""
    if not corpus.exists():
        return None
    number = 1
    while (old := corpus.with_name(f"{corpus.stem}-before-restore-{number}.corpus")).exists():
        number += 1
    for ending in _JOURNALS:
        journal = Path(f"{corpus}{ending}")
        if journal.exists():
            os.replace(journal, f"{old}{ending}")
    os.replace(corpus, old)
    return old
