"""Whoever works on what was handed out to them has begun it, in the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.model.annotation import Annotation
from annotator.model.query import Hit
from annotator.model.review import FINISHED, IGNORED, IN_PROGRESS, NEW, Annotator, Assignment
from annotator.operations.documents.documents import set_assignment
from annotator.operations.rounds.rounds import hand_to
from annotator.operations.search.bulk import remove_annotations, retag, tag_hits
from annotator.operations.tagging.annotate import remove_annotation, set_confidence, tag_spans
from annotator.operations.tagging.frames import link_end, unlink_end
from annotator.operations.tagging.relate import link, unlink
from annotator.store.store import Store
from tests.operations.field_notes import WHO, only_document, span_of
from tests.operations.steps import one_step


def _share(store: Store, who: str = WHO) -> Assignment | None:
    return store.read().assignment(only_document(store), who)


def _state(store: Store) -> str | None:
    share = _share(store)
    return None if share is None else share.state


def _hand_out(store: Store) -> None:
    with store.edit("rounds.hand", annotator=None, data={"name": WHO, "documents": 1}) as edit:
        edit.put(Assignment(document=only_document(store), annotator=WHO, extra={"kept": 1}))


def _tag(store: Store, layer: str = "bird", words: str = "heron", **features: str) -> Annotation:
    return tag_spans(
        store, only_document(store), layer, [span_of(words)], annotator=WHO, features=features
    )


def test_the_first_tag_begins_and_undo_takes_both_back(notes: Store) -> None:
    _hand_out(notes)
    with one_step(notes, "annotate.tag"):
        made = _tag(notes)
    share = _share(notes)
    assert share is not None
    assert (share.state, share.extra) == (IN_PROGRESS, {"kept": 1})
    notes.undo(WHO)
    assert _state(notes) == NEW
    assert notes.read().annotation(made.id) is None
    notes.redo(WHO)
    assert _state(notes) == IN_PROGRESS


def test_what_was_not_handed_out_stays_so(notes: Store) -> None:
    _tag(notes)
    assert _share(notes) is None


def test_who_is_further_stays_there(notes: Store) -> None:
    set_assignment(notes, only_document(notes), WHO, IGNORED)
    _tag(notes)
    assert _state(notes) == IGNORED


def test_work_of_one_begins_nothing_for_another(notes: Store) -> None:
    hand_to(notes, Annotator(id="other"), [only_document(notes)], by=None)
    _tag(notes)
    share = _share(notes, "other")
    assert share is not None
    assert share.state == NEW


def _unsure(store: Store) -> None:
    made = _tag(store)
    _hand_out(store)
    set_confidence(store, made.id, "unsure", annotator=WHO)


def _remove(store: Store) -> None:
    made = _tag(store)
    _hand_out(store)
    remove_annotation(store, made.id, annotator=WHO)


def _link(store: Store) -> None:
    seen = _tag(store, "sighting", "A heron stood", moves="rest")
    bird = _tag(store)
    _hand_out(store)
    link(store, seen.id, "shows", bird.id, annotator=WHO)


def _unlink(store: Store) -> None:
    seen = _tag(store, "sighting", "A heron stood", moves="rest")
    made = link(store, seen.id, "shows", _tag(store).id, annotator=WHO)
    _hand_out(store)
    unlink(store, made.id, annotator=WHO)


def _link_end(store: Store) -> None:
    seen = _tag(store, "sighting", "A heron stood", moves="rest")
    bird = _tag(store)
    _hand_out(store)
    link_end(store, seen.id, bird.id, annotator=WHO)


def _unlink_end(store: Store) -> None:
    seen = _tag(store, "sighting", "A heron stood", moves="rest")
    made = link_end(store, seen.id, _tag(store).id, annotator=WHO)
    _hand_out(store)
    unlink_end(store, made.id, annotator=WHO)


def _tag_hits(store: Store) -> None:
    _hand_out(store)
    hit = Hit(only_document(store), *span_of("heron"))
    tag_hits(store, [hit], "bird", annotator=WHO)


def _retag(store: Store) -> None:
    made = _tag(store)
    _hand_out(store)
    retag(store, [made.id], annotator=WHO, features={"plumage": "grown"})


def _remove_hits(store: Store) -> None:
    made = _tag(store)
    _hand_out(store)
    remove_annotations(store, [made.id], annotator=WHO)


@pytest.mark.parametrize(
    "work",
    [_unsure, _remove, _link, _unlink, _link_end, _unlink_end, _tag_hits, _retag, _remove_hits],
    ids=lambda work: work.__name__,
)
def test_whatever_is_done_first_begins(notes: Store, work: Callable[[Store], None]) -> None:
    work(notes)
    assert _state(notes) == IN_PROGRESS
    notes.undo(WHO)
    assert _state(notes) == NEW


def test_a_state_that_is_set_keeps_what_is_noted_beside_it(notes: Store) -> None:
    _hand_out(notes)
    set_assignment(notes, only_document(notes), WHO, FINISHED)
    share = _share(notes)
    assert share is not None
    assert share == replace(share, state=FINISHED, extra={"kept": 1})
