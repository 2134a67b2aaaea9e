"""Runs searches beside the window: the first hits at once, the rest in portions."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import QueryError
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
from annotator.ui.search.portions import COUNTED, PAGE, FirstPage, Portions
from annotator.ui.sitting.session import Session

_LONGEST = 60
"""How long a form that is counted may be."""
_WAIT_SECONDS, _SEEN_SECONDS = 0.02, 0.05
"""How long the window waits for the first page, and a search for its being seen."""


def _forms(reader: Reader, hits: list[Hit]) -> Counter[str]:
    """Return how often each form stands among hits; whole documents have none."""
    found: Counter[str] = Counter()
    placed = [hit for hit in hits[:COUNTED] if hit.begin < hit.end]
    for document, group in groupby(placed, key=lambda hit: hit.document):
        text = reader.text(document)
        for hit in group:
            found[" ".join(text[hit.begin : min(hit.end, hit.begin + _LONGEST)].split())] += 1
    return found


class Searching(QObject):
    """One search at a time; a new one takes the place of the one that runs.

    `begun` is before anything is looked for, `found` tells a portion of hits, `seen` that the first
    one was painted, `formed` counts the forms in one, `sorted_anew` tells all hits in another
    order, `ended` that there are no more, `failed` why it broke off.
    """

    begun = Signal()
    seen = Signal()
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
        self._first = FirstPage()
        self.is_for_words = False

    @property
    def number(self) -> int:
        """The number of the search that counts; portions of others are old."""
        return self._number

    def is_running(self) -> bool:
        """Say whether a search goes on."""
        return self._task.is_running()

    def search(self, typed: str, manner: Manner, order: str, *, page: int = PAGE) -> list[Hit]:
        """Search for what is typed; QueryError at once if it cannot be read.

        Returns the first hits, about a `page` as it is seen at once, if they come in the next
        moment; they are not told then, as all others are.
        """
        session = self._session
        store, scheme, annotator = session.store, session.scheme, session.annotator
        self.begun.emit()
        try:
            query = read_query(store.read(), scheme, typed, manner)
        except QueryError:
            # Nobody waits for a page.
            self.seen.emit()
            raise
        self.is_for_words = isinstance(query, Words)
        number = self._next()
        first = self._first = FirstPage()

        def tell(hits: list[Hit]) -> None:
            if not first.give(hits):
                self.found.emit(number, hits)
            first.wait_until_seen(_SEEN_SECONDS)

        def look(progress: Progress) -> None:
            with store.reader() as reader:
                portions = Portions(
                    tell,
                    lambda hits: self.formed.emit(number, _forms(reader, hits)),
                    page=page,
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
                if not portions.is_told():
                    # All of them are one page, and nothing is left to be done beside its painting.
                    first.see()
                portions.end()

        def work(progress: Progress) -> None:
            try:
                look(progress)
            finally:
                first.give([])

        self._task.start(work)
        return first.take(_WAIT_SECONDS if order == DOCUMENT else 0.0)

    def see(self) -> None:
        """Know that hits were painted: who stood back for them may go on."""
        self._first.see()
        self.seen.emit()

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
        self._first.see()
        self._task.cancel()

    def end(self) -> None:
        """Stop everything and wait for it: the corpus is being closed."""
        # What is on its way is old from now on.
        self._next()
        self._task.end()
