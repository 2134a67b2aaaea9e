"""As whom one may work: not as anybody whose work a blind round hides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.assigning import Plan
from annotator.model.query import Tagged
from annotator.model.review import FINISHED, IGNORED, IN_PROGRESS, QUESTION
from annotator.operations.adjudication.adjudicated import desk_of
from annotator.operations.adjudication.deciding import take
from annotator.operations.comments.talk import all_comments, decision_log, open_questions
from annotator.operations.documents.documents import set_assignment
from annotator.operations.packages.packages import Parcel, open_package, pack_work
from annotator.operations.packages.roles import roles_of
from annotator.operations.rounds.blindness import hidden_work, unseen_by
from annotator.operations.rounds.rounds import Choice, make_round
from annotator.operations.search.searching import hits_of
from annotator.store.store import Store

PEOPLE = ("author", "coder_b", "gold")


def handed(store: Store, *, is_blind: bool) -> str:
    key = store.read().first_document()
    assert key is not None
    choice = Choice(
        annotators=("coder_b", "gold"),
        documents=(key,),
        plan=Plan(several=2, overlap=1.0),
        is_blind=is_blind,
    )
    make_round(store, {"en": "First"}, choice, by="author")
    return key


@pytest.mark.parametrize("end", [FINISHED, IGNORED])
def test_whoever_has_a_blind_share_stays_until_both_have_finished(samples: Store, end: str) -> None:
    assert roles_of(samples.read(), "gold", PEOPLE) == PEOPLE
    key = handed(samples, is_blind=True)
    for who in ("gold", "coder_b"):
        assert roles_of(samples.read(), "gold", PEOPLE) == ("gold",)
        assert hidden_work(samples.read(), "coder_b") == {key: frozenset(("gold",))}
        assert unseen_by(samples.read(), "coder_b", key, PEOPLE) == {"gold"}
        assert roles_of(samples.read(), "author", PEOPLE) == PEOPLE
        set_assignment(samples, key, who, end)
    assert roles_of(samples.read(), "gold", PEOPLE) == PEOPLE


def test_an_open_round_hides_nothing(samples: Store) -> None:
    handed(samples, is_blind=False)
    assert roles_of(samples.read(), "gold", PEOPLE) == PEOPLE


def test_a_corpus_made_of_a_package_is_its_receivers(samples: Store, tmp_path) -> None:
    handed(samples, is_blind=False)
    path = tmp_path / "b.annotator-package"
    pack_work(samples, path, Parcel(annotator="coder_b", by="gold", is_blind=False))
    theirs, _ = open_package(path, tmp_path / "b.corpus")
    with theirs:
        assert roles_of(theirs.read(), "coder_b", PEOPLE) == ("coder_b",)
        assert roles_of(theirs.read(), "gold", PEOPLE) == ("coder_b", "gold")


def test_a_search_finds_nothing_that_is_hidden(samples: Store) -> None:
    key = handed(samples, is_blind=True)
    layer = next(a.layer for a in samples.read().annotations(key, annotator="coder_b") if a.spans)
    query = Tagged(layer=layer, annotators=("coder_b",))

    def found(viewer: str) -> set[str]:
        with samples.reader() as reader:
            groups = hits_of(reader, samples.scheme, query, annotator=viewer)
            return {hit.document for group in groups for hit in group}

    assert key not in found("gold")
    assert key in found("coder_b")
    assert key in found("author")
    for who in ("gold", "coder_b"):
        set_assignment(samples, key, who, FINISHED)
    assert key in found("gold")


def test_what_others_said_of_hidden_work_is_not_listed(samples: Store) -> None:
    key = handed(samples, is_blind=True)
    whole = all_comments(samples.read())
    of_others = [c for c in whole if c.document == key and c.annotator == "gold"]
    asked = [c for c in of_others if c.kind == QUESTION]
    assert of_others
    assert asked
    seen = all_comments(samples.read(), "coder_b")
    assert seen == [c for c in whole if c not in of_others]
    left = {c.id for c in open_questions(samples.read(), "coder_b")}
    assert left.isdisjoint(c.id for c in asked)
    assert all_comments(samples.read(), "gold") == whole
    for who in ("gold", "coder_b"):
        set_assignment(samples, key, who, FINISHED)
    assert all_comments(samples.read(), "coder_b") == whole


def test_decisions_on_hidden_work_are_not_listed(samples: Store) -> None:
    key = handed(samples, is_blind=False)
    both = ("coder_b", "gold")
    for who in both:
        set_assignment(samples, key, who, FINISHED)
    case = desk_of(samples.read(), samples.scheme, key, both).differences[0]
    made = take(samples, key, case.id, "gold", annotator="author", annotators=both)
    assert decision_log(samples.read(), "coder_b") == [made]
    set_assignment(samples, key, "gold", IN_PROGRESS)
    (handed_out,) = samples.read().rounds()
    with samples.edit("test", annotator="author") as edit:
        edit.put(replace(handed_out, is_blind=True))
    assert decision_log(samples.read(), "coder_b") == []
    assert decision_log(samples.read(), "author") == [made]
    assert decision_log(samples.read()) == [made]
