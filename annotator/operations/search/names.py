"""Turns the names in a query into ids: layers, features, values, entities, keys, sets, people.

A name may be an id or the name in any language, case and accents do not count; a single word of
a longer name will do where it is the only one ("type" for an "actor_type").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.model.corpus import LANGUAGE, PUBLISHED, TITLE
from annotator.model.entity import SEARCHED_ALIASES
from annotator.model.errors import QueryError
from annotator.model.language import Texts
from annotator.model.query import (
    COMPARING,
    All,
    Condition,
    Fact,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.review import ASSIGNMENT_STATES
from annotator.model.scheme import Feature, Layer, Scheme, Tag
from annotator.model.values import value_of
from annotator.store.reading.queries import Reader
from annotator.store.searching.search import SearchReader
from annotator.text.comparing import key, without_quotes
from annotator.text.finding import FORMS, WHOLE, Word
from annotator.text.normal import fold

SET, STATE, ANNOTATOR, NAME = "set", "state", "annotator", "name"
WORDS_OF_FACTS: Mapping[str, tuple[str, ...]] = {
    SET: ("set", "група"),
    STATE: ("state", "състояние"),
    ANNOTATOR: ("annotator", "анотатор"),
    NAME: ("name", "име"),
}
"""What is asked of documents beside their metadata, in both languages."""
_METADATA = {
    LANGUAGE: ("language", "език"),
    PUBLISHED: ("date", "дата", "published"),
    TITLE: ("title", "заглавие"),
}
_STATES = {
    "new": ("new", "нов"),
    "in_progress": ("in_progress", "in progress", "в_работа", "в работа"),
    "finished": ("finished", "завършен"),
    "ignored": ("ignored", "пропуснат"),
}
_CLOSED = ("tag", "tags", "entity", "entities", "boolean", "integer")
_SHOWN = 12


class Names:
    """Knows the names of one corpus."""

    def __init__(self, scheme: Scheme, reader: Reader) -> None:
        """Take the scheme, and a reader for what is not in it."""
        self._scheme, self._reader = scheme, reader

    def resolve(self, query: Query) -> Query:
        """Return the query with ids instead of names; QueryError for a name that is not known."""
        if isinstance(query, All):
            return All(parts=tuple(map(self.resolve, query.parts)))
        if isinstance(query, Some):
            return Some(parts=tuple(map(self.resolve, query.parts)))
        if isinstance(query, Not):
            return Not(part=self.resolve(query.part))
        if isinstance(query, Near):
            return replace(query, what=self.resolve(query.what), to=self.resolve(query.to))
        if isinstance(query, Words):
            return self._words(query)
        if isinstance(query, Tagged):
            return self._tagged(query)
        if isinstance(query, Fact):
            return self._fact(query)
        return query

    # Words: other names of the same entity count as forms

    def _words(self, query: Words) -> Query:
        first = query.words[0]
        if len(query.words) > 1 or first.mode != FORMS or first.is_exact:
            return query
        found: dict[str, Words] = {key(first.text): query}
        for entity in self._reader.entities_by_alias(fold(first.text)):
            texts = [a.text for a in entity.aliases if a.kind in SEARCHED_ALIASES]
            for text in (*entity.names.values(), *texts):
                words = tuple(Word(w, WHOLE) for w in re.findall(r"[\w'’-]+", text))
                if len(words) == 1:
                    words = (Word(words[0].text, FORMS),)
                if words:
                    found.setdefault(key(text), replace(query, words=words))
        parts = tuple(found.values())
        return parts[0] if len(parts) == 1 else Some(parts=parts)

    # Annotations

    def _tagged(self, query: Tagged) -> Query:
        people = tuple(self._annotator(name, query.position) for name in query.annotators)
        query = replace(query, annotators=people)
        if query.layer is not None:
            query = self._parted(query)
            layer = self._layer(query.layer or "", query.position)
            conditions = [self._condition(c, (layer,)) for c in query.conditions]
            return replace(query, layer=layer.id, conditions=tuple(conditions))
        if not query.conditions:
            return query
        layers = [x for x in self._scheme.layers if _has_all(x, query.conditions)]
        if not layers:
            # Says which of the names is not known.
            for condition in query.conditions:
                self._condition(condition, self._scheme.layers)
        parts: list[Tagged] = []
        failed: QueryError | None = None
        for layer in layers or self._scheme.layers:
            try:
                conditions = [self._condition(c, (layer,)) for c in query.conditions]
            except QueryError as error:
                failed = error
                continue
            parts.append(replace(query, layer=layer.id, conditions=tuple(conditions)))
        if not parts and failed is not None:
            raise failed
        return parts[0] if len(parts) == 1 else Some(parts=tuple(parts))

    def _parted(self, query: Tagged) -> Tagged:
        """Return a query whose layer is one: words after its name belong to the first feature."""
        words = (query.layer or "").split()
        if not query.conditions or _named(query.layer or "", self._scheme.layers) is not None:
            return query
        first, *others = query.conditions
        for size in range(len(words) - 1, 0, -1):
            if _named(" ".join(words[:size]), self._scheme.layers, is_whole=True) is not None:
                named = " ".join((*words[size:], first.feature))
                conditions = (replace(first, feature=named), *others)
                return replace(query, layer=" ".join(words[:size]), conditions=conditions)
        return query

    def _layer(self, name: str, position: int) -> Layer:
        found = _named(name, self._scheme.layers)
        if found is None:
            known = _listed(x.names or {"en": x.id} for x in self._scheme.layers)
            raise QueryError("query_no_layer", position=position, name=name, known=known)
        return found

    def _condition(self, condition: Condition, layers: Iterable[Layer]) -> Condition:
        features = [f for layer in layers for f in layer.features]
        feature = _named(condition.feature, features)
        if feature is None:
            known = ", ".join(dict.fromkeys(f.id for f in features))
            raise QueryError(
                "query_no_feature",
                position=condition.position,
                name=condition.feature,
                known=known or "–",
            )
        values: list[Any] = []
        for value in condition.values:
            values += self._values(feature, str(value), condition)
        return replace(
            condition,
            feature=feature.id,
            values=tuple(dict.fromkeys(values)),
            is_closed=feature.type in _CLOSED and not self._scheme.is_open(feature),
        )

    def _values(self, feature: Feature, typed: str, condition: Condition) -> list[Any]:
        if feature.type in ("tag", "tags"):
            return self._tags(feature, typed, condition)
        if feature.type in ("entity", "entities"):
            return self._entities(typed, condition)
        for label in feature.labels or ():
            if key(typed) in {key(name) for name in label.names.values()}:
                return [label.value]
        try:
            return [value_of(feature, typed)]
        except ValueError:
            return [typed]

    def _tags(self, feature: Feature, typed: str, condition: Condition) -> list[str]:
        tags = self._scheme.tags_of(feature)
        if condition.operator in COMPARING:
            return [typed]
        found = _named(typed, tags)
        if found is None:
            if self._scheme.is_open(feature):
                return [typed]
            raise QueryError(
                "query_no_value",
                position=condition.position,
                name=typed,
                feature=feature.id,
                known=_listed(t.names or {"en": t.id} for t in tags if not t.group),
            )
        return [found.id, *_below(found, tags)]

    def _entities(self, typed: str, condition: Condition) -> list[str]:
        wanted = fold(typed.strip())
        found = [e.id for e in self._reader.entities_by_alias(wanted)]
        for entity in self._reader.entities():
            if wanted in {fold(n) for n in (entity.id, *entity.names.values())}:
                found.append(entity.id)
        for built_in in self._scheme.built_in_entities:
            if wanted in {fold(n) for n in (built_in.id, *built_in.names.values())}:
                found.append(built_in.id)
        if not found:
            # Quotation marks may be part of a name, or of how it was typed.
            bare = without_quotes(wanted)
            for entity in self._reader.entities():
                if bare in {without_quotes(fold(n)) for n in entity.names.values()}:
                    found.append(entity.id)
        if not found:
            raise QueryError("query_no_entity", position=condition.position, name=typed)
        return found

    # Facts of documents

    def _fact(self, fact: Fact) -> Fact:
        wanted = key(fact.key)
        for name, words in WORDS_OF_FACTS.items():
            if wanted in words:
                return replace(fact, key=name, values=self._values_of_fact(name, fact))
        declared = _named(fact.key, self._scheme.metadata_keys, is_whole=True)
        if declared is not None:
            return replace(fact, key=declared.id)
        for name, words in _METADATA.items():
            if wanted in words:
                return replace(fact, key=name)
        known = SearchReader(self._reader.connection).metadata_keys()
        for name in known:
            if key(name) == wanted:
                return replace(fact, key=name)
        declared_ids = [k.id for k in self._scheme.metadata_keys]
        every = dict.fromkeys((*WORDS_OF_FACTS, *_METADATA, *declared_ids, *known))
        raise QueryError(
            "query_no_key", position=fact.position, name=fact.key, known=", ".join(every)
        )

    def _values_of_fact(self, name: str, fact: Fact) -> tuple[Any, ...]:
        typed = str(fact.values[0])
        if name == SET:
            return (self._set(typed, fact.position),)
        if name == ANNOTATOR:
            return (self._annotator(typed, fact.position),)
        if name == STATE:
            for state in ASSIGNMENT_STATES:
                if key(typed) in _STATES[state]:
                    return (state,)
            raise QueryError("query_no_state", position=fact.position, name=typed)
        return fact.values

    def _set(self, typed: str, position: int) -> str:
        sets = self._reader.sets()
        found = _named(typed, sets)
        if found is None:
            known = _listed(s.names or {"en": s.id} for s in sets)
            raise QueryError("query_no_set", position=position, name=typed, known=known)
        return found.id

    def _annotator(self, typed: str, position: int) -> str:
        people = self._reader.annotators()
        found = _named(typed, people)
        if found is None:
            known = ", ".join(a.id for a in people) or "–"
            raise QueryError("query_no_annotator", position=position, name=typed, known=known)
        return found.id


def _has_all(layer: Layer, conditions: Iterable[Condition]) -> bool:
    return all(_named(c.feature, layer.features) is not None for c in conditions)


def _named(typed: str, nouns: Iterable[Any], *, is_whole: bool = False) -> Any:
    """Return the noun of that id or name, else the only one of whose name it is a word."""
    wanted = _plain(typed)
    listed = list(nouns)
    for noun in listed:
        if wanted in map(_plain, (noun.id, *noun.names.values())):
            return noun
    if is_whole or not wanted:
        return None
    named = [
        noun
        for noun in listed
        if any(wanted in _plain(name).split() for name in (noun.id, *noun.names.values()))
    ]
    return named[0] if len({noun.id for noun in named}) == 1 else None


def _plain(name: str) -> str:
    return " ".join(key(name).replace("_", " ").split())


def _below(tag: Tag, tags: Iterable[Tag]) -> list[str]:
    """Return the ids of the tags under a tag."""
    listed = list(tags)
    found = {tag.id}
    while more := {t.id for t in listed if t.parent in found} - found:
        found |= more
    return [t.id for t in listed if t.id in found and t.id != tag.id]


def _listed(names: Iterable[Texts]) -> str:
    found = [next(iter(texts.values()), "") for texts in names]
    shown = ", ".join(found[:_SHOWN])
    return f"{shown}, …" if len(found) > _SHOWN else shown or "–"
