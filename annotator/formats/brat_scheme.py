"""The scheme of a folder of brat: what is configured, and what the data shows besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

from annotator.formats.flat_scheme import Names
from annotator.model.scheme import (
    ANY_LAYER,
    End,
    Feature,
    Layer,
    RelationType,
    Scheme,
    Tag,
)

_SECTION = re.compile(r"\[(\w+)\]")
_MACRO = re.compile(r"<(?!ENTITY>|EVENT>|ANY>|RELATION>)([\w-]+)>\s*=\s*(.+)")
_ENTITIES = ("entities", "spans")
_WITHIN = {"<ENTITY>": ("entities", "spans"), "<EVENT>": ("events",)}


@dataclass(slots=True)
class Conf:
    """What a configuration says; names as it writes them.

    `layers` are those of spans and of events, `relations` and `roles` are names with the layers
    of both ends, `symmetric` names of relations, `attributes` names with layers and values.
    """

    layers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    relations: list[tuple[str, list[str], list[str]]] = field(
        default_factory=list[tuple[str, list[str], list[str]]]
    )
    symmetric: set[str] = field(default_factory=set[str])
    attributes: list[tuple[str, list[str], list[str]]] = field(
        default_factory=list[tuple[str, list[str], list[str]]]
    )

    def within(self, names: Iterable[str]) -> list[str]:
        """Return the layers that names of ends mean; a place holder stands for many."""
        found: list[str] = []
        for name in names:
            if name == "<ANY>":
                return [ANY_LAYER]
            sections = _WITHIN.get(name)
            found += (
                chain.from_iterable(self.layers.get(x, ()) for x in sections)
                if sections
                else [name]
            )
        return list(dict.fromkeys(found))


@lru_cache(maxsize=16)
def conf_of(text: str) -> Conf:
    """Return what the text of a configuration says; lines that say nothing known are left out."""
    conf = Conf()
    section = ""
    for name, line in _told(text):
        if name:
            section = name
        elif section in _ENTITIES:
            # What is marked so is no layer itself, only a name for those below it.
            is_group = line.startswith("!")
            conf.layers.setdefault(section, []).extend([] if is_group else [_name(line)])
        elif section in ("relations", "events", "attributes"):
            _take(conf, section, line)
    return conf


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Yield sections by name, and their lines, macros filled in."""
    macros: dict[str, str] = {}
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#") or not line.strip("-"):
            continue
        if section := _SECTION.fullmatch(line):
            yield section[1], ""
        elif macro := _MACRO.fullmatch(line):
            macros[f"<{macro[1]}>"] = macro[2].strip()
        else:
            for name, meaning in macros.items():
                line = line.replace(name, meaning)
            yield "", line


def _name(told: str) -> str:
    """Return a name without what stands behind a bar, which is for other programs."""
    return told.partition("|")[0].lstrip("!").strip()


def _take(conf: Conf, section: str, line: str) -> None:
    name, *rest = line.split(maxsplit=1)
    name = _name(name)
    ends: dict[str, list[str]] = {}
    for part in rest[0].split(",") if rest else ():
        role, colon, names = part.strip().partition(":")
        if colon:
            ends[role] = names.split("|")
    if section == "events":
        conf.layers.setdefault(section, []).append(name)
        for role, names in ends.items():
            plain = re.sub(r"[?*+]$|\{.*\}$", "", role)
            if not plain.startswith("<"):
                conf.relations.append((plain, [name], names))
    elif section == "relations":
        told = [names for role, names in ends.items() if not role.startswith("<")]
        if any("symmetric" in kind for kind in ends.get("<REL-TYPE>", ())):
            conf.symmetric.add(name)
        if len(told) > 1:
            conf.relations.append((name, told[0], told[1]))
    else:
        conf.attributes.append((name, ends.get("Arg", []), ends.get("Value", [])))


@dataclass(slots=True)
class _Kind:
    from_ends: dict[str, None] = field(default_factory=dict[str, None])
    to_ends: dict[str, None] = field(default_factory=dict[str, None])
    is_symmetric: bool = False
    features: dict[str, Feature] = field(default_factory=dict[str, Feature])


class BratScheme:
    """Learns layers, types of relation and features; calls them as a scheme that is there does."""

    def __init__(self, name: str, conf: Conf, ours: Scheme | None) -> None:
        """Take the name of the folder, what is configured, and the corpus's scheme, if any."""
        self._name = name
        self._conf = conf
        self._layers: dict[str, dict[str, Feature]] = {}
        self._kinds: dict[str, _Kind] = {}
        layers, kinds = (ours.layers, ours.relation_types) if ours else ((), ())
        self._layer_names, self._kind_names = Names(layers), Names(kinds)
        self._owned = {
            **{("layer", x.id): x.features for x in layers},
            **{("kind", x.id): x.features for x in kinds},
        }
        self._learn_conf()

    def _learn_conf(self) -> None:
        conf = self._conf
        for layer in chain.from_iterable(conf.layers.values()):
            self.layer(layer)
        for name, begin, end in conf.relations:
            found = self._kinds.setdefault(self._kind_names.id_of(name), _Kind())
            found.from_ends.update(self._ids(begin))
            found.to_ends.update(self._ids(end))
            found.is_symmetric |= name in conf.symmetric
        relations = {name for name, _, _ in conf.relations}
        for name, owners, values in conf.attributes:
            tags = tuple(Tag(id=value, names={"en": value}) for value in values)
            for owner in self._conf.within(owners):
                if owner in relations and owner not in self._layers:
                    self.expect("kind", self.kind(owner), name, tags)
                elif owner != ANY_LAYER:
                    self.expect("layer", self.layer(owner), name, tags)

    def _ids(self, names: list[str]) -> dict[str, None]:
        found = self._conf.within(names)
        return dict.fromkeys(n if n == ANY_LAYER else self.layer(n) for n in found)

    def layer(self, label: str) -> str:
        """Return the id of the layer that a label means."""
        key = self._layer_names.id_of(label)
        self._layers.setdefault(key, {})
        return key

    def kind(self, label: str, *, is_symmetric: bool = False) -> str:
        """Return the id of the type of relation that a label means."""
        key = self._kind_names.id_of(label)
        if key not in self._kinds:
            ends = {ANY_LAYER: None}
            self._kinds[key] = _Kind(dict(ends), dict(ends), is_symmetric)
        return key

    def role(self, label: str) -> str:
        """Return the type of relation of a role; numbers tell several of one role apart."""
        plain = label.rstrip("0123456789")
        is_known = self._kind_names.id_of(label) in self._kinds
        return self.kind(label if is_known or not plain else plain)

    def _features(self, sort: str, owner: str) -> dict[str, Feature]:
        return self._layers[owner] if sort == "layer" else self._kinds[owner].features

    def expect(
        self,
        sort: str,
        owner: str,
        name: str,
        tags: tuple[Tag, ...] = (),
        *,
        kind: str | None = None,
    ) -> str:
        """Have a feature on a layer or type of relation (`sort` layer, kind); return its id.

        `kind` is the type that its values need, where nothing is configured.
        """
        key = Names(self._owned.get((sort, owner), ())).id_of(name)
        features = self._features(sort, owner)
        before = features.get(key)
        if tags:
            features[key] = Feature(id=key, names={"en": name}, type="tag", tags=tags)
        elif before is None:
            features[key] = Feature(id=key, names={"en": name}, type=kind or "boolean")
        elif before.type == "boolean" and kind not in (None, "boolean"):
            features[key] = replace(before, type=kind or before.type)
        return key

    def fitting(self, sort: str, owner: str, key: str, value: str | None) -> bool | str | list[str]:
        """Return a value as its feature holds it."""
        known = next((f for f in self._owned.get((sort, owner), ()) if f.id == key), None)
        kind = (known or self._features(sort, owner)[key]).type
        if value is None:
            return True if kind == "boolean" else "true"
        return [value] if kind in ("tags", "entities") else value

    def scheme(self) -> Scheme:
        """Return what was learnt so far."""
        layers = tuple(
            Layer(id=key, names={"en": key}, features=tuple(features.values()))
            for key, features in self._layers.items()
        )
        kinds = tuple(
            RelationType(
                id=key,
                names={"en": key},
                from_ends=tuple(End(layer=layer) for layer in kind.from_ends),
                to_ends=tuple(End(layer=layer) for layer in kind.to_ends),
                symmetric=kind.is_symmetric,
                features=tuple(kind.features.values()),
            )
            for key, kind in self._kinds.items()
        )
        return Scheme(id=self._name, names={"en": self._name}, layers=layers, relation_types=kinds)
