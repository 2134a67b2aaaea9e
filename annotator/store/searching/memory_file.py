"""Files of named parts that stand outside of a corpus and are all made of it, so each may be lost.

A file begins with a line that names its form, the size of its table and the table's hash; then
comes the table (JSON: what is said of the whole, and where each part is, with its checksum), then
the parts. A part is read and proved when it is asked for, so nobody waits for what is not asked.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import get_ident
from typing import Any, cast

import orjson

from annotator.store.files.seen import state_folder

_FORM = b"annotator-memory/2\n"
_SIZE, _HASH = 8, 16
_HEAD = len(_FORM) + _SIZE + _HASH
_LARGEST_TABLE = 1 << 26
_LARGEST = 1 << 28
"""Bytes of a file; a larger one is neither written nor read."""
_MOST_FILES, _MOST_BYTES = 20, 1 << 29
"""Files that are kept, and the bytes of all together: the oldest go."""
_ENDING, _UNFINISHED = ".memory", ".part"
_ABANDONED_SECONDS = 3600.0
_NARROW, _WIDE = b"1", b"2"
"""The first byte of a text: one or two bytes for a character, which decode without being looked at
one by one."""


class DamagedError(Exception):
    """A part is not as it was written, or not there any more: it must be made anew."""


class Parts:
    """A file that is there; it is opened for each part, so that it may be replaced or deleted."""

    def __init__(self, path: Path, head: bytes, table: Mapping[str, Any]) -> None:
        """Use `open_parts`."""
        self._path, self._head = path, head
        self._places = cast(Mapping[str, tuple[int, int, int]], table["parts"])
        self.said = cast(Mapping[str, Any], table["said"])

    def __contains__(self, name: str) -> bool:
        """Say whether there is a part of that name."""
        return name in self._places

    def part(self, name: str) -> bytes:
        """Return a part; DamagedError."""
        try:
            begin, size, checksum = self._places[name]
            with self._path.open("rb", buffering=0) as file:
                if file.read(_HEAD) != self._head:
                    raise DamagedError(name)
                file.seek(begin)
                found = file.read(size)
        except (KeyError, OSError, TypeError, ValueError) as error:
            raise DamagedError(name) from error
        if len(found) != size or zlib.crc32(found) != checksum:
            raise DamagedError(name)
        return found

    def text(self, name: str) -> str:
        """Return a part that is a text; DamagedError."""
        return text_of(self.part(name))

    def data(self, name: str) -> Any:
        """Return a part that is plain data; DamagedError."""
        try:
            return orjson.loads(self.part(name))
        except orjson.JSONDecodeError as error:
            raise DamagedError(name) from error

    def numbers(self, name: str) -> array[int]:
        """Return a part that is whole numbers; DamagedError."""
        return numbers_of(self.part(name))

    def groups(self, name: str) -> Groups:
        """Return a part that is groups of whole numbers; DamagedError."""
        return Groups(self.numbers(f"{name}.ends"), self.numbers(name))


class Groups:
    """Groups of whole numbers, one after the other, without an object for each."""

    def __init__(self, ends: array[int], numbers: array[int]) -> None:
        """Take where in the numbers each group ends."""
        self._ends, self._numbers = ends, numbers

    @classmethod
    def of(cls, groups: Iterable[Iterable[int]]) -> Groups:
        """Put together what is given."""
        ends, numbers = array("q"), array("q")
        for group in groups:
            numbers.extend(group)
            ends.append(len(numbers))
        return cls(ends, numbers)

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self._ends)

    def __getitem__(self, row: int) -> array[int]:
        """Return one of them."""
        return self._numbers[self._ends[row - 1] if row else 0 : self._ends[row]]

    def parts(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Yield what `Parts.groups` reads."""
        yield name, bytes_of_numbers(self._numbers)
        yield f"{name}.ends", bytes_of_numbers(self._ends)


def bytes_of(text: str) -> bytes:
    """Return a text as bytes that decode as quickly as they are copied."""
    try:
        return _NARROW + text.encode("latin-1")
    except UnicodeEncodeError:
        return _WIDE + text.encode("utf-16-le", "surrogatepass")


def text_of(found: bytes) -> str:
    """Return what `bytes_of` was given; DamagedError."""
    encoding = "latin-1" if found[:1] == _NARROW else "utf-16-le"
    try:
        return str(memoryview(found)[1:], encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise DamagedError from error


def make_ready() -> None:
    """Load what decodes texts, before they are waited for."""
    text_of(bytes_of("."))
    text_of(bytes_of("\uffff"))


def bytes_of_numbers(numbers: Iterable[int]) -> bytes:
    """Return whole numbers as bytes, eight each, the lowest first."""
    found = array("q", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def numbers_of(found: bytes) -> array[int]:
    """Return what `bytes_of_numbers` was given; DamagedError."""
    numbers = array("q")
    try:
        numbers.frombytes(found)
    except ValueError as error:
        raise DamagedError from error
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def memory_folder() -> Path:
    """Return the person's folder for what can be made anew at any time."""
    if os.environ.get("ANNOTATOR_STATE"):
        return state_folder() / "memory"
    if os.name == "nt":
        return state_folder() / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Annotator"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "annotator"


def memory_path(name: str) -> Path | None:
    """Return the file of that name, whether it is there or not; None: there is no such folder."""
    try:
        return memory_folder() / f"{name}{_ENDING}"
    except RuntimeError:
        # Nobody's home is known.
        return None


def open_parts(path: Path) -> Parts | None:
    """Return a file, whose table is proved; None: there is none, or another program made it."""
    try:
        with path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > _LARGEST:
                return None
            head = file.read(_HEAD)
            size = int.from_bytes(head[len(_FORM) : -_HASH], "little")
            if not head.startswith(_FORM) or size > _LARGEST_TABLE:
                return None
            table = file.read(size)
        if _hashed(table) != head[-_HASH:]:
            return None
        found = Parts(path, head, orjson.loads(table))
        # What is used stays longest.
        os.utime(path)
    except (OSError, KeyError, TypeError, orjson.JSONDecodeError):
        return None
    return found


def write_parts(
    path: Path,
    said: Mapping[str, Any],
    parts: Iterable[tuple[str, bytes]],
    watch: Callable[[], None] = lambda: None,
) -> bool:
    """Write a file, whole or not at all, for its owner alone; say whether it was written.

    A folder that cannot be written, or is full, costs the file and nothing else. `watch` is called
    between the parts, and may raise to stop.
    """
    listed: list[bytes] = []
    places: dict[str, tuple[int, int, int]] = {}
    size = 0
    for name, part in parts:
        watch()
        places[name] = (size, len(part), zlib.crc32(part))
        listed.append(part)
        size += len(part)
    if size > _LARGEST // 2:
        return False
    table = _table(said, places)
    head = _FORM + len(table).to_bytes(_SIZE, "little") + _hashed(table)
    return _written(path, (head, table, *listed), watch)


def _table(said: Mapping[str, Any], places: Mapping[str, tuple[int, int, int]]) -> bytes:
    """Return the table; where the parts begin depends on how long it is itself."""
    ahead = _HEAD
    while True:
        moved = {name: (begin + ahead, *more) for name, (begin, *more) in places.items()}
        table = orjson.dumps({"said": said, "parts": moved})
        if len(table) + _HEAD <= ahead:
            return table.ljust(ahead - _HEAD)
        ahead = len(table) + _HEAD


def _written(path: Path, pieces: Sequence[bytes], watch: Callable[[], None]) -> bool:
    part: Path | None = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made for its owner alone; not forced to the disk, since what the power cuts off does not
        # prove.
        whose = f"{os.getpid()}-{get_ident()}"
        part = path.with_name(f"{path.stem}.{whose}{_UNFINISHED}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with open(os.open(part, flags, 0o600), "wb") as file:
            for piece in pieces:
                watch()
                file.write(piece)
        os.replace(part, path)
        part: Path | None = None
    except OSError:
        return False
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()
    _thin(path.parent)
    return True


def _thin(folder: Path) -> None:
    """Delete the files that were used longest ago, where there are many or large ones."""
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob(f"*{_ENDING}"):
        with suppress(OSError):
            about = path.stat()
            found.append((about.st_mtime, about.st_size, path))
    for path in folder.glob(f"*{_UNFINISHED}"):
        # Of somebody who did not get that far.
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                path.unlink()
    size = 0
    for number, (_, more, path) in enumerate(sorted(found, reverse=True)):
        size += more
        if number >= _MOST_FILES or (number and size > _MOST_BYTES):
            with suppress(OSError):
                path.unlink()


def forget_memories(name: str) -> None:
    """Delete all files whose name begins so, whole ones or not."""
    try:
        listed = list(memory_folder().iterdir())
    except (OSError, RuntimeError):
        # There is no such folder, so there is nothing in it.
        return
    for path in listed:
        if path.name.startswith(name) and path.suffix in (_ENDING, _UNFINISHED):
            with suppress(OSError):
                path.unlink()


def _hashed(table: bytes) -> bytes:
    return blake2b(table, digest_size=_HASH).digest()
