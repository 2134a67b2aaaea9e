"""Reads a table of values by unit and annotator, or of stretches that annotators cut out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from annotator.analysis.agreement.spans import Piece
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
MISSING = ("", "na", "n/a", "nan", "null", ".", "*")
"""What stands for a missing value, in any case."""
_DELIMITERS = "\t;,"
_SEVERAL = "|"
_TOLD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a line of a table: a code of a sentence, and what fills it."""

    line: int
    code: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(slots=True)
class CutText:
    """What annotators cut out of one text."""

    length: int = 0
    rows: dict[str, list[Piece]] = field(default_factory=dict[str, list[Piece]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Values by unit and annotator, or, where there are begins and ends, texts with units."""

    values: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, CutText]
    annotators: tuple[str, ...]
    scale: tuple[Any, ...] = ()

    @property
    def has_texts(self) -> bool:
        """Say whether the rows are stretches of texts."""
        return bool(self.texts)


def read_table(
    path: Path, *, scale: Sequence[str] = (), begin: int = 0, length: int | None = None
) -> Table:
    """Read a table with a line of column names; FormatError names each line that is wrong.

    `scale` are all values in their order. `begin` is where texts begin, `length` how long they
    are, in characters, where the table does not say so.
    """
    rows = _rows(path)
    if not rows:
        raise FormatError("agreement_table_empty", file=path.name)
    columns = _columns(path, rows[0][1])
    reader = _Reading(columns, scale, begin, length)
    for line, cells in rows[1:]:
        reader.take(line, cells)
    reader.check_lengths()
    if reader.faults:
        faults = sorted(reader.faults, key=lambda fault: fault.line)
        first = faults[0]
        raise FormatError(
            "agreement_table_faults",
            file=path.name,
            line=first.line,
            count=len(faults),
            reason=first.code,
            faults=faults[:_TOLD],
            **first.data,
        )
    return reader.table()


def _rows(path: Path) -> list[tuple[int, list[str]]]:
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
    found: list[tuple[int, list[str]]] = []
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


def _columns(path: Path, names: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; FormatError if one that is needed is missing."""
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        for column, known in HEADERS.items():
            if name.casefold() in known and column not in found:
                found[column] = number
                break
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


class _Reading:
    """Takes rows in and keeps what is wrong with them."""

    def __init__(
        self, columns: Mapping[str, int], scale: Sequence[str], begin: int, length: int | None
    ) -> None:
        self.faults: list[Fault] = []
        self._columns, self._begin, self._length = columns, begin, length
        self._is_spans = BEGIN in columns
        self._width = max(columns.values())
        self._raw: dict[str, dict[str, tuple[int, str]]] = {}
        self._texts: dict[str, CutText] = {}
        self._ends: list[tuple[int, str, int]] = []
        self._given: dict[str, tuple[int, int]] = {}
        self._annotators: dict[str, None] = {}
        self._scale = tuple(scale)

    def take(self, line: int, cells: Sequence[str]) -> None:
        if len(cells) <= self._width:
            self._fault(line, "agreement_row.short", columns=self._width + 1, found=len(cells))
            return
        annotator = self._cell(cells, ANNOTATOR)
        if not annotator:
            self._fault(line, "agreement_row.nobody")
            return
        self._annotators[annotator] = None
        if self._is_spans:
            self._take_span(line, cells, annotator)
        else:
            self._take_value(line, cells, annotator)

    def _cell(self, cells: Sequence[str], column: str) -> str:
        number = self._columns.get(column)
        return "" if number is None else cells[number]

    def _fault(self, line: int, code: str, **data: Any) -> None:
        self.faults.append(Fault(line=line, code=code, data=data))

    def _take_value(self, line: int, cells: Sequence[str], annotator: str) -> None:
        unit, value = self._cell(cells, UNIT), self._cell(cells, VALUE)
        if self._cell(cells, DOCUMENT):
            unit = f"{self._cell(cells, DOCUMENT)} {unit}"
        if not self._cell(cells, UNIT):
            self._fault(line, "agreement_row.no_unit")
            return
        row = self._raw.setdefault(unit, {})
        if annotator in row:
            first = row[annotator][0]
            self._fault(line, "agreement_row.twice", who=annotator, unit=unit, first=first)
            return
        row[annotator] = (line, value)
        if self._scale and value.casefold() not in MISSING:
            for single in value.split(_SEVERAL):
                if single.strip() not in self._scale:
                    self._fault(line, "agreement_row.off_scale", value=single.strip())

    def _take_span(self, line: int, cells: Sequence[str], annotator: str) -> None:
        key = self._cell(cells, DOCUMENT) or self._cell(cells, UNIT)
        text = self._texts.setdefault(key, CutText())
        if not self._take_length(line, self._cell(cells, LENGTH), key):
            return
        row = text.rows.setdefault(annotator, [])
        begin, end = self._cell(cells, BEGIN), self._cell(cells, END)
        if not begin and not end:
            # Who looked and found nothing.
            return
        try:
            first, last = int(begin) - self._begin, int(end) - self._begin
        except ValueError:
            self._fault(
                line, "agreement_row.no_number", value=begin if not _is_whole(begin) else end
            )
            return
        if first > last or first < 0:
            self._fault(line, "agreement_row.backwards", begin=begin, end=end, least=self._begin)
            return
        row.append(Piece(((first, last),), self._cell(cells, VALUE)))
        self._ends.append((line, key, last))

    def _take_length(self, line: int, cell: str, key: str) -> bool:
        if not cell:
            return True
        if not _is_whole(cell) or int(cell) < 0:
            self._fault(line, "agreement_row.no_number", value=cell)
            return False
        known = self._given.setdefault(key, (line, int(cell)))
        if known[1] != int(cell):
            self._fault(line, "agreement_row.length", found=cell, other=known[1], first=known[0])
            return False
        return True

    def check_lengths(self) -> None:
        for line, key, end in self._ends:
            length = self._given.get(key, (0, self._length))[1]
            if length is not None and end > length:
                self._fault(line, "agreement_row.outside", end=end + self._begin, length=length)

    def table(self) -> Table:
        annotators = tuple(sorted(self._annotators))
        for key, text in self._texts.items():
            text.length = self._given.get(key, (0, self._length or 0))[1]
        values = {unit: {w: v for w, (_, v) in row.items()} for unit, row in self._raw.items()}
        convert = _converter([v for row in values.values() for v in row.values()])
        return Table(
            values={u: {w: convert(v) for w, v in row.items()} for u, row in values.items()},
            texts=self._texts,
            annotators=annotators,
            scale=tuple(convert(value) for value in self._scale),
        )


def _is_whole(cell: str) -> bool:
    return cell.removeprefix("-").isdecimal()


def _converter(cells: Iterable[str]) -> Any:
    """Return what makes values of cells: sets where any has several, numbers where all are."""
    known = [cell for cell in cells if cell.casefold() not in MISSING]
    if any(_SEVERAL in cell for cell in known):

        def one(cell: str) -> Any:
            parts = frozenset(part.strip() for part in cell.split(_SEVERAL) if part.strip())
            return None if cell.casefold() in MISSING else parts
    elif known and all(map(_is_number, known)):

        def one(cell: str) -> Any:
            return None if cell.casefold() in MISSING else _number(cell)
    else:

        def one(cell: str) -> Any:
            return None if cell.casefold() in MISSING else cell

    return one


def _is_number(cell: str) -> bool:
    try:
        return abs(_number(cell)) < float("inf")
    except ValueError:
        return False


def _number(cell: str) -> float | int:
    number = float(cell.replace(",", "."))
    return int(number) if number.is_integer() else number
