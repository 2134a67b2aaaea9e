"""Where annotations stand in a TEI document: elements in the text, and pointers beside it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from annotator.formats.tei_markup import XML_ID, Wrong, child, key_of, pointed, pointed_by_many
from annotator.formats.xml import Element, elements_in, local_name, string_of
from annotator.model.span import Span, Spans
from annotator.text.quoting import quote_of

_RANGE = re.compile(r"#string-range\(([^,()]+)((?:,\d+,\d+)+)\)")


class Place(NamedTuple):
    """The anchor of an annotation, with the element that says it."""

    element: Element
    who: str
    spans: Spans
    segments: tuple[str, ...]
    layer: str


class Places:
    """The text of one document and what points into it."""

    def __init__(self, root: Element) -> None:
        """Take the TEI element of a document; ValueError if it has no body."""
        self.key = key_of("d", root.get(XML_ID))
        self.body = child(root, "text", "body")
        self.text = string_of(self.body)
        self.by_key: dict[str, Place] = {}
        self._root = root
        self._id = root.get(XML_ID)
        self._body_id = self.body.get(XML_ID)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(e.get(XML_ID) for e in elements_in(self._root))

    def is_whole_document(self, pointer: str) -> bool:
        """Say whether a pointer points to the document itself."""
        return pointer == f"#{self._id}"

    def resolve(self, element: Element, pointer: str) -> None:
        """Raise Wrong if a pointer within the document points to nothing."""
        if pointer[1:] not in self._ids:
            raise Wrong(element, f"{pointer} points to nothing in this document")

    def spans(self, element: Element, pointer: str) -> Spans:
        """Return the spans of a string-range pointer; Wrong if it points elsewhere."""
        match = _RANGE.fullmatch(pointer)
        if match is None or match.group(1) != self._body_id:
            raise Wrong(element, f"{pointer} points to no place in the text")
        numbers = [int(n) for n in match.group(2)[1:].split(",")]
        spans = tuple(Span(b, b + n) for b, n in zip(numbers[::2], numbers[1::2], strict=True))
        if any(s.end > len(self.text) for s in spans):
            raise Wrong(element, f"{pointer} points past the end of the text")
        return spans

    def quoted(self, element: Element, pointer: str, quote: str) -> Spans:
        """Return the spans of a pointer; Wrong if `quote` is not what they cover."""
        spans = self.spans(element, pointer)
        if quote_of(self.text, spans) != quote:
            raise Wrong(element, "the quote is not what stands at its place")
        return spans

    def segment_key(self, element: Element, pointer: str) -> str:
        """Return the id of the segment that a pointer points to."""
        self.resolve(element, pointer)
        document, _, segment = pointed("s", pointer).partition(f"{self.key}/")
        if document or not segment:
            raise Wrong(element, f"{pointer} is no segment of this document")
        return segment

    def place_inline(self) -> None:
        """Note the annotations that are elements of the text."""
        position = len(self.body.text or "")
        for paragraph in self.body:
            position = self._walk(paragraph, position) + len(paragraph.tail or "")

    def _walk(self, element: Element, position: int) -> int:
        """Note what stands within an element that begins at a position; return its end."""
        begin = position
        position += len(element.text or "")
        for inner in element if len(element) else ():
            position = self._walk(inner, position) + len(inner.tail or "")
        pointers = element.get("ana")
        if pointers is not None:
            layer = pointed_by_many("l", pointers.partition(" ")[0])
            self._put(element, (Span(begin, position),), (), layer)
        return position

    def place_beside(self, group: Element) -> None:
        """Note the annotations of a group that stands beside the text."""
        layer = pointed_by_many("l", group.get("ana"))
        for element in group:
            target = element.get("target")
            if target.startswith("#string-range("):
                said = element if local_name(element) == "span" else element[0]
                self._put(element, self.quoted(element, target, said.text or ""), (), layer)
            elif self.is_whole_document(target):
                self._put(element, (), (), layer)
            else:
                found = tuple(self.segment_key(element, p) for p in target.split())
                self._put(element, (), found, layer)

    def _put(self, element: Element, spans: Spans, segments: tuple[str, ...], layer: str) -> None:
        key = key_of("a", element.get(XML_ID))
        who = pointed_by_many("p", element.get("resp"))
        self.by_key[key] = Place(element, who, spans, segments, layer)


def check_ids(root: Element) -> None:
    """Raise Wrong at the first element whose id stands twice."""
    seen: set[str] = set()
    for element in elements_in(root):
        xml_id = element.get(XML_ID)
        if xml_id in seen:
            raise Wrong(element, f"the id {xml_id} stands twice")
        if xml_id is not None:
            seen.add(xml_id)
