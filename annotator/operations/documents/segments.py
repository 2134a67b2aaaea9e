"""Segments of a document: roles, keys, and where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.corpus import Segment
from annotator.model.errors import RuleError
from annotator.model.span import Span, crosses, overlaps
from annotator.operations.editing.context import refuse_if_finished
from annotator.store.store import Store


def set_segment_role(
    store: Store, document_id: str, segment_id: str, role: str, *, annotator: str
) -> None:
    """Give a segment another role; whether it is annotated follows from the role.

    RuleError if there is no such segment or role, or if it would close a segment that has work.
    """
    is_open = _is_annotated(store, role)
    segments, before = _found(store, document_id, segment_id)
    after = replace(before, role=role, annotate=is_open)
    if before.annotate and not after.annotate:
        _refuse_work(store, document_id, before)
    _put(store, document_id, _with(segments, before, after), annotator, role=role)


def set_segment_key(
    store: Store, document_id: str, segment_id: str, key: str, value: Any, *, annotator: str
) -> Segment:
    """Set one key of a segment (its speaker, say) to a text, number or yes/no; None removes it."""
    if value is not None and not isinstance(value, (str, int, float, bool)):
        raise RuleError("segment_key", key=key)
    segments, before = _found(store, document_id, segment_id)
    keys = {k: v for k, v in before.keys.items() if k != key or value is not None}
    if value is not None:
        keys[key] = value
    after = replace(before, keys=keys)
    _put(store, document_id, _with(segments, before, after), annotator, role=before.role)
    return after


def add_segment(
    store: Store,
    document_id: str,
    begin: int,
    end: int,
    role: str,
    *,
    keys: Mapping[str, Any] | None = None,
    annotator: str,
) -> Segment:
    """Make a segment of `[begin, end)` (code points), within the smallest one that covers it.

    RuleError if it is outside the text, crosses another segment, or would close one with work.
    """
    is_open = _is_annotated(store, role)
    segments = store.read().segments(document_id)
    place = Span(begin, end)
    if not 0 <= begin < end <= len(store.read().text(document_id)):
        raise RuleError("segment_outside", begin=begin, end=end)
    across = next((s for s in segments if crosses(Span(s.begin, s.end), place)), None)
    if across is not None:
        raise RuleError("segment_crosses", segment=across.id)
    around = [s for s in segments if s.begin <= begin and end <= s.end]
    parent = min(around, key=lambda s: s.end - s.begin, default=None)
    made = Segment(
        id=_free_id(segments),
        begin=begin,
        end=end,
        role=role,
        annotate=is_open,
        parent=None if parent is None else parent.id,
        keys=dict(keys or {}),
    )
    if not is_open:
        _refuse_work(store, document_id, made)
    inner = [
        replace(s, parent=made.id)
        if s.parent == made.parent and begin <= s.begin and s.end <= end
        else s
        for s in segments
    ]
    after = next((i for i, s in enumerate(inner) if (s.begin, -s.end) > (begin, -end)), len(inner))
    _put(store, document_id, [*inner[:after], made, *inner[after:]], annotator, role=role)
    return made


def split_segment(
    store: Store, document_id: str, segment_id: str, offset: int, *, annotator: str
) -> Segment:
    """End a segment at an offset (code points) and return the one that begins there.

    What is on the segment is on both then. RuleError if the offset is not inside it, or inside a
    segment within it.
    """
    segments, before = _found(store, document_id, segment_id)
    if not before.begin < offset < before.end:
        raise RuleError("segment_outside", begin=offset, end=offset)
    across = next((s for s in segments if s.parent == before.id and s.begin < offset < s.end), None)
    if across is not None:
        raise RuleError("segment_crosses", segment=across.id)
    second = replace(before, id=_free_id(segments), begin=offset)
    changed: list[Segment] = []
    for segment in segments:
        if segment is before:
            changed += [replace(before, end=offset), second]
        elif segment.parent == before.id and segment.begin >= offset:
            changed.append(replace(segment, parent=second.id))
        else:
            changed.append(segment)
    on_both = [
        a._replace(segments=tuple(_doubled(a.segments, before.id, second.id)))
        for a in store.read().annotations(document_id)
        if before.id in a.segments
    ]
    _put(store, document_id, changed, annotator, role=before.role, annotations=on_both)
    return second


def _doubled(keys: Iterable[str], one: str, other: str) -> Iterable[str]:
    for key in keys:
        yield key
        if key == one:
            yield other


def join_segments(
    store: Store, document_id: str, first_id: str, second_id: str, *, annotator: str
) -> Segment:
    """Make one segment of two that follow each other; the first one's role and keys stand.

    RuleError if they do not follow each other on the same level, or if one is closed and the
    other has work.
    """
    segments, first = _found(store, document_id, first_id)
    second = _found(store, document_id, second_id)[1]
    level = sorted((s for s in segments if s.parent == first.parent), key=lambda s: s.begin)
    if second not in level or level.index(second) != level.index(first) + 1:
        raise RuleError("segments_apart", first=first_id, second=second_id)
    if not first.annotate:
        _refuse_work(store, document_id, second)
    joined = replace(first, end=second.end)
    kept = [
        joined if s is first else replace(s, parent=first.id) if s.parent == second.id else s
        for s in segments
        if s.id != second.id
    ]
    kept = [replace(s, duplicate_of=None) if s.duplicate_of == second.id else s for s in kept]
    moved = [
        a._replace(
            segments=tuple(dict.fromkeys(first.id if k == second.id else k for k in a.segments))
        )
        for a in store.read().annotations(document_id)
        if second.id in a.segments
    ]
    _put(store, document_id, kept, annotator, role=first.role, annotations=moved)
    return joined


def remove_segment(store: Store, document_id: str, segment_id: str, *, annotator: str) -> None:
    """Take a segment away, its text stays; what is within it belongs to its parent then.

    RuleError if an annotation is on this segment alone.
    """
    segments, before = _found(store, document_id, segment_id)
    on_it = [a for a in store.read().annotations(document_id) if segment_id in a.segments]
    alone = sum(1 for a in on_it if len(a.segments) == 1)
    if alone:
        raise RuleError("segment_has_work", count=alone)
    kept = [
        replace(
            s,
            parent=before.parent if s.parent == segment_id else s.parent,
            duplicate_of=None if s.duplicate_of == segment_id else s.duplicate_of,
        )
        for s in segments
        if s is not before
    ]
    left = [a._replace(segments=tuple(k for k in a.segments if k != segment_id)) for a in on_it]
    _put(store, document_id, kept, annotator, role=before.role, annotations=left)


def _is_annotated(store: Store, role: str) -> bool:
    known = store.scheme.role(role)
    if known is None:
        names = ", ".join(r.id for r in store.scheme.segment_roles)
        raise RuleError("no_such_role", name=role, known=names)
    return known.annotate


def _found(store: Store, document_id: str, segment_id: str) -> tuple[list[Segment], Segment]:
    segments = store.read().segments(document_id)
    found = next((s for s in segments if s.id == segment_id), None)
    if found is None:
        raise RuleError("no_such_noun", id=segment_id)
    return segments, found


def _refuse_work(store: Store, document_id: str, segment: Segment) -> None:
    near = store.read().annotations_near(document_id, segment.begin, segment.end)
    stretch = Span(segment.begin, segment.end)
    count = sum(1 for a in near if any(overlaps(stretch, s) for s in a.spans))
    if count:
        raise RuleError("segment_has_work", count=count)


def _with(segments: Iterable[Segment], before: Segment, after: Segment) -> list[Segment]:
    return [after if s is before else s for s in segments]


def _free_id(segments: Iterable[Segment]) -> str:
    taken = {s.id for s in segments}
    number = len(taken) + 1
    while f"seg{number:02}" in taken:
        number += 1
    return f"seg{number:02}"


def _put(
    store: Store,
    document_id: str,
    segments: Iterable[Segment],
    annotator: str,
    *,
    role: str,
    annotations: Iterable[Annotation] = (),
) -> None:
    refuse_if_finished(store, document_id, annotator)
    with store.edit("documents.segment", annotator=annotator, data={"role": role}) as edit:
        edit.put_segments(document_id, segments)
        for annotation in annotations:
            edit.put(annotation)
