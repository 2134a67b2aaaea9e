"""Working on a copy of a corpus that lies on another machine, or where a program synchronises.

The copy lies in the program's own folder until it is brought back; after a crash it is found there
again. The original is replaced as a whole, and only if nobody changed it meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.model.errors import StoreError
from annotator.model.progress import Progress, no_progress
from annotator.operations.keeping.corpus import open_corpus
from annotator.store.files.checkout import (
    Note,
    copied,
    drop_copy,
    fetch,
    hash_of,
    place_of_copy,
    put_back,
    read_note,
    write_note,
)
from annotator.store.files.lock import Lock
from annotator.store.files.presence import is_open_here
from annotator.store.opening.opening import sniff
from annotator.store.store import Store

_LONGEST = 220
"""Bytes of a name that leave room for what is put to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A copy that is not worked on now: how many edits it has that the original has not.

    `is_in_the_way` says that the original was changed too since the copy was made.
    """

    original: Path
    copy: Path
    edits: int
    is_in_the_way: bool


@dataclass(slots=True)
class WorkingCopy:
    """An open copy: `store` is worked on, `close` brings it back to `original`."""

    original: Path
    store: Store
    _note: Note
    _lock: Lock

    def __enter__(self) -> Self:
        """Return the copy itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Bring the copy back."""
        self.close()

    @property
    def ahead(self) -> int:
        """How many edits the copy has seen that are not in the original."""
        return self.store.commits() - self._note.commits

    def bring_back(self, progress: Progress = no_progress) -> int:
        """Put the copy as it stands in the place of the original; return how many edits it was.

        It stays open, and is gone on with. StoreError if the original was changed meanwhile, or
        cannot be written: then the original is as it was, and the sentence names the copy.
        """
        store, edits = self.store, self.ahead
        if not edits and self.original.exists():
            return 0
        whole, commits = store.path.with_name("back.part"), store.commits()
        try:
            # A file that is open must not be read otherwise, so what is put back is a copy of it.
            with _told(self.original, store.path):
                store.save_elsewhere(whole, progress)
                written = put_back(whole, self.original, self._note.sha256, progress)
                self._note = Note(self.original, written, commits)
                write_note(store.path, self._note)
        finally:
            whole.unlink(missing_ok=True)
        return edits

    def put_down(self) -> Path:
        """Close the copy and let it wait in its folder; return its path."""
        try:
            self.store.close()
        finally:
            self._lock.release()
        return self.store.path

    def leave(self) -> None:
        """Close the copy; it waits in its folder if it has what the original has not."""
        is_back = not self.ahead and self.original.exists()
        path = self.put_down()
        if is_back:
            drop_copy(path)

    def close(self) -> None:
        """Bring the copy back and close it; StoreError if that failed: then it waits."""
        try:
            self.bring_back()
        finally:
            self.leave()


def open_as_working_copy(original: Path) -> WorkingCopy:
    """Copy a corpus into the program's folder and open the copy.

    A copy that is still there, because the program was ended or the original could not be written,
    is gone on with. StoreError if the original was changed since that copy was made.
    """
    copy = place_of_copy(original)
    if is_open_here(original):
        raise StoreError("locked", path=str(original))
    if os.path.exists(original) or read_note(copy) is None:
        sniff(original)
    lock = Lock(original)
    try:
        with _cannot(original, copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            note = _note_of(original, copy) or _fetched(original, copy)
            return WorkingCopy(original, open_corpus(copy), note, lock)
    except BaseException:
        lock.release()
        raise


def waiting_copy(original: Path) -> Waiting | None:
    """Return the copy of a corpus that has what the original has not, None if none waits.

    One that is worked on just now, here or in another window, does not wait.
    """
    copy = place_of_copy(original)
    note = read_note(copy) if copy.exists() else None
    if note is None or is_open_here(copy) or is_open_here(original):
        return None
    lock = None
    try:
        lock = Lock(original) if original.parent.is_dir() else None
        edits = _commits(copy) - note.commits
        now = hash_of(original)
    except (OSError, StoreError):
        # Somebody works on it, or it cannot be read: opening it says so.
        return None
    finally:
        if lock is not None:
            lock.release()
    if now is not None and (not edits or now == hash_of(copy)):
        return None
    is_changed = now is not None and now != note.sha256
    return Waiting(original=original, copy=copy, edits=edits, is_in_the_way=is_changed)


def check_out(original: Path) -> Path:
    """Make a copy of a corpus in the program's folder, to be worked on by name; return it.

    One that waits already is returned as it is. StoreError as `open_as_working_copy`.
    """
    return open_as_working_copy(original).put_down()


def check_in(original: Path, progress: Progress = no_progress) -> int:
    """Bring a copy that waits back, and remove it; return how many edits came back.

    StoreError if there is none, or as `WorkingCopy.bring_back`: then it still waits.
    """
    _existing(original)
    opened = open_as_working_copy(original)
    try:
        return opened.bring_back(progress)
    finally:
        opened.leave()


def keep_beside(original: Path) -> Path:
    """Put a copy that waits beside its original, under a name of its own, and return that.

    For an original that was changed meanwhile: both are kept then, to be compared and merged.
    StoreError if there is none, or if it cannot be written: then it still waits.
    """
    copy = _existing(original)
    if is_open_here(copy):
        raise StoreError("locked", path=str(copy))
    target = _free_name(original)
    part = target.with_name(f".{target.name}.part")
    with _told(original, copy):
        # Opening it writes what its journal still has into the file.
        open_corpus(copy).close()
        try:
            copied(copy, part, original)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        drop_copy(copy)
    return target


def _free_name(original: Path) -> Path:
    """Return a name beside a corpus that nothing has, not longer than names can be."""
    stem, number = original.stem, 1
    while len(os.fsencode(stem)) > _LONGEST:
        stem = stem[:-1]
    while (target := original.with_name(f"{stem}-copy-{number}.corpus")).exists():
        number += 1
    return target


def _note_of(original: Path, copy: Path) -> Note | None:
    """Return the note on a copy that is to be gone on with; None if one must be fetched."""
    note = read_note(copy) if copy.exists() else None
    if note is None:
        return None
    now = hash_of(original)
    if now is None or now == note.sha256:
        return note
    if _commits(copy) == note.commits or now == hash_of(copy):
        # It has nothing of its own, or was brought back and only not removed.
        return None
    raise StoreError("original_changed", path=str(original), kept=str(copy))


def _existing(original: Path) -> Path:
    copy = place_of_copy(original)
    if not copy.exists() or read_note(copy) is None:
        raise StoreError("no_copy", path=str(original))
    return copy


def _commits(copy: Path) -> int:
    with open_corpus(copy, read_only=True) as store:
        return store.commits()


def _fetched(original: Path, copy: Path) -> Note:
    sha256 = hash_of(original)
    fetch(original, copy)
    note = Note(original, sha256, _commits(copy))
    write_note(copy, note)
    return note


@contextmanager
def _told(original: Path, kept: Path) -> Generator[None]:
    """Say of what cannot be written where the work is kept."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            "copy_not_back", path=str(original), kept=str(kept), reason=reason
        ) from error
    except StoreError as error:
        if "kept" not in error.data:
            reason = str(error.data.get("reason") or error)
            raise StoreError(
                "copy_not_back", path=str(original), kept=str(kept), reason=reason
            ) from error
        raise StoreError(error.code, **{**error.data, "kept": str(kept)}) from error


@contextmanager
def _cannot(original: Path, copy: Path) -> Generator[None]:
    """Say of what cannot be copied where the copy would have been."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        folder = str(copy.parent)
        raise StoreError(
            "copy_not_made", path=str(original), folder=folder, reason=reason
        ) from error
