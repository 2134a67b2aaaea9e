"""Segments of a document get other roles: what is annotated and what is not follows from them."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.corpus import Segment
from annotator.model.errors import RuleError
from annotator.model.span import Span, overlaps
from annotator.operations.editing.context import refuse_if_finished
from annotator.store.store import Store


def set_segment_role(
    store: Store, document_id: str, segment_id: str, role: str, *, annotator: str
) -> None:
    """Give a segment another role; whether it is annotated follows from the role.

    RuleError if there is no such segment or role, or if it would close a segment that has work.
    """
    is_open = _is_annotated(store, role)
    segments = store.read().segments(document_id)
    before = next((s for s in segments if s.id == segment_id), None)
    if before is None:
        raise RuleError("no_such_noun", id=segment_id)
    if before.annotate and not is_open:
        _refuse_work(store, document_id, before)
    refuse_if_finished(store, document_id, annotator)
    after = replace(before, role=role, annotate=is_open)
    with store.edit("documents.segment", annotator=annotator, data={"role": role}) as edit:
        edit.put_segments(document_id, [after if s is before else s for s in segments])


def _is_annotated(store: Store, role: str) -> bool:
    known = store.scheme.role(role)
    if known is None:
        names = ", ".join(r.id for r in store.scheme.segment_roles)
        raise RuleError("no_such_role", name=role, known=names)
    return known.annotate


def _refuse_work(store: Store, document_id: str, segment: Segment) -> None:
    near = store.read().annotations_near(document_id, segment.begin, segment.end)
    stretch = Span(segment.begin, segment.end)
    count = sum(1 for a in near if any(overlaps(stretch, s) for s in a.spans))
    if count:
        raise RuleError("segment_has_work", count=count)
