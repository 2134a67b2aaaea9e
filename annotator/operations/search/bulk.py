"""What is done to many hits at once: tagging, changing, deleting, commenting; each is one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from annotator.model.annotation import Annotation, Value
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.progress import Progress, no_progress
from annotator.model.query import Hit
from annotator.model.review import COMMENT, FINISHED, ON_ANNOTATION, ON_SPANS, Comment
from annotator.model.scheme import Layer
from annotator.model.span import Span
from annotator.operations.editing.beginning import begin_work
from annotator.operations.editing.context import book_of, errors_now, named, now, shortened
from annotator.operations.search.bulk_places import (
    FINISHED_HERE,
    NOTHING,
    OTHERS,
    OVERLAP,
    RULE,
    Ground,
    Places,
)
from annotator.operations.tagging.annotate import in_order
from annotator.store.store import Store
from annotator.store.writing.edit import Edit

T = TypeVar("T")
_FEW = 200
"""Changes that every view patches one by one; of more it reads anew."""
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many hits were changed, in how many documents, and how many were left, by reason."""

    done: int
    documents: int = 0
    left: Mapping[str, int]

    @property
    def untouched(self) -> int:
        """How many were left as they were."""
        return sum(self.left.values())


def tag_hits(
    store: Store,
    hits: Iterable[Hit],
    layer_id: str,
    *,
    annotator: str,
    features: Mapping[str, Value] | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Tag all hits that can be tagged on a layer; the others are counted by reason.

    What fills itself in for one does for each; `features` come before it. RuleError if none
    can be tagged.
    """
    places = Places(store, layer_id, annotator=annotator)
    left: Counter[str] = Counter()
    made: list[Annotation] = []
    given = dict(features or {})
    for hit in _watched(hits, progress):
        annotation = places.annotation(hit, given)
        if annotation is None:
            left[NOTHING] += 1
            continue
        ground = places.ground(hit.document)
        reason = places.reason(ground, annotation)
        if reason:
            left[reason] += 1
            continue
        annotation = places.filled(annotation, given)
        places.take(ground, annotation)
        made.append(annotation)
    _refuse_nothing(made, left)
    made.sort(key=lambda annotation: annotation.document)
    data = {"layer": named(places.layer, layer_id)}
    with store.edit("bulk.tag", annotator=annotator, data=data, bulk=len(made) > _FEW) as edit:
        edit.put_annotations(made)
        _begin(edit, made, annotator)
    return Outcome(done=len(made), documents=len({a.document for a in made}), left=left)


def retag(
    store: Store,
    annotation_ids: Iterable[str],
    *,
    annotator: str,
    layer_id: str | None = None,
    features: Mapping[str, Value | None] | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Move annotations to another layer, or set features of them, or both.

    Features that the new layer does not have are left behind. Those of other annotators, in
    finished documents, or that would break a rule that they keep, are left as they are.
    """
    changed: list[Annotation] = []
    left: Counter[str] = Counter()
    grounds: dict[str, Places] = {}
    for annotation in _watched(_annotations(store, annotation_ids), progress):
        wanted = layer_id or annotation.layer
        places = grounds.setdefault(wanted, Places(store, wanted, annotator=annotator))
        ground = places.ground(annotation.document)
        after = _changed(annotation, places.layer, features or {})
        reason = _reason_against(store, places, ground, annotation, after)
        if reason:
            left[reason] += 1
        elif after._replace(changed=annotation.changed) != annotation:
            ground.mine.replace(after)
            changed.append(after)
    _refuse_nothing(changed, left)
    if layer_id is None:
        kind, data = "bulk.feature", {}
    else:
        kind, data = "bulk.retag", {"layer": named(store.scheme.layer(layer_id), layer_id)}
    with store.edit(kind, annotator=annotator, data=data, bulk=len(changed) > _FEW) as edit:
        for annotation in changed:
            edit.put(annotation)
        _begin(edit, changed, annotator)
    return Outcome(done=len(changed), documents=len({a.document for a in changed}), left=left)


def _changed(
    annotation: Annotation, layer: Layer, features: Mapping[str, Value | None]
) -> Annotation:
    values: dict[str, Value] = dict(annotation.features)
    if layer.id != annotation.layer:
        values = {k: v for k, v in values.items() if layer.feature(k) is not None}
    for key, value in features.items():
        if value is None or value == "" or value == []:
            values.pop(key, None)
        else:
            values[key] = value
    return annotation._replace(layer=layer.id, features=in_order(layer, values), changed=now())


def _reason_against(
    store: Store, places: Places, ground: Ground, before: Annotation, after: Annotation
) -> str:
    """Return why an annotation cannot be changed so, or ""."""
    if ground.mine.get(before.id) != before:
        return OTHERS
    if ground.is_finished:
        return FINISHED_HERE
    facts = ground.facts
    old = errors_now(store, facts, before)
    if after.layer != before.layer:
        near = ground.mine.around(after.spans)
        if book_of(store.scheme).clash_with(after, near) is not None:
            return OVERLAP
    facts.put_annotation(after)
    new = errors_now(store, facts, after)
    if new - old:
        facts.put_annotation(before)
        return RULE
    return ""


def remove_annotations(
    store: Store,
    annotation_ids: Iterable[str],
    *,
    annotator: str,
    progress: Progress = no_progress,
) -> Outcome:
    """Delete annotations with their relations and the comments on both."""
    gone: list[Annotation] = []
    left: Counter[str] = Counter()
    finished: dict[str, bool] = {}
    for annotation in _watched(_annotations(store, annotation_ids), progress):
        document = annotation.document
        if document not in finished:
            state = store.read().assignment_state(document, annotator)
            finished[document] = state == FINISHED
        if annotation.annotator != annotator:
            left[OTHERS] += 1
        elif finished[document]:
            left[FINISHED_HERE] += 1
        else:
            gone.append(annotation)
    _refuse_nothing(gone, left)
    data = {"annotations": len(gone)}
    with store.edit("bulk.remove", annotator=annotator, data=data, bulk=len(gone) > _FEW) as edit:
        for annotation in gone:
            edit.remove(Annotation, annotation.id)
        _begin(edit, gone, annotator)
    return Outcome(done=len(gone), documents=len({a.document for a in gone}), left=left)


def comment_on_hits(
    store: Store,
    hits: Iterable[Hit],
    text: str,
    *,
    language: str,
    annotator: str,
    kind: str = COMMENT,
    progress: Progress = no_progress,
) -> Outcome:
    """Comment with the same words on every hit: on its annotation, else on its stretch of text."""
    made: list[Comment] = []
    left: Counter[str] = Counter()
    reader = store.read()
    for document, group in groupby(hits, key=lambda hit: hit.document):
        whole = reader.text(document)
        for hit in _watched(group, progress):
            is_placed = hit.annotation is None
            is_gone = hit.annotation is not None and reader.annotation(hit.annotation) is None
            if is_gone or (is_placed and hit.begin == hit.end):
                left[NOTHING] += 1
                continue
            made.append(
                Comment(
                    id=new_key(),
                    document=document,
                    annotator=annotator,
                    anchor=ON_SPANS if is_placed else ON_ANNOTATION,
                    target=hit.annotation,
                    spans=(Span(hit.begin, hit.end),) if is_placed else (),
                    quote=whole[hit.begin : hit.end] if is_placed else "",
                    kind=kind,
                    texts={language: text},
                    made=now(),
                )
            )
    _refuse_nothing(made, left)
    data = {"text": shortened(text)}
    with store.edit("bulk.comment", annotator=annotator, data=data, bulk=len(made) > _FEW) as edit:
        for comment in made:
            edit.put(comment)
    return Outcome(done=len(made), documents=len({c.document for c in made}), left=left)


def change_hits(
    store: Store,
    hits: Iterable[Hit],
    layer_id: str,
    *,
    annotator: str,
    features: Mapping[str, Value | None] | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Move what the annotator has at hits to a layer, or set its features where it is there.

    Hits at which there is nothing of theirs are counted among those that are left.
    """
    found, left = _targets(store, hits, layer_id, annotator, progress)
    is_moved = any(a.layer != layer_id for a in found)
    outcome = retag(
        store,
        [a.id for a in found],
        annotator=annotator,
        layer_id=layer_id if is_moved else None,
        features=features,
        progress=progress,
    )
    return replace(outcome, left=left + Counter(outcome.left))


def remove_at_hits(
    store: Store,
    hits: Iterable[Hit],
    layer_id: str,
    *,
    annotator: str,
    progress: Progress = no_progress,
) -> Outcome:
    """Delete what the annotator has at hits, that of a layer first; else as `change_hits`."""
    found, left = _targets(store, hits, layer_id, annotator, progress)
    ids = [a.id for a in found]
    outcome = remove_annotations(store, ids, annotator=annotator, progress=progress)
    return replace(outcome, left=left + Counter(outcome.left))


def _targets(
    store: Store, hits: Iterable[Hit], layer_id: str, annotator: str, progress: Progress
) -> tuple[list[Annotation], Counter[str]]:
    places = Places(store, layer_id, annotator=annotator)
    found: dict[str, Annotation] = {}
    left: Counter[str] = Counter()
    for hit in _watched(hits, progress):
        there = places.targets(hit)
        found.update((a.id, a) for a in there)
        if not there:
            left[_absence(store, hit)] += 1
    _refuse_nothing(list(found), left)
    return list(found.values()), left


def _absence(store: Store, hit: Hit) -> str:
    """Return why nothing of the annotator's own is at a hit."""
    is_there = hit.annotation is not None and store.read().annotation(hit.annotation) is not None
    return OTHERS if is_there else NOTHING


def _annotations(store: Store, annotation_ids: Iterable[str]) -> Iterator[Annotation]:
    reader = store.read()
    for key in annotation_ids:
        found = reader.annotation(key)
        if found is not None:
            yield found


def _begin(edit: Edit, annotations: Iterable[Annotation], annotator: str) -> None:
    for document in dict.fromkeys(a.document for a in annotations):
        begin_work(edit, document, annotator)


def _watched(items: Iterable[T], progress: Progress) -> Iterator[T]:
    for done, item in enumerate(items):
        if done % _TOLD_EVERY == 0:
            progress("progress.tagging", done, None)
        yield item


def _refuse_nothing(made: Sequence[object], left: Mapping[str, int]) -> None:
    if not made:
        raise RuleError("nothing_to_do", count=sum(left.values()))
