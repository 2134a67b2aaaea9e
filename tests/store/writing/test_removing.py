"""With a noun goes what hangs on it, what hangs most first, and undo brings back all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import Document
from annotator.model.entity import Entity
from annotator.model.errors import StoreError
from annotator.model.review import ON_ANNOTATION, ON_ENTITY, ON_RELATION, Comment
from annotator.store.store import Store
from annotator.store.writing.removing import rows_to_remove
from tests.samples import dump, make_samples


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The samples; each test leaves them as they were."""
    with make_samples(tmp_path_factory.mktemp("samples") / "samples.corpus") as made:
        yield made


def _linked(store: Store) -> Relation:
    reader = store.read()
    rows = [row.id for row in reader.documents()]
    return next(r for key in rows for r in reader.relations(key) if not r.to_entity)


def _say(store: Store, document: str | None, **anchors: str) -> None:
    who = store.read().annotators()[0].id
    with store.edit("comments.add", annotator=who) as edit:
        for anchor, target in anchors.items():
            edit.put(
                Comment(
                    id=anchor,
                    document=document,
                    annotator=who,
                    anchor=anchor,
                    target=target,
                    texts={"en": "?"},
                )
            )


def test_an_annotation_takes_its_relations_and_all_comments_on_them(store: Store) -> None:
    relation = _linked(store)
    _say(store, relation.document, **{ON_ANNOTATION: relation.from_id, ON_RELATION: relation.id})
    before = dump(store)
    count = len(store.read().relations_of(relation.from_id))
    with store.edit("annotate.remove", annotator=None) as edit:
        gone = edit.remove(Annotation, relation.from_id)
    kinds = [type(noun) for noun in gone]
    assert kinds[-1] is Annotation
    assert (kinds.count(Relation), kinds.count(Comment)) == (count, 2)
    comment = next(n for n in gone if isinstance(n, Comment) and n.anchor == ON_RELATION)
    assert gone.index(comment) < gone.index(relation)
    assert store.read().relations_of(relation.from_id) == []
    store.undo()
    assert dump(store) == before
    store.undo()


def test_an_entity_takes_what_is_said_of_it(store: Store) -> None:
    entity = store.read().entities()[0]
    _say(store, None, **{ON_ENTITY: entity.id})
    with store.edit("entities.remove", annotator=None) as edit:
        gone = edit.remove(Entity, entity.id)
    assert [type(noun) for noun in gone] == [Comment, Entity]
    store.undo()
    store.undo()


def test_of_a_document_nothing_is_left(store: Store) -> None:
    before, key = dump(store), _linked(store).document
    with store.edit("documents.remove", annotator=None) as edit:
        gone = edit.remove(Document, key)
    assert isinstance(gone[-1], Document)
    reader = store.read()
    assert not reader.has_document(key)
    assert not any((reader.annotations(key), reader.relations(key), reader.segments(key)))
    store.undo()
    assert dump(store) == before


def test_what_is_not_there_is_told(store: Store) -> None:
    reader = store.read()
    with pytest.raises(StoreError) as caught:
        list(rows_to_remove(reader.connection, reader, Annotation, "nobody"))
    assert caught.value.code == "no_such_noun"
