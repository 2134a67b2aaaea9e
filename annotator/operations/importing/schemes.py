"""Schemes that meet: what a file's scheme adds to the one of the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from annotator.formats.closed import check_scheme
from annotator.model.errors import RuleError
from annotator.model.scheme import Feature, Layer, RelationType, Scheme, Tagset
from annotator.store.store import Store

T = TypeVar("T", Layer, Feature, RelationType, Tagset, Any)


def set_scheme(store: Store, scheme: Scheme, *, annotator: str | None = None) -> Scheme:
    """Give the corpus another scheme, as one step, and return it with its version.

    A scheme that says something else under the version that is there gets the next one.
    RuleError if a layer or type of relation that has work would be gone, or if the scheme says
    what no scheme can. Other work that breaks it is kept, and listed by `check`.
    """
    ours = store.scheme
    try:
        check_scheme(scheme)
    except ValueError as error:
        raise RuleError("scheme_wrong", reason=str(error)) from error
    used = {**store.read().counts_by_layer(), **store.read().counts_by_relation_type()}
    gone = [name for name in missing_layers(scheme, ours) if used.get(name)]
    if gone:
        raise RuleError("scheme_in_use", names=", ".join(gone))
    if scheme == ours:
        return ours
    if scheme.version == ours.version:
        scheme = replace(scheme, version=next_version(ours.version))
    data = {"name": dict(scheme.names), "before": ours.version, "version": scheme.version}
    with store.edit("scheme.set", annotator=annotator, data=data) as edit:
        edit.put(scheme)
    return scheme


def next_version(version: str) -> str:
    """Return the version after one: its last number is one higher, or `.1` is added."""
    head, dot, last = version.rpartition(".")
    if last.isascii() and last.isdigit():
        return f"{head}{dot}{int(last) + 1}"
    return f"{version}.1"


def merged(ours: Scheme, theirs: Scheme) -> Scheme:
    """Return our scheme with all that only theirs has; where both speak, ours stands.

    A key that is taken here does not come along: two would answer to it, and one never.
    """
    result = replace(
        ours,
        layers=_joined(ours.layers, theirs.layers, _merge_layer),
        tagsets=_joined(ours.tagsets, theirs.tagsets, _merge_tags),
        relation_types=_joined(ours.relation_types, theirs.relation_types, _merge_type),
        metadata_keys=_joined(ours.metadata_keys, theirs.metadata_keys),
        entity_kinds=_joined(ours.entity_kinds, theirs.entity_kinds),
        segment_roles=_joined(ours.segment_roles, theirs.segment_roles),
        built_in_entities=_joined(ours.built_in_entities, theirs.built_in_entities),
    )
    return ours if result == ours else result


def missing_layers(ours: Scheme, theirs: Scheme) -> list[str]:
    """Return the layers and relation types of theirs that ours does not have."""
    layers = {x.id for x in ours.layers}
    types = {x.id for x in ours.relation_types}
    return [x.id for x in theirs.layers if x.id not in layers] + [
        x.id for x in theirs.relation_types if x.id not in types
    ]


def _joined(ours: Iterable[Any], theirs: Iterable[Any], merge: Any = None) -> tuple[Any, ...]:
    added = {x.id: x for x in theirs}
    out: list[Any] = []
    for mine in ours:
        other = added.pop(mine.id, None)
        out.append(merge(mine, other) if merge is not None and other is not None else mine)
    taken = {_key_of(x) for x in out}
    return (*out, *(_without_key(x) if _key_of(x) in taken else x for x in added.values()))


def _key_of(noun: Any) -> object:
    return getattr(noun, "key", None) or object()


def _without_key(noun: Any) -> Any:
    return replace(noun, key=None)


def _merge_layer(mine: Layer, other: Layer) -> Layer:
    return replace(mine, features=_joined(mine.features, other.features, _merge_feature))


def _merge_type(mine: RelationType, other: RelationType) -> RelationType:
    return replace(mine, features=_joined(mine.features, other.features, _merge_feature))


def _merge_feature(mine: Feature, other: Feature) -> Feature:
    if mine.tags is None or other.tags is None:
        return mine
    return replace(mine, tags=_joined(mine.tags, other.tags))


def _merge_tags(mine: Tagset, other: Tagset) -> Tagset:
    return replace(mine, tags=_joined(mine.tags, other.tags))
