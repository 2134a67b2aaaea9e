"""Values of features: what a type admits, and how typed text becomes a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, cast
from urllib.parse import urlsplit

from annotator.model.scheme import Feature, Scheme

_LARGEST = 2**63
_EDTF_DAY = r"(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?[?~%]?"
_EDTF = (
    rf"(?:{_EDTF_DAY}(?:T[\d:.]+(?:Z|[+-]\d{{2}}(?::?\d{{2}})?)?)?"
    rf"|(?:{_EDTF_DAY}|\.\.)?/(?:{_EDTF_DAY}|\.\.)?|-?Y\d{{5,}}|\d{{4}}-2[1-4])"
)


@dataclass(frozen=True, slots=True)
class FeaturePlan:
    """A feature made ready for checking values; `tags` is None where any value will do."""

    feature: Feature
    tags: frozenset[str] | None
    groups: frozenset[str]
    is_list: bool
    is_entity: bool

    def wrong(self, value: Any) -> str | None:
        """Return the code of what is wrong with a value, or None."""
        if self.is_list:
            if not isinstance(value, (list, tuple)):
                return "bad_value"
            items = cast(list[Any], value)
            if not all(isinstance(item, str) for item in items):
                return "bad_value"
            return next((w for w in map(self._wrong_tag, items) if w), None)
        kind = self.feature.type
        if kind in ("tag", "entity", "text"):
            return self._wrong_tag(value) if isinstance(value, str) else "bad_value"
        if kind in ("integer", "number"):
            return self._wrong_number(value, kind)
        if kind == "boolean":
            return None if isinstance(value, bool) else "bad_value"
        if not isinstance(value, str):
            return "bad_value"
        return None if (is_date(value) if kind == "date" else is_url(value)) else "bad_value"

    def _wrong_tag(self, value: str) -> str | None:
        if self.tags is None or value in self.tags:
            return None
        return "group_tag" if value in self.groups else "unknown_tag"

    def _wrong_number(self, value: Any, kind: str) -> str | None:
        is_fit = isinstance(value, int) or (kind == "number" and isinstance(value, float))
        if not is_fit or isinstance(value, bool):
            return "bad_value"
        if not _is_storable(value):
            return "bad_value"
        low, high = self.feature.minimum, self.feature.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            return "out_of_bounds"
        return None


def _is_storable(value: float) -> bool:
    """Say whether a number is one that JSON and SQLite hold: finite, whole ones of 64 bits."""
    return -_LARGEST <= value < _LARGEST if isinstance(value, int) else isfinite(value)


def plan_features(scheme: Scheme, features: Iterable[Feature]) -> dict[str, FeaturePlan]:
    """Make the features of a layer or relation type ready for checking."""
    plans: dict[str, FeaturePlan] = {}
    for feature in features:
        tags = groups = None
        if feature.type in ("tag", "tags") and not scheme.is_open(feature):
            known = scheme.tags_of(feature)
            tags = frozenset(t.id for t in known if not t.group)
            groups = frozenset(t.id for t in known if t.group)
        plans[feature.id] = FeaturePlan(
            feature,
            tags,
            groups or frozenset[str](),
            feature.type in ("tags", "entities"),
            feature.type in ("entity", "entities"),
        )
    return plans


def is_date(value: str) -> bool:
    """Say whether a text is a date, uncertain date or interval (EDTF levels 0 and 1)."""
    return re.fullmatch(_EDTF, value) is not None


def is_url(value: str) -> bool:
    """Say whether a text is an absolute address."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path))


def value_of(feature: Feature, typed: str) -> Any:
    """Return the value that typed text means for a feature; ValueError if it means none."""
    text = typed.strip()
    if feature.type in ("integer", "number"):
        number = int(text) if feature.type == "integer" else float(text.replace(",", "."))
        if not _is_storable(number):
            raise ValueError(typed)
        return number
    if feature.type == "boolean":
        lowered = text.casefold()
        if lowered in ("yes", "true", "1", "да"):
            return True
        if lowered in ("no", "false", "0", "не"):
            return False
        raise ValueError(typed)
    if feature.type in ("tags", "entities"):
        return [item.strip() for item in text.split(",") if item.strip()]
    return text


def as_typed(value: object) -> str:
    """Return a value as it is typed: a whole number without a point, whatever holds it."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST
    return f"{value:.0f}" if is_whole else str(value)


def defaults_of(features: Iterable[Feature]) -> Mapping[str, Any]:
    """Return the values that a new annotation or relation starts with."""
    return {f.id: f.default for f in features if f.default is not None}
