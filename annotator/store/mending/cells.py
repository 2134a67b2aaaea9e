"""The cells of a table as they lie on its pages, with a frame of which one bit was turned.

The frame says where a cell begins, how long it is and of which type each value is. Where it is
damaged SQLite cannot read the row, or reads another one; the checksum says which bit it was.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from annotator.store.rows.rows import as_text

_INTERIOR, _LEAF = 5, 13
_FRAME = 48
"""Bytes from the begin of a cell in which a bit is tried: its lengths and types, and some more."""
_DEEPEST = 20
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a value by its type, as far as these have one each."""
_ENDS = (IndexError, struct.error, ValueError)
"""What is raised where a frame leads beyond its page or names what is none."""

Values = tuple[Any, ...]
"""The number of a row and the values of its columns as the table has them."""
Judge = Callable[[Values], Values | None]
"""Returns a row as it was if it proves, None if not."""


class Cells:
    """The pages of a file that SQLite does not change meanwhile."""

    def __init__(self, path: Path, size: int) -> None:
        """Take the file and the size of its pages."""
        self._file = path.open("rb")
        self._size = size

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def rows(self, root: int, usual: Judge, turned: Judge) -> Iterator[tuple[int, Values]]:
        """Yield the number that lies in each cell, and the row that the cell proves.

        `usual` judges a cell as it lies there, `turned` each of hundreds with a bit of it turned.
        """
        for page in self._leaves(root, set(), 0):
            yield from self._on_page(bytearray(page), usual, turned)

    def _page(self, number: int) -> bytes:
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def _leaves(self, number: int, seen: set[int], depth: int) -> Iterator[bytes]:
        page = self._page(number) if number > 0 else b""
        if number in seen or depth > _DEEPEST or len(page) < self._size:
            return
        seen.add(number)
        if page[0] == _INTERIOR:
            (count,) = struct.unpack_from(">H", page, 3)
            count = min(count, self._size // 6)
            for at in (*struct.unpack_from(f">{count}H", page, 12), 8):
                if at <= self._size - 4:
                    yield from self._leaves(struct.unpack_from(">I", page, at)[0], seen, depth + 1)
        elif (page[0] ^ _LEAF).bit_count() <= 1:
            yield page

    def _on_page(
        self, page: bytearray, usual: Judge, turned: Judge
    ) -> Iterator[tuple[int, Values]]:
        (count,) = struct.unpack_from(">H", page, 3)
        for at in struct.unpack_from(f">{min(count, (self._size - 8) // 2)}H", page, 8):
            said = self._values(page, at)
            found = (usual(said) if said else None) or self._reframed(page, at, turned)
            if found:
                yield self._number(page, at), found

    def _number(self, page: bytearray, at: int) -> int:
        try:
            return _signed(_varint(page, _varint(page, at)[1])[0])
        except _ENDS:
            return 0

    def _reframed(self, page: bytearray, begin: int, turned: Judge) -> Values | None:
        """Return the row that a cell proves with one bit of its frame, or of its place, turned."""
        for at in range(begin, min(begin + _FRAME, self._size)):
            for bit in range(8):
                page[at] ^= 1 << bit
                said = self._values(page, begin)
                page[at] ^= 1 << bit
                if said and (found := turned(said)):
                    return found
        for bit in range(16):
            said = self._values(page, begin ^ (1 << bit))
            if said and (found := turned(said)):
                return found
        return None

    def _values(self, page: bytearray, at: int) -> Values | None:
        try:
            length, at = _varint(page, at)
            number, at = _varint(page, at)
            return (_signed(number), *_record(self._payload(page, at, length)))
        except _ENDS:
            return None

    def _payload(self, page: bytearray, at: int, length: int) -> bytes:
        """Return the whole record of a cell, also what lies on further pages."""
        most, least = self._size - 35, (self._size - 12) * 32 // 255 - 23
        if length <= most:
            return bytes(page[at : at + length])
        here = least + (length - least) % (self._size - 4)
        here = here if here <= most else least
        found, left = [bytes(page[at : at + here])], length - here
        (following,) = struct.unpack_from(">I", page, at + here)
        while left > 0:
            further = self._page(following) if following else b""
            if len(further) < 4:
                raise ValueError
            found.append(further[4 : 4 + left])
            left -= len(found[-1]) or left
            (following,) = struct.unpack_from(">I", further)
        return b"".join(found)


def _record(data: bytes) -> Iterator[Any]:
    """Yield the values of a record; ValueError if its lengths do not fill it."""
    end, at = _varint(data, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    for kind in kinds:
        size = (kind - 12) // 2 if kind >= 12 else _SIZES[kind]
        part = data[at : at + size]
        at += size
        if len(part) < size:
            raise ValueError
        if kind >= 12:
            yield as_text(part) if kind % 2 else part
        elif kind in (8, 9):
            yield kind - 8
        else:
            yield int.from_bytes(part, "big", signed=True) if kind else None
    if at != len(data):
        raise ValueError


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def _varint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """Return a number and where it ends."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
