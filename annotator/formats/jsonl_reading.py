"""Lines of the project's own JSONL as nouns, each fault with file, line and reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from annotator.formats.closed import check_assignment, check_comment, check_header, check_work
from annotator.formats.faults import FAULTS, UNIT, refusal_of
from annotator.formats.sound import (
    Unsound,
    check_bundle,
    check_characters,
    check_facts,
    check_whole_header,
)
from annotator.model.annotation import STANDS, SURE, Annotation, Relation
from annotator.model.bundle import Bundle, Header
from annotator.model.corpus import (
    Document,
    DocumentRelation,
    DocumentSet,
    MetadataValue,
    Revision,
    Segment,
    Tokens,
)
from annotator.model.data import noun_of
from annotator.model.entity import Entity
from annotator.model.errors import FormatError
from annotator.model.identity import text_hash
from annotator.model.review import (
    COMMENT_ANCHORS,
    ON_SPANS,
    Annotator,
    Assignment,
    Comment,
)
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.text.quoting import quote_of

_NONE: dict[str, Any] = {}
_HEADER = frozenset(
    (
        "format",
        "offset_unit",
        "scheme",
        "entities",
        "annotators",
        "sets",
        "document_relations",
        "comments",
        "history",
    )
)
_DOCUMENT = frozenset(
    (
        "id",
        "source_id",
        "name",
        "file",
        "text",
        "text_sha256",
        "length",
        "offset_unit",
        "revision",
        "metadata",
        "source",
        "segments",
        "annotations",
        "relations",
        "comments",
        "tokens",
        "assignments",
        "revisions",
    )
)
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
_new = cast(Any, tuple).__new__
_ANNOTATION = frozenset((*_SHARED, "layer", "spans", "quote", "segments"))
_RELATION = frozenset((*_SHARED, "type", "from", "to"))


def header_of(path: Path, line: int, data: Mapping[str, Any], mark: str) -> Header:
    """Return the header of the first line; FormatError if it is none of this version."""
    found = data.get("format")
    if found != mark:
        code = "newer_format" if str(found).startswith("annotator-jsonl/") else "no_header"
        raise FormatError(code, file=str(path), line=line, found=found, reason=str(found))
    try:
        scheme = data.get("scheme")
        if data.get("offset_unit", UNIT) != UNIT:
            raise ValueError(f"offset_unit is not {UNIT}")
        header = Header(
            scheme=None if scheme is None else noun_of(Scheme, scheme),
            entities=tuple(noun_of(Entity, x) for x in data.get("entities", ())),
            annotators=tuple(noun_of(Annotator, x) for x in data.get("annotators", ())),
            sets=tuple(noun_of(DocumentSet, x) for x in data.get("sets", ())),
            document_relations=tuple(
                noun_of(DocumentRelation, x) for x in data.get("document_relations", ())
            ),
            comments=tuple(noun_of(Comment, x) for x in data.get("comments", ())),
            history=tuple(data.get("history", ())),
            extra={key: value for key, value in data.items() if key not in _HEADER},
        )
        check_header(header)
        check_whole_header(header)
        return header
    except FAULTS as error:
        raise refusal_of(path, line, error) from error


def refuse_controls(path: Path, line: int, data: Mapping[str, Any]) -> None:
    """FormatError if a text or name of a line has characters that can be kept nowhere."""
    try:
        check_characters(data)
    except FAULTS as error:
        raise refusal_of(path, line, error) from error


def bundle_of(
    path: Path, line: int, data: Mapping[str, Any], header: Header, seen: set[str]
) -> Bundle:
    """Return the bundle of a document's line; `seen` gathers ids of documents and annotations."""
    try:
        return _bundle(line, data, header, seen)
    except FAULTS as error:
        raise refusal_of(path, line, error) from error


def _bundle(line: int, data: Mapping[str, Any], header: Header, seen: set[str]) -> Bundle:
    document = _document(data)
    _once(seen, document.id)
    layers = None if header.scheme is None else {x.id for x in header.scheme.layers}
    text, key = document.text, document.id
    annotations = tuple(
        [
            _usual(a, key, text, layers) or _annotation(a, key, text, layers)
            for a in data.get("annotations", ())
        ]
    )
    ids = {a.id for a in annotations}
    if len(ids) < len(annotations) or not seen.isdisjoint(ids):
        for annotation in annotations:
            _once(seen, annotation.id)
    seen.update(ids)
    segments = tuple(noun_of(Segment, s) for s in data.get("segments", ()))
    _check_within(annotations, segments)
    relations = tuple(_relation(r, key, ids) for r in data.get("relations", ()))
    for relation in relations:
        _once(seen, relation.id)
    comments = tuple(_comment(c, key) for c in data.get("comments", ()))
    for comment in comments:
        _once(seen, comment.id)
    bundle = Bundle(
        document=document,
        segments=segments,
        annotations=annotations,
        relations=relations,
        comments=comments,
        tokens=_tokens(data.get("tokens"), len(text)),
        assignments=tuple(_assignment(x, key) for x in data.get("assignments", ())),
        revisions=tuple(
            noun_of(Revision, {**x, "document": key}) for x in data.get("revisions", ())
        ),
        line=line,
    )
    check_bundle(bundle)
    return bundle


def _once(seen: set[str], noun_id: str) -> None:
    if noun_id in seen:
        raise Unsound("id_twice", item=noun_id)
    seen.add(noun_id)


def _document(data: Mapping[str, Any]) -> Document:
    text = data["text"]
    if not isinstance(text, str) or not text:
        raise Unsound("no_text")
    key, metadata = data["id"], data.get("metadata", {})
    if type(key) is not str or type(metadata) is not dict:
        raise ValueError("id and metadata of the document are a text and an object")
    sha256 = text_hash(text)
    if data.get("offset_unit", UNIT) != UNIT:
        raise ValueError(f"offset_unit is not {UNIT}")
    if data.get("text_sha256", sha256) != sha256 or data.get("length", len(text)) != len(text):
        raise Unsound("text_hash", item=data.get("name", ""))
    return Document(
        id=key,
        name=data["name"],
        text=text,
        sha256=sha256,
        revision=data.get("revision", 1),
        source_id=data.get("source_id"),
        file=data.get("file"),
        metadata={k: _value(v) for k, v in cast(Mapping[str, Any], metadata).items()},
        source=data.get("source", {}),
        extra={key: value for key, value in data.items() if key not in _DOCUMENT},
    )


def _value(data: Any) -> MetadataValue:
    told = cast(Mapping[str, Any], data)
    if type(data) is dict and tuple(told) == ("value", "inferred"):
        value, inferred = told["value"], told["inferred"]
        if type(inferred) is bool:
            return MetadataValue(value=value, inferred=inferred)
    return noun_of(MetadataValue, told)


def _check_within(annotations: Iterable[Annotation], segments: Iterable[Segment]) -> None:
    known: set[str] | None = None
    for annotation in annotations:
        if not annotation.segments:
            continue
        known = {s.id for s in segments} if known is None else known
        if annotation.spans or not known.issuperset(annotation.segments):
            raise ValueError(f"{annotation.id} is not on segments of this document")


def _tokens(data: Any, size: int) -> Tokens | None:
    if data is None:
        return None
    tokens = noun_of(Tokens, data)
    for begin, end in (*tokens.spans, *tokens.sentences):
        if not 0 <= begin <= end <= size:
            raise Unsound("bundle_offsets", item="tokens", begin=begin, end=end, length=size)
    for name, column in tokens.columns.items():
        if len(column) != len(tokens.spans):
            raise ValueError(f"tokens: {name} has not one value for each token")
    return tokens


def _assignment(data: Mapping[str, Any], document: str) -> Assignment:
    assignment = noun_of(Assignment, {**data, "document": document})
    check_assignment(assignment)
    return assignment


def _spans(data: Iterable[Any], item: str, size: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    for pair in data:
        begin, end = pair
        if type(begin) is not int or type(end) is not int:
            raise TypeError("spans are pairs of whole numbers")
        if not 0 <= begin <= end <= size:
            raise Unsound("bundle_offsets", item=item, begin=begin, end=end, length=size)
        spans.append(Span(begin, end))
    return tuple(spans)


def _names(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    names = cast(list[Any], found)
    if type(found) is not list or not all(type(name) is str for name in names):
        raise TypeError("segments are a list of ids")
    return tuple(names)


def _usual(
    data: Mapping[str, Any], document: str, text: str, layers: set[str] | None
) -> Annotation | None:
    """Return an annotation of a shape that most have, or None: a closer look is needed.

    It says with a third of the effort what `_annotation` would say.
    """
    shape = _USUAL.get(tuple(data))
    if shape is None:
        return None
    item, layer, who, spans, quote, features, sure, origin, *more = data.values()
    try:
        ((begin, end),) = spans
    except (TypeError, ValueError):
        return None
    if type(begin) is not int or type(end) is not int or not 0 <= begin <= end <= len(text):
        return None
    has_source, has_made = shape
    source, made = more[0] if has_source else None, more[-1] if has_made else None
    if (has_source and type(source) is not str) or (has_made and type(made) is not str):
        return None
    if text[begin:end] != quote or (layers is not None and layer not in layers):
        return None
    check_work(item, (layer, who), features, sure, origin, STANDS)
    # Made as a tuple: naming sixteen fields for each would double the time of reading.
    anchor = ((_new(Span, (begin, end)),), quote, ())
    facts = (features, sure, origin, None, STANDS, source, made, None, None)
    return _new(Annotation, (item, document, layer, who, *anchor, *facts))


def _annotation(
    data: Mapping[str, Any], document: str, text: str, layers: set[str] | None
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


def _relation(data: Mapping[str, Any], document: str, ids: set[str]) -> Relation:
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


def _comment(data: Mapping[str, Any], document: str) -> Comment:
    told = dict(data)
    anchor = told.pop("anchor")
    kind = next((name for name in COMMENT_ANCHORS if name in anchor), None)
    if kind is None or set(anchor) - {kind, "quote"}:
        raise ValueError(f"{data.get('id')} is on nothing that is known")
    told["anchor"] = kind
    told["document"] = document
    if kind == ON_SPANS:
        told["spans"], told["quote"] = anchor["spans"], anchor.get("quote", "")
    elif anchor[kind] is not True:
        told["target"] = anchor[kind]
    comment = noun_of(Comment, told)
    check_comment(comment)
    return comment
