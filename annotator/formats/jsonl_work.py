"""Annotations, relations and comments of the program's own JSONL as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from annotator.formats.closed import check_comment, check_values, check_work
from annotator.formats.sound import Unsound, check_facts
from annotator.model.annotation import STANDS, SURE, Annotation, Relation
from annotator.model.data import noun_of
from annotator.model.review import COMMENT_ANCHORS, ON_DOCUMENT, ON_SPANS, Comment
from annotator.model.span import Span
from annotator.text.quoting import quote_of

_NONE: dict[str, Any] = {}
_SHARED = (
    "id",
    "annotator",
    "features",
    "confidence",
    "origin",
    "origin_detail",
    "state",
    "source_id",
    "made",
    "changed",
)
_WRITTEN = ("id", "layer", "annotator", "spans", "quote", "features", "confidence", "origin")
_USUAL: Mapping[tuple[str, ...], tuple[bool, bool]] = {
    _WRITTEN: (False, False),
    (*_WRITTEN, "source_id"): (True, False),
    (*_WRITTEN, "made"): (False, True),
    (*_WRITTEN, "source_id", "made"): (True, True),
}
"""The fields of annotations as most of them are written: with the id of their source, with a date.
"""
_MOST_NAMES = 1000
"""How many layers with their annotators and the like are remembered as sound."""
_new = cast(Any, tuple).__new__
_ANNOTATION = frozenset((*_SHARED, "layer", "spans", "quote", "segments"))
_PLACE = frozenset(("document", "target", "spans", "quote"))
"""What the anchor of a comment becomes; beside it, such a field would be taken for its own."""
_RELATION = frozenset((*_SHARED, "type", "from", "to"))


class WorkReader:
    """Reads the annotations of a file, document after document."""

    def __init__(self, layers: frozenset[str] | None) -> None:
        """Take the ids of the layers that there are, None where any may be."""
        self._layers = layers
        self._sound: set[tuple[object, ...]] = set()
        self._keys, self._shape = _WRITTEN, _USUAL[_WRITTEN]

    def annotations(
        self, found: Iterable[Mapping[str, Any]], document: str, text: str
    ) -> tuple[Annotation, ...]:
        """Return the annotations of a document.

        Unsound, or one of the faults of broken data, if one of them is not sound.
        """
        usual, layers = self._usual, self._layers
        return tuple(
            [usual(a, document, text) or _annotation(a, document, text, layers) for a in found]
        )

    def _usual(self, data: Mapping[str, Any], document: str, text: str) -> Annotation | None:
        """Return an annotation of a shape that most have, or None: a closer look is needed.

        It says with a quarter of the effort what `_annotation` would say.
        """
        keys = tuple(data)
        if keys != self._keys:
            if keys not in _USUAL:
                return None
            # Most are written as the one before: comparing takes a third of looking up.
            self._keys, self._shape = keys, _USUAL[keys]
        values: Any = data.values()
        item, layer, who, spans, quote, features, sure, origin, *more = values
        try:
            ((begin, end),) = spans
            is_known = (layer, who, sure, origin) in self._sound
            if not is_known and not self._are_sound(layer, who, sure, origin):
                return None
        except (TypeError, ValueError):
            return None
        has_source, has_made = self._shape
        told: Mapping[str, Any] = features
        source, made = more[0] if has_source else None, more[-1] if has_made else None
        if (
            type(begin) is not int
            or type(end) is not int
            or not 0 <= begin <= end <= len(text)
            or text[begin:end] != quote
            or type(item) is not str
            or not item
            or type(features) is not dict
            or (has_source and type(source) is not str)
            or (has_made and type(made) is not str)
        ):
            return None
        check_values(item, told)
        # Made as a tuple: naming sixteen fields for each would double the time of reading.
        anchor = ((_new(Span, (begin, end)),), quote, ())
        facts = (told, sure, origin, None, STANDS, source, made, None, None)
        return _new(Annotation, (item, document, layer, who, *anchor, *facts))

    def _are_sound(self, *names: Any) -> bool:
        """Say whether a layer, an annotator, a confidence and an origin are; note it if so."""
        layer, who, sure, origin = names
        if self._layers is not None and layer not in self._layers:
            return False
        check_work("-", (layer, who), _NONE, sure, origin, STANDS)
        if len(self._sound) == _MOST_NAMES:
            self._sound.clear()
        self._sound.add(names)
        return True


def _spans(data: Any, item: str, size: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    if type(data) not in (list, tuple):
        raise TypeError("spans are pairs of whole numbers")
    for pair in cast(list[Any], data):
        if type(pair) is not list or [*map(type, cast(list[Any], pair))] != [int, int]:
            raise TypeError("spans are pairs of whole numbers")
        begin, end = cast(list[int], pair)
        if not 0 <= begin <= end <= size:
            raise Unsound("bundle_offsets", item=item, begin=begin, end=end, length=size)
        spans.append(Span(begin, end))
    if spans != sorted(spans):
        # They are kept in the order of the text, and the quote would then be another one.
        raise ValueError(f"{item}: the spans are not in the order of the text")
    return tuple(spans)


def _names(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    names = cast(list[Any], found)
    if type(found) is not list or not all(type(name) is str for name in names):
        raise TypeError("segments are a list of ids")
    return tuple(names)


def _annotation(
    data: Mapping[str, Any], document: str, text: str, layers: frozenset[str] | None
) -> Annotation:
    layer, item = data["layer"], data["id"]
    if layers is not None and layer not in layers:
        raise Unsound("bundle_unknown_layer", item=item, layer=layer)
    spans = _spans(data.get("spans", ()), item, len(text))
    quote = data.get("quote", "")
    if quote_of(text, spans) != quote:
        raise Unsound("bundle_quote", item=item, quote=str(quote)[:80])
    features, who = data.get("features", _NONE), data["annotator"]
    sure, origin = data.get("confidence", SURE), data.get("origin", "import")
    state = data.get("state", STANDS)
    check_work(item, (layer, who), features, sure, origin, state)
    detail, source = data.get("origin_detail"), data.get("source_id")
    made, changed = data.get("made"), data.get("changed")
    extra = {k: v for k, v in data.items() if k not in _ANNOTATION}
    check_facts(item, (source, made, changed), detail, extra)
    return Annotation(
        id=item,
        document=document,
        layer=layer,
        annotator=who,
        spans=spans,
        quote=quote,
        segments=_names(data.get("segments")),
        features=features,
        confidence=sure,
        origin=origin,
        origin_detail=detail,
        state=state,
        source_id=source,
        made=made,
        changed=changed,
        extra=extra or None,
    )


def relation_of(data: Mapping[str, Any], document: str, ids: set[str]) -> Relation:
    """Return a relation of a document; `ids` are those of its annotations.

    ValueError if it goes to more than one end, Unsound if an end is not there.
    """
    start, end = data["from"]["annotation"], data["to"]
    is_entity = "entity" in end
    to_id = end["entity"] if is_entity else end["annotation"]
    if len(end) != 1:
        raise ValueError(f"{data['id']} goes to more than one end")
    features = data.get("features", _NONE)
    sure, origin = data.get("confidence", SURE), data.get("origin", "import")
    state = data.get("state", STANDS)
    names = (data["type"], data["annotator"], to_id)
    check_work(data["id"], names, features, sure, origin, state)
    detail, source = data.get("origin_detail"), data.get("source_id")
    made, changed = data.get("made"), data.get("changed")
    for noun_id in (start,) if is_entity else (start, to_id):
        if noun_id not in ids:
            raise Unsound("relation_nowhere", item=data["id"], end=noun_id)
    extra = {k: v for k, v in data.items() if k not in _RELATION}
    check_facts(data["id"], (source, made, changed), detail, extra)
    return Relation(
        id=data["id"],
        document=document,
        type=data["type"],
        annotator=data["annotator"],
        from_id=start,
        to_id=to_id,
        to_entity=is_entity,
        features=features,
        confidence=sure,
        origin=origin,
        origin_detail=detail,
        state=state,
        source_id=source,
        made=made,
        changed=changed,
        extra=extra or None,
    )


def comment_of(data: Mapping[str, Any], document: str) -> Comment:
    """Return a comment on a document or something of it.

    ValueError if it is on nothing that is known, or on two things.
    """
    told = dict(data)
    anchor = told.pop("anchor")
    kind = next((name for name in COMMENT_ANCHORS if name in anchor), None)
    if kind is None or set(anchor) - {kind, "quote"}:
        raise ValueError(f"{data.get('id')} is on nothing that is known")
    if not _PLACE.isdisjoint(told):
        raise ValueError(f"{data.get('id')} says beside its anchor what it is on")
    told["anchor"] = kind
    told["document"] = document
    if kind == ON_SPANS:
        told["spans"], told["quote"] = anchor["spans"], anchor.get("quote", "")
    elif kind != ON_DOCUMENT:
        told["target"] = anchor[kind]
    elif anchor[kind] not in (True, document):
        # It stands with its document; on another one it would be with that.
        raise Unsound("comment_nowhere", item=data.get("id"), end=anchor[kind])
    comment = noun_of(Comment, told)
    check_comment(comment)
    return comment
