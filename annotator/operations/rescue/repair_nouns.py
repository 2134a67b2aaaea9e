"""Repairs of nouns: quotes, trees, comments and sets that name what is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.model.corpus import Segment
from annotator.model.review import ON_ANNOTATION, ON_DOCUMENT, ON_ENTITY, ON_RELATION, Comment
from annotator.model.trees import broken_links, with_whole_trees
from annotator.operations.checking.proving import placed_anew, unproved
from annotator.store.reading.queries import Reader
from annotator.store.writing.edit import Edit

Mend = Callable[[Edit, Reader], int]
"""Mends one kind of thing and returns how many there were; the reader has what was before."""


def _mend_quotes(edit: Edit, reader: Reader) -> int:
    count = 0
    for bundle in reader.bundles():
        text = bundle.document.text
        for annotation in unproved(text, bundle.annotations):
            spans = placed_anew(annotation.quote, annotation.spans, text)
            if spans is not None:
                edit.put(annotation._replace(spans=spans))
                count += 1
        for comment in unproved(text, bundle.comments):
            spans = placed_anew(comment.quote, comment.spans, text)
            if spans is not None:
                edit.put(replace(comment, spans=spans))
                count += 1
    return count


def _mend_tags(edit: Edit, _: Reader) -> int:
    scheme, count = with_whole_trees(edit.scheme)
    if count:
        edit.put(scheme)
    return count


def _mend_entities(edit: Edit, reader: Reader) -> int:
    count = 0
    built_in: dict[str, str | None] = {e.id: None for e in edit.scheme.built_in_entities}
    for name in ("parent", "represents"):
        known = {e.id: e for e in reader.entities()}
        above = built_in | {key: getattr(entity, name) for key, entity in known.items()}
        for key in broken_links(above).keys() & known.keys():
            edit.put(replace(known[key], **{name: None}))
            count += 1
    return count


def _mend_segments(edit: Edit, reader: Reader) -> int:
    count = 0
    for bundle in reader.bundles():
        mended, broken = _whole_segments(bundle.segments)
        if broken:
            edit.put_segments(bundle.document.id, mended)
            count += broken
    return count


def _whole_segments(segments: tuple[Segment, ...]) -> tuple[list[Segment], int]:
    known = {segment.id for segment in segments}
    broken = broken_links({segment.id: segment.parent for segment in segments})
    mended: list[Segment] = []
    count = 0
    for segment in segments:
        parent = None if segment.id in broken else segment.parent
        twin = segment.duplicate_of if segment.duplicate_of in known else None
        count += (parent != segment.parent) + (twin != segment.duplicate_of)
        mended.append(replace(segment, parent=parent, duplicate_of=twin))
    return mended, count


def _mend_comments(edit: Edit, reader: Reader) -> int:
    """Let comments whose target is gone speak of their document; without one they go aside."""
    entities = reader.entity_kinds()
    count = 0
    for bundle in reader.bundles():
        targets = {
            ON_ANNOTATION: {a.id for a in bundle.annotations},
            ON_RELATION: {r.id for r in bundle.relations},
            ON_ENTITY: set(entities),
        }
        known = {c.id for c in bundle.comments}
        for comment in bundle.comments:
            mended = _with_target(comment, targets, known)
            if mended != comment:
                edit.put(mended)
                count += 1
    for comment in reader.comments(None):
        if comment.target not in entities:
            edit.remove(Comment, comment.id)
            count += 1
    return count


def _with_target(comment: Comment, targets: dict[str, set[str]], known: set[str]) -> Comment:
    if comment.anchor in targets and comment.target not in targets[comment.anchor]:
        comment = replace(comment, anchor=ON_DOCUMENT, target=None)
    if comment.thread is not None and comment.thread not in known:
        comment = replace(comment, thread=None)
    return comment


def _mend_sets(edit: Edit, reader: Reader) -> int:
    known = {key for _, key in reader.hashes()}
    count = 0
    for group in reader.sets():
        there = tuple(key for key in group.documents if key in known)
        if len(there) < len(group.documents):
            edit.put(replace(group, documents=there))
            count += 1
    return count


NOUN_REPAIRS: tuple[tuple[str, Mend], ...] = (
    ("repair.quotes", _mend_quotes),
    ("repair.tags", _mend_tags),
    ("repair.entities", _mend_entities),
    ("repair.segments", _mend_segments),
    ("repair.comments", _mend_comments),
    ("repair.sets", _mend_sets),
)
