"""Folders for what is unpacked for a while; what a crash left of them is removed later."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import StoreError
from annotator.store.files.lock import Lock
from annotator.store.opening.opening import worded

_NAME = "annotator-unpacked-"


@contextmanager
def scratch() -> Generator[Path]:
    """Yield an empty folder that only we read; it is removed afterwards.

    A lock beside it, which the system drops with the process, tells it from one that was left.
    StoreError if none can be made.
    """
    sweep_scratch()
    folder = Path(tempfile.gettempdir()) / f"{_NAME}{secrets.token_hex(8)}"
    lock = Lock(folder)
    try:
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise worded(error, folder) from error
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def sweep_scratch() -> int:
    """Remove folders of processes that ended without doing it; return how many."""
    removed = 0
    for left in sorted(Path(tempfile.gettempdir()).glob(f".{_NAME}*.lock")):
        folder = left.with_name(left.name.removeprefix(".").removesuffix(".lock"))
        try:
            lock = Lock(folder)
        except StoreError:
            # Somebody works in it, or it is somebody else's.
            continue
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
        lock.release()
    return removed
