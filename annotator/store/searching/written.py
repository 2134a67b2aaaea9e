"""The words and signs of all texts just as they are written, gathered once in a sitting.

The index of words knows neither signs nor upper case nor scripts without spaces. What stands
between two blanks is kept here, each different one once: a piece that an expression needs is sooner
looked for among these than in all texts. Where they are, the index says of those that are plain;
of the others it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from annotator.store.searching.recalled import Recalled
from annotator.store.searching.since import Since, index_stamp
from annotator.store.searching.words_written import SEPARATOR, Found, Kept, gather, parts_of
from annotator.text.patterns import PatternTimeout
from annotator.text.pieces import Sought

Watch = Callable[[], None]
SIZE = "size"
"""What is said of a file with it: the characters of all texts."""
_BRIEF, _LONG = 100, 1_000
"""Words of which it is asked at once, and at all, in which documents they are."""
_FEW = 1_000
"""Documents that are asked for at once: what more have is found among the first ones."""


class Written:
    """What stood between blanks at one state of the corpus."""

    def __init__(
        self, connection: Any, watch: Watch = lambda: None, recalled: Recalled | None = None
    ) -> None:
        """Gather it, on a snapshot, or take what was kept; `watch` may raise to stop."""
        if recalled is not None:
            self._since, self._stamp = recalled.since, recalled.stamp
            self.is_whole, self.size = True, int(recalled.parts.said[SIZE])
            self._found: Found = Kept(recalled.parts)
            return
        self._since = Since(connection)
        self._stamp = index_stamp(connection)
        gathered = self._found = gather(connection, watch)
        self.is_whole, self.size = gathered.is_whole, gathered.size

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept for a later sitting."""
        return parts_of(self._found)

    def is_fresh(self, connection: Any) -> bool:
        """Say whether no text was changed since."""
        return index_stamp(connection) == self._stamp

    def is_at_hand(self, connection: Any) -> bool:
        """Say whether it can be asked on a snapshot, which may be of a later state."""
        return self.is_whole and self._since.is_older_than(connection)

    def strange(self, connection: Any) -> frozenset[int]:
        """Return the documents of which it is not sure that the index parts no word in two."""
        return self._found.sets.strange | self._changed(connection)

    def beyond(self, connection: Any) -> frozenset[int]:
        """Return those of them that have more than `MOST_ADDED` signs at which words part."""
        return self._found.sets.beyond | self._changed(connection)

    def unsure(self, connection: Any) -> frozenset[int]:
        """Return the documents that may lack, as texts go, a word that the index has of them."""
        return self.strange(connection) | self._found.sets.odd | self._found.sets.uncut

    def having(
        self, connection: Any, group: Iterable[Sought], *, is_brief: bool
    ) -> frozenset[int] | None:
        """Return the documents with a word in which one of a group is found.

        Some only seem to. None: there are too many such words.
        """
        words: list[str] = []
        found = set(self._found.sets.uncut | self._changed(connection))
        most = _BRIEF if is_brief else _LONG
        try:
            for piece in group:
                rows = islice(_rows(piece, self._found.words), most + 1)
                words += (self._found.words[begin:end] for _, begin, end in rows)
                if len(words) > most:
                    return None
                for row, _, _ in _rows(piece, self._found.others):
                    found.update(self._found.numbers[row])
        except PatternTimeout:
            return None
        if words:
            match = " OR ".join(f'"{_quoted(word)}"' for word in words)
            sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
            limit = _FEW if is_brief else -1
            rows = connection.execute(sql, (f"text : ({match})", limit)).fetchall()
            if len(rows) == limit:
                return None
            found.update(number for (number,) in rows)
        return frozenset(found) if len(found) * 2 < self._since.count else None

    def veiling(self, connection: Any, group: Iterable[Sought]) -> frozenset[int] | None:
        """Return the documents in which one of a group may stand with what nobody sees within it.

        The index takes that for several words. None: it took too long.
        """
        found = set(self._found.sets.uncut | self._changed(connection))
        if self._found.veiled == SEPARATOR:
            return frozenset(found)
        try:
            for piece in group:
                for row, _, _ in _rows(piece, self._found.veiled):
                    found.update(self._found.veiled_in[row])
        except PatternTimeout:
            return None
        return frozenset(found)

    def _changed(self, connection: Any) -> frozenset[int]:
        return frozenset() if self.is_fresh(connection) else self._since.changed(connection)


def _rows(piece: Sought, joined: str) -> Iterator[tuple[int, int, int]]:
    """Yield the words in which a piece is: which of them, and its begin and end in the string."""
    at = done = row = 0
    while (place := piece.begin_in(joined, at)) >= 0:
        begin = joined.rfind(SEPARATOR, 0, place + 1) + 1
        at = joined.find(SEPARATOR, begin)
        if at < 0:
            return
        row += joined.count(SEPARATOR, done, begin)
        done = begin
        yield row - 1, begin, at


def _quoted(word: str) -> str:
    return word.replace('"', '""')
