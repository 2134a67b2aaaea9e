"""Ids that may stand once in a file: noted in little memory, looked up before one is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.model.known_ids import KnownIds


class Once:
    """The ids of one file so far, document after document."""

    def __init__(self, before: Callable[[int], Iterator[str]]) -> None:
        """Take what yields the ids of all documents before a line, by reading the file again.

        It is asked only when an id seems to come a second time.
        """
        self._before = before
        self._known = KnownIds()
        self._line = 0
        self._own: list[str] = []

    def twice(self, line: int, ids: Sequence[str]) -> str | None:
        """Note ids of the document at a line; return the first that has come before, or None."""
        if line != self._line:
            self._line, self._own = line, []
        self._own.extend(ids)
        for noun_id in self._known.add(ids):
            if self._own.count(noun_id) > 1 or noun_id in self._before(line):
                return noun_id
        return None
