"""What a step changed in a document is read of the history, whichever way the step went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.model.annotation import Annotation
from annotator.model.change import ChangeSet
from annotator.model.entity import Entity
from annotator.model.query import Hit
from annotator.model.review import Assignment
from annotator.model.span import Span
from annotator.operations.search import bulk
from annotator.store.store import Store
from tests.operations.field_notes import TEXT, WHO, make_notes, only_document

MOST = 1000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with make_notes(tmp_path / "notes.corpus") as made:
        yield made


def _told(store: Store) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    return told


def _some(store: Store, count: int = 5) -> list[Annotation]:
    document, layer = only_document(store), store.scheme.layers[1].id
    spans = [(Span(at, at + 3),) for at in range(0, 4 * count, 4)]
    return [
        Annotation(f"a{n}", document, layer, WHO, spans[n], TEXT[slice(*spans[n][0])])
        for n in range(count)
    ]


def _changed(store: Store, changes: ChangeSet) -> dict[tuple[str, str], Any]:
    assert changes.step is not None
    found = store.read().changes_in(changes.step, only_document(store), MOST)
    assert found is not None
    return {(change.table, change.id): change.after for change in found}


def test_new_changed_and_deleted_work_is_told_both_ways(store: Store) -> None:
    told, made = _told(store), _some(store)
    with store.edit("bulk.tag", annotator=WHO, bulk=True) as edit:
        edit.put_annotations(made)
    assert _changed(store, told[-1]) == {("annotation", a.id): a for a in made}
    other = made[1]._replace(confidence="unsure")
    with store.edit("bulk.feature", annotator=WHO, bulk=True) as edit:
        edit.put(other)
        edit.remove(Annotation, "a2")
    after = {("annotation", "a1"): other, ("annotation", "a2"): None}
    assert _changed(store, told[-1]) == after
    store.undo(WHO)
    before = {("annotation", "a1"): made[1], ("annotation", "a2"): made[2]}
    assert _changed(store, told[-1]) == before
    store.redo(WHO)
    assert _changed(store, told[-1]) == after
    for _ in range(2):
        store.undo(WHO)
    assert _changed(store, told[-1]) == {("annotation", a.id): None for a in made}


def test_of_an_assignment_it_is_told_what_was_before(store: Store) -> None:
    document, told = only_document(store), _told(store)
    new, begun = (
        Assignment(document=document, annotator=WHO, state=x) for x in ("new", "in_progress")
    )
    with store.edit("documents.assign", annotator=WHO, bulk=True) as edit:
        edit.put(new)
    with store.edit("documents.assign", annotator=WHO, bulk=True) as edit:
        edit.put(begun)
    (change,) = store.read().changes_in(told[-1].step or 0, document, MOST) or [None]
    assert change is not None
    assert (change.table, change.before, change.after) == ("assignment", new, begun)


def test_nothing_is_told_of_too_much_of_other_things_and_of_unknown_steps(store: Store) -> None:
    told, document = _told(store), only_document(store)
    with store.edit("bulk.tag", annotator=WHO, bulk=True) as edit:
        edit.put_annotations(_some(store))
    step = told[-1].step or 0
    assert store.read().changes_in(step, document, 4) is None
    assert store.read().changes_in(step, "elsewhere", MOST) == []
    assert store.read().changes_in(step + 1, document, MOST) is None
    with store.edit("entities.put", annotator=WHO, bulk=True) as edit:
        edit.put(Entity(id="e", names={"en": "E"}))
    assert store.read().changes_in(told[-1].step or 0, document, MOST) is None


def test_comments_go_with_what_they_are_on(store: Store) -> None:
    told, made = _told(store), _some(store)
    with store.edit("bulk.tag", annotator=WHO, bulk=True) as edit:
        edit.put_annotations(made)
    hits = [Hit(a.document, *a.spans[0], a.id) for a in made]
    bulk.comment_on_hits(store, hits, "Sure?", language="en", annotator=WHO)
    comments = {c.id for c in store.read().comments(made[0].document)}
    bulk.remove_annotations(store, [a.id for a in made], annotator=WHO)
    document = made[0].document
    found = store.read().changes_in(told[-1].step or 0, document, MOST) or []
    gone = {(c.table, c.id) for c in found if c.after is None}
    assert gone == {("annotation", a.id) for a in made} | {("comment", c) for c in comments}
    assert all(c.before is not None for c in found if c.table == "comment")
