"""A document under review after a decision: what annotators have is not compared anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from annotator.model.change import Change, ChangeSet
from annotator.model.review import Decision
from annotator.operations.adjudication.adjudicated import Case, Desk, case_of, version_ids

_JUDGED = ("annotation", "relation")


def followed(desk: Desk, changes: ChangeSet, judge: str) -> Desk | None:
    """Return a document as it stands after an edit, None if it must be looked at anew.

    Decisions and the work of the adjudicated set `judge` are followed. Places that no decision
    came to or went from stay the same objects.
    """
    if changes.is_bulk or judge in desk.annotators:
        return None
    if not all(_is_decided(change, judge) for change in changes.changes):
        return None
    here = [change for change in changes.changes if _noun(change).document == desk.document]
    decided = [change for change in here if change.table == "decision"]
    decisions = _put({d.id: d for d in desk.decisions}, decided)
    known = dict(sorted(decisions.items()))
    return replace(
        desk,
        cases=_cases(desk, decided, known),
        decisions=tuple(known.values()),
        adjudicated=_put(desk.adjudicated, (c for c in here if c.table == "annotation")),
        settled=_put(desk.settled, (c for c in here if c.table == "relation")),
    )


def _noun(change: Change) -> Any:
    return change.before if change.after is None else change.after


def _is_decided(change: Change, judge: str) -> bool:
    """Say whether a change is a decision, or one of the adjudicated set, and listed whole."""
    noun = _noun(change)
    is_judged = change.table in _JUDGED and noun is not None and noun.annotator == judge
    return noun is not None and (change.table == "decision" or is_judged)


def _put(known: Any, changes: Iterable[Change]) -> dict[str, Any]:
    found = dict(known)
    for change in changes:
        if change.after is None:
            found.pop(change.id, None)
        else:
            found[change.id] = change.after
    return found


def _cases(desk: Desk, decided: Iterable[Change], known: dict[str, Decision]) -> tuple[Case, ...]:
    """Return the places, those that a decision names looked at again."""
    nouns = [noun for c in decided for noun in (c.before, c.after) if noun is not None]
    keys = {noun.id for noun in nouns}
    versions = {key for noun in nouns for key in version_ids(noun)}

    def is_named(case: Case) -> bool:
        if case.id in keys or (case.decision is not None and case.decision.id in keys):
            return True
        return any(a.id in versions for a in case.place.annotations)

    every = tuple(known.values())
    return tuple(
        case_of(desk.document, desk.annotators, case.place, known, every)
        if is_named(case)
        else case
        for case in desk.cases
    )
