"""Keeps the different annotations of a corpus in parts of a file, by layer; quotes by block too.

Who asks for a layer reads what there is on it, and who asks for no quotes reads of no blocks.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, cast

import orjson

from annotator.store.rows.brought import Found, unpacked
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
    quoted: dict[int, list[tuple[int, int, Block]]] = {}
    found = [list(kind.blocks) for kind in kinds]
    for row, blocks in enumerate(found):
        for at, block in enumerate(blocks):
            quoted.setdefault(block.number, []).append((row, at, block))
    places: dict[tuple[int, int], tuple[int, int]] = {}
    # Where they were compressed, those of one block are read together.
    for number, listed in quoted.items():
        together = bytearray()
        for row, at, block in listed:
            begin = len(together)
            together += bytes_of(block.quotes.text)
            places[row, at] = (begin, len(together))
        yield _quotes(number, layer), bytes(together)
    rows = _Rows()
    for row, kind in enumerate(kinds):
        documents = (
            (block.number, _ascii(block.documents)[1:-1], places[row, at])
            for at, block in enumerate(found[row])
        )
        rows.add(kind[1:6], documents)
    yield from rows.parts(layer)


def parts_brought(brought: Found) -> Iterator[tuple[str, bytes]]:
    """Yield the same parts of what an import noted; its quotes stay compressed."""
    layers: dict[str, list[tuple[str, ...]]] = {}
    for kind in sorted(brought.kinds):
        layers.setdefault(kind[0], []).append(kind)
    yield _KINDS, orjson.dumps(list(layers))
    for layer, (name, kinds) in enumerate(layers.items()):
        blocks: dict[tuple[str, ...], list[tuple[int, bytes, tuple[int, int]]]] = {}
        done = dict.fromkeys(kinds, 0)
        for quoted in brought.quoted or ():
            if quoted.layer != name:
                continue
            yield _packed(quoted.number, layer), quoted.packed
            begin = 0
            for kind, count, end in zip(quoted.kinds, quoted.counts, quoted.ends, strict=True):
                numbers = brought.kinds[kind][done[kind] : done[kind] + count]
                done[kind] += count
                listed = orjson.dumps(numbers.tolist())[1:-1]
                blocks.setdefault(kind, []).append((quoted.number, listed, (begin, end)))
                begin = end
        rows = _Rows()
        for kind in kinds:
            size = sum(len(listed) + 1 for _, listed, _ in blocks[kind]) + 1
            rows.add((*kind[1:], size), blocks[kind])
        yield from rows.parts(layer)


class _Rows:
    """Puts together what is kept of the kinds of a layer, quotes apart."""

    def __init__(self) -> None:
        self._kinds: list[Any] = []
        self._places = array("q")
        self._documents = bytearray()

    def add(
        self, head: Sequence[Any], blocks: Iterable[tuple[int, bytes, tuple[int, int]]]
    ) -> None:
        """Add a kind: its other values; number, documents and place of the quotes of each block."""
        documents = self._documents
        documents += b"["
        for number, listed, place in blocks:
            begin = len(documents)
            documents += listed
            self._places.extend((number, begin, len(documents), *place))
            documents += b","
        documents[-1:] = b"]"
        self._kinds.append((*head, len(documents), len(self._places)))

    def parts(self, layer: int) -> Iterator[tuple[str, bytes]]:
        """Yield the parts of a layer."""
        yield _kinds(layer), orjson.dumps(self._kinds)
        yield _blocks(layer), bytes_of_numbers(self._places)
        yield _documents(layer), bytes(self._documents)


def _quotes(number: int, layer: int) -> str:
    return f"{_QUOTES}.{number}.{layer}"


def _packed(number: int, layer: int) -> str:
    return f"{_QUOTES}.packed.{number}.{layer}"


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
        self._last: tuple[int, str | bytes] | None = None

    @cached_property
    def documents(self) -> memoryview:
        return memoryview(self._parts.part(_documents(self._layer)))

    @cached_property
    def places(self) -> array[int]:
        return self._parts.numbers(_blocks(self._layer))

    def block(self, number: int, begin: int, end: int, at: int, till: int) -> Block:
        quotes = Quotes(None, partial(self._quotes, number, at, till))
        return Block(number, b"[%b]" % self.documents[begin:end], quotes)

    def _quotes(self, number: int, begin: int, end: int) -> str:
        last = self._last
        if last is None or last[0] != number:
            last = self._last = (number, self._read(number))
        if end > len(last[1]):
            raise DamagedError
        found = last[1][begin:end]
        return found if isinstance(found, str) else text_of(found)

    def _read(self, number: int) -> str | bytes:
        """Return the quotes of a block: what an import kept is a text that was compressed."""
        packed = _packed(number, self._layer)
        if packed not in self._parts:
            return self._parts.part(_quotes(number, self._layer))
        try:
            return unpacked(self._parts.part(packed))
        except (ValueError, zlib.error) as error:
            raise DamagedError(packed) from error
