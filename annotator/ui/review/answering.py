"""One sitting over the corrections of one's own work: which there are, and which is current."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.analysis.alignment import AGREE, RELATION, Place
from annotator.model.annotation import STANDS, Annotation
from annotator.model.change import ChangeSet
from annotator.model.review import ACCEPTED, Decision, Reply
from annotator.operations.adjudication.adjudicated import adjudicated_id
from annotator.operations.corrections.corrections import Correction, corrections_by_others
from annotator.operations.corrections.places import place_of
from annotator.operations.rounds.blindness import unseen_by
from annotator.ui.review.reading import Seen, reading_of
from annotator.ui.sitting.readings import MakeMark, Reading
from annotator.ui.sitting.session import Session


class Answering:
    """Knows the corrections in the order of the texts; a row shows what was, one what is decided.

    `typed` is the reason of an appeal that is written and not sent yet.
    """

    code = "corrections"
    is_waiting = False

    def __init__(self, session: Session, *, is_blind: bool) -> None:
        """Begin without a current one."""
        self._session = session
        self.is_blind = is_blind
        self.document: str | None = None
        self.case_id: str | None = None
        self.typed = ""
        self._found: list[Correction] | None = None
        self._places: dict[str, Place] = {}
        self._last: tuple[str, str] | None = None

    @property
    def found(self) -> list[Correction]:
        """All corrections of the annotator's work that others have made."""
        if self._found is None:
            session = self._session
            self._found = corrections_by_others(session.store.read(), session.annotator)
        return self._found

    def of(self, document: str) -> list[Correction]:
        """Return those in a document."""
        return [c for c in self.found if c.decision.document == document]

    def correction(self) -> Correction | None:
        """Return the current one."""
        return next((c for c in self.found if c.decision.id == self.case_id), None)

    def set_correction(self, correction: Correction | None) -> None:
        """Make one the current one."""
        self.document = None if correction is None else correction.decision.document
        self.case_id = None if correction is None else correction.decision.id
        said = self.reply_to(correction) if correction is not None else None
        self.typed = said.text if said is not None else ""

    def reply_to(self, correction: Correction) -> Reply | None:
        """Return what the annotator said to one."""
        return correction.reply_of(self._session.annotator)

    def after(self, by: int, *, only_open: bool = False) -> Correction | None:
        """Return the next one (`by` 1) or the one before (-1); None at the end.

        Unanswered ones are sought all round. Where none is current, the search begins in the
        open document.
        """
        found, here = self.found, self._session.document
        at = next((n for n, c in enumerate(found) if c.decision.id == self.case_id), None)
        if at is None:
            first = next((n for n, c in enumerate(found) if c.decision.document == here), 0)
            at = first - 1 if by > 0 else first
        rest = found[at + 1 :] if by > 0 else found[:at][::-1]
        if not only_open:
            return next(iter(rest), None)
        every = [*rest, *found[: max(at, 0)]]
        return next((c for c in every if self.reply_to(c) is None), None)

    def names(self, correction: Correction) -> tuple[str, str]:
        """Return what the two versions are called; who decided is told if that may be known."""
        session, word = self._session, self._session.word
        name = self.decider(correction)
        decided = word("corrections.decided_by", name=name) if name else word("corrections.decided")
        return session.annotator_name(session.annotator), decided

    def decider(self, correction: Correction) -> str:
        """Return the name of whoever decided, nothing where it is hidden."""
        session, who = self._session, correction.decision.annotator
        reader = session.store.read()
        hidden = unseen_by(reader, session.annotator, correction.decision.document, (who,))
        return "" if self.is_blind or hidden else session.annotator_name(who)

    # what is shown

    def readers(self, document: str) -> tuple[str, ...]:
        """Return whose rows there are: the annotator's, and that of what was decided."""
        return self._session.annotator, adjudicated_id(self._session.store.read())

    @property
    def letters(self) -> tuple[str, str]:
        """The letters of the two rows."""
        word = self._session.word
        return word("corrections.mine_letter"), word("corrections.decided_letter")

    def hint(self) -> str:
        """Return what the two rows are."""
        mine, decided = self.letters
        return self._session.word("corrections.rows", mine=mine, decided=decided)

    def place(self, correction: Correction) -> Place:
        """Return a correction as a place of its document, which is the open one."""
        key, session = correction.decision.id, self._session
        if key not in self._places and session.facts is not None:
            self._places[key] = place_of(
                correction,
                session.annotator,
                text=session.facts.text,
                standing=session.facts.annotations,
                scheme=session.scheme,
            )
        return self._places[key]

    def reading(self, document: str, make: MakeMark) -> Reading:
        """Return the marks of the corrections in rows, and dimly what nobody corrected."""
        self._places = {}
        found = self.of(document)
        seen = [self._seen(c) for c in found]
        taken = {a.id for one in seen for a in one.place.annotations}
        seen += [Seen(Place(AGREE, ((a,), ()))) for a in self._own(taken)]
        seen.sort(key=lambda one: (one.place.extent.begin, -one.place.extent.end))
        return reading_of(self.letters, seen, make, self._session.word)

    def _own(self, taken: set[str]) -> Sequence[Annotation]:
        facts, who = self._session.facts, self._session.annotator
        every = facts.annotations.values() if facts is not None else ()
        return [a for a in every if a.annotator == who and a.state == STANDS and a.id not in taken]

    def _seen(self, correction: Correction) -> Seen:
        said, place = self.reply_to(correction), self.place(correction)
        is_current = correction.decision.id == self.case_id
        is_settled = said is not None and said.state == ACCEPTED and not is_current
        results = () if place.kind == RELATION else correction.after
        # Two versions that are the same differ in nothing the margin could name.
        name = self._session.word("corrections.as_before") if correction.is_as_before else ""
        return Seen(place, is_settled, results, name=name)

    def counted(self, document: str) -> str:
        """Return how many corrections a document has, in words."""
        found = self.of(document)
        data = {"count": len(found), "open": sum(self.reply_to(c) is None for c in found)}
        return self._session.word("corrections.counted", **data)

    def counts(self) -> tuple[int, int]:
        """Return how many there are in all documents, and how many are unanswered."""
        return len(self.found), sum(self.reply_to(c) is None for c in self.found)

    def number(self) -> int:
        """Return the number of the current one among those of its document, from 1."""
        found = self.in_text(self.document or "")
        return next((n for n, c in enumerate(found, 1) if c.decision.id == self.case_id), 0)

    def in_text(self, document: str) -> list[Correction]:
        """Return the corrections of the open document in the order in which the text has them."""
        found = self.of(document)
        if document != self._session.document:
            return found
        return sorted(found, key=self._order)

    def _order(self, correction: Correction) -> tuple[int, int]:
        extent = self.place(correction).extent
        return extent.begin, -extent.end

    def follow(self, changes: ChangeSet) -> None:
        """Follow an edit; note which answer was taken back or made again."""
        self._last = None
        if changes.is_bulk or any(c.table == "annotation" for c in changes.changes):
            self._found = None
        for change in changes.changes:
            if change.table != "decision":
                continue
            self._replace(change.after)
            noun = change.after if change.after is not None else change.before
            if changes.direction != "do":
                self._last = (noun.document, change.id)

    def _replace(self, decision: Decision | None) -> None:
        """Take a decision as it is now; those that came or went are read anew."""
        known = {c.decision.id: n for n, c in enumerate(self._found or ())}
        if self._found is None or decision is None or decision.id not in known:
            self._found = None
            return
        at = known[decision.id]
        self._found[at] = self._found[at]._replace(decision=decision)

    def replayed(self) -> str | None:
        """Return the id of the correction that undo or redo was about, once."""
        found, self._last = self._last, None
        return found[1] if found is not None else None

    def may_edit(self, annotation: Annotation) -> bool:
        """Let nobody edit what was decided."""
        return False
