"""Putting a decision within an edit, with what it makes of the adjudicated set."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.analysis.alignment import RELATION
from annotator.model.annotation import ADJUDICATION, STANDS, Annotation, Relation
from annotator.model.review import ADJUDICATED, BOTH, LATER, TAKEN, Annotator, Decision, Reply
from annotator.operations.adjudication.adjudicated import (
    APPEALS,
    Case,
    Desk,
    version_ids,
    versions_of,
)
from annotator.operations.adjudication.relations import adjudicated_key, relations_due
from annotator.operations.editing.context import now
from annotator.store.writing.edit import Edit

_NAMES = {"en": "Adjudicated", "bg": "Решено"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reason of a decision, and the id of the guideline or layer that it rests on."""

    reason: str = ""
    guideline: str | None = None


NO_REASON = Why()


def copy_of(source: Annotation, judge: str) -> Annotation:
    """Return an annotator's annotation as the adjudicated set `judge` has it."""
    return source._replace(
        id=adjudicated_key(source.id),
        annotator=judge,
        origin=ADJUDICATION,
        state=STANDS,
        source_id=None,
        made=now(),
        changed=None,
        extra=None,
    )


def versions_taken(
    desk: Desk, case: Case, answer: str, taken: str | None, judge: str
) -> list[Annotation]:
    """Return what the adjudicated set has at a place if it is answered so, borders as they are.

    `taken` is the annotator whose version is taken. Relations are never copied with a version.
    """
    versions: Iterable[Annotation] = ()
    if answer == TAKEN and taken is not None:
        versions = case.place.versions[desk.number(taken)]
    elif answer == BOTH:
        versions = different_versions(case)
    return [] if case.place.kind == RELATION else [copy_of(version, judge) for version in versions]


def different_versions(case: Case) -> list[Annotation]:
    """Return the versions of a place without those that say the same as one before."""
    found: list[Annotation] = []
    for version in case.place.annotations:
        if all(not _same(version, other) for other in found):
            found.append(version)
    return found


def _same(one: Annotation, other: Annotation) -> bool:
    return (one.layer, one.spans, one.segments, dict(one.features)) == (
        other.layer,
        other.spans,
        other.segments,
        dict(other.features),
    )


def put_judge(edit: Edit, judge: str) -> None:
    """Enter the adjudicated set among the annotators, if it is not there."""
    if all(a.id != judge for a in edit.reader.annotators()):
        edit.put(Annotator(id=judge, kind=ADJUDICATED, names=_NAMES))


def put_decision(
    edit: Edit,
    desk: Desk,
    case: Case,
    answer: str,
    made: Iterable[Annotation],
    *,
    annotator: str,
    taken: str | None = None,
    why: Why = NO_REASON,
) -> Decision:
    """Put a decision and the annotations it makes; what an earlier one made of the place goes."""
    place = case.place
    put = [a._replace(origin_detail={"decision": case.id}) for a in made]
    kept = dict.fromkeys(a.id for a in put)
    before = _take_away(edit, desk, case, kept)
    for annotation in put:
        known = desk.adjudicated.get(annotation.id)
        if known is None or annotation._replace(made=known.made) != known:
            edit.put(annotation)
    decision = Decision(
        id=case.id,
        document=desk.document,
        annotator=annotator,
        kind=place.kind,
        answer=answer,
        layer=place.first.layer,
        spans=place.first.spans,
        quote=place.first.quote,
        versions=versions_of(desk.annotators, place),
        taken=taken,
        results=tuple(kept),
        reason=why.reason,
        guideline=why.guideline,
        made=now(),
    )
    if before is not None:
        decision = _decided_again(before, decision)
    if decision is not before:
        edit.put(decision)
    return decision


def _take_away(edit: Edit, desk: Desk, case: Case, kept: Container[str]) -> Decision | None:
    """Take away what earlier decisions made of a place, and those of its versions themselves.

    What is `kept` (ids) stays. The decision that will be written over is returned, if there is one.
    """
    is_relation = case.place.kind == RELATION
    ids = {a.id for a in case.place.annotations}
    before: Decision | None = None
    for old in desk.decisions:
        if (old.kind == RELATION) != is_relation or not (
            old.id == case.id or ids & version_ids(old)
        ):
            continue
        for key in old.results:
            if not (is_relation or key in kept or edit.reader.annotation(key) is None):
                edit.remove(Annotation, key)
        if old.id == case.id:
            before = old
        elif any(d.id == old.id for d in edit.reader.decisions(desk.document)):
            # Of a place that fell in two, the other half may have taken it away already.
            edit.remove(Decision, old.id)
    return before


def _decided_again(before: Decision, after: Decision) -> Decision:
    """Return a decision with what it keeps of the one before; that one itself if it is the same."""
    after = replace(after, replies=_heard(before, after), extra=_with_appeals(before, after))
    # What still stands of relations is settled with them.
    results = before.results if before.kind == RELATION else after.results
    if replace(after, made=before.made, changed=before.changed, results=results) == before:
        return before
    return replace(after, made=before.made, changed=after.made, results=results)


def _heard(before: Decision, after: Decision) -> dict[str, Reply]:
    """Return the replies to a decision that is decided again.

    They were to what it said: another decision has none. One that says the same has heard them,
    one that waits has not decided on them.
    """
    if after.answer == LATER:
        return dict(before.replies)
    if not _says_the_same(before, after):
        return {}
    return {
        who: replace(reply, heard=now()) if reply.is_open_appeal else reply
        for who, reply in before.replies.items()
    }


def _says_the_same(before: Decision, after: Decision) -> bool:
    is_relation = before.kind == RELATION
    sign = (before.answer, before.taken, before.reason, *(() if is_relation else before.results))
    same = (after.answer, after.taken, after.reason, *(() if is_relation else after.results))
    return sign == same


def _with_appeals(before: Decision, after: Decision) -> dict[str, Any]:
    """Return what a decision made again notes: appeals that led to it, for whoever made them."""
    extra = dict(before.extra)
    if after.answer == LATER or _says_the_same(before, after):
        return extra
    known: dict[str, str] = dict(extra.get(APPEALS, {}))
    known |= {who: said.text for who, said in before.replies.items() if said.is_open_appeal}
    return {**extra, APPEALS: dict(sorted(known.items()))} if known else extra


def put_relations(edit: Edit, desk: Desk, made: Sequence[Decision], judge: str) -> None:
    """Put the relations that are due because of new decisions, take away those no longer due.

    Those that a decision has nothing to do with are left as they are.
    """
    fresh = {decision.id: decision for decision in made}
    decisions = edit.reader.decisions(desk.document)
    cases = tuple(
        case._replace(decision=fresh[case.id]) if case.id in fresh else case for case in desk.cases
    )
    now_desk = replace(desk, cases=cases)
    standing = {a.id for a in edit.reader.annotations(desk.document, annotator=judge)}
    settled = {r.id: r for r in edit.reader.relations(desk.document, annotator=judge)}
    due = relations_due(now_desk, decisions, standing, judge)
    ends = {key for decision in made for key in decision.results}
    disputed = {
        adjudicated_key(relation.id)
        for case in cases
        if case.id in fresh and case.place.kind == RELATION
        for some in case.place.relations
        for relation in some
    }

    def is_touched(relation: Relation) -> bool:
        return relation.id in disputed or relation.from_id in ends or relation.to_id in ends

    for key, relation in settled.items():
        if relation.origin == ADJUDICATION and key not in due and is_touched(relation):
            edit.remove(Relation, key)
    for key, relation in due.items():
        known = settled.get(key)
        if is_touched(relation) and (known is None or relation._replace(made=known.made) != known):
            edit.put(relation)
    _note_results(edit, desk.document, decisions, judge)


def _note_results(edit: Edit, document: str, decisions: Iterable[Decision], judge: str) -> None:
    """Let decisions on relations name those of theirs that stand: more do when an end arrives."""
    standing: dict[str, list[str]] = {}
    for relation in edit.reader.relations(document, annotator=judge):
        decision = (relation.origin_detail or {}).get("decision")
        if relation.origin == ADJUDICATION and decision is not None:
            standing.setdefault(decision, []).append(relation.id)
    for decision in decisions:
        results = tuple(sorted(standing.get(decision.id, ())))
        if decision.kind == RELATION and decision.results != results:
            edit.put(replace(decision, results=results))
