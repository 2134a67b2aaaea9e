"""What many hits can take: which of them can be tagged on a layer, and why others cannot."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.annotation import Annotation, Value
from annotator.model.facts import Facts, facts_of
from annotator.model.identity import new_key
from annotator.model.query import Hit
from annotator.model.review import FINISHED
from annotator.model.scheme import POINT, Layer
from annotator.model.span import Span, overlaps
from annotator.operations.editing.context import book_of, layer_of, now, refuses
from annotator.operations.search.near import Near
from annotator.operations.tagging.anchors import anchor_in, language_of
from annotator.operations.tagging.annotate import filled_values, in_order
from annotator.store.reading.queries import Reader
from annotator.store.store import Store
from annotator.text.quoting import quote_of

TAGGED, OVERLAP, CLOSED, FINISHED_HERE, RULE, NOTHING, OTHERS = (
    "tagged",
    "overlap",
    "closed",
    "finished",
    "rule",
    "nothing",
    "others",
)
"""Why a hit is left as it is; the words are those of `why.*` in the sentences."""
_CLOSED_CODE = "not_annotated"
_DOCUMENTS_KEPT = 24


class Fit(NamedTuple):
    """How a hit stands to a layer: why it cannot be tagged ("": it can), and what it is already.

    `layers` are those on which the annotator has tagged just this place.
    """

    reason: str
    layers: tuple[str, ...]


@dataclass(slots=True)
class Ground:
    """One document, as far as tagging in it needs to know it."""

    facts: Facts
    language: str
    is_finished: bool
    mine: Near
    """The annotator's own."""

    def add(self, annotation: Annotation) -> None:
        """Count one more among the annotator's own."""
        self.facts.put_annotation(annotation)
        self.mine.add(annotation)


class Places:
    """Says of hits what one annotator can tag there; the last documents are kept."""

    def __init__(
        self, store: Store, layer_id: str, *, annotator: str, reader: Reader | None = None
    ) -> None:
        """Ask of a layer; RuleError if it cannot be edited.

        `reader` is for a thread that does not own the store; then nothing can be filled in.
        """
        self._store, self._annotator = store, annotator
        self._reader = reader or store.read()
        self.layer: Layer = layer_of(store.scheme, layer_id)
        self._book = book_of(store.scheme)
        self._entities: Mapping[str, tuple[str, ...]] | None = None
        self._grounds: OrderedDict[str, Ground] = OrderedDict()

    def forget(self) -> None:
        """Forget what was known of documents: something was edited."""
        self._grounds.clear()
        self._entities = None

    def ground(self, document_id: str) -> Ground:
        """Return what is known of a document."""
        found = self._grounds.get(document_id)
        if found is None:
            reader = self._reader
            if self._entities is None:
                self._entities = reader.entity_kinds()
            document = reader.document(document_id)
            annotations = reader.annotations(document_id)
            facts = facts_of(
                document_id,
                document.text,
                segments=tuple(reader.segments(document_id)),
                annotations=annotations,
                relations=reader.relations(document_id),
                entities=self._entities,
            )
            state = reader.assignment_state(document_id, self._annotator)
            mine = Near(a for a in annotations if a.annotator == self._annotator)
            found = Ground(facts, language_of(document), state == FINISHED, mine)
            self._grounds[document_id] = found
            if len(self._grounds) > _DOCUMENTS_KEPT:
                self._grounds.popitem(last=False)
        self._grounds.move_to_end(document_id)
        return found

    def fit(self, hit: Hit) -> Fit:
        """Return how a hit stands to the layer."""
        ground = self.ground(hit.document)
        made = self.annotation(hit, {})
        there = tuple(dict.fromkeys(a.layer for a in self._there(ground, hit, made)))
        return Fit(NOTHING if made is None else self.reason(ground, made), there)

    def there(self, hit: Hit) -> list[Annotation]:
        """Return the annotator's annotations that a hit is, or that have just its place.

        The place may also be that which the layer makes of the hit: whole words, sentences.
        """
        ground = self.ground(hit.document)
        if hit.annotation is not None:
            found = ground.mine.get(hit.annotation)
            return [] if found is None else [found]
        return self._there(ground, hit, self.annotation(hit, {}))

    def targets(self, hit: Hit) -> list[Annotation]:
        """Return what of the annotator's own is changed or deleted if the hit is.

        That is the annotation that the hit is; of those that have just its place the one of the
        layer, else the only one.
        """
        there = self.there(hit)
        of_layer = [a for a in there if a.layer == self.layer.id]
        return of_layer or (there if len(there) == 1 else [])

    def _there(self, ground: Ground, hit: Hit, made: Annotation | None) -> list[Annotation]:
        place = Span(hit.begin, hit.end)
        near = ground.mine.around((place, *(made.spans if made is not None else ())))
        return [
            a
            for a in near
            if place in a.spans
            or (made is not None and a.layer == made.layer and _same_place(a, made))
        ]

    def annotation(self, hit: Hit, features: Mapping[str, Value]) -> Annotation | None:
        """Return the annotation that a hit would become, or None if there is nothing to tag.

        It has no id and no date yet.
        """
        ground = self.ground(hit.document)
        facts = ground.facts
        found = anchor_in(
            facts.text, facts.segments, ground.language, self.layer, hit.begin, hit.end
        )
        if found is None:
            return None
        spans, segments = found
        if spans and self.layer.anchoring != POINT and any(b == e for b, e in spans):
            return None
        quote = quote_of(facts.text, spans) if spans else ""
        return Annotation(
            id="",
            document=hit.document,
            layer=self.layer.id,
            annotator=self._annotator,
            spans=spans,
            segments=segments,
            quote=quote,
            features=in_order(self.layer, features),
        )

    def filled(self, annotation: Annotation, features: Mapping[str, Value]) -> Annotation:
        """Return an annotation whole: with id, date, and what fills itself in."""
        values: Mapping[str, Value] = annotation.features
        if annotation.spans:
            text = self.ground(annotation.document).facts.text
            values = filled_values(self._store, self.layer, text, annotation.spans, given=features)
        return annotation._replace(id=new_key(), features=values, made=now())

    def reason(self, ground: Ground, annotation: Annotation) -> str:
        """Return why an annotation cannot be added, or ""."""
        if ground.is_finished:
            return FINISHED_HERE
        same = [a for a in ground.mine.around(annotation.spans) if a.layer == annotation.layer]
        if any(_same_place(a, annotation) for a in same):
            return TAGGED
        near = [a for a in same if _touch(a, annotation)]
        if self._book.clash_with(annotation, near) is not None:
            return OVERLAP
        for problem in self._book.problems_of(ground.facts, annotation):
            if refuses(problem, self._book):
                return CLOSED if problem.code == _CLOSED_CODE else RULE
        return ""

    def take(self, ground: Ground, annotation: Annotation) -> None:
        """Count an annotation among those that are there."""
        ground.add(annotation)


def _same_place(one: Annotation, other: Annotation) -> bool:
    return one.spans == other.spans and one.segments == other.segments


def _touch(one: Annotation, other: Annotation) -> bool:
    return any(overlaps(a, b) for a in one.spans for b in other.spans)
