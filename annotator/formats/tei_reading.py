"""One document from its TEI element; what does not fit together raises ValueError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.formats.tei_markup import (
    XML_ID,
    XML_LANG,
    Wrong,
    child,
    fs_from,
    key_of,
    language_of,
    pointed,
    points_to,
    tag,
)
from annotator.formats.tei_places import Places
from annotator.formats.tei_work_reading import WorkReader
from annotator.formats.xml import Element
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document, MetadataValue, Revision, Segment, Tokens
from annotator.model.data import noun_of
from annotator.model.identity import text_hash
from annotator.model.review import (
    ON_ANNOTATION,
    ON_DOCUMENT,
    ON_ENTITY,
    ON_RELATION,
    ON_SPANS,
    Assignment,
    Comment,
    Decision,
)
from annotator.model.span import Spans

_LINKS, _NOTE = tag("linkGrp"), tag("note")
_ANNOTATION, _RELATION = "of an annotation", "of a relation"


class DocumentReader:
    """Takes TEI elements of documents apart."""

    def __init__(
        self, layers: frozenset[str] | None, entity_features: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Take the ids of the header's layers (None: it has no scheme).

        `entity_features` are types by layer and feature.
        """
        self._work = WorkReader(layers, entity_features)

    def bundle(self, root: Element) -> Bundle:
        """Return the bundle; Wrong or ValueError if something is missing or contradicts."""
        places = Places(root)
        parts = _parts_of(child(root, "standOff"))
        document = _document(root, places, parts)
        segments = _segments(places, parts)
        places.place_inline()
        for group in parts.get("annotations", ()):
            places.place_beside(group)
        annotations = self._work.annotations(places, parts.get(_ANNOTATION, ()))
        links, facts = parts.get(_LINKS, ()), parts.get(_RELATION, ())
        return Bundle(
            document=document,
            segments=segments,
            annotations=annotations,
            relations=self._work.relations(places, links, facts, places.by_key),
            comments=tuple(_comment(places, e) for e in parts.get(_NOTE, ())),
            tokens=_tokens(parts),
            assignments=_all(parts, "assignments", Assignment),
            revisions=_all(parts, "revisions", Revision),
            decisions=_all(parts, "decisions", Decision),
        )


_Parts = Mapping[str, list[Element]]


def _parts_of(beside: Element) -> _Parts:
    """Sort out what stands beside the text: by type, by what it is a structure of, by name."""
    parts: dict[str, list[Element]] = {}
    for element in beside:
        pointer = element.get("corresp")
        if pointer is not None:
            kind = _ANNOTATION if pointer.startswith("#a-") else _RELATION
        else:
            kind = element.tag if element.tag in (_LINKS, _NOTE) else element.get("type")
        parts.setdefault(kind, []).append(element)
    return parts


def _all(parts: _Parts, kind: str, noun: type[Any]) -> tuple[Any, ...]:
    return tuple(noun_of(noun, fs_from(e)) for e in parts.get(kind, ()))


def _document(root: Element, places: Places, parts: _Parts) -> Document:
    (told,) = parts["document"]
    facts = fs_from(told)
    sha256 = text_hash(places.text)
    if facts["sha256"] != sha256 or facts["length"] != len(places.text):
        raise Wrong(places.body, "the text is not the one that its hash was taken of")
    if facts["id"] != places.key:
        raise Wrong(told, f"{facts['id']} is not the id of the document")
    notes = child(root, "teiHeader", "fileDesc", "notesStmt").findall(_NOTE)
    metadata = {n.get("n"): _value(fs_from(n[0])) for n in notes if n.get("type") == "metadata"}
    return Document(
        id=places.key,
        name=facts["name"],
        text=places.text,
        sha256=sha256,
        revision=facts["revision"],
        source_id=facts.get("source_id"),
        file=facts.get("file"),
        metadata=metadata,
        source=facts["source"],
        extra=facts.get("extra", {}),
    )


def _value(facts: Mapping[str, Any]) -> MetadataValue:
    if len(facts) == 2 and type(facts.get("inferred")) is bool:
        return MetadataValue(value=facts["value"], inferred=facts["inferred"])
    return noun_of(MetadataValue, facts)


def _segments(places: Places, parts: _Parts) -> tuple[Segment, ...]:
    made: dict[str, Segment] = {}
    for element in (e for group in parts.get("segments", ()) for e in group):
        segment = _segment(places, element)
        if segment.id in made:
            raise Wrong(element, f"the id {element.get(XML_ID)} stands twice")
        made[segment.id] = segment
    return tuple(made.values())


def _segment(places: Places, element: Element) -> Segment:
    ((begin, end),) = places.spans(element, element.get("target"))
    more = fs_from(element[0])
    copy, parent = element.get("copyOf"), element.get("corresp")
    return Segment(
        id=places.segment_key(element, f"#{element.get(XML_ID)}"),
        begin=begin,
        end=end,
        role=pointed("role", element.get("ana")),
        annotate=element.get("type") == "annotated",
        duplicate_of=None if copy is None else places.segment_key(element, copy),
        parent=None if parent is None else places.segment_key(element, parent),
        keys=more.get("keys", {}),
        extra=more.get("extra", {}),
    )


def _comment(places: Places, element: Element) -> Comment:
    *said, facts = element
    told = fs_from(facts)
    anchor, spans, noun_id = _anchor(places, element, told)
    return noun_of(
        Comment,
        {
            **told,
            "id": key_of("c", element.get(XML_ID)),
            "document": places.key,
            "annotator": pointed("p", element.get("resp")),
            "anchor": anchor,
            "target": noun_id,
            "spans": [list(span) for span in spans],
            "kind": element.get("type"),
            "state": element.get("subtype"),
            "texts": {language_of(p.get(XML_LANG)): p.text or "" for p in said},
        },
    )


def _anchor(
    places: Places, element: Element, told: Mapping[str, Any]
) -> tuple[str, Spans, str | None]:
    """Return what a comment is on, with its spans or the id of what it is on."""
    target = element.get("target")
    if places.is_whole_document(target):
        return ON_DOCUMENT, (), None
    if target.startswith("#string-range("):
        return ON_SPANS, places.quoted(element, target, told["quote"]), None
    kinds = {"a": ON_ANNOTATION, "r": ON_RELATION, "e": ON_ENTITY}
    prefix = next(p for p in kinds if points_to(p, target))
    if prefix != "e":
        places.resolve(element, target)
    return kinds[prefix], (), pointed(prefix, target)


def _tokens(parts: _Parts) -> Tokens | None:
    found = parts.get("tokens", ())
    if not found:
        return None
    data = fs_from(found[0])
    for name in ("spans", "sentences"):
        numbers = [int(n) for n in data[name].split()]
        data[name] = [list(p) for p in zip(numbers[::2], numbers[1::2], strict=True)]
    return noun_of(Tokens, data)
