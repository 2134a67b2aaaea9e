"""An appeal opens its place again, is heard, and corrections are places of the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import RuleError
from annotator.model.review import APPEALED, FINISHED, Annotator
from annotator.operations.adjudication.adjudicated import APPEALED as CASE_APPEALED
from annotator.operations.adjudication.adjudicated import DECIDED, Case, desk_of
from annotator.operations.adjudication.deciding import decide_later, take
from annotator.operations.adjudication.deciding_many import accept_agreeing
from annotator.operations.adjudication.putting import Why
from annotator.operations.corrections.corrections import (
    appeal_of,
    corrections_by_others,
    corrections_of,
)
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.corrections.places import place_of
from annotator.operations.corrections.replies import reply, take_reply_back
from annotator.operations.documents.documents import set_assignment
from annotator.operations.documents.revisions import correct_text
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.merging.merged import ANSWERS, APPEALS
from annotator.operations.merging.merging import merge
from annotator.operations.tagging.annotate import tag_spans
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document, span_of
from tests.operations.judged import BOTH_OF_SAMPLES, seed_of
from tests.operations.sent import LEAD, bring, hand_out, send


def appealed(lead: Store, anna: Store, tmp_path: Path) -> None:
    """Let Anna appeal against what was decided, and the lead hear of it."""
    path = tmp_path / "to-anna.annotator-package"
    pack_corrections(lead, path, "anna", by=LEAD)
    take_corrections(anna, path)
    for found in corrections_by_others(anna.read(), "anna"):
        reply(anna, found.decision.id, APPEALED, "Rule 4 says otherwise.", annotator="anna")
    merge(lead, [bring(anna, tmp_path, "appeal")])


@pytest.fixture
def decided(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The lead's corpus and Anna's: of one difference Boris's version was taken."""
    with make_notes(tmp_path / "lead.corpus") as lead:
        put_annotator(lead, Annotator(id=LEAD, names={"en": "Lead"}))
        hand_out(lead, "anna", "boris")
        document = only_document(lead)
        with send(lead, "anna", tmp_path) as anna, send(lead, "boris", tmp_path) as boris:
            for store, word in ((anna, "heron"), (boris, "A heron")):
                who = store.path.stem
                tag_spans(store, document, "bird", [span_of(word)], annotator=who)
                set_assignment(store, document, who, FINISHED)
            merge(lead, [bring(anna, tmp_path), bring(boris, tmp_path)])
            (case,) = desk_of(lead.read(), lead.scheme, document).differences
            take(lead, document, case.id, "boris", annotator=LEAD, why=Why(reason="Articles too."))
            yield lead, anna


def only_case(store: Store) -> Case:
    (case,) = desk_of(store.read(), store.scheme, only_document(store)).differences
    return case


def test_an_appeal_opens_the_place_until_it_is_decided_again(
    decided: tuple[Store, Store], tmp_path: Path
) -> None:
    lead, anna = decided
    assert only_case(lead).state == DECIDED
    appealed(lead, anna, tmp_path)
    case = only_case(lead)
    assert (case.state, case.is_open) == (CASE_APPEALED, True)
    assert case.appeals["anna"].text == "Rule 4 says otherwise."
    decide_later(lead, case.document, case.id, annotator=LEAD)
    assert "anna" in only_case(lead).decision.replies
    lead.undo(LEAD)
    take(lead, case.document, case.id, "boris", annotator=LEAD, why=Why(reason="Articles too."))
    heard = only_case(lead)
    assert (heard.state, heard.appeals) == (DECIDED, {})
    assert heard.decision.replies["anna"].heard is not None
    # The same package once more is no new appeal, and Anna learns that hers was heard.
    merge(lead, [bring(anna, tmp_path, "again")])
    assert only_case(lead) == heard
    path = tmp_path / "heard.annotator-package"
    pack_corrections(lead, path, "anna", by=LEAD)
    assert take_corrections(anna, path) == 0
    (found,) = corrections_by_others(anna.read(), "anna")
    assert found.reply_of("anna").heard is not None


def test_another_decision_has_no_replies(decided: tuple[Store, Store], tmp_path: Path) -> None:
    lead, anna = decided
    appealed(lead, anna, tmp_path)
    case = only_case(lead)
    take(lead, case.document, case.id, "anna", annotator=LEAD, why=Why(reason="Articles too."))
    assert (only_case(lead).state, only_case(lead).decision.replies) == (DECIDED, {})
    lead.undo(LEAD)
    assert only_case(lead).state == CASE_APPEALED


def test_whose_appeal_was_followed_is_told(decided: tuple[Store, Store], tmp_path: Path) -> None:
    lead, anna = decided
    appealed(lead, anna, tmp_path)
    case = only_case(lead)
    take(lead, case.document, case.id, "anna", annotator=LEAD)
    path = tmp_path / "followed.annotator-package"
    pack_corrections(lead, path, "anna", by=LEAD)
    assert take_corrections(anna, path) == 1
    (found,) = corrections_by_others(anna.read(), "anna")
    assert found.reply_of("anna") is None
    assert appeal_of(found.decision, "anna") == "Rule 4 says otherwise."
    assert appeal_of(found.decision, "boris") == ""
    assert found.is_as_before
    assert take_corrections(anna, path) == 0
    # Decided as before once more: it was appealed all the same, and is what she had no longer.
    take(lead, case.document, case.id, "boris", annotator=LEAD)
    pack_corrections(lead, path, "anna", by=LEAD)
    assert take_corrections(anna, path) == 1
    (found,) = corrections_by_others(anna.read(), "anna")
    assert appeal_of(found.decision, "anna")
    assert not found.is_as_before


def test_a_merge_counts_the_answers_that_are_new(
    decided: tuple[Store, Store], tmp_path: Path
) -> None:
    lead, anna = decided
    appealed(lead, anna, tmp_path)
    again = merge(lead, [bring(anna, tmp_path, "again")], dry_run=True).merged.counts
    assert (again[ANSWERS], again[APPEALS]) == (0, 0)
    lead.undo(None)
    counts = merge(lead, [bring(anna, tmp_path, "once more")], dry_run=True).merged.counts
    assert (counts[ANSWERS], counts[APPEALS]) == (1, 1)


def test_a_reply_can_be_taken_back(decided: tuple[Store, Store], tmp_path: Path) -> None:
    lead, anna = decided
    appealed(lead, anna, tmp_path)
    (found,) = corrections_by_others(anna.read(), "anna")
    key = found.decision.id
    assert take_reply_back(anna, key, annotator="anna")
    assert not take_reply_back(anna, key, annotator="anna")
    assert corrections_by_others(anna.read(), "anna")[0].reply_of("anna") is None
    anna.undo("anna")
    assert corrections_by_others(anna.read(), "anna")[0].reply_of("anna") is not None
    with pytest.raises(RuleError):
        take_reply_back(anna, "nothing", annotator="anna")
    assert corrections_by_others(lead.read(), LEAD) == []


def test_a_correction_is_a_place_with_two_versions(
    decided: tuple[Store, Store], tmp_path: Path
) -> None:
    lead, anna = decided
    appealed(lead, anna, tmp_path)
    (found,) = corrections_by_others(anna.read(), "anna")
    reader = anna.read()
    document = only_document(anna)
    standing = {a.id: a for a in reader.annotations(document)}
    text = reader.text(document)
    place = place_of(found, "anna", text=text, standing=standing, scheme=anna.scheme)
    assert (place.kind, [[a.quote for a in v] for v in place.versions]) == (
        "border",
        [["heron"], ["A heron"]],
    )
    assert [text[b:e] for b, e in place.differing()] == ["A "]
    set_assignment(anna, document, "anna", "in_progress")
    correct_text(anna, document, f"Day one. {text}", reason="A head.", annotator="anna")
    text = anna.read().text(document)
    standing = {a.id: a for a in anna.read().annotations(document)}
    (found,) = corrections_by_others(anna.read(), "anna")
    place = place_of(found, "anna", text=text, standing=standing, scheme=anna.scheme)
    assert [text[b:e] for b, e in place.differing()] == ["A "]


def test_relations_that_were_corrected_go_with_their_ends(samples: Store, tmp_path: Path) -> None:
    lead, document = samples, seed_of(samples)
    cases = desk_of(lead.read(), lead.scheme, document, BOTH_OF_SAMPLES).differences
    case = next(c for c in cases if c.place.kind == "relation")
    accept_agreeing(lead, annotators=BOTH_OF_SAMPLES, annotator="lead")
    made = take(lead, document, case.id, "gold", annotator="lead", annotators=BOTH_OF_SAMPLES)
    (found,) = (c for c in corrections_of(lead.read(), "coder_b") if c.decision.id == made.id)
    path = tmp_path / "relations.annotator-package"
    set_assignment(lead, document, "coder_b", FINISHED)
    pack_corrections(lead, path, "coder_b")
    with send(lead, "coder_b", tmp_path) as theirs:
        take_corrections(theirs, path)
        known = {c.decision.id: c for c in corrections_of(theirs.read(), "coder_b")}
        assert known[made.id].relations == found.relations
        standing = {a.id: a for a in theirs.read().annotations(document)}
        text = theirs.read().text(document)
        place = place_of(
            known[made.id], "coder_b", text=text, standing=standing, scheme=theirs.scheme
        )
        assert place.kind == "relation"
        assert place.relations[0] != place.relations[1]
