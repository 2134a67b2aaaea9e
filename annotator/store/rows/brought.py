"""What searches ask of an import into an empty corpus, noted while its rows are written."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cache
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
Kinds = Mapping[tuple[str, ...], "array[int]"]
"""The values of `KIND`, and the number of the document of each annotation that has them."""


@cache
def _kind_of(empty: tuple[int, ...]) -> Callable[[Row], tuple[str, ...]]:
    names = ("id", *COLUMNS["annotation"])
    given = [name for place, name in enumerate(names) if place not in empty]
    return itemgetter(*map(given.index, KIND))


class Found(NamedTuple):
    """All annotations that an import brought, and the documents in which a word is parted."""

    kinds: Kinds
    parted: tuple[int, ...]
    """Something that nobody sees stands within a word: the search index takes it for two."""


class Brought:
    """Is told of all rows that an edit writes, and what it found of them; or finds nothing."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._kinds: dict[tuple[str, ...], array[int]] = {}
        self._parted: list[int] = []
        self._count = 0
        self._is_true = True

    @property
    def found(self) -> Found | None:
        """All there is; None: that is not known."""
        return Found(self._kinds, tuple(self._parted)) if self._is_true else None

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
        known = self._kinds
        for kind in map(_kind_of(batch.empty), batch.rows):
            numbers = known.get(kind)
            if numbers is None:
                numbers = known[kind] = array("L")
            numbers.append(document)
        self._count += len(batch.rows)
        if len(known) > _MOST_KINDS or self._count > _MOST_ANNOTATIONS:
            self.forget()

    def forget(self) -> None:
        """Say nothing any more: rows were changed or taken back, or are too many."""
        self._is_true = False
        self._kinds, self._parted, self._count = {}, [], 0
