"""Rows as the history keeps them while they are not in their tables."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, cast

import orjson

from annotator.store.rows.inserting import Raw

_BYTES = b'{"hex":'
"""With what bytes begin; nothing else in a row is an object."""
_SMALL, _LARGE = 4096, 1 << 16
"""Bytes from which on rows are compressed, and from which on no more: the pages from which they
were taken are free for them, and compressing takes longer than moving them."""


def packed(rows: Sequence[Raw]) -> bytes:
    """Return rows as one value."""
    try:
        data = orjson.dumps(rows)
    except TypeError:
        data = orjson.dumps([[_plain(value) for value in row] for row in rows])
    return b"z" + zlib.compress(data, 1) if _SMALL < len(data) < _LARGE else b"j" + data


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def unpacked(image: bytes) -> list[Raw]:
    """Return the rows that `packed` made."""
    data = zlib.decompress(image[1:]) if image[:1] == b"z" else image[1:]
    rows = orjson.loads(data)
    if _BYTES not in data:
        return list(map(tuple, rows))
    return [tuple(map(_unpacked_value, row)) for row in rows]


def _unpacked_value(value: Any) -> Any:
    return bytes.fromhex(cast(dict[str, str], value)["hex"]) if isinstance(value, dict) else value
