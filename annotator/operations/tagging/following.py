"""What follows from linking an end: values of the hub, and relations of those who follow."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.identity import new_key
from annotator.model.ladder import Ladder, ladder_of
from annotator.model.rules_of_values import holds
from annotator.model.scheme import Feature, Scheme
from annotator.model.values import defaults_of
from annotator.operations.editing.context import now
from annotator.operations.tagging.filling import WITH_END, value_with_end
from annotator.operations.tagging.relate import link_options
from annotator.store.store import Store

BY_RULE = "by_rule"
"""Key in the origin of a relation that was made along with another; its value is the rule."""


def hub_values(
    store: Store, hub: Annotation, relation: Relation, others: list[Relation]
) -> dict[str, Any]:
    """Return a hub's features with what its tags say of a new end."""
    features: dict[str, Any] = dict(hub.features)
    scheme, layer = store.scheme, store.scheme.layer(hub.layer)
    if layer is None:
        return features
    ladder = ladder_of(scheme, hub.layer)
    rung = ladder.rung(relation) if ladder is not None else None
    is_leading = ladder is not None and relation.type == ladder.leading
    if ladder is not None and rung is not None and is_leading and rung.level == ladder.first:
        holders = {r.to_id for r in others if r.type == relation.type and ladder.rung(r) == rung}
        for feature in layer.features:
            _set_by_holder(scheme, features, feature, relation, holders)
    text = store.read().text(hub.document)
    end = None if relation.to_entity else store.read().annotation(relation.to_id)
    placed = end.spans if end is not None else ()
    found = value_with_end(scheme, layer, relation.type, text, hub.spans, placed)
    return {**{k: v for k, v in found.items() if k not in features}, **features}


def settled_features(store: Store, hub: Annotation, relation: Relation) -> tuple[str, ...]:
    """Return the features of a hub that need no look once it has a holder.

    They are those that a built-in holder would have given another tag.
    """
    scheme, layer = store.scheme, store.scheme.layer(hub.layer)
    ladder = ladder_of(scheme, hub.layer)
    rung = ladder.rung(relation) if ladder is not None else None
    if layer is None or ladder is None or rung is None or relation.type != ladder.leading:
        return ()
    built_in = {e.id for e in scheme.built_in_entities}
    return tuple(
        f.id
        for f in layer.features
        if f.type == "tag"
        and rung.level == ladder.first
        and any(t.extra.get(WITH_END) in built_in for t in scheme.tags_of(f))
    )


def _set_by_holder(
    scheme: Scheme,
    features: dict[str, Any],
    feature: Feature,
    relation: Relation,
    holders: set[str],
) -> None:
    """Give a feature the tag that goes with a built-in holder, in place of its default.

    Such a tag falls back to the default when another holder comes and that one is gone.
    """
    if feature.type != "tag":
        return
    going_with = {t.id: t.extra.get(WITH_END) for t in scheme.tags_of(feature)}
    value = features.get(feature.id)
    fitting = [t for t, end in going_with.items() if relation.to_entity and end == relation.to_id]
    built_in = {e.id for e in scheme.built_in_entities}
    if len(fitting) == 1 and value in (None, feature.default):
        features[feature.id] = fitting[0]
    elif going_with.get(str(value)) in built_in - holders - {relation.to_id}:
        features[feature.id] = feature.default
        if feature.default is None:
            del features[feature.id]


def speakers(
    store: Store,
    ladder: Ladder | None,
    new: Relation,
    relations: list[Relation],
    *,
    without: Container[str] = (),
) -> Iterator[Relation]:
    """Yield what a rule requires of those who follow: a relation to who leads on their rung.

    `without` are ids of relations that will be gone.
    """
    rung = ladder.rung(new) if ladder is not None else None
    if ladder is None or rung is None:
        return
    here = [r for r in relations if (x := ladder.rung(r)) and x.meets(rung)]
    leaders = [r for r in here if r.type == ladder.leading]
    followers = [r for r in here if r.type != ladder.leading and not r.to_entity]
    for follower in followers:
        cue = store.read().annotation(follower.to_id)
        if cue is None or cue.annotator != new.annotator:
            continue
        for leader in leaders:
            if new in (follower, leader):
                made = _speaker(store, cue, leader, {x.to_id for x in leaders}, without)
                if made is not None:
                    yield made


def _speaker(
    store: Store, cue: Annotation, leader: Relation, leaders: set[str], without: Container[str]
) -> Relation | None:
    end = leader.to_id if leader.to_entity else store.read().annotation(leader.to_id)
    kinds = link_options(store.scheme, cue, end) if end is not None else []
    for rule in store.scheme.rules:
        is_required = rule.kind == "least_relations" and rule.layer == cue.layer
        if not is_required or rule.end != "from" or rule.where is not None:
            continue
        if kinds == [rule.relation] and holds(rule.when, cue.features):
            there = [r for r in store.read().relations_of(cue.id) if r.type == rule.relation]
            mine = {r.to_id for r in there if r.from_id == cue.id and r.id not in without}
            if leader.to_id not in mine and mine <= leaders:
                return Relation(
                    id=new_key(),
                    document=cue.document,
                    type=kinds[0],
                    annotator=leader.annotator,
                    from_id=cue.id,
                    to_id=leader.to_id,
                    to_entity=leader.to_entity,
                    features=dict(_defaults(store.scheme, kinds[0])),
                    origin_detail={BY_RULE: rule.id},
                    made=now(),
                )
    return None


def _defaults(scheme: Scheme, type_id: str) -> dict[str, Any]:
    kind = scheme.relation_type(type_id)
    return dict(defaults_of(kind.features)) if kind is not None else {}


def made_along(store: Store, hub: Annotation, relation: Relation) -> Iterator[Relation]:
    """Yield what was made along with a relation of a hub and means nothing without it."""
    ladder = ladder_of(store.scheme, hub.layer)
    rung = ladder.rung(relation) if ladder is not None else None
    if ladder is None or rung is None:
        return
    reader = store.read()
    here = [
        r
        for r in reader.relations_of(hub.id)
        if r.from_id == hub.id and (x := ladder.rung(r)) and x.meets(rung)
    ]
    leaders = {r.to_id for r in here if r.type == ladder.leading}
    is_leader = relation.type == ladder.leading
    cues = [r.to_id for r in here if r.type != ladder.leading] if is_leader else [relation.to_id]
    for cue in cues:
        around = reader.relations_of(cue)
        if any(r.to_id == cue and r.from_id != hub.id for r in around):
            continue
        for other in around:
            is_by_rule = BY_RULE in (other.origin_detail or {})
            far = {relation.to_id} if is_leader else leaders
            if other.from_id == cue and is_by_rule and other.to_id in far:
                yield other
