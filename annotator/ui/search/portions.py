"""The hits of a search on their way to the window: a first page at once, the rest in portions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from annotator.model.query import Hit

PAGE = 60
"""Hits that fill a list of whatever height."""
_SOON_SECONDS, _EVERY_SECONDS = 0.015, 0.12
"""After how long fewer are shown, where more are far; then in portions."""
COUNTED = 20_000
"""Hits whose forms are counted."""


class FirstPage:
    """The first hits of a search, handed from its thread to a window that waits for them.

    Told by a signal they would come after everything else that the window has to do, and the
    two would take Python's lock from each other meanwhile.
    """

    def __init__(self) -> None:
        """Wait for hits."""
        self._lock = threading.Lock()
        self._is_there, self._is_seen = threading.Event(), threading.Event()
        self._hits: list[Hit] = []
        self._is_awaited = True

    def give(self, hits: list[Hit]) -> bool:
        """Hand hits over; False says that nobody waits, or no longer."""
        with self._lock:
            is_awaited, self._is_awaited = self._is_awaited, False
            if is_awaited:
                self._hits = hits
        self._is_there.set()
        return is_awaited

    def take(self, seconds: float) -> list[Hit]:
        """Wait for the hits; without any if there are none so soon, and then nobody waits."""
        self._is_there.wait(seconds)
        with self._lock:
            self._is_awaited = False
            hits, self._hits = self._hits, []
        return hits

    def see(self) -> None:
        """Say that the hits can be seen, or that nobody wants to any more."""
        self._is_seen.set()

    def wait_until_seen(self, seconds: float) -> None:
        """Leave the processor to whoever paints them."""
        self._is_seen.wait(seconds)


class Portions:
    """Hits that are told together: the first ones soon, also while others are looked for."""

    def __init__(
        self,
        found: Callable[[list[Hit]], None],
        formed: Callable[[list[Hit]], None],
        *,
        page: int = PAGE,
    ) -> None:
        """Take whom they are told, who counts their forms, and how many are seen at once."""
        self._found, self._formed, self._page = found, formed, page
        self._kept: list[Hit] = []
        self._uncounted: list[Hit] = []
        self._told = self._counted = 0
        self._due = time.monotonic() + _SOON_SECONDS

    def add(self, hits: list[Hit]) -> None:
        """Take the hits of one more document."""
        self._kept += hits
        self._uncounted += hits
        is_page = self._told < self._page <= self._told + len(self._kept)
        if is_page or (self._told >= self._page and time.monotonic() > self._due):
            self.tell()

    def tell_soon(self) -> None:
        """Tell what there is, if somebody waits for it, since the next hit may be far.

        Nothing is read for it: whoever is asked to wait may be in the midst of reading.
        """
        if self._kept and time.monotonic() > self._due:
            self._tell()

    def tell(self) -> None:
        """Tell what there is, and have its forms counted."""
        self._tell()
        self._count()

    def is_told(self) -> bool:
        """Say whether some were told."""
        return self._told > 0

    def end(self) -> None:
        """Tell what there is: no more will come.

        Where nothing was told before, all of it is one page: its forms are counted first, so that
        all is known when it is painted.
        """
        if self._told:
            self.tell()
        else:
            self._count()
            self._tell()

    def _count(self) -> None:
        some = self._uncounted[: COUNTED - self._counted]
        self._uncounted = []
        self._counted += len(some)
        if some:
            self._formed(some)

    def _tell(self) -> None:
        told, self._kept = self._kept, []
        self._told += len(told)
        if told:
            self._found(told)
        self._due = time.monotonic() + _EVERY_SECONDS
