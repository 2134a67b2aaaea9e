"""The places of one document as it is worked on: what an edit touched is matched again, no more.

Annotations that share no character, from one to the next, have nothing to do with each other. So
a text is cut into stretches that no annotation leaves, each matched by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from annotator.analysis.alignment import (
    Counted,
    Place,
    place_of_group,
    place_order,
    relation_places,
)
from annotator.analysis.matching import Group, Matched, matched_in_steps, text_order
from annotator.model.annotation import STANDS, Annotation, Relation
from annotator.model.progress import Progress, no_progress
from annotator.model.scheme import Scheme

_NOWHERE = -1
_CODE = "progress.comparing"

Row = tuple[tuple[int, int, int, str], Place]
"""A place behind its key in the order of `place_order`: begin, minus the end, kind, first id."""


class _Stretch(NamedTuple):
    """Annotations from `begin` on, in order, which end where the next stretch begins."""

    begin: int
    members: list[Annotation]
    found: Matched
    rows: list[Row]


class Aligned:
    """What `align` returns of one document, kept in step with edits of it."""

    def __init__(
        self,
        annotators: Sequence[str],
        annotations: Iterable[Annotation],
        relations: Iterable[Relation] = (),
        *,
        scheme: Scheme,
        progress: Progress = no_progress,
        enough: int = 128,
    ) -> None:
        """Match all; `progress` is told how many annotations are done.

        From `enough` annotations on a stretch ends where it can. Raises what `progress` raises.
        """
        self._enough = enough
        self._numbers = {annotator: number for number, annotator in enumerate(annotators)}
        self._counted = Counted(scheme)
        members = sorted(filter(self._takes, annotations), key=text_order)
        self._place_of: dict[str, Place] = {}
        self._stretches: list[_Stretch] = []
        done, total = 0, len(members)
        for run in _cut(members, self._enough):
            progress(_CODE, done, total)
            self._stretches.append(self._matched(run))
            done += len(run)
        self._begins = [stretch.begin for stretch in self._stretches]
        progress(_CODE, done, total)
        self._relate(relations)

    @property
    def places(self) -> list[Place]:
        """All places, as `align` returns them."""
        return [place for _, place in self.rows]

    @property
    def related(self) -> frozenset[str]:
        """The ids of annotations from which other relations go out for one annotator."""
        return frozenset(self._relating)

    def is_related(self, annotation_id: str) -> bool:
        """Say whether other relations go out from an annotation than from its counterparts."""
        return annotation_id in self._relating

    def places_with(self, annotation_id: str) -> list[Place]:
        """Return the places that an annotation is part of, those of relations last."""
        place = self._place_of.get(annotation_id)
        return ([place] if place is not None else []) + self._relating.get(annotation_id, [])

    def place_of(self, annotation_id: str) -> Place | None:
        """Return the place of an annotation, which is not one of relations; None for no such."""
        return self._place_of.get(annotation_id)

    def held(self) -> Iterator[dict[Any, Any] | list[Any]]:
        """Yield what holds the places, one by one: whoever lets go of all of it may empty each."""
        yield from (self.rows, self._place_of, self._relating)
        for stretch in self._stretches:
            yield from (stretch.rows, *stretch.found, stretch.members)
        yield self._stretches

    def _takes(self, annotation: Annotation) -> bool:
        return annotation.annotator in self._numbers and annotation.state == STANDS

    def _matched(self, members: list[Annotation]) -> _Stretch:
        """Match annotations that share nothing with others."""
        found = matched_in_steps(members, self._numbers)
        counted, count = self._counted, len(self._numbers)
        rows: list[Row] = []
        for groups in found:
            for group in groups:
                place = place_of_group(group, count, counted)
                rows.append((place_order(place), place))
                for some in group.values():
                    for annotation in some:
                        self._place_of[annotation.id] = place
        rows.sort()
        return _Stretch(_begin(members[0]), members, found, rows)

    def _relate(self, relations: Iterable[Relation]) -> None:
        """Compare all relations anew, and put everything in order."""
        rows = [row for stretch in self._stretches for row in stretch.rows]
        known = list(relations)
        self._relating: dict[str, list[Place]] = {}
        if known:
            places = relation_places(self._groups(), known, self._numbers, self._counted)
            rows += [(place_order(place), place) for place in places]
            for place in places:
                for annotation in place.annotations:
                    self._relating.setdefault(annotation.id, []).append(place)
        # Nearly in order already: what has no place in the text stands first, and relations last.
        rows.sort()
        self.rows: list[Row] = rows

    def _groups(self) -> list[Group]:
        """Return all groups in the order of `matched`."""
        found = [stretch.found for stretch in self._stretches]
        split = [group for one in found for group in one.split]
        split.sort(key=lambda group: -next(iter(group.values()))[0].length)
        whole = [group for one in found for group in one.whole]
        return [*whole, *split, *(group for one in found for group in one.rest)]

    def follow(
        self, touched: Iterable[str], known: Mapping[str, Annotation], relations: Iterable[Relation]
    ) -> tuple[list[Place], list[Place]]:
        """Follow an edit of the annotations with these ids; `known` and `relations` are all of now.

        Return the places that are no more, and those that came instead or have other relations;
        those of relations are left out.
        """
        gone, come = list[Place](), list[Place]()
        related = self.related
        runs = self._runs(frozenset(touched), known)
        for first, last, _ in runs:
            gone += self._drop(self._stretches[first:last])
        for first, last, members in reversed(runs):
            anew = [self._matched(run) for run in _cut(members, self._enough)]
            come += [row[1] for stretch in anew for row in stretch.rows]
            self._stretches[first:last] = anew
        self._begins = [stretch.begin for stretch in self._stretches]
        self._relate(relations)
        made = set(map(id, come))
        others = {id(p): p for p in map(self.place_of, related ^ self.related) if p is not None}
        kept = [place for key, place in others.items() if key not in made]
        return gone + kept, come + kept

    def _drop(self, stretches: Iterable[_Stretch]) -> Iterator[Place]:
        for stretch in stretches:
            for annotation in stretch.members:
                del self._place_of[annotation.id]
            for _, place in stretch.rows:
                yield place

    def _runs(
        self, touched: frozenset[str], known: Mapping[str, Annotation]
    ) -> list[tuple[int, int, list[Annotation]]]:
        """Return which stretches are matched anew, and the annotations that stand there now."""
        now = [known[key] for key in touched if key in known and self._takes(known[key])]
        reached = [self._around(a) for a in now]
        old = (self._old(key) for key in touched)
        reached += [self._around(a) for a in old if a is not None]
        ranges: list[tuple[int, int]] = []
        for first, last in sorted(reached):
            if ranges and first < ranges[-1][1]:
                ranges[-1] = ranges[-1][0], max(last, ranges[-1][1])
            else:
                ranges.append((first, last))
        found = [
            [a for s in self._stretches[first:last] for a in s.members if a.id not in touched]
            for first, last in ranges
        ]
        firsts = [first for first, _ in ranges]
        for annotation in now:
            at, _ = self._around(annotation)
            found[bisect_right(firsts, at) - 1].append(annotation)
        for members in found:
            members.sort(key=text_order)
        return [(*both, members) for both, members in zip(ranges, found, strict=True)]

    def _old(self, annotation_id: str) -> Annotation | None:
        place = self._place_of.get(annotation_id)
        if place is None:
            return None
        return next(a for a in place.annotations if a.id == annotation_id)

    def _around(self, annotation: Annotation) -> tuple[int, int]:
        """Return the numbers of the stretches where an annotation stands, half-open."""
        begins = self._begins
        first = max(0, bisect_right(begins, _begin(annotation)) - 1)
        return first, max(first + 1, bisect_left(begins, _end(annotation)))


def _cut(ordered: Sequence[Annotation], enough: int) -> Iterator[list[Annotation]]:
    """Yield annotations by stretches; those without a place in the text stand on one of their own.

    Two points at one place belong together, though neither reaches it.
    """
    run: list[Annotation] = []
    reach = last = _NOWHERE
    for annotation in ordered:
        begin = _begin(annotation)
        is_apart = begin >= reach and begin > last
        if run and is_apart and (len(run) >= enough or last == _NOWHERE):
            yield run
            run = []
        run.append(annotation)
        last, reach = begin, max(reach, _end(annotation))
    if run:
        yield run


def _begin(annotation: Annotation) -> int:
    spans = annotation.spans
    return spans[0].begin if spans else _NOWHERE


def _end(annotation: Annotation) -> int:
    spans = annotation.spans
    if len(spans) == 1:
        return spans[0].end
    return max([span.end for span in spans], default=_NOWHERE)
