"""What must hold of entities: whom they name, their ids, their kinds."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model.entity import Entity, ExternalId
from annotator.model.rules_of_entities import entities_problems
from annotator.model.scheme import BuiltInEntity, EntityKind, Scheme

SCHEME = Scheme(
    id="kitchen",
    entity_kinds=(EntityKind(id="cook:head"), EntityKind(id="thing:pot")),
    built_in_entities=(BuiltInEntity(id="house"),),
)


def entity(key: str, **more: Any) -> Entity:
    """Return an entity called as its id."""
    return Entity(id=key, names={"en": key}, **more)


def one_id(state: str, value: str | None) -> dict[str, Any]:
    """Return an external id in a state."""
    return {"ids": (ExternalId(authority="cooks", state=state, value=value),)}


@pytest.mark.parametrize(
    ("entities", "codes"),
    [
        ([entity("a"), entity("b", parent="a", represents="a")], []),
        ([entity("a", represents="house")], []),
        ([entity("a", parent="b")], ["error entity_nowhere"]),
        ([entity("a", represents="b")], ["error entity_nowhere"]),
        ([entity("a", parent="a")], ["error entity_circle"]),
        (
            [entity("a", parent="b"), entity("b", parent="c"), entity("c", parent="a")],
            ["error entity_circle"] * 3,
        ),
        (
            [entity("a", represents="b"), entity("b", represents="a"), entity("c", parent="a")],
            ["error entity_circle"] * 2,
        ),
        ([entity("house")], ["error entity_built_in"]),
        ([entity("a", kinds=("cook:head", "thing:pot"))], []),
        ([entity("a", kinds=("cook:head", "cook:sous"))], ["hint entity_unknown_kind"]),
        ([entity("a", **one_id("known", "Q1"))], []),
        ([entity("a", **one_id("nil", None))], []),
        ([entity("a", **one_id("not_looked_up", None))], []),
        ([entity("a", **one_id("known", None))], ["error entity_id"]),
        ([entity("a", **one_id("nil", "Q1"))], ["error entity_id"]),
    ],
)
def test_entities(entities: list[Entity], codes: list[str]) -> None:
    found = entities_problems(entities, SCHEME)
    assert [f"{p.severity} {p.code}" for p in found] == codes


def test_a_scheme_without_kinds_leaves_them_free() -> None:
    assert list(entities_problems([entity("a", kinds=("any",))], Scheme(id="free"))) == []
