"""A log of a few files, of which none grows without an end."""

from __future__ import annotations

import logging
from pathlib import Path

KEPT = 3
"""How many full files are kept beside the one that is written."""


class LogFile(logging.FileHandler):
    """Writes a file; a full one gets the number 1, those before it the next, the oldest goes.

    The handler of the standard library that does the same imports sockets and queues, for which
    a window would wait at each start.
    """

    def __init__(self, path: Path, *, most_bytes: int) -> None:
        """Write behind what is there; OSError where nothing can be written."""
        self._path, self._most = path, most_bytes
        if path.exists() and path.stat().st_size >= most_bytes:
            put_aside(path)
        super().__init__(path, encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, into another file where it does not fit into this one."""
        try:
            size = len(self.format(record).encode("utf-8", "replace")) + len(self.terminator)
            if self.stream is not None and self.stream.tell() + size > self._most:
                self.stream.close()
                put_aside(self._path)
                self.stream = self._open()
        except OSError:
            # Where nothing can be written any more, the program goes on without a log.
            self.handleError(record)
            return
        super().emit(record)


def put_aside(path: Path) -> None:
    """Give a file the number 1 and those before it the next number."""
    names = [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, KEPT + 1))]
    for older, newer in zip(names[:0:-1], names[-2::-1], strict=True):
        if newer.exists():
            newer.replace(older)
