"""Where the comments of a document stand in its text, and where the next ones are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from annotator.model.annotation import REFUSED, Annotation, items_of
from annotator.model.facts import Facts
from annotator.model.review import ON_ANNOTATION, ON_ENTITY, ON_RELATION, ON_SPANS, Comment
from annotator.operations.checking.check import facts_of_document
from annotator.operations.rounds.blindness import hidden_work
from annotator.operations.search.next_place import COMMENTED, turned
from annotator.store.reading.listing import documents_with
from annotator.store.store import Store

_NOWHERE = (-1, 0)


class Stop(NamedTuple):
    """A place with comments: its begin, minus its end, the annotation there ("": bare words).

    So stops are in the order of the text, outer ones first; a label of the document or of segments
    comes before all words. `comments` are those of the place, in the order in which they were made.
    """

    begin: int
    minus_end: int
    annotation: str
    comments: tuple[Comment, ...]

    @property
    def place(self) -> tuple[int, int, str]:
        """What orders it."""
        return self[:3]


def comment_stops(
    facts: Facts, comments: Iterable[Comment], shows: Callable[[Annotation], bool]
) -> list[Stop]:
    """Return the places of comments of a document, and of those on entities, in their order.

    A comment on a relation stands at the annotation from which it goes, one on an entity at the
    first annotation that means it. What `shows` refuses is passed over; so are comments on the
    document, which stand nowhere in it.
    """
    found: dict[tuple[int, int, str], list[Comment]] = {}
    for comment, place in _placed(facts, list(comments), shows):
        found.setdefault(place, []).append(comment)
    return [
        Stop(*place, tuple(sorted(said, key=lambda c: (c.made or "", c.id))))
        for place, said in sorted(found.items(), key=lambda item: item[0])
    ]


def _placed(
    facts: Facts, comments: list[Comment], shows: Callable[[Annotation], bool]
) -> Iterator[tuple[Comment, tuple[int, int, str]]]:
    meant = _first_meant(facts, {c.target for c in comments if c.anchor == ON_ENTITY}, shows)
    for comment in comments:
        if comment.anchor == ON_SPANS and comment.spans:
            yield comment, (comment.spans[0].begin, -comment.spans[-1].end, "")
            continue
        annotation = meant.get(comment.target)
        if comment.anchor == ON_ANNOTATION:
            annotation = facts.annotations.get(comment.target or "")
        elif comment.anchor == ON_RELATION:
            relation = facts.relations.get(comment.target or "")
            stands = relation is not None and relation.state != REFUSED
            annotation = facts.annotations.get(relation.from_id) if relation and stands else None
        if annotation is not None and shows(annotation):
            yield comment, _place_of(annotation)


def _first_meant(
    facts: Facts, entities: set[str | None], shows: Callable[[Annotation], bool]
) -> dict[str | None, Annotation]:
    """Return the first annotation that means each of some entities."""
    if not entities:
        return {}
    found: dict[str | None, Annotation] = {}
    for annotation in facts.annotations.values():
        values = annotation.features.values()
        meant = entities.intersection(x for v in values for x in items_of(v) if isinstance(x, str))
        if meant and shows(annotation):
            for entity in meant:
                before = found.get(entity)
                if before is None or _place_of(annotation) < _place_of(before):
                    found[entity] = annotation
    return found


def _place_of(annotation: Annotation) -> tuple[int, int, str]:
    spans = annotation.spans
    begin, end = (spans[0].begin, -spans[-1].end) if spans else _NOWHERE
    return begin, end, annotation.id


def next_commented(
    store: Store,
    document: str,
    annotator: str,
    *,
    by: int = 1,
    readers: Collection[str] = (),
    hides: Callable[[Annotation], bool] = lambda _: False,
) -> tuple[str, tuple[int, int, str]] | None:
    """Return document and place of the next comments that an annotator can see, or None.

    They are on bare words, or on the work of `readers` (without any: the annotator's own) that
    `hides` does not hide. The search goes on from the document after `document` (before it, if `by`
    is -1), round to that document itself.
    """
    reader, readers = store.read(), frozenset(readers or (annotator,))
    wanted = {x for who in readers for x in documents_with(reader.connection, COMMENTED, who)}
    hidden = hidden_work(reader, annotator) if wanted else {}
    on_entities = reader.comments(None) if wanted else []
    for key in turned([row.id for row in reader.documents()], document, by):
        if key not in wanted:
            continue
        unseen = hidden.get(key, frozenset())
        comments = [c for c in (*reader.comments(key), *on_entities) if c.annotator not in unseen]
        facts = facts_of_document(store, key)
        shown = readers - unseen
        stops = comment_stops(facts, comments, lambda a, w=shown: _stands(a, w) and not hides(a))
        if stops:
            return key, stops[0 if by > 0 else -1].place
    return None


def _stands(annotation: Annotation, readers: Collection[str]) -> bool:
    return annotation.annotator in readers and annotation.state != REFUSED
