"""Reads a table of values by unit and annotator, or of stretches that annotators cut out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.analysis.agreement.spans import Piece
from annotator.model.errors import FormatError
from annotator.operations.agreement.table_rows import (
    ANNOTATOR,
    BEGIN,
    DOCUMENT,
    END,
    LENGTH,
    UNIT,
    VALUE,
    Fault,
    table_rows,
)

MISSING = ("", "na", "n/a", "nan", "null", ".", "*")
"""What stands for a missing value, in any case."""
_SEVERAL = "|"
_TOLD = 50
_SHOWN = 40
_DIGITS = 18
_LARGEST = 1e100


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
    """Read a table (see `table_rows`); FormatError names each line that is wrong.

    `scale` are all values in their order. `begin` is where texts begin, `length` how long they
    are, in characters, where the table does not say so.
    """
    found = table_rows(path)
    reader = _Reading(found.columns, scale, begin, length)
    reader.faults += found.faults
    for line, cells in found.rows:
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


class _Reading:
    """Takes rows in and keeps what is wrong with them."""

    def __init__(
        self, columns: Mapping[str, int], scale: Sequence[str], begin: int, length: int | None
    ) -> None:
        self.faults: list[Fault] = []
        self._columns, self._begin, self._length = columns, begin, length
        self._is_spans = BEGIN in columns
        self._raw: dict[str, dict[str, tuple[int, str]]] = {}
        self._texts: dict[str, CutText] = {}
        self._ends: list[tuple[int, str, int]] = []
        self._given: dict[str, tuple[int, int]] = {}
        self._annotators: dict[str, None] = {}
        self._scale = tuple(scale)

    def take(self, line: int, cells: Sequence[str]) -> None:
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
        numbers = _whole(begin), _whole(end)
        if numbers[0] is None or numbers[1] is None:
            wrong = begin if numbers[0] is None else end
            self._fault(line, "agreement_row.no_number", value=_shown(wrong))
            return
        first, last = numbers[0] - self._begin, numbers[1] - self._begin
        if first > last or first < 0:
            self._fault(line, "agreement_row.backwards", begin=begin, end=end, least=self._begin)
            return
        row.append(Piece(((first, last),), self._cell(cells, VALUE)))
        self._ends.append((line, key, last))

    def _take_length(self, line: int, cell: str, key: str) -> bool:
        if not cell:
            return True
        length = _whole(cell)
        if length is None or length < 0:
            self._fault(line, "agreement_row.no_number", value=_shown(cell))
            return False
        known = self._given.setdefault(key, (line, length))
        if known[1] != length:
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
        given = [v for row in values.values() for v in row.values()]
        convert = _converter([*given, *self._scale])
        if not any(len(text.rows) > 1 for text in self._texts.values()) and len(annotators) > 1:
            self._texts = self._as_one()
        return Table(
            values={u: {w: convert(v) for w, v in row.items()} for u, row in values.items()},
            texts=self._texts,
            annotators=annotators,
            scale=tuple(convert(value) for value in self._scale),
        )

    def _as_one(self) -> dict[str, CutText]:
        """Return one text: what names each row by itself, names no texts."""
        if DOCUMENT in self._columns or not self._texts:
            return self._texts
        whole = CutText(length=max(text.length for text in self._texts.values()))
        for text in self._texts.values():
            for who, pieces in text.rows.items():
                whole.rows.setdefault(who, []).extend(pieces)
        return {"": whole}


def _whole(cell: str) -> int | None:
    """Return a whole number, also one that a program wrote as 12.0; None if it is no place."""
    whole, point, rest = cell.removeprefix("-").replace(",", ".").partition(".")
    if not whole.isdecimal() or len(whole) > _DIGITS or (point and (not rest or rest.strip("0"))):
        return None
    return -int(whole) if cell.startswith("-") else int(whole)


def _shown(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


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
    # Names such as 1_0 are no numbers, and what is larger has no square.
    try:
        return "_" not in cell and abs(_number(cell)) < _LARGEST
    except ValueError:
        return False


def _number(cell: str) -> float | int:
    if len(cell) <= _DIGITS and cell.removeprefix("-").isdecimal():
        return int(cell)
    number = float(cell.replace(",", "."))
    return int(number) if number.is_integer() else number
