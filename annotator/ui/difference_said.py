"""A place where annotators differ, in words: who has what, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.alignment import BORDER, RELATION, Place
from annotator.model.annotation import Annotation, Relation
from annotator.model.presentation import end_role
from annotator.text.tokens import token_at
from annotator.ui.session import Session
from annotator.ui.spoken import annotation_said

_MOST = 3
"""So many relations of one annotator are named."""


def versions_said(session: Session, place: Place, letters: Sequence[str], text: str) -> str:
    """Return what each annotator has at a place, by the letters of their rows."""
    if place.kind == RELATION:
        said = [_relations(session, letters[n], r) for n, r in enumerate(place.relations)]
    elif place.kind == BORDER:
        said = [_borders(session, place, letters[n], n, text) for n in range(len(place.versions))]
    else:
        said = [_version(session, letters[n], v) for n, v in enumerate(place.versions)]
    return " ".join(said)


def _version(session: Session, letter: str, version: Sequence[Annotation]) -> str:
    if not version:
        return f"{letter}: {session.word('nothing')}."
    return f"{letter}: {' '.join(annotation_said(session, a) for a in version)}"


def _borders(session: Session, place: Place, letter: str, number: int, text: str) -> str:
    """Return where a version begins and ends, of both only what is not the same for all."""
    held = [version for version in place.versions if version]
    begins = {v[0].extent.begin for v in held}
    ends = {v[-1].extent.end for v in held}
    version = place.versions[number]
    if not version:
        return _version(session, letter, version)
    said: list[str] = []
    if len(begins) > 1:
        near = _word_at(text, version[0].extent.begin)
        said.append(session.word("spoken.begins", word=near))
    if len(ends) > 1 or not said:
        said.append(session.word("spoken.ends", word=_word_at(text, version[-1].extent.end - 1)))
    return f"{letter} {', '.join(said)}."


def _word_at(text: str, offset: int) -> str:
    token = token_at(text, offset) if 0 <= offset < len(text) else None
    return text[token.begin : token.end] if token is not None else ""


def _relations(session: Session, letter: str, relations: Sequence[Relation]) -> str:
    if not relations:
        return f"{letter}: {session.word('nothing')}."
    return f"{letter}: {', '.join(_relation(session, r) for r in relations[:_MOST])}."


def _relation(session: Session, relation: Relation) -> str:
    end = session.annotation(relation.to_id)
    name = " ".join(end.quote.split()) if end else session.entity_label(relation.to_id)
    return f"{end_role(session.scheme, relation, session.language)} {name}"
