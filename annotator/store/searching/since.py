"""One state of the corpus that something was gathered of, and what was changed since."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from annotator.store.files.counters import commits
from annotator.store.searching.memory_file import Parts, bytes_of_numbers

DIGESTS = "digests"
"""The part with the digests; what is said of the whole has their number under the same name."""
Numbers = frozenset[int]
Digest = tuple[int, int, int]


class Since:
    """Knows which documents are not as they were, by the digests of all."""

    def __init__(
        self, connection: Any, kept: Parts | None = None, *, is_same: bool = False
    ) -> None:
        """Note how it is now, on a snapshot, or take what was noted in an earlier sitting.

        A count of edits says nothing of another sitting, since a backup may have been restored
        meanwhile: what is kept is held against this snapshot, unless it `is_same`.
        """
        self.commits = commits(connection)
        self._kept = kept
        if kept is None:
            self._digests = frozenset(_digests(connection))
        changed = frozenset[int]()
        if kept is not None and not is_same:
            changed = self._differing(connection)
        # Put in its place at once, for several threads.
        self._last = (self.commits, changed)

    @cached_property
    def _digests(self) -> frozenset[Digest]:
        numbers = list[int]() if self._kept is None else list(self._kept.numbers(DIGESTS))
        return frozenset(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))

    @cached_property
    def count(self) -> int:
        """How many documents there were."""
        return len(self._digests) if self._kept is None else int(self._kept.said[DIGESTS])

    def changed(self, connection: Any) -> Numbers:
        """Return the documents that are not as they were."""
        now = commits(connection)
        at, found = self._last
        if at != now:
            found = self._differing(connection)
            self._last = (now, found)
        return found

    def _differing(self, connection: Any) -> Numbers:
        now = frozenset(_digests(connection))
        return frozenset(number for number, _, _ in now ^ self._digests)

    def is_older_than(self, connection: Any) -> bool:
        """Say whether a snapshot is of this state or of a later one."""
        return self.commits <= commits(connection)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is kept for a later sitting."""
        yield DIGESTS, bytes_of_numbers(value for row in self._digests for value in row)


def _digests(connection: Any) -> list[Digest]:
    return connection.execute("SELECT * FROM digest").fetchall()


def index_stamp(connection: Any) -> bytes:
    """Return what is another after each change of the index: its record of its parts."""
    row = connection.execute("SELECT block FROM search_data WHERE id = 10").fetchone()
    return bytes(row[0]) if row else b""
