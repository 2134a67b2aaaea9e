"""What must hold of entities: whom they name, what their ids say, which kinds they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.model.entity import KNOWN, Entity
from annotator.model.problem import Problem
from annotator.model.scheme import ERROR, HINT, Scheme


def entities_problems(entities: Iterable[Entity], scheme: Scheme) -> Iterator[Problem]:
    """Yield what is wrong with any of all entities of a corpus."""
    known = {e.id: e for e in entities}
    for entity in known.values():
        yield from entity_problems(entity, known, scheme)


def entity_problems(
    entity: Entity, known: Mapping[str, Entity], scheme: Scheme
) -> Iterator[Problem]:
    """Yield what is wrong with an entity among all of a corpus by id."""
    built_in = {e.id for e in scheme.built_in_entities}
    if entity.id in built_in:
        yield _problem(entity, "entity_built_in")
    for other in (entity.represents, entity.parent):
        if other is not None and other not in known and other not in built_in:
            yield _problem(entity, "entity_nowhere", other=other)
    if _comes_back(entity, known, "parent") or _comes_back(entity, known, "represents"):
        yield _problem(entity, "entity_circle")
    kinds = {kind.id for kind in scheme.entity_kinds}
    for kind in entity.kinds:
        if kinds and kind not in kinds:
            yield _problem(entity, "entity_unknown_kind", severity=HINT, kind=kind)
    for one in entity.ids:
        if (one.state == KNOWN) != bool(one.value):
            yield _problem(entity, "entity_id", authority=one.authority, state=one.state)


def _comes_back(entity: Entity, known: Mapping[str, Entity], name: str) -> bool:
    """Say whether one comes back to an entity by going from it along `name`."""
    seen = {entity.id}
    key: str | None = getattr(entity, name)
    while key is not None and key not in seen:
        seen.add(key)
        above = known.get(key)
        key = getattr(above, name) if above is not None else None
    return key == entity.id


def _problem(entity: Entity, code: str, *, severity: str = ERROR, **data: Any) -> Problem:
    name = next(iter(entity.names.values()), entity.id)
    told = {"entity": entity.id, "name": name, **data}
    return Problem(severity=severity, code=code, document="", data=told)
