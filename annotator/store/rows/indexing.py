"""Puts new documents into the search index, many in one statement, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import orjson

from annotator.model.meanwhile import Apart
from annotator.store.files.library import IS_SHAREABLE
from annotator.store.rows.inserting import Raw
from annotator.text.composing import nfc

_MOST = 1 << 19
"""Characters that one statement takes in: each leaves a part of the index to be merged later, and
whoever writes waits for its end."""
_FEW = 1 << 17
"""Characters that are not worth a thread."""
_NAME, _TEXT = 3, 12


class Indexing:
    """The search index of one connection, in a transaction; documents are in their table."""

    def __init__(self, connection: Any) -> None:
        """Take the connection; nobody else uses it between `start` and `wait`."""
        self._connection = connection
        self._documents: list[tuple[int, int]] = []
        self._differing: list[tuple[int, str, str]] = []
        self._size = 0
        self._running: Callable[[], None] | None = None
        self._apart = Apart("search-index")

    @property
    def is_due(self) -> bool:
        """Whether so many documents wait that they should be taken in."""
        return self._size >= _MOST

    @property
    def is_empty(self) -> bool:
        """Whether every document is in the index."""
        return not self._documents and self._running is None

    def add(self, rows: Sequence[Raw]) -> None:
        """Note whole rows of documents, in the order of their numbers, for the next `start`."""
        if not rows:
            return
        self._documents.append((rows[0][0], rows[-1][0]))
        for row in rows:
            name, text = nfc(row[_NAME]), nfc(row[_TEXT])
            self._size += len(text)
            if name != row[_NAME] or text is not row[_TEXT]:
                self._differing.append((row[0], name, text))

    def start(self) -> None:
        """Take in what was noted; `wait` tells when that is done."""
        self.wait()
        if not self._documents:
            return
        work, is_small = self._statements(), self._size < _FEW
        self.forget()
        if is_small or not IS_SHAREABLE:
            self._execute(work)
            return
        self._running = self._apart.start(lambda: self._execute(work))

    def _statements(self) -> list[tuple[str, tuple[Any, ...]]]:
        """Return what takes all in, in NFC: each statement is one step, without Python's lock."""
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
        work: list[tuple[str, tuple[Any, ...]]] = [(as_they_are, span) for span in whole]
        if self._differing:
            work.append((composed, (orjson.dumps(self._differing).decode(),)))
        return work

    def _execute(self, work: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        for sql, values in work:
            self._connection.execute(sql, values)

    def wait(self) -> None:
        """Wait until nothing is being taken in; what went wrong there is raised here."""
        running, self._running = self._running, None
        if running is not None:
            running()

    def forget(self) -> None:
        """Take nothing in of what was noted: it is rolled back."""
        self._documents = []
        self._differing = []
        self._size = 0

    def close(self) -> None:
        """End the thread."""
        self._apart.close()


def _are_neighbours(spans: Sequence[tuple[int, int]]) -> bool:
    return all(a[1] + 1 == b[0] for a, b in pairwise(spans))
