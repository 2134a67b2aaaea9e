"""Which relations the adjudicated set has because of what was decided: a pure function of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from annotator.analysis.alignment import RELATION
from annotator.model.annotation import ADJUDICATION, Relation
from annotator.model.identity import key_of
from annotator.model.review import BOTH, EDITED, TAKEN, Decision
from annotator.operations.adjudication.adjudicated import Case, Desk, version_ids


def adjudicated_key(source: str) -> str:
    """Return the id in the adjudicated set of what an annotator's annotation or relation became."""
    return key_of("adjudicated", source)


def relations_due(
    desk: Desk, decisions: Sequence[Decision], standing: Container[str], judge: str
) -> dict[str, Relation]:
    """Return the relations that the adjudicated set `judge` should have, by id.

    A relation comes along when both of its ends are there (`standing`, ids of the adjudicated
    set). Where both ends have a counterpart with every annotator, it must be common to all, or
    taken by the decision on the relations of that place; where an end is missing with somebody,
    it comes with the version of that end which was kept.
    """
    ends = _Ends(decisions, standing)
    whole = {
        a.id
        for case in desk.cases
        if case.place.kind != RELATION and not case.place.missing
        for a in case.place.annotations
    }
    disputed = {
        relation.id: case
        for case in desk.cases
        if case.place.kind == RELATION
        for some in case.place.relations
        for relation in some
    }
    found: list[tuple[tuple[int, int, str], Relation]] = []
    for relation in desk.relations:
        begin, end = ends.of(relation.from_id), _end_of(relation, ends)
        if begin is None or end is None:
            continue
        case = disputed.get(relation.id)
        if case is not None:
            is_due, decision = _is_taken(case, relation), case.decision
        else:
            sides = [relation.from_id] + ([] if relation.to_entity else [relation.to_id])
            is_due = all(side in whole or ends.is_kept(side) for side in sides)
            decision = ends.decision(relation.from_id)
        if is_due and decision is not None:
            own = ends.is_own(relation.from_id) + (
                relation.to_entity or ends.is_own(relation.to_id)
            )
            rank = desk.annotators.index(relation.annotator)
            made = _copy_of(relation, begin, end, decision, judge)
            found.append(((-own - 2 * (case is not None), rank, relation.id), made))
    sources = {adjudicated_key(r.id): r.annotator for r in desk.relations}
    return _once([made for _, made in sorted(found, key=lambda pair: pair[0])], sources)


def _once(made: list[Relation], sources: dict[str, str]) -> dict[str, Relation]:
    """Return one relation of each type between two ends; one annotator's several stay several."""
    whose: dict[tuple[str, str, str], str] = {}
    found: dict[str, Relation] = {}
    for relation in made:
        between = (relation.type, relation.from_id, relation.to_id)
        source = sources[relation.id]
        if whose.setdefault(between, source) == source:
            found[relation.id] = relation
    return found


def _copy_of(relation: Relation, begin: str, end: str, decision: Decision, judge: str) -> Relation:
    return relation._replace(
        id=adjudicated_key(relation.id),
        annotator=judge,
        from_id=begin,
        to_id=end,
        origin=ADJUDICATION,
        origin_detail={"decision": decision.id},
        source_id=None,
        changed=None,
        extra=None,
    )


def _end_of(relation: Relation, ends: _Ends) -> str | None:
    return relation.to_id if relation.to_entity else ends.of(relation.to_id)


def _is_taken(case: Case, relation: Relation) -> bool:
    decision = case.decision
    if decision is None:
        return False
    is_taken = decision.answer == TAKEN and decision.taken == relation.annotator
    return is_taken or decision.answer == BOTH


class _Ends:
    """What became of annotators' annotations in the adjudicated set."""

    def __init__(self, decisions: Sequence[Decision], standing: Container[str]) -> None:
        self._standing = standing
        self._decisions: dict[str, Decision] = {}
        self._results: dict[str, str] = {}
        for decision in decisions:
            if decision.kind != RELATION:
                for source, result in self._pairs(decision):
                    self._decisions[source] = decision
                    self._results[source] = result

    def _pairs(self, decision: Decision) -> Iterator[tuple[str, str]]:
        standing = [key for key in decision.results if key in self._standing]
        for source in version_ids(decision) if standing else ():
            own = adjudicated_key(source)
            yield source, own if own in standing else standing[0]

    def of(self, source: str) -> str | None:
        """Return the id of what stands for an annotation, or None."""
        return self._results.get(source)

    def decision(self, source: str) -> Decision | None:
        """Return the decision of which an annotation was a version."""
        return self._decisions.get(source)

    def is_own(self, source: str) -> bool:
        """Say whether an annotation was taken as it is."""
        return self._results.get(source) == adjudicated_key(source)

    def is_kept(self, source: str) -> bool:
        """Say whether an annotation is in the adjudicated set, as it is, joined or edited."""
        decision = self._decisions.get(source)
        if decision is None:
            return False
        return self.is_own(source) or decision.answer in (BOTH, EDITED)
