"""Numbers, sizes and dates as the language of the interface writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QDate, QLocale

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?([?~%]?)")


@cache
def _locale(language: str) -> QLocale:
    return QLocale(QLocale.Language.Bulgarian if language == "bg" else QLocale.Language.English)


def number_in(number: int, language: str) -> str:
    """Return a whole number with its thousands apart."""
    return _locale(language).toString(number)


def size_in(size: int, language: str) -> str:
    """Return a size in bytes, in kB or MB of a thousand."""
    if size < 1000:
        return f"{size} B"
    unit, divided = ("kB", size / 1e3) if size < 1_000_000 else ("MB", size / 1e6)
    return f"{_locale(language).toString(divided, 'f', 1)} {unit}"


def date_in(told: str | None, language: str) -> str:
    """Return a day, month or year of EDTF as people write it; what is none is left as it is."""
    found = _DAY.fullmatch(told or "")
    if found is None:
        return told or ""
    year, month, day, doubt = found.groups()
    date = QDate(int(year), int(month or 1), int(day or 1))
    if not date.isValid():
        return told or ""
    form = "d MMM yyyy" if day else "MMM yyyy" if month else "yyyy"
    return _locale(language).toString(date, form) + doubt


def day_in(told: str, language: str) -> str:
    """Return a day (YYYY-MM-DD) from today's point of view: today, day and month, or the year."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return ""
    today = date.today()
    if day == today:
        return "днес" if language == "bg" else "today"
    form = "d MMM" if day.year == today.year else "yyyy"
    return _locale(language).toString(QDate(day.year, day.month, day.day), form)


def moment_in(made: str, language: str) -> str:
    """Return a time of the history (UTC) as the clock here showed it."""
    here = datetime.fromisoformat(made).astimezone()
    return f"{date_in(here.date().isoformat(), language)}, {here:%H:%M}"
