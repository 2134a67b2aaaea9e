"""Takes the spans of flat data apart: begin, end, label, id and features, in any known shape."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from annotator.formats.flat_scheme import Derived

_BEGIN, _END = ("start", "begin", "start_offset", "start_char"), ("end", "end_offset", "end_char")
_LAYER = ("layer", "label", "type", "tag")
_DERIVED_KEYS = frozenset(("token_start", "token_end", "text", "quote", "attributes"))

Taken = tuple[int, int, str, str | None, str, dict[str, Any]]
"""Begin, end, label, id in the file, layer, features."""

_Plan = tuple[str, tuple[str, ...], Any]


class SpanReader:
    """Reads one span after the other; remembers how those of the same shape are read."""

    def __init__(self, derived: Derived) -> None:
        """Take what learns layers and features from the data."""
        self._derived = derived
        self._shapes: dict[tuple[str, ...], tuple[int, int, int, int | None] | None] = {}
        self._plans: dict[tuple[Any, ...], _Plan] = {}

    def read(self, told: Any) -> Taken:
        """Return what a span says; KeyError, TypeError or ValueError where it says too little."""
        if type(told) is dict:
            keys = tuple(told)
            shape = self._shapes.get(keys)
            if shape is not None:
                values = tuple(told.values())
                label = values[shape[2]]
                plan = self._plans.get((keys, label, *map(type, values)))
                if plan is not None:
                    layer, names, pick = plan
                    item = None if shape[3] is None else str(values[shape[3]])
                    features = dict(zip(names, pick(values), strict=True)) if names else {}
                    return values[shape[0]], values[shape[1]], label, item, layer, features
            return self._learnt(keys, dict(told))
        begin, end, label = told[:3]
        return *_checked(begin, end), str(label), None, *self._derived.learn(str(label), {})

    def _learnt(self, keys: tuple[str, ...], told: dict[str, Any]) -> Taken:
        values = tuple(told.values())
        begin, end, label, item, rest = _taken_apart(dict(told))
        version = self._derived.version
        layer, features = self._derived.learn(label, rest)
        if self._derived.version != version:
            self._plans.clear()
        self._shapes[keys] = shape = _shape_of(keys)
        places = [keys.index(name) for name in rest if name in keys]
        as_they_are = (
            label is values[shape[2]]
            and (item is None) == (shape[3] is None)
            and len(places) == len(rest) == len(features)
            and all(values[i] is v for i, v in zip(places, features.values(), strict=True))
        )
        if as_they_are:
            self._plans[(keys, label, *map(type, values))] = layer, tuple(features), _picker(places)
        return begin, end, label, item, layer, features


def _shape_of(keys: tuple[str, ...]) -> tuple[int, int, int, int | None]:
    """Return where begin, end, label and, if there is one, the id stand among the keys."""
    begin, end, label = (
        next(keys.index(name) for name in names if name in keys) for names in (_BEGIN, _END, _LAYER)
    )
    return begin, end, label, keys.index("id") if "id" in keys else None


def _picker(places: list[int]) -> Any:
    if len(places) == 1:
        return lambda values: (values[places[0]],)  # pyright: ignore
    return itemgetter(*places) if places else None


def _taken_apart(told: dict[str, Any]) -> tuple[int, int, str, str | None, dict[str, Any]]:
    """Return begin, end, label, id and features of a span; what is derived is left out."""
    begin, end = _checked(_first(told, _BEGIN), _first(told, _END))
    label = _first(told, _LAYER)
    item = told.pop("id", None)
    attributes = told.get("attributes")
    features = {k: v for k, v in told.items() if k not in _DERIVED_KEYS and v is not None}
    features.update(attributes if isinstance(attributes, dict) else {})
    return begin, end, label if type(label) is str else str(label), None if item is None else str(item), features


def _checked(begin: Any, end: Any) -> tuple[int, int]:
    if type(begin) is not int or type(end) is not int:
        raise TypeError("begin and end are whole numbers")
    return begin, end


def _first(rest: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        if key in rest:
            return rest.pop(key)
    raise KeyError(f"{keys[0]} is missing")
