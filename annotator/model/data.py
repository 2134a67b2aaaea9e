"""Nouns as plain data (for JSON and rows) and back, losslessly: unknown fields go to `extra`."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from annotator.model.span import Span

T = TypeVar("T")

RENAMED = {
    "from_ends": "from",
    "to_ends": "to",
    "from_document": "from",
    "to_document": "to",
    "built_in_entities": "built_in_entities",
}
"""Fields whose key in data is another word, because Python reserves it or it would clash."""


def data_of(noun: Any) -> dict[str, Any]:
    """Return a frozen noun as a dict of plain data.

    Fields at a None or empty-mapping default are left out, so that equal nouns give equal data;
    one without a default always stands there, or the noun could not be made again.
    """
    out: dict[str, Any] = {}
    for name, key, default, is_extra in _plan(cast(type[Any], type(noun))):
        value: Any = getattr(noun, name)
        if is_extra:
            out.update(value)
        elif (value is None and default is not MISSING) or (value == {} and default == {}):
            continue
        else:
            out[key] = plain(value)
    return out


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: tuples as lists, nouns as dicts."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in cast(tuple[Any, ...], value)]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in cast(Mapping[str, Any], value).items()}
    return data_of(value)


def strings_in(value: Any) -> Iterator[str]:
    """Yield all strings in plain data, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from strings_in(list(cast(Mapping[str, Any], value).values()))
    elif isinstance(value, list | tuple):
        for part in cast(list[Any], value):
            yield from strings_in(part)


def noun_of(cls: type[T], data: Mapping[str, Any]) -> T:
    """Make a noun of `data`.

    ValueError names the field that is missing or of another type; nothing is guessed.
    """
    if not isinstance(data, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ValueError(f"{cls.__name__}: an object is needed, not {type(data).__name__}")
    arguments: dict[str, Any] = {}
    known: set[str] = set()
    for name, key, convert, is_required in _readers(cls):
        known.add(key)
        if key in data:
            try:
                arguments[name] = convert(data[key])
            except (TypeError, ValueError, KeyError, AttributeError) as error:
                raise ValueError(f"{cls.__name__}.{key}: {error}") from error
        elif is_required:
            raise ValueError(f"{cls.__name__}: {key} is missing")
    rest = {k: v for k, v in data.items() if k not in known}
    if rest:
        if not _has_extra(cls):
            raise ValueError(f"{cls.__name__}: {next(iter(rest))} is not known")
        arguments["extra"] = rest
    return cls(**arguments)


@cache
def _has_extra(cls: type) -> bool:
    return any(f.name == "extra" for f in fields(cls))


@cache
def _plan(cls: type) -> tuple[tuple[str, str, Any, bool], ...]:
    return tuple(
        (f.name, RENAMED.get(f.name, f.name), _default(f), f.name == "extra") for f in fields(cls)
    )


@cache
def _readers(cls: type) -> tuple[tuple[str, str, Callable[[Any], Any], bool], ...]:
    hints = typing.get_type_hints(cls)
    return tuple(
        (
            f.name,
            RENAMED.get(f.name, f.name),
            _converter(hints[f.name]),
            _default(f) is MISSING,
        )
        for f in fields(cls)
        if f.name != "extra"
    )


def _default(f: Field[Any]) -> Any:
    if f.default_factory is not MISSING:
        return f.default_factory()
    return f.default


def _converter(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [_converter(a) for a in arguments if a is not type(None)]
        convert = inner[0] if len(inner) == 1 else _as_is
        return lambda value: None if value is None else convert(value)
    if origin is tuple:
        convert = _converter(arguments[0])
        return lambda value: tuple(convert(item) for item in _listed(value))
    if hint is Span:
        return _span
    if is_dataclass(hint):
        return lambda value: noun_of(cast(type[Any], hint), value)
    if origin is not None and issubclass(origin, Mapping):
        convert = _converter(arguments[1]) if arguments else _as_is
        return lambda value: {str(k): convert(v) for k, v in _mapped(value).items()}
    if hint in (str, int, bool, float):
        return _checked(hint)
    return _as_is


def _as_is(value: Any) -> Any:
    return value


def _span(value: Any) -> Span:
    begin, end = _listed(value)
    if type(begin) is not int or type(end) is not int:
        raise TypeError("begin and end are whole numbers")
    return Span(begin, end)


def _listed(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"a list is needed, not {type(value).__name__}")
    return cast(Any, value)


def _mapped(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"an object is needed, not {type(value).__name__}")
    return cast(Mapping[str, Any], value)


def _checked(kind: type) -> Callable[[Any], Any]:
    admitted = (int, float) if kind is float else (kind,)

    def convert(value: Any) -> Any:
        if isinstance(value, admitted) and (kind is bool or not isinstance(value, bool)):
            return value
        raise TypeError(f"{kind.__name__} is needed, not {type(value).__name__}")

    return convert
