"""Any work at all: taken back step by step it leaves the rows before, made again the rows after."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import StoreError
from annotator.model.review import Annotator
from annotator.operations.comments.comments import add_comment
from annotator.operations.importing.schemes import set_scheme
from annotator.operations.keeping.corpus import open_corpus, put_annotator
from annotator.operations.tagging.annotate import (
    set_feature,
    tag_spans,
)
from annotator.operations.tagging.entities import new_entity
from annotator.operations.tagging.relate import link
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.worker import Worker
from tests.samples import dump


def refuses_to_undo(notes: Store) -> None:
    """What Otto built on is not taken back, and he is named."""
    before = dump(notes)
    with pytest.raises(StoreError) as refused:
        notes.undo(WHO)
    assert refused.value.code == "step_built_on"
    assert "otto" in str(refused.value)
    assert dump(notes) == before


@given(st.data(), st.integers(4, 14))
@settings(max_examples=60)
def test_any_work_is_taken_back_and_made_again(
    notes_file: Path, data: st.DataObject, count: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.corpus"
        shutil.copyfile(notes_file, path)
        with open_corpus(path) as store:
            put_annotator(store, Annotator(id="otto"))
            before = dump(store)
            worker = Worker(store, data, Path(name))
            for _ in range(count):
                worker.act()
            after = dump(store)
            assert list(store.damage()) == []
            for _ in range(worker.done):
                assert store.undo() is not None
            assert dump(store) == before
            assert list(store.damage()) == []
        with open_corpus(path) as store:
            for _ in range(worker.done):
                assert store.redo() is not None
            assert store.redo() is None
            assert dump(store) == after
            assert list(store.damage()) == []


def test_everybody_takes_back_their_own_last_step(notes: Store) -> None:
    key = only_document(notes)
    put_annotator(notes, Annotator(id="otto"))
    mine = tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    theirs = tag_spans(notes, key, "sighting", [span_of("twice")], annotator="otto")
    assert notes.undo(WHO) is not None
    assert notes.read().annotation(mine.id) is None
    assert notes.read().annotation(theirs.id) == theirs
    assert notes.redo(WHO) is not None
    assert notes.read().annotation(mine.id) == mine


def test_a_step_that_somebody_built_on_is_refused_with_the_name(notes: Store) -> None:
    key = only_document(notes)
    put_annotator(notes, Annotator(id="otto"))
    made = tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    set_feature(notes, made.id, "tally", 5, annotator="otto")
    refuses_to_undo(notes)


def test_a_relation_of_somebody_else_keeps_its_ends(notes: Store) -> None:
    key = only_document(notes)
    put_annotator(notes, Annotator(id="otto"))
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    link(notes, seen.id, "told_by", "nobody", to_entity=True, annotator="otto")
    refuses_to_undo(notes)


def test_the_scheme_is_read_again_only_where_a_step_changed_it(notes: Store) -> None:
    scheme = notes.scheme
    tag_spans(notes, only_document(notes), "bird", [span_of("heron")], annotator=WHO)
    notes.undo(WHO)
    assert notes.scheme is scheme
    fewer = replace(scheme, layers=scheme.layers[:-1])
    other = set_scheme(notes, fewer, annotator=WHO)
    assert notes.scheme == other != scheme
    notes.undo(WHO)
    assert notes.scheme == scheme
    notes.redo(WHO)
    assert notes.scheme == other


def test_new_work_ends_what_could_be_made_again(notes: Store) -> None:
    key = only_document(notes)
    tag_spans(notes, key, "sighting", [span_of("A heron")], annotator=WHO)
    notes.undo()
    tag_spans(notes, key, "sighting", [span_of("twice")], annotator=WHO)
    assert notes.redo() is None
    assert notes.redo_step() is None


def test_what_somebody_else_says_of_it_keeps_an_annotation(notes: Store) -> None:
    key = only_document(notes)
    put_annotator(notes, Annotator(id="otto"))
    seen = tag_spans(notes, key, "sighting", [span_of("A heron stood")], annotator=WHO)
    add_comment(
        notes,
        document=key,
        anchor="annotation",
        target=seen.id,
        text="So?",
        language="en",
        annotator="otto",
    )
    before = dump(notes)
    with pytest.raises(StoreError) as refused:
        notes.undo(WHO)
    assert "otto" in str(refused.value)
    assert dump(notes) == before


def test_what_somebody_else_tags_with_it_keeps_an_entity(notes: Store) -> None:
    key = only_document(notes)
    put_annotator(notes, Annotator(id="otto"))
    entity = new_entity(notes, names={"en": "Heron"}, kinds=("taxon:grown",), annotator=WHO)
    features = {"species": [entity.id]}
    tag_spans(notes, key, "bird", [span_of("heron")], annotator="otto", features=features)
    before = dump(notes)
    with pytest.raises(StoreError) as refused:
        notes.undo(WHO)
    assert "otto" in str(refused.value)
    assert dump(notes) == before
