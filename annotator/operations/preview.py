"""What a file is before it is imported: its format, how it reads, its segments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.formats.registry import recognise
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.text.decoding import DecodingError, decode
from annotator.text.segmenting import find_segments
from annotator.text.settling import settle

_SHOWN = 4000
_LINE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """What a file looks like; `candidates` are encodings with a line of real text each."""

    path: Path
    format: str
    title: Texts
    size: int
    encoding: str = ""
    opening: str = ""
    segments: tuple[tuple[str, str], ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()


def preview(path: Path, *, decoding: str | None = None) -> FilePreview:
    """Say what a file is; FormatError if nothing can be read from it."""
    chosen = recognise(path)
    size = path.stat().st_size
    if chosen.carries:
        with path.open("rb") as file:
            opening = file.read(_SHOWN).decode("utf-8", errors="replace")
        return FilePreview(
            path=path, format=chosen.name, title=chosen.title, size=size, opening=opening
        )
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


def _line_in(data: bytes, encoding: str) -> str:
    text = data[: _SHOWN * 4].decode(encoding, errors="replace")
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:_LINE]
