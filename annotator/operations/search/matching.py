"""Says of one document after the other whether a query holds for it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, cast

import orjson

from annotator.model.annotation import STANDS, SUGGESTED, UNSURE, Annotation
from annotator.model.errors import QueryError
from annotator.model.facts import Facts, facts_of
from annotator.model.query import (
    DIFFERS,
    PLACED,
    All,
    Condition,
    Expression,
    Fact,
    Near,
    Not,
    Query,
    Some,
    Tagged,
    Words,
)
from annotator.model.rules import RuleBook
from annotator.model.scheme import INCOMPLETE, Scheme
from annotator.operations.editing.context import book_of
from annotator.operations.rounds.blindness import hidden_work
from annotator.operations.search.conditions import fits, fits_metadata, fulfils
from annotator.operations.search.names import ANNOTATOR, NAME, SET, STATE
from annotator.operations.search.places import Place, Surroundings, merged
from annotator.operations.search.plan import Plan
from annotator.store.reading.queries import Reader
from annotator.store.searching.search import Candidate, Placed, SearchReader
from annotator.text.finding import finder_of
from annotator.text.patterns import PatternError, compile_pattern, find_all, seconds_for

Test = Callable[["DocumentAt"], list[Place] | None]
"""Returns the places in a document for which a part of a query holds; None: it does not."""
Asked = Callable[[], object] | None
_BUDGET_SECONDS = 5.0
"""For a regular expression on one document, a long one."""
_MOST_KNOWN = 20_000
"""Different features of which it is remembered whether they are those that are asked for."""


class DocumentAt:
    """A document that is being looked at; what is not asked for is not read."""

    def __init__(
        self, candidate: Candidate, reader: Reader, search: SearchReader, asked: Asked = None
    ) -> None:
        """Take a candidate, and what reads more of it; `asked` may end what takes long."""
        self.candidate, self.asked = candidate, asked
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

    def spots(self, layer: str | None) -> list[Place] | None:
        """Return the places of annotations of a layer; None: one is not about spans."""
        return self._search.spots(self.candidate.number, layer)

    def placed(self, layer: str | None) -> list[Placed] | None:
        """Return what is asked of annotations of a layer; None: one is not about spans."""
        return self._search.placed(self.candidate.number, layer)

    def annotations(self, layer: str | None) -> list[Annotation]:
        """Return the annotations, or those of a layer."""
        return self._search.annotations(self.candidate.number, self.candidate.id, layer)

    def works_on(self, annotators: Iterable[str]) -> bool:
        """Say whether one of some annotators works on the document."""
        return self._search.works_on(self.candidate.number, annotators)

    def incomplete(self, book: RuleBook, among: Iterable[str]) -> frozenset[str]:
        """Return which of some annotations are incomplete, by their ids."""
        facts = self._facts
        problems = [p for key in among for p in book.problems_of(facts, facts.annotations[key])]
        return frozenset(p.annotation or "" for p in problems if p.severity == INCOMPLETE)

    @cached_property
    def _facts(self) -> Facts:
        bundle = self._reader.bundle(self.candidate.id)
        return facts_of(
            self.candidate.id,
            bundle.document.text,
            segments=bundle.segments,
            annotations=bundle.annotations,
            relations=bundle.relations,
            entities=self._reader.entity_kinds(),
        )


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
        self._book = book_of(scheme)
        self._known_numbers: dict[tuple[str, Any], frozenset[int]] = {}
        self._lacking: dict[tuple[str, str], bool | None] = {}
        self._test = self._made(query)
        self._has_places = _has_places(query)
        self.filter = Plan(
            query,
            self._book,
            numbers_of=self._numbers,
            is_date=self._is_date,
            hides=bool(self._hidden),
        ).filter()

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
        if isinstance(query, Not) and isinstance(query.part, Words):
            return _without(query.part)
        if isinstance(query, Not):
            inner = self._made(query.part)
            return lambda document: [] if inner(document) is None else None
        if isinstance(query, Near):
            return _near(self._made(query.what), self._made(query.to), query.words)
        # What only forbids is known sooner than where all the rest is.
        parts = sorted(query.parts, key=lambda part: not isinstance(part, Not))
        tests = [self._made(part) for part in parts]
        return _all(tests) if isinstance(query, All) else _some(tests)

    # Annotations

    def _tagged(self, query: Tagged) -> Test:
        people = frozenset(query.annotators)
        have = _Features(query.conditions)
        is_plain = not (people or query.conditions or query.flags or self._hidden)

        def test(document: DocumentAt) -> list[Place] | None:
            if is_plain:
                spots = document.spots(query.layer)
                if spots is not None:
                    return merged(spots) or None
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
            return self._incomplete(document, found)
        return [a for a in found if a.id in document.commented]

    def _incomplete(self, document: DocumentAt, found: list[Placed]) -> list[Placed]:
        """Return those that are; the rest of the document is read if only that can tell it."""
        told = [(a, self._lacks(a)) for a in found]
        asked = [a.id for a, lacks in told if lacks is None]
        lacking = document.incomplete(self._book, asked) if asked else frozenset[str]()
        return [a for a, lacks in told if lacks or a.id in lacking]

    def _lacks(self, placed: Placed) -> bool | None:
        if placed.state != STANDS:
            return False
        known = (placed.layer, placed.features)
        if known not in self._lacking:
            if len(self._lacking) >= _MOST_KNOWN:
                self._lacking.clear()
            self._lacking[known] = self._book.lacks(placed.layer, orjson.loads(placed.features))
        return self._lacking[known]

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
        if fact.key not in (SET, STATE):
            return None
        asked = (fact.key, fact.values[0])
        if asked not in self._known_numbers:
            self._known_numbers[asked] = self._asked_numbers(fact)
        return self._known_numbers[asked]

    def _asked_numbers(self, fact: Fact) -> frozenset[int]:
        if fact.key == SET:
            wanted = next((s for s in self._reader.sets() if s.id == fact.values[0]), None)
            return self._search.numbers_in(wanted.documents if wanted else ())
        return self._search.numbers_in_state(str(fact.values[0]), self._annotator)

    def _is_date(self, name: str) -> bool:
        declared = next((k for k in self._scheme.metadata_keys if k.id == name), None)
        return declared is not None and declared.type == "date"


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


def _without(query: Words) -> Test:
    finder = finder_of(query.words)
    return lambda document: None if finder.is_in(document.text) else []


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
        text = document.text
        budget = seconds_for(text, most=_BUDGET_SECONDS)
        asked = document.asked
        spans = find_all(text, query.source, budget_seconds=budget, asked=asked, **options)
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
        annotation.layer,
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
