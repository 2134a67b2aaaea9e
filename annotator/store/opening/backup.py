"""Verified backups beside the corpus: copied while open, checked before they count."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal

from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store.files.checkout import original_of, place_of_copy
from annotator.store.files.counters import commits
from annotator.store.files.library import sqlite3
from annotator.store.rows.tables import COLUMNS

Reason = Literal["open", "regular", "asked", "import", "merge", "migration"]
"""Why a backup is made; its file is named after it, and `backup_reason.*` words it."""

NEWEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
"""How many of the newest backups are kept whatever their age, and of how many days, weeks and
months before them the last one of each."""

_PAGES = 2000
_NAME = re.compile(r"(\d{9})-[\w-]+\.corpus")
_MAGIC = b"SQLite format 3\x00"
_HEADER, _LARGEST = 100, 65536


def folder_of(corpus: Path) -> Path:
    """Return the folder that holds the backups of a corpus."""
    return corpus.with_name(f"{corpus.stem}-backups")


def backups_of(corpus: Path) -> list[Path]:
    """Return the backups there are, oldest first."""
    try:
        return sorted(path for path in folder_of(corpus).iterdir() if _NAME.fullmatch(path.name))
    except OSError:
        # There is no such folder, or none of such a name can be.
        return []


def all_backups_of(corpus: Path) -> list[Path]:
    """Return the backups of a corpus and those of its working copy, fewest edits first.

    Of a working copy they are those of its original too.
    """
    original = original_of(corpus)
    found = {*backups_of(original), *backups_of(place_of_copy(original))}
    return sorted(found, key=lambda path: (path.name, str(path)))


def is_needed(connection: Any, corpus: Path) -> bool:
    """Say whether something was committed since the newest backup that is still whole."""
    found = [path for path in backups_of(corpus) if is_whole(path)]
    return not found or int(found[-1].name[:9]) < commits(connection)


def is_whole(path: Path) -> bool:
    """Say whether a file has the header and the length of a corpus; its rows are not looked at."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
        size = path.stat().st_size
    except OSError:
        # What cannot be read is no backup, whatever the reason.
        return False
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        return False
    (page,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    return size == pages * (_LARGEST if page == 1 else page)


def backup(
    connection: Any, corpus: Path, reason: Reason, progress: Progress = no_progress
) -> Path | None:
    """Copy an open corpus, verify the copy, and only then give it its name.

    None if the newest backup is as new as the corpus. StoreError if the copy cannot be made
    or is not the same.
    """
    if not is_needed(connection, corpus):
        return None
    target = folder_of(corpus) / f"{commits(connection):09d}-{reason}.corpus"
    copy(connection, target, progress)
    thin(corpus)
    return target


def copy(connection: Any, target: Path, progress: Progress = no_progress) -> None:
    """Copy an open corpus to a plain file, verify it, and only then give it its name.

    What was under that name before stays until then. StoreError if the copy cannot be made or is
    not the same.
    """
    part = target.with_name(f".{target.name}.part")

    def tell(_: int, left: int, total: int) -> None:
        progress("progress.backup", total - left, total)

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        made = sqlite3.connect(part.resolve().as_uri(), uri=True, isolation_level=None)
        try:
            connection.backup(made, pages=_PAGES, progress=tell)
            made.execute("PRAGMA journal_mode = DELETE")
            _verify(connection, made)
        finally:
            made.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError("backup_failed", path=str(target), reason=str(error)) from error
    finally:
        with suppress(OSError):
            # Where it could not be made, there is nothing to remove; the error above is told.
            part.unlink(missing_ok=True)


def thin(corpus: Path) -> None:
    """Remove backups that newer ones stand for; the newest are never removed.

    One that somebody else removed meanwhile, or that may not be removed now, is passed over.
    """
    found: list[Path] = []
    days: list[date] = []
    for path in backups_of(corpus):
        with suppress(OSError):
            days.append(date.fromtimestamp(path.stat().st_mtime))
            found.append(path)
    for path, is_kept in zip(found, kept(days), strict=True):
        if not is_kept:
            with suppress(OSError):
                path.unlink()


def kept(days: Sequence[date]) -> list[bool]:
    """Say of each backup, given oldest first by the day it was made, whether it is kept.

    Their order is that of the work, never of the clock, which may have been wrong.
    """
    keep = [False] * len(days)
    for index in range(max(0, len(days) - NEWEST), len(days)):
        keep[index] = True
    for most, name in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last = {day.strftime(name): index for index, day in enumerate(days)}
        for index in sorted(last.values())[-most:]:
            keep[index] = True
    return keep


def _verify(original: Any, copy: Any) -> None:
    said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise StoreError("backup_failed", path="", reason=said)
    # A file of an older version may have fewer tables.
    there = {n for (n,) in original.execute("SELECT name FROM sqlite_master")}
    summed = [table for table in COLUMNS if table in there]
    questions = [f"SELECT count(*), total(checksum) FROM {table}" for table in summed]
    questions += [f"SELECT count(*) FROM {table}" for table in ("step", "change", "past")]
    questions += ["SELECT sha256 FROM document ORDER BY id"]
    for question in questions:
        if original.execute(question).fetchall() != copy.execute(question).fetchall():
            raise StoreError("backup_failed", path="", reason="the copy differs")
