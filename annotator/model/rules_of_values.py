"""What the scheme says of values: types, bounds, tags, entities, what is required."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from annotator.model.annotation import Features
from annotator.model.facts import Facts
from annotator.model.problem import Maker, Problem
from annotator.model.scheme import ERROR, HINT, INCOMPLETE, Condition, Feature
from annotator.model.values import FeaturePlan

Plans = Mapping[str, FeaturePlan]


def has_value(value: Any) -> bool:
    """Say whether a feature has a value: nothing, an empty text and an empty list are none."""
    return value is not None and value != "" and value != [] and value != ()


def holds(condition: Condition | None, features: Features) -> bool:
    """Say whether a condition holds for `features`; no condition always holds."""
    if condition is None:
        return True
    value: Any = features.get(condition.feature)
    if not has_value(value):
        return None in condition.values
    if isinstance(value, (list, tuple)):
        return any(is_among(item, condition.values) for item in cast(list[Any], value))
    return is_among(value, condition.values)


def is_among(value: Any, wanted: Iterable[Any]) -> bool:
    """Say whether a value is one of `wanted`; yes and 1 are two values, though not in Python."""
    return any(value == w and isinstance(value, bool) == isinstance(w, bool) for w in wanted)


def value_problems(
    facts: Facts, features: Features, plans: Plans, built_in: Collection[str], make: Maker
) -> Iterator[Problem]:
    """Yield what is wrong with the values of an annotation or relation."""
    for feature_id, value in features.items():
        plan = plans.get(feature_id)
        if plan is None:
            yield make(ERROR, "unknown_feature", feature=feature_id)
            continue
        wrong = plan.wrong(value)
        if wrong is not None:
            yield make(ERROR, wrong, feature=feature_id, value=value)
        elif plan.is_entity:
            yield from _entity_problems(facts, plan.feature, value, built_in, make)


def _entity_problems(
    facts: Facts, feature: Feature, value: Any, built_in: Collection[str], make: Maker
) -> Iterator[Problem]:
    for entity in entities_of(value):
        kinds = facts.entities.get(entity)
        if kinds is None and entity not in built_in:
            yield make(ERROR, "unknown_entity", feature=feature.id, entity=entity)
        elif kinds and feature.kinds and not kind_fits(kinds, feature.kinds):
            yield make(HINT, "entity_kind", feature=feature.id, entity=entity)


def required_of(plans: Plans) -> list[Feature]:
    """Return the features that are required."""
    return [plan.feature for plan in plans.values() if plan.feature.required]


class Wanted(NamedTuple):
    """A required feature of a layer or relation type, made ready to be missed very often.

    `told` is the data of the problem; all problems about the feature share it.
    """

    feature: str
    shown_when: Condition | None
    told: Mapping[str, Any]


def wanted_of(plans: Plans, **told: Any) -> tuple[Wanted, ...]:
    """Return the required features with what is told of each where it is missing."""
    return tuple(Wanted(f.id, f.shown_when, {**told, "feature": f.id}) for f in required_of(plans))


def missing_of(features: Features, wanted: Iterable[Wanted]) -> list[Mapping[str, Any]]:
    """Return what is told of those wanted features that have no value, where they are shown."""
    return [
        want.told
        for want in wanted
        if not has_value(features.get(want.feature)) and holds(want.shown_when, features)
    ]


def missing_values(features: Features, required: Iterable[Feature], make: Maker) -> list[Problem]:
    """Return those of the required features that have no value, where they are shown at all."""
    return [
        make(INCOMPLETE, "required", feature=feature.id)
        for feature in required
        if not has_value(features.get(feature.id)) and holds(feature.shown_when, features)
    ]


def kind_problems(facts: Facts, features: Features, plans: Plans, make: Maker) -> Iterator[Problem]:
    """Yield tags that none of the entities' kinds goes with, where kinds and tags share ids."""
    for plan in plans.values():
        named = features.get(plan.feature.id) if plan.is_entity else None
        for entity in () if named is None else entities_of(named):
            kinds = [
                kind.rpartition(":")[2]
                for kind in facts.entities.get(entity, ())
                if kind_fits((kind,), plan.feature.kinds or (kind,))
            ]
            for other in plans.values():
                fitting = other.tags.intersection(kinds) if other.tags else None
                value = features.get(other.feature.id)
                if fitting and isinstance(value, str) and value not in fitting:
                    yield make(HINT, "entity_kind", feature=other.feature.id, entity=entity)


def entities_of(value: Any) -> tuple[str, ...]:
    """Return the ids in the value of a feature of the type entity or entities."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)):
        return tuple(str(item) for item in cast(list[Any], value))
    return ()


def kind_fits(kinds: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Say whether one of `kinds` is wanted; `actor:*` wants any kind that begins so."""
    for want in wanted:
        if want.endswith("*") and any(kind.startswith(want[:-1]) for kind in kinds):
            return True
        if want in kinds:
            return True
    return False
