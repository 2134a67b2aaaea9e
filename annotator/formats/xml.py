"""The one place that makes XML parsers and grammars: no network, no external entities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import lxml.etree as _untyped  # pyright: ignore[reportMissingTypeStubs]

_etree = cast(Any, _untyped)
XML_NS = "http://www.w3.org/XML/1998/namespace"
TEI_NS = "http://www.tei-c.org/ns/1.0"
_RNG = "{http://relaxng.org/ns/structure/1.0}"

XmlError: type[SyntaxError] = _etree.XMLSyntaxError
Element = Any


def parser(*, is_large: bool = False) -> Any:
    """Return a parser that reads nothing but what it is given.

    `is_large` lets in paragraphs of more than ten megabytes; only for what declares no entities,
    of which a few lines could else become gigabytes.
    """
    return _etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=is_large,
        remove_pis=False,
        # A table of ids took a third of the time of parsing, and nobody asks it.
        collect_ids=False,
    )


def parse_bytes(data: bytes, *, is_large: bool = False, by: Any = None) -> Element:
    """Return the root element of a document; XmlError says where it is not well-formed.

    `by` is a parser of `parser` that is used again.
    """
    return _etree.fromstring(data, by or parser(is_large=is_large))


def grammar(path: Path, *, without: str | None = None, start: tuple[str, str] | None = None) -> Any:
    """Return a RELAX NG grammar.

    `without` leaves out the patterns of values that contain it; `start` makes it one of documents
    whose root has a name and any number of what a definition of the grammar is.
    """
    tree = _etree.parse(str(path), parser())
    for pattern in list(tree.iter(f"{_RNG}param")) if without is not None else ():
        if without in pattern.text:
            value = pattern.getparent()
            value.getparent().replace(value, _etree.Element(f"{_RNG}text"))
    if start is not None:
        begin = tree.find(f"{_RNG}start")
        for old in list(begin):
            begin.remove(old)
        root = _etree.SubElement(begin, f"{_RNG}element", name=start[0])
        many = _etree.SubElement(root, f"{_RNG}zeroOrMore")
        _etree.SubElement(many, f"{_RNG}ref", name=start[1])
    return _etree.RelaxNG(tree)


def canonical(element: Element) -> bytes:
    """Return the canonical form of an element (C14N), in which quotes and order do not count."""
    return _etree.tostring(element, method="c14n", with_comments=True)


def string_of(element: Element) -> str:
    """Return all text within an element, one after the other."""
    return _etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def elements_in(element: Element) -> Iterator[Element]:
    """Yield an element and all elements within it, without comments and the like."""
    yield from element.iter(_etree.Element)


def first_remark(element: Element) -> Element | None:
    """Return the first comment or processing instruction within an element, or None."""
    return next(element.iter(_etree.Comment, _etree.ProcessingInstruction), None)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return _etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str | None:
    """Return the namespace of an element."""
    return _etree.QName(element).namespace if isinstance(element.tag, str) else None
