"""A document that is new comes in with all its work, and undo takes out all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.annotation import Relation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Tokens
from annotator.model.errors import StoreError
from annotator.model.span import Span
from annotator.store.store import Store
from tests.operations.field_notes import make_notes
from tests.samples import dump, make_samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The samples; they are only read."""
    with make_samples(tmp_path_factory.mktemp("samples") / "samples.corpus") as made:
        yield made


@pytest.fixture
def bundles(samples: Store) -> list[Bundle]:
    """The documents of the samples with their work."""
    return list(samples.read().bundles())


@pytest.fixture
def store(tmp_path: Path, samples: Store) -> Iterator[Store]:
    """An open corpus with one other document, and the people and entities of the samples."""
    with make_notes(tmp_path / "notes.corpus") as made:
        header = samples.read().header()
        with made.edit("people.put", annotator=None) as edit:
            for noun in (*header.annotators, *header.entities):
                edit.put(noun)
        yield made


def _work_of(bundle: Bundle) -> Bundle:
    """Return a bundle with what is inserted at once, and with tokens."""
    tokens = Tokens(tokenizer="ours/1", spans=(Span(0, 2), Span(3, 5)))
    return Bundle(
        document=bundle.document,
        segments=bundle.segments,
        annotations=bundle.annotations,
        relations=bundle.relations,
        tokens=tokens,
    )


def _richest(bundles: list[Bundle]) -> Bundle:
    found = max(bundles, key=lambda b: len(b.relations))
    assert found.relations
    return found


@pytest.mark.parametrize("bulk", [False, True])
def test_a_new_document_comes_in_whole_and_goes_whole(store, bundles, bulk: bool) -> None:
    before, given = dump(store), [_work_of(bundle) for bundle in bundles]
    with store.edit("documents.import", annotator=None, bulk=bulk) as edit:
        for bundle in given:
            edit.put_bundle(bundle)
    after, reader = dump(store), store.read()
    for bundle in given:
        key = bundle.document.id
        assert reader.document(key) == bundle.document
        assert tuple(reader.segments(key)) == bundle.segments
        assert {a.id: a for a in reader.annotations(key)} == {a.id: a for a in bundle.annotations}
        assert {r.id: r for r in reader.relations(key)} == {r.id: r for r in bundle.relations}
        assert reader.tokens(key) == bundle.tokens
    assert list(store.damage()) == []
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def test_new_documents_stand_behind_those_that_are_there(store, bundles) -> None:
    there = [row.id for row in store.read().documents()]
    with store.edit("documents.import", annotator=None) as edit:
        for bundle in bundles:
            edit.put_bundle(_work_of(bundle))
    listed = [row.id for row in store.read().documents()]
    assert listed == there + [bundle.document.id for bundle in bundles]


def _put_with(store: Store, bundle: Bundle, relation: Relation) -> None:
    with store.edit("documents.import", annotator=None) as edit:
        edit.put_bundle(replace(_work_of(bundle), relations=(*bundle.relations, relation)))


@pytest.mark.parametrize("end", ["from_id", "to_id"])
def test_a_relation_without_an_end_refuses_the_document(store, bundles, end: str) -> None:
    before, bundle = dump(store), _richest(bundles)
    linked = next(r for r in bundle.relations if r.to_id)
    loose = linked._replace(id="loose", **{end: "never"})
    with pytest.raises(StoreError) as caught:
        _put_with(store, bundle, loose)
    assert (caught.value.code, caught.value.data["id"]) == ("no_such_noun", "never")
    assert dump(store) == before


def test_relations_may_come_later_and_end_in_what_is_there(store, bundles) -> None:
    bundle = _richest(bundles)
    with store.edit("documents.import", annotator=None) as edit:
        edit.put_bundle(replace(_work_of(bundle), annotations=(), relations=()))
    with store.edit("annotate.tag", annotator=None) as edit:
        edit.put_annotations(bundle.annotations)
        edit.put_relations(bundle.relations)
    key = bundle.document.id
    assert {r.id: r for r in store.read().relations(key)} == {r.id: r for r in bundle.relations}
    assert len(store.read().annotations(key)) == len(bundle.annotations)
    assert list(store.damage()) == []
