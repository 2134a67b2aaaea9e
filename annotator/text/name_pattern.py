"""What the name of a file says, by a pattern in which keys in braces stand for its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_KEY = re.compile(r"\{([^{}]*)\}")
_DATE = r"\d{4}(?:[-._]?\d{2}(?:[-._]?\d{2})?)?"
_PARTED = re.compile(r"(\d{4})[-._]?(\d{2})?[-._]?(\d{2})?")


class NamePattern:
    """A pattern such as `{published}_{outlet}_{title}`.

    A key takes as little as will do, the last one the rest; `{}` stands for what is passed over;
    everything else stands for itself, whatever its case.
    """

    def __init__(self, pattern: str, *, dates: Collection[str] = ()) -> None:
        """Take a pattern; keys in `dates` take only a year, a month or a day.

        ValueError names a key that stands twice, or the pattern if a brace is left open.
        """
        self.keys: list[str] = []
        self._dates = frozenset(dates)
        expression, end = "", 0
        for found in _KEY.finditer(pattern):
            expression += self._literal(pattern[end : found.start()])
            expression += self._part(found[1].strip())
            end = found.end()
        expression += self._literal(pattern[end:])
        self._expression = re.compile(expression, re.IGNORECASE | re.DOTALL)

    def _literal(self, text: str) -> str:
        if "{" in text or "}" in text:
            raise ValueError(text)
        return re.escape(text)

    def _part(self, key: str) -> str:
        if not key:
            return ".*?"
        if key in self.keys:
            raise ValueError(key)
        self.keys.append(key)
        return f"(?P<k{len(self.keys) - 1}>{_DATE if key in self._dates else '.+?'})"

    def read(self, name: str) -> Mapping[str, str] | None:
        """Return the values by key, dates as YYYY-MM-DD; None if the name is not of this kind."""
        found = self._expression.fullmatch(name)
        if found is None:
            return None
        values: dict[str, str] = {}
        for number, key in enumerate(self.keys):
            told = found[f"k{number}"].strip()
            value = _iso(told) if key in self._dates else told
            if value is None:
                return None
            if value:
                values[key] = value
        return values


def _iso(told: str) -> str | None:
    parts = [part for part in _PARTED.fullmatch(told).groups() if part]  # pyright: ignore[reportOptionalMemberAccess]
    is_month = len(parts) < 2 or 1 <= int(parts[1]) <= 12
    is_day = len(parts) < 3 or 1 <= int(parts[2]) <= 31
    return "-".join(parts) if is_month and is_day else None
