"""Annotations and relations: what annotators say about a text.

They are NamedTuples, not dataclasses: a corpus has hundreds of thousands of them and a frozen
dataclass costs four times as much to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotator.model.span import Span, Spans, extent_of

Value = str | int | float | bool | tuple[str, ...] | list[str]
Features = Mapping[str, Value]
NO_FEATURES: Features = {}

SURE, UNSURE = "sure", "unsure"
CONFIDENCES = (SURE, UNSURE)
HAND, IMPORT, SUGGESTION, COPY, ADJUDICATION = (
    "hand",
    "import",
    "suggestion",
    "copy",
    "adjudication",
)
ORIGINS = (HAND, IMPORT, SUGGESTION, COPY, ADJUDICATION)
STANDS, SUGGESTED, REFUSED = "stands", "suggested", "refused"
STATES = (STANDS, SUGGESTED, REFUSED)


def items_of(value: Value) -> Iterable[object]:
    """Return the single values of a feature."""
    return value if isinstance(value, (list, tuple)) else (value,)


class Annotation(NamedTuple):
    """An anchor on a layer with features, by an annotator.

    The anchor is one of: `spans` with their `quote` (fragments joined by " … "), `segments`
    (ids), or neither, which means the document. `state` tells an annotation that stands from a
    suggestion that waits or was refused. `source_id` is the id in the file it came from,
    `made` and `changed` are dates (ISO 8601) from the data or None. `extra` holds fields of
    the own formats that this version does not know.
    """

    id: str
    document: str
    layer: str
    annotator: str
    spans: Spans = ()
    quote: str = ""
    segments: tuple[str, ...] = ()
    features: Features = NO_FEATURES
    confidence: str = SURE
    origin: str = HAND
    origin_detail: Mapping[str, Any] | None = None
    state: str = STANDS
    source_id: str | None = None
    made: str | None = None
    changed: str | None = None
    extra: Mapping[str, Any] | None = None

    @property
    def extent(self) -> Span:
        """The smallest span over all fragments; ValueError where there is no span."""
        return extent_of(self.spans)

    @property
    def length(self) -> int:
        """Characters in all fragments, gaps not counted."""
        return sum(span.end - span.begin for span in self.spans)


class Relation(NamedTuple):
    """A typed, directed relation from an annotation to an annotation or an entity.

    `to_entity` tells whether `to_id` is the id of an entity or of an annotation.
    """

    id: str
    document: str
    type: str
    annotator: str
    from_id: str
    to_id: str
    to_entity: bool = False
    features: Features = NO_FEATURES
    confidence: str = SURE
    origin: str = HAND
    origin_detail: Mapping[str, Any] | None = None
    state: str = STANDS
    source_id: str | None = None
    made: str | None = None
    changed: str | None = None
    extra: Mapping[str, Any] | None = None
