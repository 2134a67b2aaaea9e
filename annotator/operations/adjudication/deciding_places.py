"""Deciding every place that a filter lets through in the same way, as one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.errors import RuleError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import FINISHED, NONE, TAKEN, Decision
from annotator.operations.adjudication.adjudicated import (
    ALL_OPEN,
    Case,
    Desk,
    Filter,
    adjudicated_id,
    desk_of,
)
from annotator.operations.adjudication.deciding import refuse_what_clashes
from annotator.operations.adjudication.putting import (
    NO_REASON,
    Why,
    put_decision,
    put_judge,
    put_relations,
    versions_taken,
)
from annotator.store.store import Store
from annotator.store.writing.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which places are decided, and how: by taking an annotator's version; without one, nothing."""

    taken: str | None = None
    sieve: Filter = ALL_OPEN
    why: Why = NO_REASON


class Refused(NamedTuple):
    """A place that a rule of the scheme forbids to decide so."""

    document: str
    case: str
    error: RuleError


def decide_places(
    store: Store,
    documents: Iterable[str],
    wanted: Wanted,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    progress: Progress = no_progress,
) -> tuple[int, list[Refused]]:
    """Decide the differences of documents (ids) alike; return how many, and what was refused.

    Documents in which whoever is taken has no part, or which are finished in the adjudicated
    set, are passed over.
    """
    keys, people = list(documents), None if annotators is None else tuple(annotators)
    judge, count, refused = adjudicated_id(store.read()), 0, list[Refused]()
    data = {"answer": NONE if wanted.taken is None else TAKEN}
    with store.edit("review.places", annotator=annotator, data=data) as edit:
        for done, key in enumerate(keys):
            progress("progress.deciding", done, len(keys))
            if store.read().assignment_state(key, judge) == FINISHED:
                continue
            desk = desk_of(store.read(), store.scheme, key, people)
            if wanted.taken is None or wanted.taken in desk.annotators:
                count += _decide_in(store, edit, desk, wanted, annotator, judge, refused)
        edit.name(places=count)
    return count, refused


def _decide_in(
    store: Store,
    edit: Edit,
    desk: Desk,
    wanted: Wanted,
    annotator: str,
    judge: str,
    refused: list[Refused],
) -> int:
    made: list[Decision] = []
    for case in desk.differences:
        if not wanted.sieve.admits(case, desk.annotators, desk.commented):
            continue
        put_judge(edit, judge)
        try:
            with edit.savepoint():
                made.append(_decide(store, edit, desk, case, wanted, annotator, judge))
        except RuleError as error:
            refused.append(Refused(case.document, case.id, error))
    put_relations(edit, desk, made, judge)
    return len(made)


def _decide(
    store: Store,
    edit: Edit,
    desk: Desk,
    case: Case,
    wanted: Wanted,
    annotator: str,
    judge: str,
) -> Decision:
    answer = NONE if wanted.taken is None else TAKEN
    made = versions_taken(desk, case, answer, wanted.taken, judge)
    decision = put_decision(
        edit, desk, case, answer, made, annotator=annotator, taken=wanted.taken, why=wanted.why
    )
    refuse_what_clashes(store, made)
    return decision
