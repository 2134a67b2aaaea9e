"""Documents: states, removal."""

from __future__ import annotations

import pytest

from annotator.model.errors import AnnotatorError
from annotator.model.review import FINISHED, IGNORED
from annotator.operations.comments.comments import add_comment
from annotator.operations.documents.describing import Description, describe
from annotator.operations.documents.documents import (
    is_finished,
    remove_documents,
    set_assignment,
)
from annotator.operations.tagging.annotate import tag_spans
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import no_step, one_step, refused


def test_states_are_kept_by_annotator(notes: Store) -> None:
    key = only_document(notes)
    with one_step(notes, "documents.state"):
        set_assignment(notes, key, WHO, FINISHED)
    assert is_finished(notes, key, WHO)
    assert not is_finished(notes, key, "somebody")
    with one_step(notes, "documents.state"):
        set_assignment(notes, key, WHO, IGNORED, reason="Not about birds.")
    assert not is_finished(notes, key, WHO)
    assert notes.read().assignments()[0].reason == "Not about birds."
    with no_step(notes):
        set_assignment(notes, key, WHO, IGNORED, reason="Not about birds.")


def test_a_document_goes_and_comes_with_all_of_it(notes: Store) -> None:
    key = only_document(notes)
    entity = new_entity(notes, names={"en": "Heron"}, annotator=WHO)
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator=WHO)
    add_comment(
        notes,
        document=key,
        anchor="annotation",
        target=seen.id,
        text="So?",
        language="en",
        annotator=WHO,
    )
    with one_step(notes, "documents.remove"):
        remove_documents(notes, [key], annotator=WHO)
    counts = notes.counts()
    left = ("document", "annotation", "relation", "comment", "segment")
    assert [counts[name] for name in left] == [0] * 5
    assert notes.read().entity(entity.id) is not None
    notes.undo()
    assert notes.read().annotation(seen.id) == seen


def test_a_sample_goes_with_its_relation_to_a_reprint(samples: Store) -> None:
    relation = samples.read().document_relations()[0]
    with one_step(samples, "documents.remove"):
        remove_documents(samples, [relation.to_document], annotator="gold")
    assert list(samples.read().document_relations()) == []


def test_a_finished_document_is_not_removed(notes: Store) -> None:
    key = only_document(notes)
    set_assignment(notes, key, WHO, FINISHED)
    with refused(notes, "document_finished"):
        remove_documents(notes, [key], annotator=WHO)


def test_a_document_that_is_not_there_is_told(notes: Store) -> None:
    key = "nothing"
    for work in (
        lambda: remove_documents(notes, [key], annotator=WHO),
        lambda: describe(notes, key, Description(name="a"), annotator=WHO),
        lambda: set_assignment(notes, key, WHO, FINISHED),
        lambda: tag_spans(notes, key, "sighting", [(0, 2)], annotator=WHO),
    ):
        with no_step(notes), pytest.raises(AnnotatorError):
            work()
