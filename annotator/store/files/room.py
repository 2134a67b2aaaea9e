"""How much room there is on a disk, and how much an import will want at least."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PLAIN = frozenset(
    (
        ".txt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".tei",
        ".html",
        ".htm",
        ".csv",
        ".tsv",
        ".conllu",
    )
)
"""Endings of files whose text is about as large as they are; others may be packed, or pictures."""


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that are needed at least, and bytes that are free."""

    needed: int
    free: int

    @property
    def is_enough(self) -> bool:
        """Whether it is not clearly too little."""
        return self.needed <= self.free


def room_for(corpus: Path, files: Iterable[Path]) -> Room:
    """Say how much room an import into a corpus needs: its texts, and a backup of the corpus.

    Files that cannot be looked at count for nothing: they are told when they are read.
    """
    sizes = (_size(path) for path in files if path.suffix.lower() in _PLAIN)
    return Room(sum(sizes) + _size(corpus), shutil.disk_usage(corpus.absolute().parent).free)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
