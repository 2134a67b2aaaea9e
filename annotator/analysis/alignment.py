"""What several annotators have at the same places of one document: where they agree, where not.

Annotations of one place are matched in four steps, each over what the one before left: the same
spans on the same layer; one annotation where another annotator has several; overlapping spans on
the same layer, the most alike first; the same spans on another layer. What is left then, its
annotator has alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.analysis.matching import Group, matched_in_steps, text_order
from annotator.model.annotation import STANDS, Annotation, Features, Relation, Value
from annotator.model.scheme import Feature, Scheme
from annotator.model.span import Span, Spans, joined

AGREE = "agree"
BORDER, MISSING, LAYER = "border", "missing", "layer"
FEATURE, ENTITY, RELATION, SPLIT = "feature", "entity", "relation", "split"
KINDS = (AGREE, BORDER, MISSING, LAYER, FEATURE, ENTITY, RELATION, SPLIT)
"""What a place can be. Of several differences at one place the first that holds names it:
`missing` (somebody has nothing), `split` (somebody has several), `layer`, `border`, `feature`
or `entity`. What goes out from it is a place of its own, `relation`."""

_ENTITIES = ("entity", "entities")


class Place(NamedTuple):
    """One place, and what each annotator has there, in the order in which they were given.

    `versions` holds for each annotator none, one or (where somebody has one for several) more
    annotations. `features` are the ids of the features that differ among those that count for
    agreement, whatever the kind. `relations` are, in a place of that kind, those of each
    annotator that the others lack; `alike` numbers them: those with one number are the same.
    """

    kind: str
    versions: tuple[tuple[Annotation, ...], ...]
    features: tuple[str, ...] = ()
    relations: tuple[tuple[Relation, ...], ...] = ()
    alike: tuple[tuple[int, ...], ...] = ()

    @property
    def annotations(self) -> list[Annotation]:
        """All annotations of the place."""
        return [annotation for version in self.versions for annotation in version]

    @property
    def first(self) -> Annotation:
        """The first annotator's annotation, or that of the first who has one."""
        return next(version[0] for version in self.versions if version)

    @property
    def extent(self) -> Span:
        """The smallest span over all versions; `(0, 0)` for what has no place in the text."""
        spans = [span for version in self.versions for a in version for span in a.spans]
        if not spans:
            return Span(0, 0)
        if len(spans) == 1:
            return spans[0]
        return Span(min([s.begin for s in spans]), max([s.end for s in spans]))

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the annotators who have nothing here."""
        return tuple(n for n, version in enumerate(self.versions) if not version)

    def differing(self) -> Spans:
        """Return the characters that some versions hold and others do not.

        None where the spans are the same and only the layer, a value or a relation differs.
        """
        if self.kind not in (BORDER, MISSING, SPLIT):
            return ()
        edges: list[tuple[int, int]] = []
        for version in self.versions:
            for span in joined(span for a in version for span in a.spans):
                edges += [(span.begin, 1), (span.end, -1)]
        edges.sort()
        found: list[Span] = []
        depth = last = 0
        for at, step in edges:
            if 0 < depth < len(self.versions) and last < at:
                found.append(Span(last, at))
            depth, last = depth + step, at
        return joined(found)


def align(
    annotators: Sequence[str],
    annotations: Iterable[Annotation],
    relations: Iterable[Relation] = (),
    *,
    scheme: Scheme,
) -> list[Place]:
    """Return the places of one document in the order of the text, agreeing ones included.

    Of `annotations` those that stand and are by `annotators` take part. Which features count is
    said by `scheme`. Relations are compared where both ends have a counterpart; an end that
    somebody lacks is a difference already.
    """
    numbers = {annotator: number for number, annotator in enumerate(annotators)}
    taken = [a for a in annotations if a.annotator in numbers and a.state == STANDS]
    found = matched_in_steps(sorted(taken, key=text_order), numbers)
    groups = [*found.whole, *found.split, *found.rest]
    counted = Counted(scheme)
    places = [place_of_group(group, len(annotators), counted) for group in groups]
    places += relation_places(groups, relations, numbers, counted)
    places.sort(key=place_order)
    return places


def place_order(place: Place) -> tuple[int, int, int, str]:
    """Sort key: by place in the text, the outer first; then by kind and first annotation."""
    extent = place.extent
    return extent.begin, -extent.end, KINDS.index(place.kind), place.first.id


class Counted:
    """Which features of layers and types of relation count for agreement."""

    def __init__(self, scheme: Scheme) -> None:
        """Look up what a scheme says of each."""
        # Apart, since a layer and a type of relation may bear the same id.
        self._layers = {layer.id: _counted(layer.features) for layer in scheme.layers}
        self._kinds = {kind.id: _counted(kind.features) for kind in scheme.relation_types}
        self._symmetric = {kind.id for kind in scheme.relation_types if kind.symmetric}

    def differing(self, layer: str, sets: Sequence[Features]) -> tuple[str, ...]:
        """Return the features of a layer that are not the same in all sets."""
        if len(sets) < 2 or not any(sets):
            return ()
        counted = self._layers.get(layer, {})
        return tuple(
            key for key in counted if len({_plain(features.get(key)) for features in sets}) > 1
        )

    def is_entity(self, layer: str, feature: str) -> bool:
        """Say whether the values of a feature are entities."""
        return self._layers.get(layer, {}).get(feature) in _ENTITIES

    def is_symmetric(self, relation: Relation) -> bool:
        """Say whether it is the same whichever of its ends is the first."""
        return relation.type in self._symmetric

    def sign(self, relation: Relation) -> tuple[object, ...]:
        """Return what two relations must share, their ends apart, to be the same."""
        counted = self._kinds.get(relation.type, {})
        return relation.type, tuple(_plain(relation.features.get(key)) for key in counted)


def _counted(features: Iterable[Feature]) -> dict[str, str]:
    return {f.id: f.type for f in features if f.counts_for_agreement}


def _plain(value: Value | None) -> object:
    """Return a value that can be compared: of several values the order does not matter."""
    if isinstance(value, (list, tuple)):
        return tuple(sorted(map(str, value))) or None
    return None if value == "" else value


def place_of_group(group: Group, count: int, counted: Counted) -> Place:
    """Return the place of the annotations that `matched` put together, of `count` annotators."""
    versions = tuple([tuple(group.get(number, ())) for number in range(count)])
    present = [annotation for version in versions for annotation in version]
    features: tuple[str, ...] = ()
    layers = {a.layer for a in present}
    if len(layers) == 1:
        features = counted.differing(present[0].layer, [a.features for a in present])
    if not all(versions):
        kind = MISSING
    elif len(present) > count:
        kind = SPLIT
    elif len(layers) > 1:
        kind = LAYER
    elif len({(a.spans, a.segments) for a in present}) > 1:
        kind = BORDER
    elif not features:
        kind = AGREE
    else:
        entities = all(counted.is_entity(present[0].layer, key) for key in features)
        kind = ENTITY if entities else FEATURE
    return Place(kind, versions, features)


def relation_places(
    groups: Sequence[Group],
    relations: Iterable[Relation],
    numbers: Mapping[str, int],
    counted: Counted,
) -> list[Place]:
    """Return one place for each group whose members relate to different ends, or differently."""
    relations = list(relations)
    if not relations:
        return []
    count = len(numbers)
    group_of = {a.id: n for n, group in enumerate(groups) for some in group.values() for a in some}
    signed: dict[int, list[dict[object, list[Relation]]]] = {}
    for relation in relations:
        start = group_of.get(relation.from_id)
        end = relation.to_id if relation.to_entity else group_of.get(relation.to_id)
        number = numbers.get(relation.annotator)
        if start is None or end is None or number is None or relation.state != STANDS:
            continue
        if isinstance(end, int) and counted.is_symmetric(relation):
            # Whichever of its ends an annotator began with, it is the same.
            start, end = min(start, end), max(start, end)
        whole = groups[start], groups[end] if isinstance(end, int) else groups[start]
        if all(len(group) == count for group in whole):
            found = signed.setdefault(start, [{} for _ in range(count)])
            found[number].setdefault((counted.sign(relation), end), []).append(relation)
    places: list[Place] = []
    for start, sides in sorted(signed.items()):
        shared = set(sides[0]).intersection(*sides[1:])
        signs = dict.fromkeys(sign for side in sides for sign in side if sign not in shared)
        if signs:
            number_of = {sign: number for number, sign in enumerate(signs)}
            lacking = [
                [(number_of[sign], r) for sign, some in side.items() if sign in signs for r in some]
                for side in sides
            ]
            versions = tuple(tuple(groups[start][number]) for number in range(count))
            lacked = tuple(tuple(r for _, r in some) for some in lacking)
            alike = tuple(tuple(number for number, _ in some) for some in lacking)
            places.append(Place(RELATION, versions, (), lacked, alike))
    return places
