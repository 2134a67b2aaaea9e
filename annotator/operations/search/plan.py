"""Makes of a query what the store is asked for, so that few documents must be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from annotator.model.query import (
    CONTAINS,
    DIFFERS,
    EQUALS,
    INSIDE_IT,
    Expression,
    Fact,
    Filter,
    Marked,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.rules import RuleBook
from annotator.operations.search.conditions import fits_metadata
from annotator.operations.search.filter import (
    conjuncts_of,
    is_comparable,
    marked_of,
    phrases_of,
    sequence_of,
    tagged_in,
)
from annotator.operations.search.names import ANNOTATOR, NAME, SET, STATE
from annotator.operations.search.pieces import (
    apart_in,
    besides_of,
    nears_in,
    parted_in,
    pieces_in,
    quoted_in,
    runs_in,
    veiled_in,
    words_in,
)
from annotator.text.comparing import key

Numbers = frozenset[int]
_HOLDING = (EQUALS, CONTAINS)


class Plan:
    """Knows what the store can tell of the parts of one query."""

    def __init__(
        self,
        query: Query,
        book: RuleBook,
        *,
        numbers_of: Callable[[Fact], Numbers | None],
        is_date: Callable[[str], bool],
        hides: bool,
    ) -> None:
        """`numbers_of` gives the documents of a fact, if they are known; `is_date` is of a key.

        `hides`: some work must not be found, so having it says nothing.
        """
        self._query, self._book = query, book
        self._numbers_of, self._is_date = numbers_of, is_date
        self._parts = conjuncts_of(query)
        self._facts = [part for part in self._parts if isinstance(part, Fact)]
        denied = [part.part for part in self._parts if isinstance(part, Not)]
        self._denied = [f for f in denied if isinstance(f, Fact) and f.operator in _HOLDING]
        self._denied += [f for f in self._facts if f.operator == DIFFERS]
        self._without = [] if hides else [t for part in denied for t in tagged_in(part) or ()]

    def filter(self) -> Filter:
        """Return all of it."""
        parts, facts = self._parts, self._facts
        denied = [part.part for part in parts if isinstance(part, Not)]
        return Filter(
            phrases=tuple(group for part in parts for group in phrases_of(part)),
            sequences=tuple(filter(None, map(sequence_of, parts))),
            facts=tuple(f for f in facts if self._is_date(f.key) and is_comparable(f)),
            values=tuple((f.key, _fitting(f)) for f in facts if self._is_of_metadata(f)),
            documents=self._documents(),
            tagged=tuple(self._marked(part) for part in parts if isinstance(part, Tagged)),
            either=tuple(self._either()),
            without=tuple(map(self._marked, self._without)),
            excluded=frozenset[int]().union(*self._numbers(self._denied)),
            workers=tuple(f.values for f in facts if f.key == ANNOTATOR and f.operator in _HOLDING),
            idle=tuple(f.values for f in self._denied if f.key == ANNOTATOR),
            names=tuple(key(str(f.values[0])) for f in facts if _is_in_name(f)),
            pieces=tuple(group for part in parts for group in pieces_in(part)),
            besides=tuple(filter(None, map(besides_of, nears_in(self._query)))),
            lacking=tuple(word for part in denied for word in words_in(part)),
            veiled=tuple(veiled_in(self._query)),
            parted=parted_in(self._query),
            apart=apart_in(self._query),
            runs=tuple(run for part in parts for run in runs_in(part)),
            wants_text=any(isinstance(part, (Words, Expression)) for part in parts),
        )

    def _numbers(self, facts: list[Fact]) -> Iterator[Numbers]:
        return (found for found in map(self._numbers_of, facts) if found is not None)

    def _documents(self) -> Numbers | None:
        known = list(self._numbers([f for f in self._facts if f.operator in _HOLDING]))
        return known[0].intersection(*known[1:]) if known else None

    def _marked(self, query: Tagged) -> Marked:
        return marked_of(query, self._book)

    def _either(self) -> Iterator[tuple[Marked, ...]]:
        """Yield annotations of which one must be there, in some with what stands within it."""
        for part in self._parts:
            tagged = tagged_in(part) if isinstance(part, Some) else None
            if tagged:
                yield tuple(map(self._marked, tagged))
        for near in nears_in(self._query):
            tagged = tagged_in(near.to) if near.words == INSIDE_IT else None
            quoted = quoted_in(near.what) if tagged else ()
            if tagged and quoted:
                yield tuple(replace(self._marked(t), quoted=quoted) for t in tagged)

    def _is_of_metadata(self, fact: Fact) -> bool:
        return fact.key not in (SET, STATE, ANNOTATOR, NAME) and not self._is_date(fact.key)


def _fitting(fact: Fact) -> Callable[[Any], bool]:
    """Return what says of a value of metadata whether it is as a fact says."""
    return lambda value: fits_metadata({fact.key: value}, fact, is_date=False)


def _is_in_name(fact: Fact) -> bool:
    """Say whether the name must have what is given in it: a number may be written otherwise."""
    if fact.key != NAME or fact.operator not in _HOLDING:
        return False
    try:
        float(fact.values[0])
    except (TypeError, ValueError):
        return True
    return fact.operator == CONTAINS
