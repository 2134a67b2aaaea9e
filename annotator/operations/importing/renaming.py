"""Bundles under other ids: of another document, or with the ids that ours have already."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.corpus import Document
from annotator.model.identity import key_of
from annotator.model.review import Comment

Noun = Annotation | Relation | Comment
N = TypeVar("N", Annotation, Relation, Comment)
Sign = Callable[[N], Hashable]


def moved_to(bundle: Bundle, document: Document) -> Bundle:
    """Return the bundle as one of `document`: same text, another id."""
    key = document.id
    return replace(
        bundle,
        document=document,
        annotations=tuple(a._replace(document=key) for a in bundle.annotations),
        relations=tuple(r._replace(document=key) for r in bundle.relations),
        comments=tuple(replace(c, document=key) for c in bundle.comments),
        assignments=tuple(replace(a, document=key) for a in bundle.assignments),
        revisions=tuple(replace(r, document=key) for r in bundle.revisions),
        decisions=tuple(replace(d, document=key) for d in bundle.decisions),
    )


def copied_to(bundle: Bundle, document: Document) -> Bundle:
    """Return the bundle as one of `document`, its work under ids of its own, the same each time."""
    moved = moved_to(bundle, document)
    works = (*moved.annotations, *moved.relations, *moved.comments, *moved.decisions)
    return renamed(moved, {noun.id: key_of("copy", document.id, noun.id) for noun in works})


def renamed(bundle: Bundle, keys: Mapping[str, str]) -> Bundle:
    """Return the bundle with other ids for its work; what `keys` does not name keeps its own."""

    def key(old: str) -> str:
        return keys.get(old, old)

    return replace(
        bundle,
        annotations=tuple(a._replace(id=key(a.id)) for a in bundle.annotations),
        relations=tuple(
            r._replace(
                id=key(r.id),
                from_id=key(r.from_id),
                to_id=r.to_id if r.to_entity else key(r.to_id),
            )
            for r in bundle.relations
        ),
        comments=tuple(
            replace(
                c,
                id=key(c.id),
                target=None if c.target is None else key(c.target),
                thread=None if c.thread is None else key(c.thread),
            )
            for c in bundle.comments
        ),
        decisions=tuple(
            replace(d, id=key(d.id), results=tuple(map(key, d.results))) for d in bundle.decisions
        ),
    )


def with_our_ids(theirs: Bundle, ours: Bundle) -> Bundle:
    """Return a bundle in which work that ours holds too has the ids of ours.

    For files whose ids come from a text that was another one: an annotation is the same if its
    annotator gave it the same id in their source, or put it on the same layer and place.
    """
    keys = _pairs(
        theirs.annotations,
        ours.annotations,
        lambda a: (a.annotator, a.layer, a.source_id) if a.source_id else None,
        lambda a: (a.annotator, a.layer, a.spans, a.segments),
    )
    theirs = renamed(theirs, keys)
    keys = _pairs(
        theirs.relations,
        ours.relations,
        lambda r: (r.annotator, r.type, r.source_id) if r.source_id else None,
        lambda r: (r.annotator, r.type, r.from_id, r.to_id),
    )
    theirs = renamed(theirs, keys)
    keys = _pairs(
        theirs.comments,
        ours.comments,
        lambda c: (c.annotator, c.source_id) if c.source_id else None,
        lambda c: (c.annotator, c.anchor, c.target, c.spans, tuple(sorted(c.texts.items()))),
    )
    return renamed(theirs, keys)


def _pairs(theirs: Iterable[N], ours: Iterable[N], *signs: Sign[N]) -> dict[str, str]:
    """Return the ids of ours by those of theirs that have an equal sign, each used once."""
    waiting = {noun.id: noun for noun in ours}
    open_ones: list[N] = []
    for noun in theirs:
        if waiting.pop(noun.id, None) is None:
            open_ones.append(noun)
    pairs: dict[str, str] = {}
    for sign in signs:
        places: dict[Hashable, list[str]] = {}
        for noun in waiting.values():
            places.setdefault(sign(noun), []).append(noun.id)
        places.pop(None, None)
        left: list[N] = []
        for noun in open_ones:
            found = places.get(sign(noun))
            if found:
                pairs[noun.id] = found.pop(0)
                del waiting[pairs[noun.id]]
            else:
                left.append(noun)
        open_ones = left
    return pairs
