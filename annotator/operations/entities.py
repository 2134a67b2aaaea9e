"""Entities: making and changing them, and what aliases say of a quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model.entity import Alias, Entity
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.language import Texts
from annotator.model.scheme import Feature, Layer
from annotator.store.store import Store
from annotator.text.normal import fold

ALIAS_KINDS = "alias_kinds"
"""Key of a tag in a scheme file: kinds of alias by which the tag fills itself in."""


def new_entity(
    store: Store,
    *,
    names: Texts,
    kinds: Iterable[str] = (),
    alias: Alias | None = None,
    annotator: str,
) -> Entity:
    """Add an entity to the corpus and return it."""
    aliases = (alias,) if alias else ()
    entity = Entity(id=new_key(), names=dict(names), kinds=tuple(kinds), aliases=aliases)
    with store.edit("entities.new", annotator=annotator, data={"name": dict(names)}) as edit:
        edit.put(entity)
    return entity


def set_entity(store: Store, entity: Entity, *, annotator: str) -> Entity:
    """Write an entity as it now is; a letter that another one has moves to this one."""
    letter = entity.letter
    with store.edit("entities.set", annotator=annotator, data={"name": dict(entity.names)}) as edit:
        if letter:
            for other in store.read().entities():
                if other.letter == letter and other.id != entity.id:
                    edit.put(_without_letter(other))
        edit.put(entity)
    return entity


def remove_entity(store: Store, entity_id: str, *, annotator: str) -> None:
    """Remove an entity that no annotation and no relation uses."""
    reader = store.read()
    entity = reader.entity(entity_id)
    if entity is None:
        raise RuleError("no_such_noun", id=entity_id)
    uses = reader.entity_uses(entity_id)
    name = next(iter(entity.names.values()), entity_id)
    if uses:
        raise RuleError("entity_in_use", name=name, count=uses)
    with store.edit("entities.remove", annotator=annotator, data={"name": dict(entity.names)}) as e:
        e.remove(Entity, entity_id)


def _without_letter(entity: Entity) -> Entity:
    from dataclasses import replace

    return replace(entity, letter=None)


def matching(entities: Iterable[Entity], quote: str) -> list[tuple[Entity, Alias]]:
    """Return the entities that have `quote` as an alias, of any kind, each once."""
    wanted = fold(quote.strip())
    found: list[tuple[Entity, Alias]] = []
    for entity in entities:
        for alias in entity.aliases:
            if fold(alias.text) == wanted:
                found.append((entity, alias))
                break
    return found


def offered(
    entities: Iterable[Entity], feature: Feature, typed: str, *, limit: int = 50
) -> list[Entity]:
    """Rank entities for a feature: those of its kinds first, then by how `typed` fits.

    Every typed word must begin a word of one of the entity's names or aliases.
    """
    words = fold(typed).split()
    ranked: list[tuple[int, int, str, Entity]] = []
    for entity in entities:
        texts = [*entity.names.values(), *(a.text for a in entity.aliases)]
        folded = [fold(text) for text in texts]
        if words and not any(_fits(words, text) for text in folded):
            continue
        is_whole = any(text == fold(typed) for text in folded)
        is_kind = not feature.kinds or _has_kind(entity.kinds, feature.kinds)
        name = folded[0] if folded else ""
        ranked.append((0 if is_kind else 1, 0 if is_whole else 1, name, entity))
    ranked.sort(key=lambda row: row[:3])
    return [row[3] for row in ranked[:limit]]


def values_by_alias(
    store: Store, layer: Layer, quote: str, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the aliases of known entities say of a quote on a layer.

    An alias of just one entity of the layer's kinds gives the entity; a tag whose id ends one
    of that entity's kinds, and a tag that names the alias's kind, follow from it.
    """
    feature = next((f for f in layer.features if f.type in ("entity", "entities")), None)
    if feature is None:
        return {}
    chosen = given.get(feature.id)
    if chosen:
        only = chosen if isinstance(chosen, str) else chosen[0]
        entity = store.read().entity(only)
        found = [] if entity is None else matching([entity], quote) or [(entity, None)]
    else:
        known = store.read().entities_by_alias(fold(quote.strip()))
        found = [
            pair
            for pair in matching(known, quote)
            if not feature.kinds or _has_kind(pair[0].kinds, feature.kinds)
        ]
    if len(found) != 1:
        return {}
    entity, alias = found[0]
    values: dict[str, Any] = {}
    if not chosen:
        values[feature.id] = [entity.id] if feature.type == "entities" else entity.id
    values.update(_tags_following(store, layer, entity, alias))
    return values


def _tags_following(
    store: Store, layer: Layer, entity: Entity, alias: Alias | None
) -> dict[str, str]:
    ends = {kind.rpartition(":")[2] for kind in entity.kinds}
    values: dict[str, str] = {}
    for feature in layer.features:
        if feature.type != "tag":
            continue
        tags = store.scheme.tags_of(feature)
        by_kind = [t.id for t in tags if t.id in ends and not t.group]
        by_alias = [
            t.id for t in tags if alias is not None and alias.kind in t.extra.get(ALIAS_KINDS, ())
        ]
        fitting = by_alias or by_kind
        if len(fitting) == 1:
            values[feature.id] = fitting[0]
    return values


def _fits(words: list[str], text: str) -> bool:
    parts = text.replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _has_kind(kinds: Iterable[str], wanted: Iterable[str]) -> bool:
    have = tuple(kinds)
    for want in wanted:
        if want.endswith("*") and any(k.startswith(want[:-1]) for k in have):
            return True
        if want in have:
            return True
    return False
