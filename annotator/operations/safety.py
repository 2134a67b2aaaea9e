"""Keeping a corpus safe: verified backups, putting one back, saving an open corpus elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import FormatError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store import restoring
from annotator.store.backup import backups_of
from annotator.store.presence import is_open_here
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup: `commits` is how many edits the corpus had seen, `size` is in bytes."""

    path: Path
    commits: int
    reason: str
    size: int


def list_backups(corpus: Path) -> list[Backup]:
    """Return the backups of a corpus, newest first."""
    found: list[Backup] = []
    for path in reversed(backups_of(corpus)):
        number, _, reason = path.stem.partition("-")
        size = path.stat().st_size
        found.append(Backup(path=path, commits=int(number), reason=reason, size=size))
    return found


def make_backup(
    store: Store, reason: str = "asked", progress: Progress = no_progress
) -> Path | None:
    """Make a verified backup; None if nothing changed since the last one."""
    return store.backup_apart(reason, progress)


def restore(corpus: Path, backup: Path | None = None) -> Path | None:
    """Put a backup (by default the newest sound one) in the place of a corpus that is not open.

    Returns the name under which the corpus of before is kept, None if there was none.
    """
    if is_open_here(corpus):
        raise StoreError("locked", path=str(corpus))
    return restoring.restore(corpus, backup)


def save_elsewhere(store: Store, target: Path, progress: Progress = no_progress) -> None:
    """Write an open corpus to another file, verified, also when its own file is gone."""
    if target.exists():
        raise StoreError("corpus_exists", path=str(target))
    store.save_elsewhere(target, progress)


def refuse_open_file(path: Path) -> None:
    """Refuse to read or replace a corpus file that is open: that alone could lose its work."""
    if is_open_here(path):
        raise FormatError("file_is_corpus", file=str(path), line=None, reason="is open")
