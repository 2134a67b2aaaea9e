"""Rows of a table with the columns they have: named or not, long or one column for each annotator.

A table has a line of names, in any order and case, and tabs, semicolons or commas between cells.
Without a line of names the columns are, by their number: unit, annotator, value; annotator, begin,
end, value; document, annotator, begin, end, value. Where there is a unit but neither annotator nor
value, every other column is an annotator.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from annotator.model.errors import FormatError
from annotator.text.decoding import DecodingError, decode

UNIT, ANNOTATOR, VALUE, BEGIN, END, LENGTH, DOCUMENT = (
    "unit",
    "annotator",
    "value",
    "begin",
    "end",
    "length",
    "document",
)
HEADERS: Mapping[str, tuple[str, ...]] = {
    UNIT: ("unit", "item", "subject", "case", "id", "единица", "случай"),
    ANNOTATOR: ("annotator", "rater", "observer", "judge", "coder", "who", "анотатор", "кой"),
    VALUE: ("value", "tag", "label", "category", "code", "rating", "стойност", "етикет"),
    BEGIN: ("begin", "start", "from", "начало", "от"),
    END: ("end", "stop", "to", "край", "до"),
    LENGTH: ("length", "дължина"),
    DOCUMENT: ("document", "doc", "text", "continuum", "документ", "текст"),
}
"""The names that a column may have, in any case and order."""
_FORMS = (
    (UNIT, ANNOTATOR, VALUE),
    (ANNOTATOR, BEGIN, END, VALUE),
    (DOCUMENT, ANNOTATOR, BEGIN, END, VALUE),
)
_DELIMITERS = "\t;,"
Row = tuple[int, list[str]]
"""The number of a line in its file, from 1, and its cells."""


def table_rows(path: Path) -> tuple[dict[str, int], list[Row]]:
    """Return the number of each column, and all rows; FormatError if there are none to use."""
    rows = _rows(path)
    if not rows:
        raise FormatError("agreement_table_empty", file=path.name)
    names = rows[0][1]
    found = _named(names)
    if not found:
        found = _by_number(names)
        if found:
            return found, rows
    if _is_wide(found, names):
        return _unrolled(found, names, rows[1:])
    return _checked(path, names, found), rows[1:]


def _rows(path: Path) -> list[Row]:
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        reason = error.strerror or str(error)
        raise FormatError("agreement_table_unreadable", file=path.name, reason=reason) from error
    except DecodingError as error:
        if error.reason == "empty":
            return []
        raise FormatError(
            "agreement_table_unreadable", file=path.name, reason=str(error)
        ) from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    found: list[Row] = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                found.append((reader.line_num, stripped))
    except csv.Error as error:
        raise FormatError(
            "agreement_table_unreadable", file=path.name, line=reader.line_num, reason=str(error)
        ) from error
    return found


def _named(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        for column, known in HEADERS.items():
            if name.casefold() in known and column not in found:
                found[column] = number
                break
    return found


def _by_number(cells: Sequence[str]) -> dict[str, int]:
    """Return the columns of a table without names, none if its first row fits no form."""
    for columns in _FORMS:
        numbers = [cells[n] for n, c in enumerate(columns) if c in (BEGIN, END) and n < len(cells)]
        if len(cells) == len(columns) and all(cell.isdecimal() for cell in numbers):
            return {column: number for number, column in enumerate(columns)}
    return {}


def _is_wide(found: Mapping[str, int], names: Sequence[str]) -> bool:
    """Say whether the columns beside the unit are annotators."""
    known = {ANNOTATOR, VALUE, BEGIN, END}
    return UNIT in found and not known & found.keys() and len(names) - len(found) > 1


def _unrolled(
    found: Mapping[str, int], names: Sequence[str], rows: Sequence[Row]
) -> tuple[dict[str, int], list[Row]]:
    """Return a wide table as rows of one annotator each."""
    people = [n for n, name in enumerate(names) if n not in found.values() and name]
    unit, document = found[UNIT], found.get(DOCUMENT)
    long: list[Row] = []
    for line, cells in rows:
        for number in people:
            text = "" if document is None else "".join(cells[document : document + 1])
            # A row that is too short is told by who takes it in.
            given = [*cells[unit : unit + 1], names[number], *cells[number : number + 1], text]
            long.append((line, given))
    return {UNIT: 0, ANNOTATOR: 1, VALUE: 2, DOCUMENT: 3}, long


def _checked(path: Path, names: Sequence[str], found: dict[str, int]) -> dict[str, int]:
    """Return where each column stands; FormatError if one that is needed is missing."""
    needed = [ANNOTATOR, *([BEGIN, END] if BEGIN in found or END in found else [UNIT, VALUE])]
    missing = [column for column in needed if column not in found]
    if missing:
        raise FormatError(
            "agreement_table_columns",
            file=path.name,
            missing=", ".join(missing),
            found=", ".join(name for name in names if name),
        )
    return found
