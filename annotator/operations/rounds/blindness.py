"""Whose work on a document may not be seen yet, because a round is blind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from annotator.model.bundle import Bundle
from annotator.model.review import may_see
from annotator.store.reading.listing import assignment_states
from annotator.store.reading.queries import Reader


def unseen_by(
    reader: Reader, viewer: str | None, document: str, annotators: Iterable[str]
) -> frozenset[str]:
    """Return those of `annotators` whose work on a document `viewer` may not see (`may_see`).

    Without a viewer, and in a document that no blind round hands out, all may be seen.
    """
    if viewer is None:
        return frozenset()
    rounds = [r for r in reader.rounds() if document in (*r.documents, *r.pilot)]
    if not any(r.is_blind for r in rounds):
        return frozenset()
    people = tuple(annotators)
    found = {who: reader.assignment_state(document, who) for who in (viewer, *people)}
    states = {who: state for who, state in found.items() if state is not None}
    return frozenset(w for w in people if not may_see(viewer, w, states, is_blind=True))


def hidden_work(reader: Reader, viewer: str | None) -> dict[str, frozenset[str]]:
    """Return by document whose work on it `viewer` may not see yet; others are left out."""
    blind = {key for r in reader.rounds() if r.is_blind for key in (*r.documents, *r.pilot)}
    if viewer is None or not blind:
        return {}
    found: dict[str, dict[str, str]] = {}
    for document, who, state in assignment_states(reader.connection):
        if document in blind:
            found.setdefault(document, {})[who] = state
    hidden: dict[str, frozenset[str]] = {}
    for document, states in found.items():
        unseen = frozenset(w for w in states if not may_see(viewer, w, states, is_blind=True))
        if unseen:
            hidden[document] = unseen
    return hidden


def without_work(bundle: Bundle, hidden: Collection[str]) -> Bundle:
    """Return a document without the work of some annotators, and what rests on it."""
    if not hidden:
        return bundle
    annotations = tuple(a for a in bundle.annotations if a.annotator not in hidden)
    gone = {a.id for a in bundle.annotations if a.annotator in hidden}
    relations = tuple(
        r
        for r in bundle.relations
        if r.annotator not in hidden and r.from_id not in gone and r.to_id not in gone
    )
    gone |= {r.id for r in bundle.relations} - {r.id for r in relations}
    return replace(
        bundle,
        annotations=annotations,
        relations=relations,
        comments=tuple(
            c for c in bundle.comments if c.annotator not in hidden and c.target not in gone
        ),
        decisions=tuple(d for d in bundle.decisions if d.people.isdisjoint(hidden)),
    )
