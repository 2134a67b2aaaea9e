"""One document from its TEI element; what does not fit together raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotator.formats.tei_markup import (
    XML_ID,
    XML_LANG,
    Wrong,
    child,
    fs_from,
    key_of,
    key_of_name,
    language_of,
    pointed,
    points_to,
    tag,
    value_from,
)
from annotator.formats.xml import Element, local_name
from annotator.model.annotation import STANDS, SURE, UNSURE, Annotation, Relation
from annotator.model.bundle import Bundle, order_of
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
)
from annotator.model.span import Span, Spans
from annotator.text.quoting import quote_of

_RANGE = re.compile(r"#string-range\(([^,()]+)((?:,\d+,\d+)+)\)")
_FACTS = "annotation.facts"
_RELATION = "relation."
_CERT = {"high": SURE, "low": UNSURE}


class DocumentReader:
    """One TEI element taken apart; `layers` is None where the header has no scheme."""

    def __init__(
        self,
        root: Element,
        layers: frozenset[str] | None,
        entity_features: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Take the element of a document; `entity_features` are types by layer and feature."""
        self._types = entity_features
        self._root = root
        self._layers = layers
        self._key = key_of("d", root.get(XML_ID))
        self._body = child(root, "text", "body")
        self._text = "".join(self._body.itertext())
        self._off = child(root, "standOff")
        self._places: dict[str, tuple[Element, str, Spans, tuple[str, ...], str]] = {}
        self._ids: set[str] = set()

    def bundle(self) -> Bundle:
        """Return the bundle; Wrong or ValueError if something is missing or contradicts."""
        for element in self._root.iter():
            xml_id = element.get(XML_ID) if isinstance(element.tag, str) else None
            if xml_id is not None:
                if xml_id in self._ids:
                    raise Wrong(element, f"the id {xml_id} stands twice")
                self._ids.add(xml_id)
        document = self._document()
        segments = self._segments()
        self._place_inline()
        self._place_beside()
        annotations = self._annotations()
        return Bundle(
            document=document,
            segments=segments,
            annotations=annotations,
            relations=self._relations({a.id for a in annotations}),
            comments=self._comments(),
            tokens=self._tokens(),
            assignments=self._all("assignments", Assignment),
            revisions=self._all("revisions", Revision),
        )

    def _typed(self, kind: str) -> list[Element]:
        return [e for e in self._off.findall(tag("fs")) if e.get("type") == kind]

    def _all(self, kind: str, noun: type[Any]) -> tuple[Any, ...]:
        return tuple(noun_of(noun, fs_from(e)) for e in self._typed(kind) if e.get(XML_ID) is None)

    def _document(self) -> Document:
        (told,) = [e for e in self._typed("document") if e.get(XML_ID) is None]
        facts = fs_from(told)
        sha256 = text_hash(self._text)
        if facts["sha256"] != sha256 or facts["length"] != len(self._text):
            raise Wrong(self._body, "the text is not the one that its hash was taken of")
        if facts["id"] != self._key:
            raise Wrong(told, f"{facts['id']} is not the id of the document")
        notes = child(self._root, "teiHeader", "fileDesc", "notesStmt").findall(tag("note"))
        metadata = {
            n.get("n"): noun_of(MetadataValue, fs_from(n[0]))
            for n in notes
            if n.get("type") == "metadata"
        }
        return Document(
            id=self._key,
            name=facts["name"],
            text=self._text,
            sha256=sha256,
            revision=facts["revision"],
            source_id=facts.get("source_id"),
            file=facts.get("file"),
            metadata=metadata,
            source=facts["source"],
            extra=facts.get("extra", {}),
        )

    def _spans(self, element: Element, pointer: str) -> Spans:
        match = _RANGE.fullmatch(pointer)
        if match is None or match.group(1) != self._body.get(XML_ID):
            raise Wrong(element, f"{pointer} points to no place in the text")
        numbers = [int(n) for n in match.group(2)[1:].split(",")]
        spans = tuple(Span(b, b + n) for b, n in zip(numbers[::2], numbers[1::2], strict=True))
        if any(s.end > len(self._text) for s in spans):
            raise Wrong(element, f"{pointer} points past the end of the text")
        return spans

    def _segments(self) -> tuple[Segment, ...]:
        groups = [g for g in self._off.findall(tag("spanGrp")) if g.get("type") == "segments"]
        return tuple(self._segment(e) for group in groups for e in group)

    def _segment(self, element: Element) -> Segment:
        ((begin, end),) = self._spans(element, element.get("target"))
        more = fs_from(element[0])
        copy, parent = element.get("copyOf"), element.get("corresp")
        return Segment(
            id=self._segment_key(element, f"#{element.get(XML_ID)}"),
            begin=begin,
            end=end,
            role=pointed("role", element.get("ana")),
            annotate=element.get("type") == "annotated",
            duplicate_of=None if copy is None else self._segment_key(element, copy),
            parent=None if parent is None else self._segment_key(element, parent),
            keys=more.get("keys", {}),
            extra=more.get("extra", {}),
        )

    def _segment_key(self, element: Element, pointer: str) -> str:
        self._resolve(element, pointer)
        document, _, segment = pointed("s", pointer).partition(f"{self._key}/")
        if document or not segment:
            raise Wrong(element, f"{pointer} is no segment of this document")
        return segment

    def _resolve(self, element: Element, pointer: str) -> None:
        if pointer[1:] not in self._ids:
            raise Wrong(element, f"{pointer} points to nothing in this document")

    def _place_inline(self) -> None:
        position = 0
        for paragraph in self._body:
            position = self._walk(paragraph, position)
            position += len(paragraph.tail or "")
        before = len(self._body.text or "")
        if before:
            # Line feeds before the first paragraph move all that follows.
            self._places = {
                key: (e, w, tuple(Span(b + before, n + before) for b, n in s), g, layer)
                for key, (e, w, s, g, layer) in self._places.items()
            }

    def _walk(self, element: Element, position: int) -> int:
        begin = position
        position += len(element.text or "")
        for inner in element:
            position = self._walk(inner, position)
            position += len(inner.tail or "")
        if element.get(XML_ID) is not None:
            layer = element.get("ana").split()[0]
            self._place(element, (Span(begin, position),), (), layer)
        return position

    def _place(self, element: Element, spans: Spans, segments: tuple[str, ...], layer: str) -> None:
        key = key_of("a", element.get(XML_ID))
        who = pointed("p", element.get("resp"))
        self._places[key] = (element, who, spans, segments, pointed("l", layer))

    def _place_beside(self) -> None:
        for group in self._off:
            if group.get("type") != "annotations":
                continue
            layer = group.get("ana")
            for element in group:
                target = element.get("target")
                if target.startswith("#string-range("):
                    spans = self._spans(element, target)
                    quote = element.text if local_name(element) == "span" else element[0].text
                    if quote_of(self._text, spans) != (quote or ""):
                        raise Wrong(element, "the quote is not what stands at its place")
                    self._place(element, spans, (), layer)
                elif target == f"#{self._root.get(XML_ID)}":
                    self._place(element, (), (), layer)
                else:
                    found = tuple(self._segment_key(element, p) for p in target.split())
                    self._place(element, (), found, layer)

    def _annotations(self) -> tuple[Annotation, ...]:
        made: dict[str, Annotation] = {}
        for fs in self._off.findall(tag("fs")):
            if fs.get(XML_ID) is not None and fs.get("corresp", "").startswith("#a-"):
                annotation = self._annotation(fs)
                made[annotation.id] = annotation
        for key, (element, *_) in self._places.items():
            if key not in made:
                raise Wrong(element, f"annotation {key} has no feature structure")
        return tuple(sorted(made.values(), key=order_of))

    def _annotation(self, fs: Element) -> Annotation:
        key = pointed("a", fs.get("corresp"))
        if key not in self._places or key_of("f", fs.get(XML_ID)) != key:
            raise Wrong(fs, f"{fs.get('corresp')} points to no annotation")
        element, who, spans, segments, layer = self._places[key]
        if key_of_name(fs.get("type")) != layer:
            raise Wrong(fs, f"annotation {key} is on another layer than its features")
        if self._layers is not None and layer not in self._layers:
            raise Wrong(element, f"the header has no layer {layer}")
        features: dict[str, Any] = {}
        facts: Mapping[str, Any] = {}
        for f in fs:
            name = f.get("name")
            if name == _FACTS:
                facts = fs_from(f[0])
            elif not name.startswith(_RELATION):
                feature = key_of_name(name)
                pointer = f.get("fVal")
                if pointer is None:
                    features[feature] = value_from(f[0])
                elif self._types.get(layer, {}).get(feature) == "entity":
                    features[feature] = pointed("e", pointer)
                else:
                    features.setdefault(feature, []).append(pointed("e", pointer))
        return Annotation(
            id=key,
            document=self._key,
            layer=layer,
            annotator=who,
            spans=spans,
            quote=quote_of(self._text, spans) if spans else "",
            segments=segments,
            features=features,
            confidence=_CERT[element.get("cert")],
            **_more(facts),
        )

    def _relations(self, known: set[str]) -> tuple[Relation, ...]:
        facts = {
            pointed("r", e.get("corresp")): fs_from(e)
            for e in self._typed("relation")
            if e.get("corresp", "").startswith("#r-")
        }
        made: list[Relation] = []
        for group in self._off.findall(tag("linkGrp")):
            kind = pointed("t", group.get("ana"))
            for element in group:
                key = key_of("r", element.get(XML_ID))
                start, end = element.get("target").split()
                is_entity = points_to("e", end)
                told = dict(facts.pop(key))
                from_id = pointed("a", start)
                to_id = pointed("e" if is_entity else "a", end)
                for noun_id in (from_id,) if is_entity else (from_id, to_id):
                    if noun_id not in known:
                        raise Wrong(
                            element, f"relation {key} points to {noun_id}, which is not here"
                        )
                made.append(
                    Relation(
                        id=key,
                        document=self._key,
                        type=kind,
                        annotator=pointed("p", element.get("resp")),
                        from_id=from_id,
                        to_id=to_id,
                        to_entity=is_entity,
                        features=told.pop("features"),
                        confidence=_CERT[element.get("cert")],
                        **_more(told),
                    )
                )
        if facts:
            raise ValueError(f"features of relations that are not here: {', '.join(facts)}")
        return tuple(sorted(made, key=lambda r: r.id))

    def _comments(self) -> tuple[Comment, ...]:
        return tuple(self._comment(e) for e in self._off.findall(tag("note")))

    def _comment(self, element: Element) -> Comment:
        target, spans, noun_id = element.get("target"), (), None
        if target == f"#{self._root.get(XML_ID)}":
            anchor = ON_DOCUMENT
        elif target.startswith("#string-range("):
            anchor, spans = ON_SPANS, self._spans(element, target)
        else:
            kinds = {"a": ON_ANNOTATION, "r": ON_RELATION, "e": ON_ENTITY}
            prefix = next(p for p in kinds if points_to(p, target))
            anchor, noun_id = kinds[prefix], pointed(prefix, target)
            if prefix != "e":
                self._resolve(element, target)
        *said, facts = element
        told = fs_from(facts)
        if spans and quote_of(self._text, spans) != told["quote"]:
            raise Wrong(element, "the quote is not what stands at its place")
        return noun_of(
            Comment,
            {
                **told,
                "id": key_of("c", element.get(XML_ID)),
                "document": self._key,
                "annotator": pointed("p", element.get("resp")),
                "anchor": anchor,
                "target": noun_id,
                "spans": [list(span) for span in spans],
                "kind": element.get("type"),
                "state": element.get("subtype"),
                "texts": {language_of(p.get(XML_LANG)): p.text or "" for p in said},
            },
        )

    def _tokens(self) -> Tokens | None:
        found = [e for e in self._typed("tokens") if e.get(XML_ID) is None]
        if not found:
            return None
        data = fs_from(found[0])
        for name in ("spans", "sentences"):
            numbers = [int(n) for n in data[name].split()]
            data[name] = [list(p) for p in zip(numbers[::2], numbers[1::2], strict=True)]
        return noun_of(Tokens, data)


def _more(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "origin": facts["origin"],
        "origin_detail": facts.get("origin_detail"),
        "state": facts.get("state", STANDS),
        "source_id": facts.get("source_id"),
        "made": facts.get("made"),
        "changed": facts.get("changed"),
        "extra": facts.get("extra"),
    }
