"""Working on a copy of a corpus that lies on another machine, or where a program synchronises.

The copy lies in the program's own folder until it is brought back; after a crash it is found there
again. The original is replaced as a whole, and only if nobody changed it meanwhile.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from annotator.model.errors import StoreError
from annotator.operations.corpus import open_corpus
from annotator.store.checkout import bring_back, fetch, hash_of
from annotator.store.lock import Lock
from annotator.store.opening import sniff
from annotator.store.presence import is_open_here
from annotator.store.seen import state_folder
from annotator.store.store import Store

_NOTE = "copy.json"


@dataclass(frozen=True, slots=True)
class Note:
    """Of what a copy was made: the bytes of the original, and how many edits it had seen."""

    sha256: str | None
    commits: int


@dataclass(frozen=True, slots=True)
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

    def close(self) -> None:
        """Close the copy, and put it in the place of the original if anything was changed.

        StoreError if the original was changed meanwhile, or cannot be written: then the copy is
        kept, and the sentence names it.
        """
        copy, is_changed = self.store.path, self.store.commits() != self._note.commits
        self.store.close()
        try:
            if is_changed:
                bring_back(copy, self.original, self._note.sha256)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                "copy_not_back", path=str(self.original), kept=str(copy), reason=reason
            ) from error
        finally:
            self._lock.release()
        copy.unlink()
        copy.with_name(_NOTE).unlink()


def folder_of_copy(original: Path) -> Path:
    """Return the folder in which the copy of a corpus lies; its backups stay there."""
    name = hashlib.sha256(str(original.resolve()).encode(errors="surrogateescape")).hexdigest()
    return state_folder() / "working" / name[:24]


def open_as_working_copy(original: Path) -> WorkingCopy:
    """Copy a corpus into the program's folder and open the copy.

    A copy that is still there, because the program was ended or the original could not be written,
    is gone on with. StoreError if the original was changed since that copy was made.
    """
    if is_open_here(original):
        raise StoreError("locked", path=str(original))
    sniff(original)
    lock = Lock(original)
    try:
        folder = folder_of_copy(original)
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / original.name
        note = _read_note(folder / _NOTE) if copy.exists() else None
        if note is None:
            note = _fetched(original, copy)
        elif note.sha256 != hash_of(original):
            raise StoreError("original_changed", path=str(original), kept=str(copy))
        return WorkingCopy(original, open_corpus(copy), note, lock)
    except OSError as error:
        lock.release()
        reason = error.strerror or str(error)
        raise StoreError("cannot_open", path=str(original), reason=reason) from error
    except BaseException:
        lock.release()
        raise


def _fetched(original: Path, copy: Path) -> Note:
    place = copy.with_name(_NOTE)
    place.unlink(missing_ok=True)
    sha256 = hash_of(original)
    fetch(original, copy)
    with open_corpus(copy, read_only=True) as store:
        note = Note(sha256, store.commits())
    place.write_bytes(orjson.dumps({"sha256": note.sha256, "commits": note.commits}))
    return note


def _read_note(place: Path) -> Note | None:
    """Return of what a copy was made; None if it was broken off while it was made."""
    try:
        found: dict[str, Any] = orjson.loads(place.read_bytes())
        return Note(found["sha256"], found["commits"])
    except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError):
        return None
