"""Corrections: what was decided about somebody's work and is not what they had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from annotator.formats.jsonl import annotation_data
from annotator.model.annotation import Annotation, Relation
from annotator.model.review import BOTH, LATER, NONE, Decision, Reply
from annotator.operations.adjudication.adjudicated import ALIKE, APPEALS, RELATIONS
from annotator.store.reading.queries import Reader

AGREE, RELATION = "agree", "relation"
_SAID = ("layer", "type", "quote", "segments", "features")


class Correction(NamedTuple):
    """A decision that changes somebody's work: what they had (as data), and what stands now.

    Where relations were decided on, `relations` are those that stand, and `after` what they go out
    from.
    """

    decision: Decision
    before: tuple[Mapping[str, Any], ...]
    after: tuple[Annotation, ...]
    relations: tuple[Relation, ...] = ()

    def reply_of(self, annotator: str) -> Reply | None:
        """Return what they said to it, None if nothing yet."""
        return self.decision.replies.get(annotator)

    @property
    def is_as_before(self) -> bool:
        """Say whether what stands is what they had: their appeal was followed."""
        if self.decision.kind == RELATION:
            whose = next((str(data["annotator"]) for data in self.before), "")
            return not is_otherwise(self.decision, whose)
        return _said(self.before) == _said(annotation_data(a) for a in self.after)


def corrects(decision: Decision, annotator: str) -> bool:
    """Say whether a decision is about somebody's work and not what they had.

    One that was made anew after their appeal is, whatever it is now: they wait for it.
    """
    version = decision.versions.get(annotator)
    if version is not None and decision.answer != LATER and appeal_of(decision, annotator):
        return True
    if version is None or decision.kind == AGREE or decision.answer == LATER:
        return False
    return is_otherwise(decision, annotator)


def is_otherwise(decision: Decision, annotator: str) -> bool:
    """Say whether a decision is another one than what an annotator had, whoever was taken.

    One that came as a correction names no other version, and no other annotator as taken.
    """
    version = decision.versions[annotator]
    if decision.kind == RELATION:
        had = _related(version)
        if decision.answer == NONE:
            return bool(had)
        if decision.answer == BOTH and len(decision.versions) > 1:
            return had != set[Any]().union(*map(_related, decision.versions.values()))
    elif decision.answer == NONE and not version:
        return False
    if decision.taken == annotator:
        return False
    taken = decision.versions.get(decision.taken or "")
    if taken is None:
        return True
    if decision.kind == RELATION:
        return _related(taken) != _related(version)
    return _said(taken) != _said(version)


def appeal_of(decision: Decision, annotator: str) -> str:
    """Return the reason of somebody's appeal after which it was decided otherwise, else nothing."""
    appeals: Mapping[str, str] = decision.extra.get(APPEALS, {})
    return appeals.get(annotator, "")


def _said(version: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Return what a version says, whoever made it: two people may have had the same."""
    facts = ({key: data.get(key) for key in _SAID} for data in version)
    return sorted(orjson.dumps(fact, option=orjson.OPT_SORT_KEYS) for fact in facts)


def _related(version: Iterable[Mapping[str, Any]]) -> set[Any]:
    """Return which relations a version has of those that others lack.

    What was decided before these were numbered knows them by their ids only.
    """
    return {row.get(ALIKE, row["id"]) for data in version for row in data.get(RELATIONS, ())}


def corrections_of(reader: Reader, annotator: str) -> list[Correction]:
    """Return the corrections of somebody's work, in the order of documents and places."""
    found: list[Correction] = []
    by_document: dict[str, list[Decision]] = {}
    for decision in reader.decisions():
        if corrects(decision, annotator):
            by_document.setdefault(decision.document, []).append(decision)
    for row in reader.documents():
        decided = by_document.get(row.id, [])
        for decision in sorted(decided, key=lambda d: (d.spans, d.id)):
            before = tuple(decision.versions[annotator])
            one = Correction(decision, before, *_standing(reader, decision))
            if not one.is_as_before or appeal_of(decision, annotator):
                found.append(one)
    return found


def corrections_by_others(reader: Reader, annotator: str) -> list[Correction]:
    """Return the corrections of somebody's work that they have not made themselves."""
    if not reader.has_decisions_of_others(annotator):
        return []
    found = corrections_of(reader, annotator)
    return [c for c in found if c.decision.annotator != annotator and (c.before or c.after)]


def _standing(
    reader: Reader, decision: Decision
) -> tuple[tuple[Annotation, ...], tuple[Relation, ...]]:
    """Return what stands because of a decision."""
    if decision.kind != RELATION:
        found = (reader.annotation(key) for key in decision.results)
        return tuple(a for a in found if a is not None), ()
    linked = (reader.relation(key) for key in decision.results)
    relations = tuple(r for r in linked if r is not None)
    ends = (reader.annotation(key) for key in dict.fromkeys(r.from_id for r in relations))
    return tuple(a for a in ends if a is not None), relations
