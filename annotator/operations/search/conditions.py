"""Compares features of annotations and metadata of documents with what a query asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from annotator.model.corpus import LANGUAGE
from annotator.model.query import CONTAINS, DIFFERS, EQUALS, Condition, Fact
from annotator.model.values import is_date as is_a_date
from annotator.text.comparing import key


def fulfils(features: Mapping[str, Any], condition: Condition) -> bool:
    """Say whether the features of an annotation fulfil a condition on one of them."""
    value = features.get(condition.feature)
    if not condition.values:
        return (value in (None, "", [], ())) is not (condition.operator == DIFFERS)
    items = _listed(value)
    if condition.operator == EQUALS:
        return any(_same(item, wanted) for item in items for wanted in condition.values)
    if condition.operator == DIFFERS:
        return not any(_same(item, wanted) for item in items for wanted in condition.values)
    return any(fits(item, condition.operator, condition.values[0]) for item in items)


def _same(item: Any, wanted: Any) -> bool:
    if isinstance(item, bool) or isinstance(wanted, bool):
        return item is wanted
    return item == wanted or (isinstance(item, str) and key(item) == key(str(wanted)))


def fits_metadata(metadata: Mapping[str, Any], fact: Fact, *, is_date: bool) -> bool:
    """Say whether a fact holds of metadata; dates and languages are compared as far as given."""
    value = metadata.get(fact.key)
    if value is None:
        return fact.operator == DIFFERS
    items = _listed(value)
    wanted = fact.values[0]
    is_date = is_date or (is_a_date(str(wanted)) and all(map(_is_written_date, items)))
    if is_date or fact.key == LANGUAGE:
        wanted = str(wanted)
        items = [str(item)[: len(wanted)] for item in items]
        operator = EQUALS if fact.operator == CONTAINS else fact.operator
        return _any_fits(items, operator, wanted)
    return _any_fits(items, fact.operator, wanted)


def _any_fits(items: Iterable[Any], operator: str, wanted: Any) -> bool:
    if operator == DIFFERS:
        return not any(fits(item, EQUALS, wanted) for item in items)
    return any(fits(item, operator, wanted) for item in items)


def fits(value: Any, operator: str, wanted: Any) -> bool:
    """Say whether a value stands to another as an operator says: as numbers, else as words."""
    if value is None:
        return False
    if operator == CONTAINS:
        return key(str(wanted)) in key(str(value))
    try:
        one, other = float(value), float(wanted)
    except (TypeError, ValueError):
        one, other = key(str(value)), key(str(wanted))
    return _COMPARE[operator](one, other)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


def _is_written_date(value: Any) -> bool:
    return isinstance(value, str) and is_a_date(value)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)  # pyright: ignore[reportUnknownVariableType]
