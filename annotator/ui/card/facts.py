"""What a card tells of an annotation, as plain texts in the language of the sitting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.annotation import SUGGESTED, UNSURE, Annotation, items_of
from annotator.model.language import text_in
from annotator.model.presentation import kinds_named, layer_slot, value_name
from annotator.model.review import Comment
from annotator.model.scheme import Feature
from annotator.ui.sitting.session import Session

_ENTITY = ("entity", "entities")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One annotation as a card shows it.

    `rows` are names of features with their values in words; `states` what is particular about
    it; `quote` is empty where the text itself shows it whole.
    """

    slot: int
    letter: str
    layer: str
    states: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    annotator: str = ""

    def said(self) -> str:
        """Return all of it as one sentence, for a screen reader."""
        told = [self.layer, *self.states, *(f"{name} {value}" for name, value in self.rows)]
        told += [self.quote, *(f"{who}: {text}" for who, text in self.comments), self.annotator]
        return ", ".join(" ".join(part.split()) for part in told if part) + "."


def facts_of(session: Session, annotation: Annotation) -> Facts:
    """Return what a card tells of an annotation of the open document."""
    language, scheme = session.language, session.scheme
    layer = scheme.layer(annotation.layer)
    features = layer.features if layer is not None else ()
    found = [c for c in session.comments.values() if c.target == annotation.id]
    is_whole = len(annotation.spans) == 1
    return Facts(
        slot=layer_slot(scheme, annotation.layer),
        letter=session.letters().get(annotation.layer, "?"),
        layer=session.layer_name(annotation.layer),
        states=tuple(_states(session, annotation)),
        rows=tuple(
            (text_in(f.names, language, f.id, in_line=True), _value(session, f, annotation))
            for f in features
            if annotation.features.get(f.id) not in (None, "", (), [])
        ),
        quote="" if is_whole else annotation.quote,
        comments=tuple(_comments(session, found)),
        annotator="" if session.hides_names else session.annotator_name(annotation.annotator),
    )


def _states(session: Session, annotation: Annotation) -> Iterable[str]:
    if annotation.state == SUGGESTED:
        yield session.word("card.suggested")
    if annotation.confidence == UNSURE:
        yield session.word("unsure")
    if session.is_incomplete(annotation.id):
        yield session.word("card.incomplete")


def _value(session: Session, feature: Feature, annotation: Annotation) -> str:
    value = annotation.features[feature.id]
    if feature.type not in _ENTITY:
        return value_name(session.scheme, feature, value, session.language)
    return ", ".join(_entity(session, str(item)) for item in items_of(value))


def _entity(session: Session, key: str) -> str:
    """Return the name of an entity with its kinds behind it."""
    entity = session.entities.get(key)
    known = entity.kinds if entity else ()
    kinds = kinds_named(session.scheme, known, session.language, in_line=True)
    name = session.entity_label(key)
    return f"{name} ({', '.join(kinds)})" if kinds else name


def _comments(session: Session, found: Iterable[Comment]) -> Iterable[tuple[str, str]]:
    for comment in found:
        text = text_in(comment.texts, session.language)
        yield session.annotator_name(comment.annotator), text
