"""Suggestions that wait are accepted or refused and kept; relations are sure or unsure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.model.annotation import SUGGESTED, Annotation, Relation
from annotator.operations.checking.check import check
from annotator.operations.documents.documents import set_assignment
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.frames import link_end, unlink_end
from annotator.operations.tagging.relate import link, set_relation_confidence, unlink
from annotator.operations.tagging.suggestions import accept_suggestion, refuse_suggestion
from annotator.store.store import Store
from tests.operations.field_notes import WHO, make_notes, only_document, span_of
from tests.operations.steps import no_step, one_step, refused

MODEL = {"model": "gazetteer/2", "score": 0.75}


@pytest.fixture
def suggested(notes: Store) -> tuple[Store, Annotation, Relation]:
    """A suggested bird, and a suggested relation from a sighting to it."""
    key = only_document(notes)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO,
                     features={"moves": "rest"})  # fmt: skip
    bird = tag_spans(notes, key, "bird", [span_of("heron")], annotator=WHO)
    relation = link(notes, seen.id, "shows", bird.id, annotator=WHO)
    bird = bird._replace(state=SUGGESTED, origin="suggestion", origin_detail=MODEL)
    relation = relation._replace(state=SUGGESTED, origin="suggestion", origin_detail=MODEL)
    with notes.edit("annotate.accept", annotator=WHO, data={"layer": "", "quote": ""}) as edit:
        edit.put(bird)
        edit.put(relation)
    return notes, bird, relation


def test_a_suggestion_is_accepted_and_says_where_it_came_from(
    suggested: tuple[Store, Annotation, Relation],
) -> None:
    store, bird, relation = suggested
    with one_step(store, "annotate.accept"):
        accept_suggestion(store, bird.id, annotator=WHO)
    there = store.read().relation(relation.id)
    assert there is not None
    assert (there.state, there.origin_detail) == ("stands", MODEL)
    now = store.read().annotation(bird.id)
    assert now is not None
    assert (now.state, now.origin, now.origin_detail) == ("stands", "suggestion", MODEL)
    with no_step(store):
        accept_suggestion(store, bird.id, annotator=WHO)


@pytest.mark.parametrize("answer", [accept_suggestion, refuse_suggestion])
def test_an_answer_begins_the_work_in_its_document(
    suggested: tuple[Store, Annotation, Relation], answer: Any
) -> None:
    store, bird, _ = suggested
    set_assignment(store, bird.document, WHO, "new")
    answer(store, bird.id, annotator=WHO)
    assert store.read().assignment_state(bird.document, WHO) == "in_progress"


def test_a_refused_suggestion_is_kept_and_asked_nothing(
    suggested: tuple[Store, Annotation, Relation], tmp_path: Path
) -> None:
    store, bird, relation = suggested
    with one_step(store, "annotate.refuse"):
        refuse_suggestion(store, bird.id, annotator=WHO)
    about = {p.annotation for p in check(store).incomplete}
    assert bird.id not in about
    # The place is free for another one, and the refused one travels.
    tag_spans(store, bird.document, "bird", [span_of("heron")], annotator=WHO)
    for name, file in (("jsonl", "a.jsonl"), ("tei", "a.xml")):
        export(store, tmp_path / file, name)
        with make_notes(tmp_path / f"{name}.corpus", text="Elsewhere.", name="else") as other:
            import_files(other, [tmp_path / file])
            there = other.read().annotation(bird.id)
            assert there is not None
            assert (there.state, there.origin_detail) == ("refused", MODEL)
            back = other.read().relation(relation.id)
            assert back is not None
            assert (back.state, back.origin_detail) == ("refused", MODEL)


def test_what_is_accepted_obeys_the_scheme(
    suggested: tuple[Store, Annotation, Relation],
) -> None:
    store, bird, _ = suggested
    tag_spans(store, bird.document, "bird", [span_of("heron")], annotator=WHO)
    with refused(store, "rule_refused", "already here"):
        accept_suggestion(store, bird.id, annotator=WHO)


def test_relations_are_sure_or_unsure(suggested: tuple[Store, Annotation, Relation]) -> None:
    store, _, relation = suggested
    with one_step(store, "annotate.relation_confidence"):
        set_relation_confidence(store, relation.id, "unsure", annotator=WHO)
    with no_step(store):
        set_relation_confidence(store, relation.id, "unsure", annotator=WHO)
    with refused(store, "no_such_state"):
        set_relation_confidence(store, relation.id, "maybe", annotator=WHO)


def test_a_suggested_relation_waits_for_its_other_end(
    suggested: tuple[Store, Annotation, Relation],
) -> None:
    store, bird, relation = suggested
    seen = store.read().annotation(relation.from_id)
    assert seen is not None
    with store.edit("annotate.accept", annotator=WHO, data={"layer": "", "quote": ""}) as edit:
        edit.put(seen._replace(state=SUGGESTED))

    def state() -> str:
        found = store.read().relation(relation.id)
        return found.state if found is not None else ""

    accept_suggestion(store, bird.id, annotator=WHO)
    assert state() == "suggested"
    accept_suggestion(store, seen.id, annotator=WHO)
    assert state() == "stands"


@pytest.mark.parametrize("join", [link, link_end])
@pytest.mark.parametrize("part", [unlink, unlink_end])
def test_a_suggested_relation_is_accepted_by_linking_and_refused_by_unlinking(
    suggested: tuple[Store, Annotation, Relation], join: Any, part: Any
) -> None:
    store, bird, relation = suggested
    kind = (relation.type,) if join is link else ()
    ends = (relation.from_id, *kind, bird.id)
    with one_step(store, "annotate.accept_relation"):
        made = join(store, *ends, annotator=WHO)
    assert (made.id, made.state, made.origin) == (relation.id, "stands", "suggestion")
    with refused(store, "relation_exists"):
        join(store, *ends, annotator=WHO)
    store.undo()
    with one_step(store, "annotate.refuse_relation"):
        assert part(store, relation.id, annotator=WHO).state == "refused"
    again = join(store, *ends, annotator=WHO)
    assert (again.id != relation.id, again.origin) == (True, "hand")
