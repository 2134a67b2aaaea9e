"""Stretches of a text, `[begin, end)` in Unicode code points, and how two of them lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[begin, end)` of a text, in code points.

    `begin == end` is a point and stands only where a layer's anchoring allows it.
    """

    begin: int
    end: int


Spans = tuple[Span, ...]


def spans_of(pairs: Iterable[Sequence[int]]) -> Spans:
    """Make spans of pairs of numbers, in the order of the text."""
    return tuple(sorted(Span(int(pair[0]), int(pair[1])) for pair in pairs))


def extent_of(spans: Spans) -> Span:
    """Return the smallest span that covers all of `spans`; ValueError if there is none."""
    return Span(min(s.begin for s in spans), max(s.end for s in spans))


def joined(spans: Iterable[Span]) -> Spans:
    """Return spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.begin <= found[-1].end:
            found[-1] = Span(found[-1].begin, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def covers(outer: Span, inner: Span) -> bool:
    """Say whether `inner` lies wholly within `outer` (equal counts as within)."""
    return outer.begin <= inner.begin and inner.end <= outer.end


def lies_within(inner: Iterable[Sequence[int]], outer: Sequence[Sequence[int]]) -> bool:
    """Say whether each span (begin, end) of `inner` lies wholly within one of `outer`."""
    return all(any(b <= begin and end <= e for b, e in outer) for begin, end in inner)


def overlaps(one: Span, other: Span) -> bool:
    """Say whether two spans share at least one character; two equal points do too."""
    if one.begin == one.end or other.begin == other.end:
        return one == other
    return one.begin < other.end and other.begin < one.end


def crosses(one: Span, other: Span) -> bool:
    """Say whether two spans overlap and neither covers the other."""
    return overlaps(one, other) and not covers(one, other) and not covers(other, one)


def are_disjoint(spans: Spans) -> bool:
    """Say whether sorted spans neither overlap nor repeat."""
    return all(a.end <= b.begin and a != b for a, b in pairwise(spans))
