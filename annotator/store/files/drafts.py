"""The files of texts that are being typed and are not in a corpus yet, outside of the corpora."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import orjson

from annotator.store.files.seen import state_folder

Draft = tuple[str, str, str, str, str]
"""Kind, document, annotation, feature, text."""
_PARTS = 5


def draft_file(corpus: Path) -> Path:
    """Return the file for the drafts of a corpus, whether it is there or not."""
    name = hashlib.sha256(str(corpus.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    return state_folder() / "drafts" / f"{name[:32]}.json"


def read_drafts(path: Path) -> Iterator[Draft]:
    """Yield the drafts of a file; one that cannot be read has none."""
    try:
        rows: Any = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return
    for row in cast(list[Any], rows) if isinstance(rows, list) else ():
        parts = cast(list[Any], row) if isinstance(row, list) else []
        if len(parts) == _PARTS and all(isinstance(part, str) for part in parts):
            kind, document, annotation, feature, text = parts
            yield kind, document, annotation, feature, text


def write_drafts(path: Path, drafts: Sequence[Draft]) -> None:
    """Write drafts, whole or not at all; without any there is no file."""
    part = path.with_suffix(".part")
    try:
        if not drafts:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as file:
            file.write(orjson.dumps(drafts))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except (OSError, TypeError):
        # A full disk, or half a character that no file holds; typing goes on.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def forget_drafts(document: str) -> None:
    """Remove all drafts on a document, in whatever copy of its corpus they were typed."""
    for path in (state_folder() / "drafts").glob("*.json"):
        found = list(read_drafts(path))
        kept = [draft for draft in found if draft[1] != document]
        if len(kept) < len(found):
            write_drafts(path, kept)
