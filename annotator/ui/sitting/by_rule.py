"""Which values of an annotation filled themselves in and nobody has looked at yet, in order."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.operations.tagging.filling import doubtful
from annotator.operations.tagging.unconfirmed import filled_in


class ByRule:
    """Features of annotations that a rule filled in, those first that most want a look."""

    def __init__(self, scheme: Callable[[], Scheme]) -> None:
        """Order them by the scheme of now."""
        self._scheme = scheme

    def of(self, annotation: Annotation | None) -> list[str]:
        """Return the features of an annotation that a rule filled in, in the order to look at."""
        if annotation is None:
            return []
        layer = self._scheme().layer(annotation.layer)
        found = filled_in(annotation)
        return doubtful(self._scheme(), layer, found) if layer is not None and found else []
