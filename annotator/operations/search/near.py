"""Annotations of one document, found by their place: thousands of hits are held against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.model.annotation import Annotation
from annotator.model.span import Span

_CELL = 256
"""Characters; an annotation is noted in each cell that it reaches."""
_MOST_CELLS = 16
"""One that reaches more is looked at whatever is asked for, like those without a span."""


class Near:
    """Annotations in the order in which they came; more may come."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        """Note where each stands."""
        self._all: list[Annotation] = []
        self._numbers: dict[str, int] = {}
        self._cells: dict[int, list[int]] = {}
        self._anywhere: list[int] = []
        for annotation in annotations:
            self.add(annotation)

    def get(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with an id as it is now, or None."""
        number = self._numbers.get(annotation_id)
        return None if number is None else self._all[number]

    def __iter__(self) -> Iterator[Annotation]:
        """Yield all of them."""
        return iter(self._all)

    def add(self, annotation: Annotation) -> None:
        """Note one more."""
        number = self._numbers[annotation.id] = len(self._all)
        self._all.append(annotation)
        cells = _cells_of(annotation.spans)
        if not 0 < len(cells) <= _MOST_CELLS:
            self._anywhere.append(number)
            return
        for cell in cells:
            self._cells.setdefault(cell, []).append(number)

    def replace(self, annotation: Annotation) -> None:
        """Have an annotation instead of the one with its id, which stood at the same place."""
        number = self._numbers[annotation.id]
        assert self._all[number].spans == annotation.spans
        self._all[number] = annotation

    def around(self, spans: Sequence[Span]) -> list[Annotation]:
        """Return all that may share a place with these spans, and some others."""
        found = set(self._anywhere)
        for cell in _cells_of(spans):
            found.update(self._cells.get(cell, ()))
        return [self._all[number] for number in sorted(found)]


def _cells_of(spans: Sequence[Span]) -> range:
    """Return the cells from the first to the last span; points and borders count."""
    if not spans:
        return range(0)
    first, last = min([s.begin for s in spans]), max([s.end for s in spans])
    return range(first // _CELL, last // _CELL + 1)
