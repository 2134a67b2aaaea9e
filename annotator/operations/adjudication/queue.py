"""Going from one open place to the next, document after document, without looking at all of them.

What was found in a document is remembered until the document changes: a key press that goes on
looks at the documents from here to the next open place only.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from annotator.model.change import ChangeSet
from annotator.operations.adjudication.adjudicated import (
    ALL_OPEN,
    Case,
    Desk,
    Filter,
    adjudicated_id,
    desk_of,
    people_of,
)
from annotator.operations.adjudication.following import followed
from annotator.operations.rounds.blindness import unseen_by
from annotator.store.reading.listing import documents_of_several
from annotator.store.store import Store

_KEPT = 8
"""So many documents are kept whole; of all others only that nothing is open in them."""


class Queue:
    """The open places of a corpus between some annotators (None: all persons).

    Documents in which `viewer` may not see the work of all of them (see `review.may_see`) have
    none; without a viewer all may be seen.
    """

    def __init__(
        self,
        store: Store,
        annotators: Iterable[str] | None = None,
        wanted: Filter = ALL_OPEN,
        *,
        viewer: str | None = None,
    ) -> None:
        """Look at nothing yet."""
        self._store = store
        self.annotators = None if annotators is None else tuple(annotators)
        self._wanted, self._viewer = wanted, viewer
        self._desks: dict[str, Desk] = {}
        self._is_empty: set[str] = set()
        self._order: list[str] | None = None
        self._shared: set[str] = set()

    @property
    def wanted(self) -> Filter:
        """Which places are gone through."""
        return self._wanted

    def set_wanted(self, wanted: Filter) -> None:
        """Go through other places."""
        self._wanted = wanted
        self._is_empty.clear()

    def follow(self, changes: ChangeSet) -> bool:
        """Look anew at what an edit changed; where that was only decided, nothing is compared.

        Return whether places that it did not decide stay as they were.
        """
        judge = adjudicated_id(self._store.read())
        known = {key: desk for key, desk in self._desks.items() if key in changes.documents}
        self.forget(changes.documents)
        after = {key: followed(desk, changes, judge) for key, desk in known.items()}
        self._desks |= {key: desk for key, desk in after.items() if desk is not None}
        return bool(after) and None not in after.values()

    def forget(self, documents: Iterable[str]) -> None:
        """Look at documents anew; at all, if none is named."""
        named = frozenset(documents)
        self._shared |= named
        if not named or self._order is None or not named.issubset(self._order):
            self._order = None
        if not named:
            self._desks.clear()
            self._is_empty.clear()
        for key in named:
            self._desks.pop(key, None)
            self._is_empty.discard(key)

    def desk(self, document: str) -> Desk:
        """Return a document under review."""
        found = self._desks.pop(document, None)
        if found is None:
            store = self._store
            found = desk_of(store.read(), store.scheme, document, self.annotators)
        self._desks[document] = found
        while len(self._desks) > _KEPT:
            del self._desks[next(iter(self._desks))]
        return found

    def wanted_in(self, document: str) -> list[Case]:
        """Return the differences of a document that are gone through, in the order of the text."""
        if document in self._is_empty:
            return []
        desk = self.desk(document)
        if not self._may_see(desk):
            self._is_empty.add(document)
            return []
        admits = self._wanted.admits
        found = [c for c in desk.differences if admits(c, desk.annotators, desk.commented)]
        if not found:
            self._is_empty.add(document)
        return found

    def _may_see(self, desk: Desk) -> bool:
        """Say whether the viewer may see all that is compared: blind rounds hide it at first."""
        reader = self._store.read()
        return not unseen_by(reader, self._viewer, desk.document, desk.annotators)

    def search(
        self, document: str, case_id: str | None = None, *, by: int = 1
    ) -> Generator[int, None, Case | None]:
        """Look for the next place after one of a document (`by` -1: before it); return it, or None.

        Without `case_id` the document's own first (last) one is meant. The search goes on in the
        documents that follow, round to what was passed over here. Before each of these that must
        be looked at, say how many are left: whoever asks may do something else meanwhile, or look
        no further.
        """
        here = self.wanted_in(document)
        at = self._numbers(document).get(case_id or "")
        rest, passed = here, list[Case]()
        if at is not None:
            numbers = self._numbers(document)
            rest = [c for c in here if (numbers[c.id] - at) * by > 0]
            passed = [c for c in here if (numbers[c.id] - at) * by < 0]
        if rest:
            return rest[0 if by > 0 else -1]
        following = [key for key in self._following(document, by) if key not in self._is_empty]
        for number, key in enumerate(following):
            if key not in self._desks:
                yield len(following) - number
            found = self.wanted_in(key)
            if found:
                return found[0 if by > 0 else -1]
        return passed[0 if by > 0 else -1] if passed else None

    def _numbers(self, document: str) -> dict[str, int]:
        return {case.id: number for number, case in enumerate(self.desk(document).differences)}

    def _following(self, document: str, by: int) -> list[str]:
        """Return the other documents that may have places, in the order in which they come."""
        if self._order is None:
            reader = self._store.read()
            people = people_of(reader, self.annotators)
            found = list(documents_of_several(reader.connection, people))
            self._order = [key for key, _ in found]
            self._shared = {key for key, is_shared in found if is_shared}
        order = self._order
        at = order.index(document) if document in order else 0
        after = [*order[at + 1 :], *order[:at]]
        return [key for key in (after if by > 0 else after[::-1]) if key in self._shared]
