"""How one noun is kept in a table: its columns, its checksum, both directions."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import orjson

from annotator.model.data import data_of, plain

Row = tuple[Any, ...]


class Batch(NamedTuple):
    """Rows with number and checksum, without the columns at places `empty`, where they have None.

    Places count from the number of the row, which is 0.
    """

    empty: tuple[int, ...]
    rows: Sequence[Row]


class Ids(Protocol):
    """Turns ids that people see into row numbers and back."""

    def number_of(self, table: str, key: str) -> int:
        """Return the row number of an id; KeyError if there is none."""
        ...

    def key_of(self, table: str, number: int) -> str:
        """Return the id of a row number; KeyError if there is none."""
        ...


def dumps(value: Any) -> str:
    """Return plain data as JSON text."""
    return orjson.dumps(value).decode()


def optional(value: Any) -> str | None:
    """Return plain data as JSON text, and nothing for None and empty data."""
    return orjson.dumps(plain(value)).decode() if value else None


def loads(text: str | None) -> Any:
    """Return the data of JSON text, None for None."""
    return None if text is None else orjson.loads(text)


def checksum_of(row: Row) -> int:
    """Return the CRC-32 of a row's values, its own checksum and number left out."""
    if row and isinstance(row[-1], bytes):
        return zlib.crc32(row[-1], zlib.crc32(orjson.dumps(row[:-1])))
    return zlib.crc32(orjson.dumps(row))


@dataclass(frozen=True, slots=True)
class Table:
    """How one noun is kept: its columns (without `id` and `checksum`) and both directions."""

    name: str
    noun: type
    columns: tuple[str, ...]
    to_row: Callable[[Any, Ids], Row]
    of_row: Callable[[Row, Ids], Any]
    document: int | None = None
    key: int | None = 0

    @property
    def insert(self) -> str:
        """The statement that inserts a whole row, number first, checksum last."""
        names = ", ".join(("id", *self.columns, "checksum"))
        marks = ", ".join("?" * (len(self.columns) + 2))
        return f"INSERT INTO {self.name} ({names}) VALUES ({marks})"

    @property
    def select(self) -> str:
        """The statement that reads rows, number first, without the checksum."""
        return f"SELECT id, {', '.join(self.columns)} FROM {self.name}"


def bodied(noun: Any, *without: str) -> str:
    """Return a noun as JSON text without its id and the fields that have columns."""
    data = data_of(noun)
    for name in ("id", *without):
        data.pop(name, None)
    return dumps(data)
