"""Tagging: annotations and their features, borders and confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotator.model.annotation import Annotation, Value
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.problem import Problem
from annotator.model.scheme import ERROR, POINT, Layer
from annotator.model.span import Span, Spans, covers, extent_of, joined, overlaps, spans_of
from annotator.model.values import defaults_of
from annotator.operations.editing.beginning import begin_work
from annotator.operations.editing.context import (
    annotation_of,
    book_of,
    facts_near,
    layer_of,
    named,
    now,
    refuse,
    refuse_if_finished,
    refuse_new_errors,
    shortened,
    words_of,
)
from annotator.operations.tagging.anchors import anchor_at, on_tokens, trimmed
from annotator.operations.tagging.filling import (
    carried_values,
    values_as_before,
    values_by_move,
    values_by_names,
    values_by_quotation,
    values_by_rules,
)
from annotator.operations.tagging.kinds_said import entities_taught, with_taught
from annotator.operations.tagging.unconfirmed import with_filled_in
from annotator.store.store import Store
from annotator.text.quoting import quote_of


def tag_spans(
    store: Store,
    document_id: str,
    layer_id: str,
    spans: Iterable[tuple[int, int]],
    *,
    annotator: str,
    features: Mapping[str, Value] | None = None,
    last: Annotation | None = None,
    like: Annotation | None = None,
) -> Annotation:
    """Tag spans (code points) of a document on a layer and return the new annotation.

    Where `features` leave them open, values are filled in: defaults of the layer, what is
    carried over from the `last` annotation, the tags of one `like` it, which has the same words,
    and what known names and quotation marks say (see
    `filling`). RuleError if the scheme forbids it.
    """
    layer = layer_of(store.scheme, layer_id)
    placed = spans_of(spans)
    if not placed or (layer.anchoring != POINT and any(b == e for b, e in placed)):
        raise RuleError("nothing_to_tag")
    text = store.read().text(document_id)
    quote = quote_of(text, placed)
    filled = filled_values(store, layer, text, placed, given=features or {}, last=last, like=like)
    annotation = Annotation(
        id=new_key(),
        document=document_id,
        layer=layer_id,
        annotator=annotator,
        spans=placed,
        quote=quote,
        features=filled,
        made=now(),
    )
    return _put_new(store, layer, with_filled_in(annotation, {}, features or ()))


def filled_values(
    store: Store,
    layer: Layer,
    text: str,
    spans: Spans,
    *,
    given: Mapping[str, Value],
    last: Annotation | None = None,
    like: Annotation | None = None,
) -> dict[str, Any]:
    """Return the features that an annotation on spans of a text starts with; see `tag_spans`."""
    filled = {
        **defaults_of(layer.features),
        **carried_values(layer, last),
        **values_as_before(layer, like),
        **values_by_quotation(store.scheme, layer, text, spans),
        **values_by_names(store, layer, quote_of(text, spans), given),
        **given,
    }
    return in_order(layer, filled)


def tag_here(
    store: Store,
    document_id: str,
    layer_id: str,
    begin: int,
    end: int,
    *,
    annotator: str,
    features: Mapping[str, Value] | None = None,
    last: Annotation | None = None,
    like: Annotation | None = None,
) -> Annotation:
    """Tag what a caret or selection at `[begin, end)` points at, as the layer's anchoring wants it.

    See `anchors.anchor_at`. RuleError if there is nothing or the scheme forbids it.
    """
    found = anchor_at(store, document_id, layer_of(store.scheme, layer_id), begin, end)
    if found is None:
        raise RuleError("nothing_to_tag")
    spans, segments = found
    if spans:
        return tag_spans(
            store,
            document_id,
            layer_id,
            spans,
            annotator=annotator,
            features=features,
            last=last,
            like=like,
        )
    return tag_segments(
        store, document_id, layer_id, segments, annotator=annotator, features=features
    )


def tag_segments(
    store: Store,
    document_id: str,
    layer_id: str,
    segments: Iterable[str],
    *,
    annotator: str,
    features: Mapping[str, Value] | None = None,
) -> Annotation:
    """Label segments (ids) of a document on a layer; no segment means the document."""
    layer = layer_of(store.scheme, layer_id)
    annotation = Annotation(
        id=new_key(),
        document=document_id,
        layer=layer_id,
        annotator=annotator,
        segments=tuple(segments),
        features=in_order(layer, {**defaults_of(layer.features), **(features or {})}),
        made=now(),
    )
    return _put_new(store, layer, with_filled_in(annotation, {}, features or ()))


def set_feature(
    store: Store,
    annotation_id: str,
    feature_id: str,
    value: Value | None,
    *,
    annotator: str,
    yielding: Collection[str] = (),
) -> Annotation:
    """Set one feature of an annotation; None empties it.

    A feature for which a rule then allows just one value gets it, if it is empty or one of
    those `yielding` (ids).
    """
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    features = dict(before.features)
    if value is None or value == "" or value == []:
        features.pop(feature_id, None)
    else:
        features[feature_id] = value
        open_ones = {k for k in yielding if k != feature_id}
        features = values_by_rules(store.scheme, layer, features, open_ones)
    return set_features(store, annotation_id, features, annotator=annotator, named_by=feature_id)


def set_features(
    store: Store,
    annotation_id: str,
    features: Mapping[str, Any],
    *,
    annotator: str,
    named_by: str,
) -> Annotation:
    """Give an annotation these features instead of all it has; the step names one of them.

    The others that change with it count as filled in; giving the same value confirms it.
    """
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    after = before._replace(features=in_order(layer, features), changed=now())
    after = with_filled_in(after, before.features, (named_by,))
    if (after.features, after.origin_detail) == (before.features, before.origin_detail):
        return before
    feature = named(layer.feature(named_by), named_by)
    return _put_changed(store, "annotate.feature", layer, before, after, annotator, feature=feature)


def set_spans(
    store: Store, annotation_id: str, spans: Iterable[tuple[int, int]], *, annotator: str
) -> Annotation:
    """Move the borders of an annotation to `spans` (code points), which may part words.

    White space at their ends is left out where the layer is about tokens.
    """
    before = annotation_of(store, annotation_id)
    layer, text = layer_of(store.scheme, before.layer), store.read().text(before.document)
    placed = tuple(trimmed(text, layer, span) for span in spans_of(spans))
    return _move(store, annotation_id, placed, "annotate.spans", annotator)


def add_fragment(
    store: Store, annotation_id: str, span: tuple[int, int], *, annotator: str
) -> Annotation:
    """Join a span to an annotation, whole tokens where its layer is about such.

    What overlaps or touches becomes one fragment.
    """
    before = annotation_of(store, annotation_id)
    layer, text = layer_of(store.scheme, before.layer), store.read().text(before.document)
    language = store.read().language(before.document)
    raw = joined((*before.spans, Span(*span)))
    whole = (x if x in before.spans else on_tokens(text, language, layer, x) for x in raw)
    placed = joined(tuple(x for x in whole if x.begin < x.end))
    return _move(store, annotation_id, placed, "annotate.fragment", annotator)


def remove_fragment(
    store: Store, annotation_id: str, span: tuple[int, int], *, annotator: str
) -> Annotation:
    """Take the fragments that `span` touches out of an annotation; the last one stays.

    RuleError if no fragment would be left.
    """
    before = annotation_of(store, annotation_id)
    away = Span(*span)
    kept = tuple(s for s in before.spans if not (overlaps(s, away) or covers(s, away)))
    if not kept:
        raise RuleError("last_fragment")
    return _move(store, annotation_id, kept, "annotate.fragment", annotator)


def set_confidence(
    store: Store, annotation_id: str, confidence: str, *, annotator: str
) -> Annotation:
    """Mark an annotation as sure or unsure."""
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    if before.confidence == confidence:
        return before
    after = before._replace(confidence=confidence, changed=now())
    return _put_changed(store, "annotate.confidence", layer, before, after, annotator)


def remove_annotation(store: Store, annotation_id: str, *, annotator: str) -> Annotation:
    """Delete an annotation and the relations that end in it; return what was deleted."""
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    refuse_if_finished(store, before.document, before.annotator)
    data = {"layer": named(layer, layer.id), "quote": words_of(store, before)}
    with store.edit("annotate.remove", annotator=annotator, data=data) as edit:
        edit.remove(Annotation, annotation_id)
        begin_work(edit, before.document, annotator)
    return before


def _put_new(store: Store, layer: Layer, annotation: Annotation) -> Annotation:
    refuse_if_finished(store, annotation.document, annotation.annotator)
    refuse_new_errors(store, facts_near(store, [annotation]), before=None, after=annotation)
    refuse_clash(store, layer, annotation)
    data = {"layer": named(layer, layer.id), "quote": words_of(store, annotation)}
    with store.edit("annotate.tag", annotator=annotation.annotator, data=data) as edit:
        edit.put(annotation)
        begin_work(edit, annotation.document, annotation.annotator)
    return annotation


def _put_changed(
    store: Store,
    kind: str,
    layer: Layer,
    before: Annotation,
    after: Annotation,
    annotator: str,
    **more: Any,
) -> Annotation:
    refuse_if_finished(store, before.document, before.annotator)
    refuse_new_errors(store, facts_near(store, [before]), before=before, after=after)
    data = {"layer": named(layer, layer.id), "quote": words_of(store, after), **more}
    taught = list(entities_taught(store.read(), store.scheme, layer, before, after))
    after = with_taught(after, taught)
    with store.edit(kind, annotator=annotator, data=data) as edit:
        edit.put(after)
        for entity in taught:
            edit.put(entity)
        begin_work(edit, after.document, annotator)
    return after


def _move(store: Store, annotation_id: str, spans: Spans, kind: str, annotator: str) -> Annotation:
    before = annotation_of(store, annotation_id)
    layer = layer_of(store.scheme, before.layer)
    if spans == before.spans:
        return before
    if not spans or (layer.anchoring != POINT and any(b == e for b, e in spans)):
        raise RuleError("nothing_to_tag")
    text = store.read().text(before.document)
    features = in_order(layer, values_by_move(store, layer, before, spans))
    after = before._replace(spans=spans, quote=quote_of(text, spans), features=features)
    after = with_filled_in(after._replace(changed=now()), before.features, ())
    refuse_clash(store, layer, after)
    return _put_changed(store, kind, layer, before, after, annotator)


def refuse_clash(store: Store, layer: Layer, annotation: Annotation) -> None:
    """Raise RuleError if an annotation of the layer forbids another one its place."""
    if not annotation.spans:
        return
    extent = extent_of(annotation.spans)
    near = store.read().annotations_near(annotation.document, extent.begin, extent.end)
    clash = book_of(store.scheme).clash_with(annotation, near)
    if clash is not None:
        problem = Problem(
            severity=ERROR,
            code="overlap",
            document=annotation.document,
            annotation=annotation.id,
            data={"layer": layer.id, "quote": shortened(clash.quote), "other": clash.id},
        )
        refuse(problem, store.scheme)


def in_order(layer: Layer, features: Mapping[str, Any]) -> dict[str, Any]:
    """Return features in the order in which the layer has them."""
    known = [f.id for f in layer.features if f.id in features]
    return {key: features[key] for key in (*known, *(k for k in features if k not in known))}
