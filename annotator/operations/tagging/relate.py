"""Relations between annotations, and to built-in entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.model.annotation import (
    CONFIDENCES,
    REFUSED,
    STANDS,
    SUGGESTED,
    Annotation,
    Relation,
    Value,
)
from annotator.model.errors import RuleError
from annotator.model.facts import Facts
from annotator.model.identity import new_key
from annotator.model.problem import Problem
from annotator.model.scheme import ANY_LAYER, RelationType, Scheme
from annotator.model.values import defaults_of
from annotator.operations.editing.beginning import begin_work
from annotator.operations.editing.context import (
    annotation_of,
    book_of,
    facts_near,
    named,
    now,
    refuse,
    refuse_if_finished,
    refuses,
    relation_of,
    shortened,
)
from annotator.store.store import Store


def link(
    store: Store,
    from_id: str,
    type_id: str,
    to_id: str,
    *,
    to_entity: bool = False,
    features: Mapping[str, Value] | None = None,
    annotator: str,
) -> Relation:
    """Relate an annotation to another, or to a built-in entity, and return the relation.

    Defaults are filled in; an ordered whole number that is required and not given (the level
    of a source, say) gets the first value that the relations of that type leave free. If the
    relation was suggested it is accepted; if it was refused a new one is made.

    RuleError if the scheme forbids it, it is there, or the ends are in two documents.
    """
    kind = _type_of(store.scheme, type_id)
    start = annotation_of(store, from_id)
    refuse_if_finished(store, start.document, start.annotator)
    end = None if to_entity else store.read().annotation(to_id)
    if end is not None and end.document != start.document:
        raise RuleError("relation_other_document")
    around = relations_around(store, from_id)
    others = [r for r in around if r.from_id == from_id]
    known = around if kind.symmetric else others
    ends = ((from_id, to_id), (to_id, from_id))
    found = next((r for r in known if r.type == type_id and (r.from_id, r.to_id) in ends), None)
    if found is not None:
        return accept_relation(store, found, annotator=annotator)
    relation = Relation(
        id=new_key(),
        document=start.document,
        type=type_id,
        annotator=annotator,
        from_id=from_id,
        to_id=to_id,
        to_entity=to_entity,
        features=_filled(kind, others, features or {}),
        made=now(),
    )
    _refuse_errors(store, start, None, relation)
    with store.edit("annotate.link", annotator=annotator, data=step_data(kind, start)) as edit:
        edit.put(relation)
        begin_work(edit, relation.document, annotator)
    return relation


def unlink(store: Store, relation_id: str, *, annotator: str) -> Relation:
    """Delete a relation and return it; one that is suggested is kept as refused."""
    relation = relation_of(store, relation_id)
    if relation.state == SUGGESTED:
        return refuse_relation(store, relation, annotator=annotator)
    refuse_if_finished(store, relation.document, relation.annotator)
    start = annotation_of(store, relation.from_id)
    data = step_data(store.scheme.relation_type(relation.type), start, relation.type)
    with store.edit("annotate.unlink", annotator=annotator, data=data) as edit:
        edit.remove(Relation, relation_id)
        begin_work(edit, relation.document, annotator)
    return relation


def relations_around(store: Store, annotation_id: str) -> list[Relation]:
    """Return the relations from and to an annotation, without those that were refused."""
    return [r for r in store.read().relations_of(annotation_id) if r.state != REFUSED]


def accept_relation(store: Store, relation: Relation, *, annotator: str) -> Relation:
    """Let a suggested relation stand; its origin still says that it was suggested.

    RuleError if it stands already.
    """
    if relation.state != SUGGESTED:
        raise RuleError("relation_exists", type=relation.type)
    after = relation._replace(state=STANDS, changed=now())
    return put_changed(store, "annotate.accept_relation", relation, after, annotator)


def refuse_relation(store: Store, relation: Relation, *, annotator: str) -> Relation:
    """Keep a suggested relation as refused, so that it is not suggested again."""
    after = relation._replace(state=REFUSED, changed=now())
    return put_changed(store, "annotate.refuse_relation", relation, after, annotator)


def set_relation_feature(
    store: Store, relation_id: str, feature_id: str, value: Value | None, *, annotator: str
) -> Relation:
    """Set one feature of a relation; None empties it."""
    before = relation_of(store, relation_id)
    refuse_if_finished(store, before.document, before.annotator)
    kind = _type_of(store.scheme, before.type)
    features = {k: v for k, v in before.features.items() if k != feature_id}
    if value is not None and value != "":
        features[feature_id] = value
    after = before._replace(features=features, changed=now())
    if after.features == before.features:
        return before
    feature = named(kind.feature(feature_id), feature_id)
    return put_changed(
        store, "annotate.relation_feature", before, after, annotator, feature=feature
    )


def set_relation_confidence(
    store: Store, relation_id: str, confidence: str, *, annotator: str
) -> Relation:
    """Mark a relation as sure or unsure.

    RuleError if it is neither.
    """
    before = relation_of(store, relation_id)
    if confidence not in CONFIDENCES:
        raise RuleError("no_such_state", state=confidence, known=", ".join(CONFIDENCES))
    if before.confidence == confidence:
        return before
    after = before._replace(confidence=confidence, changed=now())
    return put_changed(store, "annotate.relation_confidence", before, after, annotator)


def put_changed(
    store: Store, step: str, before: Relation, after: Relation, annotator: str, **more: Any
) -> Relation:
    """Write a relation as it now is, in a step; RuleError if it breaks what it did not before."""
    refuse_if_finished(store, before.document, before.annotator)
    start = annotation_of(store, before.from_id)
    _refuse_errors(store, start, before, after)
    kind = store.scheme.relation_type(before.type)
    data = step_data(kind, start, before.type) | more
    with store.edit(step, annotator=annotator, data=data) as edit:
        edit.put(after)
        begin_work(edit, after.document, annotator)
    return after


def link_options(
    scheme: Scheme, start: Annotation, end: Annotation | str, *, reverse: bool = False
) -> list[str]:
    """Return the ids of the types that may go from `start` to `end` (an entity id as text)."""
    facts = Facts(start.document, "")
    facts.put_annotation(start)
    if isinstance(end, Annotation):
        facts.put_annotation(end)
    end_id = end.id if isinstance(end, Annotation) else end
    book = book_of(scheme)
    is_entity = not isinstance(end, Annotation)
    return [
        t.id
        for t in scheme.relation_types
        if book.may_join(t, facts, start.id, end_id, is_entity=is_entity)
    ]


def layers_linked_from(scheme: Scheme, layer_id: str) -> frozenset[str]:
    """Return the layers to whose annotations a relation from a layer may go."""
    ends = [end for kind in scheme.relation_types_from(layer_id) for end in kind.to_ends]
    named = {end.layer for end in ends if end.layer is not None}
    everything = frozenset(layer.id for layer in scheme.layers)
    return everything if ANY_LAYER in named else everything & named


def entities_linked_from(scheme: Scheme, layer_id: str) -> tuple[str, ...]:
    """Return the built-in entities to which a relation from a layer may go."""
    kinds = scheme.relation_types_from(layer_id)
    named = {e for kind in kinds for end in kind.to_ends for e in end.entity or ()}
    return tuple(e.id for e in scheme.built_in_entities if e.id in named)


def _type_of(scheme: Scheme, type_id: str) -> RelationType:
    kind = scheme.relation_type(type_id)
    if kind is None:
        raise RuleError("relation_not_allowed", type=type_id)
    return kind


def _filled(
    kind: RelationType, others: list[Relation], given: Mapping[str, Value]
) -> dict[str, Any]:
    filled: dict[str, Any] = {**defaults_of(kind.features), **given}
    for feature in kind.features:
        wants_number = feature.type == "integer" and feature.ordered and feature.required
        if wants_number and feature.id not in filled:
            used = [r.features.get(feature.id) for r in others if r.type == kind.id]
            first = int(feature.minimum or 0)
            numbers = [n for n in used if isinstance(n, int)]
            following = max(numbers) + 1 if numbers else first
            last = int(feature.maximum) if feature.maximum is not None else following
            filled[feature.id] = min(following, last)
    return filled


def _refuse_errors(
    store: Store, start: Annotation, before: Relation | None, after: Relation
) -> None:
    end = None if after.to_entity else store.read().annotation(after.to_id)
    ends = [start] if end is None or end.id == start.id else [start, end]
    facts = facts_near(store, ends, [after])
    facts.drop_relation(after.id)
    if before is not None:
        facts.put_relation(before)
    old = {_sign(p) for p in _errors(store, facts, ends, before)}
    facts.put_relation(after)
    for problem in _errors(store, facts, ends, after):
        if _sign(problem) not in old:
            refuse(problem, store.scheme)


def _errors(
    store: Store, facts: Facts, ends: list[Annotation], relation: Relation | None
) -> Iterator[Problem]:
    book = book_of(store.scheme)
    found = () if relation is None else book.relation_problems(facts, relation)
    around = (problem for annotation in ends for problem in book.problems_of(facts, annotation))
    return (p for p in (*found, *around) if refuses(p, book))


def _sign(problem: Problem) -> tuple[str | None, ...]:
    where = None if problem.relation else problem.annotation
    return problem.code, problem.rule, where, problem.data.get("feature")


def step_data(kind: RelationType | None, start: Annotation, fallback: str = "") -> dict[str, Any]:
    """Return what the history says of a step with a relation."""
    names = named(kind, fallback or (kind.id if kind else ""))
    return {"type": names, "quote": shortened(start.quote)}
