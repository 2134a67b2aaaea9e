"""Deciding between annotators: one choice is one step, and what it makes is in the adjudicated set.

`case` names a place by the id of its decision (see `adjudicated.Case`), `annotators` are those
who are compared (None: all persons). A decision on a place takes the place of an earlier one.
`desk` is the document as it stands now, for whoever knows it already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.analysis.alignment import RELATION
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError
from annotator.model.review import BOTH, EDITED, LATER, NONE, TAKEN, Decision
from annotator.model.span import Span, spans_of
from annotator.operations.adjudication.adjudicated import Case, Desk, adjudicated_id, desk_of
from annotator.operations.adjudication.putting import (
    NO_REASON,
    Why,
    copy_of,
    put_decision,
    put_judge,
    put_relations,
    versions_taken,
)
from annotator.operations.adjudication.relations import adjudicated_key
from annotator.operations.editing.context import (
    facts_near,
    layer_of,
    now,
    refuse_if_finished,
    refuse_new_errors,
    shortened,
)
from annotator.operations.tagging.annotate import refuse_clash
from annotator.store.store import Store
from annotator.text.quoting import quote_of


def take(
    store: Store,
    document: str,
    case: str,
    taken: str,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    why: Why = NO_REASON,
    desk: Desk | None = None,
) -> Decision:
    """Take what one annotator has at a place; that they have nothing there is taken as well."""
    desk, found = _find(store, document, case, annotators, desk)
    made = versions_taken(desk, found, TAKEN, taken, adjudicated_id(store.read()))
    return _decide(store, desk, found, TAKEN, made, annotator=annotator, taken=taken, why=why)


def take_both(
    store: Store,
    document: str,
    case: str,
    spans: Iterable[tuple[int, int]] | None = None,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    why: Why = NO_REASON,
    desk: Desk | None = None,
) -> Decision:
    """Keep all versions, or, with `spans`, one annotation with these borders for all of them.

    That one has the layer and values of the first version.
    """
    desk, found = _find(store, document, case, annotators, desk)
    if spans is None or found.place.kind == RELATION:
        made = versions_taken(desk, found, BOTH, None, adjudicated_id(store.read()))
    else:
        made = [_one(store, found, found.place.first, spans)]
    return _decide(store, desk, found, BOTH, made, annotator=annotator, why=why)


def decide_edited(
    store: Store,
    document: str,
    case: str,
    edited: Annotation,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    why: Why = NO_REASON,
    desk: Desk | None = None,
) -> Decision:
    """Put a version of one's own: layer, spans and values are those of `edited`.

    RuleError where relations differ: these are taken or not.
    """
    desk, found = _find(store, document, case, annotators, desk)
    if found.place.kind == RELATION:
        raise RuleError("relations_not_edited")
    made = [_one(store, found, edited, edited.spans)]
    return _decide(store, desk, found, EDITED, made, annotator=annotator, why=why)


def decide_none(
    store: Store,
    document: str,
    case: str,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    why: Why = NO_REASON,
    desk: Desk | None = None,
) -> Decision:
    """Decide that nothing is here; where relations differ, that none of those stays."""
    desk, found = _find(store, document, case, annotators, desk)
    return _decide(store, desk, found, NONE, [], annotator=annotator, why=why)


def decide_later(
    store: Store,
    document: str,
    case: str,
    *,
    annotator: str,
    annotators: Iterable[str] | None = None,
    why: Why = NO_REASON,
    desk: Desk | None = None,
) -> Decision:
    """Leave a place for later; the reason is kept."""
    desk, found = _find(store, document, case, annotators, desk)
    return _decide(store, desk, found, LATER, [], annotator=annotator, why=why)


def set_reason(
    store: Store, document: str, decision_id: str, why: Why, *, annotator: str
) -> Decision:
    """Give a decision that was made another reason.

    RuleError if there is no such decision.
    """
    known = {d.id: d for d in store.read().decisions(document)}
    before = known.get(decision_id)
    if before is None:
        raise RuleError("no_such_place")
    after = replace(before, reason=why.reason, guideline=why.guideline, changed=now())
    if (before.reason, before.guideline) == (after.reason, after.guideline):
        return before
    data = {"quote": shortened(before.quote)}
    with store.edit("review.reason", annotator=annotator, data=data) as edit:
        edit.put(after)
    return after


def _find(
    store: Store,
    document: str,
    case: str,
    annotators: Iterable[str] | None,
    desk: Desk | None,
) -> tuple[Desk, Case]:
    known = desk or desk_of(store.read(), store.scheme, document, annotators)
    return known, known.case(case)


def _one(
    store: Store, case: Case, like: Annotation, spans: Iterable[tuple[int, int]]
) -> Annotation:
    placed = spans_of(spans)
    layer_of(store.scheme, like.layer)
    if like.spans and (not placed or any(b > e for b, e in placed)):
        raise RuleError("nothing_to_tag")
    text = store.read().text(case.document)
    return copy_of(like, adjudicated_id(store.read()))._replace(
        id=adjudicated_key(case.id),
        document=case.document,
        spans=placed,
        quote=quote_of(text, placed) if placed else like.quote,
    )


def joined_spans(case: Case) -> tuple[Span, ...]:
    """Return the spans of all versions of a place as one annotation has them."""
    joined: list[Span] = []
    for span in sorted(s for a in case.place.annotations for s in a.spans):
        if joined and span.begin <= joined[-1].end:
            joined[-1] = Span(joined[-1].begin, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _decide(
    store: Store,
    desk: Desk,
    case: Case,
    answer: str,
    made: Sequence[Annotation],
    *,
    annotator: str,
    taken: str | None = None,
    why: Why,
) -> Decision:
    judge = adjudicated_id(store.read())
    refuse_if_finished(store, desk.document, judge)
    quote = " ".join(case.place.first.quote.split())
    data = {"answer": answer, "quote": shortened(quote)}
    with store.edit("review.decide", annotator=annotator, data=data) as edit:
        put_judge(edit, judge)
        decision = put_decision(
            edit, desk, case, answer, made, annotator=annotator, taken=taken, why=why
        )
        put_relations(edit, desk, [decision], judge)
        # What was put is judged with all that it stands among; an error takes the step back.
        for annotation in made if answer in (BOTH, EDITED) else ():
            refuse_new_errors(store, facts_near(store, [annotation]), before=None, after=annotation)
        refuse_what_clashes(store, made)
    return decision


def refuse_what_clashes(store: Store, made: Iterable[Annotation]) -> None:
    """Raise RuleError if something that was put forbids another of its set the place."""
    for annotation in made:
        refuse_clash(store, layer_of(store.scheme, annotation.layer), annotation)
