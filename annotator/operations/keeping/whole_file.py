"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.operations.keeping.safety import refuse_open_file


@contextmanager
def written_whole(target: Path) -> Generator[Path]:
    """Yield a path to write to; what is there afterwards gets the name of `target`.

    A file of that name stays as it was until then, and if an exception leaves the block.
    AnnotatorError if it cannot be written.
    """
    if target.is_dir():
        raise AnnotatorError("target_exists_folder", path=str(target))
    refuse_open_file(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _sync(part)
        os.replace(part, target)
        _sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnnotatorError("cannot_write", path=str(target), reason=reason) from error
    finally:
        with suppress(OSError):
            # Where it could not be made, there is nothing to remove; the error above is told.
            part.unlink(missing_ok=True)


def missing_folder(target: Path) -> Path | None:
    """Return the topmost folder that has to be made for a file, None if its folder is there."""
    missing = None
    for folder in target.absolute().parents:
        if folder.exists():
            break
        missing = folder
    return missing


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
