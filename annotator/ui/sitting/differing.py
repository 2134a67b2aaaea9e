"""What several annotators differ in, in rows; what they agree in is one dim lane."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from annotator.analysis.aligned import Aligned
from annotator.analysis.alignment import AGREE, RELATION, Place, place_order
from annotator.model.annotation import Annotation
from annotator.model.facts import Facts
from annotator.ui.sitting.readings import (
    NOTHING_KEY,
    MakeMark,
    agreeing_marks,
    difference_name,
    differing_marks,
    letters_of,
)
from annotator.ui.text.differences import Differences
from annotator.ui.text.marks import MARGIN, Difference, Mark, MarkIndex, Row


class Differing:
    """The places of one document as the text shows them; each mark is made when it is seen."""

    def __init__(
        self,
        aligned: Aligned,
        readers: Sequence[str],
        facts: Facts,
        hides: Callable[[Annotation], bool],
        make: MakeMark,
        *,
        word: Callable[..., str],
    ) -> None:
        """Show what is `aligned` of a document as it is now; `word` gives the fixed texts."""
        self.letters = letters_of(readers)
        self._aligned, self._facts, self._hides = aligned, facts, hides
        self._make, self._word = make, word
        self._nothing = word("nothing")
        self._name_all()

    def _name_all(self) -> None:
        """Number all places; each is named when it is asked for."""
        differing = [row for row in self._aligned.rows if row[1].kind != AGREE]
        self._keys = [key for key, _ in differing]
        self.places = [place for _, place in differing]
        # It does not hold this, which is freed as soon as it is let go of.
        named = partial(_named, self.places, self.letters, self._word)
        self.differences = Differences([key[0] for key in self._keys], named)

    def numbers_of(self, annotation_id: str) -> list[int]:
        """Return the numbers of the differences that an annotation is part of."""
        found = (p for p in self._aligned.places_with(annotation_id) if p.kind != AGREE)
        return sorted(bisect_left(self._keys, place_order(place)) + 1 for place in found)

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield what holds the places but for those that `differences` makes names of."""
        return self._aligned.held()

    def rows(self, drawings: Mapping[str, str]) -> Iterable[tuple[Row, bool]]:
        """Return where each mark stands and whether in the margin, as `MarkIndex` wants it."""
        return rows_of(self._aligned, drawings)

    def mark(self, key: str, _index: MarkIndex) -> Mark | None:
        """Return the mark with a key, None where there is none any more."""
        place = self._aligned.place_of(key.partition(NOTHING_KEY)[0])
        if place is None:
            return None
        marks = (
            agreeing_marks(place, self._make)
            if _is_dim(self._aligned, place)
            else differing_marks(place, self._make, self._nothing)
        )
        return next((mark for mark in marks if mark.key == key), None)

    def renewed(self, touched: set[str], index: MarkIndex) -> tuple[list[str], list[Mark]]:
        """Compare anew where an edit was; what was never seen will be made as it is then."""
        gone, come = follow(self._aligned, touched, self._facts, self._hides)
        self._name_all()
        shown = dict(pair for place in come for pair in _shown(self._aligned, place))
        removed = [key for place in gone for key in _all_keys(place) if key not in shown]
        added: list[Mark] = []
        for key, annotation in shown.items():
            before = index.peek(key)
            if annotation.id not in touched and before == _row(key, annotation):
                continue
            mark = self.mark(key, index)
            if mark is not None and mark != before:
                added.append(mark)
        return removed, added


def rows_of(aligned: Aligned, drawings: Mapping[str, str]) -> Iterator[tuple[Row, bool]]:
    """Yield where each mark of places stands and whether it is drawn in the margin."""
    in_margin = {layer for layer, drawing in drawings.items() if drawing == MARGIN}
    for _, place in aligned.rows:
        if place.kind == RELATION:
            continue
        for key, annotation in _shown(aligned, place):
            row = _row(key, annotation)
            if row is not None:
                yield row, annotation.layer in in_margin and NOTHING_KEY not in key


def _named(
    places: Sequence[Place], letters: Sequence[str], word: Callable[..., str], at: int
) -> Difference:
    place = places[at]
    begin, end = place.extent
    name = difference_name(place, letters, word)
    return Difference(place.first.id, begin, end, name, at + 1)


def _is_dim(aligned: Aligned, place: Place) -> bool:
    return place.kind == AGREE and not aligned.is_related(place.first.id)


def _shown(aligned: Aligned, place: Place) -> list[tuple[str, Annotation]]:
    """Return the key of each mark of a place, and the annotation where it stands."""
    first = place.first
    if _is_dim(aligned, place):
        return [(first.id, first)]
    found = [(annotation.id, annotation) for annotation in place.annotations]
    return found + [(f"{first.id}{NOTHING_KEY}{number}", first) for number in place.missing]


def follow(
    aligned: Aligned, touched: set[str], facts: Facts, hides: Callable[[Annotation], bool]
) -> tuple[list[Place], list[Place]]:
    """Compare anew where annotations were touched; return the places that go, and that come."""
    found = (facts.annotations.get(key) for key in touched)
    known = {a.id: a for a in found if a is not None and not hides(a)}
    return aligned.follow(touched, known, facts.relations.values())


def _row(key: str, annotation: Annotation) -> Row | None:
    spans = annotation.spans
    return (spans[0].begin, spans[-1].end, key) if spans else None


def _all_keys(place: Place) -> Iterator[str]:
    """Yield all keys that marks of a place may have."""
    for annotation in place.annotations:
        yield annotation.id
    for number in place.missing:
        yield f"{place.first.id}{NOTHING_KEY}{number}"
