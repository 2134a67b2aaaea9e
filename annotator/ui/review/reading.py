"""The places of a document under review as marks: open ones in rows, what is decided dim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.analysis.alignment import AGREE, RELATION, Place
from annotator.model.annotation import Annotation
from annotator.ui.sitting.readings import (
    MakeMark,
    Reading,
    agreeing_marks,
    difference_name,
    differing_marks,
)
from annotator.ui.text.marks import Difference, Flags, Mark


class Seen(NamedTuple):
    """A place as it is shown: versions in the order of the rows, and what became of it.

    `results` is what stands in the adjudicated set because of a decision on it; of a place that
    `is_worked_on` that is shown as usual. `name` is what the margin says instead of its kind.
    """

    place: Place
    is_settled: bool = False
    results: tuple[Annotation, ...] = ()
    is_worked_on: bool = False
    name: str = ""


class Kept:
    """Marks of places as they were last made: a decision changes one place of a hundred.

    What stands in the adjudicated set is made anew each time, since other decisions touch it.
    """

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._make: MakeMark | None = None
        self._known: dict[str, tuple[tuple[object, ...], tuple[Mark, ...]]] = {}

    def begin(self, make: MakeMark) -> None:
        """Forget what was made in another way."""
        if make != self._make:
            self._make = make
            self._known.clear()

    def marks(
        self, one: Seen, is_related: bool, make: MakeMark, word: Callable[..., str]
    ) -> tuple[Mark, ...]:
        """Return the marks of a place."""
        if one.results:
            return tuple(_marks(one, is_related, make, word))
        key, sign = one.place.first.id, (one.place, one.is_settled, is_related)
        known = self._known.get(key)
        if known is None or known[0] != sign:
            self._known[key] = known = (sign, tuple(_marks(one, is_related, make, word)))
        return known[1]


def reading_of(
    letters: Sequence[str],
    places: Iterable[Seen],
    make: MakeMark,
    word: Callable[..., str],
    kept: Kept | None = None,
) -> Reading:
    """Return what the text shows of places, and where readers differ or did.

    `kept` remembers marks, for whoever forgets it when anything but decisions changes.
    """
    seen, memory = list(places), kept or Kept()
    memory.begin(make)
    related = {
        a.id
        for one in seen
        if one.place.kind == RELATION and not one.is_settled
        for a in one.place.annotations
    }
    marks: dict[str, Mark] = {}
    found: list[Difference] = []
    numbers: dict[str, list[int]] = {}
    for one in seen:
        place = one.place
        if place.kind != RELATION:
            for mark in memory.marks(one, place.first.id in related, make, word):
                marks.setdefault(mark.key, mark)
        if place.kind != AGREE:
            number = len(found) + 1
            extent, name = place.extent, one.name or difference_name(place, letters, word)
            shown = (*one.results, place.first) if one.is_settled else (place.first,)
            key = shown[0].id
            found.append(Difference(key, extent.begin, extent.end, name, number, one.is_settled))
            for annotation in (*place.annotations, *one.results):
                numbers.setdefault(annotation.id, []).append(number)
    differing = tuple(one.place for one in seen if one.place.kind != AGREE)
    return Reading(tuple(letters), tuple(marks.values()), tuple(found), numbers, differing)


def _marks(one: Seen, is_related: bool, make: MakeMark, word: Callable[..., str]) -> Iterable[Mark]:
    place = one.place
    if one.is_settled and one.place.kind != AGREE and not is_related:
        flag = Flags.NONE if one.is_worked_on else Flags.AGREES
        for annotation in one.results:
            mark = make(annotation)
            if mark is not None:
                yield replace(mark, flags=mark.flags | flag)
    elif place.kind == AGREE and not is_related:
        yield from agreeing_marks(place, make)
    else:
        yield from differing_marks(place, make, word("nothing"))
