"""A disk that loses power: what was not synchronised is kept or lost by sectors, at random.

The store's own code runs on it, over another build of SQLite whose file system can be written in
Python; so this lives in a process of its own. Names of files are taken to be durable at once.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import apsw

SECTOR = 512
NAME = "powerdisk"


class Disk:
    """All files of one simulated machine, as they would be after the power went."""

    def __init__(self, rng: random.Random, cut_at: int) -> None:
        """Lose power before the write or synchronisation with the number `cut_at`."""
        self._rng, self._left = rng, cut_at
        self._durable: dict[str, bytearray] = {}
        self._pending: dict[str, dict[int, bytes]] = {}
        self._sizes: dict[str, int] = {}

    def know(self, path: str) -> None:
        """Take what a file holds now for durable, if it was not known before."""
        if path not in self._durable:
            found = Path(path)
            self._durable[path] = bytearray(found.read_bytes() if found.exists() else b"")
            self._pending[path] = {}
            self._sizes[path] = len(self._durable[path])

    def count(self) -> None:
        """Count one thing that a disk does; the power may go before it."""
        self._left -= 1
        if self._left <= 0:
            self.cut()

    def write(self, path: str, data: bytes, offset: int) -> None:
        """Hold data back that were written and not synchronised."""
        pending = self._pending[path]
        first, last = offset // SECTOR, (offset + len(data) - 1) // SECTOR
        for sector in range(first, last + 1):
            begin = sector * SECTOR
            old = pending.get(sector)
            if old is None:
                old = bytes(self._durable[path][begin : begin + SECTOR])
            block = bytearray(old.ljust(SECTOR, b"\0"))
            low, high = max(offset, begin), min(offset + len(data), begin + SECTOR)
            block[low - begin : high - begin] = data[low - offset : high - offset]
            pending[sector] = bytes(block)
        self._sizes[path] = max(self._sizes[path], offset + len(data))

    def truncate(self, path: str, size: int) -> None:
        """Note another size, which is durable with the next synchronisation."""
        self._sizes[path] = size
        for sector in [s for s in self._pending[path] if s * SECTOR >= size]:
            del self._pending[path][sector]

    def sync(self, path: str) -> None:
        """Make durable what was written so far."""
        self._put(path, self._pending[path])
        self._pending[path] = {}
        del self._durable[path][self._sizes[path] :]

    def forget(self, path: str) -> None:
        """A file was deleted."""
        for kept in (self._durable, self._pending, self._sizes):
            kept.pop(path, None)

    def _put(self, path: str, sectors: dict[int, bytes]) -> None:
        durable = self._durable[path]
        for sector, block in sorted(sectors.items()):
            begin = sector * SECTOR
            if len(durable) < begin:
                durable.extend(bytes(begin - len(durable)))
            durable[begin : begin + SECTOR] = block

    def cut(self) -> None:
        """Leave the files as they would be found when the power is back, and end the process."""
        for path, pending in self._pending.items():
            lucky = {s: b for s, b in pending.items() if self._rng.random() < 0.5}
            self._put(path, lucky)
            if self._rng.random() < 0.5:
                del self._durable[path][self._sizes[path] :]
            Path(path).write_bytes(self._durable[path])
            Path(f"{path}-shm").unlink(missing_ok=True)
        os._exit(9)


class Machine(apsw.VFS):
    """The file system that a simulated machine has."""

    def __init__(self, disk: Disk) -> None:
        """Stand before the ordinary one."""
        self.disk = disk
        super().__init__(NAME, "")

    def xOpen(self, name: Any, flags: Any) -> Any:
        """Open a file."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is not None:
            self.disk.know(path)
        return File(self.disk, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a file."""
        self.disk.count()
        super().xDelete(filename, syncdir)
        self.disk.forget(filename)


class File(apsw.VFSFile):
    """A file whose writes are durable only when they are synchronised."""

    def __init__(self, disk: Disk, path: str | None, name: Any, flags: Any) -> None:
        """Open it in the ordinary file system too: that is what the machine sees meanwhile."""
        super().__init__("", name, flags)
        self._disk, self._path = disk, path

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write."""
        if self._path is not None:
            self._disk.count()
            self._disk.write(self._path, bytes(data), offset)
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        """Cut to a size."""
        if self._path is not None:
            self._disk.count()
            self._disk.truncate(self._path, newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """Synchronise."""
        if self._path is not None:
            self._disk.count()
            self._disk.sync(self._path)
        super().xSync(flags)


class Connection:
    """As much of the standard library's connection as the store uses, over the other build."""

    def __init__(self, address: str) -> None:
        """Open a file by its address."""
        flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        if "mode=ro" in address:
            flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READONLY
        self._inner = apsw.Connection(address, flags=flags, vfs=NAME)
        self._inner.set_busy_timeout(5000)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._inner.in_transaction)

    def rollback(self) -> None:
        """End an open transaction without its changes."""
        if self.in_transaction:
            self._inner.execute("ROLLBACK")

    def backup(self, target: Any, *, pages: int, progress: Any) -> None:
        """Copy everything to another connection."""
        with target._inner.backup("main", self._inner, "main") as steps:
            while not steps.done:
                steps.step(pages)
                progress(0, steps.remaining, steps.page_count)


def library() -> Any:
    """Return what stands for the standard library's module."""

    def connect(address: str, **_: Any) -> Any:
        if address == ":memory:":
            return apsw.Connection(address)
        return Connection(address)

    return SimpleNamespace(
        connect=connect,
        Error=apsw.Error,
        OperationalError=(apsw.SQLError, apsw.BusyError, apsw.LockedError, apsw.IOError),
        IntegrityError=apsw.ConstraintError,
        sqlite_version=apsw.sqlite_lib_version(),
        threadsafety=1,
    )
