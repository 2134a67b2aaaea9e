"""Lets searches begin with what those of an earlier sitting gathered, and keeps it for later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import orjson

from annotator.store.searching.had import QUOTES
from annotator.store.searching.holdings import Holdings
from annotator.store.searching.memory_file import Parts, bytes_of
from annotator.store.searching.recalled import forget, keep, recall
from annotator.store.searching.remembered import Remembered
from annotator.store.searching.since import index_stamp
from annotator.store.searching.words_written import has_words
from annotator.store.searching.written import SIZE, Written
from annotator.text.parts import Terms

_JOINED, _BESIDE = "terms", "terms.beside"
_LEAST = 300_000
"""Characters of texts that are gathered in no time: nothing is kept of a small corpus."""


def take_up(remembered: Remembered, connection: Any) -> None:
    """Look up once in a sitting what an earlier one kept, and hold it against a snapshot."""
    if remembered.is_recalled:
        return
    with remembered.lock:
        if remembered.is_recalled:
            return
        found = None if remembered.home is None else recall(*remembered.home, connection)
        if found is not None:
            stamp, terms = found.stamp, Terms((), kept=_KeptTerms(found.parts))
            remembered.terms = remembered.terms or (stamp, terms)
            remembered.holdings = remembered.holdings or Holdings(connection, recalled=found)
            if has_words(found.parts):
                remembered.written = remembered.written or Written(connection, recalled=found)
        remembered.is_recalled = True


def put_away(remembered: Remembered, connection: Any, watch: Callable[[], None]) -> bool:
    """Keep for a later sitting all that is known, if that is exactly what a snapshot has.

    What the texts have written takes longest to be gathered, and may be missing. Say whether it was
    kept. `watch` may raise to stop.
    """
    terms, held, written = remembered.terms, remembered.holdings, remembered.written
    if remembered.home is None or terms is None or held is None:
        return False
    if written is not None and not (written.is_whole and written.is_fresh(connection)):
        return False
    size = _size(connection) if written is None else written.size
    if size < _LEAST or held.changed(connection) or terms[0] != index_stamp(connection):
        return False
    said = {SIZE: size, QUOTES: held.keeps_quotes}
    return keep(*remembered.home, connection, _parts(terms[1], held, written), said.items(), watch)


def forget_all(remembered: Remembered) -> None:
    """Delete what was gathered, here and for later sittings: something must go for good."""
    remembered.forget()
    if remembered.home is not None:
        forget(remembered.home[0])


def is_worth_keeping(written: Written) -> bool:
    """Say whether there is so much that a later sitting is spared something."""
    return written.size >= _LEAST


def _size(connection: Any) -> int:
    """Return how many characters all texts have."""
    return int(connection.execute("SELECT coalesce(sum(length), 0) FROM document").fetchone()[0])


def _parts(terms: Terms, held: Holdings, written: Written | None) -> Iterator[tuple[str, bytes]]:
    yield _JOINED, bytes_of(terms.joined())
    yield _BESIDE, orjson.dumps((terms.odd(), terms.recast()))
    if written is not None:
        yield from written.parts()
    yield from held.parts()


class _KeptTerms:
    """The words of the index in a file."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def joined(self) -> str:
        return self._parts.text(_JOINED)

    def odd(self) -> list[str]:
        return self._beside(0)

    def recast(self) -> list[tuple[str, str]]:
        return [(key, word) for key, word in self._beside(1)]

    def _beside(self, which: int) -> list[Any]:
        return cast(list[Any], self._parts.data(_BESIDE)[which])
