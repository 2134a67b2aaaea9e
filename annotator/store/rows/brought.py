"""What searches ask of an import into an empty corpus, noted while its rows are written."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from annotator.store.rows.table import Batch, Row
from annotator.store.rows.tables import COLUMNS
from annotator.text.comparing import INVISIBLE
from annotator.text.spelling import is_parted

_TEXT = 12
_MOST_KINDS, _MOST_ANNOTATIONS, _MOST_PARTED = 10_000, 2_000_000, 50_000
"""What is noted at most: some megabytes, however much an import brings."""
KIND = ("layer", "annotator", "confidence", "state", "features")
"""The columns of an annotation that do not say where it is."""
BLOCK = 1024
"""Documents whose quotes are looked through together."""
LONGEST_QUOTE, MOST_QUOTED = 400, 10_000_000
"""Characters of a quote that is kept, and of all quotes together."""
UNKNOWN, APART = "\ufffe", "\uffff"
"""Stand for a quote that is not kept, and between quotes; neither is in any text."""
Kind = tuple[str, ...]
"""The values of `KIND`."""
Kinds = Mapping[Kind, "array[int]"]
"""The number of the document of each annotation of a kind."""
_NAMES = ("id", *COLUMNS["annotation"])
_SELDOM = ("spans", "segments")
"""Columns of an annotation that has other than one span."""
_ENCODED = ("utf-16-le", "surrogatepass")
_QUICKLY = 1
_MOST_HELD = 200_000
"""Quotes that are held before they are compressed; those of blocks with more are not kept."""


@cache
def _kind_of(empty: tuple[int, ...]) -> Callable[[Row], Kind]:
    return itemgetter(*map(_given(empty).index, KIND))


@cache
def _quote_of(empty: tuple[int, ...]) -> Callable[[Row], str]:
    """Return what gives the quote of a row: it is kept of whatever has one span."""
    given = _given(empty)
    if not any(name in given for name in _SELDOM):
        return itemgetter(given.index("quote"))

    def quote(row: Row) -> str:
        values = dict(zip(given, row, strict=False))
        is_one = all(values.get(name) is None for name in _SELDOM)
        return values["quote"] if is_one and values.get("begin") is not None else UNKNOWN

    return quote


def _given(empty: tuple[int, ...]) -> list[str]:
    return [name for place, name in enumerate(_NAMES) if place not in empty]


class Quoted(NamedTuple):
    """The quotes of the annotations on a layer and on the documents of one block, compressed.

    `packed` has the quotes of one kind after the other, as `unpacked` reads them: of each kind so
    many as `counts` says, up to that of its `ends`.
    """

    number: int
    layer: str
    kinds: tuple[Kind, ...]
    counts: array[int]
    ends: array[int]
    packed: bytes


def _packed(number: int, layer: str, quotes: Mapping[Kind, list[str]]) -> Quoted:
    """Compress quotes, which are in the order of their annotations."""
    joined = list(map(_joined, quotes.values()))
    counts, ends = array("q", map(len, quotes.values())), array("q", accumulate(map(len, joined)))
    packed = zlib.compress("".join(joined).encode(*_ENCODED), _QUICKLY)
    return Quoted(number, layer, tuple(quotes), counts, ends, packed)


def unpacked(packed: bytes) -> str:
    """Return quotes that were compressed; ValueError or zlib.error if they are torn."""
    return zlib.decompress(packed).decode(*_ENCODED)


def _joined(quotes: list[str]) -> str:
    if max(map(len, quotes)) > LONGEST_QUOTE:
        quotes = [quote if len(quote) <= LONGEST_QUOTE else UNKNOWN for quote in quotes]
    return APART.join(quotes)


class Found(NamedTuple):
    """All annotations that an import brought, and the documents in which a word is parted."""

    kinds: Kinds
    parted: tuple[int, ...]
    """Something that nobody sees stands within a word: the search index takes it for two."""
    quoted: tuple[Quoted, ...] | None
    """The quotes by block and layer, in the order of the documents of a kind; None: too many."""


class Brought:
    """Is told of all rows that an edit writes, and what it found of them; or finds nothing."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._kinds: dict[Kind, tuple[array[int], list[str]]] = {}
        """Of each kind the documents, and the quotes that were not compressed yet."""
        self._parted: list[int] = []
        self._quoted: list[Quoted] | None = []
        self._block = self._held = self._size = self._count = 0
        self._is_true = True

    @property
    def found(self) -> Found | None:
        """All there is; None: that is not known."""
        if not self._is_true:
            return None
        self._end_block(self._block + 1)
        kinds = {kind: numbers for kind, (numbers, _) in self._kinds.items()}
        quoted = None if self._quoted is None else tuple(self._quoted)
        return Found(kinds, tuple(self._parted), quoted)

    def note_documents(self, rows: Sequence[Row]) -> None:
        """Note whole rows of new documents."""
        for row in rows if self._is_true else ():
            text = row[_TEXT]
            if any(sign in text for sign in INVISIBLE) and is_parted(text):
                self._parted.append(row[0])
        if len(self._parted) > _MOST_PARTED:
            self.forget()

    def note(self, batch: Batch, document: int) -> None:
        """Note new rows of annotations on a document."""
        if not self._is_true:
            return
        if document // BLOCK != self._block:
            self._end_block(document // BLOCK)
        known, rows = self._kinds, batch.rows
        kinds, quotes = map(_kind_of(batch.empty), rows), map(_quote_of(batch.empty), rows)
        for kind, quote in zip(kinds, quotes, strict=True):
            found = known.get(kind)
            if found is None:
                found = known[kind] = (array("L"), [])
            found[0].append(document)
            found[1].append(quote)
        self._held += len(rows)
        self._count += len(rows)
        if len(known) > _MOST_KINDS or self._count > _MOST_ANNOTATIONS:
            self.forget()
        if self._held > _MOST_HELD:
            self._forget_quotes()

    def _end_block(self, following: int) -> None:
        """Compress the quotes that are held; none are kept where the next block is no later one."""
        layers: dict[str, dict[Kind, list[str]]] = {}
        for kind, (_, quotes) in self._kinds.items():
            if quotes:
                layers.setdefault(kind[0], {})[kind] = quotes
        if self._quoted is not None:
            for layer, quotes in layers.items():
                self._quoted.append(_packed(self._block, layer, quotes))
                self._size += self._quoted[-1].ends[-1]
        for held in layers.values():
            for quotes in held.values():
                quotes.clear()
        if following < self._block or self._size > MOST_QUOTED:
            self._forget_quotes()
        self._block, self._held = following, 0

    def _forget_quotes(self) -> None:
        self._quoted, self._held = None, 0
        for _, quotes in self._kinds.values():
            quotes.clear()

    def forget(self) -> None:
        """Say nothing any more: rows were changed or taken back, or are too many."""
        self._is_true = False
        self._kinds, self._parted, self._quoted, self._count = {}, [], None, 0
