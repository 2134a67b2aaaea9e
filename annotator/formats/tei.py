"""TEI-XML, the program's own profile: writing it, and reading it back strictly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, cast

from annotator.formats.format import BUFFER, ReadOptions, WriteOptions, whole_of
from annotator.formats.once import Once
from annotator.formats.tei_document import DocumentWriter
from annotator.formats.tei_header import CARRIES, carried, header_xml
from annotator.formats.tei_pieces import CLOSE, OPEN, UTF16, pieces_of
from annotator.formats.tei_strict import Documents, header_of, ids_in
from annotator.model.bundle import Bundle, Header, LossReport, losses_of
from annotator.model.data import data_of
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class TeiFormat:
    """One teiCorpus with a TEI element for each document."""

    name = "tei"
    title: ClassVar[Texts] = {
        "en": "TEI-XML (Annotator's profile)",
        "bg": "TEI-XML (профил на Annotator)",
    }
    suffixes = (".xml",)
    carries = CARRIES
    reads = True
    writes = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """Say whether the file is XML; whether it is ours is seen, and told, when it is read."""
        is_wide = head.startswith(UTF16) and b"<" in head[:8]
        return is_wide or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def read(
        self, path: Path, progress: Progress, options: ReadOptions
    ) -> Iterator[Header | Bundle]:
        """Yield the header, then each document; FormatError names file, line and reason."""
        pieces = pieces_of(path)
        header, inline = header_of(path, *next(pieces))
        yield header
        documents = Documents(path, header, inline)
        seen = Once(documents.ids_before)
        for number, bundle in enumerate(documents.bundles(pieces), start=1):
            progress("progress.importing", number, None)
            _check_shared(path, bundle, seen)
            yield bundle

    def write(
        self,
        header: Header,
        bundles: Iterable[Bundle],
        target: Path,
        progress: Progress,
        options: WriteOptions,
    ) -> LossReport:
        """Write all documents; FormatError if there is none, which TEI does not allow."""
        writer = DocumentWriter(carried(header), options.annotator)
        number = 0
        with target.open("wb", buffering=BUFFER) as file:
            file.write(_HEAD + OPEN + header_xml(carried(header), options.annotator).encode())
            for number, bundle in enumerate(bundles, start=1):
                file.write(writer.document_xml(bundle).encode())
                if number % 100 == 0:
                    progress("progress.exporting", number, None)
            file.write(CLOSE)
        if not number:
            raise FormatError("tei_no_document", file=str(target))
        return LossReport(losses=losses_of(_losses(header)))

    parts_of = whole_of


def _losses(header: Header) -> dict[str, int]:
    lost = {"keys_and_colours": 0, "rules": 0, "history": len(header.history)}
    if header.scheme is not None:
        lost["rules"] = len(header.scheme.rules)
        lost["keys_and_colours"] = _count_keys(data_of(header.scheme))
    return lost


def _count_keys(data: object) -> int:
    if isinstance(data, dict):
        found = cast(dict[str, object], data)
        own = sum(1 for key in ("key", "colour") if key in found)
        return own + sum(_count_keys(value) for key, value in found.items() if key != "rules")
    if isinstance(data, list):
        return sum(map(_count_keys, cast(list[object], data)))
    return 0


def _check_shared(path: Path, bundle: Bundle, seen: Once) -> None:
    line = bundle.line or 0
    # Within a document their XML ids tell nouns of different kinds apart.
    twice = seen.twice(line, tuple(dict.fromkeys(ids_in(bundle))))
    if twice is not None:
        raise FormatError("id_twice", file=str(path), line=line, item=twice, reason="id twice")
