"""What is known of one document while it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.annotation import Annotation, Relation
from annotator.model.corpus import Segment


@dataclass(slots=True)
class Facts:
    """What is known of one document while it is checked; the window keeps it up to date.

    `entities` maps ids to kinds. Only annotations that stand take part.
    """

    document: str
    text: str
    segments: tuple[Segment, ...] = ()
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    annotations: dict[str, Annotation] = field(default_factory=dict[str, Annotation])
    relations: dict[str, Relation] = field(default_factory=dict[str, Relation])
    outgoing: dict[str, list[Relation]] = field(default_factory=dict[str, list[Relation]])
    incoming: dict[str, list[Relation]] = field(default_factory=dict[str, list[Relation]])
    closed: list[tuple[int, int]] | None = None

    def put_annotation(self, annotation: Annotation) -> None:
        """Add an annotation, or replace the one of that id."""
        self.annotations[annotation.id] = annotation

    def drop_annotation(self, annotation_id: str) -> None:
        """Forget an annotation, if it is known."""
        self.annotations.pop(annotation_id, None)

    def put_relation(self, relation: Relation) -> None:
        """Add a relation, or replace the one of that id."""
        self.drop_relation(relation.id)
        self.relations[relation.id] = relation
        self.outgoing.setdefault(relation.from_id, []).append(relation)
        if not relation.to_entity:
            self.incoming.setdefault(relation.to_id, []).append(relation)

    def drop_relation(self, relation_id: str) -> None:
        """Forget a relation, if it is known."""
        old = self.relations.pop(relation_id, None)
        if old is not None:
            self.outgoing[old.from_id] = [
                r for r in self.outgoing[old.from_id] if r.id != relation_id
            ]
            if not old.to_entity:
                kept = [r for r in self.incoming[old.to_id] if r.id != relation_id]
                self.incoming[old.to_id] = kept

    def closed_stretches(self) -> list[tuple[int, int]]:
        """Return begin and end of the segments that are not annotated."""
        if self.closed is None:
            self.closed = [(s.begin, s.end) for s in self.segments if not s.annotate]
        return self.closed


def facts_of(
    document: str,
    text: str,
    *,
    segments: tuple[Segment, ...] = (),
    annotations: Iterable[Annotation] = (),
    relations: Iterable[Relation] = (),
    entities: Mapping[str, tuple[str, ...]] | None = None,
) -> Facts:
    """Gather what a check of one document needs."""
    facts = Facts(document, text, segments, entities or {})
    facts.annotations = {a.id: a for a in annotations}
    for relation in relations:
        facts.put_relation(relation)
    return facts
