"""The scheme that flat data shows: layers by label, features by the values they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import orjson

from annotator.model.scheme import (
    CHARACTERS,
    OVERLAP_ANY,
    End,
    Feature,
    Layer,
    RelationType,
    Scheme,
)

Learnt = tuple[str, dict[str, Any]]


class Derived:
    """Learns layers and features; matches them to a scheme that is there, by id and by name."""

    def __init__(self, name: str, ours: Scheme | None) -> None:
        """Take the name of the file and the corpus's scheme, if there is one."""
        self._name = name
        self.version = 0
        self._layers: dict[str, dict[str, str]] = {}
        self._types: dict[str, dict[str, str]] = {}
        self._layer_ids = Names(ours.layers if ours else ())
        self._type_ids = Names(ours.relation_types if ours else ())
        self._features: dict[str, Names] = {}
        self._known: dict[str, dict[str, Feature]] = {}
        self._shapes: dict[tuple[Any, ...], tuple[str, tuple[str, ...]]] = {}
        for owner in (*ours.layers, *ours.relation_types) if ours else ():
            self._features[owner.id] = Names(owner.features)
            self._known[owner.id] = {f.id: f for f in owner.features}

    def learn(self, label: str, features: Mapping[str, Any]) -> Learnt:
        """Return the layer and features that a label and its values mean."""
        shape = (label, *features, *map(type, features.values()))
        known = self._shapes.get(shape)
        if known is not None:
            return known[0], dict(zip(known[1], features.values(), strict=True))
        layer, values = self._learn_layer(label, features)
        if all(
            values[name] is value for name, value in zip(values, features.values(), strict=True)
        ):
            self._shapes[shape] = layer, tuple(values)
        return layer, values

    def _learn_layer(self, label: str, features: Mapping[str, Any]) -> Learnt:
        layer = self._layer_ids.id_of(label)
        return layer, self._learn(layer, features, self._layers)

    def learn_relation(self, label: str, features: Mapping[str, Any]) -> Learnt:
        """Return the type of relation and the features that a label and its values mean."""
        kind = self._type_ids.id_of(label)
        return kind, self._learn(kind, features, self._types)

    def _learn(
        self, owner: str, features: Mapping[str, Any], learnt: dict[str, dict[str, str]]
    ) -> dict[str, Any]:
        types = learnt.get(owner)
        if types is None:
            types = learnt[owner] = {}
            self.version += 1
        names = self._features.setdefault(owner, Names(()))
        known = self._known.get(owner, {})
        values: dict[str, Any] = {}
        for name, value in features.items():
            if not name:
                raise ValueError(f"{owner}: a feature has no name")
            feature = names.id_of(name)
            if feature in values or (feature != name and feature in features):
                feature = name
            seen = types.get(feature)
            kind = _KINDS.get(cast(object, value).__class__, "text")
            if feature not in known and seen != kind and seen != "text":
                types[feature] = kind if seen is None else _wider(seen, kind)
                self._shapes.clear()
                self.version += 1
            values[feature] = _fitting(value, known.get(feature))
        return values

    def scheme(self) -> Scheme:
        """Return the scheme as learnt so far."""
        layers = tuple(
            Layer(
                id=layer,
                names={"en": layer},
                anchoring=CHARACTERS,
                overlap=OVERLAP_ANY,
                features=_features_of(types),
            )
            for layer, types in self._layers.items()
        )
        kinds = tuple(
            RelationType(
                id=kind,
                names={"en": kind},
                from_ends=(End(layer="*"),),
                to_ends=(End(layer="*"),),
                features=_features_of(types),
            )
            for kind, types in self._types.items()
        )
        return Scheme(id=self._name, names={"en": self._name}, layers=layers, relation_types=kinds)


_KINDS: dict[type, str] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "tags",
}


class Names:
    """Ids of a scheme by every way to write them: the id, its names, and either in any case.

    What is no name of the scheme is an id of its own, whatever its case.
    """

    __slots__ = ("_ids",)

    def __init__(self, parts: Iterable[Any]) -> None:
        known = [*parts]
        named = [(part.id, name) for part in known for name in part.names.values()]
        self._ids: dict[str, str] = {}
        for key, name in (*((p.id, p.id) for p in known), *named):
            self._ids.setdefault(name, key)
        for name, key in [*self._ids.items()]:
            self._ids.setdefault(name.casefold(), key)

    def id_of(self, name: str) -> str:
        """Return the id that a name means."""
        found = self._ids.get(name)
        return self._ids.get(name.casefold(), name) if found is None else found


def _wider(one: str, other: str) -> str:
    return "number" if {one, other} == {"integer", "number"} else "text"


def _fitting(value: object, known: Feature | None) -> Any:
    """Return a value as a feature can hold it; what a list or object has is kept as it is said."""
    if isinstance(value, list):
        items = cast(list[object], value)
        return [item if isinstance(item, str) else orjson.dumps(item).decode() for item in items]
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    if known is not None and known.type in ("entities", "tags") and isinstance(value, str):
        return [value]
    return value


def _features_of(types: Mapping[str, str]) -> tuple[Feature, ...]:
    return tuple(
        Feature(id=name, names={"en": name}, type=kind, counts_for_agreement=True)
        for name, kind in types.items()
    )
