"""A TEI file in pieces that are parsed one after the other: its header, then each document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotator.formats.format import BUFFER
from annotator.formats.xml import TEI_NS, Element, XmlError, local_name, namespace, parse_bytes
from annotator.model.errors import FormatError

OPEN = f'<teiCorpus xmlns="{TEI_NS}" version="4.9.0">\n'.encode()
CLOSE = b"</teiCorpus>\n"
"""Begin and end of a corpus in the program's profile."""

UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file in UTF-16 begins."""

_DOCUMENT = re.compile(rb"^<TEI[ >]")
_BARE = re.compile(rb"<TEI(?![^>]*\sxmlns=)")
_NAMED = f'<TEI xmlns="{TEI_NS}"'.encode()
_CORPUS = re.compile(rb"<(?:\w+:)?teiCorpus\b")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?\sencoding=["']([^"']*)""")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")
_TEI_ROOT = re.compile(rb"<(?:\w+:)?(?:teiCorpus|TEI)\b")

Piece = tuple[int, bytes]
"""The line at which an element begins, and its bytes; it is closed."""


def pieces_of(path: Path) -> Iterator[Piece]:
    """Yield the header of the corpus, then each document.

    A document begins with `<TEI` at the begin of a line, as this profile writes it.
    """
    with path.open("rb", buffering=BUFFER) as file:
        held: list[bytes] = []
        begin, is_first = 1, True
        for number, line in enumerate(file, start=1):
            if is_first:
                _check_first(path, number, line)
            if _DOCUMENT.match(line):
                if is_first and not any(map(_CORPUS.search, held)):
                    yield from _no_documents(path, b"".join((*held, line, *file)))
                    return
                piece = b"".join(held)
                yield begin, piece + CLOSE if is_first else _with_namespace(piece)
                held, begin, is_first = [], number, False
            held.append(line)
        last = b"".join(held).rstrip() + b"\n"
        if is_first:
            yield from _no_documents(path, last)
            return
        end = last.find(CLOSE)
        if 0 <= end < len(last) - len(CLOSE):
            at, reason = begin + last[:end].count(b"\n") + 1, "more after the end"
            raise FormatError("tei_broken", file=str(path), line=at, reason=reason)
        if not last.endswith(CLOSE):
            raise FormatError(
                "tei_cut", file=str(path), line=begin, reason="the end of the corpus is missing"
            )
        yield begin, _with_namespace(last[: -len(CLOSE)])


def _with_namespace(piece: bytes) -> bytes:
    """Name the namespace of a document; other XML tools leave it to the element around."""
    return piece if piece.startswith(_NAMED) else _BARE.sub(_NAMED, piece, count=1)


def _check_first(path: Path, number: int, line: bytes) -> None:
    """Refuse what may stand before the first document and means more than it says."""
    if _DOCTYPE.search(line):
        raise FormatError(
            "tei_doctype", file=str(path), line=number, reason="a document type or entity"
        )
    named = _ENCODING.search(line)
    encoding = named.group(1).lower() if named else b"utf-8"
    if number == 1 and (line.startswith(UTF16) or b"\0" in line):
        encoding = b"utf-16"
    if encoding not in (b"utf-8", b"ascii", b"us-ascii"):
        reason = f"it is in {encoding.decode(errors='replace')} and not in utf-8"
        raise FormatError("tei_invalid", file=str(path), line=number, reason=reason)


def _no_documents(path: Path, data: bytes) -> Iterator[Piece]:
    root = parsed(path, 1, data, is_ours=False)
    is_tei = namespace(root) == TEI_NS and local_name(root) in ("teiCorpus", "TEI")
    if not is_tei:
        raise FormatError("tei_other_xml", file=str(path), line=1, reason="no TEI")
    texts = root.findall(f".//{{{TEI_NS}}}text")
    code = "tei_foreign" if texts else "tei_no_text"
    raise FormatError(code, file=str(path), line=root.sourceline, reason=code)
    yield  # pragma: no cover - makes this a generator


def parsed(path: Path, line: int, chunk: bytes, *, is_ours: bool = True) -> Element:
    """Return the root element of a piece; FormatError says where it is not well-formed."""
    try:
        return parse_bytes(chunk, is_large=is_ours)
    except XmlError as error:
        at = (error.lineno or 1) + line - 1
        reason = str(error.msg or error)
        if not _TEI_ROOT.search(chunk[:4096]):
            raise FormatError("tei_other_xml", file=str(path), line=at, reason=reason) from error
        raise FormatError("tei_broken", file=str(path), line=at, reason=reason) from error
