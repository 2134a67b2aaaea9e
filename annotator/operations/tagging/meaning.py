"""Saying who or what an annotation means, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError
from annotator.operations.editing.context import annotation_of, layer_of
from annotator.operations.tagging.annotate import set_features
from annotator.operations.tagging.filling import values_by_names
from annotator.operations.tagging.kinds_said import entity_feature
from annotator.operations.tagging.unconfirmed import filled_in
from annotator.store.store import Store


def add_entities(
    store: Store, annotation_id: str, entities: Iterable[str], *, annotator: str
) -> Annotation:
    """Add entities to those that an annotation means; empty features follow from them.

    So do those that followed from the ones before: what nobody said of the new ones is left
    open. Where the layer allows one entity only, the first takes the place of what was there.

    RuleError if none is given, or the layer means no entities.
    """
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    feature = entity_feature(layer)
    wanted = list(entities)
    if feature is None or not wanted:
        raise RuleError("nothing_to_tag")
    value: Any = wanted[0]
    if feature.type == "entities":
        old = before.features.get(feature.id)
        known = list(old) if isinstance(old, (list, tuple)) else []
        value = [*known, *(e for e in wanted if e not in known)]
    followed = values_by_names(store, layer, before.quote, before.features)
    by_rule = {k for k in filled_in(before) if before.features[k] == followed.get(k)}
    given = {k: v for k, v in before.features.items() if k not in by_rule} | {feature.id: value}
    following = values_by_names(store, layer, before.quote, given)
    return set_features(
        store, annotation_id, {**following, **given}, annotator=annotator, named_by=feature.id
    )
