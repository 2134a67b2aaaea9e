"""The places of one document under review: what annotators have, and what was decided."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.analysis.alignment import AGREE, RELATION, Place, align
from annotator.formats.jsonl import annotation_data, relation_data
from annotator.model.annotation import STANDS, Annotation, Relation
from annotator.model.errors import RuleError
from annotator.model.identity import key_of
from annotator.model.review import (
    ADJUDICATED,
    ADJUDICATED_SET,
    FINISHED,
    LATER,
    PERSON,
    Decision,
    Reply,
)
from annotator.model.scheme import Scheme
from annotator.store.reading.queries import Reader

OPEN, DECIDED, OUTDATED, WAITING = "open", "decided", "outdated", "later"
APPEALED = "appealed"
APPEALS = "appeals"
"""Key of a decision's `extra`: the appeals, by annotator, after which it was decided otherwise."""
STATES = (OPEN, DECIDED, OUTDATED, WAITING, APPEALED)
_COMPARED = ("layer", "quote", "segments", "features")
"""What outdates a decision. The quote stands for the spans, which a corrected text moves."""
RELATIONS, ALIKE = "relations", "alike"
"""Keys of a version: relations that others lack, and which of these are the same with others."""


class Case(NamedTuple):
    """One place with the decision on it; `id` is that of the decision, made or not."""

    id: str
    document: str
    place: Place
    decision: Decision | None = None
    is_outdated: bool = False

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.decision is None:
            return OPEN
        if self.is_outdated:
            return OUTDATED
        if self.decision.answer == LATER:
            return WAITING
        return APPEALED if self.appeals else DECIDED

    @property
    def appeals(self) -> Mapping[str, Reply]:
        """What annotators said against the decision, where that was not decided on yet."""
        if self.decision is None:
            return {}
        replies = self.decision.replies
        return {who: reply for who, reply in replies.items() if reply.is_open_appeal}

    @property
    def is_open(self) -> bool:
        """Say whether anything is left to decide: all but what is decided as it stands now."""
        return self.state != DECIDED

    @property
    def is_difference(self) -> bool:
        """Say whether the annotators differ here."""
        return self.place.kind != AGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which places are gone through; None and False ask for nothing.

    `pair` are two annotators who must differ there; `states` are among `STATES`.
    """

    layers: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    pair: tuple[str, str] | None = None
    unsure: bool = False
    commented: bool = False
    states: frozenset[str] = frozenset((OPEN, OUTDATED, WAITING, APPEALED))

    def admits(self, case: Case, annotators: Sequence[str], commented: Container[str]) -> bool:
        """Say whether a place is among them; `commented` are ids that bear a comment."""
        place = case.place
        if case.state not in self.states:
            return False
        if self.kinds is not None and place.kind not in self.kinds:
            return False
        if self.layers is not None and all(a.layer not in self.layers for a in place.annotations):
            return False
        if self.unsure and all(a.confidence != "unsure" for a in place.annotations):
            return False
        if self.commented and all(a.id not in commented for a in place.annotations):
            return False
        return self.pair is None or _differ(place, annotators, self.pair)


ALL_OPEN = Filter()
"""All places that are left to decide."""


def _differ(place: Place, annotators: Sequence[str], pair: tuple[str, str]) -> bool:
    if any(who not in annotators for who in pair):
        return False
    one, other = (annotators.index(who) for who in pair)
    if place.kind == RELATION:
        return bool(place.relations[one] or place.relations[other])
    signs = [
        [
            (a.layer, a.spans, a.segments, *(str(a.features.get(key)) for key in place.features))
            for a in place.versions[number]
        ]
        for number in (one, other)
    ]
    return signs[0] != signs[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One document under review.

    `annotators` take part, in their order; `cases` are all places in the order of the text, those
    of agreement too. `adjudicated` and `settled` are the annotations and relations of the
    adjudicated set by id, `relations` those of the annotators, `commented` the ids of annotations
    that bear a comment.
    """

    document: str
    annotators: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    decisions: tuple[Decision, ...] = ()
    relations: tuple[Relation, ...] = ()
    adjudicated: Mapping[str, Annotation] = field(default_factory=dict[str, Annotation])
    settled: Mapping[str, Relation] = field(default_factory=dict[str, Relation])
    commented: frozenset[str] = frozenset()

    @property
    def differences(self) -> list[Case]:
        """The places where the annotators differ."""
        return [case for case in self.cases if case.is_difference]

    def case(self, case_id: str) -> Case:
        """Return a place by the id of its decision; RuleError if it is gone."""
        found = next((case for case in self.cases if case.id == case_id), None)
        if found is None:
            raise RuleError("no_such_place")
        return found

    def number(self, taken: str) -> int:
        """Return the number of an annotator who takes part; RuleError if they do not."""
        if taken not in self.annotators:
            raise RuleError("not_compared", name=taken, known=", ".join(self.annotators))
        return self.annotators.index(taken)


def people_of(reader: Reader, annotators: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return whose work is compared: who was named, else all persons."""
    if annotators is not None:
        return tuple(dict.fromkeys(annotators))
    return tuple(sorted(a.id for a in reader.annotators() if a.kind == PERSON))


def people_with_work(reader: Reader) -> tuple[str, ...]:
    """Return the persons who have annotated anything, or finished a document without any."""
    busy = {who for who, count in reader.counts_by_annotator().items() if count}
    busy |= {a.annotator for a in reader.assignments() if a.state == FINISHED}
    return tuple(who for who in people_of(reader) if who in busy)


def adjudicated_id(reader: Reader) -> str:
    """Return the id of the adjudicated set, be it there yet or not."""
    found = sorted(a.id for a in reader.annotators() if a.kind == ADJUDICATED)
    return found[0] if found and ADJUDICATED_SET not in found else ADJUDICATED_SET


def desk_of(
    reader: Reader, scheme: Scheme, document: str, annotators: Iterable[str] | None = None
) -> Desk:
    """Return a document under review.

    Of the annotators those take part who have finished the document, or, where nobody keeps
    account of that, who have annotated it; with fewer than two there are no places.
    """
    people = people_of(reader, annotators)
    annotations = reader.annotations(document)
    taking_part = _taking_part(reader, document, people, annotations)
    judge = adjudicated_id(reader)
    relations = reader.relations(document)
    decisions = tuple(reader.decisions(document))
    cases: tuple[Case, ...] = ()
    if len(taking_part) > 1:
        places = align(taking_part, annotations, relations, scheme=scheme)
        known = {decision.id: decision for decision in decisions}
        cases = tuple(case_of(document, taking_part, place, known, decisions) for place in places)
    return Desk(
        document=document,
        annotators=taking_part,
        cases=cases,
        decisions=decisions,
        relations=tuple(r for r in relations if r.annotator in taking_part and r.state == STANDS),
        adjudicated={a.id: a for a in annotations if a.annotator == judge},
        settled={r.id: r for r in relations if r.annotator == judge},
        commented=frozenset(c.target for c in reader.comments(document) if c.target),
    )


def _taking_part(
    reader: Reader, document: str, people: Sequence[str], annotations: Iterable[Annotation]
) -> tuple[str, ...]:
    active = {a.annotator for a in annotations if a.state == STANDS}
    states = {who: reader.assignment_state(document, who) for who in people}
    return tuple(
        who for who in people if states[who] == FINISHED or (states[who] is None and who in active)
    )


def case_of(
    document: str,
    annotators: Sequence[str],
    place: Place,
    known: Mapping[str, Decision],
    decisions: Iterable[Decision],
) -> Case:
    """Return a place with what was decided on it: `known` are all `decisions` by id."""
    key = case_key(document, place)
    decision = known.get(key)
    if decision is None:
        # Somebody's annotation went or came since: what was decided of the others is outdated.
        ids = {a.id for a in place.annotations}
        is_relation = place.kind == RELATION
        decision = next(
            (d for d in decisions if (d.kind == RELATION) == is_relation and ids & version_ids(d)),
            None,
        )
        return Case(key, document, place, decision, decision is not None)
    outdated = _signs(decision.versions) != _signs(versions_of(annotators, place))
    return Case(key, document, place, decision, outdated)


def case_key(document: str, place: Place) -> str:
    """Return the id that a decision on a place has: the annotations there say which it is.

    Neither where they stand nor what they say is part of it: when that changes, the decision is
    found and known to be outdated.
    """
    sort = "relations" if place.kind == RELATION else "annotations"
    return key_of("decision", document, sort, *sorted(a.id for a in place.annotations))


def versions_of(
    annotators: Sequence[str], place: Place
) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Return what each annotator has at a place as a decision keeps it.

    Where relations differ, each version has those that others lack, too, with the number that
    says which are the same (`Place.alike`): their ends have other ids with everybody.
    """
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for number, (who, version) in enumerate(zip(annotators, place.versions, strict=True)):
        rows = [annotation_data(annotation) for annotation in version]
        if place.kind == RELATION and rows:
            numbered = zip(place.relations[number], place.alike[number], strict=True)
            rows[0][RELATIONS] = [relation_data(r) | {ALIKE: alike} for r, alike in numbered]
        found[who] = tuple(rows)
    return found


def version_ids(decision: Decision) -> set[str]:
    """Return the ids of the annotations that a decision was made of."""
    return {str(row["id"]) for rows in decision.versions.values() for row in rows}


def _signs(versions: Mapping[str, tuple[Mapping[str, Any], ...]]) -> dict[str, list[Any]]:
    """Return of versions what can outdate a decision; whoever has nothing is left out."""
    return {
        who: [
            [
                *(_plain(row.get(key)) for key in ("id", *_COMPARED)),
                sorted(
                    str([r["id"], r["type"], r["from"], r["to"], r["features"]])
                    for r in row.get(RELATIONS, ())
                ),
            ]
            for row in rows
        ]
        for who, rows in versions.items()
        if rows
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value or None
