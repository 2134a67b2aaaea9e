"""Measures of annotated documents: per layer, feature and type of relation, pooled and by mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from annotator.analysis.agreement.behind import Behind, place_of
from annotator.analysis.agreement.compared import (
    RELAXED,
    STRICT,
    Place,
    Places,
    RelationCounts,
    Values,
)
from annotator.analysis.agreement.confusion import ABSENT, Confusion, Confusions
from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.gamma import GammaSettings
from annotator.analysis.agreement.measures import SpanMeasures
from annotator.analysis.agreement.prepared import Prepared
from annotator.analysis.agreement.ratings import Row
from annotator.analysis.agreement.spans import Piece
from annotator.analysis.agreement.token_kappa import TOKENS, TokenCounts
from annotator.analysis.matching import Group, matched
from annotator.model.annotation import Annotation, Features, Relation
from annotator.model.scheme import Feature, Scheme

NOTHING = (None, "", frozenset[str]())
"""Values that are none."""


class Measured(NamedTuple):
    """A figure with what it is about, and the places behind it."""

    what: str
    kind: str
    figure: Figure
    places: Places


class LayerMeasures:
    """All measures over documents that some annotators share.

    Values of features are compared where annotators have one annotation of a layer each at the
    same place: with the same spans, or overlapping ones that are most alike. Relations are the
    same where type and ends are: ends with the same spans (strict), or at the same place
    (relaxed_ends).
    """

    def __init__(
        self, scheme: Scheme, annotators: Sequence[str], settings: GammaSettings | None
    ) -> None:
        """Begin with no document; rows of values have a column for each of `annotators`."""
        self.scheme, self.annotators, self.settings = scheme, tuple(annotators), settings
        self.documents = 0
        self._spans: dict[str, SpanMeasures] = {}
        self._behind = Behind()
        self._tokens: dict[str, TokenCounts] = {}
        self._values: dict[tuple[str, str, str], Values] = {}
        self._relations: dict[str, RelationCounts] = {}
        self._confusions = Confusions(self.annotators)
        self._layers = {layer.id: layer for layer in scheme.layers}

    def expect(self, layers: Sequence[str]) -> None:
        """Have figures of these layers even if no document can be compared."""
        for layer in (*layers, *([""] if len(layers) > 1 else [])):
            self._measures(layer)

    def add(self, document: Prepared, people: Sequence[str], layers: Iterable[str]) -> None:
        """Take in what `people` have in a document; fewer than two cannot agree."""
        if len(people) < 2:
            return
        self.documents += 1
        listed = list(layers)
        mine = [a for a in document.annotations if a.annotator in people]
        groups = matched(mine, {who: number for number, who in enumerate(people)})
        self._add_spans(document, people, listed, mine)
        self._add_places(document, people, groups)
        self._add_values(document, people, listed, groups)
        self._add_relations(document, people, groups)

    def _add_spans(
        self,
        document: Prepared,
        people: Sequence[str],
        layers: Sequence[str],
        annotations: Iterable[Annotation],
    ) -> None:
        rows: dict[str, dict[str, list[Piece]]] = {x: {who: [] for who in people} for x in layers}
        every: dict[str, list[Piece]] = {who: [] for who in people}
        for annotation in annotations:
            piece = document.piece(annotation, annotation.layer)
            rows[annotation.layer][annotation.annotator].append(piece)
            every[annotation.annotator].append(piece)
        for layer, row in rows.items():
            self._measures(layer).add(f"{document.id}:{layer}", document.length, row)
            if document.tokens:
                counts = self._tokens.setdefault(layer, TokenCounts(self.annotators))
                counts.add(document.tokens, row)
        if len(layers) > 1:
            self._measures("").add(document.id, document.length, every)

    def _measures(self, layer: str) -> SpanMeasures:
        found = self._spans.get(layer)
        if found is None:
            found = self._spans[layer] = SpanMeasures(self.settings, has_values=not layer)
        return found

    def _add_places(
        self, document: Prepared, people: Sequence[str], groups: Sequence[Group]
    ) -> None:
        for group in groups:
            members = [a for some in group.values() for a in some]
            held = {a.annotator: a.layer for a in members}
            row = tuple(held.get(who, ABSENT) if who in people else None for who in self.annotators)
            self._confusions.add("", row, place_of(document, members))
        self._behind.add(document, len(people), groups)

    def _add_values(
        self,
        document: Prepared,
        people: Sequence[str],
        layers: Iterable[str],
        groups: Iterable[Group],
    ) -> None:
        shared: dict[str, list[tuple[dict[str, Features], Place]]] = {x: [] for x in layers}
        for group in groups:
            members = [a for some in group.values() for a in some]
            if len(group) > 1 and len({a.layer for a in members}) == 1 == max(
                map(len, group.values())
            ):
                row = {a.annotator: a.features for a in members}
                shared[members[0].layer].append((row, place_of(document, members)))
        for layer, rows in shared.items():
            owner = self._layers.get(layer)
            for feature in owner.features if owner else ():
                self._compare("layer", layer, feature, rows)

    def _compare(
        self,
        sort: str,
        owner: str,
        feature: Feature,
        rows: Sequence[tuple[dict[str, Features], Place]],
    ) -> None:
        if not feature.counts_for_agreement:
            return
        # A layer and a type of relation may bear the same id.
        key = sort, owner, feature.id
        if key not in self._values:
            scale: tuple[Any, ...] = ()
            if feature.ordered:
                scale = tuple(tag.id for tag in self.scheme.tags_of(feature) if not tag.group)
            self._values[key] = Values(feature, scale)
        values = self._values[key]
        found: list[tuple[Row, Place]] = []
        for row, place in rows:
            given = tuple(
                values.value_of(row[who]) if who in row else None for who in self.annotators
            )
            # Where nobody gave a value, there was nothing to decide.
            if any(value not in NOTHING for value in given):
                found.append((given, place))
                self._confusions.add(f"{owner}.{feature.id}", given, place)
        values.add(self.annotators, found)

    def _add_relations(
        self, document: Prepared, people: Sequence[str], groups: Sequence[Group]
    ) -> None:
        homes = {a.id: n for n, group in enumerate(groups) for some in group.values() for a in some}
        by_id = {a.id: a for a in document.annotations}
        mine = [
            r
            for r in document.relations
            if r.annotator in people and r.from_id in homes and (r.to_entity or r.to_id in homes)
        ]
        for relation_type in self.scheme.relation_types:
            of_type = [r for r in mine if r.type == relation_type.id]
            self._add_type(document, people, relation_type.id, of_type, by_id, homes)
            rows = _relation_rows(document, of_type, by_id, homes, relation_type.symmetric)
            for feature in relation_type.features:
                self._compare("relation", relation_type.id, feature, rows)

    def _add_type(
        self,
        document: Prepared,
        people: Sequence[str],
        key: str,
        relations: Sequence[Relation],
        by_id: dict[str, Annotation],
        homes: dict[str, int],
    ) -> None:
        counts = self._relations.setdefault(key, RelationCounts())
        kind = self.scheme.relation_type(key)
        is_symmetric = kind is not None and kind.symmetric

        def strict(relation: Relation) -> object:
            def known(end: str) -> object:
                return by_id[end].layer, document.places[end]

            return _ends(relation, known, is_symmetric)

        def relaxed(relation: Relation) -> object:
            return _ends(relation, homes.__getitem__, is_symmetric)

        manners: tuple[tuple[str, Callable[[Relation], object]], ...] = (
            (STRICT, strict),
            (RELAXED, relaxed),
        )
        pairs: list[tuple[Counter[Any], Counter[Any], str]] = []
        for manner, sign in manners:
            by_person: dict[str, Counter[Any]] = {who: Counter() for who in people}
            for relation in relations:
                by_person[relation.annotator][sign(relation)] += 1
            pairs += [(by_person[a], by_person[b], manner) for a, b in combinations(people, 2)]
            for relation in relations:
                if not all(by_person[who][sign(relation)] for who in people):
                    counts.places[manner].add(place_of(document, [by_id[relation.from_id]]))
        counts.add(pairs, 1)

    def confusions(self) -> list[Confusion]:
        """Return which layers (about nothing more) and values stand against which, by pair."""
        return self._confusions.tables()

    def figures(self) -> list[Measured]:
        """Return all figures: layers in the scheme's order, all layers, features, relations."""
        found: list[Measured] = []
        order = [layer for layer in (*self._layers, "") if layer in self._spans]
        order += [layer for layer in self._spans if layer not in order]
        for layer in order:
            kind = "layer" if layer else "layers"
            figures = self._spans[layer].figures()
            found += [Measured(layer, kind, f, self._behind.of(layer, f)) for f in figures]
            if layer in self._tokens:
                figures = self._tokens[layer].figures()
                found += [Measured(layer, TOKENS, f, self._behind.of(layer, f)) for f in figures]
        for (_, owner, feature), values in self._values.items():
            what = f"{owner}.{feature}"
            found += [Measured(what, "feature", f, values.places) for f in values.figures()]
        for key, counts in self._relations.items():
            found += [
                Measured(key, "relation", f, counts.places[f.distance]) for f in counts.figures()
            ]
        return found


def _ends(relation: Relation, known: Callable[[str], object], is_symmetric: bool) -> object:
    """Return the ends as they are compared; a symmetric one may begin at either."""
    begin = known(relation.from_id)
    if relation.to_entity:
        return begin, relation.to_id
    ends = begin, known(relation.to_id)
    return frozenset(ends) if is_symmetric else ends


def _relation_rows(
    document: Prepared,
    relations: Iterable[Relation],
    by_id: dict[str, Annotation],
    homes: dict[str, int],
    is_symmetric: bool,
) -> list[tuple[dict[str, Features], Place]]:
    """Return the features of relations with the same ends, where each annotator has one."""
    found: dict[object, list[Relation]] = {}
    for relation in relations:
        found.setdefault(_ends(relation, homes.__getitem__, is_symmetric), []).append(relation)
    rows: list[tuple[dict[str, Features], Place]] = []
    for same in found.values():
        row = {relation.annotator: relation.features for relation in same}
        if len(row) == len(same) > 1:
            rows.append((row, place_of(document, [by_id[same[0].from_id]])))
    return rows
