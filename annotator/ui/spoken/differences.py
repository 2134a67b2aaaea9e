"""A place where annotators differ, in words: who has what, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.alignment import BORDER, ENTITY, FEATURE, RELATION, Place
from annotator.model.annotation import Annotation, Relation
from annotator.model.language import text_in
from annotator.model.presentation import end_role, value_name
from annotator.text.tokens import token_at
from annotator.ui.sitting.session import Session
from annotator.ui.spoken.annotations import annotation_said

_MOST = 3
"""So many relations of one annotator are named."""


def versions_said(session: Session, place: Place, letters: Sequence[str], text: str) -> str:
    """Return what each annotator has at a place, by the letters of their rows."""
    if place.kind == RELATION:
        said = [_relations(session, letters[n], r) for n, r in enumerate(place.relations)]
    elif place.kind == BORDER:
        said = [_borders(session, place, letters[n], n, text) for n in range(len(place.versions))]
    elif place.kind in (FEATURE, ENTITY):
        said = [_values(session, place, letters[n], n) for n in range(len(place.versions))]
    else:
        said = [_version(session, letters[n], v) for n, v in enumerate(place.versions)]
    return " ".join(said)


def _version(session: Session, letter: str, version: Sequence[Annotation]) -> str:
    if not version:
        return f"{letter}: {session.word('nothing')}."
    return f"{letter}: {' '.join(annotation_said(session, a) for a in version)}"


def _values(session: Session, place: Place, letter: str, number: int) -> str:
    """Return what of a version's values is not the same with all."""
    held = place.versions[number]
    if not held:
        return _version(session, letter, held)
    said = [value_said(session, held[0], key) for key in place.features[:_MOST]]
    return f"{letter}: {', '.join(said)}."


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
    name = session.end_said(relation.to_id)
    return f"{end_role(session.scheme, relation, session.language)} {name}"


def value_said(session: Session, annotation: Annotation, key: str) -> str:
    """Return a feature with its value, as `polarity: support`."""
    layer = session.scheme.layer(annotation.layer)
    feature = layer.feature(key) if layer is not None else None
    value = annotation.features.get(key)
    if feature is None:
        return f"{key}: {value}"
    name = text_in(feature.names, session.language, feature.id, in_line=True)
    if value is None or value == "":
        return f"{name}: {session.word('nothing')}"
    items = value if isinstance(value, (list, tuple)) else (value,)
    if feature.type in ("entity", "entities"):
        shown = ", ".join(session.entity_label(str(item)) for item in items)
    else:
        shown = ", ".join(
            value_name(session.scheme, feature, item, session.language) for item in items
        )
    return f"{name}: {shown}"
