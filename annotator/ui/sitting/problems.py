"""What is wrong or missing on the annotations of the open document, each looked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from annotator.model.annotation import Annotation
from annotator.model.facts import Facts
from annotator.model.problem import Problem
from annotator.model.rules import RuleBook
from annotator.model.scheme import INCOMPLETE
from annotator.operations.checking.check import tally_of
from annotator.store.files.counters import Tally

_AT_ONCE = 16
_LOOKED_AT_ONCE = 1000
"""What was touched is looked at before anything is shown of it: some 30 ms at most."""
_NONE: Sequence[Problem] = ()


class Problems:
    """The problems of one document: of one annotation when it is asked for, of all in the end.

    Overlaps are found when all is looked through, other problems with each annotation.
    """

    def __init__(self, facts: Facts, book: Callable[[], RuleBook]) -> None:
        """Look at nothing yet; `book` gives the rules of now."""
        self._facts, self._book = facts, book
        self._found: dict[str, Sequence[Problem]] = {}
        self._owners: dict[str, str] = {}
        self._incomplete = Counter[str]()
        self._version = 0
        self.is_whole = False

    def of(self, key: str) -> Sequence[Problem]:
        """Return the problems of an annotation."""
        found = self._found.get(key)
        return self._look(key) if found is None else found

    def is_incomplete(self, key: str) -> bool:
        """Say whether something required of an annotation is missing."""
        return _missing(self.of(key)) > 0

    def incomplete_of(self, annotator: str) -> int | None:
        """Return how much is missing on an annotator's work; None where that is not known yet."""
        return self._incomplete[annotator] if self.is_whole else None

    def all(self) -> dict[str, Sequence[Problem]]:
        """Return the problems of all annotations that have any, by their ids."""
        self.finish()
        return {key: found for key, found in self._found.items() if found}

    def tally(self) -> Tally:
        """Return how much is missing and wrong, by annotator."""
        found = [problem for problems in self.all().values() for problem in problems]
        return tally_of(found, self._owners)

    def _look(self, key: str) -> Sequence[Problem]:
        facts, book = self._facts, self._book()
        annotation = facts.annotations.get(key)
        if annotation is None:
            return _NONE
        found = book.problems_of(facts, annotation)
        for relation in facts.outgoing.get(key, ()):
            found.extend(book.relation_problems(facts, relation))
        self._found[key] = found or _NONE
        if found:
            self._owners[key] = annotation.annotator
            self._incomplete[annotation.annotator] += _missing(found)
        return self._found[key]

    def look_again(self, touched: set[str]) -> None:
        """Look at what was touched and what is related to it; add the latter to `touched`.

        At very much it is looked when it is asked for, or with all the rest.
        """
        facts = self._facts
        near = set(touched)
        for key in touched:
            near.update(r.to_id for r in facts.outgoing.get(key, ()) if not r.to_entity)
            near.update(r.from_id for r in facts.incoming.get(key, ()))
        self._version += 1
        for key in near:
            old = self._found.pop(key, _NONE)
            if old:
                self._incomplete[self._owners.pop(key)] -= _missing(old)
        if len(near) > _LOOKED_AT_ONCE:
            self.is_whole = False
        else:
            for key in near:
                self._look(key)
        touched.update(near)

    def held(self) -> Iterator[dict[Any, Any]]:
        """Yield what holds the problems found."""
        yield from (self._found, self._owners)

    # all of them

    def finish(self) -> None:
        """Look at everything that nobody has asked for yet."""
        for _ in self.looking():
            pass

    def looking(self) -> Iterator[None]:
        """Look at everything, some annotations with each step; edits may come in between."""
        while not self.is_whole:
            version = self._version
            for number, key in enumerate(list(self._facts.annotations)):
                if key not in self._found:
                    self._look(key)
                if number % _AT_ONCE == 0:
                    yield
            overlaps: list[Problem] = []
            for problem in self._overlaps():
                if self._version != version:
                    break
                if problem is None:
                    yield
                else:
                    overlaps.append(problem)
            else:
                self._add(overlaps)
                self.is_whole = True

    def _overlaps(self) -> Iterator[Problem | None]:
        """Yield what overlaps against its rule, and None now and then for a pause.

        Annotations that touch each other are looked at together, without all the others.
        """
        book = self._book()
        groups: dict[tuple[str, str], list[Annotation]] = {}
        for number, annotation in enumerate(list(self._facts.annotations.values())):
            if book.claims_place(annotation):
                groups.setdefault((annotation.layer, annotation.annotator), []).append(annotation)
            if number % (8 * _AT_ONCE) == 0:
                yield None
        for members in groups.values():
            for number, run in enumerate(_runs(members)):
                if number % (8 * _AT_ONCE) == 0:
                    yield None
                if len(run) > 1:
                    yield from book.overlaps_among(run)

    def _add(self, overlaps: Iterable[Problem]) -> None:
        for problem in overlaps:
            key = problem.annotation
            annotation = self._facts.annotations.get(key or "")
            if key is not None and annotation is not None:
                self._found[key] = [*self._found.get(key, ()), problem]
                self._owners[key] = annotation.annotator


def _runs(members: list[Annotation]) -> Iterator[list[Annotation]]:
    """Yield annotations that overlap or touch each other, from one to the next, together."""
    members.sort(key=lambda a: a.spans[0][0])
    run: list[Annotation] = []
    last = -1
    for annotation in members:
        if run and annotation.spans[0][0] > last:
            yield run
            run, last = [], -1
        run.append(annotation)
        last = max(last, annotation.spans[-1][1])
    if run:
        yield run


def _missing(problems: Iterable[Problem]) -> int:
    return len([p for p in problems if p.severity == INCOMPLETE])
