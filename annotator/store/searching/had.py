"""Gathers which annotations and which metadata the documents have, and keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import orjson

from annotator.store.rows.brought import MOST_QUOTED
from annotator.store.rows.brought import Found as Brought
from annotator.store.searching.kept_kinds import KeptKinds, parts_brought, parts_of_kinds
from annotator.store.searching.kinds import (
    MOST_KINDS,
    Kind,
    gathering,
    kinds_brought,
    kinds_of,
    without_quotes,
)
from annotator.store.searching.memory_file import (
    DamagedError,
    Groups,
    Parts,
    bytes_of,
    bytes_of_numbers,
)
from annotator.text.comparing import key

QUOTES = "has_quotes"
"""What is said of a file with it: whether quotes are in it."""
_NUMBERS, _NAMES, _KEYS, _VALUES = "had.documents", "had.names", "metadata", "metadata.values"
_PARTED = "had.parted"
_SEPARATOR = "\n"
"""Between values as JSON, which have no line feed."""
Value = tuple[str, Sequence[int]]
"""A value as JSON, and the documents that have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered just now; `names` are numbers of documents and keys of names.

    `kinds` are None where there are too many different annotations. `parted` are the documents with
    a word that something parts which nobody sees: known of an import. Quotes that were `brought`
    are only kept for the next sitting.
    """

    kinds: list[Kind] | None
    has_quotes: bool
    brought: Brought | None
    parted: frozenset[int] | None
    numbers: frozenset[int]
    names: list[tuple[int, str]]
    metadata: Mapping[str, Mapping[str, list[int]]]

    @property
    def has_kinds(self) -> bool:
        """Whether there are not too many different annotations."""
        return self.kinds is not None

    @property
    def keeps_quotes(self) -> bool:
        """Whether quotes are among what is kept."""
        is_brought = self.brought is not None and self.brought.quoted is not None
        return self.has_quotes or (is_brought and self.has_kinds)

    def parts_of_kinds(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept of the kinds."""
        if self.brought is not None and self.keeps_quotes:
            yield from parts_brought(self.brought)
        elif self.kinds is not None:
            yield from parts_of_kinds(self.kinds)

    def kinds_on(self, layer: str | None) -> Iterable[Kind] | None:
        """Return those that may be on a layer, all of these; None: they are not known."""
        return self.kinds

    @property
    def keys(self) -> Iterable[str]:
        """The keys of the metadata."""
        return self.metadata

    def values(self, name: str) -> Sequence[Value]:
        """Return the values of a key of the metadata."""
        return list(self.metadata.get(name, {}).items())


class Kept:
    """What was gathered in an earlier sitting, read when it is asked for; DamagedError."""

    def __init__(self, parts: Parts) -> None:
        """Take the file."""
        self._parts = parts
        self.has_quotes = bool(parts.said[QUOTES])
        self._kinds = KeptKinds(parts)
        self._known: dict[str, Sequence[Value]] = {}

    @property
    def has_kinds(self) -> bool:
        """As in `Gathered`."""
        return self._kinds.are_there

    @property
    def keeps_quotes(self) -> bool:
        """As in `Gathered`."""
        return self.has_quotes

    def parts_of_kinds(self) -> Iterator[tuple[str, bytes]]:
        """As in `Gathered`."""
        if self.has_kinds:
            yield from parts_of_kinds(self._kinds.on(None))

    def kinds_on(self, layer: str | None) -> Iterable[Kind] | None:
        """As in `Gathered`."""
        return self._kinds.on(layer) if self.has_kinds else None

    @cached_property
    def parted(self) -> frozenset[int] | None:
        """As in `Gathered`."""
        return frozenset(self._parts.numbers(_PARTED)) if _PARTED in self._parts else None

    @cached_property
    def numbers(self) -> frozenset[int]:
        """As in `Gathered`."""
        return frozenset(self._parts.numbers(_NUMBERS))

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """As in `Gathered`."""
        return list(zip(self._parts.numbers(_NUMBERS), self._parts.data(_NAMES), strict=True))

    @cached_property
    def keys(self) -> list[str]:
        """As in `Gathered`."""
        return self._parts.data(_KEYS)

    def values(self, name: str) -> Sequence[Value]:
        """As in `Gathered`."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._values(name)
        return found

    def _values(self, name: str) -> Sequence[Value]:
        if name not in self.keys:
            return ()
        part = _value_part(self.keys.index(name))
        values = self._parts.text(part).split(_SEPARATOR)
        groups = self._parts.groups(f"{part}.documents")
        if len(values) != len(groups):
            raise DamagedError(part)
        return [(value, groups[row]) for row, value in enumerate(values)]


Found = Gathered | Kept


def parts_of(found: Found) -> Iterator[tuple[str, bytes]]:
    """Yield what `Kept` reads."""
    yield from found.parts_of_kinds()
    if found.parted is not None:
        yield _PARTED, bytes_of_numbers(found.parted)
    yield _NUMBERS, bytes_of_numbers(number for number, _ in found.names)
    yield _NAMES, orjson.dumps([name for _, name in found.names])
    yield _KEYS, orjson.dumps(list(found.keys))
    for row, name in enumerate(found.keys):
        part, values = _value_part(row), found.values(name)
        yield part, bytes_of(_SEPARATOR.join(value for value, _ in values))
        yield from Groups.of(numbers for _, numbers in values).parts(f"{part}.documents")


def _value_part(row: int) -> str:
    return f"{_VALUES}.{row}"


def gather(connection: Any, brought: Brought | None = None) -> Gathered:
    """Look through all annotations and documents; 0.5 s for 250,000 annotations.

    What an import noted of its annotations is not looked for.
    """
    if brought is not None:
        kinds = kinds_brought(brought.kinds)
        return _gathered(connection, kinds, brought=brought)
    rows = connection.execute(gathering()).fetchall()
    kinds = kinds_of(rows) if len(rows) <= MOST_KINDS else None
    has_quotes = kinds is not None and sum(len(row[7]) for row in rows) <= MOST_QUOTED
    if not has_quotes and kinds is not None:
        kinds = [kind._replace(blocks=without_quotes(kind.blocks)) for kind in kinds]
    return _gathered(connection, kinds, has_quotes=has_quotes)


def _gathered(
    connection: Any,
    kinds: list[Kind] | None,
    *,
    has_quotes: bool = False,
    brought: Brought | None = None,
) -> Gathered:
    listed = connection.execute("SELECT id, name FROM document").fetchall()
    return Gathered(
        kinds=kinds,
        has_quotes=has_quotes,
        parted=None if brought is None else frozenset(brought.parted),
        brought=brought,
        numbers=frozenset(number for number, _ in listed),
        names=[(number, key(name)) for number, name in listed],
        metadata=_metadata(connection),
    )


def _metadata(connection: Any) -> Mapping[str, Mapping[str, list[int]]]:
    """Return for each key of metadata which documents have which value, as JSON."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, metadata in connection.execute("SELECT id, metadata FROM document"):
        for name, value in cast(dict[str, dict[str, Any]], orjson.loads(metadata)).items():
            written = orjson.dumps(value.get("value")).decode()
            found.setdefault(name, {}).setdefault(written, []).append(number)
    return found
