"""Digests of what a format carries of a header or bundle: the proof of an export."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any, cast

import orjson

from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Ability, Bundle, Header
from annotator.model.corpus import MetadataValue
from annotator.model.data import data_of, plain
from annotator.model.span import Span

_SORTED = orjson.OPT_SORT_KEYS
_BYTES = 16


def digest_of(bundle: Bundle, carries: frozenset[Ability]) -> str:
    """Return a digest of a bundle's facts, whatever their order; `carries` cuts it down.

    The text, the annotations' anchors, layers, quotes and annotators always count.
    """
    parts: list[bytes] = [_dumped(["document", *_document(bundle, carries)])]
    has_ids, is_whole = _of_work(carries)
    if is_whole:
        parts += (_all(b"annotations", bundle.annotations), _all(b"relations", bundle.relations))
    else:
        parts.extend(_dumped(_annotation(a, carries)) for a in bundle.annotations)
        if Ability.RELATIONS in carries:
            parts.extend(_dumped(_relation(r, has_ids, carries)) for r in bundle.relations)
    if Ability.SEGMENTS in carries:
        parts.append(_dumped(["segments", *(data_of(s) for s in bundle.segments)]))
    if Ability.COMMENTS in carries:
        parts.extend(_dumped(["comment", data_of(c)]) for c in bundle.comments)
    if Ability.TOKENS in carries and has_ids and bundle.tokens is not None:
        parts.append(_dumped(["tokens", data_of(bundle.tokens)]))
    if has_ids:
        parts.extend(_dumped(["assignment", data_of(a)]) for a in bundle.assignments)
        parts.extend(_dumped(["revision", data_of(r)]) for r in bundle.revisions)
        parts.extend(_dumped(["decision", data_of(d)]) for d in bundle.decisions)
    return _together(parts)


@cache
def _of_work(carries: frozenset[Ability]) -> tuple[bool, bool]:
    """Say whether ids of annotations and relations count, and whether all facts of them do.

    Members of an enum are slow to look up.
    """
    return Ability.SCHEME in carries, carries.issuperset(_WHOLE)


_WHOLE = (
    Ability.SCHEME,
    Ability.FEATURES,
    Ability.CONFIDENCE,
    Ability.RELATIONS,
    Ability.RELATION_FEATURES,
)


def _all(kind: bytes, nouns: Sequence[tuple[Any, ...]]) -> bytes:
    """Return all that annotations or relations say, in the order of their ids.

    At once: a list made of each, and a call for it, took five times as long.
    """
    rows = [noun[:] for noun in nouns]
    rows.sort(key=_FIRST)
    return kind + orjson.dumps(rows, default=_pair, option=_SORTED)


_FIRST = itemgetter(0)


def _pair(value: object) -> tuple[int, int]:
    """Return a span as JSON knows it; TypeError for anything else, which no digest can hold."""
    if type(value) is not Span:
        raise TypeError(f"{type(value).__name__} is no plain data")
    return (value[0], value[1])


def _annotation(a: Annotation, carries: frozenset[Ability]) -> list[Any]:
    facts: list[Any] = [a.layer, a.annotator, [list(s) for s in a.spans], a.quote, a.segments]
    if Ability.SCHEME in carries:
        facts += [a.id, a.origin, a.origin_detail, a.state, a.source_id]
        facts += [a.made, a.changed, a.extra]
    if Ability.FEATURES in carries:
        facts.append(a.features)
    if Ability.CONFIDENCE in carries:
        facts.append(a.confidence)
    return facts


def _document(bundle: Bundle, carries: frozenset[Ability]) -> list[Any]:
    document = bundle.document
    facts: list[Any] = [document.sha256, len(document.text)]
    if Ability.SCHEME in carries:
        facts += [document.id, document.name, document.source_id, document.file, document.revision]
        facts += [plain(document.source), plain(document.extra)]
    if Ability.METADATA in carries:
        facts.append({key: _value(value) for key, value in document.metadata.items()})
    return facts


def _value(value: MetadataValue) -> Any:
    if value.note is None and not value.extra:
        return plain(value.value), value.inferred
    return data_of(value)


def _relation(r: Relation, has_ids: bool, carries: frozenset[Ability]) -> list[Any]:
    facts: list[Any] = [r.type, r.annotator]
    if has_ids:
        facts += [r.id, r.from_id, r.to_id, r.to_entity, r.origin, r.origin_detail, r.state]
        facts += [r.source_id, r.made, r.changed, r.extra]
    if Ability.RELATION_FEATURES in carries:
        facts.append(r.features)
    if Ability.CONFIDENCE in carries:
        facts.append(r.confidence)
    return facts


def header_digest(header: Header, carries: frozenset[Ability]) -> str:
    """Return a digest of what a format carries of a header; constant if that is nothing."""
    if Ability.SCHEME not in carries:
        return ""
    scheme = None if header.scheme is None else scheme_facts(data_of(header.scheme), carries)
    parts = [_dumped(["scheme", scheme])]
    for name in ("entities", "annotators", "sets", "document_relations", "comments", "rounds"):
        parts.extend(_dumped([name, data_of(noun)]) for noun in getattr(header, name))
    if Ability.HISTORY in carries:
        parts.extend(_dumped(["history", dict(step)]) for step in header.history)
    return _together(parts)


_UNCARRIED = {
    Ability.KEYS_AND_COLOURS: ("key", "colour"),
    Ability.RULES: ("rules",),
}


def scheme_facts(data: Any, carries: frozenset[Ability]) -> Any:
    """Return a scheme's data without what a format does not carry."""
    dropped = {
        key for ability, keys in _UNCARRIED.items() if ability not in carries for key in keys
    }
    return _without(data, dropped) if dropped else data


def _without(data: object, dropped: set[str]) -> object:
    if isinstance(data, dict):
        items = cast(dict[str, object], data).items()
        return {k: _without(v, dropped) for k, v in items if k not in dropped}
    if isinstance(data, list):
        return [_without(item, dropped) for item in cast(list[object], data)]
    return data


def _dumped(value: Any) -> bytes:
    return orjson.dumps(value, option=_SORTED)


def _together(parts: list[bytes]) -> str:
    """Return one digest of all parts, each with its length, in an order of its own."""
    parts.sort()
    digest = hashlib.blake2b(digest_size=_BYTES)
    for part in parts:
        digest.update(b"%d:%b" % (len(part), part))
    return digest.hexdigest()
