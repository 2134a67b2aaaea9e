"""Annotations and relations as TEI: inline elements, spans and links beside the text, facts."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from annotator.formats.tei_elements import elements_of, holders_of, pointed_features
from annotator.formats.tei_inline import SAID, Placed
from annotator.formats.tei_markup import (
    check_of,
    fs_xml,
    id_of,
    name_of,
    pointer_to,
    text_of,
    value_xml,
)
from annotator.model.annotation import STANDS, SURE, Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.presentation import is_hub
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Scheme
from annotator.model.span import Spans

FS_END = len("</fs>")
_MOST_KEPT = 10_000
"""Written values of features that are kept at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What is written alike for all annotations of a layer."""

    pointer: str
    name: str
    features: Mapping[str, str]
    """Types of the features whose values are tags or entities."""
    element: str
    elements: Mapping[str, Mapping[Any, str]]
    """By feature: the elements that its tags ask for."""


class WorkWriter:
    """Writes the annotations and relations of the documents of one header."""

    def __init__(self, header: Header) -> None:
        """Take the header; what it does not list is pointed to out of the file."""
        scheme = header.scheme or Scheme(id="none")
        self._layers = frozenset(layer.id for layer in scheme.layers)
        self._types = frozenset(t.id for t in scheme.relation_types)
        self._people = frozenset(a.id for a in header.annotators)
        self._known = frozenset(e.id for e in (*header.entities, *scheme.built_in_entities))
        self._elements = elements_of(scheme)
        self.entity_features = pointed_features(scheme)
        hubs = {layer.id for layer in scheme.layers if is_hub(scheme, layer)}
        self._hub_types = {
            t.id for t in scheme.relation_types if any(e.layer in hubs for e in t.from_ends)
        }
        self._holders = holders_of(scheme)
        self._order = {layer.id: i for i, layer in enumerate(scheme.layers)}
        self._kinds: dict[str, _Kind] = {}
        self._resps: dict[str, str] = {}
        self._values: dict[tuple[str, str, str], str] = {}

    def resp(self, who: str) -> str:
        """Return the attribute that says whose something is."""
        if who not in self._resps:
            self._resps[who] = f'resp="{pointer_to("p", who, self._people)}"'
        return self._resps[who]

    def entity(self, key: str) -> str:
        """Return a pointer to an entity."""
        return pointer_to("e", key, self._known)

    def element(self, annotation: Annotation) -> str:
        """Return the name of the element that an annotation is where it stands inline."""
        kind = self._kind(annotation.layer)
        for feature, tags in kind.elements.items():
            value = annotation.features.get(feature)
            if isinstance(value, str) and value in tags:
                return tags[value]
        return kind.element

    def _kind(self, layer: str) -> _Kind:
        found = self._kinds.get(layer)
        if found is None:
            element, elements = self._elements.get(layer, ("rs", {}))
            found = self._kinds[layer] = _Kind(
                pointer=pointer_to("l", layer, self._layers),
                name=name_of(layer),
                features=self.entity_features.get(layer, {}),
                element=element,
                elements=elements,
            )
        return found

    def _end(self, relation: Relation) -> str:
        if relation.to_entity:
            return self.entity(relation.to_id)
        return f"#{id_of('a', relation.to_id)}"

    def open_tag(self, bundle: Bundle) -> Callable[[Placed], str]:
        """Return what writes the tag that begins an inline annotation of a document."""
        holders = self._holders_in(bundle)

        def tag_of(placed: Placed) -> str:
            _, _, a, element = placed
            who = ""
            if element == SAID and a.id in holders:
                who = f' who="{" ".join(dict.fromkeys(holders[a.id]))}"'
            key = id_of("", a.id)
            return (
                f'<{element} xml:id="a{key}"{who} ana="{self._kind(a.layer).pointer} #f{key}" '
                f'{self.resp(a.annotator)} cert="{cert_of(a)}">'
            )

        return tag_of

    def _holders_in(self, bundle: Bundle) -> dict[str, list[str]]:
        """Return pointers to who holds what is said, by the id of its annotation."""
        found: dict[str, list[str]] = {}
        known: dict[str, Annotation] = {}
        for r in bundle.relations:
            if r.type not in self._holders or r.state != STANDS:
                continue
            if not holds(self._holders[r.type], r.features):
                continue
            known = known or {a.id: a for a in bundle.annotations}
            named = [] if r.to_entity else self._named_by(known.get(r.to_id))
            found.setdefault(r.from_id, []).extend(named or [self._end(r)])
        return found

    def _named_by(self, annotation: Annotation | None) -> list[str]:
        """Return pointers to the entities that an annotation names."""
        if annotation is None:
            return []
        named: list[str] = []
        for feature, kind in self.entity_features.get(annotation.layer, {}).items():
            value = annotation.features.get(feature)
            if kind == "entity" and isinstance(value, str):
                named.append(value)
            elif kind == "entities" and isinstance(value, (list, tuple)):
                named.extend(value)
        return [self.entity(key) for key in named]

    def annotations_xml(
        self, bundle: Bundle, inline: Container[str], key: str, body: str
    ) -> Iterable[str]:
        """Yield what stands beside the text for a document's annotations, line by line.

        `inline` are the ids of those in the text, `key` and `body` the XML ids of both.
        """
        layers: dict[str, list[Annotation]] = {}
        for annotation in bundle.annotations:
            layers.setdefault(annotation.layer, []).append(annotation)
        ends: dict[str, dict[str, list[str]]] = {}
        for r in bundle.relations:
            if r.type in self._hub_types:
                ends.setdefault(r.from_id, {}).setdefault(r.type, []).append(self._end(r))
        for layer in sorted(layers, key=lambda x: self._order.get(x, len(self._order))):
            made = layers[layer]
            whole = [a for a in made if a.id not in inline and len(a.spans) == 1]
            others = [a for a in made if len(a.spans) != 1]
            ana = self._kind(layer).pointer
            if whole:
                yield f'<spanGrp type="annotations" ana="{ana}">'
                for a in whole:
                    yield (
                        f'<span xml:id="{id_of("a", a.id)}" target="{range_of(body, a.spans)}" '
                        f'{self.resp(a.annotator)} cert="{cert_of(a)}">{text_of(a.quote)}</span>'
                    )
                yield "</spanGrp>"
            if others:
                yield f'<listAnnotation type="annotations" ana="{ana}">'
                for a in others:
                    yield self._annotation_xml(a, key, body)
                yield "</listAnnotation>"
            yield from self._all_facts(made, ends)

    def _all_facts(
        self, annotations: Sequence[Annotation], ends: Mapping[str, Mapping[str, Sequence[str]]]
    ) -> Iterable[str]:
        """Yield the feature structures of annotations of one layer."""
        layer = annotations[0].layer
        kind = self._kind(layer)
        kept = self._values
        for a in annotations:
            # Taken apart at once: reading each field by name costs as much as all the rest.
            key, _, _, who, spans, _, segments, features, sure, *_ = a
            written = ""
            for feature, value in features.items():
                found = kept.get((layer, feature, value)) if type(value) is str else None
                written += found or self._feature_xml(kind, layer, feature, value)
            if key in ends:
                for type_id, pointers in ends[key].items():
                    name = "relation." + name_of(type_id)
                    written += "".join([f'<f name="{name}" fVal="{p}"/>' for p in pointers])
            key = id_of("", key)
            told = (
                f'<fs xml:id="f{key}" type="{kind.name}" corresp="#a{key}">{written}'
                f'<f name="annotation.facts"><fs>{_more_xml(a)}'
            )
            if len(spans) == 1:
                begin, end = spans[0]
                places = f"{begin}-{end}"
            else:
                places = ",".join([f"{begin}-{end}" for begin, end in spans])
            check = check_xml(f"{told}{places}{segments or '()'}{who}{sure}")
            yield f"{told}{check}</fs></f></fs>"

    def _feature_xml(self, kind: _Kind, layer: str, feature: str, value: object) -> str:
        if isinstance(value, str):
            return self._kept(kind, layer, feature, value)
        name = name_of(feature)
        if kind.features.get(feature) == "entities" and isinstance(value, (list, tuple)) and value:
            keys = cast(Sequence[str], value)
            return "".join([f'<f name="{name}" fVal="{self.entity(key)}"/>' for key in keys])
        return f'<f name="{name}">{value_xml(cast(Any, value))}</f>'

    def _kept(self, kind: _Kind, layer: str, feature: str, value: str) -> str:
        """Return a feature of text, and keep it: tags and names come again and again."""
        name, known = name_of(feature), kind.features.get(feature)
        if known == "tag":
            xml = f'<f name="{name}"><symbol value="{name_of(value)}"/></f>'
        elif known == "entity":
            xml = f'<f name="{name}" fVal="{self.entity(value)}"/>'
        else:
            xml = f'<f name="{name}">{value_xml(value)}</f>'
        if len(self._values) >= _MOST_KEPT:
            self._values.clear()
        self._values[layer, feature, value] = xml
        return xml

    def _annotation_xml(self, a: Annotation, key: str, body: str) -> str:
        if a.spans:
            target = range_of(body, a.spans)
        elif a.segments:
            target = " ".join(f"#{id_of('s', f'{a.document}/{s}')}" for s in a.segments)
        else:
            target = f"#{key}"
        quote = f'<note type="quote">{text_of(a.quote)}</note>' if a.spans else ""
        return (
            f'<annotation xml:id="{id_of("a", a.id)}" target="{target}" motivation="classifying" '
            f'{self.resp(a.annotator)} cert="{cert_of(a)}">{quote}</annotation>'
        )

    def relations_xml(self, bundle: Bundle) -> Iterable[str]:
        """Yield the links of a document's relations and their facts, line by line."""
        kinds: dict[str, list[Relation]] = {}
        for relation in bundle.relations:
            kinds.setdefault(relation.type, []).append(relation)
        for kind in sorted(kinds):
            yield f'<linkGrp type="relations" ana="{pointer_to("t", kind, self._types)}">'
            for r in kinds[kind]:
                yield (
                    f'<link xml:id="{id_of("r", r.id)}" '
                    f'target="#{id_of("a", r.from_id)} {self._end(r)}" '
                    f'ana="#{id_of("rf", r.id)}" {self.resp(r.annotator)} cert="{cert_of(r)}"/>'
                )
            yield "</linkGrp>"
            for r in kinds[kind]:
                told = fs_xml({"features": r.features})[len("<fs>") : -FS_END]
                facts = told + _more_xml(r)
                ends = f"{r.from_id} {self._end(r)}"
                check = check_xml(f"{facts}{r.id} {kind} {ends} {r.annotator} {r.confidence}")
                yield (
                    f'<fs xml:id="{id_of("rf", r.id)}" type="relation" '
                    f'corresp="#{id_of("r", r.id)}">{facts}{check}</fs>'
                )


def cert_of(noun: Annotation | Relation) -> str:
    """Return how sure the annotator was, in TEI's words."""
    return "high" if noun.confidence == SURE else "low"


def check_xml(written: str) -> str:
    """Return the fact by which damage to what was written is noticed."""
    return f'<f name="check"><string>{check_of(written)}</string></f>'


def range_of(body: str, spans: Spans) -> str:
    """Return a pointer to stretches of the text, by begin and length in code points."""
    pairs = ",".join(f"{begin},{end - begin}" for begin, end in spans)
    return f"#string-range({body},{pairs})"


def _more_xml(noun: Annotation | Relation) -> str:
    """Return where a noun comes from and the like as features; what is usual is left out."""
    facts = f'<f name="origin"><string>{text_of(noun.origin)}</string></f>'
    if noun.origin_detail is not None:
        facts += _fact_xml("origin_detail", noun.origin_detail)
    if noun.state != STANDS:
        facts += _fact_xml("state", noun.state)
    if noun.source_id is not None:
        facts += f'<f name="source_id"><string>{text_of(noun.source_id)}</string></f>'
    if noun.made is not None:
        facts += _fact_xml("made", noun.made)
    if noun.changed is not None:
        facts += _fact_xml("changed", noun.changed)
    if noun.extra is not None:
        facts += _fact_xml("extra", noun.extra)
    return facts


def _fact_xml(name: str, value: Any) -> str:
    return f'<f name="{name}">{value_xml(value)}</f>'
