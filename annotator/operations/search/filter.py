"""What the store can tell of the parts of a query by its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from annotator.model.annotation import STANDS, SUGGESTED, UNSURE
from annotator.model.query import (
    DIFFERS,
    EQUALS,
    All,
    Condition,
    Expression,
    Fact,
    Marked,
    Near,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.rules import RuleBook
from annotator.model.scheme import INCOMPLETE
from annotator.operations.search.conditions import fulfils
from annotator.operations.search.next_place import COMMENTED
from annotator.text.finding import INSIDE, SUFFIX, index_phrases
from annotator.text.literals import letters_of
from annotator.text.parts import Part, index_parts, index_sequence, index_ways

Alternatives = tuple[str | Part, ...]


def conjuncts_of(query: Query) -> list[Query]:
    """Return the parts all of which must hold."""
    if isinstance(query, All):
        return [part for inner in query.parts for part in conjuncts_of(inner)]
    if isinstance(query, Near):
        return [*conjuncts_of(query.what), *conjuncts_of(query.to)]
    return [query]


def phrases_of(query: Query) -> list[Alternatives]:
    """Return what a text has where a part of a query holds: one of each of these."""
    if isinstance(query, Words):
        inner = [w for w in query.words if w.mode in (SUFFIX, INSIDE)]
        parts: list[Alternatives] = [(part,) for word in inner for part in index_parts(word)]
        ways = filter(None, map(index_ways, query.words))
        return [*(index_phrases(query.words) or ()), *parts, *ways]
    if isinstance(query, Expression):
        return [tuple(map(Part, letters)) for letters in letters_of(query.source)]
    if isinstance(query, Some):
        found: list[str | Part] = []
        for part in query.parts:
            groups = [group for inner in conjuncts_of(part) for group in phrases_of(inner)]
            if not groups:
                return []
            found += max(groups, key=lambda group: min(map(_size, group)))
        return [tuple(dict.fromkeys(found))]
    return []


def _size(phrase: str | Part) -> int:
    return len(phrase.text if isinstance(phrase, Part) else phrase)


def sequence_of(query: Query) -> tuple[Part, ...]:
    """Return the words that follow each other where a part of a query holds."""
    return index_sequence(query.words) if isinstance(query, Words) else ()


_COLUMNS = {
    UNSURE: ("confidence", UNSURE),
    SUGGESTED: ("state", SUGGESTED),
    INCOMPLETE: ("state", STANDS),
}
"""Flags that are the value of a column, or have one."""


def marked_of(query: Tagged, book: RuleBook) -> Marked:
    """Return what the store can tell of annotations that are asked for."""
    conditions = query.conditions

    def fits(features: Mapping[str, Any]) -> bool:
        return all(fulfils(features, condition) for condition in conditions)

    def may_lack(layer: str, features: Mapping[str, Any]) -> bool:
        return book.lacks(layer, features) is not False

    return Marked(
        layer=query.layer,
        needles=_needles(conditions),
        fits=fits if conditions else None,
        annotators=query.annotators,
        columns=tuple(_COLUMNS[flag] for flag in query.flags if flag in _COLUMNS),
        is_commented=COMMENTED in query.flags,
        may_lack=may_lack if INCOMPLETE in query.flags else None,
    )


def _needles(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return values one of which stands in the JSON of the features."""
    for condition in conditions:
        if condition.is_closed and condition.operator == EQUALS and condition.values:
            return tuple(orjson.dumps(v).decode() for v in condition.values)
    return ()


def tagged_in(query: Query) -> list[Tagged] | None:
    """Return annotations one of which is where a query holds that asks for nothing else."""
    if isinstance(query, Tagged):
        return [query]
    if not isinstance(query, Some):
        return None
    found: list[Tagged] = []
    for part in query.parts:
        inner = tagged_in(part)
        if inner is None:
            return None
        found += inner
    return found


def is_comparable(fact: Fact) -> bool:
    """Say whether a date of the metadata can be compared by the store."""
    return fact.operator != DIFFERS and '"' not in fact.key and "\\" not in fact.key
