"""Takes the spans of flat data apart: begin, end, label, id and features, in any known shape."""

from __future__ import annotations

from typing import Any, cast

from annotator.formats.flat_scheme import Derived

_BEGIN, _END = ("start", "begin", "start_offset", "start_char"), ("end", "end_offset", "end_char")
_LAYER = ("layer", "label", "type", "tag")
_DERIVED_KEYS = frozenset(("token_start", "token_end", "text", "quote", "attributes"))

_QUOTES = ("quote", "text")
Taken = tuple[int, int, str, str | None, str, dict[str, Any], str | None]
"""Begin, end, label, id in the file, layer, features, and the quote if the file says it."""


class _Shape:
    """Under which keys a span has begin, end, label and id; how its kinds are read."""

    __slots__ = ("begin", "end", "item", "keys", "label", "places", "plans", "quote")

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        self.begin, self.end, self.label = (
            next(name for name in names if name in keys) for names in (_BEGIN, _END, _LAYER)
        )
        self.item = "id" if "id" in keys else None
        self.places = (self.begin, self.end, self.label, "id")
        self.quote = next((name for name in _QUOTES if name in keys), None)
        self.plans: dict[tuple[Any, ...], tuple[str, tuple[str, ...]]] = {}
        """By label and types of all other values: the layer, and the keys that are no features."""


class SpanReader:
    """Reads one span after the other; remembers how those of the same shape are read."""

    def __init__(self, derived: Derived) -> None:
        """Take what learns layers and features from the data."""
        self._derived = derived
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def read(self, told: Any) -> Taken:
        """Return what a span says; KeyError, TypeError or ValueError where it says too little.

        A span that is a dict is used up: what is left of it are the features.
        """
        kind: object = told.__class__
        if kind is dict:
            shape = self._shapes.get(tuple(told))
            if shape is None:
                return self._learnt(told)
            begin, end, label = told.pop(shape.begin), told.pop(shape.end), told.pop(shape.label)
            item = None if shape.item is None else told.pop("id")
            if begin.__class__ is int and end.__class__ is int and label.__class__ is str:
                plan = shape.plans.get((label, item is None, *map(type, told.values())))
                if plan is not None:
                    layer, others = plan
                    quote = None if shape.quote is None else _quote(told[shape.quote])
                    for key in others:
                        del told[key]
                    source = None if item is None else str(item)
                    return begin, end, label, source, layer, told, quote
            taken = {shape.begin: begin, shape.end: end, shape.label: label, "id": item, **told}
            return self._learnt({key: taken[key] for key in shape.keys})
        if kind is not list or len(told) < 3:
            raise TypeError("a span has a begin, an end and a label")
        begin, end, label = told[:3]
        named = _label(label)
        return *_checked(begin, end), named, None, *self._derived.learn(named, {}), None

    def _learnt(self, told: dict[str, Any]) -> Taken:
        before = dict(told)
        begin, end, label, item, rest = _taken_apart(told)
        version = self._derived.version
        layer, features = self._derived.learn(label, rest)
        if self._derived.version != version:
            # A feature may have become one of another type.
            self._shapes.clear()
        keys = tuple(before)
        shape = self._shapes.setdefault(keys, _Shape(keys))
        rest = {name: value for name, value in before.items() if name not in shape.places}
        is_plain = (
            label is before[shape.label]
            and all(name in rest and rest[name] is v for name, v in features.items())
            and [name for name in rest if name in features] == list(features)
        )
        if is_plain:
            others = tuple(name for name in rest if name not in features)
            shape.plans[(label, item is None, *map(type, rest.values()))] = layer, others
        quote = None if shape.quote is None else _quote(before[shape.quote])
        return begin, end, label, item, layer, features, quote


def _quote(told: object) -> str | None:
    # An empty one says nothing.
    return told if isinstance(told, str) and told else None


def quote_to_prove(told: str, found: str) -> str:
    """Return the quote of a span: what the file says, where the text says something else.

    An import then looks for it, and refuses the file if it is nowhere. Other white space counts
    for nothing: some tools write quotes on one line.
    """
    return found if told.split() == found.split() else told


def _taken_apart(told: dict[str, Any]) -> tuple[int, int, str, str | None, dict[str, Any]]:
    """Return begin, end, label, id and features of a span; what is derived is left out."""
    begin, end = _checked(_first(told, _BEGIN), _first(told, _END))
    label = _first(told, _LAYER)
    item = told.pop("id", None)
    attributes = told.get("attributes")
    features = {k: v for k, v in told.items() if k not in _DERIVED_KEYS and v is not None}
    if isinstance(attributes, dict):
        more = cast(dict[str, Any], attributes)
        features.update({k: v for k, v in more.items() if v is not None})
    label = _label(label)
    return begin, end, label, None if item is None else str(item), features


def _checked(begin: Any, end: Any) -> tuple[int, int]:
    if type(begin) is not int or type(end) is not int:
        raise TypeError("begin and end are whole numbers")
    return begin, end


def _label(label: Any) -> str:
    if type(label) not in (str, int) or label == "":
        raise ValueError("a span has no label")
    return str(label)


def _first(rest: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        if key in rest:
            return rest.pop(key)
    raise ValueError(f"a span has no {keys[0]}")
