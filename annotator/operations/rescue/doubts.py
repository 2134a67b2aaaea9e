"""What a rescue cannot vouch for: kept apart in a file of its own, a line for each row."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.model.errors import StoreError
from annotator.model.scheme import Scheme
from annotator.operations.keeping.corpus import open_corpus
from annotator.store.mending.rescued import document_number, named_values
from annotator.store.opening.backup import all_backups_of


class Doubts:
    """The file of what is doubtful, which is made when there is something to put into it."""

    def __init__(self, path: Path) -> None:
        """Take the name of the file."""
        self._path = path
        self._file: BinaryIO | None = None
        self.kinds: Counter[str] = Counter()
        self.documents: Counter[int] = Counter()

    def keep(self, kind: str, raw: tuple[Any, ...], why: str) -> None:
        """Write a row as it was read, with why it is doubtful: checksum, text, quote, ..."""
        if self._file is None:
            self._file = self._path.open("xb")
        self.kinds[kind] += 1
        number = document_number(kind, raw)
        if number:
            self.documents[number] += 1
        line = {"kind": kind, "row": raw[0], "why": why, "values": named_values(kind, raw)}
        self._file.write(orjson.dumps(line) + b"\n")

    def close(self) -> Path | None:
        """Close the file; return its name, None if nothing was doubtful."""
        if self._file is None:
            return None
        self._file.close()
        return self._path

    def discard(self) -> None:
        """Remove the file: the rescue failed."""
        if self.close() is not None:
            self._path.unlink()


def scheme_in_backups(corpus: Path) -> Scheme | None:
    """Return the scheme of the newest backup that can be opened, None if there is none."""
    for path in reversed(all_backups_of(corpus)):
        with suppress(StoreError), open_corpus(path, read_only=True) as store:
            # One that cannot be opened has no scheme; an older one may have it.
            return store.scheme
    return None
