"""One annotated document made ready for the measures: who took part, and what of it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annotator.analysis.agreement.continuum import Squeezed
from annotator.analysis.agreement.spans import Piece
from annotator.model.annotation import STANDS, Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.review import FINISHED
from annotator.text.tokens import tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the measures need of a document.

    `annotators` took part: they finished it, or nobody keeps account of that and they annotated.
    `unfinished` are those who have work here that does not count yet. Annotations on stretches
    that are not annotated (teasers, captions) are left out; `places` says where the others lie in
    what remains of the text, whose length is `length`.
    """

    id: str
    name: str
    length: int
    annotators: tuple[str, ...]
    unfinished: tuple[str, ...]
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]
    squeezed: Squeezed
    places: Mapping[str, tuple[tuple[int, int], ...]]
    tokens: tuple[tuple[int, int], ...] = ()

    def piece(self, annotation: Annotation, value: object) -> Piece:
        """Return an annotation as a unit with a value."""
        return Piece(self.places[annotation.id], value)

    def week(self, people: Collection[str]) -> str | None:
        """Return the ISO week in which the last annotation of some people was made, or None."""
        from datetime import date

        made = [a.changed or a.made for a in self.annotations if a.annotator in people]
        days = [day[:10] for day in made if day]
        if not days:
            return None
        try:
            year, week, _ = date.fromisoformat(max(days)).isocalendar()
        except ValueError:
            return None
        return f"{year}-W{week:02d}"


def prepared(
    bundle: Bundle,
    people: Collection[str],
    layers: Collection[str] | None,
    *,
    with_tokens: bool = False,
) -> Prepared:
    """Make a document ready; `people` and `layers` (None: all) are those that were chosen.

    Tokens, where they are wanted, are those that a file brought, else our own.
    """
    states = {a.annotator: a.state for a in bundle.assignments}
    standing = [a for a in bundle.annotations if a.state == STANDS and a.annotator in people]
    active = {a.annotator for a in standing}
    finished = {who for who, state in states.items() if state == FINISHED}
    annotators = sorted((active - states.keys() | finished) & set(people))
    length = bundle.document.length
    squeezed = Squeezed(length, [(s.begin, s.end) for s in bundle.segments if not s.annotate])
    whole = {s.id: (s.begin, s.end) for s in bundle.segments}
    kept: list[Annotation] = []
    places: dict[str, tuple[tuple[int, int], ...]] = {}
    for annotation in standing:
        if annotation.annotator not in annotators:
            continue
        if layers is not None and annotation.layer not in layers:
            continue
        spans = _spans(annotation, whole, length)
        found = _squeezed(spans, squeezed)
        if found:
            kept.append(annotation)
            places[annotation.id] = found
    return Prepared(
        id=bundle.document.id,
        name=bundle.document.name,
        length=squeezed.length,
        annotators=tuple(annotators),
        unfinished=tuple(sorted(active - set(annotators))),
        annotations=tuple(kept),
        relations=tuple(
            r
            for r in bundle.relations
            if r.state == STANDS
            and r.annotator in annotators
            and r.from_id in places
            and (r.to_entity or r.to_id in places)
        ),
        squeezed=squeezed,
        places=places,
        tokens=_tokens(bundle, squeezed) if with_tokens and len(annotators) > 1 else (),
    )


def _tokens(bundle: Bundle, squeezed: Squeezed) -> tuple[tuple[int, int], ...]:
    kept = bundle.tokens
    spans = kept.spans if kept is not None else tokenize(bundle.document.text)
    return _squeezed(((token[0], token[1]) for token in spans), squeezed)


def _spans(
    annotation: Annotation, segments: Mapping[str, tuple[int, int]], length: int
) -> Iterable[tuple[int, int]]:
    if annotation.spans:
        return annotation.spans
    if annotation.segments:
        return sorted(segments[key] for key in annotation.segments if key in segments)
    return ((0, length),)


def _squeezed(spans: Iterable[tuple[int, int]], squeezed: Squeezed) -> tuple[tuple[int, int], ...]:
    """Return where spans lie in what remains; none where nothing of them does."""
    if squeezed.is_whole:
        return tuple((begin, end) for begin, end in spans)
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        low, high = squeezed.place(begin), squeezed.place(end)
        if low < high or (begin == end and not squeezed.holds(begin)):
            found.append((low, high))
    return tuple(found)
