"""Matches the annotations of several annotators that speak of the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import NamedTuple

from annotator.model.annotation import Annotation
from annotator.model.span import overlaps

Group = dict[int, list[Annotation]]
"""Annotations of one place, by the number of their annotator."""

_Anchor = tuple[object, ...]


def matched(annotations: Iterable[Annotation], numbers: Mapping[str, int]) -> list[Group]:
    """Return groups of annotations of one place; each annotation is in exactly one.

    `numbers` numbers the annotators. The answer depends on the annotations only, not on their
    order.
    """
    found = matched_in_steps(sorted(annotations, key=text_order), numbers)
    return [*found.whole, *found.split, *found.rest]


class Matched(NamedTuple):
    """Groups by how they were found: the same of all, one for several, and all others."""

    whole: list[Group]
    split: list[Group]
    rest: list[Group]


def matched_in_steps(ordered: Sequence[Annotation], numbers: Mapping[str, int]) -> Matched:
    """Return the groups of annotations that are given in the order of `text_order`.

    Annotations that share no character, from one to the next, have nothing to do with each
    other: matched apart they give the same groups.
    """
    whole, open_groups = _same_spans(ordered, numbers)
    pairs = list(_pairs(open_groups))
    left, split = _one_for_several(open_groups, pairs)
    if split:
        anew = {number: place for place, number in enumerate(left)}
        pairs = [(anew[one], anew[other]) for one, other in pairs if one in anew and other in anew]
        open_groups = [open_groups[number] for number in left]
    merged = _overlapping(open_groups, pairs, len(numbers))
    return Matched(whole, split, _other_layers(merged, len(numbers)))


def text_order(annotation: Annotation) -> tuple[object, ...]:
    """Sort key: by place in the text, those without spans first; then by what is said there."""
    spans, features = annotation.spans, annotation.features
    first, last = (spans[0].begin, spans[-1].end) if spans else (-1, -1)
    said = str(sorted(features.items())) if features else "[]"
    return first, -last, annotation.layer, said, annotation.id


def _anchor(annotation: Annotation) -> _Anchor:
    return annotation.spans, annotation.segments


def _same_spans(
    ordered: Sequence[Annotation], numbers: Mapping[str, int]
) -> tuple[list[Group], list[Group]]:
    """Group what has the same layer and anchor; return the groups of all, and the others.

    Where an annotator has several of one layer at one place, the first goes with the first of
    the others, the second with their second.
    """
    found: dict[tuple[object, ...], list[Group]] = {}
    for annotation in ordered:
        key = annotation.layer, annotation.spans, annotation.segments
        number = numbers[annotation.annotator]
        groups = found.get(key)
        if groups is None:
            found[key] = [{number: [annotation]}]
            continue
        group = next((g for g in groups if number not in g), None)
        if group is None:
            groups.append({number: [annotation]})
        else:
            group[number] = [annotation]
    every = [group for groups in found.values() for group in groups]
    whole = [group for group in every if len(group) == len(numbers)]
    return whole, [group for group in every if len(group) < len(numbers)]


def _first(group: Group) -> Annotation:
    return next(iter(group.values()))[0]


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of groups of one layer and of different annotators that overlap."""
    by_layer: dict[str, list[tuple[int, int, Annotation]]] = {}
    for number, group in enumerate(groups):
        first = _first(group)
        if first.spans:
            by_layer.setdefault(first.layer, []).append((first.spans[0].begin, number, first))
    for rows in by_layer.values():
        # Those of one begin stay in the order of the groups.
        rows.sort(key=itemgetter(0))
        reaching: list[tuple[int, Annotation]] = []
        for begin, number, first in rows:
            reaching = [row for row in reaching if row[1].spans[-1].end > begin]
            for other, before in reaching:
                if groups[other].keys().isdisjoint(groups[number]) and _share(before, first):
                    yield other, number
            reaching.append((number, first))


def _share(one: Annotation, other: Annotation) -> bool:
    return any(overlaps(a, b) for a in one.spans for b in other.spans)


def likeness(one: Annotation, other: Annotation) -> float:
    """Return how much two annotations share: common characters over all of both, 0 to 1."""
    common = sum(
        max(0, min(a.end, b.end) - max(a.begin, b.begin)) for a in one.spans for b in other.spans
    )
    whole = one.length + other.length - common
    return common / whole if whole else float(one.spans == other.spans)


def _one_for_several(
    groups: Sequence[Group], pairs: Iterable[tuple[int, int]]
) -> tuple[list[int], list[Group]]:
    """Find the groups for which others have several; return the numbers left, and those found.

    Several stand for one if none of them has a nearer counterpart, and all lie side by side.
    """
    beside: dict[int, list[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)

    def nearest(number: int) -> int:
        whose = _first(groups[number])
        return max(beside[number], key=lambda n: (likeness(whose, _first(groups[n])), -n))

    used: set[int] = set()
    found: list[Group] = []
    many = [number for number, others in beside.items() if len(others) > 1]
    for number in sorted(many, key=lambda n: (-_first(groups[n]).length, n)):
        if number in used:
            continue
        parts = [n for n in beside[number] if n not in used and nearest(n) == number]
        owners = {frozenset(groups[n]) for n in parts}
        apart = all(
            not _share(_first(groups[a]), _first(groups[b])) for a, b in combinations(parts, 2)
        )
        if len(parts) < 2 or len(owners) > 1 or not apart:
            continue
        whole: Group = {key: list(some) for key, some in groups[number].items()}
        for part in sorted(parts, key=lambda n: _first(groups[n]).spans):
            for key, some in groups[part].items():
                whole.setdefault(key, []).extend(some)
        found.append(whole)
        used.update((number, *parts))
    return [number for number in range(len(groups)) if number not in used], found


def _overlapping(groups: list[Group], pairs: Iterable[tuple[int, int]], count: int) -> list[Group]:
    """Join groups of one layer that overlap, the most alike first."""
    alike = sorted(
        pairs,
        key=lambda pair: (-likeness(_first(groups[pair[0]]), _first(groups[pair[1]])), pair),
    )
    return _joined(groups, alike, count)


def _other_layers(groups: list[Group], count: int) -> list[Group]:
    """Join groups with the same anchor on different layers."""
    places: dict[_Anchor, list[int]] = {}
    for number, group in enumerate(groups):
        if len(group) < count:
            places.setdefault(_anchor(_first(group)), []).append(number)
    pairs = [pair for numbers in places.values() for pair in combinations(numbers, 2)]
    return _joined(groups, pairs, count)


def _joined(groups: list[Group], pairs: Iterable[tuple[int, int]], count: int) -> list[Group]:
    """Join the pairs in their order, as long as no annotator comes twice into one group."""
    home = list(range(len(groups)))
    joined: dict[int, Group] = dict(enumerate(groups))
    for one, other in pairs:
        first, second = _root(home, one), _root(home, other)
        if first == second or not joined[first].keys().isdisjoint(joined[second]):
            continue
        if len(joined[first]) == count:
            continue
        low, high = min(first, second), max(first, second)
        joined[low] = {**joined[low], **joined.pop(high)}
        home[high] = low
    return list(joined.values())


def _root(home: list[int], number: int) -> int:
    while home[number] != number:
        home[number] = home[home[number]]
        number = home[number]
    return number
