"""Whose and what of a package is whose and what of ours, as a person says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.entity import Entity
from annotator.model.errors import AnnotatorError
from annotator.model.package import Package
from annotator.model.review import ON_ENTITY, Comment
from annotator.store.reading.queries import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping3:
    """Ids of theirs and those of ours: of annotators, layers and entities."""

    annotators: Mapping[str, str] = field(default_factory=dict[str, str])
    layers: Mapping[str, str] = field(default_factory=dict[str, str])
    entities: Mapping[str, str] = field(default_factory=dict[str, str])


NO_MAPPING = Mapping3()
_NO_KIND, _ANY_KIND = "", "*"


def entity_offers(
    ours: Iterable[Entity], theirs: Iterable[Entity]
) -> Iterator[tuple[str, str, str]]:
    """Yield id of theirs, id of ours and name of entities that are perhaps the same.

    Theirs is new here, and has a name and a kind of one of ours, or a name only where one of the
    two is of no known kind. Nothing follows from it.
    """
    known = list(ours)
    ids = {e.id for e in known}
    by_name: dict[tuple[str, str], str] = {}
    for entity in known:
        for name in entity.names.values():
            for kind in (*(entity.kinds or (_NO_KIND,)), _ANY_KIND):
                by_name.setdefault((name, kind), entity.id)
    for entity in theirs:
        if entity.id not in ids:
            same = next((sign for sign in _signs(entity) if sign in by_name), None)
            if same is not None:
                yield entity.id, by_name[same], same[0]


def _signs(entity: Entity) -> Iterator[tuple[str, str]]:
    for name in entity.names.values():
        for kind in (*entity.kinds, _NO_KIND) if entity.kinds else (_ANY_KIND,):
            yield name, kind


class Mapped:
    """A package with the ids of ours: `package` and `header` at once, bundles one by one."""

    def __init__(self, mapping: Mapping3, package: Package, header: Header, reader: Reader) -> None:
        """Take what is mapped; AnnotatorError if something of ours or theirs is not there."""
        self._map = mapping
        layers = () if header.scheme is None else header.scheme.layers
        self._meaning = {
            x.id: frozenset(f.id for f in x.features if f.type in ("entity", "entities"))
            for x in layers
        }
        _refuse_unknown(mapping, reader)
        self.package = replace(
            package,
            from_annotator=package.from_annotator and self._who(package.from_annotator),
            layers=tuple(dict.fromkeys(self._layer(name) for name in package.layers)),
        )
        self.header = self._header(header)

    def _who(self, name: str) -> str:
        return self._map.annotators.get(name, name)

    def _layer(self, name: str) -> str:
        return self._map.layers.get(name, name)

    def _entity(self, name: str) -> str:
        return self._map.entities.get(name, name)

    def _header(self, header: Header) -> Header:
        scheme = header.scheme
        if scheme is not None and self._map.layers:
            kept = tuple(x for x in scheme.layers if x.id not in self._map.layers)
            scheme = replace(scheme, layers=kept)
        return replace(
            header,
            scheme=scheme,
            annotators=tuple(a for a in header.annotators if a.id not in self._map.annotators),
            entities=tuple(
                replace(
                    e,
                    parent=e.parent and self._entity(e.parent),
                    represents=e.represents and self._entity(e.represents),
                )
                for e in header.entities
                if e.id not in self._map.entities
            ),
            comments=tuple(self._comment(c) for c in header.comments),
            rounds=tuple(
                replace(r, annotators=tuple(dict.fromkeys(map(self._who, r.annotators))))
                for r in header.rounds
            ),
        )

    def bundle(self, bundle: Bundle) -> Bundle:
        """Return a bundle with the ids of ours."""
        if self._map == NO_MAPPING:
            return bundle
        return replace(
            bundle,
            annotations=tuple(self._annotation(a) for a in bundle.annotations),
            relations=tuple(self._relation(r) for r in bundle.relations),
            comments=tuple(self._comment(c) for c in bundle.comments),
            assignments=tuple(
                {
                    self._who(a.annotator): replace(a, annotator=self._who(a.annotator))
                    for a in bundle.assignments
                }.values()
            ),
            decisions=tuple(
                replace(
                    d,
                    annotator=self._who(d.annotator),
                    versions={self._who(who): v for who, v in d.versions.items()},
                    taken=d.taken and self._who(d.taken),
                    replies={self._who(who): r for who, r in d.replies.items()},
                )
                for d in bundle.decisions
            ),
        )

    def _annotation(self, a: Annotation) -> Annotation:
        meant = self._meaning.get(a.layer, frozenset())
        features = {k: self._value(v) if k in meant else v for k, v in a.features.items()}
        return a._replace(
            annotator=self._who(a.annotator), layer=self._layer(a.layer), features=features
        )

    def _value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self._value(item) for item in cast(list[Any], value)]
        return self._entity(value) if isinstance(value, str) else value

    def _relation(self, r: Relation) -> Relation:
        to_id = self._entity(r.to_id) if r.to_entity else r.to_id
        return r._replace(annotator=self._who(r.annotator), to_id=to_id)

    def _comment(self, c: Comment) -> Comment:
        target = self._entity(c.target) if c.anchor == ON_ENTITY and c.target else c.target
        return replace(c, annotator=self._who(c.annotator), target=target)


def _refuse_unknown(mapping: Mapping3, reader: Reader) -> None:
    ours = {
        "annotator": {a.id for a in reader.annotators()},
        "layer": {x.id for x in reader.scheme().layers},
        "entity": {e.id for e in reader.entities()},
    }
    asked = {
        "annotator": mapping.annotators,
        "layer": mapping.layers,
        "entity": mapping.entities,
    }
    for kind, pairs in asked.items():
        for mine in pairs.values():
            if mine not in ours[kind]:
                known = ", ".join(sorted(ours[kind])[:20])
                raise AnnotatorError(f"no_such_{kind}", name=mine, known=known)
