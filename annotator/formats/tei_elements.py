"""What a scheme says becomes of it in TEI: elements of layers and tags, who holds what is said."""

from __future__ import annotations

from typing import Any

from annotator.formats.tei_header import ELEMENT
from annotator.formats.tei_inline import SAID
from annotator.model.data import noun_of
from annotator.model.scheme import Condition, Scheme

_NAMES = ("persName", "orgName", "placeName", "rs", SAID)
_WHO, _WHEN = "who", f"{ELEMENT}_when"


def elements_of(scheme: Scheme) -> dict[str, tuple[str, dict[str, dict[Any, str]]]]:
    """Return for each layer its TEI element, and those that tags of a feature ask for."""
    found: dict[str, tuple[str, dict[str, dict[Any, str]]]] = {}
    for layer in scheme.layers:
        default = layer.extra.get(ELEMENT)
        by_tag: dict[str, dict[Any, str]] = {}
        for feature in layer.features:
            tags = {
                t.id: str(t.extra[ELEMENT])
                for t in scheme.tags_of(feature)
                if t.extra.get(ELEMENT) in _NAMES
            }
            if tags:
                by_tag[feature.id] = tags
        found[layer.id] = (default if default in _NAMES else "rs", by_tag)
    return found


def pointed_features(scheme: Scheme) -> dict[str, dict[str, str]]:
    """Return by layer the types of its features whose values are tags or entities."""
    kinds = ("tag", "entity", "entities")
    return {x.id: {f.id: f.type for f in x.features if f.type in kinds} for x in scheme.layers}


def holders_of(scheme: Scheme) -> dict[str, Condition | None]:
    """Return the relation types whose far end holds what is said, each with its condition.

    A scheme says so with `"tei": "who"`, and when with `"tei_when"`, a condition on the
    relation's features.
    """
    types = [t for t in scheme.relation_types if t.extra.get(ELEMENT) == _WHO]
    return {t.id: _condition(t.extra.get(_WHEN)) for t in types}


def _condition(told: Any) -> Condition | None:
    try:
        return None if told is None else noun_of(Condition, told)
    except (TypeError, ValueError):
        return None  # What a scheme of somebody else says under this key means nothing here.
