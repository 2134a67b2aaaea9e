"""Counts of what annotators say at the same places: values of features, and relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from annotator.analysis.agreement.alpha import all_alphas, alpha
from annotator.analysis.agreement.distances import NOMINAL
from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.kappas import gwet_ac1, percent_agreement
from annotator.analysis.agreement.measures import POOLED, Means
from annotator.analysis.agreement.ratings import Ratings, Row
from annotator.analysis.agreement.spans import f1
from annotator.model.annotation import Features
from annotator.model.scheme import Feature

STRICT, RELAXED = "strict", "relaxed_ends"
RELATION_F1 = "relation_f1"
PLACES = 1000
"""How many places are kept for a figure; more are counted only."""
_SETS = ("tags", "entities")
_NUMBERS = ("integer", "number")


class Place(NamedTuple):
    """Where annotators differ: a stretch of a document, in its characters."""

    document: str
    begin: int
    end: int


@dataclass(slots=True)
class Places:
    """The first places of a figure, and how many there are."""

    first: list[Place] = field(default_factory=list[Place])
    total: int = 0

    def add(self, place: Place) -> None:
        """Keep a place, or only count it."""
        self.total += 1
        if len(self.first) < PLACES:
            self.first.append(place)


class Values:
    """The values of one feature on what several annotators have at the same place."""

    def __init__(self, feature: Feature, scale: tuple[Any, ...]) -> None:
        """Begin with no document; `scale` are the values of an ordered feature."""
        self.feature, self.scale = feature, scale
        self.rows: Counter[Row] = Counter()
        self.means = Means()
        self.places = Places()
        self.annotators: tuple[str, ...] = ()

    def value_of(self, features: Features) -> Any:
        """Return a value that can be compared; no value is one too, but for numbers."""
        value = features.get(self.feature.id)
        if self.feature.type in _SETS:
            listed = value if isinstance(value, (list, tuple)) else ()
            return frozenset(map(str, listed))
        if value is None or value == "":
            return None if self.feature.type in _NUMBERS else ""
        return value

    def add(self, annotators: tuple[str, ...], rows: Sequence[tuple[Row, Place]]) -> None:
        """Take in the places of one document; a row has a column for each annotator."""
        self.annotators = annotators
        counted: Counter[Row] = Counter()
        for row, place in rows:
            counted[row] += 1
            if len({v for v in row if v is not None}) > 1:
                self.places.add(place)
        self.rows.update(counted)
        self.means.add(self._figures(counted))

    def figures(self) -> list[Figure]:
        """Return the figures of all documents together, then the means over documents."""
        pooled = [replace(figure, scope=POOLED) for figure in self._figures(self.rows)]
        return [*pooled, *self.means.figures()]

    def _figures(self, rows: Counter[Row]) -> list[Figure]:
        ratings = Ratings(annotators=self.annotators, rows=rows, scale=self.scale)
        found = [percent_agreement(ratings)]
        if self.feature.type in _SETS:
            return [*found, *all_alphas(ratings)]
        found.append(gwet_ac1(ratings))
        if self.feature.type == "number" or self.feature.ordered:
            return [*found, *all_alphas(ratings)]
        return [*found, alpha(ratings, NOMINAL)]


class RelationCounts:
    """How many relations two annotators have, and share."""

    def __init__(self) -> None:
        """Begin with no document."""
        self.first = self.second = self.texts = 0
        self.met: dict[str, int] = dict.fromkeys((STRICT, RELAXED), 0)
        self.means = Means()
        self.places: dict[str, Places] = {manner: Places() for manner in (STRICT, RELAXED)}

    def add(self, pairs: Iterable[tuple[Counter[Any], Counter[Any], str]], count: int) -> None:
        """Take in the keys of two annotators' relations, strict and relaxed, of one text."""
        fresh = RelationCounts()
        for first, second, manner in pairs:
            fresh.met[manner] += (first & second).total()
            if manner == STRICT:
                fresh.first += first.total()
                fresh.second += second.total()
        fresh.texts = count
        self.first += fresh.first
        self.second += fresh.second
        self.texts += fresh.texts
        for manner, met in fresh.met.items():
            self.met[manner] += met
        self.means.add(fresh._figures())

    def _figures(self) -> list[Figure]:
        return [
            f1(RELATION_F1, manner, met, self.first, self.second, self.texts, "relation")
            for manner, met in self.met.items()
        ]

    def figures(self) -> list[Figure]:
        """Return the figures of all documents together, then the means over documents."""
        pooled = [replace(figure, scope=POOLED) for figure in self._figures()]
        return [*pooled, *self.means.figures()]
