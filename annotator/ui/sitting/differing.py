"""What several annotators differ in, in rows; what they agree in is one dim lane."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from annotator.analysis.aligned import Aligned
from annotator.analysis.alignment import AGREE, RELATION, Place
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
        self.places = [place for place in self._aligned.places if place.kind != AGREE]
        self.numbers: dict[str, list[int]] = {}
        found: list[Difference] = []
        for number, place in enumerate(self.places, 1):
            begin, end = place.extent
            name = difference_name(place, self.letters, self._word)
            found.append(Difference(place.first.id, begin, end, name, number))
            for annotation in place.annotations:
                self.numbers.setdefault(annotation.id, []).append(number)
        self.differences = tuple(found)

    def rows(self, drawings: Mapping[str, str]) -> Iterator[tuple[Row, bool]]:
        """Yield where each mark stands and whether in the margin, as `MarkIndex` wants it."""
        in_margin = {layer for layer, drawing in drawings.items() if drawing == MARGIN}
        for place in self._aligned.places:
            if place.kind == RELATION:
                continue
            first = place.first
            for key, annotation in self._shown(place):
                row = _row(key, annotation)
                if row is not None:
                    is_nothing = annotation is first and key != first.id
                    yield row, annotation.layer in in_margin and not is_nothing

    def _is_dim(self, place: Place) -> bool:
        return place.kind == AGREE and place.first.id not in self._aligned.related

    def _shown(self, place: Place) -> Iterator[tuple[str, Annotation]]:
        """Yield the key of each mark of a place, and the annotation where it stands."""
        first = place.first
        if self._is_dim(place):
            yield first.id, first
            return
        for annotation in place.annotations:
            yield annotation.id, annotation
        for number in place.missing:
            yield f"{first.id}{NOTHING_KEY}{number}", first

    def mark(self, key: str, _index: MarkIndex) -> Mark | None:
        """Return the mark with a key, None where there is none any more."""
        place = self._aligned.place_of(key.partition(NOTHING_KEY)[0])
        if place is None:
            return None
        marks = (
            agreeing_marks(place, self._make)
            if self._is_dim(place)
            else differing_marks(place, self._make, self._nothing)
        )
        return next((mark for mark in marks if mark.key == key), None)

    def renewed(self, touched: set[str], index: MarkIndex) -> tuple[list[str], list[Mark]]:
        """Compare anew where an edit was; what was never seen will be made as it is then."""
        gone, come = follow(self._aligned, touched, self._facts, self._hides)
        self._name_all()
        shown = dict(pair for place in come for pair in self._shown(place))
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
