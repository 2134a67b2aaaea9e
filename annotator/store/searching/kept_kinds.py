"""Keeps the different annotations of a corpus in parts of a file, by layer; quotes by block too.

Who asks for a layer reads what there is on it, and who asks for no quotes reads of no blocks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from typing import Any, cast

import orjson

from annotator.store.searching.kinds import Block, Kind, Quotes
from annotator.store.searching.memory_file import (
    DamagedError,
    Parts,
    bytes_of,
    bytes_of_numbers,
    text_of,
)

_KINDS, _QUOTES = "kinds", "kinds.quotes"
_PLACES = 5
"""Numbers of a block: its own, begin and end of its documents, begin and end of its quotes."""


def parts_of_kinds(kinds: Iterable[Kind]) -> Iterator[tuple[str, bytes]]:
    """Yield the names of the layers, and parts of each."""
    layers: dict[str, list[Kind]] = {}
    for kind in kinds:
        layers.setdefault(kind.layer, []).append(kind)
    yield _KINDS, orjson.dumps(list(layers))
    for number, listed in enumerate(layers.values()):
        yield from _parts_of_layer(number, listed)


def _parts_of_layer(layer: int, kinds: list[Kind]) -> Iterator[tuple[str, bytes]]:
    """Yield parts: quotes, those of some documents together; kinds; blocks; documents."""
    documents = bytearray()
    quotes: dict[int, bytearray] = {}
    places = array("q")
    listed: list[Any] = []
    for kind in kinds:
        documents += b"["
        for block in kind.blocks:
            together = quotes.setdefault(block.number, bytearray())
            places.extend((block.number, len(documents)))
            documents += _ascii(block.documents)[1:-1]
            places.extend((len(documents), len(together)))
            together += bytes_of(block.quotes.text)
            places.append(len(together))
            documents += b","
        documents[-1:] = b"]"
        listed.append((*kind[1:6], len(documents), len(places)))
    for number, together in quotes.items():
        yield _quotes(number, layer), bytes(together)
    yield _kinds(layer), orjson.dumps(listed)
    yield _blocks(layer), bytes_of_numbers(places)
    yield _documents(layer), bytes(documents)


def _quotes(number: int, layer: int) -> str:
    return f"{_QUOTES}.{number}.{layer}"


def _kinds(layer: int) -> str:
    return f"{_KINDS}.{layer}"


def _blocks(layer: int) -> str:
    return f"{_KINDS}.{layer}.blocks"


def _documents(layer: int) -> str:
    return f"{_KINDS}.{layer}.documents"


def _ascii(numbers: str | bytes | memoryview) -> bytes:
    return numbers.encode() if isinstance(numbers, str) else bytes(numbers)


class KeptKinds:
    """The different annotations that were kept, read layer by layer; DamagedError."""

    def __init__(self, parts: Parts) -> None:
        """Take the file."""
        self._parts = parts
        self._known: dict[int, list[Kind]] = {}

    @property
    def are_there(self) -> bool:
        """Whether they were kept: there may have been too many."""
        return _KINDS in self._parts

    @cached_property
    def _layers(self) -> list[str]:
        return cast(list[str], self._parts.data(_KINDS))

    def on(self, layer: str | None) -> list[Kind]:
        """Return those on a layer; None: on any, in the order of their layers."""
        numbers = [n for n, name in enumerate(self._layers) if layer is None or name == layer]
        return [kind for number in numbers for kind in self._of(number)]

    def _of(self, layer: int) -> list[Kind]:
        found = self._known.get(layer)
        if found is None:
            found = self._known[layer] = self._read(layer)
        return found

    def _read(self, layer: int) -> list[Kind]:
        source, name = _Source(self._parts, layer), self._layers[layer]
        found: list[Kind] = []
        till = last = 0
        try:
            for *head, end, places in self._parts.data(_kinds(layer)):
                blocks = _Blocks(source, (till, end), (last, places))
                found.append(Kind(name, *head, blocks=blocks))
                till, last = end, places
        except (TypeError, ValueError) as error:
            raise DamagedError(_kinds(layer)) from error
        return found


class _Blocks:
    """The blocks of a kind, by their places in the parts."""

    __slots__ = ("_documents", "_places", "_source")

    def __init__(
        self, source: _Source, documents: tuple[int, int], places: tuple[int, int]
    ) -> None:
        self._source, self._documents, self._places = source, documents, places

    def __iter__(self) -> Iterator[Block]:
        numbers = self._source.places[slice(*self._places)]
        rows = zip(*[iter(numbers)] * _PLACES, strict=True)
        return (self._source.block(*row) for row in rows)

    def documents(self) -> Iterator[memoryview]:
        begin, end = self._documents
        yield self._source.documents[begin:end]


class _Source:
    """Reads what the blocks on a layer have; quotes of several kinds and some documents at once."""

    def __init__(self, parts: Parts, layer: int) -> None:
        self._parts, self._layer = parts, layer
        self._last: tuple[str, bytes] | None = None

    @cached_property
    def documents(self) -> memoryview:
        return memoryview(self._parts.part(_documents(self._layer)))

    @cached_property
    def places(self) -> array[int]:
        return self._parts.numbers(_blocks(self._layer))

    def block(self, number: int, begin: int, end: int, at: int, till: int) -> Block:
        quotes = Quotes(None, partial(self._quotes, _quotes(number, self._layer), at, till))
        return Block(number, b"[%b]" % self.documents[begin:end], quotes)

    def _quotes(self, name: str, begin: int, end: int) -> str:
        last = self._last
        if last is None or last[0] != name:
            last = self._last = (name, self._parts.part(name))
        if end > len(last[1]):
            raise DamagedError
        return text_of(last[1][begin:end])
