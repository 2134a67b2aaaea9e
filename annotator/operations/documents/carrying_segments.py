"""Carries the segments of a document to a corrected text; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.model.corpus import Segment
from annotator.model.scheme import Scheme
from annotator.text.carrying import Carrier
from annotator.text.paragraphs import paragraphs
from annotator.text.segmenting import find_segments
from annotator.text.tokens import trim

Stretches = list[tuple[int, int]]


def carry_segments(
    segments: Sequence[Segment],
    carrier: Carrier,
    texts: tuple[str, str],
    *,
    scheme: Scheme,
    prefix: str,
) -> tuple[list[Segment], list[Segment]]:
    """Return the segments of the new text and those of the old one that are gone.

    `texts` are the old and the new one. Where the segments covered the whole old text, a
    paragraph that is new gets a segment of its own, whose id begins with `prefix`.
    """
    old_text, new_text = texts
    kept: list[Segment] = []
    gone: list[Segment] = []
    for segment in segments:
        place = _place(segment, carrier)
        if place is None:
            gone.append(segment)
        else:
            kept.append(replace(segment, begin=place[0], end=place[1]))
    kept = _without(kept, gone)
    if segments and not _uncovered(old_text, segments):
        for begin, end in _uncovered(new_text, kept):
            _insert(kept, (begin, end), new_text, scheme, _free_id(prefix, (*kept, *gone)))
    return kept, gone


def _place(segment: Segment, carrier: Carrier) -> tuple[int, int] | None:
    if segment.begin == segment.end:
        at = carrier.carry(segment.begin, segment.end).begin
        return at, at
    return carrier.carry_stretch(segment.begin, segment.end)


def _without(kept: Iterable[Segment], gone: Iterable[Segment]) -> list[Segment]:
    """Return segments that name nothing that is gone: its parent is theirs then."""
    parents = {s.id: s.parent for s in gone}

    def parent_of(key: str | None) -> str | None:
        while key in parents:
            key = parents[key]
        return key

    return [
        replace(
            s,
            parent=parent_of(s.parent),
            duplicate_of=None if s.duplicate_of in parents else s.duplicate_of,
        )
        for s in kept
    ]


def _uncovered(text: str, segments: Iterable[Segment]) -> Stretches:
    """Return the paragraphs that are not blank and that no segment touches."""
    found: Stretches = []
    places = sorted((s.begin, s.end) for s in segments)
    at = reached = 0
    for begin, end in paragraphs(text):
        begin, end = trim(text, begin, end)
        while at < len(places) and places[at][0] < end:
            reached = max(reached, places[at][1])
            at += 1
        if begin < end and reached <= begin:
            found.append((begin, end))
    return found


def _insert(
    kept: list[Segment], place: tuple[int, int], text: str, scheme: Scheme, segment_id: str
) -> None:
    begin, end = place
    known = {s.role for s in kept}
    after = next((i for i, s in enumerate(kept) if s.begin > begin), len(kept))
    told = next((part for part in find_segments(text) if part.begin == begin), None)
    role = None if told is None else scheme.role(told.role)
    if told is not None and (role is not None or told.role in known):
        made = Segment(id=segment_id, begin=begin, end=end, role=told.role, annotate=told.annotate)
    else:
        near = kept[after - 1] if after else next(iter(kept), None)
        if near is None:
            return
        made = Segment(id=segment_id, begin=begin, end=end, role=near.role, annotate=near.annotate)
    kept.insert(after, made)


def _free_id(prefix: str, segments: Iterable[Segment]) -> str:
    taken = {s.id for s in segments}
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
