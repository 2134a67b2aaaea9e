"""Which places are behind a figure of units: those that a measure counts as agreed are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from annotator.analysis.agreement.compared import Place, Places
from annotator.analysis.agreement.figure import Figure
from annotator.analysis.agreement.prepared import Prepared
from annotator.analysis.agreement.spans import EXACT, OVERLAP, PARTIAL, SEMEVAL_F1, TYPE
from annotator.analysis.matching import Group
from annotator.model.annotation import Annotation

_ALL, _APART, _ELSEWHERE = "all", "apart", "elsewhere"


class Behind:
    """The places where annotators differ, by layer; empty for all layers."""

    def __init__(self) -> None:
        """Begin with no document."""
        self._places: dict[tuple[str, str], Places] = {}

    def add(self, document: Prepared, count: int, groups: Iterable[Group]) -> None:
        """Take in what `count` annotators have at the same places of a document."""
        for group in groups:
            members = [a for some in group.values() for a in some]
            if is_agreed(document, count, group):
                continue
            place = place_of(document, members)
            manners = [_ALL]
            if not _is_complete(count, group) or not _share(document, members):
                manners.append(_APART)
            if not _is_complete(count, group) or not _is_same(document, members):
                manners.append(_ELSEWHERE)
            for layer in ("", *{a.layer for a in members}):
                for manner in manners:
                    self._places.setdefault((layer, manner), Places()).add(place)

    def of(self, layer: str, figure: Figure) -> Places:
        """Return the places behind a figure of a layer.

        Where an overlap is enough, other borders are no disagreement; where only spans count,
        another layer is none.
        """
        manner = _ALL
        if figure.distance in (OVERLAP, TYPE):
            manner = _APART
        elif figure.measure == SEMEVAL_F1 and figure.distance in (EXACT, PARTIAL):
            manner = _ELSEWHERE
        return self._places.get((layer, manner), Places())


def places_of(document: Prepared, count: int, groups: Iterable[Group]) -> Iterator[Place]:
    """Yield where not all of `count` annotators have one annotation with the same spans."""
    for group in groups:
        if not is_agreed(document, count, group):
            yield place_of(document, [a for some in group.values() for a in some])


def is_agreed(document: Prepared, count: int, group: Group) -> bool:
    """Say whether each of `count` annotators has one annotation, of one layer and place."""
    members = [a for some in group.values() for a in some]
    is_one = len({a.layer for a in members}) == 1
    return is_one and _is_complete(count, group) and _is_same(document, members)


def place_of(document: Prepared, annotations: Sequence[Annotation]) -> Place:
    """Return the stretch of the text that covers all of some annotations."""
    spans = [span for annotation in annotations for span in annotation.spans]
    if not spans:
        return Place(document.id, 0, 0)
    return Place(document.id, min(s.begin for s in spans), max(s.end for s in spans))


def _is_complete(count: int, group: Group) -> bool:
    return len(group) == count and all(len(some) == 1 for some in group.values())


def _is_same(document: Prepared, members: Iterable[Annotation]) -> bool:
    return len({document.places[a.id] for a in members}) == 1


def _share(document: Prepared, members: Sequence[Annotation]) -> bool:
    """Say whether all are of one layer, and every two share a character."""
    places = [document.places[a.id] for a in members]
    return len({a.layer for a in members}) == 1 and all(
        any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
        for one, other in combinations(places, 2)
    )
