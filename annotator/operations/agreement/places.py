"""What annotators have at the places behind a figure of agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.analysis.agreement.compared import Place
from annotator.analysis.agreement.prepared import Prepared, prepared
from annotator.analysis.alignment import MISSING, RELATION, align
from annotator.analysis.alignment import Place as Aligned
from annotator.model.annotation import Annotation, Relation
from annotator.model.bundle import Bundle
from annotator.model.review import FINISHED
from annotator.model.scheme import Scheme
from annotator.operations.rounds.blindness import unseen_by
from annotator.store.reading.queries import Reader

_KEPT = 16
"""Documents that are kept ready: places come document by document."""


class Found(NamedTuple):
    """A place: `kind` is that of `analysis.alignment`, `versions` have what each annotator has.

    `annotators` are those whose work on the document counts; `relations` are the relations of
    each that start here, where the figure is about a type of relation. Where `is_hidden`, whoever
    looks may not see it yet, and nothing is told.
    """

    kind: str
    annotators: tuple[str, ...]
    versions: tuple[tuple[Annotation, ...], ...]
    relations: tuple[tuple[Relation, ...], ...]
    is_hidden: bool = False


class Compared(NamedTuple):
    """A document with the places at which some annotators have something."""

    document: Prepared
    annotators: tuple[str, ...]
    places: list[Aligned]

    def find(self, place: Place, what: str, *, is_relation: bool = False) -> Found:
        """Return what is at a place of a figure about `what`: a layer, feature, relation or all.

        `is_relation` says that it is about a type of relation: layers may bear the same ids.
        """
        owner = what.partition(".")[0]
        is_at = _starts_at if is_relation else _covers
        here = [a for a in self.places if a.kind != RELATION and is_at(a, place)]
        on_layer = [a for a in here if any(x.layer == owner for x in a.annotations)]
        chosen = next(iter(on_layer or here), None)
        nothing: tuple[Annotation, ...] = ()
        versions = (nothing,) * len(self.annotators) if chosen is None else chosen.versions
        kind = MISSING if chosen is None else chosen.kind
        starts = {a.id for x in here for a in x.annotations} if is_relation else set[str]()
        relations = tuple(
            tuple(
                r
                for r in self.document.relations
                if r.annotator == who and r.type == owner and r.from_id in starts
            )
            for who in self.annotators
        )
        return Found(RELATION if is_relation else kind, self.annotators, versions, relations)


def compared(bundle: Bundle, scheme: Scheme, annotators: Sequence[str]) -> Compared:
    """Compare what annotators have on a document, in their order, as far as their work counts."""
    document = prepared(bundle, annotators, None)
    people = tuple(who for who in annotators if who in document.annotators)
    places = align(people, document.annotations, document.relations, scheme=scheme)
    return Compared(document, people, places)


class PlaceFinder:
    """Finds what some annotators have at places, document by document."""

    def __init__(
        self, scheme: Scheme, annotators: Sequence[str], *, viewer: str | None = None
    ) -> None:
        """`annotators` are told in this order, as far as `viewer` may see them (None: all)."""
        self._scheme, self._annotators, self._viewer = scheme, tuple(annotators), viewer
        self._ready: dict[str, Compared | None] = {}

    def find(self, reader: Reader, place: Place, what: str, *, is_relation: bool = False) -> Found:
        """Return what `Compared.find` does, or only that it is hidden."""
        ready = self._of_document(reader, place.document)
        if ready is None:
            return Found(MISSING, (), (), (), is_hidden=True)
        return ready.find(place, what, is_relation=is_relation)

    def forget(self) -> None:
        """Read everything anew: the corpus has changed."""
        self._ready.clear()

    def _of_document(self, reader: Reader, key: str) -> Compared | None:
        if key not in self._ready:
            if len(self._ready) >= _KEPT:
                self.forget()
            is_hidden = self._is_hidden(reader, key)
            self._ready[key] = (
                None if is_hidden else compared(reader.bundle(key), self._scheme, self._annotators)
            )
        return self._ready[key]

    def _is_hidden(self, reader: Reader, key: str) -> bool:
        """Say whether a blind round hides from the viewer what others have on a document."""
        states = {who: reader.assignment_state(key, who) for who in self._annotators}
        finished = [who for who, state in states.items() if state == FINISHED]
        return bool(unseen_by(reader, self._viewer, key, finished))


def _covers(aligned: Aligned, place: Place) -> bool:
    return tuple(aligned.extent) == (place.begin, place.end)


def _starts_at(aligned: Aligned, place: Place) -> bool:
    """Say whether somebody has an annotation there: relations are told by where they start."""
    stretch = place.begin, place.end
    extents = ((a.spans[0].begin, a.spans[-1].end) for a in aligned.annotations if a.spans)
    return _covers(aligned, place) or stretch in extents
