"""Pieces of a TEI file read strictly: valid, of one mind, and what would be written for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from annotator.formats.closed import check_header
from annotator.formats.sound import Unsound, check_bundle, check_whole_header
from annotator.formats.tei_document import DocumentWriter
from annotator.formats.tei_header import header_from, header_xml, inline_in
from annotator.formats.tei_markup import LETTERS, Wrong
from annotator.formats.tei_pieces import CLOSE, OPEN, Piece, parsed, pieces_of
from annotator.formats.tei_places import check_ids
from annotator.formats.tei_reading import DocumentReader
from annotator.formats.xml import (
    TEI_NS,
    Element,
    XmlError,
    canonical,
    first_remark,
    grammar,
    local_name,
    namespace,
    parse_bytes,
    parser,
)
from annotator.model.bundle import Bundle, Header
from annotator.model.errors import FormatError
from annotator.model.meanwhile import meanwhile
from annotator.places import resources

_ROOT = f'<teiCorpus xmlns="{TEI_NS}">'.encode()
_PORTION = 1 << 20
"""Bytes of documents that are parsed at once; their trees are ten times as large."""
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


def header_of(path: Path, line: int, piece: bytes) -> tuple[Header, str | None]:
    """Return the header, and whose annotations were chosen to stand inline.

    FormatError, with the line, if it is not what would be written for what was read in it.
    """
    root = parsed(path, line, piece)
    if namespace(root) != TEI_NS or local_name(root) != "teiCorpus":
        code = "tei_foreign" if namespace(root) == TEI_NS else "tei_other_xml"
        raise FormatError(code, file=str(path), line=line, reason=code)
    _validate(path, line, root)
    try:
        check_ids(root)
        beside = root[1] if len(root) > 1 else None
        header = header_from(root[0], beside)
        inline = inline_in(root[0])
        check_header(header)
        check_whole_header(header)
        again = OPEN + header_xml(header, inline).encode() + CLOSE
    except _FAULTS as error:
        raise _refusal(path, line, error) from error
    _compare(path, line, piece.partition(b"\n")[2], again, root)
    return header, inline


class Documents:
    """Reads the documents of one file."""

    def __init__(self, path: Path, header: Header, inline: str | None) -> None:
        """Take the file's header, and whose annotations were chosen to stand inline."""
        self._path = path
        self._writer = DocumentWriter(header, inline)
        layers = None if header.scheme is None else frozenset(x.id for x in header.scheme.layers)
        self._reader = DocumentReader(layers, self._writer.entity_features)
        self._xml = parser(is_large=True)

    def bundles(self, pieces: Iterator[Piece], *, most: int = _PORTION) -> Iterator[Bundle]:
        """Yield the bundles of documents; FormatError names the line of what is wrong.

        Documents of together `most` bytes are parsed and validated at once, and without Python's
        lock: in the meantime those before them are read.
        """
        for portion, roots in meanwhile(_portions(pieces, most), self._valid):
            for (line, piece), root in zip(portion, roots, strict=True):
                found = self._as_written(piece, root)
                yield replace(found or self._strict(line, piece), line=line)

    def ids_before(self, line: int) -> Iterator[str]:
        """Yield the ids of the documents before a line, which were read without fault."""
        for begin, piece in islice(pieces_of(self._path), 1, None):
            if begin >= line:
                return
            yield from ids_in(self._reader.bundle(parsed(self._path, begin, piece)))

    def _valid(self, portion: list[Piece]) -> list[Element | None]:
        """Return the elements of documents, or None for all if one of them is not valid."""
        whole = b"".join((_ROOT, *(piece for _, piece in portion), CLOSE))
        try:
            root = parse_bytes(whole, by=self._xml)
        except XmlError:
            return [None] * len(portion)
        if len(root) != len(portion) or not _outline().validate(root):
            return [None] * len(portion)
        return list(root)

    def _as_written(self, piece: bytes, root: Element | None) -> Bundle | None:
        """Return the bundle of a document that is, byte for byte, as it would be written.

        That is the usual case, and all that an export's proof lets through.
        """
        if root is None:
            return None
        try:
            bundle = self._reader.bundle(root)
            check_bundle(bundle)
            return bundle if self._writer.document_xml(bundle).encode() == piece else None
        except _FAULTS:
            # What is wrong, and where, is seen by who looks closely.
            return None

    def _strict(self, line: int, piece: bytes) -> Bundle:
        """Return the bundle of a document that somebody else wrote, or say what is wrong."""
        path = self._path
        root = parsed(path, line, piece)
        _validate(path, line, root)
        try:
            check_ids(root)
            bundle = self._reader.bundle(root)
            check_bundle(bundle)
            again = self._writer.document_xml(bundle).encode()
        except _FAULTS as error:
            raise _refusal(path, line, error) from error
        _compare(path, line, piece, again, root)
        return bundle


def ids_in(bundle: Bundle) -> Iterator[str]:
    """Yield the ids of which each may stand in one document of a file only."""
    yield bundle.document.id
    for noun in (*bundle.annotations, *bundle.relations, *bundle.comments):
        yield noun.id


def _portions(pieces: Iterator[Piece], most: int) -> Iterator[list[Piece]]:
    portion: list[Piece] = []
    size = 0
    for piece in pieces:
        portion.append(piece)
        size += len(piece[1])
        if size >= most:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


@cache
def _grammar() -> Any:
    return grammar(resources() / "schemas" / "annotator-tei.rng")


@cache
def _outline() -> Any:
    """Return the grammar of many documents, without the patterns of ids, names and pointers.

    libxml2 makes a pattern anew for every value, which is four fifths of its time. A document that
    is, byte for byte, what would be written for what was read in it has such values from `id_of`
    and `name_of`, which make no others.
    """
    path = resources() / "schemas" / "annotator-tei.rng"
    return grammar(path, without=LETTERS, start=("teiCorpus", "document"))


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
    # libxml2 has no line for some of its errors.
    at = line + (max(first.line, 1) - 1 if first is not None else 0)
    reason = first.message if first is not None else "not of this profile"
    code = "tei_invalid"
    if local_name(root) == "teiCorpus" and b"annotator" not in canonical(root)[:20000]:
        code = "tei_foreign"
    raise FormatError(code, file=str(path), line=at, reason=reason)


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
    if found == again or canonical(root) == _canonical_of(again):
        return
    pairs = zip(found.split(b"\n"), again.split(b"\n"), strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), 0)
    reason = "what stands here contradicts the rest of the file"
    raise FormatError("tei_changed", file=str(path), line=line + at, reason=reason)


def _canonical_of(written: bytes) -> bytes:
    try:
        return canonical(parse_bytes(written, is_large=True))
    except XmlError:
        return b""  # What can be written in no XML was not in the file either.
