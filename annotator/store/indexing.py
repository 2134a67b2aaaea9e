"""Puts new documents into the search index, many in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import orjson

from annotator.store.inserting import Raw, Statement
from annotator.text.composing import nfc

_MOST = 1 << 19
"""Characters that one statement takes in: each leaves a part of the index to be merged later, and
whoever writes waits for its end."""
_NAME, _TEXT = 3, 12


class Indexing:
    """Documents that are in their table, or will be, and not yet in the search index."""

    def __init__(self) -> None:
        """Begin with none."""
        self._documents: list[tuple[int, int]] = []
        self._differing: list[tuple[int, str, str]] = []
        self._size = 0

    @property
    def is_due(self) -> bool:
        """Whether so many documents wait that they should be taken in."""
        return self._size >= _MOST

    def add(self, rows: Sequence[Raw]) -> None:
        """Note whole rows of documents, in the order of their numbers, for the next `take`."""
        if not rows:
            return
        self._documents.append((rows[0][0], rows[-1][0]))
        for row in rows:
            name, text = nfc(row[_NAME]), nfc(row[_TEXT])
            self._size += len(text)
            if name != row[_NAME] or text is not row[_TEXT]:
                self._differing.append((row[0], name, text))

    def take(self) -> list[Statement]:
        """Return what takes in all that was noted, in NFC, and forget it.

        Each statement is one step, without Python's lock.
        """
        if not self._documents:
            return []
        others = ", ".join(str(number) for number, _, _ in self._differing)
        as_they_are = (
            "INSERT INTO search (rowid, name, text) SELECT id, name, text FROM document "
            f"WHERE id BETWEEN ? AND ? AND id NOT IN ({others})"
        )
        composed = (
            "INSERT INTO search (rowid, name, text) "
            "SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)"
        )
        begin, end = self._documents[0][0], self._documents[-1][1]
        whole = [(begin, end)] if _are_neighbours(self._documents) else self._documents
        work: list[Statement] = [(as_they_are, span) for span in whole]
        if self._differing:
            work.append((composed, (orjson.dumps(self._differing).decode(),)))
        self.forget()
        return work

    def forget(self) -> None:
        """Take nothing in of what was noted: it is rolled back."""
        self._documents = []
        self._differing = []
        self._size = 0


def _are_neighbours(spans: Sequence[tuple[int, int]]) -> bool:
    return all(a[1] + 1 == b[0] for a, b in pairwise(spans))
