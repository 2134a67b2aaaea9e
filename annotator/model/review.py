"""People, their shares of the work, their talk, and what was decided between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model.language import Texts
from annotator.model.span import Spans

PERSON, MACHINE, ADJUDICATED = "person", "machine", "adjudicated"
ANNOTATOR_KINDS = (PERSON, MACHINE, ADJUDICATED)
ADJUDICATED_SET = "adjudicated"
"""The id that the adjudicated set gets with the first decision."""
NEW, IN_PROGRESS, FINISHED, IGNORED = "new", "in_progress", "finished", "ignored"
ASSIGNMENT_STATES = (NEW, IN_PROGRESS, FINISHED, IGNORED)
COMMENT, QUESTION, DECISION = "comment", "question", "decision"
COMMENT_KINDS = (COMMENT, QUESTION, DECISION)
OPEN, RESOLVED = "open", "resolved"

TAKEN, BOTH, EDITED, NONE, LATER = "taken", "both", "edited", "none", "later"
ANSWERS = (TAKEN, BOTH, EDITED, NONE, LATER)
"""What can be decided of a place: one version is taken, both with a border set, one that was
edited, no annotation; or it waits."""
DECISION_KINDS = (
    "agree",
    "border",
    "missing",
    "layer",
    "feature",
    "entity",
    "relation",
    "split",
)
"""What the place of a decision was: the kinds of `analysis.alignment`."""
ACCEPTED, APPEALED = "accepted", "appealed"
REPLIES = (ACCEPTED, APPEALED)

ON_DOCUMENT, ON_SPANS, ON_ANNOTATION, ON_RELATION, ON_ENTITY = (
    "document",
    "spans",
    "annotation",
    "relation",
    "entity",
)
COMMENT_ANCHORS = (ON_DOCUMENT, ON_SPANS, ON_ANNOTATION, ON_RELATION, ON_ENTITY)


def state_shown(state: str | None, annotations: int) -> str:
    """Return how far somebody is on a document: what was handed out says it, else their work."""
    return state or (IN_PROGRESS if annotations else NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Who made it: a person, a machine, or the adjudicated set."""

    id: str
    kind: str = PERSON
    names: Texts = field(default_factory=dict[str, str])
    note: Texts | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


def in_row_order(ids: Iterable[str], people: Iterable[Annotator], own: str) -> tuple[str, ...]:
    """Return annotators in the order of their rows and letters, which is one wherever they stand.

    First comes whoever looks, then persons, machines and the adjudicated set, each by id.
    """
    kinds = {person.id: person.kind for person in people}
    rank = {kind: number for number, kind in enumerate(ANNOTATOR_KINDS)}

    def place(who: str) -> tuple[bool, int, str]:
        return who != own, rank.get(kinds.get(who, PERSON), len(rank)), who

    return tuple(sorted(set(ids), key=place))


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


def may_take_away(comment: Comment, who: str, people: Iterable[Annotator]) -> bool:
    """Say whether somebody may delete a comment: their own, or one that no person has made."""
    author = next((p for p in people if p.id == comment.annotator), None)
    return comment.annotator == who or (author is not None and author.kind != PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One handing out of documents: to whom, how, and what they may see.

    `documents` and `annotators` are ids; `several`, `overlap`, `pilot` and `seed` are those of
    `assigning.Plan`. In a round that `is_blind` nobody sees another's work on a document before
    both have finished it. `layers` are the ids of those to be annotated, none for all; `due` and
    `made` are dates (ISO 8601).
    """

    id: str
    names: Texts
    annotators: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    several: int = 2
    overlap: float = 0.0
    pilot: tuple[str, ...] = ()
    seed: int = 0
    is_blind: bool = True
    layers: tuple[str, ...] = ()
    due: str | None = None
    made: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an annotator says to a decision on their work.

    `heard` is when an appeal was followed by the same decision again, None until then.
    """

    state: str
    text: str = ""
    made: str | None = None
    heard: str | None = None

    @property
    def is_open_appeal(self) -> bool:
        """Say whether it is an appeal that nobody has decided on yet."""
        return self.state == APPEALED and self.heard is None

    def is_same(self, other: Reply) -> bool:
        """Say whether another reply is this one, whether it was heard or not."""
        return (self.state, self.text, self.made) == (other.state, other.text, other.made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One recorded choice between versions of one place, with its reason.

    `annotator` decided. `kind` is that of the disagreement (see `analysis.alignment`), `layer`,
    `spans` and `quote` say where it was. `versions` are, by annotator, the annotations of the
    place as they were then, as plain data of the own JSONL: none for whoever had nothing.
    `taken` names whose version was taken; `results` are the ids of what stands in the
    adjudicated set because of it. `guideline` is the id of a guideline or layer, `replies` are
    by annotator.
    """

    id: str
    document: str
    annotator: str
    kind: str
    answer: str
    layer: str = ""
    spans: Spans = ()
    quote: str = ""
    versions: Mapping[str, tuple[Mapping[str, Any], ...]] = field(
        default_factory=dict[str, tuple[Mapping[str, Any], ...]]
    )
    taken: str | None = None
    results: tuple[str, ...] = ()
    reason: str = ""
    guideline: str | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict[str, Reply])
    made: str | None = None
    changed: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def people(self) -> frozenset[str]:
        """All annotators that it names: who decided, whose versions there were, who answered."""
        taken = () if self.taken is None else (self.taken,)
        return frozenset((self.annotator, *self.versions, *taken, *self.replies))


def may_see(
    viewer: str, owner: str, states: Mapping[str, str], *, is_blind: bool, is_lead: bool = False
) -> bool:
    """Say whether an annotator may see another's work on a document.

    `states` are those of the document's assignments by annotator. Where it is handed out blind,
    whoever has it sees another's work on it only once both have finished or ignored it; whoever
    leads the review, or has no share in the document, sees all.
    """
    if viewer == owner or is_lead or not is_blind:
        return True
    if viewer not in states or owner not in states:
        return True
    return all(states[who] in (FINISHED, IGNORED) for who in (viewer, owner))
