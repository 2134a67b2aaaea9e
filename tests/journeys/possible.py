"""What of an article nobody can make by hand: what its scheme and its entities do not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from annotator.model.annotation import items_of
from annotator.model.data import noun_of
from annotator.model.scheme import Feature, Scheme
from annotator.operations.keeping.corpus import scheme_named

_OF_ENTITIES, _OF_TAGS = ("entity", "entities"), ("tag", "tags")


def scheme_of(data: Mapping[str, Any]) -> Scheme:
    """Return the scheme that an article carries, or else names."""
    carried = data["scheme"].get("whole")
    return noun_of(Scheme, carried) if carried else scheme_named(data["scheme"]["id"])


def possible(data: Mapping[str, Any]) -> tuple[dict[str, Any], Counter[str]]:
    """Return an article without what nobody can make by hand, and how often what is left out."""
    scheme, away = scheme_of(data), Counter[str]()
    entities = {e["id"] for e in data["entities"]}
    annotations: list[dict[str, Any]] = []
    seen = set[str]()
    for told in data["annotations"]:
        if told["id"] in seen:
            away["annotations with the id of another one"] += 1
            continue
        seen.add(told["id"])
        layer = scheme.layer(told["layer"])
        if layer is None:
            away["annotations on layers that the scheme does not have"] += 1
            continue
        known = {f.id: f for f in layer.features}
        values = dict(_values(scheme, known, entities, told.get("features") or {}, away))
        annotations.append({**told, "features": values})
    made = {a["id"] for a in annotations}
    relations = list(_relations(scheme, made, data["relations"], away))
    return {**data, "annotations": annotations, "relations": relations}, away


def _values(
    scheme: Scheme,
    known: Mapping[str, Feature],
    entities: set[str],
    features: Mapping[str, Any],
    away: Counter[str],
) -> Iterator[tuple[str, Any]]:
    for key, value in features.items():
        feature = known.get(key)
        if feature is None:
            away["values of features that the scheme does not have"] += 1
            continue
        items, kept = items_of(value), list(items_of(value))
        if feature.type in _OF_ENTITIES:
            kept = [x for x in items if x in entities]
            away["values that are no entities of the corpus"] += len(items) - len(kept)
        elif feature.type in _OF_TAGS:
            tags = {t.id for t in scheme.tags_of(feature) if not t.group}
            kept = [x for x in items if x in tags]
            away["values that the scheme does not have"] += len(items) - len(kept)
        if len(kept) == len(items):
            yield key, value
        elif kept:
            yield key, kept


def _relations(
    scheme: Scheme, made: set[str], relations: list[dict[str, Any]], away: Counter[str]
) -> Iterator[dict[str, Any]]:
    for told in relations:
        ends = told["from"].get("annotation"), told["to"].get("annotation")
        if scheme.relation_type(told["type"]) is None:
            away["relations of types that the scheme does not have"] += 1
        elif ends[0] not in made or ("entity" not in told["to"] and ends[1] not in made):
            away["relations of what is not there"] += 1
        else:
            yield told
