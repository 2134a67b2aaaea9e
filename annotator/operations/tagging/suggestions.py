"""Answers to suggestions: one is accepted or refused; the refusal is kept."""

from __future__ import annotations

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
    relation_of,
    shortened,
)
from annotator.operations.tagging.annotate import refuse_clash
from annotator.operations.tagging.relate import put_changed
from annotator.store.store import Store


def accept_suggestion(store: Store, annotation_id: str, *, annotator: str) -> Annotation:
    """Let a suggested annotation stand; its origin still says that it was suggested.

    RuleError if an annotation that stands is in its way. One that is none is left as it is.
    """
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    after = before._replace(state=STANDS, changed=now())
    if before.state != SUGGESTED:
        return before
    refuse_clash(store, layer, after)
    refuse_new_errors(store, facts_near(store, [before]), before=before, after=after)
    return _answered(store, "annotate.accept", after, annotator)


def refuse_suggestion(store: Store, annotation_id: str, *, annotator: str) -> Annotation:
    """Keep a suggested annotation as refused, so that it is not suggested again."""
    before = annotation_of(store, annotation_id)
    if before.state != SUGGESTED:
        return before
    after = before._replace(state=REFUSED, changed=now())
    return _answered(store, "annotate.refuse", after, annotator)


def accept_relation(store: Store, relation_id: str, *, annotator: str) -> Relation:
    """Let a suggested relation stand; RuleError if the scheme forbids it."""
    before = relation_of(store, relation_id)
    if before.state != SUGGESTED:
        return before
    after = before._replace(state=STANDS, changed=now())
    return put_changed(store, "annotate.accept_relation", before, after, annotator)


def refuse_relation(store: Store, relation_id: str, *, annotator: str) -> Relation:
    """Keep a suggested relation as refused, so that it is not suggested again."""
    before = relation_of(store, relation_id)
    if before.state != SUGGESTED:
        return before
    after = before._replace(state=REFUSED, changed=now())
    return put_changed(store, "annotate.refuse_relation", before, after, annotator)


def _answered(store: Store, kind: str, after: Annotation, annotator: str) -> Annotation:
    refuse_if_finished(store, after.document, after.annotator)
    layer = named(store.scheme.layer(after.layer), after.layer)
    data = {"layer": layer, "quote": shortened(after.quote)}
    with store.edit(kind, annotator=annotator, data=data) as edit:
        edit.put(after)
        begin_work(edit, after.document, annotator)
    return after
