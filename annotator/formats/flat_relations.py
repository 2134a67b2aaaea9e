"""Relations of flat data: by spans of their ends, as Prodigy has them, or by ids of spans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def ends_of(told: Mapping[str, Any], places: Mapping[Any, str]) -> list[str]:
    """Return the keys of the annotations that a relation is between."""
    if "head_span" in told:
        return [_end(told[name], places) for name in ("head_span", "child_span")]
    return [_known(told[name], places) for name in ("from_id", "to_id")]


def _end(told: Mapping[str, Any], places: Mapping[Any, str]) -> str:
    item = None if told.get("id") is None else str(told["id"])
    place = (told["start"], told["end"], told["label"])
    for key in ((item, *place), item, place):
        if key is not None and key in places:
            return places[key]
    raise ValueError(f"a relation goes to {item or place}, where there is no span")


def _known(item: Any, places: Mapping[Any, str]) -> str:
    if str(item) not in places:
        raise ValueError(f"a relation goes to {item}, which is no span")
    return places[str(item)]


def label_of(told: Mapping[str, Any]) -> str:
    """Return the label of a relation; ValueError if it has none."""
    label = told.get("label") or told.get("type")
    if not isinstance(label, str):
        raise ValueError("a relation has no label")
    return label
