"""Rounds: documents are handed out to annotators, each round and each reopening as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.model.assigning import Plan, Share, assign
from annotator.model.errors import AnnotatorError, RuleError
from annotator.model.identity import new_key
from annotator.model.language import Texts
from annotator.model.review import (
    ASSIGNMENT_STATES,
    FINISHED,
    IN_PROGRESS,
    PERSON,
    Annotator,
    Assignment,
    Round,
)
from annotator.model.scheme import Scheme
from annotator.operations.editing.context import now, shortened
from annotator.store.reading.listing import Share as Held
from annotator.store.reading.listing import shares_of_work
from annotator.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who gets what: ids of annotators and documents in their order, and how.

    Without annotators and newcomers every person of the corpus, without documents all of them.
    `newcomers` are added, and get their share as well; `adds_people` says that whoever else is
    named and not there yet is added under their id.
    """

    annotators: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    plan: Plan = field(default_factory=Plan)
    is_blind: bool = True
    layers: tuple[str, ...] = ()
    due: str | None = None
    newcomers: tuple[Annotator, ...] = ()
    adds_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A round, what it newly hands out, and how many characters each annotator then has of it."""

    round: Round
    shares: tuple[Share, ...]
    characters: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What one annotator has: documents by state, characters in them, what was made there.

    `incomplete` is None while a document of theirs was never checked.
    """

    annotator: str
    states: Mapping[str, int]
    characters: int
    annotations: int
    incomplete: int | None

    @property
    def documents(self) -> int:
        """How many documents they have."""
        return sum(self.states.values())


def plan_round(store: Store, names: Texts, choice: Choice) -> Handed:
    """Say what a round would hand out, without writing anything.

    What somebody has already stays and counts. RuleError if there are too few annotators, or
    somebody or something that is named is not there.
    """
    with store.reader() as reader:
        people = (*choice.annotators, *(new.id for new in choice.newcomers))
        people = people or tuple(a.id for a in reader.annotators() if a.kind == PERSON)
        rows = list(reader.documents())
        lengths = {row.id: row.length for row in rows}
        _refuse_unknown(reader.annotators(), people, lengths, choice)
        _refuse_unknown_layers(reader.scheme(), choice.layers)
        wanted = set(choice.documents or lengths) | choice.plan.pilot
        chosen = {key: length for key, length in lengths.items() if key in wanted}
        before = [
            Share(a.document, a.annotator)
            for a in reader.assignments()
            if a.document in chosen and a.annotator in people
        ]
        texts = {row.id: f"{row.name}\n{row.id}" for row in rows if row.id in chosen}
        names_of = _names_of((*reader.annotators(), *choice.newcomers), people)
    try:
        shares = _dealt(chosen, people, choice.plan, before, (texts, names_of))
    except ValueError as error:
        raise RuleError("round_impossible", reason=str(error)) from error
    characters: Counter[str] = Counter(dict.fromkeys(sorted(people), 0))
    for share in (*before, *shares):
        characters[share.annotator] += chosen[share.document]
    plan = choice.plan
    made = Round(
        id=new_key(),
        names=names,
        annotators=tuple(sorted(people)),
        documents=tuple(chosen),
        several=plan.several,
        overlap=plan.overlap,
        pilot=tuple(key for key in chosen if key in plan.pilot),
        seed=plan.seed,
        is_blind=choice.is_blind,
        layers=choice.layers,
        due=choice.due,
        made=now(),
    )
    return Handed(round=made, shares=tuple(shares), characters=dict(characters))


def _names_of(known: Sequence[Annotator], people: Sequence[str]) -> dict[str, str]:
    """Return what people are called, by id; the id is in it, since names may be alike."""
    names = {a.id: a.names.values() for a in known}
    return {who: "\n".join((*sorted(names.get(who, ())), who)) for who in people}


def _dealt(
    lengths: Mapping[str, int],
    people: Sequence[str],
    plan: Plan,
    before: Sequence[Share],
    called: tuple[Mapping[str, str], Mapping[str, str]],
) -> list[Share]:
    """Return shares that hang on names, not on ids, which are others whenever they are made.

    `called` has what documents and what annotators are called, by id.
    """
    texts, names = called
    text, who = ({name: key for key, name in named.items()} for named in called)
    shares = assign(
        {texts[key]: length for key, length in lengths.items()},
        [names[key] for key in people],
        replace(plan, pilot=frozenset(texts[key] for key in plan.pilot)),
        assigned=[Share(texts[s.document], names[s.annotator]) for s in before],
    )
    return [Share(text[s.document], who[s.annotator]) for s in shares]


def make_round(store: Store, names: Texts, choice: Choice, *, by: str | None) -> Handed:
    """Hand documents out, as one step; `by` is who does so. See `plan_round`."""
    handed = plan_round(store, names, choice)
    data = {
        "name": dict(names),
        "documents": len(handed.round.documents),
        "annotators": len(handed.round.annotators),
    }
    with store.edit("rounds.make", annotator=by, data=data) as edit:
        known = {a.id for a in edit.reader.annotators()}
        named = {new.id: new for new in choice.newcomers}
        for who in handed.round.annotators:
            if who not in known:
                edit.put(named.get(who) or Annotator(id=who, names={"en": who}))
        edit.put(handed.round)
        for share in handed.shares:
            edit.put(Assignment(document=share.document, annotator=share.annotator))
    return handed


def _refuse_unknown(
    known: Sequence[Annotator], people: Sequence[str], lengths: Mapping[str, int], choice: Choice
) -> None:
    there = {a.id for a in (*known, *choice.newcomers)}
    for who in people:
        if who not in there and not choice.adds_people:
            raise AnnotatorError("no_such_annotator", name=who, known=", ".join(sorted(there)))
    for key in (*choice.documents, *sorted(choice.plan.pilot)):
        if key not in lengths:
            raise AnnotatorError("no_such_document", name=key)
    if not people or not lengths:
        raise RuleError("round_empty")


def _refuse_unknown_layers(scheme: Scheme, layers: Sequence[str]) -> None:
    there = [layer.id for layer in scheme.layers]
    for name in layers:
        if name not in there:
            raise AnnotatorError("no_such_layer", name=name, known=", ".join(there))


def workload(store: Store) -> list[Workload]:
    """Return what each annotator has who has documents or made annotations, by id."""
    with store.reader() as reader:
        shares: dict[str, list[Held]] = {}
        for share in shares_of_work(reader.connection):
            shares.setdefault(share.annotator, []).append(share)
        made = reader.counts_by_annotator()
    people = sorted({*shares, *made})
    return [_workload(who, shares.get(who, []), made.get(who, 0)) for who in people]


def _workload(annotator: str, shares: Sequence[Held], made: int) -> Workload:
    counted = Counter({share.state: share.documents for share in shares})
    unchecked = sum(share.unchecked for share in shares)
    return Workload(
        annotator=annotator,
        states={state: counted[state] for state in ASSIGNMENT_STATES},
        characters=sum(share.characters for share in shares),
        annotations=made,
        incomplete=None if unchecked else sum(share.incomplete for share in shares),
    )


def reopen(
    store: Store, document_id: str, annotator: str, reason: str, *, by: str | None = None
) -> Assignment:
    """Let an annotator go on with a document they have finished; the reason is kept.

    RuleError if they have not finished it or no reason is given.
    """
    document = store.read().document(document_id)
    found = next(
        (
            a
            for a in store.read().assignments()
            if a.document == document_id and a.annotator == annotator
        ),
        None,
    )
    if found is None or found.state != FINISHED:
        raise RuleError("not_finished", name=shortened(document.title), annotator=annotator)
    if not reason.strip():
        raise RuleError("reason_missing")
    opened = replace(found, state=IN_PROGRESS, reason=reason.strip())
    data = {"name": shortened(document.title), "annotator": annotator, "reason": opened.reason}
    with store.edit("rounds.reopen", annotator=by, data=data) as edit:
        edit.put(opened)
    return opened


def hand_to(store: Store, annotator: Annotator, documents: Sequence[str], *, by: str | None) -> int:
    """Hand documents out to one annotator, who is added if new; return how many are new to them.

    One step, and none if they have all of it. What they have already stays as it is.
    """
    theirs = {a.document for a in store.read().assignments() if a.annotator == annotator.id}
    new = [document for document in documents if document not in theirs]
    is_known = any(a.id == annotator.id for a in store.read().annotators())
    if is_known and not new:
        return 0
    data = {"name": dict(annotator.names) or annotator.id, "documents": len(new)}
    with store.edit("rounds.hand", annotator=by, data=data) as edit:
        if not is_known:
            edit.put(annotator)
        for document in new:
            edit.put(Assignment(document=document, annotator=annotator.id))
    return len(new)
