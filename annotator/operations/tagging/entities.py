"""Entities: making, changing, removing and finding them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.corpus import LANGUAGE
from annotator.model.entity import Alias, Entity
from annotator.model.errors import RuleError
from annotator.model.identity import new_key
from annotator.model.language import Texts
from annotator.model.problem import Problem
from annotator.model.rules_of_entities import entity_problems
from annotator.model.scheme import ERROR, Feature
from annotator.operations.editing.context import refuse
from annotator.operations.tagging.kinds_said import is_of_kind
from annotator.store.store import Store
from annotator.text.normal import fold
from annotator.text.quoting import name_form

_NO_LANGUAGE = ("und", "mul", "zxx", "mis")
"""Codes of BCP 47 that name no language."""


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
    _refuse_errors(store, entity)
    with store.edit("entities.new", annotator=annotator, data={"name": dict(names)}) as edit:
        edit.put(entity)
    return entity


def language_of_names(store: Store, document_id: str | None, default: str) -> str:
    """Return in which language names are that stand in a document, `default` if it is not known.

    A regional form ("pt-BR") counts as its language: names are looked up by that.
    """
    document = store.read().document(document_id) if document_id else None
    told = document.metadata.get(LANGUAGE) if document is not None else None
    primary = str(told.value).partition("-")[0].lower() if told is not None else ""
    return primary if primary.isalpha() and primary not in _NO_LANGUAGE else default


def set_entity(store: Store, entity: Entity, *, annotator: str) -> Entity:
    """Write an entity as it now is; a letter that another one has moves to this one.

    RuleError if it would name an entity that is not there or come back to itself, or if an id
    that is known has no value.
    """
    letter = entity.letter
    _refuse_errors(store, entity)
    with store.edit("entities.set", annotator=annotator, data={"name": dict(entity.names)}) as edit:
        if letter:
            for other in store.read().entities():
                if other.letter == letter and other.id != entity.id:
                    edit.put(_without_letter(other))
        edit.put(entity)
    return entity


def remove_entity(store: Store, entity_id: str, *, annotator: str) -> Entity:
    """Remove an entity that no annotation, relation or other entity uses, and return it.

    RuleError if one does, or if there is no such entity.
    """
    reader = store.read()
    entity = reader.entity(entity_id)
    if entity is None:
        raise RuleError("no_such_noun", id=entity_id)
    uses = reader.entity_uses(entity_id)
    if uses:
        name = dict(entity.names) or entity_id
        raise RuleError("entity_in_use", name=name, count=uses)
    with store.edit("entities.remove", annotator=annotator, data={"name": dict(entity.names)}) as e:
        e.remove(Entity, entity_id)
    return entity


def _refuse_errors(store: Store, entity: Entity) -> None:
    """Refuse what is wrong with an entity and was not wrong before."""
    known = {e.id: e for e in store.read().entities()}
    before = known.get(entity.id)
    told = () if before is None else tuple(entity_problems(before, known, store.scheme))
    known[entity.id] = entity
    for problem in entity_problems(entity, known, store.scheme):
        is_old = any(_sign(p) == _sign(problem) for p in told)
        if problem.severity == ERROR and not is_old:
            refuse(problem, store.scheme)


def _sign(problem: Problem) -> tuple[object, ...]:
    return problem.code, problem.data.get("other"), problem.data.get("authority")


def _without_letter(entity: Entity) -> Entity:
    from dataclasses import replace

    return replace(entity, letter=None)


def matching(entities: Iterable[Entity], quote: str) -> list[tuple[Entity, Alias]]:
    """Return the entities that have `quote` as an alias, of any kind, each once."""
    wanted = fold(name_form(quote))
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
        is_kind = is_of_kind(entity, feature)
        name = folded[0] if folded else ""
        ranked.append((0 if is_kind else 1, 0 if is_whole else 1, name, entity))
    ranked.sort(key=lambda row: row[:3])
    return [row[3] for row in ranked[:limit]]


def _fits(words: list[str], text: str) -> bool:
    parts = text.replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)
