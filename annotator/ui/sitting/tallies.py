"""Counts over the annotations of one annotator, kept in step one change at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from operator import attrgetter
from typing import Any

from annotator.model.annotation import UNSURE, Annotation, items_of
from annotator.ui.text.ordered import Ordered

Place = tuple[int, int, str]
"""Begin, minus the end, id: the order of the text, outer annotations first."""

_NOWHERE = (-1, 0)
_NOTHING: Mapping[str, str] = {}
_NO_RELATIONS: Mapping[str, Sized] = {}
_NONE_REFUSED: Mapping[str, int] = {}
_LAYER, _CONFIDENCE = attrgetter("layer"), attrgetter("confidence")


def place_of(annotation: Annotation) -> Place:
    """Return where an annotation stands in the order of the text; those without spans first."""
    spans = annotation.spans
    begin, end = (spans[0][0], -spans[-1][1]) if spans else _NOWHERE
    return begin, end, annotation.id


class Tallies:
    """Annotations in the order of the text, and how many there are of which kind.

    Values of the features that are `counted` (by layer) are counted from the begin, those of
    others when they are first asked for; all are kept from then on.
    """

    __slots__ = (
        "_items",
        "_known",
        "_order",
        "_relations",
        "_values",
        "layers",
        "relations",
        "unsure",
    )

    def __init__(
        self,
        annotations: Iterable[Annotation] = (),
        counted: Mapping[str, str] = _NOTHING,
        outgoing: Mapping[str, Sized] = _NO_RELATIONS,
        refused: Mapping[str, int] = _NONE_REFUSED,
    ) -> None:
        """Count annotations; `outgoing` has the relations that go out from each, by its id.

        So many of these as `refused` says are not counted.
        """
        # Whoever opens a document waits for this, with some 100,000 annotations: each is touched
        # as seldom as can be.
        self._known = known = {a.id: a for a in annotations}
        self.layers: Counter[str] = Counter(map(_LAYER, known.values()))
        self.unsure = Counter(map(_CONFIDENCE, known.values()))[UNSURE]
        self._relations = {k: len(r) for k, r in outgoing.items() if r and k in known}
        for key in refused.keys() & self._relations.keys():
            self._relations[key] -= refused[key]
        self.relations = sum(self._relations.values())
        self._values: dict[tuple[str, str], Counter[str]] = {
            (layer, feature): Counter() for layer, feature in counted.items()
        }
        self._items: Counter[str] | None = None
        for annotation in known.values():
            if annotation.features:
                feature = counted.get(annotation.layer)
                if feature is not None and feature in annotation.features:
                    counter = self._values[annotation.layer, feature]
                    for value in _values_of(annotation, feature):
                        counter[value] += 1
        self._order: Ordered[Place] = Ordered(map(place_of, known.values()))

    def __len__(self) -> int:
        """How many annotations there are."""
        return len(self._order)

    def __iter__(self) -> Iterator[Annotation]:
        """Yield the annotations in the order of the text."""
        known = self._known
        return (known[place[2]] for place in self._order)

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield what holds the annotations and their places, one by one."""
        yield self._known
        yield from self._order.portions()

    def unordered(self) -> Iterable[Annotation]:
        """Return the annotations in no order, which takes a third of the time."""
        return self._known.values()

    def put(self, annotation: Annotation, relations: int) -> None:
        """Count an annotation anew, with the relations that go out from it."""
        self.drop(annotation.id)
        self._known[annotation.id] = annotation
        self._order.add(place_of(annotation))
        if relations:
            self._relations[annotation.id] = relations
            self.relations += relations
        self._count(annotation, 1)

    def drop(self, annotation_id: str) -> None:
        """Count an annotation no more, if it was counted."""
        old = self._known.pop(annotation_id, None)
        if old is None:
            return
        self._order.discard(place_of(old))
        self.relations -= self._relations.pop(annotation_id, 0)
        self._count(old, -1)

    def _count(self, annotation: Annotation, by: int) -> None:
        _add(self.layers, annotation.layer, by)
        self.unsure += by * (annotation.confidence == UNSURE)
        for (layer, feature), counter in self._values.items():
            if layer == annotation.layer and feature in annotation.features:
                for value in _values_of(annotation, feature):
                    _add(counter, value, by)
        if self._items is not None:
            for item in _strings(annotation):
                _add(self._items, item, by)

    def values(self, layer: str, feature: str) -> Mapping[str, int]:
        """Return how often each value of a feature, as text, stands on annotations of a layer.

        Of several values that one annotation has each counts by itself.
        """
        found = self._values.get((layer, feature))
        if found is None:
            found = self._values[layer, feature] = Counter(
                value
                for a in self._known.values()
                if a.layer == layer and feature in a.features
                for value in _values_of(a, feature)
            )
        return found

    def items(self) -> Mapping[str, int]:
        """Return how often each text stands as a value of any feature: ids of entities too."""
        if self._items is None:
            self._items = Counter(i for a in self._known.values() for i in _strings(a))
        return self._items

    def after(self, place: Place) -> Iterator[Annotation]:
        """Yield the annotations behind a place, the nearest first."""
        known = self._known
        return (known[p[2]] for p in self._order.since(place) if p != place)

    def before(self, place: Place) -> Iterator[Annotation]:
        """Yield the annotations before a place, the nearest first."""
        known = self._known
        return (known[p[2]] for p in self._order.before(place))


def _values_of(annotation: Annotation, feature: str) -> Iterable[str]:
    value = annotation.features[feature]
    return (value,) if isinstance(value, str) else map(str, items_of(value))


def _strings(annotation: Annotation) -> Iterator[str]:
    for value in annotation.features.values():
        for item in items_of(value):
            if isinstance(item, str):
                yield item


def _add(counter: Counter[str], key: str, by: int) -> None:
    counter[key] += by
    if not counter[key]:
        del counter[key]
