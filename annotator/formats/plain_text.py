"""Plain text: one document a file, decoded once, its paragraphs given segment roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from annotator.formats.format import ReadOptions, refuse_to_write, whole_of
from annotator.model.bundle import Ability, Bundle, Header
from annotator.model.corpus import LANGUAGE, TITLE, Document, MetadataValue, Segment
from annotator.model.errors import FormatError
from annotator.model.identity import document_key, text_hash
from annotator.model.language import Texts
from annotator.model.progress import Progress
from annotator.model.undecoded import undecoded

_TITLE_NOTE = {
    "en": "The first paragraph, taken for the headline.",
    "bg": "Първият абзац, приет за заглавие.",
}


class TextFormat:
    """Text files of any encoding."""

    name = "text"
    title: ClassVar[Texts] = {"en": "Plain text", "bg": "Обикновен текст"}
    suffixes = (".txt",)
    carries: frozenset[Ability] = frozenset()
    reads = True
    writes = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the file calls itself text; what it holds is seen when it is decoded."""
        return path.suffix.lower() in self.suffixes

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle]:
        """Yield the one document of a file; FormatError if it is no text."""
        from annotator.text.decoding import DecodingError, decode
        from annotator.text.settling import REPLACEMENT, settle, settled_name

        data = path.read_bytes()
        try:
            decoded = decode(data, declared=options.decoding)
        except DecodingError as error:
            raise undecoded(str(path), error) from error
        settled = settle(decoded.text, keep=False)
        text = settled.text
        if not text.replace(REPLACEMENT, " ").strip():
            raise FormatError("text_empty", file=str(path), line=None, reason="empty")
        sha256 = text_hash(text)
        segments, title = _segments(text)
        metadata: dict[str, MetadataValue] = {}
        if title:
            metadata[TITLE] = MetadataValue(value=title, inferred=True, note=_TITLE_NOTE)
        if options.language:
            metadata[LANGUAGE] = MetadataValue(value=options.language)
        document = Document(
            id=document_key(sha256),
            name=settled_name(path.stem),
            text=text,
            sha256=sha256,
            file=settled_name(path.name),
            metadata=metadata,
            source={
                "raw_sha256": decoded.raw_sha256,
                "bytes": len(data),
                "encoding": decoded.encoding,
                "how": str(decoded.how),
                "counts": dict(settled.counts),
            },
        )
        yield Header()
        yield Bundle(document=document, segments=segments)

    # Text alone would lose everything.
    write = refuse_to_write
    parts_of = whole_of


def _segments(text: str) -> tuple[tuple[Segment, ...], str | None]:
    from annotator.text.segmenting import Roles, find_segments

    roles = Roles()
    found = find_segments(text, roles)
    segments = [
        Segment(
            id=f"seg{number:02}",
            begin=part.begin,
            end=part.end,
            role=part.role,
            annotate=part.annotate,
            duplicate_of=None if part.duplicate_of is None else f"seg{part.duplicate_of:02}",
        )
        for number, part in enumerate(found)
    ]
    titles = (s for s in segments if s.role == roles.headline)
    first = next(titles, None)
    return tuple(segments), None if first is None else text[first.begin : first.end]
