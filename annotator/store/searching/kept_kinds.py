"""Keeps the different annotations of a corpus in parts of a file, quotes by block and layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any, overload

import orjson

from annotator.store.searching.kinds import Block, Kind, Quotes
from annotator.store.searching.memory_file import DamagedError, Parts, bytes_of, text_of

_KINDS, _DOCUMENTS, _QUOTES = "kinds", "kinds.documents", "kinds.quotes"


def parts_of_kinds(kinds: Sequence[Kind]) -> Iterator[tuple[str, bytes]]:
    """Yield parts: quotes, those on a layer of some documents together; kinds; documents."""
    documents: list[bytes] = []
    quotes: dict[str, bytearray] = {}
    layers: dict[str, int] = {}
    listed: list[Any] = []
    at = 0
    for kind in kinds:
        blocks: list[tuple[int, ...]] = []
        layer = layers.setdefault(kind.layer, len(layers))
        for block in kind.blocks:
            together = quotes.setdefault(_quotes(block.number, layer), bytearray())
            begin = len(together)
            together += bytes_of(block.quotes.text)
            end = at + len(block.documents)
            blocks.append((block.number, at, end, begin, len(together)))
            documents.append(_ascii(block.documents))
            at = end
        listed.append((*kind[:6], layer, blocks))
    for name, together in quotes.items():
        yield name, bytes(together)
    yield _KINDS, orjson.dumps(listed)
    yield _DOCUMENTS, b"".join(documents)


def _quotes(number: int, layer: int) -> str:
    return f"{_QUOTES}.{number}.{layer}"


def _ascii(numbers: str | memoryview) -> bytes:
    return numbers.encode() if isinstance(numbers, str) else bytes(numbers)


def has_kinds(parts: Parts) -> bool:
    """Say whether they were kept: there may have been too many."""
    return _KINDS in parts


def kept_kinds(parts: Parts) -> list[Kind]:
    """Return what was kept; what belongs to a kind is read when it is asked for. DamagedError."""
    source = _Source(parts)
    try:
        return [
            Kind(*head, blocks=_Blocks(blocks, layer, source))
            for *head, layer, blocks in parts.data(_KINDS)
        ]
    except (TypeError, ValueError) as error:
        raise DamagedError(_KINDS) from error


class _Blocks(Sequence[Block]):
    """The blocks of a kind, by their places in the parts."""

    __slots__ = ("_layer", "_places", "_source")

    def __init__(self, places: Sequence[Sequence[int]], layer: int, source: _Source) -> None:
        self._places, self._layer, self._source = places, layer, source

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, row: int) -> Block: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Block]: ...
    def __getitem__(self, row: int | slice) -> Block | Sequence[Block]:
        if isinstance(row, slice):
            return [*self][row]
        return self._source.block(self._layer, *self._places[row])

    def __iter__(self) -> Iterator[Block]:
        block, layer = self._source.block, self._layer
        return (block(layer, *places) for places in self._places)


class _Source:
    """Reads what blocks have; the quotes of several kinds and the same documents at once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._last: tuple[str, bytes] | None = None

    @cached_property
    def _documents(self) -> memoryview:
        return memoryview(self._parts.part(_DOCUMENTS))

    def block(self, layer: int, number: int, begin: int, end: int, at: int, till: int) -> Block:
        quotes = Quotes(None, partial(self._quotes, _quotes(number, layer), at, till))
        return Block(number, self._documents[begin:end], quotes)

    def _quotes(self, name: str, begin: int, end: int) -> str:
        last = self._last
        if last is None or last[0] != name:
            last = self._last = (name, self._parts.part(name))
        if end > len(last[1]):
            raise DamagedError
        return text_of(last[1][begin:end])
