"""What a file is before it is imported: its format, how it reads, its segments and layers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.formats.format import Format, ReadOptions
from annotator.formats.registry import recognise
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import TITLE
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress, no_progress
from annotator.model.scheme import Scheme
from annotator.model.undecoded import undecoded
from annotator.operations.importing.choices import foreign_layers
from annotator.operations.keeping.safety import refuse_open_file
from annotator.text.decoding import Decoded, DecodingError, decode
from annotator.text.segmenting import find_segments
from annotator.text.settling import settle

_SHOWN = 4000
_LINE = 70
_CANDIDATES = 3
_SAMPLE = 200
"""Documents of a file that are looked at for its layers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGlance:
    """What a file is, seen quickly.

    `encoding` of plain texts, `is_guessed` where it was concluded from the bytes. `documents` is
    None where the file was not read to its end; `layers` are those that the scheme does not have:
    id, name, annotations seen of it.
    """

    path: Path
    format: str
    title: Texts
    size: int
    encoding: str = ""
    is_guessed: bool = False
    documents: int | None = None
    layers: tuple[tuple[str, Texts, int], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether the file is a text that was decoded."""
        return bool(self.encoding)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """How a file reads; `candidates` are encodings with a line of real text each.

    `name` and `annotations` are those of its first document, where it has such; `segments` are
    role and text. `is_cut` says that there is more of the text.
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
    is_cut: bool = False


def glance(
    path: Path,
    *,
    scheme: Scheme | None = None,
    decoding: str | None = None,
    progress: Progress = no_progress,
) -> FileGlance:
    """Say what a file is; FormatError if nothing can be read from it."""
    refuse_open_file(path)
    chosen = recognise(path)
    known: dict[str, Any] = {
        "path": path,
        "format": chosen.name,
        "title": chosen.title,
        "size": path.stat().st_size,
    }
    if chosen.carries:
        documents, layers = _sampled(path, chosen, scheme, progress)
        return FileGlance(**known, documents=documents, layers=layers)
    decoded = _decoded(path, path.read_bytes(), decoding)
    return FileGlance(
        **known,
        encoding=decoded.encoding,
        is_guessed=decoded.how == "detected",
        documents=1,
    )


def _sampled(
    path: Path, chosen: Format, scheme: Scheme | None, progress: Progress
) -> tuple[int | None, tuple[tuple[str, Texts, int], ...]]:
    """Return how many documents there are, if that was seen, and the layers new to `scheme`."""
    counts: dict[str, int] = {}
    theirs: Scheme | None = None
    documents = 0
    is_whole = True
    for item in chosen.read(path, progress, ReadOptions(scheme=scheme)):
        if isinstance(item, Header):
            theirs = item.scheme or theirs
        elif isinstance(item, Bundle):
            documents += 1
            for annotation in item.annotations:
                counts[annotation.layer] = counts.get(annotation.layer, 0) + 1
        if documents >= _SAMPLE:
            is_whole = False
            break
    new = foreign_layers(theirs, scheme) if scheme is not None else ()
    layers = tuple((x.id, x.names, counts.get(x.id, 0)) for x in new)
    return documents if is_whole else None, layers


def preview(path: Path, *, decoding: str | None = None) -> FilePreview:
    """Say how a file reads; FormatError if nothing can be read from it."""
    refuse_open_file(path)
    chosen = recognise(path)
    size = path.stat().st_size
    if chosen.carries:
        return _annotated(path, chosen, size)
    data = path.read_bytes()
    decoded = _decoded(path, data, decoding)
    text = settle(decoded.text, keep=False).text
    segments = tuple((s.role, text[s.begin : s.end]) for s in find_segments(text))
    return FilePreview(
        path=path,
        format=chosen.name,
        title=chosen.title,
        size=size,
        encoding=decoded.encoding,
        opening=text[:_SHOWN],
        segments=segments,
        candidates=_candidates(data, decoded, decoding),
    )


def _candidates(data: bytes, decoded: Decoded, declared: str | None) -> tuple[tuple[str, str], ...]:
    """Return the encodings that fit with a line each, whatever was declared."""
    found = decoded.candidates
    if declared is not None:
        try:
            found = decode(data).candidates
        except DecodingError:
            # Nothing fits by itself: what a person declared is the only candidate.
            found = decoded.candidates
    names = [c.encoding for c in found]
    if decoded.encoding not in names:
        names = [*names[: _CANDIDATES - 1], decoded.encoding]
    return tuple((name, _line_in(data, name)) for name in names)


def _decoded(path: Path, data: bytes, decoding: str | None) -> Decoded:
    try:
        decoded = decode(data, declared=decoding)
    except DecodingError as error:
        raise undecoded(path.name, error) from error
    if not decoded.text.strip():
        raise FormatError("text_empty", file=path.name, line=None, reason="empty")
    return decoded


def _annotated(path: Path, chosen: Format, size: int) -> FilePreview:
    """Show the first document of a file with annotations."""
    known: dict[str, Any] = {
        "path": path,
        "format": chosen.name,
        "title": chosen.title,
        "size": size,
    }
    items = chosen.read(path, no_progress, ReadOptions())
    first = next((item for item in items if isinstance(item, Bundle)), None)
    if first is None:
        return FilePreview(**known)
    text = first.document.text
    shown = tuple((s.role, text[s.begin : s.end]) for s in first.segments if s.end <= _SHOWN)
    title = first.document.metadata.get(TITLE)
    return FilePreview(
        **known,
        name=str(title.value) if title else first.document.name,
        annotations=len(first.annotations),
        opening=text[:_SHOWN],
        segments=shown,
        is_cut=len(text) > _SHOWN,
    )


def _line_in(data: bytes, encoding: str) -> str:
    text = data[: _SHOWN * 4].decode(encoding, errors="replace")
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:_LINE]
