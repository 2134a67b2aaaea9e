"""Copies of closed corpus files between disks: proved by their bytes, never over another file."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.store.files.seen import state_folder

_BLOCK = 1 << 20
_NOTE = "copy.json"
_WORKING = "working"
JOURNAL = "-wal"
JOURNALS = (JOURNAL, "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Note:
    """Of what a copy was made: the file, the sha256 of its bytes, how many edits it had seen."""

    original: Path
    sha256: str | None
    commits: int


def folder_of_copy(original: Path) -> Path:
    """Return the folder in which the copy of a corpus lies; its backups stay there."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(original))).hexdigest()
    return state_folder() / _WORKING / name[:24]


def place_of_copy(original: Path) -> Path:
    """Return the name that the copy of a corpus has, whether there is one or not."""
    return folder_of_copy(original) / original.name


def original_of(path: Path) -> Path:
    """Return the corpus of which a file is the copy; a file that is none is its own original."""
    note = read_note(path)
    return note.original if note is not None else path


def read_note(copy: Path) -> Note | None:
    """Return of what a copy was made; None if it is none, or was broken off while it was made."""
    if copy.absolute().parent.parent != (state_folder() / _WORKING).absolute():
        return None
    try:
        found: dict[str, Any] = orjson.loads(copy.with_name(_NOTE).read_bytes())
        # A name may have bytes that are no text.
        original = Path(os.fsdecode(bytes.fromhex(found["original"])))
        return Note(original, found["sha256"], found["commits"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_note(copy: Path, note: Note) -> None:
    """Write down of what a copy was made, whole or not at all; OSError if that fails."""
    part = copy.with_name(f"{_NOTE}.part")
    name = os.fsencode(note.original.absolute()).hex()
    said = {"original": name, "sha256": note.sha256, "commits": note.commits}
    part.write_bytes(orjson.dumps(said))
    _sync(part)
    os.replace(part, copy.with_name(_NOTE))


def drop_copy(copy: Path) -> None:
    """Remove a copy and what is written down of it, but not its backups."""
    for ending in ("", *JOURNALS):
        Path(f"{copy}{ending}").unlink(missing_ok=True)
    copy.with_name(_NOTE).unlink(missing_ok=True)


def hash_of(path: Path) -> str | None:
    """Return the sha256 of a closed file and of its journal, None if there is no such file."""
    if not path.exists():
        return None
    digest = hashlib.sha256()
    for part in (path, Path(f"{path}{JOURNAL}")):
        if part.exists():
            with part.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
    return digest.hexdigest()


def fetch(original: Path, copy: Path) -> None:
    """Copy a closed file, and its journal if it was not closed well; OSError if that fails."""
    drop_copy(copy)
    for ending in ("", JOURNAL):
        source, target = Path(f"{original}{ending}"), Path(f"{copy}{ending}")
        if source.exists():
            shutil.copyfile(source, target)
            _sync(target)


def put_back(
    copy: Path, original: Path, known: str | None, progress: Progress = no_progress
) -> str | None:
    """Put a closed file in the place of the original, which must still be the one that is `known`.

    None means that there must be none. Returns the sha256 of what is there now. StoreError if
    there is another one now, or if what was written does not read as it should; the original is as
    it was then. OSError if it cannot be written.
    """
    part = original.with_name(f".{original.name}.part")
    try:
        written = copied(copy, part, original, progress)
        found = hash_of(original)
        if found is not None and found != known:
            raise StoreError("original_changed", path=str(original), kept=str(copy))
        Path(f"{original}{JOURNAL}").unlink(missing_ok=True)
        os.replace(part, original)
    finally:
        part.unlink(missing_ok=True)
    return written


def copied(
    source: Path, target: Path, original: Path, progress: Progress = no_progress
) -> str | None:
    """Copy a closed file and prove it by its bytes, whose sha256 is returned; OSError, StoreError.

    `original` is the corpus that the sentence of a failure names. Where `progress` raises
    Cancelled, what was written is not the whole.
    """
    total, done = 2 * source.stat().st_size, 0

    def blocks_of(path: Path) -> Iterator[bytes]:
        nonlocal done
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
                done += len(block)
                progress("progress.bringing_back", done, total)

    read, written = hashlib.sha256(), hashlib.sha256()
    with target.open("wb") as file:
        for block in blocks_of(source):
            file.write(block)
            read.update(block)
    _sync(target)
    for block in blocks_of(target):
        written.update(block)
    if written.digest() != read.digest():
        raise StoreError("copy_differs", path=str(original), kept=str(source))
    return written.hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
