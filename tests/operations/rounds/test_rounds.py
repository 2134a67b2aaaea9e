"""Rounds hand documents out as one step; what was handed out before stays."""

from __future__ import annotations

import pytest

from annotator.model.assigning import Plan
from annotator.model.errors import AnnotatorError, RuleError
from annotator.model.identity import new_key
from annotator.model.review import ASSIGNMENT_STATES, FINISHED, IN_PROGRESS, Annotator
from annotator.operations.checking.check import check
from annotator.operations.documents.documents import set_assignment
from annotator.operations.rounds.rounds import Choice, make_round, plan_round, reopen, workload
from annotator.operations.tagging.annotate import remove_annotation
from annotator.store.store import Store

NAMES = {"en": "First"}
PEOPLE = ("anna", "boris", "vera")


def choice(store: Store, **plan: object) -> Choice:
    return Choice(annotators=PEOPLE, plan=Plan(**plan), adds_people=True)  # pyright: ignore[reportArgumentType]


def test_a_round_is_one_step_and_undo_takes_it_back(samples: Store) -> None:
    before = [samples.read().assignments(), samples.read().annotators()]
    handed = make_round(samples, NAMES, choice(samples, overlap=0.5, seed=3), by="lead")
    reader = samples.read()
    (made,) = reader.rounds()
    assert made == handed.round
    assert {(a.document, a.annotator) for a in reader.assignments()} == set(handed.shares)
    assert set(PEOPLE) <= {a.id for a in reader.annotators()}
    assert samples.history(limit=1)[0].kind == "rounds.make"
    samples.undo("lead")
    assert samples.read().rounds() == []
    assert [samples.read().assignments(), samples.read().annotators()] == before
    samples.redo("lead")
    assert samples.read().rounds() == [made]


def test_the_same_seed_gives_the_same_shares_and_nothing_is_written(samples: Store) -> None:
    one = plan_round(samples, NAMES, choice(samples, overlap=0.3, seed=7))
    other = plan_round(samples, NAMES, choice(samples, overlap=0.3, seed=7))
    assert one.shares == other.shares
    assert one.characters == other.characters
    assert samples.read().rounds() == []


def test_what_somebody_has_stays(samples: Store) -> None:
    key = next(samples.read().documents()).id
    set_assignment(samples, key, "gold", FINISHED)
    who = Choice(annotators=("gold", "anna"), adds_people=True)
    handed = make_round(samples, NAMES, who, by=None)
    assert key not in {share.document for share in handed.shares}
    assert samples.read().assignment_state(key, "gold") == FINISHED


def test_everybody_gets_the_pilot(samples: Store) -> None:
    key = next(samples.read().documents()).id
    handed = make_round(samples, NAMES, choice(samples, pilot=frozenset((key,))), by=None)
    assert {s.annotator for s in handed.shares if s.document == key} == set(PEOPLE)


def test_who_or_what_is_not_there_is_refused(samples: Store) -> None:
    for wrong in (
        Choice(annotators=("nobody-there",)),
        Choice(documents=("nowhere",)),
        Choice(layers=("no-layer",)),
    ):
        with pytest.raises(AnnotatorError):
            make_round(samples, NAMES, wrong, by=None)
    few = Choice(annotators=("gold",), plan=Plan(several=2, overlap=1.0))
    with pytest.raises(RuleError, match="more annotators"):
        make_round(samples, NAMES, few, by=None)
    assert samples.read().rounds() == []


def test_the_table_says_who_has_what(samples: Store) -> None:
    make_round(samples, NAMES, Choice(annotators=("gold", "anna"), adds_people=True), by=None)
    rows = {row.annotator: row for row in workload(samples)}
    total = sum(row.length for row in samples.read().documents())
    assert rows["gold"].characters + rows["anna"].characters == total
    assert rows["gold"].documents + rows["anna"].documents == samples.counts()["document"]
    assert rows["gold"].annotations == samples.read().counts_by_annotator()["gold"]
    assert rows["gold"].incomplete is None
    check(samples)
    assert {row.annotator: row for row in workload(samples)}["anna"].incomplete == 0


def test_the_table_sums_up_what_the_lists_of_documents_say(samples: Store) -> None:
    plan = Plan(several=2, overlap=0.5)
    people = ("author", "coder_b", "gold")
    make_round(samples, NAMES, Choice(annotators=people, plan=plan), by=None)
    keys = [row.id for row in samples.read().documents()]
    for key in keys[::3]:
        if samples.read().assignment_state(key, "gold") is not None:
            set_assignment(samples, key, "gold", FINISHED)
    for number in range(3):
        rows = {row.annotator: row for row in workload(samples)}
        assert set(rows) == set(people)
        for who in people:
            has = [row for row in samples.read().documents(who) if row.state is not None]
            missing = [row.incomplete for row in has]
            unknown = None in missing
            assert rows[who].incomplete == (None if unknown else sum(n or 0 for n in missing))
            assert rows[who].characters == sum(row.length for row in has)
            assert rows[who].states == {
                state: sum(row.state == state for row in has) for state in ASSIGNMENT_STATES
            }
        assert (None in {row.incomplete for row in rows.values()}) == (number < 2)
        told = keys if number else keys[:4]
        samples.set_tallies({key: {"": (5, 0), "gold": (n, 0)} for n, key in enumerate(told)})


def test_what_is_finished_is_locked_until_it_is_reopened_with_a_reason(samples: Store) -> None:
    reader = samples.read()
    key, one = next(
        (row.id, a)
        for row in reader.documents()
        for a in reader.annotations(row.id, annotator="gold")
    )
    set_assignment(samples, key, "gold", FINISHED)
    with pytest.raises(RuleError):
        remove_annotation(samples, one.id, annotator="gold")
    with pytest.raises(RuleError):
        reopen(samples, key, "gold", "  ")
    reopen(samples, key, "gold", "borders changed", by="lead")
    assert samples.read().assignment_state(key, "gold") == IN_PROGRESS
    assert samples.history(limit=1)[0].data["reason"] == "borders changed"
    remove_annotation(samples, one.id, annotator="gold")
    with pytest.raises(RuleError):
        reopen(samples, key, "gold", "again")


def test_newcomers_are_added_with_their_names_and_nobody_else_is_asked(samples) -> None:
    new = (Annotator(id="k1", names={"en": "Ana"}), Annotator(id="k2", names={"en": "Boris"}))
    who = Choice(newcomers=new, plan=Plan(several=2, overlap=1.0))
    planned = plan_round(samples, NAMES, who)
    assert planned.round.annotators == ("k1", "k2")
    handed = make_round(samples, NAMES, who, by=None)
    assert handed.shares == planned.shares
    assert [a for a in samples.read().annotators() if a.id in ("k1", "k2")] == list(new)
    assert {a.annotator for a in samples.read().assignments()} == {"k1", "k2"}


def test_people_who_are_new_get_the_same_shares_again(samples: Store) -> None:
    """Their ids are others each time: what they are called decides."""
    found: list[dict[str, set[str]]] = []
    for _ in range(4):
        new = [Annotator(id=new_key(), names={"en": name}) for name in ("Mila", "Ivo", "Rada")]
        names = {a.id: a.names["en"] for a in new}
        told = Choice(newcomers=tuple(new), plan=Plan(several=2, overlap=0.5, seed=7))
        dealt: dict[str, set[str]] = {}
        for share in make_round(samples, NAMES, told, by=None).shares:
            dealt.setdefault(names[share.annotator], set()).add(share.document)
        samples.undo()
        found.append(dealt)
    assert found[0] == found[1] == found[2] == found[3]
