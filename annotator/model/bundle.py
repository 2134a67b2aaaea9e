"""What carries a corpus in and out of formats: one header, then a bundle for each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.entity import Entity
from annotator.model.review import Annotator, Assignment, Comment, Decision, Round
from annotator.model.scheme import Scheme


class Ability(Enum):
    """What a format can carry; what it cannot is named in the loss report."""

    SPANS = "spans"
    OVERLAP = "overlap"
    DISCONTINUOUS = "discontinuous"
    ZERO_LENGTH = "zero_length"
    DOCUMENT_LABELS = "document_labels"
    FEATURES = "features"
    RELATIONS = "relations"
    RELATION_FEATURES = "relation_features"
    ENTITIES = "entities"
    SEGMENTS = "segments"
    METADATA = "metadata"
    TOKENS = "tokens"
    COMMENTS = "comments"
    SEVERAL_ANNOTATORS = "several_annotators"
    SCHEME = "scheme"
    CONFIDENCE = "confidence"
    KEYS_AND_COLOURS = "keys_and_colours"
    RULES = "rules"
    REVIEW = "review"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the documents of a file share. `history` are steps as data, for the eye only.

    `line` is where it stands in the file it was read from (from 1), or None; it counts for nothing.
    """

    scheme: Scheme | None = None
    entities: tuple[Entity, ...] = ()
    annotators: tuple[Annotator, ...] = ()
    sets: tuple[DocumentSet, ...] = ()
    document_relations: tuple[DocumentRelation, ...] = ()
    comments: tuple[Comment, ...] = ()
    rounds: tuple[Round, ...] = ()
    history: tuple[Mapping[str, Any], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One document with all that belongs to it.

    Annotations stand in the order of `order_of`, relations and comments by id; `line` is where
    the document begins in the file it was read from (from 1), or None. `losses` says what the
    reader could not take over.
    """

    document: Document
    segments: tuple[Segment, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    comments: tuple[Comment, ...] = ()
    tokens: Tokens | None = None
    assignments: tuple[Assignment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    line: int | None = None
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing that a format did not carry, or that a reader could not hold.

    `kind` is a code of `wording` (such as "colours" or "relations"); `count` how many;
    `document` and `item` say where, when that is one place.
    """

    kind: str
    count: int = 1
    document: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReport:
    """All that a written file lacks."""

    losses: tuple[Loss, ...] = ()

    def by_kind(self) -> dict[str, int]:
        """Return how many things were lost of each kind."""
        counts: dict[str, int] = {}
        for loss in self.losses:
            counts[loss.kind] = counts.get(loss.kind, 0) + loss.count
        return counts


def order_of(annotation: Annotation) -> tuple[int, int, str]:
    """Return the key by which annotations are ordered in files: begin, longer first, id."""
    spans = annotation.spans
    return (spans[0][0], -spans[-1][1], annotation.id) if spans else (-1, 0, annotation.id)


def losses_of(counts: Mapping[str, int]) -> tuple[Loss, ...]:
    """Make losses of counts by kind, leaving out zeros."""
    return tuple(Loss(kind=kind, count=n) for kind, n in counts.items() if n)
