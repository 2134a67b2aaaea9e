"""Suggestions that wait are accepted or refused and kept; relations are sure or unsure."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotation import SUGGESTED, Annotation, Relation
from annotator.operations.checking.check import check
from annotator.operations.exporting.exporting import export
from annotator.operations.importing.importing import import_files
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.relate import link, set_relation_confidence
from annotator.operations.tagging.suggestions import (
    accept_relation,
    accept_suggestion,
    refuse_relation,
    refuse_suggestion,
)
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
    with one_step(store, "annotate.accept_relation"):
        accept_relation(store, relation.id, annotator=WHO)
    now = store.read().annotation(bird.id)
    assert now is not None
    assert (now.state, now.origin, now.origin_detail) == ("stands", "suggestion", MODEL)
    with no_step(store):
        accept_suggestion(store, bird.id, annotator=WHO)
        refuse_relation(store, relation.id, annotator=WHO)


def test_a_refused_suggestion_is_kept_and_asked_nothing(
    suggested: tuple[Store, Annotation, Relation], tmp_path: Path
) -> None:
    store, bird, relation = suggested
    with one_step(store, "annotate.refuse"):
        refuse_suggestion(store, bird.id, annotator=WHO)
    with one_step(store, "annotate.refuse_relation"):
        refuse_relation(store, relation.id, annotator=WHO)
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
