"""What a TEI document says of itself: its header from the metadata, its facts, its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Date
from typing import Any
from urllib.parse import quote, unquote

from annotator.formats.tei_markup import attribute_of, fs_xml, language_tag, text_of
from annotator.model.bundle import Bundle
from annotator.model.corpus import LANGUAGE, LICENCE, PUBLISHED, TITLE, Document, Tokens
from annotator.model.data import data_of, plain
from annotator.model.values import is_url

_BIBLIOGRAPHY = (("author", "author"), ("publisher", "outlet"), ("publisher", "agency"))
_URI = "/:?=&;,@+$!*'()~"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def document_header_xml(document: Document) -> Iterable[str]:
    """Yield the teiHeader of a document, made of its metadata, line by line."""
    metadata = document.metadata
    told = {key: str(value.value) for key, value in metadata.items() if value.value is not None}
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield "<titleStmt>"
    yield f"<title>{text_of(told.get(TITLE) or document.name)}</title>"
    yield "</titleStmt>"
    yield "<publicationStmt>"
    yield "<publisher>Annotator</publisher>"
    yield f'<idno type="sha256">{document.sha256}</idno>'
    licence = text_of(told.get(LICENCE, "not stated"))
    yield f"<availability><licence>{licence}</licence></availability>"
    yield "</publicationStmt>"
    yield "<notesStmt>"
    yield '<note type="text">The text as it was imported, frozen.</note>'
    for key, value in metadata.items():
        facts = fs_xml(data_of(value))
        yield f'<note type="metadata" n="{attribute_of(key)}">{facts}</note>'
    yield "</notesStmt>"
    yield "<sourceDesc>"
    parts = [f"<title>{text_of(told.get(TITLE) or document.name)}</title>"]
    parts += [f"<{e}>{text_of(told[key])}</{e}>" for e, key in _BIBLIOGRAPHY if key in told]
    if PUBLISHED in told:
        date = told[PUBLISHED]
        when = f' when="{date}"' if _is_day(date) else ""
        parts.append(f"<date{when}>{text_of(date)}</date>")
    if "url" in told and is_url(told["url"]):
        parts.append(f'<ref target="{attribute_of(_uri_of(told["url"]))}"/>')
    yield f"<bibl>{''.join(parts)}</bibl>"
    yield "</sourceDesc>"
    yield "</fileDesc>"
    if LANGUAGE in told:
        code = language_tag(told[LANGUAGE])
        yield "<profileDesc>"
        language = f'<language ident="{code}">{text_of(told[LANGUAGE])}</language>'
        yield f"<langUsage>{language}</langUsage>"
        yield "</profileDesc>"
    yield "</teiHeader>"


def _is_day(date: str) -> bool:
    try:
        return _DAY.fullmatch(date) is not None and bool(Date.fromisoformat(date))
    except ValueError:
        return False


def _uri_of(address: str) -> str:
    """Return an address with everything in it escaped that a URI may not have."""
    rest, mark, fragment = address.partition("#")
    return quote(unquote(rest), safe=_URI) + mark + quote(unquote(fragment), safe=_URI)


def document_facts(bundle: Bundle) -> dict[str, Any]:
    """Return what the header of TEI has no place for, as data."""
    document = bundle.document
    facts: dict[str, Any] = {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "length": len(document.text),
        "revision": document.revision,
    }
    if document.source_id is not None:
        facts["source_id"] = document.source_id
    if document.file is not None:
        facts["file"] = document.file
    facts["source"] = plain(document.source)
    if document.extra:
        facts["extra"] = plain(document.extra)
    return facts


def tokens_facts(tokens: Tokens) -> dict[str, Any]:
    """Return tokens as data whose spans are one line of numbers each."""
    data = data_of(tokens)
    data["spans"] = " ".join(f"{b} {e}" for b, e in tokens.spans)
    data["sentences"] = " ".join(f"{b} {e}" for b, e in tokens.sentences)
    return data
