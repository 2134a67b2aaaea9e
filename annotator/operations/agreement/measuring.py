"""Measuring agreement: over a corpus, by pair, document, tag or week; documents one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from annotator.analysis.agreement.behind import places_of
from annotator.analysis.agreement.compared import Places
from annotator.analysis.agreement.confusion import Confusion
from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.agreement.layers import LayerMeasures, Measured
from annotator.analysis.agreement.measures import SpanMeasures
from annotator.analysis.agreement.prepared import Prepared, prepared
from annotator.analysis.agreement.spans import Piece
from annotator.analysis.matching import matched
from annotator.model.annotation import Annotation, items_of
from annotator.model.progress import Progress, no_progress
from annotator.model.review import PERSON
from annotator.model.scheme import Scheme
from annotator.operations.exporting.selecting import Selection, selection_of
from annotator.operations.rounds.blindness import hidden_work
from annotator.store.reading.queries import Reader
from annotator.store.store import Store

PAIR, DOCUMENT, TAG, WEEK = "pair", "document", "tag", "week"
GROUPINGS = (PAIR, DOCUMENT, TAG, WEEK)
BETWEEN = "~"
"""Stands between the annotators of a pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is measured: ids of annotators, layers and documents (None: all), and how.

    `by` is one of `GROUPINGS` or None. Without `gamma` gamma is left out; with `tokens` kappa
    over tokens is told too. What a blind round hides from `viewer` yet does not count.
    """

    annotators: tuple[str, ...] | None = None
    layers: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    by: str | None = None
    gamma: GammaSettings | None = field(default_factory=GammaSettings)
    tokens: bool = True
    viewer: str | None = None


class Line(NamedTuple):
    """One figure of a report.

    `what` is a layer, `layer.feature`, `layer.feature=tag` or type of relation, empty for all
    layers; `kind` says which of them. `group` is the pair, document or week it is of, empty for
    all.
    """

    what: str
    kind: str
    group: str
    figure: Figure
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured.

    `documents` counts those that at least two annotators share, `annotators` are the ids of those
    who share any; `unfinished` says of how many documents the work of an annotator is left out
    because it is not finished. `confusions` are, by group, the tables of values of every two
    annotators.
    """

    lines: tuple[Line, ...]
    documents: int
    unfinished: Mapping[str, int]
    confusions: Mapping[str, tuple[Confusion, ...]] = field(
        default_factory=dict[str, tuple[Confusion, ...]]
    )
    annotators: tuple[str, ...] = ()


def measure_agreement(
    store: Store, choice: Choice | None = None, progress: Progress = no_progress
) -> Report:
    """Measure a corpus on a snapshot and a connection of its own; memory stays flat.

    Raises AnnotatorError if something that was named is not there, Cancelled from `progress`.
    """
    chosen = choice or Choice()
    with store.reader() as reader:
        scheme = reader.scheme()
        selection = selection_of(reader, store, chosen.annotators, chosen.layers, chosen.documents)
        people, layers = _people(reader, selection), layers_measured(reader, scheme, selection)
        total = len(selection.documents or ()) or reader.counts().get("document", 0)
        documents = _documents(reader, selection, chosen, people)
        return measure_documents(documents, total, scheme, chosen, people, layers, progress)


def measure_documents(
    documents: Iterable[Prepared],
    total: int,
    scheme: Scheme,
    choice: Choice,
    people: tuple[str, ...],
    layers: tuple[str, ...],
    progress: Progress,
) -> Report:
    """Measure documents that are made ready, `total` of them; Cancelled from `progress`."""
    work = _Work(scheme, choice, people, layers)
    for done, document in enumerate(documents):
        progress("progress.measuring", done, total)
        work.add(document)
    return work.report()


def _people(reader: Reader, selection: Selection) -> tuple[str, ...]:
    """Return who was named, or else all persons: machines and the adjudicated set want a name."""
    if selection.annotators is not None:
        return tuple(sorted(selection.annotators))
    return tuple(sorted(a.id for a in reader.annotators() if a.kind == PERSON))


def layers_measured(reader: Reader, scheme: Scheme, selection: Selection) -> tuple[str, ...]:
    """Return the layers that were named, or else those that anybody annotated."""
    used = reader.counts_by_layer()
    chosen = selection.layers
    if chosen is not None:
        return tuple(layer.id for layer in scheme.layers if layer.id in chosen)
    return tuple(layer.id for layer in scheme.layers if used.get(layer.id))


def _documents(
    reader: Reader, selection: Selection, choice: Choice, people: tuple[str, ...]
) -> Iterator[Prepared]:
    hidden = hidden_work(reader, choice.viewer)
    for bundle in reader.bundles(documents=selection.documents):
        unseen = hidden.get(bundle.document.id, ())
        seen = tuple(who for who in people if who not in unseen)
        yield prepared(bundle, seen, selection.layers, with_tokens=choice.tokens)


class _Work:
    """The measures of every group, while documents pass by."""

    def __init__(
        self, scheme: Scheme, choice: Choice, people: tuple[str, ...], layers: tuple[str, ...]
    ) -> None:
        self.people = people
        self._scheme, self._choice, self._layers = scheme, choice, layers
        self._groups: dict[str, LayerMeasures] = {}
        self._tags: dict[str, SpanMeasures] = {}
        self._places: dict[str, Places] = {}
        self._unfinished: dict[str, int] = {}
        self._documents = 0
        self._shared: set[str] = set()
        if choice.by is None:
            self._group("").expect(layers)

    def _group(self, key: str) -> LayerMeasures:
        found = self._groups.get(key)
        if found is None:
            found = LayerMeasures(self._scheme, self.people, self._choice.gamma)
            self._groups[key] = found
        return found

    def add(self, document: Prepared) -> None:
        for who in document.unfinished:
            self._unfinished[who] = self._unfinished.get(who, 0) + 1
        people = document.annotators
        if len(people) < 2:
            return
        self._documents += 1
        self._shared.update(people)
        if self._choice.by == TAG:
            self._add_tags(document)
            return
        for key, some in self._keys(document, people):
            self._group(key).add(document, some, self._layers)

    def _keys(
        self, document: Prepared, people: tuple[str, ...]
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        match self._choice.by:
            case "pair":
                return [(BETWEEN.join(pair), pair) for pair in combinations(people, 2)]
            case "document":
                return [(document.id, people)]
            case "week":
                return [(document.week(people) or "?", people)]
            case _:
                return [("", people)]

    def _add_tags(self, document: Prepared) -> None:
        """Compare the annotations that bear one tag, for each tag of each feature."""
        found: dict[str, dict[str, list[Piece]]] = {}
        tags = {a.id: self._tags_on(a) for a in document.annotations}
        for annotation in document.annotations:
            for key in tags[annotation.id]:
                rows = found.setdefault(key, {who: [] for who in document.annotators})
                rows[annotation.annotator].append(document.piece(annotation, key))
        for key, rows in found.items():
            measures = self._tags.setdefault(key, SpanMeasures(self._choice.gamma))
            measures.add(f"{document.id}:{key}", document.length, rows)
            bearers = [a for a in document.annotations if key in tags[a.id]]
            numbers = {who: number for number, who in enumerate(document.annotators)}
            places = self._places.setdefault(key, Places())
            for place in places_of(document, len(numbers), matched(bearers, numbers)):
                places.add(place)

    def _tags_on(self, annotation: Annotation) -> list[str]:
        layer = self._scheme.layer(annotation.layer)
        return [
            f"{annotation.layer}.{feature.id}={tag}"
            for feature in (layer.features if layer else ())
            if feature.type in ("tag", "tags") and feature.counts_for_agreement
            for tag in items_of(annotation.features.get(feature.id, ()))
        ]

    def report(self) -> Report:
        lines: list[Line] = []
        for key, measures in self._groups.items():
            lines += [_line(key, measured) for measured in measures.figures()]
        for key, measures in sorted(self._tags.items()):
            lines += [
                Line(key, TAG, "", figure, self._places[key]) for figure in measures.figures()
            ]
        return Report(
            lines=tuple(lines),
            documents=self._documents,
            unfinished=dict(sorted(self._unfinished.items())),
            confusions={key: tuple(m.confusions()) for key, m in self._groups.items()},
            annotators=tuple(sorted(self._shared)),
        )


def _line(group: str, measured: Measured) -> Line:
    return Line(measured.what, measured.kind, group, measured.figure, measured.places)
