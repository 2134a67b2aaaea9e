"""One writer for each corpus: an operating system's lock on a file beside it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from annotator.model.errors import StoreError

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class Lock:
    """Held while a corpus is open for writing; the system drops it when the process ends."""

    def __init__(self, corpus: Path) -> None:
        """Take the lock; StoreError if another process or window holds it."""
        self.path = corpus.with_name(f".{corpus.name}.lock")
        try:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            reason = error.strerror or str(error)
            code = "not_writable" if error.errno in _FORBIDDEN else "store_failed"
            raise StoreError(code, path=str(corpus), reason=reason) from error
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise StoreError("locked", path=str(corpus)) from error

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._handle < 0:
            return
        if os.name != "nt":
            self._remove()
        os.close(self._handle)
        self._handle = -1
        if os.name == "nt":
            self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            # Its medium may be gone; a file that stays behind locks nothing.
            self.path.unlink(missing_ok=True)


if os.name == "nt":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
