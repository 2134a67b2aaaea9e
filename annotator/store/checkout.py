"""Copies of closed corpus files between disks: proved by their bytes, never over another file."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from annotator.model.errors import StoreError

_BLOCK = 1 << 20
JOURNAL = "-wal"


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
    for ending in ("", JOURNAL):
        source, target = Path(f"{original}{ending}"), Path(f"{copy}{ending}")
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
            _sync(target)


def bring_back(copy: Path, original: Path, known: str | None) -> None:
    """Put a closed copy in the place of the original, which must still be the one that is `known`.

    None means that there must be none. StoreError if there is another one now, or if what was
    written does not read as it should; the original is as it was then. OSError if it cannot be
    written.
    """
    part = original.with_name(f".{original.name}.part")
    try:
        shutil.copyfile(copy, part)
        _sync(part)
        if hash_of(part) != hash_of(copy):
            raise StoreError("copy_differs", path=str(original), kept=str(copy))
        found = hash_of(original)
        if found is not None and found != known:
            raise StoreError("original_changed", path=str(original), kept=str(copy))
        Path(f"{original}{JOURNAL}").unlink(missing_ok=True)
        os.replace(part, original)
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
