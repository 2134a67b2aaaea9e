"""What a file is before it is imported: its format, how it reads, its segments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.formats.format import Format, ReadOptions
from annotator.formats.registry import recognise
from annotator.model.bundle import Bundle
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import no_progress
from annotator.text.decoding import DecodingError, decode
from annotator.text.segmenting import find_segments
from annotator.text.settling import settle

_SHOWN = 4000
_LARGE = 2_000_000
"""Bytes of files that are not read for a preview."""
_LINE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """What a file looks like; `candidates` are encodings with a line of real text each.

    `name` and `annotations` are those of its first document, where it has such.
    """

    path: Path
    format: str
    title: Texts
    size: int
    name: str = ""
    annotations: int | None = None
    encoding: str = ""
    opening: str = ""
    segments: tuple[tuple[str, str], ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()


def preview(path: Path, *, decoding: str | None = None) -> FilePreview:
    """Say what a file is; FormatError if nothing can be read from it."""
    chosen = recognise(path)
    size = path.stat().st_size
    if chosen.carries:
        return _annotated(path, chosen, size)
    data = path.read_bytes()
    try:
        decoded = decode(data, declared=decoding)
    except DecodingError as error:
        raise FormatError(
            f"text_{error.reason}",
            file=path.name,
            line=None,
            reason=error.reason,
            encoding=error.encoding or "",
            position=error.position,
        ) from error
    text = settle(decoded.text, keep=False).text
    segments = tuple((s.role, text[s.begin : s.end]) for s in find_segments(text[:_SHOWN]))
    return FilePreview(
        path=path,
        format=chosen.name,
        title=chosen.title,
        size=size,
        encoding=decoded.encoding,
        opening=text[:_SHOWN],
        segments=segments,
        candidates=tuple((c.encoding, _line_in(data, c.encoding)) for c in decoded.candidates),
    )


def _annotated(path: Path, chosen: Format, size: int) -> FilePreview:
    """Show the first document of a file with annotations, or how a very large file begins."""
    known: dict[str, Any] = {
        "path": path,
        "format": chosen.name,
        "title": chosen.title,
        "size": size,
    }
    if size > _LARGE:
        with path.open("rb") as file:
            opening = file.read(_SHOWN).decode("utf-8", errors="replace")
        return FilePreview(**known, opening=opening)
    items = chosen.read(path, no_progress, ReadOptions())
    first = next((item for item in items if isinstance(item, Bundle)), None)
    if first is None:
        return FilePreview(**known)
    text = first.document.text
    return FilePreview(
        **known,
        name=first.document.name,
        annotations=len(first.annotations),
        opening=text[:_SHOWN],
        segments=tuple((s.role, text[s.begin : s.end]) for s in first.segments if s.end <= _SHOWN),
    )


def _line_in(data: bytes, encoding: str) -> str:
    text = data[: _SHOWN * 4].decode(encoding, errors="replace")
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:_LINE]
