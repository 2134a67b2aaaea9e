"""One sitting of review: whose work is compared, in which rows, and which place is decided now."""

from __future__ import annotations

from random import Random

from annotator.analysis.alignment import AGREE, RELATION
from annotator.model.annotation import Annotation
from annotator.model.change import ChangeSet
from annotator.model.review import in_row_order
from annotator.operations.adjudication.adjudicated import Case, Desk, Filter, adjudicated_id
from annotator.operations.adjudication.putting import NO_REASON, Why
from annotator.operations.adjudication.queue import Queue
from annotator.text.directions import set_in
from annotator.ui.review.reading import Kept, Seen, reading_of
from annotator.ui.sitting.readings import MakeMark, Reading, letters_of
from annotator.ui.sitting.session import Session


class Reviewing:
    """Knows the open places and the current one; rows are shuffled by document where it is blind.

    `why` is what is written of the current place and not stored yet.
    """

    code = "review"

    def __init__(self, session: Session, *, is_blind: bool, seed: int, wanted: Filter) -> None:
        """Begin without a place."""
        self._session = session
        self.queue = Queue(session.store, None, wanted, viewer=session.annotator)
        self.is_blind, self.seed = is_blind, seed
        self.document: str | None = None
        self.case_id: str | None = None
        self.why: Why = NO_REASON
        self.is_waiting = False
        self._kept = Kept()
        self._last: tuple[str, str] | None = None

    # whose rows

    def readers(self, document: str) -> tuple[str, ...]:
        """Return whose work is compared, in the order of the rows; by chance where it is blind."""
        people = self.desk(document).annotators
        if not self.is_blind:
            return in_row_order(people, self._session.annotators(), self._session.annotator)
        shuffled = list(people)
        # Not for secrets: the same document has the same order whenever it is opened.
        Random(f"{self.seed}:{document}").shuffle(shuffled)
        return tuple(shuffled)

    def letters(self, document: str) -> tuple[str, ...]:
        """Return the letters of the rows."""
        return letters_of(self.readers(document))

    def name(self, letter: str, who: str) -> str:
        """Return what a version is called: its letter, with the name unless that is hidden."""
        return letter if self.is_blind else f"{letter} {self._session.annotator_name(who)}"

    def hint(self) -> str:
        """Return whose rows are shown."""
        if self._session.document is None:
            return ""
        word, document = self._session.word, self._session.document
        pairs = zip(self.letters(document), self.readers(document), strict=True)
        named = ", ".join(set_in(self.name(letter, who)) for letter, who in pairs)
        if not named:
            return word("review.not_two")
        return f"{named}, {word('review.names_hidden')}" if self.is_blind else named

    # what is shown

    def desk(self, document: str) -> Desk:
        """Return a document under review."""
        return self.queue.desk(document)

    def in_rows(self, case: Case) -> Case:
        """Return a place with versions and relations in the order of the rows."""
        people = self.desk(case.document).annotators
        order = [people.index(who) for who in self.readers(case.document)]
        place = case.place
        return case._replace(
            place=place._replace(
                versions=tuple(place.versions[n] for n in order),
                relations=tuple(place.relations[n] for n in order) if place.relations else (),
            )
        )

    def reading(self, document: str, make: MakeMark) -> Reading:
        """Return what the text shows of a document."""
        desk = self.desk(document)
        seen = (self._seen(desk, case) for case in desk.cases)
        word = self._session.word
        return reading_of(self.letters(document), seen, make, word, self._kept)

    def _seen(self, desk: Desk, case: Case) -> Seen:
        decision = case.decision
        keys = decision.results if decision is not None and not case.is_open else ()
        results = tuple(desk.adjudicated[key] for key in keys if key in desk.adjudicated)
        is_worked_on = case.id == self.case_id
        return Seen(self.in_rows(case).place, not case.is_open, results, is_worked_on)

    def counted(self, document: str) -> str:
        """Return how many annotations each has, and how many places agree, in words."""
        desk, word = self.desk(document), self._session.word
        found = [self.in_rows(c).place for c in desk.cases if c.place.kind != RELATION]
        each = [
            str(sum(len(place.versions[n]) for place in found)) for n in range(len(desk.annotators))
        ]
        agreeing = sum(place.kind == AGREE for place in found)
        if not each:
            return ""
        counts = f" {word('review.and')} ".join((", ".join(each[:-1]), each[-1]))
        agree = word("review.agree_n", count=agreeing)
        return f"{word('review.against', counts=counts)}, {agree}"

    def follow(self, changes: ChangeSet) -> None:
        """Look anew at what an edit changed; note which decision was taken back or made again."""
        if not self.queue.follow(changes):
            self._kept = Kept()
        self._last = None
        if changes.direction == "do" or changes.is_bulk:
            return
        for change in changes.changes:
            noun = change.after if change.after is not None else change.before
            if change.table == "decision":
                self._last = (noun.document, change.id)

    def replayed(self) -> tuple[str, str] | None:
        """Return document and place of the decision that undo or redo was about, once."""
        found, self._last = self._last, None
        return found

    def may_edit(self, annotation: Annotation) -> bool:
        """Let the adjudicated set be edited by whoever decides."""
        return annotation.annotator == adjudicated_id(self._session.store.read())

    # the current place

    def case(self) -> Case | None:
        """Return the current place in the order of the rows; None where there is none."""
        if self.document is None or self.case_id is None:
            return None
        cases = self.desk(self.document).cases
        found = next((case for case in cases if case.id == self.case_id), None)
        return None if found is None else self.in_rows(found)

    def set_case(self, case: Case | None) -> None:
        """Make a place the current one."""
        self.document = None if case is None else case.document
        self.case_id = None if case is None else case.id
        decision = case.decision if case is not None else None
        self.why = (
            NO_REASON
            if decision is None
            else Why(reason=decision.reason, guideline=decision.guideline)
        )

    def case_of(self, document: str, number: int) -> Case | None:
        """Return the difference with a number, from 1."""
        found = self.desk(document).differences
        return found[number - 1] if 0 < number <= len(found) else None

    def number(self) -> int:
        """Return the number of the current place among the differences of its document, from 1."""
        if self.document is None:
            return 0
        differences = self.desk(self.document).differences
        return next((n for n, c in enumerate(differences, 1) if c.id == self.case_id), 0)

    def counts(self) -> tuple[int, int, int]:
        """Return of the current document how many differ, are decided, and wait to be."""
        document = self.document or self._session.document
        found = self.desk(document).differences if document is not None else []
        is_open = sum(case.is_open for case in found)
        return len(found), len(found) - is_open, is_open
