"""Rows of a table with the columns they have: named or not, long or one column for each annotator.

A table has a line of names, in any order and case, and tabs, semicolons or commas between cells.
Without a line of names the columns are, by their number: unit, annotator, value; annotator, begin,
end, value; document, annotator, begin, end, value. Where there is a unit but neither annotator nor
value, every other column is an annotator. A first line `sep=;` says what stands between cells.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

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
_MAY_QUOTE = ("text", "текст")
_FORMS = (
    (UNIT, ANNOTATOR, VALUE),
    (ANNOTATOR, BEGIN, END, VALUE),
    (DOCUMENT, ANNOTATOR, BEGIN, END, VALUE),
)
_DELIMITERS = "\t;,"
_SAYS_DELIMITER = "sep="
Row = tuple[int, list[str]]
"""The number of the line in its file that a row begins on, from 1, and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a line of a table: a code of a sentence, and what fills it."""

    line: int
    code: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where each column stands, the rows that have the cells needed, and what is wrong."""

    columns: Mapping[str, int]
    rows: Sequence[Row]
    faults: Sequence[Fault]


def table_rows(path: Path) -> Rows:
    """Return columns and rows of a table; FormatError if there are none to use."""
    lines = _lines(path)
    if not lines:
        raise FormatError("agreement_table_empty", file=path.name, line=1)
    (first, names), rows = lines[0], lines[1:]
    found = _named(path, first, names)
    if not found:
        found = _by_number(names)
        rows = lines if found else rows
    is_wide = _is_wide(found, names)
    if not is_wide:
        _refuse_missing(path, first, names, found)
    needed = len(names) if is_wide else max(found.values()) + 1
    fitting, faults = _measured(rows, needed, len(names))
    if is_wide:
        return _unrolled(found, names, fitting, faults)
    return Rows(columns=_without_quotes(found, names, fitting), rows=fitting, faults=faults)


def _lines(path: Path) -> list[Row]:
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
    return _cells(path, text)


def _cells(path: Path, text: str) -> list[Row]:
    """Return the cells of each line that has any; a quotation that never ends is told."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    said = first.strip()
    has_said = said.casefold().startswith(_SAYS_DELIMITER) and len(said) == len(_SAYS_DELIMITER) + 1
    delimiter = (
        said[-1]
        if has_said
        else max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    )
    source = StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True, strict=True)
    found: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                found.append((begun, stripped))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(
            "agreement_table_unreadable", file=path.name, line=begun, reason=str(error)
        ) from error
    return found[1:] if has_said else found


def _named(path: Path, line: int, names: Sequence[str]) -> dict[str, int]:
    """Return where each column stands: by its own name first, else by the first other name."""
    known = [name.casefold() for name in names]
    for column in HEADERS:
        if known.count(column) > 1:
            raise FormatError("agreement_table_twice", file=path.name, line=line, column=column)
    found: dict[str, int] = {}
    for column, allowed in HEADERS.items():
        likely = [n for n, name in enumerate(known) if name in allowed]
        if likely:
            found[column] = known.index(column) if column in known else likely[0]
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


def _measured(rows: Sequence[Row], needed: int, most: int) -> tuple[list[Row], list[Fault]]:
    """Return the rows that have the cells needed and nothing beyond the last column, and others.

    What is beyond it would be left out unseen: it mostly is a comma that nobody quoted.
    """
    fitting: list[Row] = []
    faults: list[Fault] = []
    for line, cells in rows:
        if len(cells) < needed:
            data = {"columns": needed, "found": len(cells)}
            faults.append(Fault(line=line, code="agreement_row.short", data=data))
        elif any(cells[most:]):
            data = {"columns": most, "found": len(cells)}
            faults.append(Fault(line=line, code="agreement_row.long", data=data))
        else:
            fitting.append((line, cells))
    return fitting, faults


def _unrolled(
    found: Mapping[str, int], names: Sequence[str], rows: Sequence[Row], faults: Sequence[Fault]
) -> Rows:
    """Return a wide table as rows of one annotator each."""
    people = [n for n, name in enumerate(names) if n not in found.values() and name]
    unit, document = found[UNIT], found.get(DOCUMENT)
    long: list[Row] = []
    for line, cells in rows:
        text = "" if document is None else cells[document]
        long += ((line, [cells[unit], names[number], cells[number], text]) for number in people)
    columns = {UNIT: 0, ANNOTATOR: 1, VALUE: 2, DOCUMENT: 3}
    return Rows(columns=columns, rows=long, faults=faults)


def _without_quotes(
    found: dict[str, int], names: Sequence[str], rows: Sequence[Row]
) -> dict[str, int]:
    """Leave out a column of documents that holds what stands between begin and end: quotes."""
    column = found.get(DOCUMENT)
    if column is None or BEGIN not in found or names[column].casefold() not in _MAY_QUOTE:
        return found
    stretches = [(c[column], c[found[BEGIN]], c[found[END]]) for _, c in rows if c[found[BEGIN]]]
    are_whole = all(begin.isdecimal() and end.isdecimal() for _, begin, end in stretches)
    # A cell has lost the spaces at its ends, so a quote may be shorter than its stretch.
    left = [int(end) - int(begin) - len(text) for text, begin, end in stretches if are_whole]
    is_quoted = bool(left) and min(left) >= 0 and left.count(0) * 2 > len(left)
    return {k: n for k, n in found.items() if k != DOCUMENT} if is_quoted else found


def _refuse_missing(path: Path, line: int, names: Sequence[str], found: Mapping[str, int]) -> None:
    needed = [ANNOTATOR, *([BEGIN, END] if BEGIN in found or END in found else [UNIT, VALUE])]
    missing = [column for column in needed if column not in found]
    if missing:
        raise FormatError(
            "agreement_table_columns",
            file=path.name,
            line=line,
            missing=", ".join(missing),
            found=", ".join(name for name in names if name),
        )
