"""How layers, values and ends of relations are named and shown, from the scheme alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import chain, count
from typing import Any, cast
from unicodedata import category

from annotator.model.annotation import Annotation, Relation, items_of
from annotator.model.language import TRUTH, decimal_in, small, text_in
from annotator.model.scheme import Feature, Layer, Scheme
from annotator.model.values import as_typed, value_of
from annotator.text.characters import is_plain
from annotator.text.graphemes import next_grapheme
from annotator.text.lookalikes import seen_as

CLOSED = ("tag", "tags")
OF_ENTITIES = ("entity", "entities")


def is_hub(scheme: Scheme, layer: Layer) -> bool:
    """Say whether annotations of a layer are the centre of a frame.

    Where the scheme does not say, a layer is one from which at least two types of relation go.
    """
    if layer.hub is not None:
        return layer.hub
    kinds = [t for t in scheme.relation_types if any(end.layer == layer.id for end in t.from_ends)]
    return len(kinds) >= 2


def layer_drawing(scheme: Scheme, layer: Layer) -> str:
    """Return fill, line or margin: the scheme's word, else what suits the layer."""
    if layer.drawing is not None:
        return layer.drawing
    if is_hub(scheme, layer):
        return "margin"
    return "fill" if layer.features or not scheme.relation_types else "line"


def layer_slot(scheme: Scheme, layer_id: str) -> int:
    """Return the place of a layer in the table of colours and patterns, from 0."""
    return next((i for i, x in enumerate(scheme.layers) if x.id == layer_id), len(scheme.layers))


def layer_letters(scheme: Scheme, language: str) -> dict[str, str]:
    """Return for each layer the letter or two that stand for it, all different.

    What is one character to a reader, as a flag or a letter with its accent, is one letter. Where
    another of the name does not tell two layers apart, a number does. Letters that look alike, as
    of a name in Latin and one in Cyrillic, are not different.
    """
    letters: dict[str, str] = {}
    taken: set[str] = set()
    for layer in scheme.layers:
        name = text_in(layer.names, language, layer.id).strip() or layer.id
        first, rest = _first_letter(name)
        wanted = text_in(layer.letter, language) or first
        if seen_as(wanted) in taken:
            others = chain((c for c in rest if c.isalnum()), map(str, count(1)))
            wanted = next(first + c for c in others if seen_as(first + c) not in taken)
        taken.add(seen_as(wanted))
        letters[layer.id] = wanted
    return letters


def _first_letter(name: str) -> tuple[str, str]:
    """Return the first character of a name that is seen, as a capital, and what follows it."""
    begin = next((i for i, c in enumerate(name) if category(c)[0] not in "CZM"), 0)
    end = begin + 1
    if end < len(name) and not (is_plain(name[begin]) and is_plain(name[end])):
        end = next_grapheme(name, begin)
    return name[begin:end].upper(), name[end:]


def value_name(
    scheme: Scheme, feature: Feature, value: Any, language: str, *, in_line: bool = False
) -> str:
    """Return how a value is called: the tag's or label's name, else the value as it is typed.

    A number has the sign for its decimals that the language has. `in_line` asks for it as it stands
    within a line.
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(
            value_name(scheme, feature, item, language, in_line=in_line)
            for item in cast(list[Any], value)
        )
    if feature.type in CLOSED:
        for tag in scheme.tags_of(feature):
            if tag.id == value:
                return text_in(tag.names, language, tag.id, in_line=in_line)
    for label in feature.labels or ():
        if label.value == value:
            return text_in(label.names, language, str(value), in_line=in_line)
    if isinstance(value, bool):
        return text_in(TRUTH[value], language)
    typed = as_typed(value)
    if feature.type == "number" and isinstance(value, float):
        return decimal_in(typed, language)
    return small(typed) if in_line else typed


def kept_value_name(
    scheme: Scheme, feature: Feature, kept: str, language: str, *, in_line: bool = False
) -> str:
    """Return how one value is called that is known as text, as it is counted or hidden by."""
    value: Any = kept
    if feature.type not in CLOSED:
        with suppress(ValueError):
            value = value_of(feature, kept)
    return value_name(scheme, feature, value, language, in_line=in_line)


def choices_of(
    scheme: Scheme, feature: Feature, language: str, *, in_line: bool = False
) -> list[tuple[Any, str]]:
    """Return the values of a closed feature that can be chosen, with their names, in order."""
    if feature.type in CLOSED:
        tags = [t for t in scheme.tags_of(feature) if not t.group]
        return [(t.id, text_in(t.names, language, t.id, in_line=in_line)) for t in tags]
    if feature.type == "boolean":
        return [
            (v, value_name(scheme, feature, v, language, in_line=in_line)) for v in (True, False)
        ]
    return []


def shown_features(layer: Layer) -> tuple[Feature, ...]:
    """Return the features that name an annotation, first the one that the layer calls its label.

    The others are the core ones; without any of these it is the first closed one.
    """
    label = tuple(f for f in layer.features if f.id == layer.label_feature)
    core = tuple(f for f in layer.features if f.core and f not in label)
    return (*label, *core) or tuple(f for f in layer.features if f.type in CLOSED)[:1]


def label_values(
    scheme: Scheme,
    annotation: Annotation,
    language: str,
    *,
    called: Callable[[str], str] | None = None,
    in_line: bool = False,
) -> list[str]:
    """Return the names of the values that stand on an annotation, those it has.

    `called` names entities by their ids, which nobody reads; without it they are left out.
    `in_line` asks for names as they stand within a line.
    """
    layer = scheme.layer(annotation.layer)
    said: list[str] = []
    for feature in shown_features(layer) if layer is not None else ():
        if feature.id not in annotation.features:
            continue
        value = annotation.features[feature.id]
        if feature.type not in OF_ENTITIES:
            said.append(value_name(scheme, feature, value, language, in_line=in_line))
        elif called is not None:
            said.append(", ".join(called(str(item)) for item in items_of(value)))
    return said


def role_name(scheme: Scheme, role_id: str, language: str, *, in_line: bool = False) -> str:
    """Return what a role of segments is called: one that the scheme has no name for, by its id."""
    role = scheme.role(role_id)
    unnamed = role_id.replace("_", " ")
    shown = unnamed[:1].upper() + unnamed[1:]
    return text_in(role.names if role else None, language, shown, in_line=in_line)


def end_role(scheme: Scheme, relation: Relation, language: str) -> str:
    """Return what the far end of a relation is in its frame ("holder", "cue 1", "target").

    A value of an ordered whole number that the scheme labels may name the role by itself; else
    it is the type's role or name with the number behind it.
    """
    kind = scheme.relation_type(relation.type)
    if kind is None:
        return relation.type
    name = text_in(kind.role, language) or text_in(kind.names, language, kind.id)
    for feature in kind.features:
        if feature.type == "integer" and feature.ordered and feature.id in relation.features:
            value = relation.features[feature.id]
            if kind.role is None and feature.labels:
                return value_name(scheme, feature, value, language)
            return f"{name} {value}" if value else name
    return name


def verb_of(scheme: Scheme, feature: Feature, value: Any, language: str) -> str:
    """Return a value as a verb where the scheme has one, else its name in lower case."""
    for tag in scheme.tags_of(feature):
        if tag.id == value and tag.verb:
            return text_in(tag.verb, language)
    return value_name(scheme, feature, value, language, in_line=True)


def entity_name(names: Mapping[str, str] | None, language: str, entity_id: str) -> str:
    """Return what an entity is called."""
    return text_in(names, language, entity_id)


def kinds_named(
    scheme: Scheme, kinds: Iterable[str], language: str, *, in_line: bool = False
) -> list[str]:
    """Return the names of kinds of entity, each once, in their order."""
    names = {k.id: text_in(k.names, language, k.id, in_line=in_line) for k in scheme.entity_kinds}
    return list(dict.fromkeys(names.get(kind, kind) for kind in kinds))
