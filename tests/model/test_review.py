"""Who may see whose work, and decisions as data and back."""

from __future__ import annotations

import itertools

import pytest

from annotator.model.data import data_of, noun_of
from annotator.model.review import (
    ADJUDICATED,
    ASSIGNMENT_STATES,
    FINISHED,
    IGNORED,
    MACHINE,
    Annotator,
    Decision,
    Reply,
    Round,
    in_row_order,
    may_see,
)
from annotator.model.span import Span


@pytest.mark.parametrize(
    ("mine", "theirs"), list(itertools.product(ASSIGNMENT_STATES, ASSIGNMENT_STATES))
)
def test_blind_work_is_seen_when_both_are_done(mine: str, theirs: str) -> None:
    states = {"anna": mine, "boris": theirs}
    done = {FINISHED, IGNORED}
    assert may_see("anna", "boris", states, is_blind=True) == ({mine, theirs} <= done)
    assert may_see("anna", "boris", states, is_blind=False)
    assert may_see("anna", "anna", states, is_blind=True)
    assert may_see("anna", "boris", states, is_blind=True, is_lead=True)


def test_whoever_has_no_share_sees_all_and_is_seen() -> None:
    states = {"anna": "new"}
    assert may_see("boris", "anna", states, is_blind=True)
    assert may_see("anna", "gold", states, is_blind=True)


def test_decisions_and_rounds_are_data_and_back() -> None:
    decision = Decision(
        id="d1",
        document="doc",
        annotator="lead",
        kind="border",
        answer="taken",
        layer="x",
        spans=(Span(3, 9),),
        quote="quoted",
        versions={"anna": ({"id": "a1"},), "boris": ()},
        taken="anna",
        results=("r1",),
        reason="The noun only.",
        replies={"boris": Reply(state="appealed", text="No.")},
    )
    assert noun_of(Decision, data_of(decision)) == decision
    handed = Round(id="r", names={"en": "Pilot"}, annotators=("anna",), pilot=("doc",), seed=3)
    assert noun_of(Round, data_of(handed)) == handed


def test_annotators_have_one_order_for_whoever_looks() -> None:
    people = [
        Annotator(id="a", kind=ADJUDICATED),
        Annotator(id="b", kind=MACHINE),
        Annotator(id="c"),
        Annotator(id="d"),
        Annotator(id="e", kind="newer"),
    ]
    assert in_row_order("edcba", people, "x") == ("c", "d", "b", "a", "e")
    assert in_row_order("abcd", people, "d") == ("d", "c", "b", "a")
    assert in_row_order(["d", "nobody", "d"], people, "b") == ("d", "nobody")
