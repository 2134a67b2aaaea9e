"""Answers to suggested annotations: one is accepted or refused; the refusal is kept."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.annotation import REFUSED, STANDS, SUGGESTED, Annotation, Relation
from annotator.operations.editing.beginning import begin_work
from annotator.operations.editing.context import (
    annotation_of,
    facts_near,
    layer_of,
    named,
    now,
    refuse_if_finished,
    refuse_new_errors,
    shortened,
)
from annotator.operations.tagging.annotate import refuse_clash
from annotator.store.store import Store


def accept_suggestion(store: Store, annotation_id: str, *, annotator: str) -> Annotation:
    """Let a suggested annotation stand; its origin still says that it was suggested.

    So do the suggested relations between it and what stands; the others wait for their other end.

    RuleError if an annotation that stands is in its way. One that is none is left as it is.
    """
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    after = before._replace(state=STANDS, changed=now())
    if before.state != SUGGESTED:
        return before
    refuse_clash(store, layer, after)
    refuse_new_errors(store, facts_near(store, [before]), before=before, after=after)
    relations = [r for r in _suggested_relations(store, after) if _has_ends(store, r, after)]
    return _answered(store, "annotate.accept", after, relations, annotator)


def refuse_suggestion(store: Store, annotation_id: str, *, annotator: str) -> Annotation:
    """Keep a suggested annotation as refused, so that it is not suggested again.

    The suggested relations from and to it are refused with it.
    """
    before = annotation_of(store, annotation_id)
    if before.state != SUGGESTED:
        return before
    after = before._replace(state=REFUSED, changed=now())
    relations = _suggested_relations(store, before)
    return _answered(store, "annotate.refuse", after, relations, annotator)


def _suggested_relations(store: Store, annotation: Annotation) -> list[Relation]:
    """Return the suggested relations from and to an annotation."""
    return [r for r in store.read().relations_of(annotation.id) if r.state == SUGGESTED]


def _has_ends(store: Store, relation: Relation, accepted: Annotation) -> bool:
    """Say whether the other end of a relation stands, so that the relation can."""
    if relation.to_entity:
        return True
    other = relation.to_id if relation.from_id == accepted.id else relation.from_id
    end = accepted if other == accepted.id else store.read().annotation(other)
    return end is not None and end.state == STANDS


def _answered(
    store: Store, kind: str, after: Annotation, relations: Iterable[Relation], annotator: str
) -> Annotation:
    """Write an annotation as it was answered, and its relations in the same state."""
    refuse_if_finished(store, after.document, after.annotator)
    layer = named(store.scheme.layer(after.layer), after.layer)
    data = {"layer": layer, "quote": shortened(after.quote)}
    with store.edit(kind, annotator=annotator, data=data) as edit:
        edit.put(after)
        for relation in relations:
            edit.put(relation._replace(state=after.state, changed=after.changed))
        begin_work(edit, after.document, annotator)
    return after
