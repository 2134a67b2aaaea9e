"""Values against their features: types, bounds, tags, entities, what is required."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.model.annotation import Annotation, Relation
from annotator.model.facts import facts_of
from annotator.model.presentation import value_name
from annotator.model.rules import RuleBook
from annotator.model.scheme import (
    BuiltInEntity,
    Condition,
    End,
    Feature,
    Layer,
    RelationType,
    Scheme,
    Tag,
    Tagset,
)
from annotator.model.span import Span
from annotator.model.values import as_typed, value_of

TAGS = (Tag(id="sour"), Tag(id="sweet", parent="fruit"), Tag(id="fruit", group=True))
SCHEME = Scheme(
    id="kitchen",
    layers=(
        Layer(
            id="dish",
            features=(
                Feature(id="text", type="text"),
                Feature(id="tag", type="tag", tags=TAGS),
                Feature(id="tags", type="tags", tags=TAGS),
                Feature(id="open", type="tag", tagset="spices"),
                Feature(id="closed", type="tag", tagset="cuts"),
                Feature(id="integer", type="integer", minimum=0, maximum=3),
                Feature(id="number", type="number", minimum=-0.5),
                Feature(id="boolean", type="boolean"),
                Feature(id="date", type="date"),
                Feature(id="url", type="url"),
                Feature(id="entity", type="entity", kinds=("cook:*",)),
                Feature(id="entities", type="entities"),
            ),
        ),
        Layer(
            id="menu",
            features=(
                Feature(id="name", type="text", required=True),
                Feature(id="paid", type="boolean"),
                Feature(
                    id="price",
                    type="number",
                    required=True,
                    shown_when=Condition(feature="paid", values=(True,)),
                ),
            ),
        ),
    ),
    tagsets=(
        Tagset(id="spices", open=True, tags=(Tag(id="salt"),)),
        Tagset(id="cuts", tags=(Tag(id="cube"),)),
    ),
    relation_types=(
        RelationType(
            id="made",
            from_ends=(End(layer="dish"),),
            to_ends=(End(entity=("house",)),),
            features=(Feature(id="step", type="integer", required=True, minimum=0),),
        ),
    ),
    built_in_entities=(BuiltInEntity(id="house"),),
)
ENTITIES = {"ana": ("cook:head",), "table": ("thing:wood",)}


def problems(layer: str, relation: Relation | None = None, **features: Any) -> list[str]:
    """Return severity, code and feature of what is found at one annotation."""
    one = Annotation("a", "d", layer, "ana", (Span(0, 4),), "Soup", features=features)
    facts = facts_of("d", "Soup", annotations=[one], relations=[relation] if relation else [],
                     entities=ENTITIES)  # fmt: skip
    found = RuleBook(SCHEME).problems(facts)
    return [f"{p.severity} {p.code} {p.data.get('feature', '')}".strip() for p in found]


@pytest.mark.parametrize(
    ("feature", "value", "code"),
    [
        ("text", "", None),
        ("text", 4, "bad_value"),
        ("tag", "sour", None),
        ("tag", "sharp", "unknown_tag"),
        ("tag", "fruit", "group_tag"),
        ("tag", ["sour"], "bad_value"),
        ("tags", ["sour", "sweet"], None),
        ("tags", ["sour", "fruit"], "group_tag"),
        ("tags", "sour", "bad_value"),
        ("tags", [1], "bad_value"),
        ("open", "a spice of one's own", None),
        ("closed", "slice", "unknown_tag"),
        ("integer", 3, None),
        ("integer", 4, "out_of_bounds"),
        ("integer", -1, "out_of_bounds"),
        ("integer", 1.5, "bad_value"),
        ("integer", True, "bad_value"),
        ("number", -0.5, None),
        ("number", -1, "out_of_bounds"),
        ("number", "2", "bad_value"),
        ("number", float("nan"), "bad_value"),
        ("number", float("inf"), "bad_value"),
        ("number", 2**63, "bad_value"),
        ("boolean", False, None),
        ("boolean", 0, "bad_value"),
        ("date", "2026-04~", None),
        ("date", "2026/..", None),
        ("date", "April", "bad_value"),
        ("url", "https://example.org/a", None),
        ("url", "example", "bad_value"),
        ("entity", "ana", None),
        ("entity", "house", None),
        ("entity", "nobody known", "unknown_entity"),
        ("entities", ["ana", "house"], None),
        ("entities", ["ana", "who"], "unknown_entity"),
        ("no such feature", "x", "unknown_feature"),
    ],
)
def test_a_value_is_of_its_type(feature: str, value: Any, code: str | None) -> None:
    expected = [] if code is None else [f"error {code} {feature}"]
    assert problems("dish", **{feature: value}) == expected


def test_an_entity_of_another_kind_is_a_hint() -> None:
    assert problems("dish", entity="table") == ["hint entity_kind entity"]


def test_what_is_required_and_missing_is_incomplete_where_it_is_shown() -> None:
    assert problems("menu") == ["incomplete required name"]
    assert problems("menu", name="Monday") == []
    assert problems("menu", name="Monday", paid=False) == []
    assert problems("menu", name="Monday", paid=True) == ["incomplete required price"]
    assert problems("menu", name="Monday", paid=True, price=0) == []


def test_what_a_relation_requires_is_incomplete_as_well() -> None:
    one = Relation("r", "d", "made", "ana", "a", "house", True)
    assert problems("dish", one) == ["incomplete required step"]
    assert problems("dish", one._replace(features={"step": 0})) == []
    assert problems("dish", one._replace(features={"step": -1})) == ["error out_of_bounds step"]
    assert problems("dish", one._replace(state="refused")) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("300", "300"), ("300.0", "300"), ("2,5", "2.5"), ("-4", "-4"), ("1e30", "1e+30")],
)
def test_a_number_is_shown_as_it_is_typed(typed: str, shown: str) -> None:
    feature = Feature(id="f", type="number")
    value = value_of(feature, typed)
    assert as_typed(value) == value_name(SCHEME, feature, value, "en") == shown
    read = value_name(SCHEME, feature, value, "bg")
    assert read == shown.replace(".", ",")
    assert value_of(feature, read) == value
    assert [as_typed(x) for x in (300, True, "300.0")] == ["300", "True", "300.0"]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "nan"), ("number", "1e999"), ("number", "-inf"), ("integer", "9" * 30)],
)
def test_numbers_that_no_file_holds_are_not_read(kind: str, typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        value_of(Feature(id="f", type=kind), typed)
