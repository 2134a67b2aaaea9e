"""Says of one document after the other whether a query holds for it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    PLACED,
    All,
    Condition,
    Expression,
    Fact,
    Filter,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.scheme import INCOMPLETE, Scheme
from annotator.operations.blindness import hidden_work
from annotator.operations.context import book_of
from annotator.operations.search_conditions import fits, fits_metadata, fulfils
from annotator.operations.search_filter import (
    conjuncts_of,
    is_comparable,
    marked_of,
    phrases_of,
    sequence_of,
)
from annotator.operations.search_names import ANNOTATOR, NAME, SET, STATE
from annotator.operations.search_places import Place, Surroundings, merged
from annotator.store.queries import Reader
from annotator.store.search import Candidate, Placed, SearchReader
from annotator.text.finding import finder_of
from annotator.text.patterns import PatternError, compile_pattern, find_all

Test = Callable[["DocumentAt"], list[Place] | None]
"""Returns the places in a document for which a part of a query holds; None: it does not."""
_BUDGET_SECONDS = 5.0
"""For a regular expression on one document."""
_MOST_KNOWN = 20_000
"""Different features of which it is remembered whether they are those that are asked for."""


class DocumentAt:
    """A document that is being looked at; what is not asked for is not read."""

    def __init__(self, candidate: Candidate, reader: Reader, search: SearchReader) -> None:
        """Take a candidate, and what reads more of it."""
        self.candidate = candidate
        self._reader, self._search = reader, search

    @cached_property
    def text(self) -> str:
        """The text."""
        known = self.candidate.text
        return self._search.text(self.candidate.number) if known is None else known

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The values of the metadata."""
        found = cast(dict[str, dict[str, Any]], orjson.loads(self.candidate.metadata))
        return {name: value.get("value") for name, value in found.items()}

    @cached_property
    def commented(self) -> frozenset[str]:
        """Ids of what is commented on."""
        return self._search.commented(self.candidate.number)

    @cached_property
    def segments(self) -> dict[str, tuple[int, int]]:
        """Begin and end of the segments by id."""
        return self._search.segments(self.candidate.number)

    def placed(self, layer: str | None) -> list[Placed] | None:
        """Return what is asked of annotations of a layer; None: one is not about spans."""
        return self._search.placed(self.candidate.number, layer)

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

        Nor is others' work found that a blind round hides from `annotator` yet.

        QueryError for a pattern that is no regular expression.
        """
        self._scheme, self._reader, self._annotator = scheme, reader, annotator
        self._search = SearchReader(reader.connection, reader.remembered)
        self._hidden = hidden_work(reader, annotator)
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
        have = _Features(query.conditions)

        def test(document: DocumentAt) -> list[Place] | None:
            placed = document.placed(query.layer)
            if placed is None:
                placed = [_placed(a, document) for a in document.annotations(query.layer)]
            unseen = self._hidden.get(document.candidate.id)
            if unseen:
                placed = [a for a in placed if a.annotator not in unseen]
            if people:
                placed = [a for a in placed if a.annotator in people]
            if query.conditions:
                placed = [a for a in placed if have.fulfil(a.features)]
            for flag in query.flags:
                placed = self._flagged(document, placed, flag) if placed else placed
            return merged([a[:3] for a in placed]) or None

        return test

    def _flagged(self, document: DocumentAt, found: list[Placed], flag: str) -> list[Placed]:
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
        parts = conjuncts_of(query)
        facts = [p for p in parts if isinstance(p, Fact)]
        documents: frozenset[int] | None = None
        for fact in facts:
            numbers = self._numbers(fact) if fact.operator in (EQUALS, CONTAINS) else None
            if numbers is not None:
                documents = numbers if documents is None else documents & numbers
        return Filter(
            phrases=tuple(group for part in parts for group in phrases_of(part)),
            sequences=tuple(filter(None, map(sequence_of, parts))),
            facts=tuple(f for f in facts if self._is_date(f.key) and is_comparable(f)),
            values=tuple((f.key, self._fits(f)) for f in facts if self._is_of_metadata(f)),
            documents=documents,
            tagged=tuple(marked_of(p) for p in parts if isinstance(p, Tagged)),
            wants_text=any(isinstance(part, (Words, Expression)) for part in parts),
            workers=tuple(
                f.values for f in facts if f.key == ANNOTATOR and f.operator in (EQUALS, CONTAINS)
            ),
        )

    def _is_of_metadata(self, fact: Fact) -> bool:
        return fact.key not in (SET, STATE, ANNOTATOR, NAME) and not self._is_date(fact.key)

    def _fits(self, fact: Fact) -> Callable[[Any], bool]:
        """Return what says of a value of metadata whether it is as a fact says."""
        return lambda value: fits_metadata({fact.key: value}, fact, is_date=False)


def _has_places(query: Query) -> bool:
    """Say whether a query asks for anything that has a place."""
    if isinstance(query, (All, Some)):
        return any(map(_has_places, query.parts))
    return isinstance(query, (*PLACED, Near))


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


class _Features:
    """Says of features, as JSON, whether they fulfil conditions; the last answers are kept."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self._conditions = conditions
        self._known: dict[str, bool] = {}

    def fulfil(self, features: str) -> bool:
        found = self._known.get(features)
        if found is None:
            read = orjson.loads(features)
            found = all(fulfils(read, condition) for condition in self._conditions)
            if len(self._known) < _MOST_KNOWN:
                self._known[features] = found
        return found


def _placed(annotation: Annotation, document: DocumentAt) -> Placed:
    begin, end = _extent(annotation, document)
    return Placed(
        begin,
        end,
        annotation.id,
        annotation.annotator,
        annotation.confidence,
        annotation.state,
        orjson.dumps(annotation.features).decode(),
    )


def _extent(annotation: Annotation, document: DocumentAt) -> tuple[int, int]:
    if annotation.spans:
        return annotation.extent
    ends = [document.segments[s] for s in annotation.segments if s in document.segments]
    return (min(b for b, _ in ends), max(e for _, e in ends)) if ends else (0, 0)


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
        near = Surroundings(others, document.text, words)
        return [place for place in places if near.hold(place)] or None

    return test
