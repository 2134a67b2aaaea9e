"""Deciding many places in one step: all that annotators agree on, and differences like one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.analysis.alignment import RELATION, Place
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError
from annotator.model.progress import Progress, no_progress
from annotator.model.review import BOTH, FINISHED, LATER, NONE, TAKEN, Decision
from annotator.operations.adjudication.adjudicated import (
    OPEN,
    OUTDATED,
    Case,
    Desk,
    adjudicated_id,
    desk_of,
    people_of,
)
from annotator.operations.adjudication.putting import (
    NO_REASON,
    Why,
    put_decision,
    put_judge,
    put_relations,
    versions_taken,
)
from annotator.operations.editing.context import shortened
from annotator.store.reading.listing import documents_of_several
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.store.writing.edit import Edit

_MANY = 20
"""From so many documents on views are not told of each change."""


class Agreeing(NamedTuple):
    """What accepting would settle: places, and documents that have any."""

    places: int
    documents: tuple[str, ...]


def agreeing(
    store: Store,
    documents: Iterable[str] | None = None,
    *,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    progress: Progress = no_progress,
) -> Agreeing:
    """Count the undecided places on which all agree, in some documents (ids) or in all."""
    count, found = 0, list[str]()
    with store.reader() as reader:
        for desk in _desks(reader, documents, annotators, progress):
            cases = _agreeing(desk, layers)
            if cases:
                count += len(cases)
                found.append(desk.document)
    return Agreeing(count, tuple(found))


def accept_agreeing(
    store: Store,
    documents: Iterable[str] | None = None,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    layers: Iterable[str] | None = None,
    progress: Progress = no_progress,
) -> int:
    """Put all that the annotators agree on into the adjudicated set, as one step; return how many.

    What does not count for agreement comes from the first of them. Documents that are finished
    in the adjudicated set are left out.
    """
    wanted = agreeing(
        store, documents, annotators=annotators, layers=layers, progress=progress
    ).documents
    judge = adjudicated_id(store.read())
    count = 0
    data = {"documents": len(wanted)}
    bulk = len(wanted) > _MANY
    with store.edit("review.agreeing", annotator=annotator, data=data, bulk=bulk) as edit:
        if wanted:
            put_judge(edit, judge)
        for done, document in enumerate(wanted):
            progress("progress.deciding", done, len(wanted))
            if store.read().assignment_state(document, judge) == FINISHED:
                continue
            desk = desk_of(store.read(), store.scheme, document, annotators)
            made = [
                _put(edit, desk, case, TAKEN, desk.annotators[0], judge, annotator)
                for case in _agreeing(desk, layers)
            ]
            put_relations(edit, desk, made, judge)
            count += len(made)
        edit.name(places=count)
    return count


def _agreeing(desk: Desk, layers: Iterable[str] | None) -> list[Case]:
    wanted = None if layers is None else frozenset(layers)
    return [
        case
        for case in desk.cases
        if not case.is_difference
        and case.is_open
        and (wanted is None or case.place.first.layer in wanted)
    ]


def similar_to(
    store: Store,
    document: str,
    decision_id: str,
    *,
    annotators: Iterable[str] | None = None,
    progress: Progress = no_progress,
) -> list[Case]:
    """Return the open places of the corpus that are like a decided one.

    They are of the same kind, and each annotator has there the same words (case and spaces do not
    matter), on the same layer, with the same values of what differs. RuleError where one decision
    cannot settle another place: relations, joined or edited versions.
    """
    with store.reader() as reader:
        decision, like = _decided(reader, document, decision_id, annotators)
        if not _is_repeatable(decision, like):
            raise RuleError("not_repeatable")
        sign = _sign(like)
        return [
            case
            for desk in _desks(reader, None, annotators, progress)
            for case in desk.differences
            if case.id != decision_id
            and case.state in (OPEN, OUTDATED)
            and _sign((desk, case)) == sign
        ]


def apply_to_similar(
    store: Store,
    document: str,
    decision_id: str,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    progress: Progress = no_progress,
) -> int:
    """Decide all places like a decided one as it was, in one step; return how many."""
    found = similar_to(store, document, decision_id, annotators=annotators, progress=progress)
    decision, _ = _decided(store.read(), document, decision_id, annotators)
    judge = adjudicated_id(store.read())
    by_document: dict[str, list[str]] = {}
    for case in found:
        by_document.setdefault(case.document, []).append(case.id)
    data = {"quote": shortened(decision.quote), "answer": decision.answer, "places": len(found)}
    bulk = len(by_document) > _MANY
    why = Why(reason=decision.reason, guideline=decision.guideline)
    count = 0
    with store.edit("review.similar", annotator=annotator, data=data, bulk=bulk) as edit:
        for key, cases in by_document.items():
            if store.read().assignment_state(key, judge) == FINISHED:
                continue
            desk = desk_of(store.read(), store.scheme, key, annotators)
            made = [
                _put(
                    edit,
                    desk,
                    desk.case(case),
                    decision.answer,
                    decision.taken,
                    judge,
                    annotator,
                    why,
                )
                for case in cases
            ]
            put_relations(edit, desk, made, judge)
            count += len(made)
    return count


def _put(
    edit: Edit,
    desk: Desk,
    case: Case,
    answer: str,
    taken: str | None,
    judge: str,
    annotator: str,
    why: Why = NO_REASON,
) -> Decision:
    made = versions_taken(desk, case, answer, taken, judge)
    return put_decision(edit, desk, case, answer, made, annotator=annotator, taken=taken, why=why)


def _desks(
    reader: Reader,
    documents: Iterable[str] | None,
    annotators: Iterable[str] | None,
    progress: Progress,
) -> Iterator[Desk]:
    scheme, people = reader.scheme(), people_of(reader, annotators)
    found = documents_of_several(reader.connection, people)
    shared = [key for key, is_shared in found if is_shared]
    asked = None if documents is None else frozenset(documents)
    wanted = [key for key in shared if asked is None or key in asked]
    for done, document in enumerate(wanted):
        progress("progress.looking", done, len(wanted))
        yield desk_of(reader, scheme, document, people)


def _decided(
    reader: Reader, document: str, decision_id: str, annotators: Iterable[str] | None
) -> tuple[Decision, tuple[Desk, Case]]:
    desk = desk_of(reader, reader.scheme(), document, annotators)
    case = desk.case(decision_id)
    if case.decision is None or case.decision.answer == LATER:
        raise RuleError("not_decided")
    return case.decision, (desk, case)


def _is_repeatable(decision: Decision, like: tuple[Desk, Case]) -> bool:
    if decision.kind == RELATION or decision.answer not in (TAKEN, BOTH, NONE):
        return False
    versions = like[1].place.annotations
    is_joined = decision.answer == BOTH and len(decision.results) < len(versions)
    return not is_joined


def _sign(found: tuple[Desk, Case]) -> tuple[object, ...]:
    desk, case = found
    place = case.place
    return place.kind, *(
        (who, *(_version_sign(place, annotation) for annotation in version))
        for who, version in zip(desk.annotators, place.versions, strict=True)
    )


def _version_sign(place: Place, annotation: Annotation) -> tuple[str, ...]:
    words = " ".join(annotation.quote.split()).casefold()
    values = (str(annotation.features.get(key)) for key in place.features)
    return annotation.layer, words, *values
