"""Which values filled themselves in and nobody has confirmed: kept with an annotation's origin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from annotator.model.annotation import Annotation

FILLED_IN = "filled_in"
"""The key in `Annotation.origin_detail`: ids of features, in the order of the features."""


def filled_in(annotation: Annotation) -> tuple[str, ...]:
    """Return the features of an annotation that a rule filled in and nobody has confirmed."""
    found = (annotation.origin_detail or {}).get(FILLED_IN)
    if not isinstance(found, (list, tuple)):
        return ()
    return tuple(str(key) for key in cast(list[object], found) if key in annotation.features)


def with_filled_in(
    annotation: Annotation, before: Mapping[str, Any], given: Collection[str]
) -> Annotation:
    """Return an annotation that notes which of its features came by themselves.

    `before` are the features it had; what has changed and is not among `given` (ids) filled
    itself in. What is given is confirmed.
    """
    known = filled_in(annotation)
    features = annotation.features
    names = [
        key
        for key in features
        if key not in given and (key in known or before.get(key) != features[key])
    ]
    detail = {k: v for k, v in (annotation.origin_detail or {}).items() if k != FILLED_IN}
    if names:
        detail[FILLED_IN] = names
    return annotation._replace(origin_detail=detail or None)
