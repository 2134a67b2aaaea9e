"""What somebody meant by the same words, or the same noun, earlier in a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.model.annotation import Annotation, items_of
from annotator.model.scheme import Feature
from annotator.text.forms import forms_of
from annotator.text.normal import fold
from annotator.text.quoting import name_form
from annotator.text.tokens import tokenize

_LETTERS_MORE = 3
"""How much longer a form is in scripts whose endings are not known."""


class Earlier(NamedTuple):
    """Entities that the same words meant, and those that another form of their noun meant."""

    same: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()


def meant_earlier(
    annotations: Iterable[Annotation], layer_id: str, feature: Feature, quote: str
) -> Earlier:
    """Return what the nearest annotations on a layer meant by these words.

    `annotations` come nearest first. The likely ones share the last word in another form
    ("двете страни", "страните").
    """
    wanted, noun = fold(name_form(quote)), _last_word(quote)
    likely: tuple[str, ...] = ()
    for annotation in annotations:
        value = annotation.features.get(feature.id)
        if annotation.layer != layer_id or not value:
            continue
        entities = tuple(str(item) for item in items_of(value))
        if fold(name_form(annotation.quote)) == wanted:
            return Earlier(entities, likely)
        if not likely and noun and _is_form(noun, _last_word(annotation.quote)):
            likely = entities
    return Earlier((), likely)


def _last_word(quote: str) -> str:
    words = [t for t in tokenize(quote) if quote[t.begin].isalpha()]
    return quote[words[-1].begin : words[-1].end] if words else ""


def _is_form(word: str, other: str) -> bool:
    folded = fold(other)
    for form in forms_of(word):
        stem = fold(form.stem)
        if folded.startswith(stem):
            rest = folded[len(stem) :]
            if rest in form.endings if form.endings is not None else len(rest) <= _LETTERS_MORE:
                return True
    return False
