"""What was decided goes back to its annotator, is answered, and the answers return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.jsonl import annotation_data
from annotator.model.annotation import ADJUDICATION, Annotation
from annotator.model.errors import PackageError, RuleError
from annotator.model.review import ACCEPTED, ADJUDICATED, APPEALED, FINISHED, Annotator, Decision
from annotator.operations.adjudication.adjudicated import desk_of
from annotator.operations.adjudication.deciding import take
from annotator.operations.adjudication.deciding_many import accept_agreeing
from annotator.operations.adjudication.putting import Why
from annotator.operations.corrections.corrections import corrections_of, corrects
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.corrections.replies import reply
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.merging.merging import merge
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document, span_of
from tests.operations.sent import LEAD, bring, digests, hand_out, send


def tag(store: Store, word: str, who: str) -> Annotation:
    return tag_spans(store, only_document(store), "bird", [span_of(word)], annotator=who)


def decide(lead: Store, *, anna: Annotation, boris: Annotation, reason: str) -> Decision:
    """Take what Boris has instead of what Anna has."""
    result = boris._replace(
        id="result", annotator="adjudicated", origin=ADJUDICATION, origin_detail={"decision": "d"}
    )
    made = Decision(
        id="d",
        document=anna.document,
        annotator=LEAD,
        kind="border",
        answer="taken",
        layer="bird",
        spans=anna.spans,
        quote=anna.quote,
        versions={"anna": (annotation_data(anna),), "boris": (annotation_data(boris),)},
        taken="boris",
        results=(result.id,),
        reason=reason,
    )
    with lead.edit("adjudicate.decide", annotator=LEAD) as edit:
        edit.put(Annotator(id="adjudicated", kind=ADJUDICATED))
        edit.put(result)
        edit.put(made)
    return made


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(store, "anna", "boris")
        yield store


@pytest.fixture
def anna(lead: Store, tmp_path: Path) -> Iterator[Store]:
    """Anna's corpus; what she did is with the lead already, and was decided otherwise."""
    with send(lead, "anna", tmp_path) as store:
        mine = tag(store, "heron", "anna")
        merge(lead, [bring(store, tmp_path)])
        decide(lead, anna=mine, boris=tag(lead, "heron stood", "boris"), reason="Verbs belong.")
        yield store


def test_the_loop_is_closed(lead: Store, anna: Store, tmp_path: Path) -> None:
    path = tmp_path / "corrections.annotator-package"
    package = pack_corrections(lead, path, "anna", by=LEAD)
    assert package.documents == (only_document(lead),)
    assert b"boris" not in path.read_bytes()
    before = digests(anna)
    assert take_corrections(anna, path) == 1
    (found,) = corrections_of(anna.read(), "anna")
    assert [data["quote"] for data in found.before] == ["heron"]
    assert [a.quote for a in found.after] == ["heron stood"]
    assert found.decision.reason == "Verbs belong."
    assert list(found.decision.versions) == ["anna"]
    with pytest.raises(RuleError):
        reply(anna, "d", APPEALED, " ", annotator="anna")
    reply(anna, "d", APPEALED, "Rule 4 says otherwise.", annotator="anna")
    back = merge(lead, [bring(anna, tmp_path, "appeal")])
    assert back.merged.told == []
    (decision,) = lead.read().decisions()
    assert decision.replies["anna"].text == "Rule 4 says otherwise."
    assert (decision.taken, set(decision.versions)) == ("boris", {"anna", "boris"})
    anna.undo("anna")
    anna.undo("anna")
    assert digests(anna) == before


def test_what_was_taken_in_already_is_not_new(lead: Store, anna: Store, tmp_path: Path) -> None:
    path = tmp_path / "corrections.annotator-package"
    pack_corrections(lead, path, "anna")
    take_corrections(anna, path)
    reply(anna, "d", ACCEPTED, annotator="anna")
    assert take_corrections(anna, path) == 0
    assert anna.read().decisions()[0].replies["anna"].state == ACCEPTED


def test_an_answer_is_none_to_another_decision(lead: Store, anna: Store, tmp_path: Path) -> None:
    path = tmp_path / "corrections.annotator-package"
    pack_corrections(lead, path, "anna")
    take_corrections(anna, path)
    reply(anna, "d", ACCEPTED, annotator="anna")
    back = bring(anna, tmp_path, "accepted")
    with lead.edit("adjudicate.decide", annotator=LEAD) as edit:
        edit.remove(Annotation, "result")
        other = replace(lead.read().decisions()[0], answer="none", results=(), taken=None)
        edit.put(other)
    report = merge(lead, [back])
    assert [t.reason for t in report.merged.told] == ["reply_outdated"]
    assert lead.read().decisions() == [other]
    assert lead.read().annotation("result") is None
    pack_corrections(lead, path, "anna")
    assert take_corrections(anna, path) == 1
    assert anna.read().decisions()[0].replies == {}
    assert anna.read().annotation("result") is None


def test_what_is_not_corrected_or_not_theirs_says_so(
    lead: Store, anna: Store, tmp_path: Path
) -> None:
    path = tmp_path / "corrections.annotator-package"
    with pytest.raises(RuleError):
        pack_corrections(lead, path, "boris")
    assert not path.exists()
    pack_corrections(lead, path, "anna")
    with pytest.raises(PackageError):
        merge(lead, [path])
    with pytest.raises(PackageError), send(lead, "boris", tmp_path) as boris:
        take_corrections(boris, path)
    with pytest.raises(RuleError):
        reply(lead, "d", ACCEPTED, annotator=LEAD)


def test_only_who_had_something_else_is_corrected() -> None:
    same, other = ({"quote": "heron", "id": "1"},), ({"quote": "weir", "id": "3"},)
    versions = {"anna": same, "boris": ({"quote": "heron", "id": "2"},), "vera": other}
    made = Decision(id="d", document="x", annotator=LEAD, kind="border", answer="taken",
                    versions=versions, taken="boris")  # fmt: skip
    found = {who: corrects(made, who) for who in (*versions, "nobody")}
    assert found == {"anna": False, "boris": False, "vera": True, "nobody": False}
    assert not corrects(replace(made, answer="later", taken=None), "vera")
    assert not corrects(replace(made, kind="agree"), "vera")
    nothing = replace(made, answer="none", taken=None, versions={**versions, "vera": ()})
    assert (corrects(nothing, "anna"), corrects(nothing, "vera")) == (True, False)


def test_two_apart_are_merged_decided_corrected_and_appeal(lead: Store, tmp_path: Path) -> None:
    """The whole way of a review, by the operations that a window and a shell have."""
    key, theirs = only_document(lead), {}
    for who, words in (("anna", ("heron", "weir")), ("boris", ("heron stood", "weir"))):
        theirs[who] = send(lead, who, tmp_path)
        for word in words:
            tag(theirs[who], word, who)
        set_assignment(theirs[who], key, who, FINISHED)
    merge(lead, [bring(store, tmp_path) for store in theirs.values()], by=LEAD)
    desk = desk_of(lead.read(), lead.scheme, key)
    assert desk.annotators == ("anna", "boris")
    (case,) = desk.differences
    why = Why(reason="Verbs belong to it.")
    take(lead, key, case.id, "boris", annotator=LEAD, why=why)
    accept_agreeing(lead, annotator=LEAD)
    assert all(not c.is_open for c in desk_of(lead.read(), lead.scheme, key).cases)
    path = tmp_path / "corrections.annotator-package"
    with pytest.raises(RuleError):
        pack_corrections(lead, path, "boris", by=LEAD)
    pack_corrections(lead, path, "anna", by=LEAD)
    with theirs["boris"], theirs["anna"] as anna:
        assert take_corrections(anna, path) == 1
        (one,) = corrections_of(anna.read(), "anna")
        assert ([x["quote"] for x in one.before], [a.quote for a in one.after]) == (
            ["heron"],
            ["heron stood"],
        )
        reply(anna, one.decision.id, APPEALED, "It is no part of the name.", annotator="anna")
        back = bring(anna, tmp_path, "appeal")
    report = merge(lead, [back], by=LEAD)
    assert report.merged.told == []
    (appealed,) = (d for d in lead.read().decisions() if d.replies)
    assert (appealed.id, appealed.replies["anna"].state) == (case.id, APPEALED)
    open_again = [c for c in desk_of(lead.read(), lead.scheme, key).cases if c.is_open]
    assert [(c.id, c.state) for c in open_again] == [(case.id, "appealed")]
    assert list(lead.damage()) == []
