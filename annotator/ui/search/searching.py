"""Runs searches beside the window: the first hits at once, the rest in portions."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from annotator.model.progress import Progress
from annotator.model.query import Hit, Manner, Words
from annotator.operations.search.searching import (
    DOCUMENT,
    hits_of,
    read_query,
    sorted_hits,
)
from annotator.store.reading.queries import Reader
from annotator.ui.pace.latest import LatestTask
from annotator.ui.sitting.session import Session

_FIRST, _SOON_SECONDS, _EVERY_SECONDS = 60, 0.015, 0.12
"""Hits that are shown as soon as there are so many; fewer where more are far; then in portions."""
_COUNTED, _LONGEST = 20_000, 60
"""Hits whose forms are counted, and how long a form may be."""


def _forms(reader: Reader, hits: list[Hit]) -> Counter[str]:
    """Return how often each form stands among hits; whole documents have none."""
    found: Counter[str] = Counter()
    placed = [hit for hit in hits[:_COUNTED] if hit.begin < hit.end]
    for document, group in groupby(placed, key=lambda hit: hit.document):
        text = reader.text(document)
        for hit in group:
            found[" ".join(text[hit.begin : min(hit.end, hit.begin + _LONGEST)].split())] += 1
    return found


class Portions:
    """Hits that are told together: the first ones soon, also while others are looked for."""

    def __init__(
        self, found: Callable[[list[Hit]], None], formed: Callable[[list[Hit]], None]
    ) -> None:
        """Take whom they are told, and who counts their forms."""
        self._found, self._formed = found, formed
        self._kept: list[Hit] = []
        self._uncounted: list[Hit] = []
        self._told = self._counted = 0
        self._due = time.monotonic() + _SOON_SECONDS

    def add(self, hits: list[Hit]) -> None:
        """Take the hits of one more document."""
        self._kept += hits
        self._uncounted += hits
        is_page = self._told < _FIRST <= self._told + len(self._kept)
        if is_page or (self._told >= _FIRST and time.monotonic() > self._due):
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
        some = self._uncounted[: _COUNTED - self._counted]
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


class Searching(QObject):
    """One search at a time; a new one takes the place of the one that runs.

    `begun` is before anything is looked for, `found` tells a portion of hits, `formed` counts the
    forms in one, `sorted_anew` tells all hits in another order, `ended` that there are no more,
    `failed` why it broke off.
    """

    begun = Signal()
    found = Signal(int, object)
    formed = Signal(int, object)
    sorted_anew = Signal(int, object)
    ended = Signal()
    failed = Signal(object)
    progressed = Signal(str, int, int)

    def __init__(self, session: Session) -> None:
        """Search the corpus of a sitting."""
        super().__init__()
        self._session = session
        self._task = LatestTask()
        self._task.progressed.connect(self.progressed)
        # A function of its own would hold this object, and with it the whole sitting.
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self.failed)
        self._number = 0
        self.is_for_words = False

    @property
    def number(self) -> int:
        """The number of the search that counts; portions of others are old."""
        return self._number

    def is_running(self) -> bool:
        """Say whether a search goes on."""
        return self._task.is_running()

    def search(self, typed: str, manner: Manner, order: str) -> None:
        """Search for what is typed; QueryError at once if it cannot be read."""
        session = self._session
        store, scheme, annotator = session.store, session.scheme, session.annotator
        query = read_query(store.read(), scheme, typed, manner)
        self.is_for_words = isinstance(query, Words)
        number = self._next()

        def work(progress: Progress) -> None:
            with store.reader() as reader:
                portions = Portions(
                    lambda hits: self.found.emit(number, hits),
                    lambda hits: self.formed.emit(number, _forms(reader, hits)),
                )

                def told(what: str, done: int, total: int | None) -> None:
                    progress(what, done, total)
                    portions.tell_soon()

                groups = hits_of(reader, scheme, query, annotator=annotator, progress=told)
                if order != DOCUMENT:
                    every = [hit for group in groups for hit in group]
                    self.formed.emit(number, _forms(reader, every))
                    self.sorted_anew.emit(number, sorted_hits(reader, every, order, progress))
                    return
                for group in groups:
                    portions.add(group)
                portions.tell()

        self.begun.emit()
        self._task.start(work)

    def _on_done(self, _result: object) -> None:
        self.ended.emit()

    def sort(self, hits: list[Hit], order: str) -> None:
        """Sort hits that are all there."""
        store, number = self._session.store, self._next()

        def work(progress: Progress) -> None:
            with store.reader() as reader:
                self.sorted_anew.emit(number, sorted_hits(reader, hits, order, progress))

        self._task.start(work)

    def _next(self) -> int:
        self.cancel()
        self._number += 1
        return self._number

    def cancel(self) -> None:
        """Stop the search that runs; what it found so far stays."""
        self._task.cancel()

    def end(self) -> None:
        """Stop everything and wait for it: the corpus is being closed."""
        # What is on its way is old from now on.
        self._next()
        self._task.end()
