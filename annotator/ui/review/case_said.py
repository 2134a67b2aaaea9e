"""A place between annotators in words: how it differs, and what stands on the card of a version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.analysis.alignment import BORDER, RELATION, SPLIT, Place
from annotator.model.annotation import Annotation, Relation
from annotator.model.presentation import end_role, label_values, layer_slot
from annotator.model.span import Span
from annotator.ui.review.version_text import Piece
from annotator.ui.sitting.readings import difference_name
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.differences import value_said

_MOST = 4
"""So many relations or values that differ stand on a card."""


class Version(NamedTuple):
    """The card of one version: what it is called, its values, its words, and what differs.

    `differing` are values or relations that are not the same with all.
    """

    name: str
    values: str
    pieces: tuple[Piece, ...]
    differing: tuple[str, ...]
    slot: int


def kind_said(session: Session, place: Place, letters: Sequence[str]) -> str:
    """Return layer and kind of a place, as `Actor, border`."""
    layer = session.layer_name(place.first.layer)
    return f"{layer}, {difference_name(place, letters, session.word)}"


def about(session: Session, place: Place, letters: Sequence[str]) -> str:
    """Return layer and kind of a place, and of two borders how far they are apart."""
    said = kind_said(session, place, letters)
    apart = _apart(session, place, letters)
    return f"{said}: {apart}" if apart else said


def _apart(session: Session, place: Place, letters: Sequence[str]) -> str:
    if place.kind != BORDER or len(place.versions) != 2:
        return ""
    one, other = (version[0].extent for version in place.versions)
    said: list[str] = []
    for name, shift in (("begins", other.begin - one.begin), ("ends", other.end - one.end)):
        if shift:
            code = f"review.{name}_{'later' if shift > 0 else 'earlier'}"
            said.append(session.word(code, letter=letters[1], count=abs(shift)))
    return ", ".join(said)


def versions(session: Session, place: Place, names: Sequence[str], text: str) -> list[Version]:
    """Return the cards of a place, one for each annotator."""
    return [_version(session, place, n, name, text) for n, name in enumerate(names)]


def _version(session: Session, place: Place, number: int, name: str, text: str) -> Version:
    held = place.versions[number]
    slot = layer_slot(session.scheme, (held[0] if held else place.first).layer)
    if place.kind == RELATION:
        linked = place.relations[number]
        named = tuple(relation_said(session, r) for r in linked[:_MOST])
        nothing = (session.word("nothing"),)
        return Version(name, "", _pieces(held, (), text), named or nothing, slot)
    if not held:
        return Version(name, "", ((session.word("nothing"), False),), (), slot)
    values = ", ".join(
        value
        for annotation in held[:1]
        for value in label_values(session.scheme, annotation, session.language, in_line=True)
    )
    hatched = place.differing() if place.kind in (BORDER, SPLIT) else ()
    differing = tuple(value_said(session, held[0], key) for key in place.features[:_MOST])
    return Version(name, values, _pieces(held, hatched, text), differing, slot)


def relation_said(session: Session, relation: Relation) -> str:
    """Return the role of an end, and what stands there."""
    name = session.end_said(relation.to_id)
    return f"{end_role(session.scheme, relation, session.language)}: {name}"


def _pieces(held: Sequence[Annotation], hatched: Sequence[Span], text: str) -> tuple[Piece, ...]:
    """Return the words of a version, cut where what differs begins and ends."""
    found: list[Piece] = []
    spans = sorted(span for annotation in held for span in annotation.spans)
    for number, span in enumerate(spans):
        if number:
            found.append((" … ", False))
        at = span.begin
        for begin, end in hatched:
            begin, end = max(begin, span.begin), min(end, span.end)
            if begin < end:
                if at < begin:
                    found.append((text[at:begin], False))
                found.append((text[begin:end], True))
                at = end
        if at < span.end:
            found.append((text[at : span.end], False))
    return tuple(found)
