"""Finds the one bit of a row that was turned: its checksum says which.

Turning one bit changes a CRC-32 in a way that depends on the place of the bit alone, so the place
follows from the difference; that another damage looks like it has a chance of one to some million.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

import orjson

from annotator.store.rows.rows import Raw, is_intact

_POLYNOMIAL = 0xEDB88320
_SIGNS = frozenset((*range(32), *b'"\\'))
"""Bytes that JSON escapes."""
_SIZES = (1, 2, 3, 4, 6, 8)
"""Bytes that a number may have in the file."""
_LONGEST_TRIED = 20_000
"""Bytes of a text up to which single signs are tried, some fifth of a second."""
_ESCAPED = re.compile(rb'["\\\x00-\x1f]')


def _table() -> tuple[int, ...]:
    found: list[int] = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (_POLYNOMIAL if value & 1 else 0)
        found.append(value)
    return tuple(found)


_TABLE = _table()


def turned_back(raw: Raw) -> Raw | None:
    """Return a whole row as it was before one bit of it was turned; None if that is not it."""
    noted = raw[-1]
    if not isinstance(noted, int):
        return None
    if not 0 <= noted < 1 << 32:
        # A checksum may have six bytes in the file, of which it fills four.
        others = (noted + (1 << 47), *(noted ^ (1 << bit) for bit in range(32, 47)))
        rows = ((*raw[:-1], other) for other in others)
        return next(filter(is_intact, rows), None)
    raw = (raw[0], *map(_text_of_bytes, raw[1:-2]), *raw[-2:])
    if is_intact(raw):
        return raw
    return _turned_number(raw) or _turned_text(raw, noted) or _turned_sign(raw)


def _text_of_bytes(value: Any) -> Any:
    """Take bytes for the text they were: one bit before a row says of which type a value is."""
    return value.decode(errors="surrogateescape") if isinstance(value, bytes) else value


def _turned_number(raw: Raw) -> Raw | None:
    """Try each bit of each whole number: as text they may be of another length."""
    for place, value in enumerate(raw[1:], start=1):
        for turned in _other_numbers(value):
            found = (*raw[:place], turned, *raw[place + 1 :])
            if is_intact(found):
                return found
    return None


def _other_numbers(value: Any) -> Iterator[int | None]:
    """Yield what a value was if one bit made it this number, or nothing of a 0, or a 0 of nothing.

    The first bit of the bytes of a number is its sign, and how many bytes it has nobody knows here.
    """
    if isinstance(value, int):
        yield from (value ^ (1 << bit) for bit in range(32))
        yield from (value + (1 << 8 * size - 1) * (1 if value < 0 else -1) for size in _SIZES)
    if value is None:
        yield 0
    elif value == 0:
        yield None


def _turned_text(raw: Raw, noted: int) -> Raw | None:
    values = raw[1:-1]
    tail = values[-1] if isinstance(values[-1], bytes) else b""
    said = _json(values[:-1] if tail else values)
    data = said + tail
    place = place_of_turned_bit(data, zlib.crc32(data) ^ noted)
    if place is None:
        return None
    index, bit = place
    mended = bytearray(data)
    mended[index] ^= 1 << bit
    try:
        found = orjson.loads(bytes(mended[: len(said)]))
    except orjson.JSONDecodeError:
        return None
    whole = (raw[0], *found, *([bytes(mended[len(said) :])] if tail else []), noted)
    return whole if len(whole) == len(raw) and is_intact(whole) else None


def _turned_sign(raw: Raw) -> Raw | None:
    """Try the bits that make, or unmake, a sign which JSON writes at another length."""
    for place, value in enumerate(raw[1:-1], start=1):
        if not isinstance(value, str):
            continue
        data = bytearray(value.encode(errors="surrogateescape"))
        if len(data) > _LONGEST_TRIED:
            continue
        for index, byte in enumerate(data):
            for bit in range(8):
                turned = byte ^ (1 << bit)
                if byte not in _SIGNS and turned not in _SIGNS:
                    continue
                data[index] = turned
                text = data.decode(errors="surrogateescape")
                found = (*raw[:place], text, *raw[place + 1 :])
                if is_intact(found):
                    return found
            data[index] = byte
    return None


def place_of_turned_bit(data: bytes, difference: int) -> tuple[int, int] | None:
    """Return the place of the byte and of the bit in it whose turning gives this difference."""
    effects = [_TABLE[1 << bit] for bit in range(8)]
    for index in range(len(data) - 1, -1, -1):
        if difference in effects:
            return index, effects.index(difference)
        effects = [_TABLE[e & 0xFF] ^ (e >> 8) for e in effects]
    return None


def _json(values: tuple[Any, ...]) -> bytes:
    return b"[" + b",".join(map(_json_value, values)) + b"]"


def _json_value(value: Any) -> bytes:
    if not isinstance(value, str):
        return orjson.dumps(value)
    data = value.encode(errors="surrogateescape")
    escaped = _ESCAPED.sub(lambda found: orjson.dumps(found[0].decode())[1:-1], data)
    return b'"' + escaped + b'"'
