"""People and their talk: annotators, assignments, comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.language import Texts
from annotator.model.span import Spans

PERSON, MACHINE, ADJUDICATED = "person", "machine", "adjudicated"
ANNOTATOR_KINDS = (PERSON, MACHINE, ADJUDICATED)
NEW, IN_PROGRESS, FINISHED, IGNORED = "new", "in_progress", "finished", "ignored"
ASSIGNMENT_STATES = (NEW, IN_PROGRESS, FINISHED, IGNORED)
COMMENT, QUESTION, DECISION = "comment", "question", "decision"
COMMENT_KINDS = (COMMENT, QUESTION, DECISION)
OPEN, RESOLVED = "open", "resolved"

ON_DOCUMENT, ON_SPANS, ON_ANNOTATION, ON_RELATION, ON_ENTITY = (
    "document",
    "spans",
    "annotation",
    "relation",
    "entity",
)
COMMENT_ANCHORS = (ON_DOCUMENT, ON_SPANS, ON_ANNOTATION, ON_RELATION, ON_ENTITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Who made it: a person, a machine, or the adjudicated set."""

    id: str
    kind: str = PERSON
    names: Texts = field(default_factory=dict[str, str])
    note: Texts | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which annotator has which document, and its state."""

    document: str
    annotator: str
    state: str = NEW
    reason: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment, question or decision on something.

    `anchor` says on what: document, spans (of bare text, with their quote), or an annotation,
    relation or entity, whose id is `target`. `thread` is the id of the comment it answers;
    `texts` has the words by language. `document` is None for a comment on an entity.
    """

    id: str
    document: str | None = None
    annotator: str
    anchor: str
    target: str | None = None
    spans: Spans = ()
    quote: str = ""
    kind: str = COMMENT
    texts: Texts = field(default_factory=dict[str, str])
    thread: str | None = None
    state: str = OPEN
    source_id: str | None = None
    made: str | None = None
    changed: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
