"""Verified backups beside the corpus: copied while open, checked before they count."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from annotator.model.errors import Cancelled, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store.library import sqlite3

KEPT = 10
"""How many backups of a corpus are kept; the newest is never removed."""

_PAGES = 2000
_NAME = re.compile(r"(\d{9})-[\w-]+\.corpus")
_COUNTED = ("document", "annotation", "relation", "entity", "comment", "step")


def folder_of(corpus: Path) -> Path:
    """Return the folder that holds the backups of a corpus."""
    return corpus.with_name(f"{corpus.stem}-backups")


def backups_of(corpus: Path) -> list[Path]:
    """Return the backups there are, oldest first."""
    folder = folder_of(corpus)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def is_needed(connection: Any, corpus: Path) -> bool:
    """Say whether something was committed since the newest backup."""
    found = backups_of(corpus)
    return not found or int(found[-1].name[:9]) < _commits(connection)


def backup(
    connection: Any, corpus: Path, reason: str, progress: Progress = no_progress
) -> Path | None:
    """Copy an open corpus, verify the copy, and only then give it its name.

    None if the newest backup is as new as the corpus. StoreError if the copy cannot be made
    or is not the same.
    """
    if not is_needed(connection, corpus):
        return None
    folder = folder_of(corpus)
    word = re.sub(r"\W+", "-", reason) or "backup"
    target = folder / f"{_commits(connection):09d}-{word}.corpus"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)

        def tell(_: int, left: int, total: int) -> None:
            progress("progress.backup", total - left, total)

        copy = sqlite3.connect(part.resolve().as_uri(), uri=True, isolation_level=None)
        try:
            connection.backup(copy, pages=_PAGES, progress=tell)
            copy.execute("PRAGMA journal_mode = DELETE")
            _verify(connection, copy)
        finally:
            copy.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError("backup_failed", path=str(target), reason=str(error)) from error
    except Cancelled:
        part.unlink(missing_ok=True)
        raise
    for old in backups_of(corpus)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def _commits(connection: Any) -> int:
    row = connection.execute("SELECT value FROM setting WHERE key = 'commits'").fetchone()
    return int(row[0]) if row else 0


def _verify(original: Any, copy: Any) -> None:
    said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise StoreError("backup_failed", path="", reason=said)
    questions = [f"SELECT count(*), total(checksum) FROM {t}" for t in _COUNTED[:-1]]
    questions += ["SELECT count(*) FROM step", "SELECT sha256 FROM document ORDER BY id"]
    for question in questions:
        if original.execute(question).fetchall() != copy.execute(question).fetchall():
            raise StoreError("backup_failed", path="", reason="the copy differs")
