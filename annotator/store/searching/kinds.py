"""The different annotations that there are, with the documents and the quotes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Protocol

import orjson

from annotator.model.query import Marked
from annotator.store.rows.brought import APART, BLOCK, LONGEST_QUOTE, UNKNOWN, Kinds
from annotator.text.patterns import PatternTimeout
from annotator.text.pieces import Sought

MOST_KINDS = 60_000
"""Different annotations, place and quote apart, that are kept."""
_SEVERAL, _FEW_QUOTED = -1, 8_000
"""Stands for the number of several blocks that are one, and characters of quotes of such."""
QUOTE = (
    "CASE WHEN spans IS NULL AND segments IS NULL AND begin IS NOT NULL "
    f"AND length(quote) <= {LONGEST_QUOTE} THEN quote ELSE char({ord(UNKNOWN)}) END"
)
"""A quote that is looked at, as SQL."""


class Quotes:
    """The quotes of a block, which are read when they are first asked for."""

    __slots__ = ("_read", "_text")

    def __init__(self, text: str | None, read: Callable[[], str] = str) -> None:
        """Take them, or (None) what reads them."""
        self._text, self._read = text, read

    @property
    def text(self) -> str:
        """The quotes, one after the other."""
        if self._text is None:
            self._text = self._read()
        return self._text


class Block(NamedTuple):
    """Some annotations of a kind: numbers of documents as JSON, and quotes in the same order."""

    number: int
    documents: str | bytes
    quotes: Quotes


class Blocks(Protocol):
    """The blocks of a kind."""

    def __iter__(self) -> Iterator[Block]:
        """Go through them."""
        ...

    def documents(self) -> Iterator[str | bytes | memoryview]:
        """Yield the numbers of all documents as JSON, in fewer pieces if that is sooner."""
        ...


class Listed:
    """Blocks that are there."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Take them."""
        self._blocks = blocks

    def __iter__(self) -> Iterator[Block]:
        """Go through them."""
        return iter(self._blocks)

    def documents(self) -> Iterator[str | bytes | memoryview]:
        """As of `Blocks`."""
        return (block.documents for block in self._blocks)


class Kind(NamedTuple):
    """Annotations that differ in place only; `size` are the characters of all their documents."""

    layer: str
    annotator: str
    confidence: str
    state: str
    features: str
    size: int
    blocks: Blocks


def documents_of(kinds: Iterable[Kind]) -> frozenset[int]:
    """Return the documents that have annotations of some kinds."""
    listed = (numbers for kind in kinds for numbers in kind.blocks.documents())
    return frozenset[int]().union(*map(orjson.loads, listed))


def gathering() -> str:
    """Return the statement that gives rows for `kinds_of`, one more than the most if too many."""
    return (
        f"SELECT layer, annotator, confidence, state, features, document / {BLOCK}, "
        f"json_group_array(document), group_concat({QUOTE}, char({ord(APART)})) "
        f"FROM annotation GROUP BY 1, 2, 3, 4, 5, 6 LIMIT {MOST_KINDS + 1}"
    )


class Quoting:
    """Finds documents in whose quotes there may be something; few quotes are looked at once."""

    def __init__(self, kinds: Iterable[Kind], marked: Marked) -> None:
        """Take the kinds that are asked for, and what shall stand in a quote."""
        self._marked = marked
        self._blocks: dict[int, list[Block]] = {}
        self._known: dict[int, set[int]] = {}
        for kind in kinds:
            for block in kind.blocks:
                if block.number == _SEVERAL:
                    for number in _quoting(block, marked):
                        self._known.setdefault(number // BLOCK, set()).add(number)
                else:
                    self._blocks.setdefault(block.number, []).append(block)
        self.numbers = self._blocks.keys() | self._known.keys()

    def in_block(self, number: int) -> Iterator[int]:
        """Yield the documents of a block, some of them more than once."""
        yield from self._known.get(number, ())
        for block in self._blocks.get(number, ()):
            yield from _quoting(block, self._marked)


def end_of(block: int) -> int:
    """Return the number after that of the last document of a block."""
    return (block + 1) * BLOCK


def kinds_of(rows: Iterable[Any]) -> list[Kind]:
    """Return what was gathered; kinds with few quotes have one block for all documents."""
    found: list[Kind] = []
    for head, listed in groupby(rows, key=lambda row: row[:5]):
        blocks = [Block(row[5], row[6], Quotes(row[7])) for row in listed]
        if len(blocks) > 1 and sum(len(b.quotes.text) for b in blocks) < _FEW_QUOTED:
            blocks = [_joined(blocks)]
        size = sum(len(block.documents) for block in blocks)
        found.append(Kind(*head, size=size, blocks=Listed(blocks)))
    return found


def kinds_brought(brought: Kinds) -> list[Kind] | None:
    """Return what an import noted, without quotes; None: too many."""
    if len(brought) > MOST_KINDS:
        return None
    found: list[Kind] = []
    for (layer, annotator, confidence, state, features), numbers in sorted(brought.items()):
        documents = orjson.dumps(numbers.tolist()).decode()
        blocks = Listed([Block(_SEVERAL, documents, Quotes(""))])
        found.append(
            Kind(layer, annotator, confidence, state, features, size=len(documents), blocks=blocks)
        )
    return found


def _joined(blocks: Sequence[Block]) -> Block:
    documents = ",".join(str(block.documents)[1:-1] for block in blocks)
    quotes = Quotes(APART.join(block.quotes.text for block in blocks))
    return Block(_SEVERAL, f"[{documents}]", quotes)


def without_quotes(blocks: Iterable[Block]) -> Listed:
    """Return blocks without the quotes, for which there is no room."""
    return Listed([block._replace(quotes=Quotes("")) for block in blocks])


def _quoting(block: Block, marked: Marked) -> Iterator[int]:
    """Yield the documents of a block in whose quotes there may be what is asked for."""
    numbers = orjson.loads(block.documents)
    rows = rows_quoting(block.quotes.text, marked) if marked.quoted else None
    yield from (numbers if rows is None else (numbers[row] for row in rows))


def rows_quoting(quotes: str, marked: Marked) -> list[int] | None:
    """Return in which of some quotes there may be what is asked for; None: in any, or too long."""
    if not marked.quoted:
        return None
    try:
        return [row for piece in (*marked.quoted, None) for row in _rows(quotes, piece)]
    except PatternTimeout:
        return None


def _rows(quotes: str, piece: Sought | None) -> Iterator[int]:
    """Yield which of some quotes have a piece; None: those that were not kept have anything."""
    row = done = at = 0
    while at >= 0:
        place = quotes.find(UNKNOWN, at) if piece is None else piece.begin_in(quotes, at)
        if place < 0:
            return
        row += quotes.count(APART, done, place)
        done = place
        yield row
        at = quotes.find(APART, place)


def is_such(kind: Kind, marked: Marked) -> bool:
    """Say whether annotations of a kind are asked for, their quotes and comments apart."""
    if marked.layer is not None and kind.layer != marked.layer:
        return False
    if marked.annotators and kind.annotator not in marked.annotators:
        return False
    if any(getattr(kind, column) != value for column, value in marked.columns):
        return False
    if marked.needles and not any(needle in kind.features for needle in marked.needles):
        return False
    if marked.fits is None and marked.may_lack is None:
        return True
    features = orjson.loads(kind.features)
    if marked.may_lack is not None and not marked.may_lack(kind.layer, features):
        return False
    return marked.fits is None or marked.fits(features)
