"""Deciding between annotators: each answer is one step, and the next open place opens at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.analysis.alignment import BORDER, SPLIT
from annotator.model.change import ChangeSet
from annotator.model.review import Decision
from annotator.operations import adjudicate
from annotator.operations.adjudicated import DECIDED, Case
from annotator.ui.actions.review_choice import BLIND, seed_of, wanted_of
from annotator.ui.bars.document_head import title_of
from annotator.ui.keys.modes import REVIEW, TEXT
from annotator.ui.review.case_shown import case_said, next_said, shown_case, title_said
from annotator.ui.review.reviewing import Reviewing
from annotator.ui.review.seeking import Seeking

if TYPE_CHECKING:
    from annotator.ui.desk import Desk


class ReviewingActions:
    """One method for each handler of the table of actions."""

    def __init__(self, window: Desk) -> None:
        """Serve a window."""
        self._window = window
        self._review: Reviewing | None = None
        self.decided: tuple[str, str] | None = None
        self._is_going = False
        self.seeking = Seeking(window)

    @property
    def review(self) -> Reviewing | None:
        """What is decided now; None where nothing is."""
        session = self._window.session
        return self._review if session is not None and session.review is self._review else None

    # beginning and ending

    def start(self) -> None:
        """Open the next open place, or go back to the text."""
        if self.review is not None:
            self.leave()
            return
        window, session = self._window, self._window.sitting
        if session.review is not None:
            window.act.answering.leave()
        self._review = Reviewing(
            session,
            is_blind=window.settings.flag(BLIND, False),
            seed=seed_of(window),
            wanted=wanted_of(window),
        )
        session.set_review(self._review)
        session.current_changed.connect(self._on_current)
        session.changed.connect(self._on_changed)
        session.document_opened.connect(self._on_document)
        window.text_keys.review_left.connect(self._leave_or_stop)
        window.text_keys.set_ground(REVIEW)
        window.menus.enable()
        window.surface.setFocus()
        self._resume()

    def _resume(self) -> None:
        """Go on where the last review stopped, else in the open document."""
        window, session, review = self._window, self._window.sitting, self._review
        assert review is not None
        kept = window.settings.text(self._place_key()).split()
        document = session.document
        if len(kept) == 2 and session.store.read().has_document(kept[0]):
            found = next((c for c in review.queue.wanted_in(kept[0]) if c.id == kept[1]), None)
            if found is not None:
                self.go(found)
                return
            document, after = kept[0], kept[1]
        else:
            window.settings.forget(self._place_key())
            after = None
        if document is None:
            self.go(None)
            return

        def show(case: Case | None) -> None:
            self.go(case)
            if case is not None:
                window.say(self._case_said(case))

        self.seeking.seek(review.queue.search(document, after), show)

    def _place_key(self) -> str:
        window = self._window
        return window.settings.of_corpus("review_place", window.sitting.store.path)

    def _leave_or_stop(self) -> None:
        """Stop looking for the next place, or go back to the text."""
        if not self.seeking.stop():
            self.leave()

    def leave(self) -> None:
        """Back to one's own work."""
        review, window = self.review, self._window
        if review is None:
            return
        self.seeking.stop()
        session = window.sitting
        session.current_changed.disconnect(self._on_current)
        session.changed.disconnect(self._on_changed)
        session.document_opened.disconnect(self._on_document)
        window.text_keys.review_left.disconnect(self._leave_or_stop)
        window.text_keys.set_ground(TEXT)
        self._review = None
        session.set_current(None)
        session.set_review(None)
        window.text_page.review_bar.hide()
        window.act.listing.end()
        window.menus.enable()
        window.surface.setFocus()
        window.standing.show()

    # going

    def step(self, by: int) -> None:
        """Go to the next open place (1) or the one before (-1), in whatever document it is."""
        review, session = self.review, self._window.sitting
        if review is None:
            return
        document = review.document or session.document
        if document is None:
            return

        def show(found: Case | None) -> None:
            if found is None:
                self._window.say(self._window.word("none_left"))
                self.show()
                return
            self.go(found)
            self._window.say(self._case_said(found))

        self.seeking.seek(review.queue.search(document, review.case_id, by=by), show)

    def go(self, case: Case | None) -> None:
        """Make a place the current one, and show it in its document."""
        review, window, session = self._review, self._window, self._window.sitting
        if review is None:
            return
        self._is_going = True
        try:
            review.set_case(case)
            if case is not None:
                if case.document != session.document:
                    session.open_document(case.document)
                window.settings.set_text(self._place_key(), f"{case.document} {case.id}")
            session.renew_marks()
            if case is not None:
                self._point_at(case)
        finally:
            self._is_going = False
        self.show()
        if case is not None:
            # Before the next key comes, the next place may be found already.
            self.seeking.look_ahead(review.queue.search(case.document, case.id))

    @property
    def current(self) -> str | None:
        """The id of the place that is decided now."""
        return self._review.case_id if self._review is not None else None

    def open(self, case_id: str) -> None:
        """Go to a place of the open document by its id."""
        review, document = self.review, self._window.sitting.document
        cases = review.desk(document).differences if review is not None and document else ()
        found = next((case for case in cases if case.id == case_id), None)
        if found is not None:
            self.go(found)

    def _point_at(self, case: Case) -> None:
        review, window, session = self._review, self._window, self._window.sitting
        assert review is not None
        page, number = session.page, review.number()
        if page is None or not 0 < number <= len(page.differences):
            return
        page.walked = number
        key = page.differences[number - 1].key
        extent = case.place.extent
        window.surface.set_caret(extent.begin)
        window.text_keys.select(key)
        window.follower.show_current(key)

    def _on_current(self, key: str) -> None:
        """Follow a click on an annotation or on a name in the margin."""
        review, session = self.review, self._window.sitting
        if review is None or self._is_going or not key or session.page is None:
            return
        number = session.page.number_of(key)
        case = review.case_of(session.document or "", number)
        if case is not None and case.id != review.case_id:
            review.set_case(case)
            session.renew_marks()
            self.show()

    def _on_document(self, document: str) -> None:
        """Go on in a document that was opened otherwise."""
        review = self.review
        if review is not None and not self._is_going and document != review.document:
            wanted = review.queue.wanted_in(document)
            self.go(wanted[0] if wanted else None)

    def _on_changed(self, changes: ChangeSet) -> None:
        """Go back to a decision that was taken back; show what else has changed."""
        review = self.review
        if review is None or self._is_going:
            return
        replayed = review.replayed()
        if replayed is not None:
            document, case_id = replayed
            cases = review.desk(document).differences
            found = next((c for c in cases if c.id == case_id), None)
            if found is not None:
                self.go(found)
                return
        self.show()

    # answers

    def take(self, number: int) -> None:
        """Take the version in the row with a number, from 1."""
        review = self.review
        case = review.case() if review is not None else None
        if review is None or case is None:
            return
        readers = review.readers(case.document)
        if number <= len(readers):
            letter = review.letters(case.document)[number - 1]
            told = self._window.word("review.took", letter=letter)
            self.decide(told, adjudicate.take, readers[number - 1])

    def take_both(self) -> None:
        """Keep both versions; of different borders all that any of them holds."""
        review = self.review
        case = review.case() if review is not None else None
        if case is None:
            return
        if case.place.kind in (BORDER, SPLIT):
            told = self._window.word("review.joined")
            self.decide(told, adjudicate.take_both, adjudicate.joined_spans(case))
        else:
            self.decide(self._window.word("review.took_both"), adjudicate.take_both)

    def take_none(self) -> None:
        """Decide that nothing is here."""
        self.decide(self._window.word("review.took_nothing"), adjudicate.decide_none)

    def postpone(self) -> None:
        """Leave the place open for later."""
        self.decide(self._window.word("review.postponed"), adjudicate.decide_later)

    def do(self, operation: Any, *given: Any) -> Decision | None:
        """Store an answer to the current place; None if it was refused, which is told.

        Marks are not made anew: where one goes next is to be shown as well.
        """
        review, session = self.review, self._window.sitting
        if review is None or review.document is None or review.case_id is None:
            return None
        document, case_id, why = review.document, review.case_id, review.why
        desk = review.desk(document)
        self._is_going = review.is_waiting = True
        try:
            made = session.work(operation, document, case_id, *given, why=why, desk=desk)
        finally:
            self._is_going = review.is_waiting = False
        if made is not None:
            self.decided = (document, case_id)
        return made

    def decide(self, told: str, operation: Any, *given: Any) -> None:
        """Store an answer, say so, and go on."""
        review, window = self.review, self._window
        if self.do(operation, *given) is None or review is None or review.document is None:
            self.show()
            return
        open_ones = review.counts()[2]
        said = [told, window.word("review.open_n", count=open_ones)]
        document, here = review.document, review.case_id

        def show(found: Case | None) -> None:
            if found is not None and found.id == here:
                found = None
            self.go(found)
            if found is None:
                said.append(window.word("review.empty"))
            else:
                if found.document != document:
                    title = title_of(window.sitting.store.read().document(found.document))
                    said.append(window.word("review.in_document", title=title))
                said.append(next_said(window.sitting, review, found, window.surface.text()))
            window.say(" ".join(said))

        if not self.seeking.seek(review.queue.search(document, here), show):
            window.sitting.renew_marks()
            self.show()
            window.say(" ".join(said))

    # why

    def write_reason(self) -> None:
        """Go to the field of the reason."""
        self._window.text_page.review_bar.write_reason()

    def keep_reason(self, text: str) -> None:
        """Keep what is written for the decision; one that was made gets it when it is left."""
        if self.review is not None:
            self.review.why = replace(self.review.why, reason=text)

    def rest_on_guideline(self) -> None:
        """Let the decision rest on the guideline of the layer, or no longer."""
        review = self.review
        case = review.case() if review is not None else None
        if review is None or case is None:
            return
        layer = case.place.first.layer
        is_off = review.why.guideline == layer
        review.why = replace(review.why, guideline=None if is_off else layer)
        self.store_reason()
        self.show()
        word, name = self._window.word, self._window.sitting.layer_name(layer)
        self._window.say(
            word("review.no_guideline") if is_off else word("review.by_guideline", layer=name)
        )

    def store_reason(self) -> None:
        """Give a decision that was made the reason that was written since, and go to the text."""
        review, window = self.review, self._window
        case = review.case() if review is not None else None
        if review is not None and case is not None and case.state == DECIDED:
            window.sitting.work(adjudicate.set_reason, case.document, case.id, review.why)
        window.surface.setFocus()

    # what is shown

    def title(self) -> str:
        """Return which difference is current, with layer and kind."""
        review = self.review
        return title_said(self._window.sitting, review) if review is not None else ""

    def forget(self) -> None:
        """Look for nothing more: the corpus is being closed."""
        self.seeking.stop()

    def refresh(self) -> None:
        """Go on where the current place is decided now."""
        review = self.review
        if review is None:
            return
        case = review.case()
        if case is not None and not case.is_open:
            self.seeking.seek(review.queue.search(case.document, case.id), self.go)
        else:
            self.go(case)

    def show(self) -> None:
        """Show the current place in the bar."""
        review, window = self.review, self._window
        if review is None:
            return
        bar, case = window.text_page.review_bar, review.case()
        if case is None:
            bar.show_nothing(window.word("review.empty"))
        else:
            text, keymap = window.surface.text(), window.keymap
            bar.show_case(shown_case(window.sitting, review, case, text, keymap))
        window.act.listing.show()
        window.standing.show()

    def _case_said(self, case: Case) -> str:
        window = self._window
        assert self._review is not None
        return case_said(window.sitting, self._review, case, window.surface.text())
