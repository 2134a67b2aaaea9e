"""Of relations that were decided on only who had others is told, however many annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.review import FINISHED, Annotator
from annotator.operations.adjudication.adjudicated import Case, desk_of
from annotator.operations.adjudication.deciding import decide_none, take, take_both
from annotator.operations.adjudication.deciding_many import accept_agreeing
from annotator.operations.corrections.corrections import corrections_of, corrects
from annotator.operations.corrections.packages import pack_corrections, take_corrections
from annotator.operations.corrections.replies import reply
from annotator.operations.documents.documents import set_assignment
from annotator.operations.keeping.corpus import put_annotator
from annotator.operations.merging.merging import merge
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import make_notes, only_document, span_of
from tests.operations.sent import LEAD, bring, hand_out, send

SAME, ALIKE, OTHER, WITHOUT = "anna", "boris", "carla", "dora"
PEOPLE = (SAME, ALIKE, OTHER, WITHOUT)


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    """Four have the same annotations: two the same relation, one another, one none."""
    with make_notes(tmp_path / "lead.corpus") as store:
        put_annotator(store, Annotator(id=LEAD))
        hand_out(store, *PEOPLE)
        document = only_document(store)
        for who in PEOPLE:
            ends = {
                word: tag_spans(store, document, layer, [span_of(word)], annotator=who).id
                for layer, word in (
                    ("sighting", "A heron stood"),
                    ("bird", "heron"),
                    ("bird", "bittern"),
                )
            }
            to = {SAME: "heron", ALIKE: "heron", OTHER: "bittern"}.get(who)
            if to is not None:
                link(store, ends["A heron stood"], "shows", ends[to], annotator=who)
            set_assignment(store, document, who, FINISHED)
        accept_agreeing(store, annotator=LEAD)
        yield store


def only_case(store: Store) -> Case:
    (case,) = desk_of(store.read(), store.scheme, only_document(store)).differences
    assert case.place.kind == "relation"
    return case


def told(store: Store) -> list[str]:
    return [who for who in PEOPLE if corrections_of(store.read(), who)]


def test_who_had_the_same_relation_as_the_one_taken_is_not_told(lead: Store) -> None:
    document, case = only_document(lead), only_case(lead)
    made = take(lead, document, case.id, SAME, annotator=LEAD)
    assert len(lead.read().relations(document, annotator="adjudicated")) == 1
    assert told(lead) == [OTHER, WITHOUT]
    assert not corrects(made, ALIKE)


def test_that_nothing_stays_tells_only_who_had_a_relation(lead: Store) -> None:
    decide_none(lead, only_document(lead), only_case(lead).id, annotator=LEAD)
    assert told(lead) == [SAME, ALIKE, OTHER]


def test_that_all_stay_tells_everybody_who_lacked_one(lead: Store) -> None:
    document, case = only_document(lead), only_case(lead)
    take_both(lead, document, case.id, annotator=LEAD)
    assert told(lead) == list(PEOPLE)


def test_whoever_had_none_is_told_nothing_where_that_was_taken(lead: Store) -> None:
    take(lead, only_document(lead), only_case(lead).id, WITHOUT, annotator=LEAD)
    assert told(lead) == [SAME, ALIKE, OTHER]


def test_an_appeal_that_was_followed_comes_as_what_they_had(lead: Store, tmp_path: Path) -> None:
    document, path = only_document(lead), tmp_path / "corrections.annotator-package"
    take(lead, document, only_case(lead).id, OTHER, annotator=LEAD)
    with send(lead, ALIKE, tmp_path) as theirs:
        pack_corrections(lead, path, ALIKE)
        take_corrections(theirs, path)
        (got,) = corrections_of(theirs.read(), ALIKE)
        assert not got.is_as_before
        reply(theirs, got.decision.id, "appealed", "It is the heron.", annotator=ALIKE)
        merge(lead, [bring(theirs, tmp_path)])
        take(lead, document, only_case(lead).id, SAME, annotator=LEAD)
        pack_corrections(lead, path, ALIKE)
        assert take_corrections(theirs, path) == 1
        (got,) = corrections_of(theirs.read(), ALIKE)
        assert got.is_as_before
        assert SAME not in got.decision.people
