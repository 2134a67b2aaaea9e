"""What an annotator says to the corrections of their work: accepted, or appealed against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.errors import RuleError
from annotator.model.review import APPEALED, REPLIES, Decision, Reply
from annotator.operations.editing.context import now, shortened
from annotator.store.store import Store


def sign_of_decision(decision: Decision) -> tuple[object, ...]:
    """Return what an answer is to: it is none to a decision that says something else."""
    return decision.answer, decision.results, decision.reason


def reply(store: Store, decision_id: str, state: str, text: str = "", *, annotator: str) -> Reply:
    """Accept a decision on one's work, or appeal against it; one step. Saying it again replaces.

    RuleError if there is no such correction of theirs, or an appeal gives no reason.
    """
    found = _correction(store, decision_id, annotator)
    if state not in REPLIES:
        raise RuleError("no_such_state", state=state, known=", ".join(REPLIES))
    if state == APPEALED and not text.strip():
        raise RuleError("reason_missing")
    said = Reply(state=state, text=text.strip(), made=now())
    _put(store, found, {**found.replies, annotator: said}, state, annotator)
    return said


def take_reply_back(store: Store, decision_id: str, *, annotator: str) -> bool:
    """Let a correction be unanswered again; one step. Return whether it was answered.

    RuleError if there is no such correction of theirs.
    """
    found = _correction(store, decision_id, annotator)
    rest = {who: said for who, said in found.replies.items() if who != annotator}
    if annotator in found.replies:
        _put(store, found, rest, "unanswered", annotator)
    return annotator in found.replies


def _correction(store: Store, decision_id: str, annotator: str) -> Decision:
    found = next((d for d in store.read().decisions() if d.id == decision_id), None)
    if found is None or annotator not in found.versions:
        raise RuleError("no_such_correction", id=decision_id, annotator=annotator)
    return found


def _put(
    store: Store, found: Decision, replies: Mapping[str, Reply], state: str, annotator: str
) -> None:
    data = {"quote": shortened(found.quote)}
    with store.edit(f"corrections.{state}", annotator=annotator, data=data) as edit:
        edit.put(replace(found, replies={who: replies[who] for who in sorted(replies)}))
