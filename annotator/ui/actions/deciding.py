"""Deciding between annotators: each answer is one step, and the next open place opens at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.analysis.alignment import BORDER, SPLIT
from annotator.model.review import Decision
from annotator.operations.adjudication import deciding
from annotator.operations.adjudication.adjudicated import DECIDED, Case
from annotator.ui.bars.document_head import title_of
from annotator.ui.review.case_shown import next_said

if TYPE_CHECKING:
    from annotator.ui.actions.reviewing import ReviewingActions
    from annotator.ui.desk import Desk


class DecidingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window; `decided` is the document and place of the last decision here."""
        self._window = window
        self.decided: tuple[str, str] | None = None

    @property
    def _reviewing(self) -> ReviewingActions:
        return self._window.act.reviewing

    def take(self, number: int) -> None:
        """Take the version in the row with a number, from 1."""
        review = self._reviewing.review
        case = review.case() if review is not None else None
        if review is None or case is None:
            return
        readers = review.readers(case.document)
        if number <= len(readers):
            letter = review.letters(case.document)[number - 1]
            told = self._window.word("review.took", letter=letter)
            self.decide(told, deciding.take, readers[number - 1])

    def take_both(self) -> None:
        """Keep both versions; of different borders all that any of them holds."""
        review = self._reviewing.review
        case = review.case() if review is not None else None
        if case is None:
            return
        if case.place.kind in (BORDER, SPLIT):
            told = self._window.word("review.joined")
            self.decide(told, deciding.take_both, deciding.joined_spans(case))
        else:
            self.decide(self._window.word("review.took_both"), deciding.take_both)

    def take_none(self) -> None:
        """Decide that nothing is here."""
        self.decide(self._window.word("review.took_nothing"), deciding.decide_none)

    def postpone(self) -> None:
        """Leave the place open for later."""
        self.decide(self._window.word("review.postponed"), deciding.decide_later)

    def do(self, operation: Any, *given: Any) -> Decision | None:
        """Store an answer to the current place; None if it was refused, which is told.

        Marks are not made anew: where one goes next is to be shown as well.
        """
        review, session = self._reviewing.review, self._window.sitting
        if review is None or review.document is None or review.case_id is None:
            return None
        document, case_id, why = review.document, review.case_id, review.why
        desk = review.desk(document)
        with self._reviewing.following_nothing():
            review.is_waiting = True
            try:
                made = session.work(operation, document, case_id, *given, why=why, desk=desk)
            finally:
                review.is_waiting = False
        if made is not None:
            self.decided = (document, case_id)
        return made

    def decide(self, told: str, operation: Any, *given: Any) -> None:
        """Store an answer, say so, and go on."""
        review, window = self._reviewing.review, self._window
        if self.do(operation, *given) is None or review is None or review.document is None:
            self._reviewing.show()
            return
        open_ones = review.counts()[2]
        said = [told, window.word("review.open_n", count=open_ones)]
        document, here = review.document, review.case_id

        def show(found: Case | None) -> None:
            if found is not None and found.id == here:
                found = None
            self._reviewing.go(found)
            if found is None:
                said.append(window.word("review.empty"))
            else:
                if found.document != document:
                    title = title_of(window.sitting.store.read().document(found.document))
                    said.append(window.word("review.in_document", title=title))
                said.append(next_said(window.sitting, review, found, window.surface.text()))
            window.say(" ".join(said))

        if not self._reviewing.seeking.seek(review.queue.search(document, here), show):
            window.sitting.renew_marks()
            self._reviewing.show()
            window.say(" ".join(said))

    # why

    def write_reason(self) -> None:
        """Go to the field of the reason."""
        self._window.text_page.review_bar.write_reason()

    def keep_reason(self, text: str) -> None:
        """Keep what is written for the decision; one that was made gets it when it is left."""
        if self._reviewing.review is not None:
            self._reviewing.review.why = replace(self._reviewing.review.why, reason=text)

    def rest_on_guideline(self) -> None:
        """Let the decision rest on the guideline of the layer, or no longer."""
        review = self._reviewing.review
        case = review.case() if review is not None else None
        if review is None or case is None:
            return
        layer = case.place.first.layer
        is_off = review.why.guideline == layer
        review.why = replace(review.why, guideline=None if is_off else layer)
        self.store_reason()
        self._reviewing.show()
        word, name = self._window.word, self._window.sitting.layer_name(layer)
        self._window.say(
            word("review.no_guideline") if is_off else word("review.by_guideline", layer=name)
        )

    def store_reason(self) -> None:
        """Give a decision that was made the reason that was written since, and go to the text."""
        review, window = self._reviewing.review, self._window
        case = review.case() if review is not None else None
        if review is not None and case is not None and case.state == DECIDED:
            window.sitting.work(deciding.set_reason, case.document, case.id, review.why)
        window.surface.setFocus()
