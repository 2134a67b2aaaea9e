"""Of which kind an entity is, as far as the annotations that mean it say so.

Somebody who makes an entity of a name says nothing of its kind; the tags of the annotation do,
where the ids of tags and of kinds end alike (`state` and `actor:state`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from annotator.model.annotation import Annotation
from annotator.model.entity import Entity
from annotator.model.rules_of_values import entities_of, kind_fits
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.store.reading.queries import Reader

TAUGHT = "taught"
"""The key in `Annotation.origin_detail`: ids of the entities that have their kinds of it."""


def entity_feature(layer: Layer) -> Feature | None:
    """Return the feature of a layer that says who or what is meant, or None."""
    return next((f for f in layer.features if f.type in ("entity", "entities")), None)


def is_of_kind(entity: Entity, feature: Feature) -> bool:
    """Say whether an entity may be meant by a feature; one of no known kind may by any."""
    return not feature.kinds or not entity.kinds or kind_fits(entity.kinds, feature.kinds)


def kinds_said(scheme: Scheme, layer: Layer, features: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the kinds that an annotation's tags say its entities are of; empty if none does."""
    feature = entity_feature(layer)
    if feature is None:
        return ()
    tags = {features.get(f.id) for f in layer.features if f.type == "tag"}
    return tuple(
        kind.id
        for kind in scheme.entity_kinds
        if kind.id.rpartition(":")[2] in tags and kind_fits((kind.id,), feature.kinds or (kind.id,))
    )


def entities_taught(
    reader: Reader, scheme: Scheme, layer: Layer, before: Annotation, after: Annotation
) -> Iterator[Entity]:
    """Yield the entities of an annotation with the kinds that its features now say.

    An entity learns its kinds if it has none, or if it has them of this annotation alone, whose
    tag was another before. Kinds that somebody gave it are kept.
    """
    feature, said = entity_feature(layer), kinds_said(scheme, layer, after.features)
    if feature is None or not said or after.features == before.features:
        return
    earlier, own = kinds_said(scheme, layer, before.features), taught_by(before)
    for key in entities_of(after.features.get(feature.id)):
        entity = reader.entity(key)
        if entity is None or entity.kinds == said:
            continue
        is_own = key in own and entity.kinds == earlier and reader.entity_uses(key) == 1
        if not entity.kinds or is_own:
            yield replace(entity, kinds=said)


def taught_by(annotation: Annotation) -> tuple[str, ...]:
    """Return the ids of the entities that learned their kinds from an annotation."""
    found = (annotation.origin_detail or {}).get(TAUGHT)
    return tuple(map(str, cast(list[object], found))) if isinstance(found, (list, tuple)) else ()


def with_taught(annotation: Annotation, entities: Iterable[Entity]) -> Annotation:
    """Return an annotation that notes which entities learned their kinds from it as well."""
    keys = dict.fromkeys((*taught_by(annotation), *(e.id for e in entities)))
    if not keys:
        return annotation
    return annotation._replace(origin_detail={**(annotation.origin_detail or {}), TAUGHT: [*keys]})
