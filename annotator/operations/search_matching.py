"""Says of one document after the other whether a query holds for it, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, cast

import orjson

from annotator.model.annotation import SUGGESTED, UNSURE, Annotation
from annotator.model.errors import QueryError
from annotator.model.facts import facts_of
from annotator.model.query import (
    CONTAINS,
    DIFFERS,
    EQUALS,
    INSIDE_IT,
    PLACED,
    All,
    Condition,
    Expression,
    Fact,
    Filter,
    Marked,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.scheme import INCOMPLETE, Scheme
from annotator.operations.context import book_of
from annotator.operations.places import COMMENTED
from annotator.operations.search_conditions import fits, fits_metadata, fulfils
from annotator.operations.search_names import ANNOTATOR, NAME, SET, STATE
from annotator.operations.search_places import Place, Surroundings, merged
from annotator.store.queries import Reader
from annotator.store.search import Candidate, SearchReader
from annotator.text.finding import finder_of, index_phrases
from annotator.text.patterns import PatternError, compile_pattern, find_all

Test = Callable[["DocumentAt"], list[Place] | None]
"""Returns the places in a document for which a part of a query holds; None: it does not."""
_WORD = re.compile(r"\w+")
_BUDGET_SECONDS = 5.0
"""For a regular expression on one document."""


class DocumentAt:
    """A document that is being looked at; what is not asked for is not read."""

    def __init__(self, candidate: Candidate, reader: Reader, search: SearchReader) -> None:
        """Take a candidate, and what reads more of it."""
        self.candidate = candidate
        self._reader, self._search = reader, search

    @cached_property
    def text(self) -> str:
        """The text."""
        return self._search.text(self.candidate.number)

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The values of the metadata."""
        found = cast(dict[str, dict[str, Any]], orjson.loads(self.candidate.metadata))
        return {name: value.get("value") for name, value in found.items()}

    @cached_property
    def words(self) -> list[int]:
        """Where the words of the text begin."""
        return [match.start() for match in _WORD.finditer(self.text)]

    @cached_property
    def commented(self) -> frozenset[str]:
        """Ids of what is commented on."""
        return self._search.commented(self.candidate.number)

    @cached_property
    def segments(self) -> dict[str, tuple[int, int]]:
        """Begin and end of the segments by id."""
        return self._search.segments(self.candidate.number)

    def extents(self, layer: str | None) -> list[Place] | None:
        """Return where annotations of a layer are, without reading them; None: read them."""
        return self._search.extents(self.candidate.number, layer)

    def annotations(self, layer: str | None) -> list[Annotation]:
        """Return the annotations, or those of a layer."""
        return self._search.annotations(self.candidate.number, self.candidate.id, layer)

    def works_on(self, annotators: Iterable[str]) -> bool:
        """Say whether one of some annotators works on the document."""
        return self._search.works_on(self.candidate.number, annotators)

    def incomplete(self, scheme: Scheme) -> frozenset[str]:
        """Return the ids of the annotations that are incomplete."""
        bundle = self._reader.bundle(self.candidate.id)
        facts = facts_of(
            self.candidate.id,
            bundle.document.text,
            segments=bundle.segments,
            annotations=bundle.annotations,
            relations=bundle.relations,
            entities=self._reader.entity_kinds(),
        )
        problems = book_of(scheme).problems(facts)
        return frozenset(p.annotation or "" for p in problems if p.severity == INCOMPLETE)


class Matcher:
    """A query, whose names are ids, made ready for many documents."""

    def __init__(
        self, query: Query, scheme: Scheme, reader: Reader, *, annotator: str | None = None
    ) -> None:
        """`annotator`: of whose assignments states are asked; None: of anybody's.

        QueryError for a pattern that is no regular expression.
        """
        self._scheme, self._reader, self._annotator = scheme, reader, annotator
        self._search = SearchReader(reader.connection)
        self._test = self._made(query)
        self._has_places = _has_places(query)
        self.filter = self._filter(query)

    def places(self, document: DocumentAt) -> list[Place]:
        """Return the places in a document, in order; PatternTimeout if a pattern is too slow."""
        found = self._test(document)
        if found is None:
            return []
        return found if self._has_places else [(0, 0, None)]

    def _made(self, query: Query) -> Test:
        if isinstance(query, Words):
            return _words(query)
        if isinstance(query, Expression):
            return _expression(query)
        if isinstance(query, Tagged):
            return self._tagged(query)
        if isinstance(query, Fact):
            return self._fact(query)
        if isinstance(query, Not):
            inner = self._made(query.part)
            return lambda document: [] if inner(document) is None else None
        if isinstance(query, Near):
            return _near(self._made(query.what), self._made(query.to), query.words)
        tests = [self._made(part) for part in query.parts]
        return _all(tests) if isinstance(query, All) else _some(tests)

    # Annotations

    def _tagged(self, query: Tagged) -> Test:
        people = frozenset(query.annotators)
        is_plain = not (people or query.conditions or query.flags)

        def test(document: DocumentAt) -> list[Place] | None:
            extents = document.extents(query.layer) if is_plain else None
            if extents is not None:
                return merged(extents) or None
            found = [
                a
                for a in document.annotations(query.layer)
                if (not people or a.annotator in people)
                and all(fulfils(a.features, c) for c in query.conditions)
            ]
            for flag in query.flags:
                found = self._flagged(document, found, flag) if found else found
            return merged([_place(a, document) for a in found]) or None

        return test

    def _flagged(
        self, document: DocumentAt, found: list[Annotation], flag: str
    ) -> list[Annotation]:
        if flag == UNSURE:
            return [a for a in found if a.confidence == UNSURE]
        if flag == SUGGESTED:
            return [a for a in found if a.state == SUGGESTED]
        if flag == INCOMPLETE:
            among = document.incomplete(self._scheme)
            return [a for a in found if a.id in among]
        return [a for a in found if a.id in document.commented]

    # Facts of documents

    def _fact(self, fact: Fact) -> Test:
        holds = self._holds(fact)
        return lambda document: [] if holds(document) else None

    def _holds(self, fact: Fact) -> Callable[[DocumentAt], bool]:
        is_not = fact.operator == DIFFERS
        numbers = self._numbers(fact)
        if numbers is not None:
            return lambda document: (document.candidate.number in numbers) is not is_not
        if fact.key == ANNOTATOR:
            return lambda document: document.works_on(fact.values) is not is_not
        if fact.key == NAME:
            return lambda document: fits(document.candidate.name, fact.operator, fact.values[0])
        is_date = self._is_date(fact.key)
        return lambda document: fits_metadata(document.metadata, fact, is_date=is_date)

    def _numbers(self, fact: Fact) -> frozenset[int] | None:
        if fact.key == SET:
            wanted = next((s for s in self._reader.sets() if s.id == fact.values[0]), None)
            return self._search.numbers_in(wanted.documents if wanted else ())
        if fact.key == STATE:
            return self._search.numbers_in_state(str(fact.values[0]), self._annotator)
        return None

    def _is_date(self, name: str) -> bool:
        declared = next((k for k in self._scheme.metadata_keys if k.id == name), None)
        return declared is not None and declared.type == "date"

    # What the store can tell

    def _filter(self, query: Query) -> Filter:
        parts = _conjuncts(query)
        facts = [p for p in parts if isinstance(p, Fact)]
        documents: frozenset[int] | None = None
        for fact in facts:
            numbers = self._numbers(fact) if fact.operator in (EQUALS, CONTAINS) else None
            if numbers is not None:
                documents = numbers if documents is None else documents & numbers
        return Filter(
            phrases=tuple(group for part in parts for group in _phrases(part)),
            facts=tuple(f for f in facts if self._is_date(f.key) and _is_comparable(f)),
            documents=documents,
            tagged=tuple(_marked(p) for p in parts if isinstance(p, Tagged)),
        )


def _is_comparable(fact: Fact) -> bool:
    return fact.operator != DIFFERS and '"' not in fact.key and "\\" not in fact.key


def _has_places(query: Query) -> bool:
    """Say whether a query asks for anything that has a place."""
    if isinstance(query, (All, Some)):
        return any(map(_has_places, query.parts))
    return isinstance(query, (*PLACED, Near))


def _conjuncts(query: Query) -> list[Query]:
    """Return the parts all of which must hold."""
    if isinstance(query, All):
        return [part for inner in query.parts for part in _conjuncts(inner)]
    if isinstance(query, Near):
        return [*_conjuncts(query.what), *_conjuncts(query.to)]
    return [query]


def _phrases(query: Query) -> list[tuple[str, ...]]:
    if isinstance(query, Words):
        return index_phrases(query.words) or []
    if isinstance(query, Some):
        found: list[str] = []
        for part in query.parts:
            groups = [group for inner in _conjuncts(part) for group in _phrases(inner)]
            if not groups:
                return []
            found += max(groups, key=lambda group: min(map(len, group)))
        return [tuple(dict.fromkeys(found))]
    return []


_COLUMNS = {UNSURE: ("confidence", UNSURE), SUGGESTED: ("state", SUGGESTED)}
"""Flags that are the value of a column."""


def _marked(query: Tagged) -> Marked:
    conditions = query.conditions

    def fits(features: Mapping[str, Any]) -> bool:
        return all(fulfils(features, condition) for condition in conditions)

    return Marked(
        layer=query.layer,
        needles=_needles(conditions),
        fits=fits if conditions else None,
        annotators=query.annotators,
        columns=tuple(_COLUMNS[flag] for flag in query.flags if flag in _COLUMNS),
        is_commented=COMMENTED in query.flags,
    )


def _needles(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return values one of which stands in the JSON of the features."""
    for condition in conditions:
        if condition.is_closed and condition.operator == EQUALS and condition.values:
            return tuple(orjson.dumps(v).decode() for v in condition.values)
    return ()


# Leaves


def _words(query: Words) -> Test:
    finder = finder_of(query.words)

    def test(document: DocumentAt) -> list[Place] | None:
        return [(b, e, None) for b, e in finder.find(document.text)] or None

    return test


def _expression(query: Expression) -> Test:
    options: dict[str, Any] = {
        "is_regex": True,
        "ignore_case": query.ignore_case,
        "whole_words": query.whole_words,
    }
    try:
        compile_pattern(query.source, **options)
    except PatternError as error:
        place = query.position + (error.position or 0)
        raise QueryError("query_expression", position=place, reason=error.reason) from error

    def test(document: DocumentAt) -> list[Place] | None:
        spans = find_all(document.text, query.source, budget_seconds=_BUDGET_SECONDS, **options)
        return [(b, e, None) for b, e in spans] or None

    return test


def _place(annotation: Annotation, document: DocumentAt) -> Place:
    if annotation.spans:
        begin, end = annotation.extent
        return begin, end, annotation.id
    ends = [document.segments[s] for s in annotation.segments if s in document.segments]
    if not ends:
        return 0, 0, annotation.id
    return min(b for b, _ in ends), max(e for _, e in ends), annotation.id


def _all(tests: list[Test]) -> Test:
    def test(document: DocumentAt) -> list[Place] | None:
        found: list[Place] = []
        for inner in tests:
            places = inner(document)
            if places is None:
                return None
            found += places
        return merged(found)

    return test


def _some(tests: list[Test]) -> Test:
    def test(document: DocumentAt) -> list[Place] | None:
        every = [places for places in (inner(document) for inner in tests) if places is not None]
        return merged([place for places in every for place in places]) if every else None

    return test


def _near(what: Test, to: Test, words: int) -> Test:
    def test(document: DocumentAt) -> list[Place] | None:
        # Words are found sooner than annotations are read.
        places = what(document)
        others = to(document) if places else None
        if not others or not places:
            return None
        begins = [] if words == INSIDE_IT else document.words
        near = Surroundings(others, len(document.text), begins, words)
        return [place for place in places if near.hold(place)] or None

    return test
