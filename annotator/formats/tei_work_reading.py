"""Annotations and relations of a TEI document: their places and their feature structures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.formats.tei_markup import (
    XML_ID,
    Wrong,
    fs_from,
    key_of,
    key_of_name,
    pointed,
    points_to,
    value_from,
)
from annotator.formats.tei_places import Places
from annotator.formats.xml import Element
from annotator.model.annotation import STANDS, SURE, UNSURE, Annotation, Relation
from annotator.model.bundle import order_of
from annotator.text.quoting import quote_of

_FACTS = "annotation.facts"
_RELATION = "relation."
_CERT = {"high": SURE, "low": UNSURE}
_NO_TYPES: Mapping[str, str] = {}


class WorkReader:
    """Reads the work of one document after the other."""

    def __init__(
        self, layers: frozenset[str] | None, entity_features: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Take the ids of the header's layers (None: it has no scheme) and types of features."""
        self._layers = layers
        self._types = entity_features

    def annotations(self, places: Places, structures: Iterable[Element]) -> tuple[Annotation, ...]:
        """Return the annotations that stand at `places` with their feature structures."""
        made = {a.id: a for a in (self._annotation(places, fs) for fs in structures)}
        if len(made) != len(places.by_key):
            for key, place in places.by_key.items():
                if key not in made:
                    raise Wrong(place.element, f"annotation {key} has no feature structure")
        return tuple(sorted(made.values(), key=order_of))

    def _annotation(self, places: Places, fs: Element) -> Annotation:
        pointer = fs.get("corresp")
        key = pointed("a", pointer)
        place = places.by_key.get(key)
        if place is None or fs.get(XML_ID) != f"f{pointer[2:]}":
            raise Wrong(fs, f"{pointer} points to no annotation")
        element, who, spans, segments, layer = place
        if key_of_name(fs.get("type")) != layer:
            raise Wrong(fs, f"annotation {key} is on another layer than its features")
        if self._layers is not None and layer not in self._layers:
            raise Wrong(element, f"the header has no layer {layer}")
        features, facts = self._features(layer, fs)
        quote = quote_of(places.text, spans)
        sure = _CERT[element.get("cert")]
        told = (key, places.key, layer, who, spans, quote, segments, features, sure)
        return Annotation(*told, *_more(facts))

    def _features(self, layer: str, fs: Element) -> tuple[dict[str, Any], Mapping[str, Any]]:
        """Return the features of an annotation, and the facts that stand last among them."""
        types = self._types.get(layer, _NO_TYPES)
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
                elif types.get(feature) == "entity":
                    features[feature] = pointed("e", pointer)
                else:
                    features.setdefault(feature, []).append(pointed("e", pointer))
        return features, facts

    def relations(
        self,
        places: Places,
        groups: Iterable[Element],
        structures: Iterable[Element],
        known: Mapping[str, Any],
    ) -> tuple[Relation, ...]:
        """Return the relations of link groups with their feature structures.

        `known` has the ids of the document's annotations.

        ValueError if features are told of relations that are not there.
        """
        facts = {pointed("r", e.get("corresp")): fs_from(e) for e in structures}
        made = [
            self._relation(places, element, pointed("t", group.get("ana")), facts, known)
            for group in groups
            for element in group
        ]
        if facts:
            raise ValueError(f"features of relations that are not here: {', '.join(facts)}")
        return tuple(sorted(made, key=lambda r: r.id))

    def _relation(
        self,
        places: Places,
        element: Element,
        kind: str,
        facts: dict[str, dict[str, Any]],
        known: Mapping[str, Any],
    ) -> Relation:
        key = key_of("r", element.get(XML_ID))
        start, end = element.get("target").split()
        is_entity = points_to("e", end)
        told = facts.pop(key)
        from_id = pointed("a", start)
        to_id = pointed("e" if is_entity else "a", end)
        for noun_id in (from_id,) if is_entity else (from_id, to_id):
            if noun_id not in known:
                raise Wrong(element, f"relation {key} points to {noun_id}, which is not here")
        return Relation(
            key,
            places.key,
            kind,
            pointed("p", element.get("resp")),
            from_id,
            to_id,
            is_entity,
            told.pop("features"),
            _CERT[element.get("cert")],
            *_more(told),
        )


def _more(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return origin and what follows it in annotations and relations."""
    told = facts.get
    return (
        facts["origin"],
        told("origin_detail"),
        told("state", STANDS),
        told("source_id"),
        told("made"),
        told("changed"),
        told("extra"),
    )
