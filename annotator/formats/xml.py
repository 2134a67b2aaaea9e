"""The one place that makes XML parsers and grammars: no network, no external entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

XML_NS = "http://www.w3.org/XML/1998/namespace"
TEI_NS = "http://www.tei-c.org/ns/1.0"

XmlError = etree.XMLSyntaxError
Element = Any


def parser(*, is_large: bool = False) -> Any:
    """Return a parser that reads nothing but what it is given.

    `is_large` lets in paragraphs of more than ten megabytes; only for what declares no entities,
    of which a few lines could else become gigabytes.
    """
    return etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=is_large,
        remove_pis=False,
    )


def parse_bytes(data: bytes, *, is_large: bool = False) -> Element:
    """Return the root element of a document; XmlError says where it is not well-formed."""
    return etree.fromstring(data, parser(is_large=is_large))


def grammar(path: Path) -> Any:
    """Return a RELAX NG grammar."""
    return etree.RelaxNG(etree.parse(str(path), parser()))


def canonical(element: Element) -> bytes:
    """Return the canonical form of an element (C14N), in which quotes and order do not count."""
    return etree.tostring(element, method="c14n", with_comments=True)


def first_remark(element: Element) -> Element | None:
    """Return the first comment or processing instruction within an element, or None."""
    return next(element.iter(etree.Comment, etree.ProcessingInstruction), None)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str | None:
    """Return the namespace of an element."""
    return etree.QName(element).namespace if isinstance(element.tag, str) else None
