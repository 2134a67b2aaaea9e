"""What of the open document is still being read elsewhere, and what waits until it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import Signal

from annotator.model.change import ChangeSet
from annotator.model.progress import Progress, no_progress
from annotator.operations.checking.proving import unproved
from annotator.store.store import Store
from annotator.ui.pace.sweeping import hold, unswept
from annotator.ui.sitting.gathered import Gathered
from annotator.ui.sitting.open_document import OpenDocument
from annotator.ui.sitting.placing import places_of
from annotator.ui.sitting.showing import ONE, Showing
from annotator.ui.text.marks import MarkIndex

_MOST_LISTED = 10_000
"""Rows that a step may have changed to be followed one by one: a tenth of a second for 5,000."""
AT_ONCE = 20_000
"""Annotations that are read while the window waits: an eighth of a second."""


class Arrived(NamedTuple):
    """A document that was read, its marks by place as it was to be shown, and whether it proves."""

    gathered: Gathered
    showing: Showing
    marks: MarkIndex | None
    is_proved: bool


class _Awaited:
    """What came in since a reading began, and what shall be done at its end."""

    def __init__(self) -> None:
        self.changes: list[ChangeSet] = []
        self.then: list[Callable[[], object]] = []
        self.is_given_up = False


class Awaiting(OpenDocument):
    """Lets somebody else read very large documents; until one is there its text alone is shown.

    Where the document was shown already, what was shown stays until then. Nothing is edited
    meanwhile by keys; what changes otherwise is followed before anything is shown.
    """

    reading_changed = Signal()
    refused = Signal(str)

    def __init__(self, store: Store, annotator: str, language: str) -> None:
        """Read everything here until `reads_beside` says that somebody else does."""
        super().__init__(store, annotator, language)
        self.reads_beside = False
        self._awaited: _Awaited | None = None

    @property
    def is_reading(self) -> bool:
        """Say whether annotations of the open document are awaited, or were given up."""
        return self._awaited is not None

    @property
    def has_given_up(self) -> bool:
        """Say whether nobody reads the annotations that are not there."""
        return self._awaited is not None and self._awaited.is_given_up

    def _is_read_beside(self, document_id: str) -> bool:
        """Say whether a document is large enough to be read elsewhere, and can be."""
        if not self.reads_beside or self.review is not None or self.store.fault() is not None:
            return False
        return self.store.read().annotation_count(document_id) > AT_ONCE

    def _await(self) -> None:
        """Have the open document read by whoever is told by `reading_changed`."""
        self._begin_to_await()
        self.reading_changed.emit()

    def _begin_to_await(self) -> None:
        before, self._awaited = self._awaited, _Awaited()
        if before is not None:
            self._awaited.then = before.then

    def _await_nothing(self) -> None:
        """Want no reading any more: another document is open, or none."""
        if self._awaited is not None:
            self._awaited = None
            self.reading_changed.emit()

    def when_read(self, then: Callable[[], object], *, is_first: bool = False) -> None:
        """Do something once the annotations are there, first of all or last; now where they are."""
        if self._awaited is None:
            then()
        else:
            awaits = self._awaited.then
            awaits.insert(0 if is_first else len(awaits), then)

    def say_if_reading(self) -> bool:
        """Tell, and say, that annotations are awaited, if they are; given up, they are read now."""
        if self._awaited is None:
            return False
        self.refused.emit(self.word("annotations_awaited"))
        if self._awaited.is_given_up:
            self._await()
        return True

    def give_up_reading(self) -> None:
        """Leave the annotations unread until somebody wants them."""
        if self._awaited is not None:
            self._awaited.is_given_up = True

    def reading(self) -> Callable[..., Arrived]:
        """Return what reads the open document as it is then; any thread may run it."""
        assert self.document is not None
        return partial(
            _read,
            self.store,
            self.document,
            self.annotator,
            showing=self.wanted,
            drawings=self.maker.drawings,
            room=self.leaving.hand_over(),
        )

    def show_read(self, arrived: Arrived) -> None:
        """Show a document that was read, and what became of it meanwhile."""
        awaited, before, gathered = self._awaited, self.gathered, arrived.gathered
        if awaited is None or before is None or gathered.document != self.document:
            self.leaving.leave(gathered)
            return
        self._awaited = None
        placed = (arrived.showing, arrived.marks)
        for changes in awaited.changes:
            if gathered.patch(changes).touched:
                placed = None
        is_same_text = before.facts.text == gathered.facts.text
        self._take(gathered, placed)
        self._forget_current()
        if is_same_text:
            self.marks_replaced.emit()
        else:
            self.document_opened.emit(gathered.document)
        self.comments_changed.emit()
        for then in awaited.then:
            then()

    def read_anew(self) -> None:
        """Show what the store holds, whatever was shown: something went wrong on the way."""
        self.forget_known()
        if self.document is not None and self.store.read().has_document(self.document):
            self._show_anew()
            self.comments_changed.emit()

    def _listed(self, changes: ChangeSet) -> ChangeSet | None:
        """Return a change set that lists what a large step did to a very large document.

        None where it has to be read again: it is not so large, or too much was done.
        """
        document, gathered = self.document, self.gathered
        if document is None or gathered is None or changes.step is None or self.is_reading:
            return None
        if not changes.is_bulk or len(gathered.facts.annotations) <= AT_ONCE:
            return None
        found = self.store.read().changes_in(changes.step, document, _MOST_LISTED)
        if found is None:
            return None
        listed = replace(changes, changes=tuple(found), is_bulk=False)
        return None if gathered.must_read_anew(listed) else listed

    def _show_anew(self) -> None:
        """Read the open document again, here or elsewhere, and show it."""
        document, gathered = self.document, self.gathered
        if document is None or gathered is None:
            return
        if self._is_read_beside(document):
            self._await()
            return
        self._await_nothing()
        self._gather()
        self._forget_current()
        if self.facts.text == gathered.facts.text:
            self.marks_replaced.emit()
        else:
            self.document_opened.emit(document)


def _read(
    store: Store,
    document: str,
    annotator: str,
    *,
    showing: Showing,
    drawings: Mapping[str, str],
    room: Iterator[object],
    progress: Progress = no_progress,
) -> Arrived:
    """Read a document whole, and find its marks by place, once there is `room` for it."""
    for _ in room:
        progress("", 0, None)
    with store.reader() as reader, unswept():
        gathered = Gathered(
            store,
            document,
            annotator,
            reader=reader,
            progress=progress,
            total=reader.annotation_count(document),
        )
        facts, marks = gathered.facts, None
        wrong = chain(
            unproved(facts.text, facts.annotations.values()),
            unproved(facts.text, gathered.comments.values()),
        )
        is_proved = next(wrong, None) is None
        # What the lists show of it.
        gathered.tallies.items()
        if showing.mode == ONE:
            marks = MarkIndex.of_places(places_of(gathered.tallies, drawings), _nobody)
        hold(len(facts.annotations))
    return Arrived(gathered, showing, marks, is_proved)


def _nobody(_key: str) -> None:
    """Make no mark yet: whoever shows them will."""
