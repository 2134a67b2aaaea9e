"""Changes what is said of a document: its name, metadata, segment roles, relations to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model.corpus import (
    DOCUMENT_RELATIONS,
    Document,
    DocumentRelation,
    MetadataValue,
    Segment,
)
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.problem import Problem
from annotator.model.rules_of_documents import is_fit
from annotator.model.scheme import ERROR, Scheme
from annotator.model.span import Span, overlaps
from annotator.operations.editing.context import refuse, refuse_if_finished, shortened
from annotator.store.store import Store

Said = tuple[str, dict[str, Any]]
"""One change: what its step is called, and what the history says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is to be said of a document; the rest stays as it is.

    A key of `metadata` whose value is None goes. `roles` are by the id of the segment; `related`
    and `unrelated` hold a type and the id of the other document.
    """

    name: str | None = None
    metadata: Mapping[str, MetadataValue | None] = field(
        default_factory=dict[str, MetadataValue | None]
    )
    roles: Mapping[str, str] = field(default_factory=dict[str, str])
    related: Sequence[tuple[str, str]] = ()
    unrelated: Sequence[tuple[str, str]] = ()


def describe(store: Store, document_id: str, said: Description, *, annotator: str) -> int:
    """Change what is said of a document, as one step; return how many things changed.

    RuleError, with nothing changed, if any of it is refused: an empty name, a value of another
    type than the scheme declares, a segment or role that is not there, a role that would close a
    segment that has work, a relation that is there already, or one to take back that is not.
    """
    before = store.read().document(document_id)
    after = _described(store.scheme, before, said)
    old = store.read().segments(document_id)
    segments = _with_roles(store, before, old, said.roles, annotator)
    made = _related(store, document_id, said.related)
    gone = _unrelated(store, before, said.unrelated)
    changes = [
        *_of_document(before, after),
        *(("documents.segment", {"role": s.role}) for s in segments if s not in old),
        *(("documents.relate", _told(before, r)) for r in made),
        *(("documents.unrelate", _told(before, r)) for r in gone),
    ]
    if not changes:
        return 0
    kind, data = changes[0]
    if len(changes) > 1:
        kind, data = "documents.describe", {"name": shortened(after.title), "count": len(changes)}
    with store.edit(kind, annotator=annotator, data=data) as edit:
        edit.put(after)
        edit.put_segments(document_id, segments)
        for relation in made:
            edit.put(relation)
        for relation in gone:
            edit.remove(DocumentRelation, relation.id)
    return len(changes)


def _described(scheme: Scheme, document: Document, said: Description) -> Document:
    """Return a document with its new name and metadata."""
    name = document.name if said.name is None else said.name.strip()
    if said.name is not None and not name:
        raise RuleError("name_empty")
    declared = {k.id: k for k in scheme.metadata_keys}
    metadata = dict(document.metadata)
    for key, value in said.metadata.items():
        if value is None:
            metadata.pop(key, None)
            continue
        if key in declared and not is_fit(declared[key], value.value):
            told = {"metadata": key, "value": value.value}
            problem = Problem(
                severity=ERROR, code="metadata_value", document=document.id, data=told
            )
            refuse(problem, scheme)
        metadata[key] = value
    return replace(document, name=name, metadata=metadata)


def _of_document(before: Document, after: Document) -> Iterator[Said]:
    if after.name != before.name:
        yield "documents.name", {"name": after.name}
    for key in sorted(before.metadata.keys() | after.metadata.keys()):
        if before.metadata.get(key) != after.metadata.get(key):
            yield "documents.metadata", {"key": key}


def _with_roles(
    store: Store,
    document: Document,
    segments: Sequence[Segment],
    roles: Mapping[str, str],
    annotator: str,
) -> list[Segment]:
    """Return the segments with their new roles; whether each is annotated follows from its role."""
    known = {s.id: s for s in segments}
    for segment_id, role in roles.items():
        is_open = _is_annotated(store.scheme, role)
        before = known.get(segment_id)
        if before is None:
            raise RuleError("no_such_segment", name=document.title, segment=segment_id)
        if before.annotate and not is_open:
            _refuse_work(store, document.id, before)
        known[segment_id] = replace(before, role=role, annotate=is_open)
    if roles:
        refuse_if_finished(store, document.id, annotator)
    return list(known.values())


def _is_annotated(scheme: Scheme, role: str) -> bool:
    known = scheme.role(role)
    if known is None:
        names = ", ".join(r.id for r in scheme.segment_roles)
        raise RuleError("no_such_role", name=role, known=names)
    return known.annotate


def _refuse_work(store: Store, document_id: str, segment: Segment) -> None:
    near = store.read().annotations_near(document_id, segment.begin, segment.end)
    stretch = Span(segment.begin, segment.end)
    count = sum(1 for a in near if any(overlaps(stretch, s) for s in a.spans))
    if count:
        raise RuleError("segment_has_work", count=count)


def _related(
    store: Store, document_id: str, related: Sequence[tuple[str, str]]
) -> list[DocumentRelation]:
    known = _relations_from(store, document_id)
    made: dict[tuple[str, str], DocumentRelation] = {}
    for kind, other in related:
        _refuse_other_types(kind)
        if not store.read().has_document(other):
            raise RuleError("no_such_document", name=other)
        if other == document_id:
            raise RuleError("document_relation_self")
        if (kind, other) in known or (kind, other) in made:
            raise RuleError("relation_exists", type=kind)
        made[kind, other] = DocumentRelation(
            id=new_key(), type=kind, from_document=document_id, to_document=other
        )
    return list(made.values())


def _unrelated(
    store: Store, document: Document, unrelated: Sequence[tuple[str, str]]
) -> list[DocumentRelation]:
    known = _relations_from(store, document.id)
    gone: dict[str, DocumentRelation] = {}
    for kind, other in unrelated:
        _refuse_other_types(kind)
        found = known.get((kind, other))
        if found is None:
            far = store.read().document(other).title if store.read().has_document(other) else other
            told = {"type": kind, "name": document.title, "other": far}
            raise RuleError("no_such_document_relation", **told)
        gone[found.id] = found
    return list(gone.values())


def _relations_from(store: Store, document_id: str) -> dict[tuple[str, str], DocumentRelation]:
    """Return the relations of a document to others, by type and the other document."""
    every = store.read().document_relations()
    return {(r.type, r.to_document): r for r in every if r.from_document == document_id}


def _refuse_other_types(kind: str) -> None:
    if kind not in DOCUMENT_RELATIONS:
        raise RuleError("document_relation_type", type=kind, known=", ".join(DOCUMENT_RELATIONS))


def _told(document: Document, relation: DocumentRelation) -> dict[str, Any]:
    return {"relation": relation.type, "name": shortened(document.title)}
