"""Which values filled themselves in and nobody has looked at yet, in one sitting."""

from __future__ import annotations

from collections.abc import Collection

from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.operations.filling import doubtful


class ByRule:
    """Features of annotations that a rule filled in, those first that most want a look."""

    def __init__(self) -> None:
        """Know of none."""
        self._features: dict[str, list[str]] = {}

    def note(self, scheme: Scheme, annotation: Annotation, given: Collection[str]) -> None:
        """Note what an annotation has besides what somebody gave it."""
        layer = scheme.layer(annotation.layer)
        if layer is None:
            return
        known = self._features.get(annotation.id, [])
        filled = {k for k in annotation.features if k not in given} | set(known)
        found = doubtful(scheme, layer, filled)
        if found:
            self._features[annotation.id] = found

    def settle(self, annotation_id: str, feature_id: str) -> None:
        """Somebody has answered: the value is no longer the rule's."""
        known = self._features.get(annotation_id)
        if known and feature_id in known:
            known.remove(feature_id)

    def of(self, annotation: Annotation | None) -> list[str]:
        """Return the features of an annotation that a rule filled in, in the order to look at."""
        if annotation is None:
            return []
        known = self._features.get(annotation.id, ())
        return [key for key in known if key in annotation.features]
