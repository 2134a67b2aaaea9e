"""Matches the annotations of several annotators that speak of the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

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
    ordered = sorted(annotations, key=_order)
    whole, open_groups = _same_spans(ordered, numbers)
    open_groups, split = _one_for_several(open_groups)
    merged = _overlapping(open_groups, len(numbers))
    return [*whole, *split, *_other_layers(merged, len(numbers))]


def _order(annotation: Annotation) -> tuple[object, ...]:
    spans = annotation.spans
    first, last = (spans[0].begin, spans[-1].end) if spans else (-1, -1)
    return first, -last, annotation.layer, str(sorted(annotation.features.items())), annotation.id


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
        groups = found.setdefault((annotation.layer, *_anchor(annotation)), [])
        number = numbers[annotation.annotator]
        group = next((g for g in groups if number not in g), None)
        if group is None:
            groups.append({number: [annotation]})
        else:
            group[number] = [annotation]
    every = [group for groups in found.values() for group in groups]
    whole = [group for group in every if len(group) == len(numbers)]
    return whole, [group for group in every if len(group) < len(numbers)]


def _members(group: Group) -> Iterator[Annotation]:
    for some in group.values():
        yield from some


def _first(group: Group) -> Annotation:
    return next(_members(group))


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of groups of one layer and of different annotators that overlap."""
    by_layer: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        if _first(group).spans:
            by_layer.setdefault(_first(group).layer, []).append(number)
    for numbers in by_layer.values():
        numbers.sort(key=lambda n: _first(groups[n]).spans[0].begin)
        reaching: list[int] = []
        for number in numbers:
            begin = _first(groups[number]).spans[0].begin
            reaching = [n for n in reaching if _first(groups[n]).spans[-1].end > begin]
            for other in reaching:
                if groups[other].keys().isdisjoint(groups[number]) and _share(
                    _first(groups[other]), _first(groups[number])
                ):
                    yield other, number
            reaching.append(number)


def _share(one: Annotation, other: Annotation) -> bool:
    return any(overlaps(a, b) for a in one.spans for b in other.spans)


def likeness(one: Annotation, other: Annotation) -> float:
    """Return how much two annotations share: common characters over all of both, 0 to 1."""
    common = sum(
        max(0, min(a.end, b.end) - max(a.begin, b.begin)) for a in one.spans for b in other.spans
    )
    whole = one.length + other.length - common
    return common / whole if whole else float(one.spans == other.spans)


def _one_for_several(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """Find the groups for which others have several; return what is left, and those found.

    Several stand for one if none of them has a nearer counterpart, and all lie side by side.
    """
    beside: dict[int, list[int]] = {}
    for one, other in _pairs(groups):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    nearest = {
        number: max(others, key=lambda n: (likeness(_first(groups[number]), _first(groups[n])), -n))
        for number, others in beside.items()
    }
    used: set[int] = set()
    found: list[Group] = []
    for number in sorted(beside, key=lambda n: (-_first(groups[n]).length, n)):
        if number in used:
            continue
        parts = [n for n in beside[number] if nearest[n] == number and n not in used]
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
    return [group for number, group in enumerate(groups) if number not in used], found


def _overlapping(groups: list[Group], count: int) -> list[Group]:
    """Join groups of one layer that overlap, the most alike first."""
    pairs = sorted(
        _pairs(groups),
        key=lambda pair: (-likeness(_first(groups[pair[0]]), _first(groups[pair[1]])), pair),
    )
    return _joined(groups, pairs, count)


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
