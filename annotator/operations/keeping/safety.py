"""Keeping a corpus safe: verified backups, putting one back, saving an open corpus elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.model.change import Step
from annotator.model.errors import FormatError, StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store.files.checkout import original_of, place_of_copy, read_note
from annotator.store.files.presence import is_open_here
from annotator.store.files.room import room_for
from annotator.store.files.seen import state_folder
from annotator.store.opening import restoring
from annotator.store.opening.backup import Reason, all_backups_of
from annotator.store.store import Store

_MOST_STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup: `commits` is how many edits the corpus had seen, `size` is in bytes.

    `made` is when it was made, in UTC (ISO 8601).
    """

    path: Path
    commits: int
    reason: str
    size: int
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a backup holds, and what would be gone with it in the place of the corpus.

    `counts` are those of the backup, `now` those of the corpus, None where it cannot be read.
    `steps` are the newest of those that the corpus has and the backup has not, newest first,
    `missing` is the number of all of them.
    """

    counts: Mapping[str, int]
    now: Mapping[str, int] | None
    steps: tuple[Step, ...]
    missing: int


def _commits_and_time(path: Path) -> tuple[int, int]:
    """Of as many edits there may be several backups, made for other reasons."""
    return int(path.stem.partition("-")[0]), path.stat().st_mtime_ns


def list_backups(corpus: Path) -> list[Backup]:
    """Return the backups of a corpus, newest first."""
    found: list[Backup] = []
    paths = sorted(all_backups_of(corpus), key=_commits_and_time, reverse=True)
    for path in paths:
        number, _, reason = path.stem.partition("-")
        facts = path.stat()
        made = datetime.fromtimestamp(facts.st_mtime, UTC).isoformat(timespec="seconds")
        found.append(
            Backup(path=path, commits=int(number), reason=reason, size=facts.st_size, made=made)
        )
    return found


def others_of(corpus: Path) -> list[Path]:
    """Return the corpora that lie where copies of one are put: beside it, and with the program.

    Among them are what was put aside by restoring, saved elsewhere, or waits to be brought back.
    """
    original = original_of(corpus)
    rescued = state_folder() / "rescued"
    found = {path for folder in (original.parent, rescued) for path in folder.glob("*.corpus")}
    copy = place_of_copy(original)
    if copy.exists() and read_note(copy) is not None:
        found.add(copy)
    return sorted(path for path in found - {corpus, original} if path.is_file())


def compare(corpus: Path, backup: Path, progress: Progress = no_progress) -> Comparison:
    """Look through a backup and say how the corpus differs; StoreError if it is not sound.

    The corpus may be open here: it is read through a connection of its own.
    """
    progress("progress.looking_backup", 0, None)
    restoring.refuse_unsound(backup)
    with Store.open(backup, read_only=True) as kept:
        counts, newest = kept.counts(), _last_step(kept)
    try:
        with Store.open(_worked_on(corpus), read_only=True) as current:
            steps = current.history(limit=_MOST_STEPS)
            now, missing = current.counts(), _last_step(current) - newest
    except StoreError:
        # A corpus that cannot be read is what backups are for.
        return Comparison(counts=counts, now=None, steps=(), missing=0)
    lost = tuple(step for step in steps if step.number > newest)
    return Comparison(counts=counts, now=now, steps=lost, missing=max(0, missing))


def _worked_on(corpus: Path) -> Path:
    """Return the working copy of a corpus if there is one: it is what was done last."""
    copy = place_of_copy(corpus)
    return copy if copy.exists() and read_note(copy) is not None else corpus


def _last_step(store: Store) -> int:
    found = store.history(limit=1)
    return found[0].number if found else 0


def make_backup(
    store: Store, reason: Reason = "asked", progress: Progress = no_progress
) -> Path | None:
    """Make a verified backup; None if nothing changed since the last one."""
    return store.backup_apart(reason, progress)


def restore(corpus: Path, backup: Path | None = None) -> Path | None:
    """Put a backup (by default the newest sound one) in the place of a corpus that is not open.

    Returns the name under which the corpus of before is kept, None if there was none.

    StoreError if the corpus is open here.
    """
    if is_open_here(corpus):
        raise StoreError("locked", path=str(corpus))
    return restoring.restore(corpus, backup)


def refuse_too_little_room(store: Store, files: Iterable[Path]) -> None:
    """Refuse an import that cannot fit on the disk; StoreError says what it needs and what is free.

    What is only perhaps too little is tried: an import that fails leaves the corpus as it was.
    """
    room = room_for(store.path, files)
    if not room.is_enough:
        sizes = {"needed": -(-room.needed >> 20), "free": room.free >> 20}
        raise StoreError("too_little_room", path=str(store.path), **sizes)


def save_elsewhere(store: Store, target: Path, progress: Progress = no_progress) -> None:
    """Write an open corpus to another file, verified, also when its own file is gone.

    StoreError if that file is there, or has the name of the corpus.
    """
    if target.exists():
        raise StoreError("corpus_exists", path=str(target))
    if target.absolute() == store.path.absolute():
        # Its journal still stands under that name, and would be taken for one of the copy.
        raise StoreError("name_in_use", path=str(target))
    store.save_elsewhere(target, progress)


def rescue(store: Store) -> Path:
    """Write a corpus whose file is gone beside it, or in the program's own folder if it must be.

    StoreError if it can be written nowhere.
    """
    failed: StoreError | None = None
    for folder in (store.path.parent, state_folder() / "rescued"):
        target = _free(folder, f"{store.path.stem}-rescued")
        try:
            save_elsewhere(store, target)
        except StoreError as error:
            failed = failed or error
            continue
        return target
    assert failed is not None
    raise failed


def _free(folder: Path, stem: str) -> Path:
    number = 1
    while (path := folder / f"{stem}-{number}.corpus").exists():
        number += 1
    return path


def refuse_open_file(path: Path) -> None:
    """Refuse to read or replace a corpus file that is open: that alone could lose its work."""
    if is_open_here(path):
        raise FormatError("file_is_corpus", file=str(path), line=None, reason="is open")
