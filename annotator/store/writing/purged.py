"""What belongs to a document that goes for good: which rows, by which words and ids it is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import orjson

from annotator.store.rows.inserting import Raw
from annotator.store.rows.tables import COLUMNS, DOCUMENT_COLUMN

_SHORTEST = 8
"""Characters from which on a string of a step is taken for a piece of what somebody wrote."""
_CODES = {"anchor", "annotator", "answer", "changed", "confidence", "kind"} | {
    *("layer", "made", "origin", "role", "sha256", "state", "target", "thread", "tokenizer", "type")
}
"""Columns and keys whose values are not of the document alone: names of the scheme, of people."""
_NAMES = frozenset(("key", "name", "file", "source_id"))


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that goes, by its row number, and entities that go with it.

    `entities` are the row numbers of these by their ids.
    """

    document: int
    entities: Mapping[str, int] = field(default_factory=dict[str, int])

    def has(self, noun: str, row: Raw) -> bool:
        """Say whether a row belongs to what goes."""
        if noun == "document":
            return row[0] == self.document
        if noun == "entity":
            return row[0] in self.entities.values()
        if noun == "document_relation":
            return self.document in (row[3], row[4])
        if noun == "comment" and row[4] == "entity":
            return row[5] in self.entities
        return noun in DOCUMENT_COLUMN and row[DOCUMENT_COLUMN[noun] + 1] == self.document


class Words:
    """By what a document is known: the ids of its rows, its names, and all that stands in them."""

    def __init__(self, rows: Iterable[tuple[str, Raw]]) -> None:
        """Take the rows of all that ever belonged to it, with their tables."""
        self.keys: set[str] = set()
        self._names: set[str] = set()
        said: set[str] = set()
        for noun, row in rows:
            for column, value in zip(COLUMNS[noun], row[1:], strict=False):
                self._take(noun, column, value, said)
        # One string to look in, whose parts nothing that is looked for can cross.
        self._said = "\0".join(sorted(said))

    def _take(self, noun: str, column: str, value: Any, said: set[str]) -> None:
        if not isinstance(value, str) or column in _CODES:
            return
        if column == "key" and noun != "segment":
            self.keys.add(value)
        if column in _NAMES and noun in ("document", "entity"):
            self._names.add(value)
        if column == "metadata" or noun == "entity":
            self._names.update(_titles(value))
        said.update(text for text in _strings(value) if len(text) >= _SHORTEST)

    def has_piece(self, value: Any) -> bool:
        """Say whether plain data names the document or quotes what stood in it."""
        if isinstance(value, dict):
            return any(map(self.has_piece, cast(dict[str, Any], value).values()))
        if isinstance(value, list):
            return any(map(self.has_piece, cast(list[Any], value)))
        if not isinstance(value, str) or not value:
            return False
        piece = value.rstrip("…")
        return value in self._names or (len(piece) >= _SHORTEST and piece in self._said)


def _titles(body: str) -> Iterator[str]:
    """Yield what names a document or entity within its body: a title, names by language."""
    data: dict[str, Any] = orjson.loads(body) if body.startswith("{") else {}
    title = data.get("title")
    yield from _strings(cast(dict[str, Any], title).get("value") if title else None)
    yield from _strings(data.get("names"))


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in a value, those within JSON one by one."""
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            try:
                yield from _strings(orjson.loads(value))
            except orjson.JSONDecodeError:
                # A text may begin like that.
                yield value
        else:
            yield value
    elif isinstance(value, Mapping):
        for key, part in cast(Mapping[str, Any], value).items():
            if key not in _CODES:
                yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in cast(list[Any], value):
            yield from _strings(part)


def unnamed(value: Any, keys: Collection[str]) -> Any:
    """Return plain data without members and entries that are called by one of these ids."""
    if isinstance(value, Mapping):
        found = cast(Mapping[str, Any], value)
        return {k: unnamed(part, keys) for k, part in found.items() if k not in keys}
    if isinstance(value, list | tuple):
        parts = cast(list[Any], value)
        return [
            unnamed(part, keys) for part in parts if not (isinstance(part, str) and part in keys)
        ]
    return value
