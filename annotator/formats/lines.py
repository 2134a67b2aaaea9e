"""Lines of files of JSON: how many records there are, where one of an id stands."""

from __future__ import annotations

import re
from pathlib import Path

LINED = (".jsonl", ".ndjson")
_PIECE = 1 << 20


def lines_in(path: Path) -> int | None:
    """Return the number of lines of a file of records, None for one of another kind."""
    if path.suffix.lower() not in LINED:
        return None
    count, last = 0, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            count += piece.count(b"\n")
            last = piece[-1:]
    return count + (last not in (b"", b"\n"))


def line_of(path: Path, item: str) -> int | None:
    """Return the line, from 1, on which something of that id begins in a JSON file, or None."""
    if path.suffix.lower() != ".json":
        return None
    named = re.compile(rb'"id"\s*:\s*' + re.escape(f'"{item}"'.encode()))
    with path.open("rb") as file:
        return next((n for n, line in enumerate(file, start=1) if named.search(line)), None)
