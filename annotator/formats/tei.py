"""TEI-XML, the project's own profile: writing it, and reading it back strictly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from annotator.formats.closed import check_header
from annotator.formats.format import BUFFER, ReadOptions, WriteOptions
from annotator.formats.sound import Unsound, check_bundle, check_whole_header
from annotator.formats.tei_document import DocumentWriter
from annotator.formats.tei_header import CARRIES, carried, header_from, header_xml, inline_in
from annotator.formats.tei_markup import Wrong
from annotator.formats.tei_pieces import CLOSE, UTF16, parsed, pieces_of
from annotator.formats.tei_reading import DocumentReader
from annotator.formats.xml import (
    TEI_NS,
    Element,
    canonical,
    first_remark,
    grammar,
    local_name,
    namespace,
    parse_bytes,
)
from annotator.model.bundle import Bundle, Header, LossReport, losses_of
from annotator.model.data import data_of
from annotator.model.errors import FormatError
from annotator.model.language import Texts
from annotator.model.progress import Progress
from annotator.places import resources

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OPEN = f'<teiCorpus xmlns="{TEI_NS}" version="4.9.0">\n'
_FAULTS = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What reading raises where something is missing, of another kind or nested without end."""


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
        header = writer = None
        layers: frozenset[str] | None = None
        seen: set[str] = set()
        for number, (line, chunk) in enumerate(pieces_of(path)):
            root = parsed(path, line, chunk)
            if header is None or writer is None:
                header, inline = _header(path, line, chunk, root)
                writer = DocumentWriter(header, inline)
                if header.scheme is not None:
                    layers = frozenset(x.id for x in header.scheme.layers)
                yield header
            else:
                progress("progress.importing", number, None)
                bundle = _document(path, line, chunk, root, layers, writer)
                _check_shared(path, line, bundle, seen)
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
        with target.open("w", encoding="utf-8", newline="\n", buffering=BUFFER) as file:
            file.write(_HEAD + _OPEN + header_xml(carried(header), options.annotator))
            for number, bundle in enumerate(bundles, start=1):
                file.write(writer.document_xml(bundle))
                if number % 100 == 0:
                    progress("progress.exporting", number, None)
            file.write(CLOSE.decode())
        if not number:
            raise FormatError("tei_no_document", file=str(target))
        return LossReport(losses=losses_of(_losses(header)))

    def parts_of(self, bundle: Bundle) -> Iterable[Bundle]:
        """Return the bundle: of a document TEI loses nothing."""
        return (bundle,)


def _losses(header: Header) -> dict[str, int]:
    lost = {"keys_and_colours": 0, "rules": 0, "history": len(header.history)}
    if header.scheme is not None:
        lost["rules"] = len(header.scheme.rules)
        lost["keys_and_colours"] = _count_keys(data_of(header.scheme))
    return lost


def _count_keys(data: Any) -> int:
    if isinstance(data, dict):
        own = sum(1 for key in ("key", "colour") if key in data)
        return own + sum(_count_keys(value) for key, value in data.items() if key != "rules")
    if isinstance(data, list):
        return sum(map(_count_keys, data))
    return 0


@cache
def _grammar() -> Any:
    return grammar(resources() / "schemas" / "annotator-tei.rng")


def _validate(path: Path, line: int, root: Element) -> None:
    remark = first_remark(root)
    if remark is not None:
        at, reason = line + remark.sourceline - 1, "a comment or processing instruction"
        raise FormatError("tei_invalid", file=str(path), line=at, reason=reason)
    rules = _grammar()
    if rules.validate(root):
        return
    texts = root.findall(f".//{{{TEI_NS}}}body")
    if local_name(root) == "TEI" and not texts:
        raise FormatError("tei_no_text", file=str(path), line=line, reason="no text")
    found = rules.error_log.filter_from_errors()
    first = found[0] if found else None
    at = line + (first.line - 1 if first is not None else 0)
    reason = first.message if first is not None else "not of this profile"
    code = "tei_invalid"
    if local_name(root) == "teiCorpus" and b"annotator" not in canonical(root)[:20000]:
        code = "tei_foreign"
    raise FormatError(code, file=str(path), line=at, reason=reason)


def _header(path: Path, line: int, chunk: bytes, root: Element) -> tuple[Header, str | None]:
    """Return the header, and whose annotations were chosen to stand inline."""
    if namespace(root) != TEI_NS or local_name(root) != "teiCorpus":
        code = "tei_foreign" if namespace(root) == TEI_NS else "tei_other_xml"
        raise FormatError(code, file=str(path), line=line, reason=code)
    _validate(path, line, root)
    try:
        beside = root[1] if len(root) > 1 else None
        header = header_from(root[0], beside)
        inline = inline_in(root[0])
        check_header(header)
        check_whole_header(header)
        again = _OPEN + header_xml(header, inline) + CLOSE.decode()
    except _FAULTS as error:
        raise _refusal(path, line, error) from error
    _compare(path, line, chunk.partition(b"\n")[2], again.encode(), root)
    return header, inline


def _document(
    path: Path,
    line: int,
    chunk: bytes,
    root: Element,
    layers: frozenset[str] | None,
    writer: DocumentWriter,
) -> Bundle:
    _validate(path, line, root)
    try:
        bundle = DocumentReader(root, layers, writer.entity_features).bundle()
        check_bundle(bundle)
        again = writer.document_xml(bundle).encode()
    except _FAULTS as error:
        raise _refusal(path, line, error) from error
    _compare(path, line, chunk, again, root)
    return replace(bundle, line=line)


def _refusal(path: Path, line: int, error: Exception) -> FormatError:
    """Return what a fault of a piece that begins at `line` says to people."""
    reason = "the parts do not fit together"
    if isinstance(error, Wrong):
        line += (error.line or 1) - 1
    if isinstance(error, Unsound):
        return FormatError(error.code, file=str(path), line=line, reason=error.code, **error.data)
    if isinstance(error, KeyError):
        reason = f"{error.args[0]} is named here and is nowhere else"
    elif isinstance(error, ValueError):
        reason = str(error)
    return FormatError("tei_invalid", file=str(path), line=line, reason=reason)


def _compare(path: Path, line: int, found: bytes, again: bytes, root: Element) -> None:
    """Refuse what the writer would not write for what was read: something was changed.

    Quotes, entities and the order of attributes do not count.
    """
    if found == again or canonical(root) == canonical(parse_bytes(again, is_large=True)):
        return
    pairs = zip(found.split(b"\n"), again.split(b"\n"), strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), 0)
    raise FormatError(
        "tei_changed",
        file=str(path),
        line=line + at,
        reason="what stands here contradicts the rest of the file",
    )


def _check_shared(path: Path, line: int, bundle: Bundle, seen: set[str]) -> None:
    nouns = (*bundle.annotations, *bundle.relations, *bundle.comments)
    ids = [bundle.document.id, *(n.id for n in nouns)]
    for key in ids:
        if key in seen:
            raise FormatError("id_twice", file=str(path), line=line, item=key, reason="id twice")
    seen.update(ids)
